"""A request begins with who asks and ends with an answer: in time, or later with reasons told in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.choices import (
    AccessBasis,
    AccessState,
    Asker,
    HandedOut,
    IdentityProof,
    Known,
    ReviewState,
)
from schutznetz.cases.models import AccessRequest, Case, CasePerson
from schutznetz.cases.services.measures.asking import rising
from schutznetz.cases.states.file_access import ACCESS
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import file_access as law
from schutznetz.law.measures import end_of
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import Step, TaskKind

NOT_ON_THIS_BASIS = gettext_noop(
    "Auf dieser Grundlage kann diese Person nicht fragen. Bitte wählen Sie eine andere Grundlage."
)
NOT_AHEAD = gettext_noop("Der Antrag ist nicht in der Zukunft eingegangen.")
NO_CUSTODY = gettext_noop(
    "Nach der Akte hat dieser Elternteil kein Sorgerecht. Bitte wählen Sie „Elternteil ohne Sorgerecht“"
    " oder berichtigen Sie zuerst die Angabe."
)
NOT_THE_CASE = gettext_noop("Diese Person steht nicht in diesem Fall.")
ONCE_ONLY = gettext_noop("Die Frist ist schon einmal verlängert. Ein zweites Mal geht es nicht.")
TOO_LATE = gettext_noop(
    "Die Frist ist vorbei. Eine Verlängerung muss vorher mitgeteilt sein: Bitte antworten Sie jetzt."
)
CUSTODY = Norm("BGB", "1629", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, on which basis, and how the office made sure of it."""

    asker: Asker
    basis: AccessBasis
    name: str
    standing: str
    identity: IdentityProof
    received_on: date
    person_id: UUID | None = None


@command(FileAccessAction.OPEN)
def open_request(ctx: Context, case: Case, *, asking: Asking) -> AccessRequest:
    """Take a request in: from now on the month runs, and two people have it on their lists."""
    if not law.may_ask(asking.asker, asking.basis):
        raise Conflict(NOT_ON_THIS_BASIS, law.BASES[asking.basis])
    if asking.received_on > ctx.now.astimezone(BERLIN).date():
        raise Conflict(NOT_AHEAD)
    _refuse_wrong_person(case, asking)
    request = AccessRequest.objects.create(
        case=case,
        asker=asking.asker,
        basis=asking.basis,
        person_id=asking.person_id,
        name=asking.name,
        standing=asking.standing,
        identity=asking.identity,
        received_on=asking.received_on,
        due_on=law.due_on(asking.received_on),
        opened_by_id=ctx.person_id,
        opened_at=ctx.now,
    )
    _remind(ctx, request)
    return request


def _refuse_wrong_person(case: Case, asking: Asking) -> None:
    if asking.person_id is None:
        return
    person = CasePerson.objects.filter(case=case, pk=asking.person_id).first()
    if person is None:
        raise Conflict(NOT_THE_CASE)
    if asking.asker == Asker.CUSTODIAN and person.custody == Known.NO:
        raise Conflict(NO_CUSTODY, CUSTODY)


@command(FileAccessAction.EXTEND)
def extend_request(ctx: Context, request: AccessRequest, *, why: str) -> AccessRequest:
    """Take two more months, once, and only while the first has not run out: she is told the reason."""
    if request.extended_at:
        raise Conflict(ONCE_ONLY, law.EXTEND)
    if ctx.now.astimezone(BERLIN).date() > request.due_on:
        raise Conflict(TOO_LATE, law.EXTEND)
    request.due_on = law.due_on(request.received_on, extended=True)
    request.extended_at, request.extension_why = ctx.now, why
    request.save(update_fields=["due_on", "extended_at", "extension_why"])
    work.settle_tasks(ctx, request, kind=TaskKind.ANSWER_ACCESS)
    _remind(ctx, request)
    return request


@command(FileAccessAction.END)
def end_request(ctx: Context, request: AccessRequest, *, state: AccessState, note: str) -> AccessRequest:
    """Refuse a request with its reason, or note that it was taken back; nothing goes out."""
    refused = state == AccessState.REFUSED
    ACCESS.move(
        request,
        "refuse" if refused else "withdraw",
        ended_by_id=ctx.person_id,
        ended_at=ctx.now,
        end_note=note,
    )
    void_waiting(ctx, request)
    work.settle_tasks(ctx, request)
    return request


@command(FileAccessAction.HAND_OUT)
def hand_out(ctx: Context, request: AccessRequest, *, how: HandedOut) -> AccessRequest:
    """Note that the package is with who asked; only then is the request answered."""
    ACCESS.move(request, "hand_out", ended_by_id=ctx.person_id, ended_at=ctx.now, handed_how=how)
    work.settle_tasks(ctx, request)
    return request


@consequence
def _remind(ctx: Context, request: AccessRequest) -> None:
    """Whoever leads the case has it, with a stand-in; what is late is the lead's."""
    due_at = end_of(request.due_on)
    put_on_list(ctx, request, TaskKind.ANSWER_ACCESS, request.case.lead_id, rising(ctx, due_at))


@consequence
def put_on_list(
    ctx: Context, request: AccessRequest, kind: TaskKind, owner_id: UUID, ladder: Sequence[Step]
) -> None:
    case = request.case
    work.open_task(
        ctx,
        request,
        kind=kind,
        due_at=end_of(request.due_on),
        owner_id=owner_id,
        substitute_id=case.substitute_id if owner_id == case.lead_id else case.lead_id,
        ladder=ladder,
    )


@consequence
def void_waiting(ctx: Context, request: AccessRequest) -> None:
    """Nobody releases what was decided otherwise since."""
    if request.packages.filter(state=ReviewState.PROPOSED).update(state=ReviewState.VOIDED):
        work.settle_tasks(ctx, request, kind=TaskKind.RELEASE_ACCESS)
