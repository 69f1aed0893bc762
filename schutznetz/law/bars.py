"""Where a reporter's own law closes the way to the youth office, and which ways stay open instead.

The forms ask here before something is sent; what has arrived is never judged by it (INV-1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schutznetz.law.norm import Norm
from schutznetz.law.report_fields import tells_something
from schutznetz.law.reporters import Bar, Reporter, channel_of
from schutznetz.law.text import gettext_noop


class Way(StrEnum):
    """What helps when personal data must not leave: never a closed door."""

    PERSON = "person"
    NAMELESS = "nameless"
    CONSENT = "consent"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Exit:
    """One closed way, in words, with what is open instead."""

    bar: Bar
    text: str
    ways: tuple[Way, ...]


NOT_THIS_WAY = (
    Exit(
        Bar.MISSED_APPOINTMENT_ALONE,
        gettext_noop(
            "Ein versäumter Termin oder eine Leistungsminderung allein ist kein Anhaltspunkt "
            "für eine Gefährdung. Angaben zum Kind dürfen deshalb nicht ans Jugendamt."
        ),
        (Way.PERSON, Way.NAMELESS, Way.CONSENT, Way.TELEPHONE),
    ),
    Exit(
        Bar.CHILD_WITHOUT_SIGN,
        gettext_noop(
            "Für dieses Kind steht noch kein konkreter Anhaltspunkt da. "
            "Angaben zu einem Kind gehen nur hinaus, wenn es bei diesem Kind einen gibt."
        ),
        (Way.PERSON, Way.NAMELESS, Way.CONSENT, Way.TELEPHONE),
    ),
    Exit(
        Bar.UNBORN_CHILD,
        gettext_noop(
            "Für ein ungeborenes Kind gibt Ihnen das Gesetz keine Befugnis, Angaben weiterzugeben. "
            "Lassen Sie sich ohne Namen beraten, und gewinnen Sie die Schwangere für Hilfe."
        ),
        (Way.NAMELESS, Way.CONSENT, Way.PERSON, Way.TELEPHONE),
    ),
)
EXITS = {exit_.bar: exit_ for exit_ in NOT_THIS_WAY}
ONLY_NEEDED = gettext_noop("Nur was für die Einschätzung nötig ist: keine ganze Akte.")


def is_unborn(child: Mapping[str, str]) -> bool:
    return child.get("child_born") == "unborn"


def bar_of_report(reporter: Reporter, facts: Mapping[str, str]) -> Bar | None:
    """Return what keeps the whole report from being sent."""
    alone = facts.get("cause") == "appointment"
    return Bar.MISSED_APPOINTMENT_ALONE if alone and _bars(reporter, Bar.MISSED_APPOINTMENT_ALONE) else None


def bar_of_child(
    reporter: Reporter, child: Mapping[str, str], facts: Mapping[str, str], *, shared: bool
) -> Bar | None:
    """Return what keeps one child out of a report.

    What was told counts as the sign of a single child; of several each needs its own, unless it is
    urgent (``shared``): in danger nothing waits for a second description.
    """
    if is_unborn(child) and _bars(reporter, Bar.UNBORN_CHILD):
        return Bar.UNBORN_CHILD
    told = child.get("child_sign") or (shared and tells_something(facts))
    if not told and _bars(reporter, Bar.CHILD_WITHOUT_SIGN):
        return Bar.CHILD_WITHOUT_SIGN
    return None


def _bars(reporter: Reporter, bar: Bar) -> Norm | None:
    return channel_of(reporter).bars.get(bar)
