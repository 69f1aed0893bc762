"""When somebody was last active: from here half a year runs (§ 72a Abs. 5 SGB VIII)."""

from datetime import date
from uuid import UUID

from schutznetz.kernel.command import consequence
from schutznetz.volunteers.choices import VolunteerState
from schutznetz.volunteers.models import Volunteer


@consequence
def was_active(volunteer_id: UUID, on: date) -> None:
    """Note an activity; an earlier one, entered late, changes nothing."""
    active = Volunteer.objects.filter(pk=volunteer_id, state=VolunteerState.ACTIVE)
    active.filter(last_active_on__lt=on).update(last_active_on=on)
