"""Marks on entries: who sets one, on what, and that two people lift it."""

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import CaseEntryKind, DataSource, MarkKind, Observation, PersonRole
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Mark
from schutznetz.cases.queries.marks import is_kept_from, marks_of, parents_of
from schutznetz.kernel.ids import new_id
from schutznetz.kernel.machine import Conflict
from schutznetz.law.marks import RULES, Way
from schutznetz.networks.models import Network
from tests.assessing import person
from tests.cases.services.town import Town
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def town(tannfurt: Network, anna: User) -> Town:
    return Town(tannfurt)


@pytest.fixture
def case(town: Town) -> Case:
    return _case(town)


def _case(town: Town) -> Case:
    opened = services.open_case(
        town.ctx("anna"),
        town.network,
        child_name="Mia Muster",
        report="Blaue Flecken",
        lead=town.people["anna"],
        substitute=town.people["bert"],
    )
    return services.begin_assessment(town.ctx("anna"), opened)


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
    other = _case(town)

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
