"""The family court: decide with reasons, write, send with proof, hear, and watch every order it makes."""

from datetime import date, datetime

from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.choices import CourtState, FileType, PriorNotice, Remedy, TransferKind, WatchedKind
from schutznetz.cases.models import Case, CourtReferral, WatchedItem
from schutznetz.cases.services.measures.asking import ask, refuse_ahead
from schutznetz.cases.services.measures.plan import Point, watch
from schutznetz.cases.services.measures.protected import keep_protected
from schutznetz.cases.services.transfers import note_transfer
from schutznetz.cases.standing import needs_court
from schutznetz.cases.states import COURT
from schutznetz.files.uploads import Cleaned
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

AGAINST_THEIR_WILL = gettext_noop(
    "Das Kind ist in Obhut, und nicht alle Sorgeberechtigten sind einverstanden:"
    " Dann entscheidet das Gericht, oder das Kind wird übergeben."
)
ALREADY_SENT = gettext_noop("Das Schreiben ist schon abgesandt und bleibt, wie es ist.")
WHICH_COURT = gettext_noop("Bitte das Gericht nennen, an das Sie schreiben.")
NOT_BEFORE_COURT = gettext_noop("Das Gericht ist in dieser Sache nicht angerufen.")
NO_RULING = gettext_noop("Einen Beschluss, dem Sie widersprechen könnten, gibt es noch nicht.")
RULING_FIRST = gettext_noop("Bitte zuerst den Beschluss eintragen.")
WATCHED_ELSEWHERE = gettext_noop(
    "Der Fall ist übergeben. Bitte teilen Sie den Beschluss dem anderen Jugendamt mit: Es überwacht ihn."
)
NO_DISSENT = gettext_noop("Hier wartet keine Beschwerde auf eine Entscheidung.")
STILL_UNDECIDED = gettext_noop("Bitte zuerst über die Beschwerde entscheiden, die schon wartet.")
UNTIL_A_RULING = (
    TaskKind.NOTE_HEARING,
    TaskKind.ATTEND_HEARING,
    TaskKind.ENTER_ORDERS,
    TaskKind.COURT_REVIEW,
)
LETTER = ("report", "need", "help_kind", "review_results")  # what a court learns, by name of its part
BEFORE_THE_COURT = (CourtState.SENT, CourtState.ORDERED, CourtState.DECLINED)


@command(MeasureAction.DECIDE_ON_COURT)
def decide_on_court(ctx: Context, case: Case, *, call: bool, reasons: str) -> CourtReferral:
    """Decide by name and with reasons whether the court is called (§ 8a Abs. 2 SGB VIII)."""
    if not call and needs_court(case):
        raise Conflict(AGAINST_THEIR_WILL, measures.ANSWER_OF_GUARDIANS)
    referral = CourtReferral.objects.create(
        case=case, reasons=reasons, decided_by_id=ctx.person_id, decided_at=ctx.now
    )
    COURT.move(referral, "call" if call else "leave")
    if not call:  # whoever decides by name and with reasons has answered what was asked
        work.settle_tasks(ctx, case, kind=TaskKind.CALL_COURT)
    else:
        due_at = ctx.now + measures.LETTER_SENT_WITHIN
        ask(ctx, referral, TaskKind.SEND_COURT_LETTER, due_at, case=case)
    return referral


@command(MeasureAction.WORK_ON_COURT)
def write_court_letter(
    ctx: Context,
    referral: CourtReferral,
    *,
    court: str,
    report: str,
    need: str,
    help_kind: str,
    review_results: str,
) -> CourtReferral:
    """Write to a named court: of the help plan the closed content of § 50 Abs. 2 SGB VIII, and the report."""
    if referral.state != CourtState.CALLED:
        raise Conflict(ALREADY_SENT if referral.sent_at else NOT_BEFORE_COURT)
    if not court.strip():
        raise Conflict(WHICH_COURT)
    referral.court, referral.report, referral.need = court.strip(), report, need
    referral.help_kind, referral.review_results = help_kind, review_results
    referral.save(update_fields=["court", *LETTER])
    return referral


@command(MeasureAction.WORK_ON_COURT)
def dispatch(
    ctx: Context,
    referral: CourtReferral,
    *,
    sent_at: datetime,
    proof: Cleaned,
    notice: PriorNotice,
    no_notice_why: str = "",
) -> CourtReferral:
    """File the proof that the letter left through the authority's electronic mailbox (§ 14b FamFG)."""
    COURT.move(
        referral,
        "dispatch",
        sent_by_id=ctx.person_id,
        sent_at=min(sent_at, ctx.now),
        proof=proof.body,
        proof_type=FileType(proof.kind),
    )
    note_transfer(
        ctx,
        referral.case,
        kind=TransferKind.COURT,
        recipient=", ".join((referral.court or "").splitlines()),
        categories=LETTER,
        notice=notice,
        no_notice_why=no_notice_why,
    )
    work.settle_tasks(ctx, referral)
    work.settle_tasks(ctx, referral.case, kind=TaskKind.CALL_COURT)
    due_at = ctx.now + measures.HEARING_WITHIN
    ask(ctx, referral, TaskKind.NOTE_HEARING, due_at, case=referral.case)
    keep_protected(ctx, referral.case)
    return referral


