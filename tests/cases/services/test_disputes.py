"""Correction, dispute and restriction: the entry stays, the word stands beside it, protection goes on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    DisputeKind,
    HandoverGround,
    HandoverPart,
    IdentityProof,
    InquiryTopic,
    Known,
    Outcome,
    PriorNotice,
    RestrictionGround,
    TransferKind,
    VisitPlace,
)
from schutznetz.cases.models import (
    AccessRequest,
    Case,
    CaseEntry,
    Closing,
    Dispute,
    Restriction,
    SecondLook,
    Transfer,
    Visit,
)
from schutznetz.cases.queries import file_access as access
from schutznetz.cases.queries.case_file import case_file, paper_of
from schutznetz.cases.queries.chronology import chronology
from schutznetz.cases.queries.going import content_of
from schutznetz.cases.services import VisitFacts, disputes
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law import restriction as law
from schutznetz.work.models import Task
from tests import assessing, make
from tests.cases.services.measures.conftest import anna_at_work, bert_at_work, carl_at_work, case, opened
from tests.conftest import NOON
from tests.lasting import tannfurt, town
from tests.networks.services.test_letters import text_of

__all__ = ["anna_at_work", "bert_at_work", "carl_at_work", "case", "opened", "tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")
WORDS = "So war es nicht, Mia ist gestürzt."
LATER = NOON.date() + timedelta(days=60)


@pytest.fixture
def entry(case: Case, anna_at_work: Context) -> CaseEntry:
    return services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))


@pytest.fixture
def visit(case: Case, anna_at_work: Context) -> Visit:
    facts = VisitFacts(place=VisitPlace.HOME, text="Warm und sauber", at=NOON, sleeping_place=Known.YES)
    return services.note_visit(anna_at_work, case, facts=facts)


def dispute(ctx: Context, case: Case, record: Any, kind: DisputeKind = DisputeKind.DISPUTED) -> Dispute:
    pk = getattr(record, "pk", record)
    return disputes.note_dispute(ctx, case, record=pk, kind=kind, who="Jana M.", words=WORDS)


def restrict(ctx: Context, case: Case, record: object = None) -> Restriction:
    return disputes.restrict(
        ctx,
        case,
        ground=RestrictionGround.CONTESTED,
        reasons="Die Mutter verlangt es.",
        review_on=LATER,
        record=getattr(record, "pk", None),
    )


# --- the word beside the entry ---------------------------------------------------------------------------
def test_the_persons_own_words_stand_wherever_the_entry_stands(
    case: Case, entry: CaseEntry, visit: Visit, anna_at_work: Context
) -> None:
    for record in (entry, visit):
        dispute(anna_at_work, case, record)

    lines = {line.row.pk: line for line in chronology(case).lines}
    on_paper = {line.row.pk: line for line in paper_of(case)["lines"]}
    for record in (entry, visit):
        assert lines[record.pk].is_disputed
        assert f"Jana M.: {WORDS}" in str(lines[record.pk].notes[0])
        assert on_paper[record.pk].notes
    going = content_of(case, [HandoverPart.ENTRIES, HandoverPart.VISITS], ground=HandoverGround.DANGER)
    told = [line for section in going["sections"] for line in section["lines"]]
    assert [line["title"].endswith("(bestritten)") for line in told] == [True, True]
    assert all(WORDS in line["text"] for line in told)
    assert WORDS in text_of(services.print_visit(anna_at_work, visit))
    assert WORDS in str(case_file(case).content["records"]["Dispute"])


def test_the_entry_itself_stays_as_it_was(case: Case, entry: CaseEntry, anna_at_work: Context) -> None:
    dispute(anna_at_work, case, entry, DisputeKind.CORRECTED)

    entry.refresh_from_db()
    assert entry.text == "Blauer Fleck am Arm"
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.update(record=uuid4())


def test_the_latest_word_counts_and_none_is_lost(case: Case, entry: CaseEntry, anna_at_work: Context) -> None:
    dispute(anna_at_work, case, entry)
    later = replace(anna_at_work, now=NOON + timedelta(days=1))
    dispute(later, case, entry, DisputeKind.SETTLED)

    [line] = chronology(case).lines
    assert not line.is_disputed
    assert [note.kind for note in line.notes] == [DisputeKind.DISPUTED, DisputeKind.SETTLED]


def test_a_result_that_waits_says_no_more_what_is_known(
    case: Case, entry: CaseEntry, anna_at_work: Context
) -> None:
    acts: list[Callable[[], object]] = [
        lambda: dispute(anna_at_work, case, entry),
        lambda: services.add_entry(anna_at_work, case, facts=assessing.entry(NOON)),
        lambda: assessing.inquire(InquiryTopic.HISTORY)(anna_at_work, case, case.lead_id),
    ]
    for act in acts:
        waiting = make.waiting_result(case, Outcome.NONE)

        act()

        waiting.refresh_from_db()
        assert waiting.state == "voided"


def test_only_what_stands_in_this_case_is_disputed(case: Case, anna_at_work: Context) -> None:
    with pytest.raises(Conflict, match="gibt es in diesem Fall nicht"):
        dispute(anna_at_work, case, uuid4())
    said: dict[str, Any] = {"ground": RestrictionGround.CLAIMS, "reasons": "x", "review_on": LATER}
    with pytest.raises(Conflict, match="gibt es in diesem Fall nicht"):
        disputes.restrict(anna_at_work, case, record=uuid4(), **said)


def test_whoever_was_told_hears_of_it(case: Case, entry: CaseEntry, anna_at_work: Context) -> None:
    told = {"recipient": "Amtsgericht", "categories": ["report"], "notice": PriorNotice.TOLD, "at": NOON}
    dispute(anna_at_work, case, entry)
    assert not Task.objects.filter(kind="tell_recipients").exists()  # nobody was told anything

    Transfer.objects.create(case=case, kind=TransferKind.COURT, decided_by_id=case.lead_id, **told)
    dispute(anna_at_work, case, entry)
    dispute(anna_at_work, case, entry)

    task = Task.objects.get(kind="tell_recipients")
    assert {task.owner_id, task.substitute_id} == {case.lead_id, case.substitute_id}


def request_of(case: Case) -> AccessRequest:
    return AccessRequest.objects.create(
        case=case, asker=Asker.CHILD, basis=AccessBasis.SUBJECT_ACCESS, name="Mia", standing="Eigene Daten",
        identity=IdentityProof.KNOWN, received_on=NOON.date(), due_on=NOON.date(),
        opened_by_id=case.lead_id, opened_at=NOON,
    )  # fmt: skip


def test_the_words_go_along_in_a_package_for_the_person_concerned(
    case: Case, entry: CaseEntry, anna_at_work: Context
) -> None:
    dispute(anna_at_work, case, entry)
    request = request_of(case)

    content = access.content_of(request, access.judged(request))

    [record] = [
        each for part in content["sections"] for each in part["records"] if each["title"] == "Tatsache"
    ]
    assert [line["heading"] for line in record["lines"]] == ["", "Bestritten"]
    assert WORDS in record["lines"][1]["text"]


# --- restriction -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_restricted_is_printed_no_more_and_protection_goes_on(
    whole: bool,  # a parameter of the test
    case: Case,
    visit: Visit,
    anna_at_work: Context,
) -> None:
    assert services.print_visit(anna_at_work, visit).startswith(b"%PDF")
    restrict(anna_at_work, case, None if whole else visit)

    with pytest.raises(Conflict, match="wird nichts gedruckt") as refused:
        services.print_visit(anna_at_work, visit)
    assert str(refused.value.norm) == "Art. 18 Abs. 2 DSGVO"
    services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))
    going = content_of(case, [HandoverPart.VISITS], ground=HandoverGround.DANGER)
    assert going["sections"][0]["lines"]


def test_neither_is_the_closing_note_of_a_restricted_case(case: Case, anna_at_work: Context) -> None:
    by = {"proposed_by": case.lead, "proposed_at": NOON, "proposed_session": "first", "seal": "x"}
    closing = Closing.objects.create(case=case, outcome="none", reason="averted", note="x", **by)
    assert services.print_closing(anna_at_work, closing).startswith(b"%PDF")
    restrict(anna_at_work, case)

    with pytest.raises(Conflict, match="wird nichts gedruckt"):
        services.print_closing(anna_at_work, closing)


def test_another_entry_of_the_case_is_printed_as_before(
    case: Case, entry: CaseEntry, visit: Visit, anna_at_work: Context
) -> None:
    """The control."""
    restrict(anna_at_work, case, entry)

    assert services.print_visit(anna_at_work, visit).startswith(b"%PDF")


def test_in_a_package_what_is_restricted_waits_for_a_decision(
    case: Case, entry: CaseEntry, anna_at_work: Context
) -> None:
    request = request_of(case)
    before = access.judged(request)

    restrict(anna_at_work, case, entry)

    [(was, now)] = [(a, b) for a, b in zip(before, access.judged(request), strict=True) if a != b]
    assert (was.is_kept, now.is_kept, now.is_decided, now.ground) == (False, True, False, "restricted")


def test_a_restriction_is_looked_at_again(case: Case, anna_at_work: Context) -> None:
    with pytest.raises(Conflict, match="Zukunft"):
        disputes.restrict(
            anna_at_work, case, ground=RestrictionGround.CLAIMS, reasons="x", review_on=NOON.date()
        )
    restrict(anna_at_work, case)

    assert Task.objects.filter(kind="review_restriction", settled_at=None).count() == 1
    with pytest.raises(Conflict, match="schon eingeschränkt"):
        restrict(anna_at_work, case)


def test_a_restriction_goes_on_with_reasons_until_another_day(
    case: Case, anna_at_work: Context, carl_at_work: Context
) -> None:
    restriction = restrict(anna_at_work, case)
    with pytest.raises(Conflict, match="Zukunft"):
        disputes.keep_restricted(anna_at_work, restriction, reasons="x", review_on=NOON.date())
    with pytest.raises(Denied):
        disputes.keep_restricted(carl_at_work, restriction, reasons="x", review_on=LATER)

    then = LATER + timedelta(days=60)
    disputes.keep_restricted(anna_at_work, restriction, reasons="Noch keine Antwort.", review_on=then)

    restriction.refresh_from_db()
    assert (restriction.review_on, restriction.lifted_at) == (then, None)
    look = SecondLook.objects.get(record=restriction.pk)
    assert (look.reasons, look.review_on, look.looked_by_id) == (
        "Noch keine Antwort.",
        then,
        anna_at_work.person_id,
    )
    open_tasks = Task.objects.filter(kind="review_restriction", settled_at=None)
    assert [task.due_at.date() for task in open_tasks] in ([then], [then + timedelta(days=1)])


def test_its_task_goes_along_with_the_case(case: Case, anna_at_work: Context, carl_at_work: Context) -> None:
    restrict(anna_at_work, case)
    hands = {"lead_id": carl_at_work.person_id, "substitute_id": case.substitute_id}

    services.hand_over_case(anna_at_work, case, **hands)

    assert Task.objects.get(kind="review_restriction").owner_id == carl_at_work.person_id


def test_two_people_lift_it_and_the_person_was_told_before(
    case: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    restriction = restrict(anna_at_work, case)
    with pytest.raises(Conflict, match="muss die Person es wissen"):
        disputes.propose_unrestricting(anna_at_work, restriction, reasons="Geklärt", told_on=LATER)
    lifting = disputes.propose_unrestricting(
        anna_at_work, restriction, reasons="Geklärt", told_on=NOON.date()
    )

    with pytest.raises(Denied):
        disputes.confirm_unrestricting(anna_at_work, lifting, seal=lifting.seal)
    same = replace(bert_at_work, session=anna_at_work.session)
    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        disputes.confirm_unrestricting(same, lifting, seal=lifting.seal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.update(lifted_at=NOON)
    disputes.confirm_unrestricting(bert_at_work, lifting, seal=lifting.seal)

    restriction.refresh_from_db()
    assert restriction.lifted_at == NOON
    assert not Task.objects.filter(kind="review_restriction", settled_at=None).exists()


def test_a_colleague_outside_neither_notes_nor_restricts(
    case: Case, entry: CaseEntry, carl_at_work: Context
) -> None:
    with pytest.raises(Denied):
        dispute(carl_at_work, case, entry)
    with pytest.raises(Denied):
        restrict(carl_at_work, case)


def test_each_ground_has_its_norm_and_protection_is_never_stopped() -> None:
    assert set(RestrictionGround.values) == set(law.GROUNDS)
    assert [name for name, use in law.USES.items() if not use.goes_on] == ["record"]
