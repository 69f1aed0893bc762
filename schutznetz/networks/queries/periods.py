"""Which periods hold in this network now: what the office set, else the default of the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schutznetz.kernel.clock import BERLIN
from schutznetz.law.periods import BY_NAME, PERIODS, Period
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.models import PeriodSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One period as the list shows it."""

    period: Period
    days: int
    history: Sequence[PeriodSetting]


def period(name: PeriodName) -> timedelta:
    """Return how long it is; never longer than the house allows, whatever was once set."""
    ours = PeriodSetting.objects.filter(name=name).order_by("-set_at", "-id").values_list("days", flat=True)
    rule = BY_NAME[name]
    return timedelta(days=min(ours.first() or rule.days, rule.most))


def period_history(name: PeriodName) -> list[tuple[date, int]]:
    """Return since when how many days were set, the oldest first."""
    settings = PeriodSetting.objects.filter(name=name).order_by("set_at", "id")
    return [(at.astimezone(BERLIN).date(), days) for at, days in settings.values_list("set_at", "days")]


def period_rows(*, early: bool = False) -> list[PeriodRow]:
    """Return those of protection, or of early help, with who set what and why, the newest first."""
    settings = PeriodSetting.objects.select_related("set_by").order_by("-set_at", "-id")
    found: dict[str, list[PeriodSetting]] = {}
    for setting in settings:
        found.setdefault(setting.name, []).append(setting)
    return [
        PeriodRow(
            period=each,
            days=min(found[each.name][0].days, each.most) if each.name in found else each.days,
            history=found.get(each.name, []),
        )
        for each in PERIODS
        if each.early is early
    ]
