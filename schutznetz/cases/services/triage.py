"""The first assessment: one professional proposes, another one decides on exactly what she saw."""

from dataclasses import dataclass, fields
from datetime import datetime

from schutznetz.accounts.one_human import are_one
from schutznetz.cases.actions import ReportAction, TriageAction
from schutznetz.cases.choices import Advice, Competence, History, Known, ReviewState, TriageOutcome, Urgency
from schutznetz.cases.conflicts import all_recused
from schutznetz.cases.models import ImmediateProtection, Report, Triage
from schutznetz.cases.queries import MAY_DECIDE, ladder_until, seal_of
from schutznetz.cases.second import refusal, refuse_same_session, remembered
from schutznetz.cases.services.answers import open_feedback
from schutznetz.cases.services.cases import begin_case
from schutznetz.cases.services.intake import open_triage
from schutznetz.cases.services.measures.asking import ask
from schutznetz.cases.services.measures.taking import carry_over_taking
from schutznetz.cases.states import JOINT_ASSESSMENT, REPORT
from schutznetz.cases.states.handover import ACT_FIRST
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import handover as law
from schutznetz.law import urgency
from schutznetz.law.bars import is_unborn
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.queries import period
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for

OVERTAKEN = gettext_noop("Der Vorschlag hat sich geändert. Bitte lesen Sie ihn noch einmal.")
WHOSE = gettext_noop("Übergeben wird, wenn ein anderes Jugendamt zuständig ist. Sonst bleibt es hier.")
NOTHING_TO_TELL = gettext_noop(
    "Mitgeteilt werden gewichtige Anhaltspunkte. Ohne sie endet die Meldung hier, oder Sie schätzen sie ein."
)
NEWS = gettext_noop("Zu dieser Meldung ist inzwischen etwas Neues da. Bitte neu vorschlagen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one professional found at first sight; each answer may honestly be "not known yet"."""

    competence: Competence
    weighty_indications: bool
    urgency: Urgency
    further_children: Known
    source_has_access: Known
    history: History
    outcome: TriageOutcome
    reasons: str
    advice: Advice | str = ""


@command(ReportAction.PROPOSE_TRIAGE)
def propose_triage(ctx: Context, report: Report, *, finding: Finding) -> Triage:
    """Put a finding before the second professional; an earlier proposal is voided, never changed."""
    if finding.weighty_indications and finding.outcome is TriageOutcome.NO_INDICATION:
        raise Conflict(
            gettext_noop("Bei gewichtigen Anhaltspunkten wird die Gefährdung eingeschätzt."), JOINT_ASSESSMENT
        )
    if finding.outcome is TriageOutcome.NO_INDICATION and not (decision := REPORT.can(report, "close")):
        raise Conflict(decision.reason, decision.norm)
    if finding.outcome is TriageOutcome.HANDOVER:
        _refuse_to_hand_over(report, finding)
    void_triage(ctx, report)
    triage = Triage(
        report=report,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
        **{item.name: getattr(finding, item.name) for item in fields(finding)},
    )
    triage.seal = seal_of(triage)
    triage.save(force_insert=True)
    work.settle_tasks(ctx, report, kind=TaskKind.TRIAGE)
    _ask_second(ctx, report)
    return triage


def _refuse_to_hand_over(report: Report, finding: Finding) -> None:
    """Another office is told of weighty indications, and only after what must be done here at once."""
    if finding.competence is not Competence.ELSEWHERE:
        raise Conflict(WHOSE, law.NOTICE)
    if not finding.weighty_indications:
        raise Conflict(NOTHING_TO_TELL, law.NOTICE)
    acted = ImmediateProtection.objects.filter(report=report)
    if finding.urgency is Urgency.U0 and not acted.exists():
        raise Conflict(ACT_FIRST, law.ACT_FIRST)


@command(TriageAction.CONFIRM)
def confirm_triage(ctx: Context, triage: Triage, *, seal: str) -> Triage:
    """Decide as the second professional (§ 8a Abs. 1 Satz 1 SGB VIII); both names stand under it."""
    action = TriageAction.CONFIRM
    refuse_same_session(ctx, action, triage, first=triage.proposed_session, norm=JOINT_ASSESSMENT)
    if seal != triage.seal:
        raise refusal(ctx, action, triage, OVERTAKEN)
    if seal_of(triage) != triage.seal:
        raise refusal(ctx, action, triage, NEWS)
    mine = Triage.objects.filter(pk=triage.pk, state=ReviewState.PROPOSED, seal=seal)
    confirmation = {
        "state": ReviewState.CONFIRMED,
        "confirmed_by_id": ctx.actor_id,
        "confirmed_at": ctx.now,
        "confirmed_session": ctx.session,
    }
    if not mine.update(**confirmation):
        raise refusal(ctx, action, triage, OVERTAKEN)
    triage.refresh_from_db()
    with remembered(ctx, action, triage):
        _decide(ctx, triage)
    return triage


@consequence
def void_triage(ctx: Context, report: Report, *, ask_again: bool = False) -> None:
    """Void what waits for a second signature: it no longer says what is known."""
    pending = Triage.objects.filter(report=report, state=ReviewState.PROPOSED)
    if pending.update(state=ReviewState.VOIDED):
        work.settle_tasks(ctx, report, kind=TaskKind.CONFIRM_TRIAGE)
        if ask_again:
            open_triage(ctx, report)


def _ask_second(ctx: Context, report: Report) -> None:
    """The second person is the other one of the two; a third who may decide as well stands in for her."""
    second = report.second_id if ctx.actor_id != report.second_id else report.responsible_id
    third = stand_in_for(ctx.actor_id, second, *all_recused(report), roles=MAY_DECIDE, at=ctx.now)
    due_at = max(report.due_at, ctx.now)
    rising = ladder_until(ctx, due_at, urgency.row(report.urgency).lead_told_after)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.CONFIRM_TRIAGE,
        due_at=due_at,
        owner_id=second,
        substitute_id=third or ctx.actor_id,
        ladder=(Step(0, Rung.OWNER), *rising),
        protective=True,
    )


