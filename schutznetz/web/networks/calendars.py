"""Calendar files (RFC 5545) that every calendar program takes."""

from datetime import UTC

from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from schutznetz.networks.choices import MeetingState
from schutznetz.networks.models import Meeting


def answer(meeting: Meeting, *, discreet: bool) -> HttpResponse:
    """Return the meeting as a file. Discreet, it says "Termin" and the time, as calendars get shared."""
    response = HttpResponse(_file(meeting, discreet=discreet), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return response


def _file(meeting: Meeting, *, discreet: bool) -> bytes:
    cancelled = meeting.state == MeetingState.CANCELLED
    event = Event()
    event.add("uid", str(meeting.pk))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.starts_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", _("Termin") if discreet else meeting.title)
    event.add("class", "PRIVATE" if discreet else "PUBLIC")
    if meeting.place and not discreet:
        event.add("location", meeting.place)
    calendar = Calendar()
    calendar.add("prodid", "-//Schutznetz//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
