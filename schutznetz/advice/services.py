"""Asking, answering, signing, dissenting; nothing here makes a report of a consultation, ever."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.advice import nameless, queries
from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.choices import (
    CLOCKS,
    ConsultationAge,
    ConsultationState,
    ConsultationTopic,
    ConsultationUrgency,
    PartKind,
)
from schutznetz.advice.models import Consultant, Consultation, ConsultationCount, ConsultationEntry
from schutznetz.advice.states import CONSULTATION
from schutznetz.kernel import audit, drafts, ids, outbox
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
NOT_HERSELF = gettext_noop("Niemand berät sich selbst. Bitte wählen Sie jemand anderen.")
TWO_PEOPLE = gettext_noop("Beratung und Vertretung müssen zwei Menschen sein.")
NOT_IN_FUNCTION = gettext_noop("Diese Person hat hier keinen Zugang als insoweit erfahrene Fachkraft.")
ALREADY = gettext_noop("Diese Person ist schon im Pool.")
NOT_SIGNED = gettext_noop("Es gibt noch kein unterzeichnetes Ergebnis.")


class NotNameless(Conflict):
    """The text still holds what may name somebody, and nobody has confirmed that it is harmless."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop(
                "Im Text könnte jemand erkennbar sein. Bitte ändern Sie die markierten Stellen"
                " oder bestätigen Sie jede einzeln als unbedenklich."
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A free text on its way: with the marks of hits that its writer confirmed, and the names she knows."""

    text: str
    harmless: Collection[str] = ()
    names: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked about, in codes that name nobody."""

    topic: ConsultationTopic
    age: ConsultationAge
    urgency: ConsultationUrgency
    disability: bool = False
    languages: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skills:
    """What the pool knows of a consultant."""

    topics: Sequence[str] = ()
    languages: Sequence[str] = ()
    disability: bool = False
    hours: str = ""
    accepting: bool = True
    deputy_id: UUID | None = None


@command(AdviceAction.ASK)
def ask(ctx: Context, network: Network, *, subject: Subject, question: Words) -> Consultation:
    """Ask for advice; whoever fits best answers in time, else her deputy and the coordination are called."""
    return _begin(ctx, subject, question, asked_by_id=ctx.person_id)


@command(AdviceAction.ASK_OPENLY)
def ask_openly(
    ctx: Context, network: Network, *, subject: Subject, question: Words, key: str
) -> Consultation:
    """Ask without an account, as every professional may (§ 8b SGB VIII): only the code leads back to it."""
    return _begin(ctx, subject, question, receipt_tag=receipts.tag(queries.code_for(key)))


def _begin(
    ctx: Context, subject: Subject, question: Words, *, asked_by_id: UUID | None = None, receipt_tag: str = ""
) -> Consultation:
    confirmed = _check(question)
    pair = queries.choose(
        ctx, topic=subject.topic, languages=subject.languages, disability=subject.disability
    )
    consultation = Consultation.objects.create(
        reference=f"{ids.choose(LETTERS, 4)}-{ids.choose(LETTERS, 4)}",
        topic=subject.topic,
        age=subject.age,
        urgency=subject.urgency,
        disability=subject.disability,
        languages=sorted(subject.languages),
        asked_by_id=asked_by_id,
        receipt_tag=receipt_tag,
        asked_at=ctx.now,
        consultant_id=pair.consultant_id,
        deputy_id=pair.deputy_id,
        due_at=ctx.now + CLOCKS[subject.urgency].within,
        last_at=ctx.now,
    )
    _say(ctx, consultation, PartKind.QUESTION, question.text, confirmed, by=asked_by_id)
    _start_clock(ctx, consultation)
    _count(consultation, asked=1)
    return consultation


@command(AdviceAction.ASK_FURTHER)
def ask_further(ctx: Context, consultation: Consultation, *, question: Words) -> Consultation:
    """Ask back; a clock that already runs for an earlier question is not set anew."""
    return _ask_further(ctx, consultation, question, by=ctx.person_id)


def _ask_further(ctx: Context, consultation: Consultation, question: Words, by: UUID | None) -> Consultation:
    confirmed = _check(question)
    due_at = consultation.due_at or ctx.now + CLOCKS[ConsultationUrgency(consultation.urgency)].within
    waits = consultation.due_at is not None
    CONSULTATION.move(consultation, "ask_further", due_at=due_at, last_at=ctx.now)
    _say(ctx, consultation, PartKind.QUESTION, question.text, confirmed, by=by)
    if not waits:
        _start_clock(ctx, consultation)
    return consultation


