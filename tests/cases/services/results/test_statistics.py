"""The official record falls out of the work: once for each assessed child, under a key that names nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.choices import Known, Outcome, ReporterKind, VisitPlace
from schutznetz.cases.known.telling import person_in
from schutznetz.cases.models import (
    AssessmentCount,
    AssessmentRecord,
    Case,
    CodeList,
    KnownPerson,
    LateRecord,
    Report,
)
from schutznetz.cases.queries import statistics as queries
from schutznetz.cases.queries.known import same_as
from schutznetz.cases.queries.tables import counted_anew
from schutznetz.cases.services import Statement, VisitFacts
from schutznetz.cases.services import statistics as cases_statistics
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Action
from schutznetz.law import statistics as law
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.models import Network
from schutznetz.networks.services import set_period
from tests import assessing, make
from tests.conftest import NOON, context, member
from tests.law.test_statistics import WHOLE

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def count(
    ready: Case,
    anna_at_work: Context,
    bert_at_work: Context,
) -> Callable[..., Case]:
    """Let two people set a result, after a look at child and home or without one."""

    def counted(outcome: Outcome = Outcome.NONE, *, impression: bool = True, hours: float = 1) -> Case:
        anna, bert = (replace(ctx, now=NOON + timedelta(hours=hours)) for ctx in (anna_at_work, bert_at_work))
        assessed = Case.objects.get(pk=ready.pk)
        if impression:
            assessing.visit(anna, assessed, bert.person_id)
        result = services.propose_result(anna, assessed, assessed=assessing.assessed(assessed, outcome))
        services.confirm_result(bert, result, seal=result.seal)
        return Case.objects.get(pk=result.case_id)

    return counted


def test_a_result_makes_one_record_that_names_nobody(count: Callable[..., Case]) -> None:
    assessed = count()

    record = AssessmentRecord.objects.get()
    assert (record.key, record.version) == (queries.key_of(assessed.pk), law.VERSION)
    assert (record.completed_on, len(record.key)) == (NOON.date(), 20)
    assert record.answers["result"] == "none"
    assert record.answers["reporter"] == "health"
    assert not record.complete
    assert str(assessed.pk).replace("-", "")[:12].upper() not in record.key
    assert not [field for field in AssessmentRecord._meta.concrete_fields if field.is_relation][1:]


def test_a_later_result_changes_the_same_record_and_keeps_what_was_typed(
    count: Callable[..., Case], anna_at_work: Context
) -> None:
    assessed = count(Outcome.NONE)
    services.complete_record(anna_at_work, assessed, answers={"german": "yes"})

    count(Outcome.NEED_FOR_SUPPORT, hours=2)

    record = AssessmentRecord.objects.get()
    assert (record.answers["result"], record.answers["german"]) == ("need_for_support", "yes")


FEBRUARY, MARCH = (datetime(2027, month, day, 12, tzinfo=UTC) for month, day in ((2, 28), (3, 1)))


def test_a_delivered_year_stays_and_what_comes_later_goes_with_the_next_return(
    count: Callable[..., Case], anna_at_work: Context, tannfurt: Network
) -> None:
    assessed = count(Outcome.NONE)
    before = AssessmentRecord.objects.get().answers

    count(Outcome.NEED_FOR_SUPPORT, hours=(MARCH - NOON) / timedelta(hours=1))

    assert AssessmentRecord.objects.get().answers == before
    assert numbers() == counted_anew(2026)
    late = LateRecord.objects.get()
    assert (late.year, late.noted_on, late.complete) == (2027, MARCH.date(), False)
    assert late.answers["result"] == "need_for_support"
    rest = {name: value for name, value in WHOLE.items() if name not in {"dangers", "danger_from", "result"}}
    in_march = replace(anna_at_work, now=MARCH)
    assert [row.pk for row, _ in queries.with_gaps(in_march).rows] == [assessed.pk]
    assert queries.to_deliver(in_march, tannfurt, 2027).incomplete == 1
    services.complete_record(in_march, assessed, answers=rest)
    services.complete_record(in_march, assessed, answers=rest)  # again: nothing new

    found = queries.to_deliver(in_march, tannfurt, 2027, 3)
    assert (found.late_years, found.incomplete, found.records) == ([(2026, 1)], 0, [])
    line = dict(zip(*found.rows(), strict=True))
    assert (line["late"], line["completed_year"], line["result"]) == ("1", "2026", "need_for_support")
    assert queries.to_deliver(in_march, tannfurt, 2027, 4).late == []
    assert queries.to_deliver(in_march, tannfurt, 2026).late == []
    assert queries.with_gaps(in_march).rows == []
    assert AssessmentRecord.objects.get().answers == before


def test_until_it_is_delivered_the_record_itself_changes(
    count: Callable[..., Case], anna_at_work: Context
) -> None:
    assessed = count(Outcome.NONE)

    services.complete_record(replace(anna_at_work, now=FEBRUARY), assessed, answers={"german": "yes"})

    assert AssessmentRecord.objects.get().answers["german"] == "yes"
    assert not LateRecord.objects.exists()


def test_a_later_year_of_changes_is_a_later_return(count: Callable[..., Case], anna_at_work: Context) -> None:
    assessed = count(Outcome.NONE)
    AssessmentRecord.objects.update(completed_on=date(2024, 5, 4))
    for now, said in ((NOON, "yes"), (NOON, "no"), (MARCH, "yes")):
        then = replace(anna_at_work, now=now)
        services.complete_record(then, assessed, answers={"german": said})

    kept = LateRecord.objects.order_by("year").values_list("year", "answers__german")
    assert list(kept) == [(2026, "no"), (2027, "yes")]


def test_the_office_sets_when_a_year_is_delivered(
    count: Callable[..., Case],
    anna_at_work: Context,
    tannfurt: Network,
    lea: Context,
) -> None:
    assessed = count(Outcome.NONE)
    set_period(replace(lea, now=NOON), tannfurt, name=PeriodName.STATISTICS_CLOSED, days=31, reason="Erlass")

    for day, late in ((30, 0), (31, 1)):
        then = replace(anna_at_work, now=datetime(2027, 1, day, 12, tzinfo=UTC))
        services.complete_record(then, assessed, answers={"german": "yes", "origin": "no" if late else "yes"})
        assert LateRecord.objects.count() == late


@pytest.mark.parametrize("number", [3, 30])
def test_gaps_come_page_by_page(
    number: int,
    anna_at_work: Context,
    ready: Case,
    tannfurt: Network,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    monkeypatch.setattr(queries, "TOGETHER", number)
    for at in range(5):
        other = Case.objects.create(
            number=50 + at, child_name="x", report="x", reported_at=NOON, lead_id=ready.lead_id,
            substitute_id=ready.substitute_id,
        )  # fmt: skip
        make.with_result(other, Outcome.NONE)
        AssessmentRecord.objects.create(
            key=queries.key_of(other.pk), version=law.VERSION, completed_on=NOON.date(), complete=at == 2
        )

    pages, after = [], "start"
    while after:
        found = queries.with_gaps(anna_at_work, after=after)
        pages.append([row.number for row, _ in found.rows])
        after = found.after

    assert pages == [[50, 51], [53, 54]]


def test_what_is_done_later_outweighs_what_was_typed(
    count: Callable[..., Case], anna_at_work: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed = count(Outcome.NEED_FOR_SUPPORT)
    typed: dict[str, Any] = {"court": "no", "new_help": ["none"]}
    services.complete_record(anna_at_work, assessed, answers=typed)
    assert AssessmentRecord.objects.get().answers["court"] == "no"
    monkeypatch.setattr(cases_statistics, "told_by_work", lambda _of: {"court": "yes"})
    monkeypatch.setattr(cases_statistics, "new_help", lambda _of: ["taken_into_care"])

    count(Outcome.NEED_FOR_SUPPORT, hours=2)
    later = AssessmentRecord.objects.get().answers
    services.complete_record(anna_at_work, assessed, answers={**typed, "new_help": ["advice"]})

    assert (later["court"], later["new_help"]) == ("yes", ["taken_into_care"])
    again = AssessmentRecord.objects.get().answers
    assert (again["court"], again["new_help"]) == ("yes", ["taken_into_care", "advice"])


def test_where_the_case_software_delivers_nothing_is_counted(count: Callable[..., Case]) -> None:
    Network.objects.update(statistics_by="software")

    count()

    assert not AssessmentRecord.objects.exists()


@pytest.mark.parametrize("impression", [True, False])
def test_only_an_assessment_with_an_immediate_impression_counts(
    impression: bool, count: Callable[..., Case]
) -> None:
    count(impression=impression)

    assert AssessmentRecord.objects.exists() is impression


def test_a_record_is_completed_by_the_team_and_checked_at_once(
    count: Callable[..., Case], anna_at_work: Context
) -> None:
    assessed = count()
    given: dict[str, Any] = {name: WHOLE[name] for name in WHOLE if name not in {"dangers", "danger_from"}}
    assert queries.with_gaps(anna_at_work).rows != []

    with pytest.raises(Conflict, match="Keine"):
        services.complete_record(anna_at_work, assessed, answers={**given, "services": ["none", "advice"]})
    services.complete_record(anna_at_work, assessed, answers={**given, "result": "acute"})

    record = AssessmentRecord.objects.get()
    assert record.complete
    assert record.answers["result"] == "none"  # what follows from the result is not typed
    assert queries.with_gaps(anna_at_work).rows == []


def test_who_may_look_deliver_and_complete(count: Callable[..., Case], tannfurt: Network) -> None:
    assessed = count()
    people = [context(tannfurt, member(tannfurt, f"dora-{role}", role), role) for role in Role]

    def may(action: Action, about: Network | Case) -> set[str]:
        return {dora.role for dora in people if policy.may(dora, action, about)}

    for action in (StatisticsAction.EXPORT, StatisticsAction.ENTER_CODES):
        assert may(action, tannfurt) == {Role.PLANNER}
    assert may(StatisticsAction.READ, tannfurt) == {
        Role.PLANNER,
        Role.TEAM_LEAD,
        Role.COORDINATOR,
        Role.DATA_PROTECTION,
    }
    assert may(CaseAction.COMPLETE_RECORD, assessed) == {Role.TEAM_LEAD}


def test_only_complete_records_are_delivered_and_that_is_on_record(
    count: Callable[..., Case], anna_at_work: Context, tannfurt: Network
) -> None:
    count()
    for number, day in enumerate([date(2026, 11, 2), date(2026, 12, 1), date(2025, 11, 30)]):
        AssessmentRecord.objects.create(
            key=f"K{number}", version=law.VERSION, completed_on=day, answers=WHOLE, complete=True
        )

    november = queries.to_deliver(anna_at_work, tannfurt, 2026, 11)
    whole_year = queries.to_deliver(anna_at_work, tannfurt, 2026)

    assert ([record.key for record in november.records], november.incomplete) == (["K0"], 1)
    assert [record.key for record in whole_year.records] == ["K0", "K1"]
    assert [entry.action for entry in audit.trail(tannfurt.pk)].count("statistics.export") == 2


def test_the_database_keeps_one_record_for_each_assessment(count: Callable[..., Case]) -> None:
    key = queries.key_of(count().pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentRecord.objects.create(key=key, version="x", completed_on=NOON.date())


def test_the_numbers_of_the_year_move_with_the_record(
    count: Callable[..., Case], anna_at_work: Context
) -> None:
    assessed = count()
    assert numbers() == counted_anew(2026)
    assert numbers()["german||none"] == 1

    services.complete_record(anna_at_work, assessed, answers={"german": "yes", "services": ["advice"]})

    assert numbers() == counted_anew(2026)
    assert (numbers()["german|yes|none"], numbers()["total"]) == (1, 1)
    assert "german||none" not in numbers()

    count(Outcome.NEED_FOR_SUPPORT, hours=3)

    assert numbers() == counted_anew(2026)
    assert numbers()["german|yes|need_for_support"] == 1


def numbers() -> dict[str, int]:
    return dict(AssessmentCount.objects.filter(number__gt=0).values_list("cell", "number"))


def test_a_year_ends_at_midnight_in_germany(count: Callable[..., Case]) -> None:
    """New Year's Eve in Tannfurt is an hour ahead of the clock of the server."""
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC) - NOON

    count(hours=new_year / timedelta(hours=1))

    assert AssessmentRecord.objects.get().completed_on == date(2027, 1, 1)
    assert set(AssessmentCount.objects.values_list("year", flat=True)) == {2027}


