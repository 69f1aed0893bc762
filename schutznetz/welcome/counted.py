"""What stays of the welcome visits, as plain values for the figures: numbers of districts."""

from dataclasses import dataclass

from schutznetz.welcome.models import WelcomeCount


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedWelcome:
    district: str
    written: int
    visited: int
    declined: int
    not_met: int
    moved: int


def counted_welcome(year: int) -> list[CountedWelcome]:
    columns = ("district", "written", "visited", "declined", "not_met", "moved")
    rows = WelcomeCount.objects.filter(year=year).order_by("district", "pk").values(*columns)
    return [CountedWelcome(**row) for row in rows]
