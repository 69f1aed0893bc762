"""What stands in the case of a child: whether it is protected now, and what is still open.

Guards of the machines ask here, and so do pages; nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Count

from schutznetz.cases.choices import (
    CourtState,
    HelpAnswer,
    Outcome,
    PlanState,
    ReviewState,
    TakingState,
    Urgency,
    WatchedState,
)
from schutznetz.cases.models import (
    Case,
    ChildClock,
    CourtReferral,
    EmergencyAccess,
    Handover,
    HelpOffer,
    ImmediateProtection,
    MissedAppointment,
    Result,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.cases.models.handover import PENDING
from schutznetz.kernel import clock
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import is_open, open_kinds

STILL_WATCHED = (WatchedState.OPEN, WatchedState.BROKEN)
COURT_RUNS = (CourtState.CALLED, CourtState.SENT, CourtState.ORDERED, CourtState.DECLINED)
COURT_PROTECTS = (CourtState.SENT, CourtState.ORDERED)

WATCHED_IS_OPEN = gettext_noop("Wird noch überwacht")
PLAN_IS_OPEN = gettext_noop("Der Schutzplan gilt noch")
HELP_IS_OPEN = gettext_noop("Auf ein Hilfeangebot fehlt die Antwort")
COURT_IS_OPEN = gettext_noop("Das Gerichtsverfahren läuft noch")
TAKING_IS_OPEN = gettext_noop("Die Inobhutnahme läuft noch")
TAKING_LACKS = gettext_noop("Zur Inobhutnahme fehlen Angaben")
FEEDBACK_IS_OWED = gettext_noop("Die meldende Fachkraft wartet auf ihre Rückmeldung")
RESULT_WAITS = gettext_noop("Ein Ergebnis wartet auf eine Unterschrift")
ALARMS = (TaskKind.PROTECT_ANEW, TaskKind.CALL_COURT, TaskKind.REASSESS)  # nobody else notices when they end
# What ends by itself with the case; whatever else somebody was asked to do about it comes first.
ENDS_WITH_IT = frozenset({
    TaskKind.SEE_CHILD, TaskKind.ASSESS, TaskKind.REVIEW_RESULT, TaskKind.CONFIRM_CLOSING,
    TaskKind.CONFIRM_RESULT, TaskKind.COUNTERSIGN_RESULT,
})  # fmt: skip
REVIEWERS = 2  # of an emergency access
ACCESS_IS_OPEN = gettext_noop("Ein Notzugriff ist noch nicht von zwei Menschen geprüft")
HANDOVER_WAITS = gettext_noop("Eine Übergabe an ein anderes Jugendamt ist noch nicht angenommen")
CHILD_IS_OVERDUE = gettext_noop("Das Kind hätte schon gesehen werden müssen")


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is still open: why, and the record it is about."""

    why: str
    about_type: str
    about_id: UUID
    label: str


def active_protection(case: Case) -> bool:
    """Say whether something protects the child now (INV-4): plan, court or care, never a mere intention."""
    today = clock.today()
    agreed = SafetyPlan.objects.filter(
        case=case, state=PlanState.ACTIVE, consent="agreed", starts_on__lte=today, ends_on__gte=today
    )
    called = CourtReferral.objects.filter(case=case, state__in=COURT_PROTECTS)
    taken = TakingIntoCare.objects.filter(case=case, state=TakingState.RUNNING)
    return agreed.exists() or called.exists() or taken.exists()


def has_measure(case: Case) -> bool:
    """Say whether anything is done that somebody watches: protection, an item, help not refused."""
    help_given = HelpOffer.objects.filter(case=case, answer__in=[HelpAnswer.OPEN, HelpAnswer.ACCEPTED])
    plan = SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE)
    watched = WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED)
    court = CourtReferral.objects.filter(case=case, state__in=COURT_RUNS)
    return any(rows.exists() for rows in (help_given, plan, watched, court)) or active_protection(case)


def urgent_danger(case: Case) -> bool:
    """Say whether the danger is urgent now: by the result, or before there is one by the report's class."""
    if case.outcome:
        return bool(case.outcome == Outcome.ACUTE)
    return bool(case.origin and case.origin.urgency == Urgency.U0)


def class_of_urgency(case: Case) -> str:
    """Return the class of the report while it is all that is known; a result says more."""
    return "" if case.outcome or case.origin is None else str(case.origin.urgency)


def open_alarms(case: Case) -> list[TaskKind]:
    """Return what somebody was called for and has not done yet."""
    return [kind for kind in ALARMS if is_open(case, kind)]


