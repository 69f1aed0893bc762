"""Marks on entries: who sets one, on what, and that two people lift it."""

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from pypdfium2 import PdfDocument

from schutznetz.cases import services
from schutznetz.cases.choices import (
    CaseEntryKind,
    DataSource,
    HandoverGround,
    HandoverPart,
    MarkKind,
    Observation,
    Outcome,
    PersonRole,
    ReporterKind,
)
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Mark, Report, Visit
from schutznetz.cases.queries import chronology
from schutznetz.cases.queries.case_file import paper_of
from schutznetz.cases.queries.going import content_of
from schutznetz.cases.queries.marks import is_kept_from, kept_from_court, marks_of, parents_of, said_by
from schutznetz.cases.services.cases import begin_case
from schutznetz.kernel import command
from schutznetz.kernel.ids import new_id
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law.marks import RULES, Way, way_to_office
from schutznetz.networks.models import Network
from tests import make
from tests.assessing import person, visit
from tests.cases.services.town import Town, settled, town
from tests.conftest import NOON

__all__ = ["settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture(scope="module")
def begun(settled: None, founded: Network) -> UUID:
    return Town(founded).begun(team=())


@pytest.fixture
def case(begun: UUID, inside: None) -> Case:
    return Case.objects.get(pk=begun)


def _entry(town: Town, case: Case) -> CaseEntry:
    facts = services.EntryFacts(
        kind=CaseEntryKind.FACT,
        text="Der Kinderarzt sah Striemen.",
        at=NOON - timedelta(hours=1),
        observation=Observation.HEARSAY,
        source=DataSource.THIRD_PARTY,
    )
    return services.add_entry(town.ctx("anna"), case, facts=facts)


@pytest.fixture
def entry(town: Town, case: Case) -> CaseEntry:
    return _entry(town, case)


@pytest.fixture
def father(town: Town, case: Case) -> CasePerson:
    return services.add_person(town.ctx("anna"), case, facts=person(PersonRole.FATHER, "Jan Muster"))


def keep(town: Town, entry: CaseEntry, father: CasePerson, **changes: Any) -> Mark:
    said: dict[str, Any] = {"kind": MarkKind.FROM_PARENT, "parent_id": father.pk, "reasons": "Er droht ihr."}
    return services.mark(town.ctx("anna"), entry, **said | changes)


def test_every_mark_has_a_rule_for_every_way() -> None:
    assert set(RULES) == set(product((kind.value for kind in MarkKind), Way))


def test_a_mark_stands_on_its_entry_alone(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    other = _entry(town, case)

    mark = keep(town, entry, father)

    assert marks_of(case) == {entry.pk: [mark]}
    assert marks_of(case, [other.pk]) == {}


def test_the_parent_stays_the_same_when_she_is_written_anew(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    mother = services.add_person(town.ctx("anna"), case, facts=person(PersonRole.MOTHER, "Jana Muster"))
    mark = keep(town, entry, father)
    anew = services.correct_person(
        town.ctx("anna"), father, facts=person(PersonRole.FATHER, "Jan Muster-Groß")
    )

    assert [is_kept_from(mark, each) for each in (father, anew, mother)] == [True, True, False]
    assert {pk for pk, _name in parents_of(case)} == {str(mother.pk), str(anew.pk)}


@pytest.mark.parametrize(
    "changes",
    [{"parent_id": None}, {"parent_id": new_id()}, {"kind": MarkKind.SECRECY}],
    ids=["nobody", "a stranger", "secrecy towards one"],
)
def test_a_mark_says_towards_whom_or_towards_all(
    changes: dict[str, Any], town: Town, entry: CaseEntry, father: CasePerson
) -> None:
    with pytest.raises(Conflict):
        keep(town, entry, father, **changes)


def test_the_child_is_no_parent_to_keep_something_from(town: Town, case: Case, entry: CaseEntry) -> None:
    child = services.add_person(town.ctx("anna"), case, facts=person(PersonRole.CHILD, "Mia Muster"))

    with pytest.raises(Conflict, match="Elternteil"):
        keep(town, entry, child)


def test_the_same_mark_is_not_set_twice(town: Town, entry: CaseEntry, father: CasePerson) -> None:
    keep(town, entry, father)

    with pytest.raises(Conflict, match="schon"):
        keep(town, entry, father)
    keep(town, entry, father, kind=MarkKind.SECRECY, parent_id=None)


# --- what the database keeps by itself ------------------------------------------------------------------
def _row(town: Town, case: Case, record: UUID) -> Mark:
    by = {"set_by": town.people["anna"], "set_at": NOON}
    return Mark.objects.create(case=case, record=record, kind=MarkKind.SECRECY, reasons="Praxis", **by)


def test_a_mark_stands_on_something_of_its_own_case(town: Town, case: Case, entry: CaseEntry) -> None:
    other = Case.objects.get(pk=town.begun(team=()))

    for record in (new_id(), other.pk):
        with pytest.raises(IntegrityError, match="of its case"), transaction.atomic():
            _row(town, case, record)
    with pytest.raises(IntegrityError, match="of its case"), transaction.atomic():
        _row(town, other, entry.pk)


def test_nobody_lifts_a_mark_by_one_or_changes_it(town: Town, case: Case, entry: CaseEntry) -> None:
    mark = _row(town, case, entry.pk)

    with pytest.raises(IntegrityError, match="two people"), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(lifted_at=NOON)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(record=case.pk)


# --- two lift it ----------------------------------------------------------------------------------------
def test_two_lift_a_mark_each_in_her_own_session(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    mark = keep(town, entry, father)
    lifting = services.propose_unmark(town.ctx("anna"), mark, reasons="Er weiß es.")
    with pytest.raises(Denied):
        services.confirm_unmark(town.ctx("anna"), lifting, seal=lifting.seal)
    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        services.confirm_unmark(town.ctx("bert", session="anna"), lifting, seal=lifting.seal)
    with pytest.raises(Conflict, match="anders"):
        services.confirm_unmark(town.ctx("bert"), lifting, seal="something else")
    assert marks_of(case) == {entry.pk: [mark]}

    services.confirm_unmark(town.ctx("bert"), lifting, seal=lifting.seal)

    assert marks_of(case) == {}
    keep(town, entry, father)  # and it may be set again


def test_a_result_that_waits_says_no_more_what_is_known_when_a_mark_comes_or_goes(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    first = make.waiting_result(case, Outcome.NONE)
    mark = keep(town, entry, father)
    second = make.waiting_result(case, Outcome.NONE)
    lifting = services.propose_unmark(town.ctx("anna"), mark, reasons="Er weiß es.")

    services.confirm_unmark(town.ctx("bert"), lifting, seal=lifting.seal)

    for waiting in (first, second):
        waiting.refresh_from_db()
        assert waiting.state == "voided"


def test_a_lifting_that_is_refused_leaves_the_mark(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    mark = keep(town, entry, father)
    lifting = services.propose_unmark(town.ctx("anna"), mark, reasons="Er weiß es.")
    with pytest.raises(Conflict, match="schon vorgeschlagen"):
        services.propose_unmark(town.ctx("bert"), mark, reasons="Er weiß es.")

    services.refuse_unmark(town.ctx("bert"), lifting)

    assert marks_of(case) == {entry.pk: [mark]}
    with pytest.raises(Denied):
        services.confirm_unmark(town.ctx("lena"), lifting, seal=lifting.seal)


# --- where it goes --------------------------------------------------------------------------------------
SAID = "Der Kinderarzt sah Striemen."
G = HandoverGround


@pytest.mark.parametrize(
    ("kind", "ground", "goes"),
    [(MarkKind.FROM_PARENT, G.DANGER, True), (MarkKind.FROM_PARENT, G.RUNNING_HELP, True),
     (MarkKind.SECRECY, G.DANGER, True), (MarkKind.SECRECY, G.RUNNING_HELP, False),
     (MarkKind.SECRECY, G.PROVISIONAL, False)],
)  # fmt: skip
def test_a_handover_takes_it_along_with_its_mark_or_leaves_it_with_the_norm(
    kind: MarkKind,
    ground: HandoverGround,
    goes: bool,
    town: Town,
    case: Case,
    entry: CaseEntry,
    father: CasePerson,
) -> None:
    without = str(content_of(case, [HandoverPart.ENTRIES], ground=ground))
    parent = father.pk if kind == MarkKind.FROM_PARENT else None
    keep(town, entry, father, kind=kind, parent_id=parent)

    said = str(content_of(case, [HandoverPart.ENTRIES], ground=ground))

    rule = RULES[kind.value, way_to_office(ground)]
    assert (SAID in without, str(rule.norm) in without) == (True, False)
    assert (SAID in said, str(rule.norm) in said) == (goes, True)


def test_what_adds_to_a_kept_entry_does_not_tell_it(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    facts = services.EntryFacts(
        kind=CaseEntryKind.FACT, text="Am Abend.", at=NOON - timedelta(hours=1),
        observation=Observation.OWN, source=DataSource.FAMILY,
    )  # fmt: skip
    services.add_to_entry(town.ctx("anna"), entry, facts=facts)
    keep(town, entry, father, kind=MarkKind.SECRECY, parent_id=None)

    said = str(content_of(case, [HandoverPart.ENTRIES], ground=G.RUNNING_HELP))

    assert (SAID in said, "Am Abend." in said) == (False, True)


@pytest.mark.parametrize(
    ("reporter", "bound"),
    [(ReporterKind.HEALTH, True), (ReporterKind.COUNSELLOR, True), (ReporterKind.PRIVATE, False)],
)
def test_a_report_of_somebody_bound_to_secrecy_bears_the_mark_from_the_beginning(
    reporter: ReporterKind, bound: bool, town: Town
) -> None:
    report = make.report(town.ctx("emil"), town.network, children=["Mia Muster"], kind=reporter)
    Report.objects.filter(pk=report.pk).update(
        state="triage", responsible=town.people["anna"], second=town.people["bert"], taken_at=NOON
    )
    report.refresh_from_db()
    running = command._running.set(True)
    try:
        case = begin_case(town.ctx("anna"), report, report.children.get().description)
    finally:
        command._running.reset(running)

    assert [mark.kind for mark in marks_of(case).get(report.pk, ())] == [MarkKind.SECRECY] * bound
    told = str(content_of(case, [HandoverPart.REPORT], ground=G.RUNNING_HELP))
    assert (report.statement["observed"] not in told) is bound


def test_a_mark_stands_at_the_entry_and_in_the_file(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    mark = keep(town, entry, father)

    lines = [line for line in chronology(case).lines if line.marks]
    file = render_to_string("documents/case_file.html", paper_of(case))

    assert [(line.row, list(line.marks)) for line in lines] == [(entry, [mark])]
    assert said_by(mark) == "Vertraulich gegenüber: Jan Muster (Vater)"
    assert said_by(mark) in file


def test_whoever_writes_to_the_court_is_told_what_stays_out(
    town: Town, case: Case, entry: CaseEntry, father: CasePerson
) -> None:
    assert kept_from_court(case) == []
    for kind, parent in ((MarkKind.FROM_PARENT, father.pk), (MarkKind.SECRECY, None)):
        keep(town, entry, father, kind=kind, parent_id=parent)

    told = kept_from_court(case)

    assert [norm in said for norm, said in zip(("§ 13", "§ 76"), told, strict=True)] == [True, True]


def test_on_a_visit_the_mark_is_printed(town: Town, case: Case, father: CasePerson) -> None:
    visit(town.ctx("anna"), case, town.id("bert"))
    visited = Visit.objects.get()
    services.mark(
        town.ctx("anna"), visited, kind=MarkKind.FROM_PARENT, parent_id=father.pk, reasons="Er droht."
    )

    paper = services.print_visit(town.ctx("anna"), visited)

    text = PdfDocument(paper)[0].get_textpage().get_text_range()
    assert "Vertraulich gegenüber: Jan Muster (Vater)" in " ".join(text.split())
