"""The memory of the intake: who may ask, how often, what a hit tells, and what the database holds of it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from schutznetz.cases import queries, services
from schutznetz.cases.actions import JoiningAction, ReportAction
from schutznetz.cases.choices import IntakeChannel, KnownRole, PersonRole, ReporterKind
from schutznetz.cases.known.tags import Person
from schutznetz.cases.models import (
    Case,
    Deletion,
    Hold,
    HoldLifting,
    Joining,
    KnownPerson,
    KnownTag,
    LookUp,
    Report,
)
from schutznetz.cases.queries.known import Found
from schutznetz.cases.services import Statement
from schutznetz.cases.services.assessment import PersonFacts
from schutznetz.cases.services.known import MOST_AN_HOUR
from schutznetz.kernel import audit, ids, policy, tenancy
from schutznetz.kernel.command import NotInCommand
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.cases.services.conftest import acting
from tests.conftest import NOON, context, member
from tests.lasting import tannfurt, town

LENA = {"child_name": "Lena Müller", "child_age": "05.03.2019", "child_address": "Birkenweg 5, Tannfurt"}

__all__ = ["tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")


def told(ctx: Context, network: Network, *children: dict[str, str], at: int = 0) -> Report:
    """Write down a call about children; ``at`` is how many hours ago it came."""
    statement = Statement(
        reporter_kind=ReporterKind.PRIVATE, danger_now=False, facts={"observed": "x"}, children=children
    )
    return services.record_report(
        ctx,
        network,
        statement=statement,
        channel=IntakeChannel.TELEPHONE,
        received_at=ctx.now - timedelta(hours=at),
        key=str(ids.new_id()),
    )


@pytest.fixture(scope="module")
def bert_at_work(town: Network) -> Context:
    return acting(town, member(town, "bert", Role.INTAKE), Role.INTAKE, "bert")


@pytest.fixture(scope="module")
def remembered(bert_at_work: Context, town: Network) -> UUID:
    """What Bert was told about Lena, once for all tests; he works on it with Carl."""
    carl = member(town, "carl", Role.INTAKE)
    with tenancy.scope(town.pk):
        report = services.take_report(bert_at_work, told(bert_at_work, town, LENA, at=5))
        Report.objects.filter(pk=report.pk).update(second=carl)
    return report.pk


@pytest.fixture
def earlier(remembered: UUID, inside: None) -> Report:
    return Report.objects.get(pk=remembered)


@pytest.fixture(scope="module")
def in_triage(anna_at_work: Context, remembered: UUID, town: Network) -> UUID:
    with tenancy.scope(town.pk):
        return services.take_report(anna_at_work, told(anna_at_work, town, {"child_name": "Unbekannt"})).pk


@pytest.fixture
def asking(in_triage: UUID, inside: None) -> Report:
    """A report of Anna's, in triage."""
    return Report.objects.get(pk=in_triage)


def ask(ctx: Context, report: Report, given: str, family: str, born: date | None = None) -> Found:
    return services.look_up(ctx, report, wanted=Person(given, family, born))[1]


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [
        ("Lena", "Müller", date(2019, 3, 5)),
        ("Lena", "Mueller", None),
        ("Müller", "Lena", None),
        ("Magdalena", "Müller", None),
        ("Lehna", "Muller", date(2019, 5, 3)),
        ("Lena", "Miller", date(2018, 3, 5)),
        ("Lena-Marie", "Schmidt-Müller", date(2019, 3, 5)),
    ],
)
def test_a_child_is_found_however_it_is_written(
    anna_at_work: Context, asking: Report, earlier: Report, given: str, family: str, born: date | None
) -> None:
    hits = ask(anna_at_work, asking, given, family, born).hits

    assert [hit.report for hit in hits] == [earlier]


def test_a_stranger_is_not_found(anna_at_work: Context, asking: Report) -> None:
    assert ask(anna_at_work, asking, "Jonas", "Weidenbach", date(2019, 3, 5)).hits == []


