"""Measures as tables: the safety plan, what is watched, the court, the taking into care."""

from schutznetz.cases.actions import HandoverAction, MeasureAction
from schutznetz.cases.choices import (
    CheckFinding,
    CourtState,
    PlanState,
    Remedy,
    TakingState,
    WatchedKind,
    WatchedState,
)
from schutznetz.cases.models import CourtReferral, SafetyPlan, WatchedItem
from schutznetz.cases.standing import STILL_WATCHED
from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law import measures
from schutznetz.law.decision import YES, Decision, no
from schutznetz.law.text import gettext_noop


def no_agreement_is_watched(plan: SafetyPlan) -> Decision:
    if plan.items.filter(state__in=STILL_WATCHED).exists():
        return no(gettext_noop("Eine Absprache dieses Plans wird noch überwacht."))
    return YES


PLAN = Machine(
    field="state",
    states=PlanState,
    start=PlanState.ACTIVE,
    steps=[
        Transition(
            "supersede",
            sources={PlanState.ACTIVE},
            target=PlanState.SUPERSEDED,
            action=MeasureAction.AGREE_PLAN,
            label=gettext_noop("Durch eine neue Fassung ersetzen"),
            norm=measures.PLAN,
        ),
        Transition(
            "end",
            sources={PlanState.ACTIVE},
            target=PlanState.ENDED,
            action=MeasureAction.END_PLAN,
            label=gettext_noop("Schutzplan beenden"),
            norm=measures.PLAN,
            guard=no_agreement_is_watched,
        ),
    ],
)


def breach_is_answered(item: WatchedItem) -> Decision:
    if item.checks.filter(finding=CheckFinding.BROKEN, reacted_at=None).exists():
        return no(gettext_noop("Zuerst festhalten, was auf den Bruch folgt."))
    return YES


def goes_into_a_new_version(item: WatchedItem) -> Decision:
    """What a court ordered, and a breach that nobody answered, end by a person's decision alone."""
    if item.kind != WatchedKind.PLAN:
        return no(gettext_noop("Nur Absprachen im Schutzplan gehen in eine neue Fassung über."))
    return breach_is_answered(item)


WATCHED = Machine(
    field="state",
    states=WatchedState,
    start=WatchedState.OPEN,
    steps=[
        Transition(
            "breach",
            sources={WatchedState.OPEN, WatchedState.BROKEN},
            target=WatchedState.BROKEN,
            action=MeasureAction.CHECK,
            label=gettext_noop("Bruch festhalten"),
        ),
        Transition(
            "keep",
            sources={WatchedState.OPEN, WatchedState.BROKEN},
            target=WatchedState.OPEN,
            action=MeasureAction.CHECK,
            label=gettext_noop("Weiter überwachen"),
        ),
        Transition(
            "finish",
            sources={WatchedState.OPEN, WatchedState.BROKEN},
            target=WatchedState.DONE,
            action=MeasureAction.FINISH_ITEM,
            label=gettext_noop("Überwachung beenden"),
            guard=breach_is_answered,
        ),
        Transition(
            "supersede",
            sources={WatchedState.OPEN, WatchedState.BROKEN},
            target=WatchedState.SUPERSEDED,
            action=MeasureAction.AGREE_PLAN,
            label=gettext_noop("In neuer Fassung regeln"),
            guard=goes_into_a_new_version,
        ),
        Transition(
            "hand_over",
            sources={WatchedState.OPEN, WatchedState.BROKEN},
            target=WatchedState.HANDED_OVER,
            action=HandoverAction.NOTE_ANSWER,
            label=gettext_noop("Mit dem Fall übergeben"),
        ),
    ],
)


def letter_is_whole(referral: CourtReferral) -> Decision:
    if not referral.court:
        return no(gettext_noop("Zuerst das Schreiben: an welches Gericht und welche Abteilung?"))
    if not (referral.report and referral.need and referral.help_kind and referral.review_results):
        return no(
            gettext_noop("Zuerst das Schreiben: Bericht, Bedarf, Hilfe und Ergebnisse der Überprüfung."),
            measures.CLOSED_CONTENT,
        )
    return YES


def nothing_is_left(referral: CourtReferral) -> Decision:
    if referral.remedy == Remedy.UNDECIDED:
        return no(gettext_noop("Zuerst über die Beschwerde entscheiden."), measures.APPEAL)
    if referral.items.filter(state__in=STILL_WATCHED).exists():
        return no(gettext_noop("Eine Anordnung oder Auflage dieses Verfahrens wird noch überwacht."))
    return YES


COURT = Machine(
    field="state",
    states=CourtState,
    start=CourtState.WEIGHED,
    steps=[
        Transition(
            "call",
            sources={CourtState.WEIGHED},
            target=CourtState.CALLED,
            action=MeasureAction.DECIDE_ON_COURT,
            label=gettext_noop("Gericht anrufen"),
            norm=measures.CALLING,
        ),
        Transition(
            "leave",
            sources={CourtState.WEIGHED},
            target=CourtState.NOT_CALLED,
            action=MeasureAction.DECIDE_ON_COURT,
            label=gettext_noop("Gericht nicht anrufen"),
            norm=measures.CALLING,
        ),
        Transition(
            "dispatch",
            sources={CourtState.CALLED},
            target=CourtState.SENT,
            action=MeasureAction.WORK_ON_COURT,
            label=gettext_noop("Versand mit Nachweis festhalten"),
            norm=measures.ELECTRONIC,
            guard=letter_is_whole,
        ),
        Transition(
            "order",
            sources={CourtState.SENT, CourtState.ORDERED, CourtState.DECLINED},
            target=CourtState.ORDERED,
            action=MeasureAction.WORK_ON_COURT,
            label=gettext_noop("Anordnung festhalten"),
        ),
        Transition(
            "decline",
            sources={CourtState.SENT, CourtState.ORDERED},
            target=CourtState.DECLINED,
            action=MeasureAction.WORK_ON_COURT,
            label=gettext_noop("Gericht sieht von Maßnahmen ab"),
            norm=measures.REVIEW_BY_COURT,
            guard=nothing_is_left,
        ),
        Transition(
            "end",
            sources={CourtState.CALLED, CourtState.SENT, CourtState.ORDERED, CourtState.DECLINED},
            target=CourtState.ENDED,
            action=MeasureAction.WORK_ON_COURT,
            label=gettext_noop("Gerichtsverfahren beenden"),
            guard=nothing_is_left,
        ),
    ],
)


TAKING = Machine(
    field="state",
    states=TakingState,
    start=TakingState.RUNNING,
    steps=[
        Transition(
            "end",
            sources={TakingState.RUNNING},
            target=TakingState.ENDED,
            action=MeasureAction.WORK_ON_TAKING,
            label=gettext_noop("Inobhutnahme beenden"),
            norm=measures.END_OF_TAKING,
        ),
    ],
)