def is_searched_for(case: Case) -> bool:
    """Say whether the child left a taking into care and nobody has found it."""
    takings = TakingIntoCare.objects.filter(case=case)
    return any(is_open(taking, TaskKind.FIND_CHILD) for taking in takings)


def must_act_at_once(case: Case) -> bool:
    """Say whether whoever takes the case over cannot wait: danger, a child in care or gone, an alarm."""
    running = TakingIntoCare.objects.filter(case=case, state=TakingState.RUNNING)
    return urgent_danger(case) or running.exists() or bool(open_alarms(case)) or is_searched_for(case)


def danger_without_action(case: Case) -> bool:
    """Say whether the danger is urgent and nobody has acted on it: then nothing else comes first."""
    if not urgent_danger(case) or active_protection(case):
        return False
    acted = ImmediateProtection.objects.filter(report=case.origin_id)
    return bool(case.outcome) or not acted.exists()


def still_open(case: Case) -> tuple[Open, ...]:
    """Return what keeps a case from being closed (INV-3), each with the record that it is about."""
    return tuple(_open(case))


def _open(case: Case) -> Iterator[Open]:
    for why, rows in (
        (WATCHED_IS_OPEN, WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED)),
        (PLAN_IS_OPEN, SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE)),
        (HELP_IS_OPEN, HelpOffer.objects.filter(case=case, answer=HelpAnswer.OPEN)),
        (HANDOVER_WAITS, Handover.objects.filter(case=case, state__in=PENDING)),
        (COURT_IS_OPEN, CourtReferral.objects.filter(case=case, state__in=COURT_RUNS)),
    ):
        yield from (_named(why, row) for row in _of(rows))
    yield from _taken(case)
    yield from _asked(case)
    for overdue in ChildClock.objects.filter(case=case, due_at__lt=clock.now()):
        yield Open(why=CHILD_IS_OVERDUE, about_type=case._meta.label, about_id=case.pk, label=str(overdue))


def _taken(case: Case) -> Iterator[Open]:
    for taking in TakingIntoCare.objects.filter(case=case).order_by("started_at", "id"):
        if is_open(taking, TaskKind.FIND_CHILD):
            yield _named(str(TaskKind.FIND_CHILD.label), taking)
        if taking.state == TakingState.RUNNING:
            yield _named(TAKING_IS_OPEN, taking)
        elif missing(taking):
            yield _named(TAKING_LACKS, taking)


def _asked(case: Case) -> Iterator[Open]:
    """Yield what somebody still has to sign, or was called for."""
    if Result.objects.filter(case=case, set_at=None).exclude(state=ReviewState.VOIDED).exists():
        yield _named(RESULT_WAITS, case)
    yield from (_named(str(kind.label), case) for kind in open_kinds([case.pk]) if kind not in ENDS_WITH_IT)
    looked_at = EmergencyAccess.objects.filter(case=case).annotate(looks=Count("reviews"))
    yield from (_named(ACCESS_IS_OPEN, row) for row in _of(looked_at.filter(looks__lt=REVIEWERS)))
    if case.origin and is_open(case.origin, TaskKind.GIVE_FEEDBACK):
        yield _named(FEEDBACK_IS_OWED, case.origin)


def _of(rows: "models.QuerySet[models.Model]") -> "models.QuerySet[models.Model]":
    return rows.select_related("case").order_by("id")


def _named(why: str, record: models.Model) -> Open:
    return Open(why=why, about_type=record._meta.label, about_id=record.pk, label=str(record))


# What § 42 SGB VIII wants to be known of every taking into care; nothing of it is needed to begin.
ALWAYS = ("ground", "child_told_at", "trusted_at")


def missing(taking: TakingIntoCare) -> tuple[str, ...]:
    """Return what the statute still wants of this taking into care, by name."""
    lacking = [name for name in ALWAYS if not getattr(taking, name)]
    if not taking.stays.exists():
        lacking.append("place")
    if taking.ground in measures.WITH_GUARDIANS:
        lacking += ["guardians_told_at"] if taking.guardians_told_at is None else []
        lacking += [] if taking.answers.exists() else ["position"]
    elif taking.guardian_asked_at is None:
        lacking.append("guardian_asked_at")
    return tuple(lacking)


def missed_since_seen(case: Case) -> int:
    """Count the appointments missed since somebody of the office last saw the child."""
    missed = MissedAppointment.objects.filter(case=case)
    return missed.filter(noted_at__gt=case.child_seen_at).count() if case.child_seen_at else missed.count()