def _decide(ctx: Context, triage: Triage) -> None:
    report = triage.report
    step = "close" if triage.outcome is TriageOutcome.NO_INDICATION else "accept"
    second = triage.confirmed_by_id
    if are_one(second, report.responsible_id):
        second = triage.proposed_by_id
    see_child_by = urgency.see_child_by(triage.urgency, report.received_at)
    REPORT.move(
        report, step, second_id=second, decided_at=ctx.now, urgency=triage.urgency, due_at=see_child_by
    )
    work.settle_tasks(ctx, report)
    if step == "accept":
        _begin_cases(ctx, report, see_child_by, elsewhere=triage.outcome is TriageOutcome.HANDOVER)
    open_feedback(ctx, report)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.NOTE_DECISION,
        due_at=urgency.decide_by(Urgency.U3, ctx.now, lambda day: True),
        line=Role.TEAM_LEAD,
    )


def _begin_cases(ctx: Context, report: Report, see_child_by: datetime, *, elsewhere: bool) -> None:
    """Open one case for each child that the report names; siblings are linked by their report.

    Children already born are assessed for themselves; where the report names none, two professionals
    have decided on the one it names, and nothing is lost. Where it describes no child at all there is one
    all the same, whom somebody has to find. What goes elsewhere is a case here as well: until the other
    office accepts in writing, the child is to be seen and the danger assessed by us.
    """
    begun = []
    named = [child.description for child in report.children.order_by("position")] or [{}]
    for child in [child for child in named if not is_unborn(child)] or named:
        case = begin_case(ctx, report, child)
        begun.append(case)
        due_at = max(see_child_by, ctx.now)
        if elsewhere:
            soon = min(due_at, ctx.now + law.ANSWER_IN_DANGER_WITHIN)
            ask(ctx, case, TaskKind.PROPOSE_HANDOVER, soon, case=case)
        told = urgency.row(report.urgency).lead_told_after
        ask(ctx, case, TaskKind.SEE_CHILD, due_at, case=case, ladder=ladder_until(ctx, due_at, told))
        ask(ctx, case, TaskKind.ASSESS, report.received_at + period(PeriodName.ASSESSED), case=case)
    for protection in report.protections.order_by("acted_at", "id"):
        carry_over_taking(ctx, protection, begun)
