"""What the coordination sees of a year, whole; what stays of it; and what may leave."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schutznetz.care import following
from schutznetz.care import services as care
from schutznetz.care.choices import CALL_KEPT, CallState
from schutznetz.care.jobs import erase_outlived
from schutznetz.care.models import Family
from schutznetz.counting import queries, services
from schutznetz.counting.amounts import GIVEN, to_json
from schutznetz.counting.jobs import fix_before_deleting, fix_last_year
from schutznetz.counting.models import FixedYear
from schutznetz.counting.reports import Report, Shown
from schutznetz.counting.world import twelve_months, year_span
from schutznetz.demo.counted import amounts
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import AuditEvent
from schutznetz.kernel.policy import Denied
from schutznetz.law.monitoring import BY_NAME
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from tests.care.conftest import AYDIN
from tests.conftest import context, member
from tests.counting.conftest import at, forget
from tests.visiting.conftest import asks

pytestmark = pytest.mark.usefixtures("inside")
NEW_YEAR = datetime(2027, 1, 1, 3, tzinfo=UTC)


def figure(report: Report | None, name: str) -> Shown:
    assert report
    return next(
        each
        for part in report.parts
        for area in part.areas
        for each in area.figures
        if each.figure.name == name
    )


def rows(report: Report | None, name: str) -> dict[str, float | int | None]:
    return {line.key: line.value for line in figure(report, name).lines}


def test_a_running_year_is_counted_as_it_stands(clara: Context, asking: list[VisitRequest]) -> None:
    report = queries.year_report(clara, 2026)

    assert report.fixed_at is None
    assert rows(report, "visits_asked") == {"waiting": 2, "placed": 1}
    assert rows(report, "visits_wait") == {"6": 1}
    assert rows(report, "visits_waiting") == {"6": 2}
    assert rows(report, "families_helped") == {"visits": 1, "none": 2}
    assert figure(report, "midwife_posts").total == 0.1


def test_a_family_with_two_requests_is_one_family(
    clara: Context, asking: list[VisitRequest], tannfurt: Network
) -> None:
    report = queries.year_report(clara, 2026)

    assert figure(report, "families_new").total == 3
    assert figure(report, "families_helped").total == 3


def test_a_wish_to_be_called_still_counts_when_it_is_deleted(
    clara: Context, system: Context, tannfurt: Network
) -> None:
    """What waits leads to its page; of what is deleted the number is left."""
    for number in range(2):
        call = care.ask_call(clara, tannfurt, wish=care.Wish(contact="0151"), key=f"{number}")
    care.note_call(clara, call, state=CallState.CALLED)
    care.forget_call(at(system, clara.now + CALL_KEPT), call)

    assert rows(queries.year_report(clara, 2026), "calls") == {"waiting": 1, "called": 1}
    span = year_span(2026, clara.now.date())
    waiting = queries.behind(clara, tannfurt, BY_NAME["calls"], "waiting", span)
    called = queries.behind(clara, tannfurt, BY_NAME["calls"], "called", span)
    assert [name for _pk, name in waiting.named] == ["22.11.2026"]
    assert (called.counted, called.named) == (1, [])


def test_every_part_of_the_model_and_every_figure_is_there(clara: Context) -> None:
    report = queries.year_report(clara, 2026)

    assert [part.name for part in report.parts] == ["frame", "concept", "activities", "results"]
    shown = [each.figure.name for part in report.parts for area in part.areas for each in area.figures]
    assert sorted(shown) == sorted(BY_NAME)


def test_the_number_of_questions_does_not_grow_with_the_rows(
    clara: Context, asking: list[VisitRequest], tannfurt: Network
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            queries.year_report(clara, 2026)
        return len(found)

    asked()  # what a process asks for once is asked
    before = asked()
    for _number in range(3):
        asks(clara, tannfurt)

    assert asked() == before


def test_a_year_that_is_over_stays_when_its_families_are_deleted(
    clara: Context, system: Context, asking: list[VisitRequest], tannfurt: Network
) -> None:
    before = rows(queries.year_report(clara, 2026), "families_helped")

    fix_last_year(at(system, NEW_YEAR))
    for each in asking:
        forget(system, clara, each.family)

    later = queries.year_report(at(clara, NEW_YEAR), 2026)
    assert later.fixed_at == NEW_YEAR
    assert rows(later, "families_helped") == before
    assert not VisitRequest.objects.exists()


def test_who_ends_on_the_first_day_of_a_leap_year_is_in_its_figures(
    clara: Context, system: Context, tannfurt: Network
) -> None:
    """Deleted a year later to the hour, before the year had its own time to be kept."""
    Assignment.objects.filter(user=clara.person_id).update(ends_on=date(2029, 12, 31))
    begins = datetime(2028, 1, 1, 0, 30, tzinfo=BERLIN)
    family = care.open_family(at(clara, begins), tannfurt, household=AYDIN)
    care.end_help(at(clara, begins), family)

    left = []
    for after in (timedelta(days=366, seconds=-1), timedelta(days=366)):
        erase_outlived(at(system, begins + after))
        left.append(Family.objects.count())

    assert left == [1, 0]
    assert rows(queries.year_report(at(clara, begins + after), 2028), "families_helped") == {"none": 1}


def test_without_it_the_year_would_lose_them(
    clara: Context, system: Context, asking: list[VisitRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: what is deleted is counted no more where nothing was kept before."""
    others = [each for each in following._forgetters if each is not fix_before_deleting]
    monkeypatch.setattr(following, "_forgetters", others)
    for each in asking:
        forget(system, clara, each.family)

    assert figure(queries.year_report(at(clara, NEW_YEAR), 2026), "families_helped").is_empty