@command(MeasureAction.WORK_ON_COURT)
def set_hearing(ctx: Context, referral: CourtReferral, *, hearing_at: datetime) -> CourtReferral:
    """Note when the court hears; a new date takes the place of the old one."""
    if referral.state not in BEFORE_THE_COURT:
        raise Conflict(NOT_BEFORE_COURT)
    referral.hearing_at = hearing_at
    referral.save(update_fields=["hearing_at"])
    for kind in (TaskKind.NOTE_HEARING, TaskKind.ATTEND_HEARING):
        work.settle_tasks(ctx, referral, kind=kind)
    ask(ctx, referral, TaskKind.ATTEND_HEARING, max(hearing_at, ctx.now), case=referral.case)
    return referral


@command(MeasureAction.WORK_ON_COURT)
def note_ruling(
    ctx: Context, referral: CourtReferral, *, ordered: bool, ruled_on: date, ruling: str
) -> CourtReferral:
    """Note what the court decided; without measures it looks again after three months."""
    refuse_ahead(ctx, ruled_on)
    COURT.move(referral, "order" if ordered else "decline", ruled_on=ruled_on, ruling=ruling)
    for kind in UNTIL_A_RULING:  # an appeal that is still to be decided on stays
        work.settle_tasks(ctx, referral, kind=kind)
    if ordered or referral.case.closed_at:
        due_at = ctx.now + measures.AT_ONCE
        follows = TaskKind.TELL_OTHER_OFFICE if referral.case.closed_at else TaskKind.ENTER_ORDERS
        ask(ctx, referral, follows, due_at, case=referral.case)
    else:
        looked_at = measures.end_of(measures.add_months(ruled_on, measures.REVIEW_AFTER_MONTHS))
        ask(ctx, referral, TaskKind.COURT_REVIEW, max(looked_at, ctx.now), case=referral.case)
    keep_protected(ctx, referral.case, our_decision=False)
    return referral


@command(MeasureAction.WORK_ON_COURT)
def enter_order(ctx: Context, referral: CourtReferral, *, kind: WatchedKind, point: Point) -> WatchedItem:
    """Give one order or condition a named watcher; none is left to nobody."""
    if referral.state != CourtState.ORDERED:
        raise Conflict(RULING_FIRST)
    if referral.case.closed_at:
        raise Conflict(WATCHED_ELSEWHERE)
    item = watch(ctx, referral.case, point, kind, referral=referral, position=referral.items.count() + 1)
    work.settle_tasks(ctx, referral, kind=TaskKind.ENTER_ORDERS)
    return item


@command(MeasureAction.WORK_ON_COURT)
def dissent(
    ctx: Context, referral: CourtReferral, *, text: str, served_on: date, interim: bool
) -> CourtReferral:
    """Disagree with a ruling: from here somebody decides in time whether to appeal (§ 162 Abs. 3 FamFG)."""
    if referral.state not in (CourtState.ORDERED, CourtState.DECLINED):
        raise Conflict(NO_RULING)
    if referral.remedy == Remedy.UNDECIDED:
        raise Conflict(STILL_UNDECIDED)
    period = measures.REMEDY_OF_INTERIM_ORDER if interim else measures.REMEDY
    referral.dissent, referral.remedy = text, Remedy.UNDECIDED
    referral.remedy_by = measures.end_of(period.after(served_on))
    referral.save(update_fields=["dissent", "remedy", "remedy_by"])
    work.settle_tasks(ctx, referral, kind=TaskKind.DECIDE_REMEDY)
    ask(ctx, referral, TaskKind.DECIDE_REMEDY, max(referral.remedy_by, ctx.now), case=referral.case)
    return referral


@command(MeasureAction.WORK_ON_COURT)
def decide_remedy(ctx: Context, referral: CourtReferral, *, lodge: bool) -> CourtReferral:
    """Lodge the appeal or let it be."""
    if referral.remedy != Remedy.UNDECIDED:
        raise Conflict(NO_DISSENT)
    referral.remedy = Remedy.LODGED if lodge else Remedy.WAIVED
    referral.save(update_fields=["remedy"])
    work.settle_tasks(ctx, referral, kind=TaskKind.DECIDE_REMEDY)
    return referral


@command(MeasureAction.WORK_ON_COURT)
def end_court(ctx: Context, referral: CourtReferral, *, note: str) -> CourtReferral:
    """End the proceedings on our side, with what came of them; nothing they ordered is still watched."""
    COURT.move(referral, "end", ended_at=ctx.now, end_note=note)
    if referral.case.closed_at:  # handed over: with the proceedings its last reason for hands ends
        work.settle_tasks(ctx, referral.case, kind=TaskKind.NAME_HANDS)
    work.settle_tasks(ctx, referral)
    keep_protected(ctx, referral.case)
    return referral