def test_household_and_siblings_are_found_by_name_and_address(anna_at_work: Context, asking: Report) -> None:
    wanted = Person("Tim", "Müller", None, "Birkenweg 5")
    _asked, found = services.look_up(anna_at_work, asking, wanted=wanted)

    assert [hit.likeness.same_home for hit in found.hits] == [True]


def test_a_hit_of_somebody_else_tells_only_whom_to_ask(
    anna_at_work: Context, asking: Report, earlier: Report, bert_at_work: Context
) -> None:
    Report.objects.filter(pk=earlier.pk).update(state="closed_no_indication", decided_at=NOON)
    hit = ask(anna_at_work, asking, "Lena", "Müller").hits[0]
    own = ask(bert_at_work, asking, "Lena", "Müller").hits[0]

    assert (hit.is_open, hit.may_read, hit.name, hit.born, hit.ask) == (False, False, "", None, "bert")
    assert (own.is_open, own.name) == (True, "Lena Müller")


def test_while_an_assessment_runs_a_hit_says_who_it_is(
    anna_at_work: Context, asking: Report, earlier: Report
) -> None:
    Report.objects.filter(pk=earlier.pk).update(state="accepted", decided_at=NOON)
    Case.objects.create(
        number=1, state="assessment", origin=earlier, child_name="Lena", report="x", reported_at=NOON,
        lead_id=str(earlier.responsible_id), substitute_id=str(earlier.second_id),
    )  # fmt: skip

    hit = ask(anna_at_work, asking, "Lena", "Müller").hits[0]

    assert (hit.is_open, hit.may_read, hit.name) == (True, False, "Lena Müller")


def test_a_look_up_is_one_entry_with_its_purpose_and_without_contents(
    anna_at_work: Context, asking: Report, tannfurt: Network
) -> None:
    before = len(audit.trail(tannfurt.pk))
    ask(anna_at_work, asking, "Lena", "Müller", date(2019, 3, 5))

    entries = audit.trail(tannfurt.pk)[before:]

    assert [entry.action for entry in entries] == [ReportAction.LOOK_UP]
    assert entries[0].target == f"cases.Report:{asking.pk}"
    assert not any(name in str(entries[0]) for name in ("Lena", "Müller", "2019"))
    assert LookUp.objects.get().report == asking


def test_after_thirty_in_an_hour_it_says_when_it_goes_on(anna_at_work: Context, asking: Report) -> None:
    for number in range(MOST_AN_HOUR):
        LookUp.objects.create(
            report=asking, asked_by_id=anna_at_work.person_id, opened=0,
            asked_at=anna_at_work.now - timedelta(minutes=number),
        )  # fmt: skip

    with pytest.raises(Conflict, match="13:32 Uhr"):
        ask(anna_at_work, asking, "Lena", "Müller")
    later = replace(anna_at_work, now=anna_at_work.now + timedelta(minutes=32))
    assert ask(later, asking, "Lena", "Müller").hits


def keep(ctx: Context, report: Report, people: list[Person]) -> None:
    """Remember people as a service of another area does, inside its command."""
    from schutznetz.kernel import command

    token = command._running.set(True)
    try:
        other = Report.objects.exclude(pk=report.pk).order_by("pk")[0]
        for who in people:
            services.remember(ctx, other, source=uuid4(), role=KnownRole.ADULT, who=who)
    finally:
        command._running.reset(token)


def test_remembering_is_part_of_a_command(anna_at_work: Context, asking: Report) -> None:
    with pytest.raises(NotInCommand):
        services.remember(
            anna_at_work, asking, source=uuid4(), role=KnownRole.CHILD, who=Person("Lena", "Müller")
        )