@command(AdviceAction.ANSWER)
def answer(ctx: Context, consultation: Consultation, *, answer: Words) -> Consultation:
    confirmed = _check(answer)
    due_at = consultation.due_at
    CONSULTATION.move(consultation, "answer", due_at=None, last_at=ctx.now)
    _count_answer(ctx, consultation, due_at)
    _say(ctx, consultation, PartKind.ANSWER, answer.text, confirmed, by=ctx.person_id)
    work.settle_tasks(ctx, consultation, kind=TaskKind.ANSWER_CONSULTATION)
    _tell(ctx, consultation.asked_by_id)
    return consultation


@command(AdviceAction.SIGN)
def sign(ctx: Context, consultation: Consultation, *, result: Words) -> Consultation:
    """Put the result in writing under one's name; from here on it is only ever read and disagreed with."""
    confirmed = _check(result)
    due_at = consultation.due_at
    signature = {"signed_by_id": ctx.person_id, "signed_at": ctx.now}
    CONSULTATION.move(consultation, "sign", due_at=None, last_at=ctx.now, **signature)
    _count_answer(ctx, consultation, due_at)
    _say(ctx, consultation, PartKind.RESULT, result.text, confirmed, by=ctx.person_id)
    work.settle_tasks(ctx, consultation, kind=TaskKind.ANSWER_CONSULTATION)
    _tell(ctx, consultation.asked_by_id)
    return consultation


@command(AdviceAction.DISSENT)
def dissent(ctx: Context, consultation: Consultation, *, view: Words) -> Consultation:
    """Record that one sees it differently, at any time; it stops nobody from informing the youth office."""
    return _dissent(ctx, consultation, view, by=ctx.person_id)


def _dissent(ctx: Context, consultation: Consultation, view: Words, by: UUID | None) -> Consultation:
    _say(ctx, consultation, PartKind.DISSENT, view.text, _check(view), by=by)
    consultation.last_at = ctx.now  # it is the last word now, and kept as long as any other
    consultation.save(update_fields=["last_at"])
    other = consultation.asked_by_id
    _tell(ctx, consultation.consultant_id if other == by else other)
    return consultation


@command(AdviceAction.RETURN)
def open_by_code(ctx: Context, network: Network, *, typed: str) -> queries.ConsultationPage:
    """Show the thread to whoever holds the code; it is the asker's only proof, so it is looked up here."""
    return queries.consultation_page(_with_code(ctx, typed), reader_id=None)


@command(AdviceAction.RETURN)
def ask_further_by_code(ctx: Context, network: Network, *, typed: str, words: Words) -> Consultation:
    return _ask_further(ctx, _with_code(ctx, typed), words, by=None)


@command(AdviceAction.RETURN)
def dissent_by_code(ctx: Context, network: Network, *, typed: str, words: Words) -> Consultation:
    return _dissent(ctx, _with_code(ctx, typed), words, by=None)


@command(AdviceAction.RETURN)
def result_by_code(ctx: Context, network: Network, *, typed: str) -> queries.SignedResult:
    """Hand out the signed result; until there is one, say so."""
    consultation = _with_code(ctx, typed)
    if consultation.state is not ConsultationState.SIGNED:
        raise Conflict(NOT_SIGNED)
    return queries.signed_result(consultation)


def _with_code(ctx: Context, typed: str) -> Consultation:
    """Return the consultation of a code, and leave the trace that every look at a text leaves."""
    consultation = Consultation.objects.filter(receipt_tag=receipts.tag_typed(typed)).first()
    if consultation is None:
        raise receipts.UnknownCode
    audit.record(ctx, AdviceAction.RETURN, consultation)
    return consultation


@command(AdviceAction.ASSIGN)
def assign(ctx: Context, consultation: Consultation, *, consultant_id: UUID, deputy_id: UUID) -> Consultation:
    """Give a question to other hands; the coordination does so without reading it."""
    before = (consultation.consultant_id, consultation.deputy_id)
    if consultant_id == deputy_id:
        raise Conflict(TWO_PEOPLE)
    if consultation.asked_by_id in {consultant_id, deputy_id}:
        raise Conflict(NOT_HERSELF)
    if not {consultant_id, deputy_id} <= set(queries.in_function(ctx.now)):
        raise Conflict(NOT_IN_FUNCTION)
    unchanged = Consultation.objects.filter(pk=consultation.pk, consultant=before[0], deputy=before[1])
    if not unchanged.update(consultant_id=consultant_id, deputy_id=deputy_id):
        raise Conflict(gettext_noop("Die Zuständigkeit hat sich inzwischen geändert."))
    consultation.consultant_id, consultation.deputy_id = consultant_id, deputy_id
    hands = dict.fromkeys(before, (consultant_id, deputy_id))
    work.pass_on_tasks(ctx, consultation, hands=hands)
    _tell(ctx, consultant_id)
    return consultation


