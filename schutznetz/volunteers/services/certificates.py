"""The extended certificate: three items noted (§ 72a Abs. 5 SGB VIII), shown again and deleted in time."""

from datetime import date

from schutznetz import reclaiming
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import certificates
from schutznetz.law.measures import end_of
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.volunteers import due, fitness
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import VolunteerState
from schutznetz.volunteers.models import Certificate, Volunteer
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft.")
NEWER_KNOWN = gettext_noop("Ein neueres Führungszeugnis ist schon vermerkt.")
TOO_OLD = gettext_noop("Das Zeugnis darf beim Vorzeigen höchstens drei Monate alt sein.")
NOT_OUTLIVED = gettext_noop("Die Frist ist noch nicht vorbei.")
LADDER = (Step(0, Rung.LINE), Step(14 * 24 * 60, Rung.COORDINATOR))


@command(VolunteerAction.NOTE_CERTIFICATE)
def note_certificate(
    ctx: Context, volunteer: Volunteer, *, seen_on: date, issued_on: date, relevant_entry: bool
) -> Certificate:
    """Note a look at the paper, in place of the look before; the paper itself goes back."""
    if seen_on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if not certificates.is_fresh(issued_on, seen_on):
        raise Conflict(TOO_OLD, certificates.SHOWN)
    before = fitness.certificate_of(volunteer)
    if before and seen_on < before.seen_on and issued_on < before.issued_on:
        raise Conflict(NEWER_KNOWN)
    items = {"seen_on": seen_on, "issued_on": issued_on, "relevant_entry": relevant_entry}
    certificate, _new = Certificate.objects.update_or_create(volunteer_id=volunteer.pk, defaults=items)
    Volunteer.objects.filter(pk=volunteer.pk).update(reminded_of=None, stopped_at=None)
    volunteer.reminded_of = volunteer.stopped_at = None
    work.settle_tasks(ctx, volunteer)
    _remind(ctx, volunteer, certificate)
    return certificate


@command(VolunteerAction.REMIND)
def remind(ctx: Context, volunteer: Volunteer) -> Volunteer:
    """Ask for a new look three months before; where one is missing while somebody is in a family, at once."""
    return _remind(ctx, volunteer, fitness.certificate_of(volunteer))


def _remind(ctx: Context, volunteer: Volunteer, certificate: Certificate | None) -> Volunteer:
    today = day_of(ctx.now)
    standing = fitness.Interval.of_the_office().standing(certificate, today)
    if due.is_to_be_stopped(volunteer, standing):
        _open(ctx, volunteer, TaskKind.CLEAR_CERTIFICATE, due_on=today)
        return _note(volunteer, stopped_at=ctx.now)
    if due.is_to_be_reminded(volunteer, standing, today):
        _open(ctx, volunteer, TaskKind.RENEW_CERTIFICATE, due_on=standing.counts_until or today)
        return _note(volunteer, reminded_of=standing.counts_until)
    return volunteer


@command(VolunteerAction.FORGET_CERTIFICATE)
def forget_certificate(ctx: Context, volunteer: Volunteer) -> None:
    """Delete what was noted of a certificate when its time is over: not taken up, or idle for half a year."""
    certificate = fitness.certificate_of(volunteer)
    if certificate is None or not due.is_outlived(volunteer, certificate, day_of(ctx.now)):
        raise Conflict(NOT_OUTLIVED, certificates.NOTED)
    certificate.delete()
    _note(volunteer, declared_on=None)
    work.settle_tasks(ctx, volunteer)
    if volunteer.state is not VolunteerState.LEFT:
        _open(ctx, volunteer, TaskKind.CERTIFICATE_FORGOTTEN, due_on=day_of(ctx.now))
    reclaiming.soon()


def _open(ctx: Context, volunteer: Volunteer, kind: TaskKind, *, due_on: date) -> None:
    work.open_task(
        ctx,
        volunteer,
        kind=kind,
        due_at=end_of(due_on),
        line=Role.VOLUNTEER_COORDINATOR,
        ladder=LADDER,
    )


def _note(volunteer: Volunteer, **changes: object) -> Volunteer:
    Volunteer.objects.filter(pk=volunteer.pk).update(**changes)
    for name, value in changes.items():
        setattr(volunteer, name, value)
    return volunteer
