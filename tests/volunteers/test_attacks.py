"""How somebody might come into a family without what it takes, and does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.care import services as care
from schutznetz.care.models import Family
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.offers.choices import Language
from schutznetz.volunteers import services
from schutznetz.volunteers.choices import LeavingReason, Training
from schutznetz.volunteers.models import Certificate, Match, Volunteer
from schutznetz.volunteers.services import Talk
from tests.volunteers.conftest import AGREED, PROFILE, TODAY, details

pytestmark = pytest.mark.usefixtures("inside")
YEAR = timedelta(days=365)


@pytest.fixture
def talked(vera: Context, proposed: Match) -> Match:
    talk = Talk(on=TODAY, said="Beide möchten es versuchen.")
    return services.note_talks(vera, proposed, with_volunteer=talk, with_family=talk)


def agree(vera: Context, match: Match) -> Match:
    return services.agree(vera, Match.objects.get(pk=match.pk), reasons="Passt.", agreement=AGREED)


def test_an_older_look_never_covers_a_newer_one(vera: Context, shown: Callable[..., Volunteer]) -> None:
    """A relevant entry is not wiped out by the clean paper of last year."""
    volunteer = shown(entry=True)

    with pytest.raises(Conflict, match="neueres"):
        shown(TODAY - YEAR)

    assert Certificate.objects.get().relevant_entry
    with pytest.raises(Conflict):
        services.take_up(vera, volunteer)


def test_a_slip_of_the_same_look_is_put_right(vera: Context, shown: Callable[..., Volunteer]) -> None:
    volunteer = shown(entry=True)
    services.note_certificate(
        vera, volunteer, seen_on=TODAY, issued_on=TODAY - timedelta(days=9), relevant_entry=False
    )

    assert not Certificate.objects.get().relevant_entry


@pytest.mark.parametrize(
    "since",
    [
        {"training": Training.RUNNING},
        {"insured": False},
        {"confidential_on": None},
        {"profile": replace(PROFILE, areas=["Südstadt"])},
        {"profile": replace(PROFILE, languages=[Language.GERMAN])},
    ],
)
def test_what_has_changed_since_the_proposal_is_seen_at_the_decision(
    since: dict[str, object], vera: Context, heidi: Volunteer, talked: Match
) -> None:
    services.change_volunteer(vera, heidi, details=details(**since))

    with pytest.raises(Conflict):
        agree(vera, talked)

    services.change_volunteer(vera, heidi, details=details())
    assert agree(vera, talked).state == "running"


def test_a_relevant_entry_seen_after_the_proposal_stops_the_decision(
    vera: Context, shown: Callable[..., Volunteer], talked: Match
) -> None:
    shown(entry=True)

    with pytest.raises(Conflict):
        agree(vera, talked)


def test_nobody_begins_in_a_family_whose_help_has_ended(
    vera: Context, clara: Context, family: Family, talked: Match
) -> None:
    care.end_help(clara, family)

    with pytest.raises(policy.Denied):
        agree(vera, talked)


def test_nobody_begins_in_a_family_whose_help_ended_beside_it(
    vera: Context, clara: Context, family: Family, talked: Match
) -> None:
    """Whatever way it ended."""
    Family.objects.filter(pk=family.pk).update(ended_at=clara.now)

    with pytest.raises(policy.Denied):
        agree(vera, talked)


def test_who_left_is_proposed_and_agreed_for_nothing(vera: Context, heidi: Volunteer, talked: Match) -> None:
    Volunteer.objects.filter(pk=heidi.pk).update(state="left", left_on=TODAY, left_why=LeavingReason.MOVED)

    with pytest.raises((Conflict, policy.Denied)):
        agree(vera, talked)