def test_what_a_source_says_anew_takes_the_place_of_what_it_said(
    anna_at_work: Context, asking: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = uuid4()
    monkeypatch.setattr("tests.cases.services.test_known.uuid4", lambda: source)

    keep(anna_at_work, asking, [Person("Tim", "Alt"), Person("Tim", "Neumann")])

    assert KnownPerson.objects.get(source=source).identity["family"] == "Neumann"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INTAKE, Role.TEAM_LEAD, Role.CASE_WORKER}))
def test_nobody_outside_the_office_looks_up(role: Role, asking: Report, tannfurt: Network) -> None:
    dora = context(tannfurt, member(tannfurt, "dora", role), role)

    assert not policy.may(dora, ReportAction.LOOK_UP, asking)
    with pytest.raises(policy.Denied):
        ask(dora, asking, "Lena", "Müller")
    assert audit.trail(tannfurt.pk)[-1].action == f"{ReportAction.LOOK_UP}.denied"


def test_without_a_triage_there_is_no_purpose(anna_at_work: Context, asking: Report) -> None:
    assert policy.may(anna_at_work, ReportAction.LOOK_UP, asking)
    Report.objects.filter(pk=asking.pk).update(state="accepted", decided_at=NOON)
    assert not policy.may(anna_at_work, ReportAction.LOOK_UP, asking)


def test_another_town_finds_nobody_and_shares_no_tag(
    anna_at_work: Context, asking: Report, earlier: Report, erlenstedt: Network
) -> None:
    gerda = acting(erlenstedt, member(erlenstedt, "gerda", Role.INTAKE), Role.INTAKE, "gerda")
    hugo = acting(erlenstedt, member(erlenstedt, "hugo", Role.INTAKE), Role.INTAKE, "hugo")
    mine = set(KnownTag.objects.values_list("tag", flat=True))
    with tenancy.scope(erlenstedt.pk):
        report = services.take_report(gerda, told(gerda, erlenstedt, {"child_name": "Niemand"}))
        assert ask(gerda, report, "Lena", "Müller", date(2019, 3, 5)).hits == []
        services.take_report(hugo, told(hugo, erlenstedt, LENA))
        theirs = set(KnownTag.objects.values_list("tag", flat=True))
        assert ask(gerda, report, "Lena", "Müller").hits  # the control: at home she is found

    assert all((mine, theirs))
    assert not {bytes(tag) for tag in mine} & {bytes(tag) for tag in theirs}


def test_no_name_and_no_date_lies_readable_in_the_index(earlier: Report) -> None:
    with connection.cursor() as cursor:
        for table in ("cases_knownperson", "cases_knowntag"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of two names above
            held = b"".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                for row in cursor.fetchall()
                for cell in row
            )
            assert held
            for word in ("Lena", "lena", "muller", "Müller", "MLR", "2019-03-05", "Birkenweg"):
                assert word.encode() not in held


def test_the_index_goes_with_its_report(earlier: Report) -> None:
    assert KnownTag.objects.exists()

    KnownPerson.objects.filter(report=earlier).delete()

    assert not KnownTag.objects.exists()


def test_under_a_new_key_all_is_found_again_and_no_old_tag_is_left(
    anna_at_work: Context, asking: Report, tannfurt: Network
) -> None:
    before = {bytes(tag) for tag in KnownTag.objects.values_list("tag", flat=True)}

    services.renew_known_key(system(tannfurt.pk), tannfurt)
    lost = ask(anna_at_work, asking, "Lena", "Müller").hits
    count = services.rebuild_known(system(tannfurt.pk), tannfurt)

    after = {bytes(tag) for tag in KnownTag.objects.values_list("tag", flat=True)}
    assert lost == []
    assert count == KnownPerson.objects.count()
    assert after
    assert not after & before
    assert ask(anna_at_work, asking, "Lena", "Müller").hits


