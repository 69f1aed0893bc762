"""How long another office may think, and from when what was not taken over goes."""

from datetime import date, timedelta

import pytest

from schutznetz.law import handover, retention, urgency


@pytest.mark.parametrize("class_of_urgency", ["", *urgency.TABLE])
def test_whoever_must_act_at_once_gives_a_day_and_nobody_gives_less(class_of_urgency: str) -> None:
    within = handover.answer_within(at_once=False, class_of_urgency=class_of_urgency)

    assert handover.answer_within(at_once=True, class_of_urgency=class_of_urgency) == timedelta(hours=24)
    assert timedelta(hours=24) <= within <= timedelta(days=7)


def test_the_more_urgent_the_class_the_sooner_the_answer() -> None:
    times = [handover.answer_within(at_once=False, class_of_urgency=each) for each in sorted(urgency.TABLE)]

    assert times == sorted(times)
    assert len(set(times)) == 3


@pytest.mark.parametrize("months", [None, 1, 6, 24])
@pytest.mark.parametrize(
    "code",
    [
        rule.code
        for rule in retention.RULES
        if (rule.months or rule.days) and rule.since is retention.Since.EVENT
    ],
)
def test_a_period_looked_at_from_its_end_is_the_same_period(code: str, months: int | None) -> None:
    """Whatever began by then is over today, and nothing that began later: also at the ends of months.

    The days go back over both a leap year's February and another one.
    """
    own = retention.Own(months=months) if months else None
    for back in range(430):
        today = date(2028, 4, 2) - timedelta(days=back)
        last = retention.latest_start(code, today, own)

        assert retention.earliest(code, last, own) <= today
        assert retention.earliest(code, last + timedelta(days=1), own) > today
