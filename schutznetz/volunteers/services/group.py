"""The reflection group: on which day it met and who came."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.models import Attendance, GroupMeeting, Volunteer
from schutznetz.volunteers.services.activity import was_active

NOT_YET = gettext_noop("Wer da war, tragen Sie bitte erst nach dem Treffen ein.")


@command(VolunteerAction.HOLD_GROUP)
def hold_group(
    ctx: Context, network: Network, *, on: date, topic: str = "", came: Collection[UUID] = ()
) -> GroupMeeting:
    """Note a day of the group, planned or held; entered again, it takes the place of what stood there."""
    if came and on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    meeting, _new = GroupMeeting.objects.update_or_create(on=on, defaults={"topic": topic or None})
    meeting.attendances.all().delete()
    for volunteer in Volunteer.objects.filter(pk__in=came, state="active").order_by("pk"):
        Attendance.objects.create(meeting=meeting, volunteer=volunteer)
        was_active(volunteer.pk, on)
    return meeting
