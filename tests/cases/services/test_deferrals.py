"""Information given later: on a ground of the law, looked at again, made up for in time, told by nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    DeferralGround,
    HandoverGround,
    HandoverPart,
    IdentityProof,
    PersonRole,
)
from schutznetz.cases.models import AccessRequest, Case, CaseEntry, CasePerson, Deferral, SecondLook
from schutznetz.cases.queries import file_access as access
from schutznetz.cases.queries.going import content_of, must_go
from schutznetz.cases.services import deferrals
from schutznetz.cases.services.cases import hand_over_case
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law import deferral as law
from schutznetz.work.models import Task
from tests import assessing
from tests.cases.services.measures.conftest import anna_at_work, bert_at_work, carl_at_work, case, opened
from tests.conftest import NOON
from tests.lasting import tannfurt, town

__all__ = ["anna_at_work", "bert_at_work", "carl_at_work", "case", "opened", "tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOON.date()
SOON, DAY = TODAY + timedelta(days=30), timedelta(days=1)


@pytest.fixture
def father(case: Case, anna_at_work: Context) -> CasePerson:
    return services.add_person(
        anna_at_work, case, facts=assessing.person(PersonRole.FATHER, "Falk Winter", custody="yes")
    )


@pytest.fixture
def entry(case: Case, anna_at_work: Context) -> CaseEntry:
    return services.add_entry(anna_at_work, case, facts=assessing.entry(NOON, text="Offenes"))


def defer(ctx: Context, case: Case, person: CasePerson, **changes: Any) -> Deferral:
    said: dict[str, Any] = {
        "person_id": person.pk,
        "ground": DeferralGround.TASK,
        "reasons": "Er würde Mia unter Druck setzen.",
        "review_on": SOON,
    }
    return deferrals.defer(ctx, case, **said | changes)


def waiting() -> dict[str, date]:
    found = Task.objects.filter(about_type="cases.Deferral", settled_at=None)
    return {task.kind: (task.due_at - DAY).date() + DAY for task in found}


def test_every_ground_of_the_list_has_its_norm() -> None:
    assert set(DeferralGround.values) == set(law.BY_GROUND)


def test_it_is_written_down_and_looked_at_again_by_two(
    case: Case, father: CasePerson, anna_at_work: Context
) -> None:
    deferral = defer(anna_at_work, case, father)

    assert (deferral.reasons, deferral.deferred_by_id) == (
        "Er würde Mia unter Druck setzen.",
        anna_at_work.person_id,
    )
    task = Task.objects.get(kind="review_deferral")
    assert {task.owner_id, task.substitute_id} == {case.lead_id, case.substitute_id}
    with pytest.raises(Conflict, match="schon aufgeschoben"):
        defer(anna_at_work, case, father)


@pytest.mark.parametrize(
    ("day", "words"),
    [(TODAY, "Zukunft"), (TODAY + law.LOOKED_AT_WITHIN + DAY, "spätestens nach drei Monaten")],
)
def test_it_is_never_deferred_for_ever(
    day: date, words: str, case: Case, father: CasePerson, anna_at_work: Context
) -> None:
    with pytest.raises(Conflict, match=words):
        defer(anna_at_work, case, father, review_on=day)
    deferral = defer(anna_at_work, case, father, review_on=TODAY + law.LOOKED_AT_WITHIN)
    with pytest.raises(Conflict, match=words):
        deferrals.keep_deferred(anna_at_work, deferral, reasons="x", review_on=day)


def test_only_who_and_what_stands_in_this_case(case: Case, father: CasePerson, anna_at_work: Context) -> None:
    for changes in ({"person_id": uuid4()}, {"record": uuid4()}):
        with pytest.raises(Conflict, match="gibt es in diesem Fall nicht"):
            defer(anna_at_work, case, father, **changes)


def test_it_goes_on_with_reasons_until_another_day(
    case: Case, father: CasePerson, anna_at_work: Context
) -> None:
    deferral = defer(anna_at_work, case, father)
    later = replace(anna_at_work, now=NOON + timedelta(days=30))

    deferrals.keep_deferred(later, deferral, reasons="Er droht weiter.", review_on=SOON + timedelta(days=60))

    look = SecondLook.objects.get(record=deferral.pk)
    assert (look.reasons, look.looked_by_id) == ("Er droht weiter.", later.person_id)
    deferral.refresh_from_db()
    assert deferral.review_on == SOON + timedelta(days=60)
    assert Task.objects.filter(kind="review_deferral", settled_at=None).count() == 1


def test_when_the_ground_has_gone_two_weeks_are_left(
    case: Case, father: CasePerson, anna_at_work: Context
) -> None:
    deferral = defer(anna_at_work, case, father)
    with pytest.raises(Conflict, match="liegt noch vor uns"):
        deferrals.note_gone(anna_at_work, deferral, gone_on=TODAY + DAY)

    deferrals.note_gone(anna_at_work, deferral, gone_on=TODAY - DAY)

    assert list(waiting()) == ["inform_person"]
    task = Task.objects.get(kind="inform_person")
    assert TODAY + timedelta(days=13) <= task.due_at.date() <= TODAY + timedelta(days=14)
    with pytest.raises(Conflict, match="schon weggefallen"):
        deferrals.note_gone(anna_at_work, deferral, gone_on=TODAY)
    with pytest.raises(Conflict, match="schon weggefallen"):
        deferrals.keep_deferred(anna_at_work, deferral, reasons="x", review_on=SOON)


@pytest.mark.parametrize("gone", [True, False])
def test_it_ends_when_she_knows(gone: bool, case: Case, father: CasePerson, anna_at_work: Context) -> None:
    deferral = defer(anna_at_work, case, father)
    if gone:
        deferrals.note_gone(anna_at_work, deferral, gone_on=TODAY)
    with pytest.raises(Conflict, match="liegt noch vor uns"):
        deferrals.note_told(anna_at_work, deferral, told_on=TODAY + DAY)

    deferrals.note_told(anna_at_work, deferral, told_on=TODAY)

    assert waiting() == {}
    with pytest.raises(Denied):
        deferrals.note_told(anna_at_work, deferral, told_on=TODAY)
    assert defer(anna_at_work, case, father)  # something new may wait again


def test_its_task_goes_along_with_the_case(
    case: Case, father: CasePerson, anna_at_work: Context, carl_at_work: Context
) -> None:
    defer(anna_at_work, case, father)
    before = case.substitute_id

    hand_over_case(anna_at_work, case, lead_id=carl_at_work.person_id, substitute_id=before)

    task = Task.objects.get(kind="review_deferral")
    assert (task.owner_id, task.substitute_id) == (carl_at_work.person_id, before)


def test_a_colleague_outside_defers_nothing(case: Case, father: CasePerson, carl_at_work: Context) -> None:
    with pytest.raises(Denied):
        defer(carl_at_work, case, father)


# --- who asks for the file --------------------------------------------------------------------------------
def request_of(case: Case, person: CasePerson | None, asker: Asker = Asker.CUSTODIAN) -> AccessRequest:
    return AccessRequest.objects.create(
        case=case, asker=asker, basis=AccessBasis.SUBJECT_ACCESS, name="x", standing="x", person=person,
        identity=IdentityProof.KNOWN, received_on=TODAY, due_on=TODAY, opened_by_id=case.lead_id,
        opened_at=NOON,
    )  # fmt: skip


def kept(request: AccessRequest, text: str = "Offenes") -> bool:
    [found] = [each for each in access.judged(request) if each.passage.text == text]
    assert not found.is_kept or "deferred" in {ground.trait for ground in found.grounds}
    return found.is_kept


@pytest.mark.parametrize("whole", [True, False])
def test_what_she_does_not_know_yet_waits_for_a_decision(
    whole: bool, case: Case, father: CasePerson, entry: CaseEntry, anna_at_work: Context
) -> None:
    other = services.add_entry(anna_at_work, case, facts=assessing.entry(NOON, text="Anderes"))
    mother = services.add_person(
        anna_at_work, case, facts=assessing.person(PersonRole.MOTHER, "Maren Sommer")
    )
    his, hers = request_of(case, father), request_of(case, mother)
    assert not kept(his)

    deferral = defer(anna_at_work, case, father, record=None if whole else entry.pk)

    assert (kept(his), kept(his, other.text), kept(hers)) == (True, whole, False)
    assert access.request_page(his, TODAY, page=1).deferred == [deferral]
    assert access.request_page(hers, TODAY, page=1).deferred == []
    deferrals.note_told(anna_at_work, deferral, told_on=TODAY)
    assert not kept(his)


def test_a_corrected_person_is_still_the_same(
    case: Case, father: CasePerson, entry: CaseEntry, anna_at_work: Context
) -> None:
    defer(anna_at_work, case, father)

    facts = assessing.person(PersonRole.FATHER, "Falk Winter-Sommer", custody="yes")
    anew = services.correct_person(anna_at_work, father, facts=facts)

    assert kept(request_of(case, anew))
    assert kept(request_of(case, father))


def test_whoever_was_not_named_may_be_anybody_but_the_child(
    case: Case, father: CasePerson, entry: CaseEntry, anna_at_work: Context
) -> None:
    defer(anna_at_work, case, father)

    assert kept(request_of(case, None))
    assert not kept(request_of(case, None, Asker.CHILD))


def test_the_answer_tells_nothing_of_it(
    case: Case, father: CasePerson, entry: CaseEntry, anna_at_work: Context
) -> None:
    defer(anna_at_work, case, father, record=entry.pk)
    request = request_of(case, father)

    content = str(access.content_of(request, access.judged(request)))

    assert [word for word in ("Offenes", "Druck", "informiert", "82") if word in content] == []
    assert "'berechtigte Interessen anderer Menschen', 'norm': '§ 83 Abs. 1 SGB X'" in content


def test_the_office_that_takes_over_knows_whom_not_to_tell(
    case: Case, father: CasePerson, anna_at_work: Context
) -> None:
    def told() -> str:
        return str(content_of(case, [HandoverPart.PEOPLE], ground=HandoverGround.DANGER))

    assert "Noch nicht informiert" not in told()
    deferral = defer(anna_at_work, case, father)

    assert "Noch nicht informiert: Von anderen erfahren" in told()
    assert HandoverPart.PEOPLE in must_go(case)
    deferrals.note_told(anna_at_work, deferral, told_on=TODAY)
    assert "Noch nicht informiert" not in told()
