"""Entrusted data and whereabouts: kept for one person, handed on with a ground, shown where needed."""

from datetime import datetime
from uuid import UUID

from schutznetz.cases.actions import SecretAction
from schutznetz.cases.choices import ReleaseGround
from schutznetz.cases.conflicts import is_recused
from schutznetz.cases.models import Case, EntrustedEntry, EntrustedRelease, Whereabouts
from schutznetz.cases.queries.review import COLLEAGUES
from schutznetz.cases.queries.secrets import team_ids
from schutznetz.cases.services.clearances import end_clearances
from schutznetz.cases.services.known import forget_addresses
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.entrusted import GROUNDS, Recipient
from schutznetz.law.text import gettext_noop
from schutznetz.networks.queries import people_with

IN_FUTURE = gettext_noop("Das liegt in der Zukunft. Bitte prüfen Sie den Zeitpunkt.")
ONE_RECIPIENT = gettext_noop("Bitte eine Kollegin oder einen Kollegen wählen oder eine Stelle nennen.")
OTHER_RECIPIENT = gettext_noop("Mit diesem Grund darf es nicht an diese Person oder Stelle gehen.")
ALREADY = gettext_noop("Diese Person kennt den Eintrag schon.")


@command(SecretAction.KEEP_ENTRUSTED)
def keep_entrusted(ctx: Context, case: Case, *, said_by: str, text: str, at: datetime) -> EntrustedEntry:
    """Keep what somebody confided; from now on only the person it was confided to reads it."""
    if at > ctx.now:
        raise Conflict(IN_FUTURE)
    return EntrustedEntry.objects.create(
        case=case, author_id=ctx.person_id, at=at, entered_at=ctx.now, said_by=said_by, text=text
    )


@command(SecretAction.RELEASE)
def release_entrusted(
    ctx: Context,
    entry: EntrustedEntry,
    *,
    ground: ReleaseGround,
    reasons: str,
    person_id: UUID | None = None,
    outside: str = "",
) -> EntrustedRelease:
    """Hand an entry on, to exactly one recipient whom the ground reaches."""
    if (person_id is None) == (not outside):
        raise Conflict(ONE_RECIPIENT)
    row = GROUNDS[ground]
    reached = row.outside if person_id is None else _reaches(ctx, row.inside, entry.case, person_id)
    if not reached:
        raise Conflict(OTHER_RECIPIENT, row.norm)
    if person_id in {entry.author_id, *entry.releases.values_list("person", flat=True)} - {None}:
        raise Conflict(ALREADY)
    return EntrustedRelease.objects.create(
        entry=entry,
        ground=ground,
        reasons=reasons,
        person_id=person_id,
        outside=outside or None,
        released_by_id=ctx.person_id,
        released_at=ctx.now,
    )


def _reaches(ctx: Context, recipient: Recipient, case: Case, person_id: UUID) -> bool:
    """Say whether a ground reaches this colleague; nobody who is recused, and nobody outside the office."""
    office = {user.pk for role in COLLEAGUES for user in people_with(role, at=ctx.now)}
    if person_id not in office or is_recused(person_id, case):
        return False
    team = team_ids(case)
    return {
        Recipient.COLLEAGUE: True,
        Recipient.RESPONSIBLE: person_id in {case.lead_id, case.substitute_id},
        Recipient.TEAM: person_id in team,
        Recipient.NOBODY: False,
    }[recipient]


@command(SecretAction.PROTECT_PLACE)
def protect_place(ctx: Context, case: Case, *, place: str, reach: str = "", from_whom: str) -> Whereabouts:
    """Keep where a protected person is; what stood there is overwritten, and nobody reads it back here.

    Whoever was let know the old place is not let know the new one by that.
    """
    said = {"place": place, "reach": reach or None, "from_whom": from_whom}
    by = {"kept_by_id": ctx.person_id, "kept_at": ctx.now}
    kept, _new = Whereabouts.objects.update_or_create(case=case, defaults=said | by)
    end_clearances(ctx, kept)
    forget_addresses(ctx, case)
    return kept