def test_an_impression_from_before_the_report_does_not_count(
    ready: Case,
    anna_at_work: Context,
) -> None:
    long_ago = VisitFacts(place=VisitPlace.HOME, text="Früher", at=NOON - timedelta(days=90), child_seen=True)
    services.note_visit(anna_at_work, ready, facts=long_ago)
    assert not queries.counts(ready)

    services.note_visit(anna_at_work, ready, facts=replace(long_ago, at=NOON))

    assert queries.counts(ready)


@pytest.mark.parametrize(
    ("met", "counts"),
    [({}, False), ({"child_seen": True}, True), ({"entered_home": True}, True), ({"people": "Mutter"}, True)],
)
def test_a_door_that_nobody_opened_gives_no_impression(
    met: dict[str, Any],
    counts: bool,
    ready: Case,
    anna_at_work: Context,
) -> None:
    facts = VisitFacts(place=VisitPlace.HOME, text="Wohnung", at=NOON, **met)
    if "entered_home" in met:
        facts = replace(facts, sleeping_place=Known.YES)

    services.note_visit(anna_at_work, ready, facts=facts)

    assert queries.counts(ready) is counts


def test_codes_are_kept_in_versions_and_the_latest_counts(tannfurt: Network) -> None:
    pia = context(tannfurt, member(tannfurt, "pia", Role.PLANNER), Role.PLANNER)
    later = replace(pia, now=NOON + timedelta(days=1))
    for number, (ctx, year) in enumerate(((pia, 2025), (later, 2025), (later, 2027)), start=1):
        codes = {"sex": {"male": str(number)}}
        services.enter_codes(ctx, tannfurt, codes=codes, year=year, reason=f"Stand {number}")

    found = [queries.codes_of(law.VERSION, year) for year in (2024, 2025, 2026, 2027, 2030)]
    assert [each.get("sex", {}).get("male") for each in found] == [None, "2", "2", "3", "3"]
    assert queries.codes_of("2025.1", 2027) == {}
    assert {each.reason for each in queries.code_lists()} == {"Stand 1", "Stand 2", "Stand 3"}
    for codes in ({"sex": {"male": "3"}}, {"sex": {"other": "3"}}, {"name": {"male": "3"}}):
        with pytest.raises(Conflict):
            services.enter_codes(later, tannfurt, codes=codes, year=2027, reason="Stand 2027")
    changes: list[dict[str, Any]] = [{"codes": {}}, {"year": 2026}]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            CodeList.objects.update(**change)