def test_a_year_is_kept_once_and_never_changed(
    clara: Context, system: Context, asking: list[VisitRequest], tannfurt: Network
) -> None:
    fix_last_year(at(system, NEW_YEAR))
    asks(clara, tannfurt)
    fix_last_year(at(system, NEW_YEAR))
    services.fix_year(at(system, NEW_YEAR), tannfurt, year=2026)

    assert figure(queries.year_report(at(clara, NEW_YEAR), 2026), "families_new").total == 3
    assert FixedYear.objects.count() == 1


def test_a_running_year_is_not_kept_and_does_not_leave(
    clara: Context, system: Context, tannfurt: Network
) -> None:
    with pytest.raises(Conflict):
        services.fix_year(system, tannfurt, year=2026)

    assert queries.years_to_take(clara) == []
    assert queries.report_to_take(clara, 2026, GIVEN) is None
    assert queries.survey_to_take(clara, tannfurt, 2026, GIVEN) is None


def test_small_numbers_stay_in_the_house(clara: Context) -> None:
    FixedYear.objects.create(year=2025, fixed_at=NEW_YEAR, amounts=to_json(amounts(2025)))

    whole, given = queries.year_report(clara, 2025), queries.report_to_take(clara, 2025, GIVEN)

    assert rows(whole, "families_new")["pl"] == 3
    shown = rows(given, "families_new")
    assert shown["pl"] is None
    assert [name for name, number in shown.items() if number is None] == ["pl", "ro"]  # the next smaller too
    assert figure(given, "families_new").total == 158
    assert rows(given, "partners")["jobcenter"] == 1


def test_the_records_behind_a_number_are_shown_to_who_may_read_them(
    clara: Context, asking: list[VisitRequest], tannfurt: Network
) -> None:
    span = year_span(2026, date(2026, 11, 22))

    found = queries.behind(clara, tannfurt, BY_NAME["visits_asked"], "waiting", span)

    assert found.counted == 2
    assert found.named == [(each.family_id, each.family.reference) for each in asking[1:]]
    assert AuditEvent.objects.filter(action="counting.read_rows").count() == 1


def test_who_may_not_read_them_learns_only_how_many_there_are(
    asking: list[VisitRequest], tannfurt: Network
) -> None:
    jutta = context(tannfurt, member(tannfurt, "jutta", Role.PLANNER), Role.PLANNER)

    found = queries.behind(
        jutta, tannfurt, BY_NAME["visits_asked"], "waiting", year_span(2026, date(2026, 11, 22))
    )

    assert (found.counted, found.named) == (2, [])


def test_a_reference_date_in_the_past_shows_that_day(
    clara: Context, asking: list[VisitRequest], hers: FamilyMidwife, tannfurt: Network
) -> None:
    day = date(2026, 10, 20)  # eight days after they asked

    survey = queries.survey_at(clara, tannfurt, day)

    answers = {each.question.number: each for block in survey.blocks for each in block.answers}
    waiting, running = answers["4.6"].shown, answers["4.5"].shown
    assert waiting
    assert running
    assert {line.key: line.value for line in waiting.lines} == {"2": 3}
    assert running.is_empty
    assert survey.span.first == date(2025, 10, 21)


def test_what_no_register_knows_is_said(clara: Context, tannfurt: Network) -> None:
    survey = queries.survey_at(clara, tannfurt, date(2026, 11, 1))

    answers = {each.question.number: each for block in survey.blocks for each in block.answers}
    assert answers["1.6"].question.hint
    assert answers["1.6"].shown is None
    assert answers["3.1"].yes is False
    assert [line.number for line in survey.groups if not line.group.categories] == [None] * 3


def test_passing_on_is_on_record_and_asks_for_the_right(clara: Context, tannfurt: Network) -> None:
    services.take(clara, tannfurt, year=2025, floor=GIVEN)

    assert AuditEvent.objects.filter(action="counting.take").count() == 1
    mira = context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)
    with pytest.raises(Denied):
        services.take(mira, tannfurt, year=2025, floor=GIVEN)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2029, 2, 28), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2025, 4, 1)),
    ],
)
def test_twelve_months_end_on_their_day(last: date, first: date) -> None:
    assert twelve_months(last).first == first