@command(AdviceAction.KEEP_POOL)
def add_consultant(ctx: Context, network: Network, *, user_id: UUID, skills: Skills) -> Consultant:
    """Take somebody with the function into the pool, with the organisation that she acts for."""
    seats = queries.seats_of(user_id, ctx.now)
    if not seats:
        raise Conflict(NOT_IN_FUNCTION)
    if Consultant.objects.filter(user=user_id).exists():
        raise Conflict(ALREADY)
    organisation = next((seat for seat in seats if seat), None)
    return Consultant.objects.create(user_id=user_id, organisation_id=organisation, **_known(skills))


@command(AdviceAction.CHANGE_CONSULTANT)
def change_consultant(ctx: Context, consultant: Consultant, *, skills: Skills) -> Consultant:
    if skills.deputy_id == consultant.pk:
        raise Conflict(TWO_PEOPLE)
    for name, value in _known(skills).items():
        setattr(consultant, name, value)
    consultant.save()
    return consultant


@command(AdviceAction.ERASE)
def erase(ctx: Context, consultation: Consultation) -> None:
    """Delete a consultation with every word of it and the keys of these words; its count was kept before."""
    work.settle_tasks(ctx, consultation)
    drafts.forget(consultation.pk)
    Consultation.objects.filter(pk=consultation.pk).delete()


def _known(skills: Skills) -> dict[str, object]:
    return {
        "topics": sorted(skills.topics),
        "languages": sorted(skills.languages),
        "disability": skills.disability,
        "hours": skills.hours,
        "accepting": skills.accepting,
        "deputy_id": skills.deputy_id,
    }


def _check(words: Words) -> int:
    """Refuse a text with a hit that is neither gone nor confirmed; return how many were confirmed.

    What was confirmed belongs to exactly this text: another letter anywhere, and it is asked anew.
    """
    found = nameless.find(words.text, words.names)
    if nameless.unsettled(words.text, found, words.harmless):
        raise NotNameless
    return len(found)


def _say(
    ctx: Context, consultation: Consultation, kind: PartKind, text: str, confirmed: int, *, by: UUID | None
) -> None:
    ConsultationEntry.objects.create(
        consultation=consultation,
        kind=kind,
        at=ctx.now,
        author_id=by,
        text=text,
        confirmed=confirmed,
    )


def _start_clock(ctx: Context, consultation: Consultation) -> None:
    """Call consultant, deputy and coordination in turn; while the pool is empty, the coordination."""
    urgency = ConsultationUrgency(consultation.urgency)
    work.open_task(
        ctx,
        consultation,
        kind=TaskKind.ANSWER_CONSULTATION,
        due_at=consultation.due_at or ctx.now,
        owner_id=consultation.consultant_id,
        substitute_id=consultation.deputy_id,
        line=Role.COORDINATOR if consultation.consultant_id is None else "",
        ladder=CLOCKS[urgency].ladder,
    )


def _tell(ctx: Context, person_id: UUID | None) -> None:
    """Write that there is news, and nothing else."""
    people = User.objects.filter(pk__in=[person_id] if person_id else []).exclude(email="")
    slug = Network.objects.values_list("slug", flat=True).get(pk=ctx.network_id)
    for address in people.values_list("email", flat=True):
        outbox.mail(ctx, to=address, notice=outbox.Notice.NEWS, link=f"/{slug}/fachberatung/")


def _count_answer(ctx: Context, consultation: Consultation, due_at: datetime | None) -> None:
    """Count a first answer, once it is ours alone to give: of two at the same time the other one waits."""
    answers = consultation.entries.filter(kind__in=[PartKind.ANSWER, PartKind.RESULT])
    if not answers.exists():
        in_time = due_at is not None and ctx.now <= due_at
        _count(consultation, answered=1, in_time=int(in_time))


def _count(consultation: Consultation, **more: int) -> None:
    """Add to the numbers of the year in which the question came."""
    row, _ = ConsultationCount.objects.get_or_create(
        year=day_of(consultation.asked_at).year,
        topic=consultation.topic,
        age=consultation.age,
        urgency=consultation.urgency,
    )
    counted = {name: F(name) + number for name, number in more.items()}
    ConsultationCount.objects.filter(pk=row.pk).update(**counted)