def test_each_record_leaves_with_the_codes_of_its_year(anna_at_work: Context, tannfurt: Network) -> None:
    pia = context(tannfurt, member(tannfurt, "pia", Role.PLANNER), Role.PLANNER)
    services.enter_codes(pia, tannfurt, codes={"sex": {"male": "2026"}}, year=2026, reason="x")
    services.enter_codes(pia, tannfurt, codes={"sex": {"male": "2027"}}, year=2027, reason="x")
    said = {"version": law.VERSION, "answers": {**WHOLE, "sex": "male"}, "complete": True}
    old = AssessmentRecord.objects.create(key="OLD", completed_on=date(2026, 5, 4), **said)
    AssessmentRecord.objects.create(key="NEW", completed_on=date(2027, 5, 4), **said)
    LateRecord.objects.create(
        record=old, year=2027, noted_on=date(2027, 5, 4), answers=said["answers"], complete=True
    )

    titles, *lines = queries.to_deliver(anna_at_work, tannfurt, 2027).rows()

    assert [(line[0], line[titles.index("sex")]) for line in lines] == [("NEW", "2027"), ("OLD", "2026")]


def of_a_report(
    ready: Case,
    *children: dict[str, str],
) -> Report:
    """Let a case come from a report that says so much about its children."""
    at = replace(visitor(ready.network_id), now=ready.reported_at)
    said = Statement(
        reporter_kind=ReporterKind.PRIVATE, danger_now=False, facts={"observed": "Heute"}, children=children
    )
    report = services.submit_report(at, ready.network, statement=said, key="c" * 32)
    Case.objects.filter(pk=ready.pk).update(origin=report)
    return report


