"""Asked without an account: only the code leads back to the thread, and all else is as with one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz import receipts
from schutznetz.advice import queries, services
from schutznetz.advice.choices import CLOCKS, KEPT, ConsultationState, ConsultationUrgency, PartKind
from schutznetz.advice.jobs import erase_outlived
from schutznetz.advice.models import Consultant, Consultation, ConsultationEntry
from schutznetz.advice.services import NotNameless, Words
from schutznetz.cases.models import Case, Report
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import AuditEvent, Letter
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Task
from tests.advice.conftest import QUESTION, SUBJECT
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
KEY = "k" * 26
NAMED = "Leo kommt seit Wochen ohne Frühstück."


@pytest.fixture
def nobody(tannfurt: Network) -> Context:
    return replace(visitor(tannfurt.pk), now=NOON)


@pytest.fixture
def open_question(tannfurt: Network, nobody: Context, pool: list[Consultant]) -> Consultation:
    return services.ask_openly(nobody, tannfurt, subject=SUBJECT, question=Words(text=QUESTION), key=KEY)


@pytest.fixture
def code(tannfurt: Network) -> str:
    with tenancy.scope(tannfurt.pk):
        return queries.code_for(KEY)


def test_a_question_without_an_account_waits_like_any_other(
    open_question: Consultation, eva: Context, olga: Context
) -> None:
    task = Task.objects.get()

    assert (open_question.asked_by_id, open_question.entries.get().author_id) == (None, None)
    assert (task.owner_id, task.substitute_id) == (eva.actor_id, olga.actor_id)
    assert task.due_at == NOON + CLOCKS[ConsultationUrgency.DAYS].within


def test_who_is_signed_in_is_not_kept_either(tannfurt: Network, pool: list[Consultant], eva: Context) -> None:
    asked = services.ask_openly(eva, tannfurt, subject=SUBJECT, question=Words(text=QUESTION), key=KEY)

    assert (asked.asked_by_id, asked.entries.get().author_id) == (None, None)
    assert asked.consultant_id != eva.actor_id


def test_nobody_answering_calls_deputy_and_coordination(
    tannfurt: Network, open_question: Consultation, eva: Context, olga: Context, clara: Context
) -> None:
    called = []
    for hours in (0, 24, 36):
        with clock.frozen(NOON + timedelta(hours=hours, minutes=1)):
            escalate_due(system(tannfurt.pk))
        called.append(Escalation.objects.latest("called_at").person_id)

    assert called == [eva.actor_id, olga.actor_id, clara.actor_id]


def test_the_code_leads_through_the_thread_to_the_signed_result(
    tannfurt: Network, open_question: Consultation, nobody: Context, eva: Context, code: str
) -> None:
    def later(ctx: Context, minutes: int) -> Context:
        return replace(ctx, now=NOON + timedelta(minutes=minutes))

    by_code = {"typed": code}
    with pytest.raises(Conflict, match="noch kein"):
        services.result_by_code(nobody, tannfurt, typed=code)
    services.answer(later(eva, 1), open_question, answer=Words(text="Sprechen Sie zuerst mit den Eltern."))
    services.ask_further_by_code(later(nobody, 2), tannfurt, words=Words(text="Und nun?"), **by_code)
    open_question.refresh_from_db()
    services.sign(later(eva, 3), open_question, result=Words(text="Wir raten zur Mitteilung."))
    services.dissent_by_code(later(nobody, 4), tannfurt, words=Words(text="Das sehe ich anders."), **by_code)

    page = services.open_by_code(nobody, tannfurt, typed=code)
    result = services.result_by_code(nobody, tannfurt, typed=code)

    assert [(said.kind, said.own) for said in page.entries] == [
        (PartKind.QUESTION, True),
        (PartKind.ANSWER, False),
        (PartKind.QUESTION, True),
        (PartKind.RESULT, False),
        (PartKind.DISSENT, True),
    ]
    assert (page.is_asker, page.is_open) == (True, False)
    assert (result.asked_by, len(result.dissent)) == ("ohne Konto", 1)
    assert result.text == "Wir raten zur Mitteilung."
    with pytest.raises(Conflict):
        services.ask_further_by_code(nobody, tannfurt, typed=code, words=Words(text="Noch etwas?"))


def test_the_adviser_sees_no_name_on_the_other_side(open_question: Consultation, eva: Context) -> None:
    page = queries.consultation_page(open_question, reader_id=eva.person_id)

    assert [(said.author, said.own) for said in page.entries] == [("Fragende Fachkraft", False)]
    assert not page.is_asker


@pytest.mark.parametrize("step", ["ask_openly", "ask_further_by_code", "dissent_by_code"])
def test_every_text_is_checked(
    tannfurt: Network, open_question: Consultation, nobody: Context, code: str, step: str
) -> None:
    words = Words(text=NAMED)
    more = {"subject": SUBJECT, "question": words, "key": "x" * 26}
    if step != "ask_openly":
        more = {"typed": code, "words": words}
    with pytest.raises(NotNameless):
        getattr(services, step)(nobody, tannfurt, **more)

    assert ConsultationEntry.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "1234 5678 9012 3456", "0" * 16, "abc"])
def test_a_wrong_code_finds_nothing(
    tannfurt: Network, asked: Consultation, open_question: Consultation, nobody: Context, typed: str
) -> None:
    """Also no question asked with an account, whose tag is empty."""
    with pytest.raises(receipts.UnknownCode):
        services.open_by_code(nobody, tannfurt, typed=typed)


def test_the_code_of_one_town_opens_nothing_in_another(
    open_question: Consultation, code: str, erlenstedt: Network
) -> None:
    with tenancy.scope(erlenstedt.pk), pytest.raises(receipts.UnknownCode):
        services.open_by_code(visitor(erlenstedt.pk), erlenstedt, typed=code)


def test_a_report_of_the_same_form_key_has_another_code(open_question: Consultation, code: str) -> None:
    """Else the same tag would stand in both tables and lead from one to the other (INV-7)."""
    assert receipts.code_for(KEY) != code
    assert receipts.tag(receipts.code_for(KEY)) != open_question.receipt_tag == receipts.tag(code)


def test_every_look_with_the_code_is_in_the_trail(
    tannfurt: Network, open_question: Consultation, nobody: Context, code: str
) -> None:
    services.open_by_code(nobody, tannfurt, typed=code)

    # that somebody came back to this network, and which thread was opened
    assert AuditEvent.objects.filter(action="advice.return").count() == 2


def test_who_left_no_address_gets_no_mail_and_the_adviser_hears_of_dissent(
    tannfurt: Network, open_question: Consultation, nobody: Context, eva: Context, code: str
) -> None:
    consultant = open_question.consultant
    assert consultant
    consultant.email = "eva@beratung.example"
    consultant.save()
    services.answer(eva, open_question, answer=Words(text="Sprechen Sie zuerst mit den Eltern."))
    assert not Letter.objects.exists()

    services.dissent_by_code(nobody, tannfurt, typed=code, words=Words(text="Das sehe ich anders."))

    assert [letter.notice for letter in Letter.objects.all()] == ["news"]


def test_it_never_becomes_a_report_and_is_gone_after_a_year(
    tannfurt: Network, open_question: Consultation, eva: Context, nobody: Context, code: str
) -> None:
    services.sign(eva, open_question, result=Words(text="Wir raten zur Mitteilung."))
    with clock.frozen(NOON + KEPT):
        erase_outlived(system(tannfurt.pk))

    assert not Report.objects.exists()
    assert not Case.objects.exists()
    with pytest.raises(receipts.UnknownCode):
        services.open_by_code(nobody, tannfurt, typed=code)


def test_the_database_wants_an_account_or_a_code_and_a_name_under_every_answer(
    open_question: Consultation, asked: Consultation, mira: Context, eva: Context
) -> None:
    for change in ({"receipt_tag": ""}, {"asked_by": mira.actor_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.filter(pk=open_question.pk).update(**change)
    for kind in (PartKind.ANSWER, PartKind.RESULT):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsultationEntry.objects.create(consultation=open_question, kind=kind, at=NOON, text="Rat")
    assert Consultation.objects.filter(state=ConsultationState.ASKED).count() == 2


def test_the_coordination_gives_it_into_other_hands_unread(
    tannfurt: Network, open_question: Consultation, clara: Context, olga: Context
) -> None:
    third = member(tannfurt, "nora", Role.ISEF)

    services.assign(clara, open_question, consultant_id=third.pk, deputy_id=olga.person_id)

    assert Task.objects.get().owner_id == context(tannfurt, third, Role.ISEF).actor_id