def test_the_people_of_a_case_are_found_and_their_corrections_replace_them(
    anna_at_work: Context, asking: Report, earlier: Report, tannfurt: Network
) -> None:
    eva = member(tannfurt, "eva", Role.CASE_WORKER)
    case = Case.objects.create(
        number=1, state="assessment", origin=earlier, child_name="Lena", report="x", reported_at=NOON,
        lead=eva, substitute_id=str(earlier.second_id),
    )  # fmt: skip
    case.team.add(eva)
    worker = acting(tannfurt, eva, Role.CASE_WORKER, "eva")
    facts = PersonFacts(role=PersonRole.SIBLING, name="Nils Brunner", born="7.8.2015")

    person = services.add_person(worker, case, facts=facts)
    found = ask(anna_at_work, asking, "Niels", "Brunner").hits
    services.correct_person(worker, person, facts=replace(facts, name="Nils Weidenbach"))

    assert [(hit.case, hit.role) for hit in found] == [(case, KnownRole.SIBLING)]
    assert ask(anna_at_work, asking, "Niels", "Brunner").hits == []
    assert [hit.case for hit in ask(anna_at_work, asking, "Nils", "Weidenbach").hits] == [case]


def test_the_second_report_on_a_child_is_counted(
    anna_at_work: Context, earlier: Report, tannfurt: Network
) -> None:
    again = told(anna_at_work, tannfurt, {**LENA, "child_name": "Müller, Lena"})

    lines = {row.id: row.earlier for row in queries.inbox(anna_at_work, tannfurt).rows}

    assert queries.history_of(anna_at_work, again).number == 2
    assert queries.history_of(anna_at_work, earlier).number == 1
    assert (lines[again.pk], lines[earlier.pk]) == (1, 0)


def test_of_two_reports_in_one_minute_one_is_the_first_and_one_the_second(
    anna_at_work: Context, tannfurt: Network
) -> None:
    tim = {"child_name": "Tim Sommer", "child_age": "1.2.2015"}
    first, second = (told(anna_at_work, tannfurt, tim) for _number in range(2))

    counted = [queries.history_of(anna_at_work, each).number for each in (first, second)]
    lines = {row.id: row.earlier for row in queries.inbox(anna_at_work, tannfurt).rows}

    assert sorted(counted) == [1, 2]
    assert [lines[each.pk] + 1 for each in (first, second)] == counted


def test_a_report_counts_whose_child_only_its_case_names(
    anna_at_work: Context, earlier: Report, tannfurt: Network
) -> None:
    """Who heard a child and could not name it reported it all the same."""
    nameless = told(anna_at_work, tannfurt, {"child_name": "Junge, rote Jacke"}, at=9)
    case = Case.objects.create(
        number=1, state="assessment", origin=nameless, child_name="", report="x", reported_at=NOON,
        lead_id=str(earlier.responsible_id), substitute_id=str(earlier.second_id),
    )  # fmt: skip
    before = queries.history_of(anna_at_work, earlier).number
    worker = member(tannfurt, "eva", Role.CASE_WORKER)
    case.team.add(worker)
    facts = PersonFacts(role=PersonRole.CHILD, name="Lena Müller", born="5.3.2019")
    services.add_person(acting(tannfurt, worker, Role.CASE_WORKER, "eva"), case, facts=facts)

    assert (before, queries.history_of(anna_at_work, earlier).number) == (1, 2)


def test_a_joined_report_that_names_nobody_counts_and_one_about_another_child_does_not(
    anna_at_work: Context, asking: Report, earlier: Report, tannfurt: Network
) -> None:
    other = told(anna_at_work, tannfurt, {"child_name": "Tim Sommer", "child_age": "1.2.2015"}, at=7)
    nameless = told(anna_at_work, tannfurt, {"child_name": "Unbekannt"}, at=8)

    numbers = [queries.history_of(anna_at_work, asking).number]
    for each in (other, nameless):
        services.join(anna_at_work, asking, reference=each.reference, reasons="ein Abend")
        numbers.append(queries.history_of(anna_at_work, asking).number)

    assert numbers == [1, 1, 2]


