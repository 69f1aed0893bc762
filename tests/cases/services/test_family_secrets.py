"""What one child's secrets and one person's recusal mean for the brothers and sisters, and for the report."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import KnownRole, ReportState
from schutznetz.cases.known.tags import Person, compounds
from schutznetz.cases.models import (
    Case,
    Joining,
    KnownPerson,
    KnownTag,
    Parting,
    Recusal,
    Report,
    ReportChild,
)
from schutznetz.cases.queries import inbox
from schutznetz.cases.queries import secrets as queries
from schutznetz.cases.queries.candidates import keyed
from schutznetz.cases.queries.known import Found, find, history_of
from schutznetz.cases.queries.secrets import shields
from schutznetz.kernel import command
from schutznetz.kernel.machine import Conflict
from schutznetz.law.question import Group
from schutznetz.law.report_fields import FIELDS
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.town import Town, settled, town
from tests.conftest import NOON

__all__ = ["settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def report(town: Town) -> Report:
    return make.report(town.ctx("emil"), town.network, children=["Mia Muster", "Ida Muster"])


def opened(town: Town, report: Report | None, child: str) -> Case:
    case = town.opened(child)
    Case.objects.filter(pk=case.pk).update(origin=report)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def mia(town: Town, report: Report) -> Case:
    return opened(town, report, "Mia Muster")


@pytest.fixture
def ida(town: Town, report: Report) -> Case:
    return opened(town, report, "Ida Muster")


def protect(town: Town, case: Case) -> None:
    services.protect_place(town.ctx("cora"), case, place="Zimmer 4", from_whom="dem Vater")


def test_only_who_is_on_the_case_and_not_recused_may_be_chosen(town: Town, mia: Case) -> None:
    everybody = {pk for pk, _name in queries.team_of(mia)}
    Recusal.objects.create(person=town.people["cora"], case=mia, declared_at=NOON)

    chosen = {pk for pk, _name in queries.team_of(mia)}

    assert everybody == {str(town.id(name)) for name in ("anna", "bert", "cora")}
    assert chosen == everybody - {str(town.id("cora"))}


def test_an_answer_goes_out_by_its_class_and_not_by_its_name() -> None:
    """Whatever locates, and whatever no question of the form knows, stays in."""
    asked = {field.name: "x" for field in FIELDS if field.group == Group.CHILD}

    told = queries.without_places({**asked, "child_second_home": "x"})

    assert set(asked) - set(told) == {"child_whereabouts", "child_address", "child_institution"}
    assert "child_second_home" not in told


# --- the shield -----------------------------------------------------------------------------------------
def test_the_shield_of_a_child_covers_its_siblings_and_their_report(
    town: Town, mia: Case, ida: Case, report: Report
) -> None:
    strangers: list[Case] = [opened(town, None, "Ben"), opened(town, None, "Kim")]
    protect(town, mia)

    assert (shields(mia), shields(ida), shields(report)) == (True, True, True)
    assert not any(shields(each) for each in strangers)


def test_a_joined_report_is_shielded_until_it_is_parted(town: Town, mia: Case, report: Report) -> None:
    others = [make.report(town.ctx("emil"), town.network) for _number in range(2)]
    by = {"joined_by": town.people["emil"], "joined_at": NOON, "reasons": "ein Abend"}
    joinings = [
        Joining.objects.create(report=report, other=others[0], **by),
        Joining.objects.create(report=others[1], other=report, **by),
    ]
    protect(town, mia)
    assert [shields(each) for each in others] == [True, True]

    for joining in joinings:
        Parting.objects.create(
            joining=joining, parted_by=town.people["emil"], parted_at=NOON, reasons="zwei Abende"
        )

    assert [shields(each) for each in others] == [False, False]


def test_the_shield_reaches_the_last_report_of_an_event(town: Town, mia: Case, report: Report) -> None:
    """Joined to one that is joined to hers: the address of the same child stands in all three."""
    near, far, stranger = (make.report(town.ctx("emil"), town.network) for _number in range(3))
    by = {"joined_by": town.people["emil"], "joined_at": NOON, "reasons": "ein Abend"}
    Joining.objects.create(report=near, other=report, **by)
    last = Joining.objects.create(report=near, other=far, **by)
    protect(town, mia)

    assert [shields(each) for each in (near, far, stranger)] == [True, True, False]
    Parting.objects.create(joining=last, parted_by=town.people["emil"], parted_at=NOON, reasons="zwei")
    assert [shields(each) for each in (near, far)] == [True, False]


# --- a family too close ---------------------------------------------------------------------------------
def asked_for_hands() -> set[object]:
    return set(Task.objects.filter(kind=TaskKind.NAME_OTHER_HANDS).values_list("about_id", flat=True))


def test_other_hands_are_asked_for_wherever_she_was_responsible(
    town: Town, mia: Case, ida: Case, report: Report
) -> None:
    foreign, _alone = (opened(town, origin, "Kim").pk for origin in (report, None))
    Case.objects.filter(pk=ida.pk).update(lead=town.people["bert"], substitute=town.people["anna"])
    Case.objects.filter(pk=foreign).update(lead=town.people["bert"], substitute=town.people["cora"])
    hands = {"responsible": town.people["anna"], "second": town.people["bert"], "taken_at": NOON}
    Report.objects.filter(pk=report.pk).update(state=ReportState.TRIAGE, **hands)
    mia.refresh_from_db()

    services.declare_recusal(town.ctx("anna"), mia)

    assert asked_for_hands() == {mia.pk, ida.pk, report.pk}


# --- whom the office knows ------------------------------------------------------------------------------
MIA = Person("Mia", "Muster", None, "Birkenweg 5, Tannfurt")


def asked(town: Town, name: str = "emil") -> tuple[Report, Found]:
    """Ask for Mia within a report of its own."""
    asking = make.report(town.ctx("emil"), town.network, children=["Unbekannt"])
    return asking, find(town.ctx(name), asking, MIA)


def noted(town: Town, record: Case | Report) -> UUID:
    source, token = uuid4(), command._running.set(True)
    try:
        services.remember(town.ctx("anna"), record, source=source, role=KnownRole.CHILD, who=MIA)
    finally:
        command._running.reset(token)
    return source


def test_a_family_that_is_too_close_is_no_hit(town: Town, mia: Case, report: Report) -> None:
    for record in (mia, report):
        noted(town, record)
    Recusal.objects.create(person=town.people["cora"], case=mia, report=report, declared_at=NOON)

    hits = {name: {hit.case or hit.report for hit in asked(town, name)[1].hits} for name in ("emil", "cora")}

    assert hits == {"emil": {mia, report}, "cora": set()}
    assert asked(town, "cora")[1].opened == 0


def test_a_report_that_is_too_close_cannot_be_joined_nor_seen(town: Town, report: Report) -> None:
    asking = make.report(town.ctx("emil"), town.network)
    services.take_report(town.ctx("emil"), asking)
    Joining.objects.create(
        report=report, other=asking, joined_by=town.people["emil"], joined_at=NOON, reasons="ein Abend"
    )
    assert [each.other for each in history_of(town.ctx("emil"), asking).joinings] == [report]
    Recusal.objects.create(person=town.people["emil"], report=report, declared_at=NOON)

    assert history_of(town.ctx("emil"), asking).joinings == []
    with pytest.raises(Conflict, match="gibt es hier nicht"):
        services.join(town.ctx("emil"), asking, reference=report.reference, reasons="ein Abend")


def describe(report: Report, description: dict[str, str]) -> None:
    ReportChild.objects.create(report=report, position=1, description=description)


def test_a_report_she_shut_is_not_counted_in_her_inbox(town: Town) -> None:
    found = []
    for hours in (0, 1):
        ctx = town.ctx("emil", now=NOON + timedelta(hours=hours))
        found.append(make.report(ctx, town.network))
        describe(found[-1], {"child_name": "Mia Muster", "child_age": "01.05.2020"})
        services.take_report(ctx, found[-1])
    earlier, later = found

    def counted(name: str) -> dict[UUID, int]:
        rows = inbox(town.ctx(name), town.network).rows
        return {row.id: row.earlier for row in rows}

    assert counted("lena")[later.pk] == 1
    Recusal.objects.create(person=town.people["lena"], report=earlier, declared_at=NOON)

    assert counted("lena") == {later.pk: 0}
    assert counted("emil")[later.pk] == 1


def test_a_joined_report_gives_the_address_away_no_more_and_again_when_parted(
    town: Town, mia: Case, report: Report
) -> None:
    other = make.report(town.ctx("emil"), town.network)
    describe(other, {"child_name": "Kim Muster", "child_address": "Birkenweg 5, Tannfurt"})
    services.take_report(town.ctx("emil"), other)
    protect(town, mia)

    def known() -> str:
        return str(KnownPerson.objects.get(report=other).identity["address"])

    before = known()
    joining = services.join(town.ctx("emil"), other, reference=report.reference, reasons="ein Abend")
    joined = known()
    services.part(town.ctx("emil"), joining, reasons="zwei Abende")

    assert (bool(before), joined, known()) == (True, "", before)


def test_the_last_report_of_an_event_gives_the_address_away_no_more(
    town: Town, mia: Case, report: Report
) -> None:
    near, far = (make.report(town.ctx("emil"), town.network) for _number in range(2))
    describe(far, {"child_name": "Kim Muster", "child_address": "Birkenweg 5, Tannfurt"})
    services.take_report(town.ctx("emil"), far)
    services.take_report(town.ctx("emil"), near)
    services.join(town.ctx("emil"), near, reference=far.reference, reasons="ein Abend")
    kept = KnownPerson.objects.get(report=far).identity["address"]
    protect(town, mia)

    services.join(town.ctx("emil"), near, reference=report.reference, reasons="ein Abend")

    assert (bool(kept), KnownPerson.objects.get(report=far).identity["address"]) == (True, "")


def test_a_protected_child_is_not_found_by_its_address(
    town: Town, mia: Case, ida: Case, report: Report
) -> None:
    stranger = opened(town, None, "Kim")
    before = {noted(town, record): record for record in (mia, ida, report, stranger)}
    protect(town, mia)
    after = {noted(town, record): record for record in (mia, ida, report, stranger)}

    known = KnownPerson.objects.filter(source__in=[*before, *after])
    assert {each.case for each in known if each.identity["address"]} == {stranger}
    by_address = keyed(compounds(Person("", "Muster", None, MIA.address)))
    tagged = KnownTag.objects.filter(tag__in=by_address).values_list("person__case", flat=True)
    assert set(tagged) == {stranger.pk}
