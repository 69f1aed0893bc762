"""A volunteer begins and leaves; a wish waits until a match ends it; a match is talked over, runs, ends."""

from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.certificates import SHOWN
from schutznetz.law.decision import YES, Decision, no
from schutznetz.law.text import gettext_noop
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import MatchState, Training, VolunteerState, WishState
from schutznetz.volunteers.models import Match, Volunteer

NOT_TRAINED = gettext_noop("Der Vorbereitungskurs ist noch nicht abgeschlossen.")
NOT_INSURED = gettext_noop("Der Versicherungsschutz ist noch nicht geklärt.")
NOT_SILENT = gettext_noop("Die Erklärung zur Verschwiegenheit ist noch nicht unterschrieben.")
NO_TALK_VOLUNTEER = gettext_noop("Bitte halten Sie erst das Gespräch mit der ehrenamtlichen Person fest.")
NO_TALK_FAMILY = gettext_noop("Bitte halten Sie erst das Gespräch mit der Familie fest.")


def is_prepared(volunteer: Volunteer) -> Decision:
    """Say whether nothing is missing but the certificate, which counts only for a time."""
    if volunteer.training is not Training.DONE:
        return no(NOT_TRAINED)
    if not volunteer.insured:
        return no(NOT_INSURED)
    return YES if volunteer.confidential_on else no(NOT_SILENT)


def is_talked_over(match: Match) -> Decision:
    if match.talk_volunteer_on is None:
        return no(NO_TALK_VOLUNTEER)
    return YES if match.talk_family_on else no(NO_TALK_FAMILY)


VOLUNTEER = Machine(
    field="state",
    states=VolunteerState,
    start=VolunteerState.PREPARING,
    steps=[
        Transition(
            "take_up",
            sources={VolunteerState.PREPARING},
            target=VolunteerState.ACTIVE,
            action=VolunteerAction.TAKE_UP,
            label=gettext_noop("Tätigkeit beginnen"),
            norm=SHOWN,
            guard=is_prepared,
        ),
        Transition(
            "leave",
            sources={VolunteerState.ACTIVE},
            target=VolunteerState.LEFT,
            action=VolunteerAction.LEAVE,
            label=gettext_noop("Ausscheiden"),
        ),
    ],
)

WISH = Machine(
    field="state",
    states=WishState,
    start=WishState.WAITING,
    steps=[
        Transition(
            "match",
            sources={WishState.WAITING},
            target=WishState.MATCHED,
            action=VolunteerAction.PROPOSE,
            label=gettext_noop("Vorschlagen"),
        ),
        Transition(
            "wait_again",
            sources={WishState.MATCHED},
            target=WishState.WAITING,
            action=VolunteerAction.DECIDE,
            label=gettext_noop("Weiter suchen"),
        ),
        Transition(
            "close",
            sources={WishState.MATCHED},
            target=WishState.CLOSED,
            action=VolunteerAction.END_MATCH,
            label=gettext_noop("Abschließen"),
        ),
        Transition(
            "withdraw",
            sources={WishState.WAITING, WishState.MATCHED},
            target=WishState.WITHDRAWN,
            action=VolunteerAction.WITHDRAW,
            label=gettext_noop("Zurückziehen"),
        ),
    ],
)

MATCH = Machine(
    field="state",
    states=MatchState,
    start=MatchState.PROPOSED,
    steps=[
        Transition(
            "agree",
            sources={MatchState.PROPOSED},
            target=MatchState.RUNNING,
            action=VolunteerAction.DECIDE,
            label=gettext_noop("Vereinbaren"),
            guard=is_talked_over,
        ),
        Transition(
            "decline",
            sources={MatchState.PROPOSED},
            target=MatchState.DECLINED,
            action=VolunteerAction.DECIDE,
            label=gettext_noop("Nicht vermitteln"),
        ),
        Transition(
            "call_off",
            sources={MatchState.PROPOSED},
            target=MatchState.CALLED_OFF,
            action=VolunteerAction.WITHDRAW,
            label=gettext_noop("Zurückziehen"),
        ),
        Transition(
            "end",
            sources={MatchState.RUNNING},
            target=MatchState.ENDED,
            action=VolunteerAction.END_MATCH,
            label=gettext_noop("Beenden"),
        ),
    ],
)