def test_the_whole_event_is_in_view_from_each_of_its_reports(
    anna_at_work: Context, asking: Report, earlier: Report, tannfurt: Network
) -> None:
    third = services.take_report(anna_at_work, told(anna_at_work, tannfurt, LENA, at=2))
    services.join(anna_at_work, asking, reference=earlier.reference, reasons="ein Abend")
    last = services.join(anna_at_work, asking, reference=third.reference, reasons="ein Abend")

    seen = queries.history_of(anna_at_work, third)
    assert ([each.other for each in seen.joinings], list(seen.beyond)) == ([asking], [earlier])
    services.part(anna_at_work, last, reasons="Doch zwei Abende")
    assert list(queries.history_of(anna_at_work, third).beyond) == []


def test_two_reports_become_one_event_and_two_again(
    anna_at_work: Context, asking: Report, earlier: Report, tannfurt: Network
) -> None:
    unchanged = Report.objects.filter(pk__in=[asking.pk, earlier.pk]).order_by("pk").values()
    before = list(unchanged)

    joining = services.join(
        anna_at_work, asking, reference=earlier.reference.lower(), reasons="Gleicher Abend"
    )
    with pytest.raises(Conflict, match="schon verbunden"):
        services.join(anna_at_work, asking, reference=earlier.reference, reasons="x")
    joined = [each.other for each in queries.history_of(anna_at_work, asking).joinings]
    seen = [each.other for each in queries.history_of(anna_at_work, earlier).joinings]
    services.part(anna_at_work, joining, reasons="Doch zwei Abende")

    assert (joined, seen) == ([earlier], [asking])
    assert queries.history_of(anna_at_work, asking).joinings == []
    assert Joining.objects.get() == joining
    assert list(unchanged.all()) == before
    acts = [entry.action for entry in audit.trail(tannfurt.pk)]
    assert acts[-2:] == [ReportAction.JOIN, JoiningAction.PART]


@pytest.mark.parametrize("reference", ["ZZZZ-ZZZZ", "own"])
def test_only_two_reports_of_the_office_are_joined(
    anna_at_work: Context, asking: Report, reference: str
) -> None:
    wanted = asking.reference if reference == "own" else reference

    with pytest.raises(Conflict):
        services.join(anna_at_work, asking, reference=wanted, reasons="x")
    assert not Joining.objects.exists()


def test_what_is_held_or_waits_for_its_deletion_is_not_parted(
    anna_at_work: Context, bert_at_work: Context, asking: Report, earlier: Report
) -> None:
    joining = services.join(anna_at_work, asking, reference=earlier.reference, reasons="Gleicher Abend")
    waiting = Deletion.objects.create(
        anchor=min(asking.pk, earlier.pk),
        archive="declined",
        version="1",
        proposed_by_id=anna_at_work.person_id,
        proposed_at=NOON,
        proposed_session="a",
        seal="s",
    )
    with pytest.raises(Conflict, match="Löschsperre"):
        services.part(anna_at_work, joining, reasons="x")
    Deletion.objects.filter(pk=waiting.pk).update(state="voided")
    hold = Hold.objects.create(
        report=earlier, ground="court", reasons="x", placed_by_id=anna_at_work.person_id, placed_at=NOON,
        review_on=NOON.date(),
    )  # fmt: skip
    with pytest.raises(Conflict, match="Löschsperre"):
        services.part(anna_at_work, joining, reasons="x")

    HoldLifting.objects.create(
        hold=hold, reasons="x", state="confirmed", seal="s", proposed_by_id=anna_at_work.person_id,
        proposed_at=NOON, proposed_session="a", confirmed_by_id=bert_at_work.person_id, confirmed_at=NOON,
        confirmed_session="b",
    )  # fmt: skip
    Hold.objects.update(lifted_at=NOON)
    services.part(anna_at_work, joining, reasons="x")  # negative control
