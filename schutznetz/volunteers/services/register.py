"""A volunteer is noted, taken up, and leaves; half a year after the last activity nothing is left."""

from dataclasses import dataclass
from datetime import date

from schutznetz import reclaiming
from schutznetz.kernel import drafts, ids
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import certificates
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.volunteers import fitness
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import LeavingReason, MatchState, Training, VolunteerState
from schutznetz.volunteers.models import Certificate, Volunteer
from schutznetz.volunteers.states import VOLUNTEER
from schutznetz.volunteers.values import Profile
from schutznetz.work import services as work

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft.")
STILL_MATCHED = gettext_noop("Bitte beenden Sie zuerst die laufenden Begleitungen und Vorschläge.")
LATER_ACTIVE = gettext_noop("Danach ist noch eine Tätigkeit eingetragen. Bitte prüfen Sie den Tag.")
NOT_OVER = gettext_noop("Die Frist nach der letzten Tätigkeit ist noch nicht vorbei.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the coordination knows of a volunteer."""

    name: str
    contact: str
    profile: Profile
    training: Training = Training.NONE
    insured: bool = False
    confidential_on: date | None = None
    declared_on: date | None = None


@command(VolunteerAction.ADD)
def add_volunteer(ctx: Context, network: Network, *, details: Details) -> Volunteer:
    """Note somebody who would like to help."""
    return Volunteer.objects.create(
        reference=f"{ids.choose(LETTERS, 4)}-{ids.choose(LETTERS, 4)}",
        added_at=ctx.now,
        **_known(ctx, details),
    )


@command(VolunteerAction.CHANGE)
def change_volunteer(ctx: Context, volunteer: Volunteer, *, details: Details) -> Volunteer:
    """Note what is different now; what was known before is not kept."""
    known = _known(ctx, details)
    for name, value in known.items():
        setattr(volunteer, name, value)
    volunteer.save(update_fields=list(known))
    return volunteer


def _known(ctx: Context, details: Details) -> dict[str, object]:
    for signed_on in (details.confidential_on, details.declared_on):
        if signed_on and signed_on > day_of(ctx.now):
            raise Conflict(NOT_YET)
    return {
        "name": details.name,
        "contact": details.contact,
        "profile": details.profile.packed(),
        "training": details.training,
        "insured": details.insured,
        "confidential_on": details.confidential_on,
        "declared_on": details.declared_on,
    }


@command(VolunteerAction.TAKE_UP)
def take_up(ctx: Context, volunteer: Volunteer) -> Volunteer:
    """Take somebody up for whom nothing is missing: from here she may be proposed to a family."""
    today = day_of(ctx.now)
    certificate = fitness.certificate_of(volunteer)
    if why := fitness.Interval.of_the_office().standing(certificate, today).obstacle:
        raise Conflict(why, certificates.SHOWN)
    VOLUNTEER.move(volunteer, "take_up", last_active_on=today)
    return volunteer


@command(VolunteerAction.LEAVE)
def leave(ctx: Context, volunteer: Volunteer, *, on: date, why: LeavingReason) -> Volunteer:
    """Let somebody go. Who never began is deleted at once (§ 72a Abs. 5 SGB VIII)."""
    if volunteer.state is VolunteerState.PREPARING:
        _delete(ctx, volunteer)
        return volunteer
    if on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if volunteer.last_active_on and on < volunteer.last_active_on:
        raise Conflict(LATER_ACTIVE)
    if volunteer.matches.filter(state__in=[MatchState.PROPOSED, MatchState.RUNNING]).exists():
        raise Conflict(STILL_MATCHED)
    VOLUNTEER.move(volunteer, "leave", left_on=on, left_why=why)
    work.settle_tasks(ctx, volunteer)
    return volunteer


@command(VolunteerAction.ERASE)
def erase(ctx: Context, volunteer: Volunteer) -> None:
    """Delete whoever left, at the latest half a year after the last activity."""
    last = volunteer.last_active_on
    if last and not certificates.is_outlived(last, day_of(ctx.now)):
        raise Conflict(NOT_OVER, certificates.NOTED)
    _delete(ctx, volunteer)


def _delete(ctx: Context, volunteer: Volunteer) -> None:
    """Delete everything about a person and the keys of her words; a family's record names nobody then."""
    work.forget_tasks(ctx, volunteer)
    drafts.forget(volunteer.pk)
    Certificate.objects.filter(volunteer=volunteer.pk).delete()
    Volunteer.objects.filter(pk=volunteer.pk).delete()
    reclaiming.soon()