def test_the_work_tells_what_it_knows_of_each_sibling(
    ready: Case,
) -> None:
    of_a_report(
        ready,
        {"child_name": "Ben", "child_sex": "female", "child_age": "1.3.2019"},
        {"child_name": "Mia", "child_sex": "male", "child_age": "2.3.2019"},
    )

    told = queries.told_by_work(Case.objects.get(pk=ready.pk))

    assert (told["sex"], told["birth_month"], told["birth_year"]) == ("male", "3", "2019")
    assert "repeated" not in told


def test_of_two_children_with_one_name_nothing_is_guessed(
    ready: Case,
) -> None:
    mia = {"child_name": "Mia", "child_age": "1.3.2019"}
    of_a_report(ready, mia | {"child_sex": "female"}, mia | {"child_sex": "male"})

    assert set(queries.told_by_work(Case.objects.get(pk=ready.pk))) & {"sex", "birth_month"} == set()


@pytest.mark.parametrize(
    ("before", "told"), [(timedelta(days=30), "yes"), (timedelta(days=340), None), (-timedelta(days=1), None)]
)
def test_a_second_report_in_the_calendar_year_is_told(
    before: timedelta,
    told: str | None,
    ready: Case,
    tannfurt: Network,
) -> None:
    mia = {"child_name": "Mia Muster", "child_age": "1.3.2019"}
    ready.child_name = "Mia Muster"
    ready.save(update_fields=["child_name"])
    report = of_a_report(ready, mia)
    child = report.children.get()
    then = replace(visitor(tannfurt.pk), now=report.received_at - before)
    said = Statement(reporter_kind=ReporterKind.PRIVATE, danger_now=False, facts={"observed": "Früher"})
    earlier = services.submit_report(then, tannfurt, statement=said, key="e" * 32)
    for of, source in ((report, child.pk), (earlier, earlier.pk)):
        KnownPerson.objects.create(
            role="child", identity={}, same=same_as(person_in(mia)), report=of, source=source, noted_at=NOON
        )

    assert queries.told_by_work(Case.objects.get(pk=ready.pk)).get("repeated") == told
