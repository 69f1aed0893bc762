"""Who waits for a call of the coordination, and when it is safe to call her."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import DayPart
from schutznetz.care.models import CallBack
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.offers.choices import Weekday


def calls_waiting(ctx: Context) -> list[CallBack]:
    """Return the wishes that nobody has answered, those first that wait longest."""
    return list(policy.rows(ctx, CareAction.NOTE_CALL, CallBack).order_by("asked_at", "id"))


def safe_times(call: CallBack) -> list[tuple[str, str]]:
    """Return when a call is safe, each with its heading: the days, the time of day, and what never suits."""
    return [(heading, words) for heading, words in _safe(call) if words]


def _safe(call: CallBack) -> Iterator[tuple[str, str]]:
    chosen = call.safe or {"days": [], "parts": []}
    yield _("Tage"), ", ".join(str(day.label) for day in Weekday if day.value in chosen["days"])
    yield _("Zeit"), "; ".join(str(part.label) for part in DayPart if part.value in chosen["parts"])
    yield _("Auf keinen Fall"), call.times or ""
