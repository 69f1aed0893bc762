"""Who is away and who stands in."""

from datetime import date
from uuid import UUID

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.conditions import active
from schutznetz.networks.models import Absence, ContactPerson, Network


@command(NetworkAction.REPORT_ABSENCE)
def report_absence(
    ctx: Context, network: Network, *, starts_on: date, ends_on: date, stand_in_id: UUID | None = None
) -> Absence:
    """Report one's own leave. The stand-in must hold a function here; a reason is never asked."""
    _check_days(starts_on, ends_on)
    if stand_in_id == ctx.actor_id:
        raise Conflict(gettext_noop("Die Vertretung muss eine andere Person sein."))
    if stand_in_id and not active(ctx.now).filter(user=stand_in_id).exists():
        raise Conflict(gettext_noop("Die Vertretung hat hier keinen gültigen Zugang."))
    mine = Absence.objects.filter(person=ctx.actor_id, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if mine.exists():
        raise Conflict(gettext_noop("In dieser Zeit haben Sie schon eine Abwesenheit eingetragen."))
    return Absence.objects.create(
        person_id=ctx.actor_id, starts_on=starts_on, ends_on=ends_on, stand_in_id=stand_in_id
    )


@command(NetworkAction.REPORT_ABSENCE_OF)
def report_absence_of(ctx: Context, person: ContactPerson, *, starts_on: date, ends_on: date) -> Absence:
    """Note that a contact person without an account is away; her deputy answers meanwhile."""
    _check_days(starts_on, ends_on)
    return Absence.objects.create(contact_person=person, starts_on=starts_on, ends_on=ends_on)


@command(NetworkAction.END_ABSENCE)
def end_absence(ctx: Context, absence: Absence) -> None:
    absence.delete()


def _check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Conflict(gettext_noop("Das Ende liegt vor dem Beginn."))
