"""What stands in the case of a child: whether it is protected now, and what is still open.

Guards of the machines ask here, and so do pages; nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from schutznetz.cases.choices import (
    CourtState,
    Guardian,
    HelpAnswer,
    InquiryTopic,
    Outcome,
    PlanState,
    ProtectionState,
    ReviewState,
    TakingFollowUp,
    TakingState,
    Urgency,
    WatchedState,
)
from schutznetz.cases.models import (
    Case,
    ChildClock,
    CourtReferral,
    EmergencyAccess,
    GuardianAnswer,
    Handover,
    HelpOffer,
    ImmediateProtection,
    Inquiry,
    MissedAppointment,
    Report,
    Result,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.cases.models.handover import PENDING
from schutznetz.cases.situation import overlooked
from schutznetz.kernel import clock
from schutznetz.law import measures
from schutznetz.law.assessment import DANGER
from schutznetz.law.text import gettext_noop
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids, is_open, open_kinds

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
CHILD_IS_UNSEEN = gettext_noop("Niemand hat das Kind gesehen, obwohl eine Gefahr festgestellt ist")
CHILD_IS_OVERLOOKED = gettext_noop(
    "Ein Kind im Haushalt hat keine eigene Einschätzung und keinen Grund dafür"
)
NOT_SIGNED = gettext_noop("Ein Sofortschutz ist noch nicht von der zweiten Person bestätigt")


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is still open: why, and the record it is about."""

    why: str
    about_type: str
    about_id: UUID
    label: str


def active_protection(case: Case) -> bool:
    """Say whether something protects the child now (INV-4): plan, court or care, never a mere intention."""
    return case.pk in protected_among(Case.objects.filter(pk=case.pk))


def protected_among(cases: "models.QuerySet[Case]") -> set[UUID]:
    """Return which of these children something protects now; two questions, however many they are."""
    today = clock.today()
    agreed = SafetyPlan.objects.filter(
        _still_says_something("plan", today), case=OuterRef("pk"), state=PlanState.ACTIVE, consent="agreed",
        starts_on__lte=today, ends_on__gte=today,
    )  # fmt: skip
    taken = TakingIntoCare.objects.filter(case=OuterRef("pk"), state=TakingState.RUNNING)
    asked = CourtReferral.objects.filter(case=OuterRef("pk"), state=CourtState.SENT)
    ruled = CourtReferral.objects.filter(case__in=cases.order_by().values("pk"), state=CourtState.ORDERED)
    still_to_enter = about_ids(CourtReferral, TaskKind.ENTER_ORDERS, among=ruled)
    held = CourtReferral.objects.filter(
        _still_says_something("referral", today) | Q(pk__in=still_to_enter),
        case=OuterRef("pk"), state=CourtState.ORDERED,
    )  # fmt: skip
    protecting = Q(Exists(agreed)) | Q(Exists(taken)) | Q(Exists(asked)) | Q(Exists(held))
    return set(cases.filter(protecting).order_by().values_list("pk", flat=True))


def _still_says_something(of: str, today: date) -> Q:
    """Some of its points are watched and not past their end, or nobody has named any yet."""
    points = WatchedItem.objects.filter(**{of: OuterRef("pk")})
    running = points.filter(Q(until=None) | Q(until__gte=today), state__in=STILL_WATCHED)
    return Exists(running) | ~Exists(points)


def has_measure(case: Case) -> bool:
    """Say whether anything is done that somebody watches: protection, an item, help not refused."""
    help_given = HelpOffer.objects.filter(case=case, answer__in=[HelpAnswer.OPEN, HelpAnswer.ACCEPTED])
    plan = SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE)
    watched = WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED)
    court = CourtReferral.objects.filter(case=case, state__in=COURT_RUNS)
    return any(rows.exists() for rows in (help_given, plan, watched, court)) or active_protection(case)


def awaits_answer(case: Case) -> bool:
    """Say whether somebody waits for the family's answer to an offer of help."""
    return HelpOffer.objects.filter(case=case, answer=HelpAnswer.OPEN).exists()


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
    yield from _of_children(case)


def _taken(case: Case) -> Iterator[Open]:
    for taking in TakingIntoCare.objects.filter(case=case).order_by("started_at", "id"):
        if is_open(taking, TaskKind.FIND_CHILD):
            yield _named(str(TaskKind.FIND_CHILD.label), taking)
        if taking.state == TakingState.RUNNING:
            yield _named(TAKING_IS_OPEN, taking)
        elif missing(taking):
            yield _named(TAKING_LACKS, taking)
        if is_open(taking, TaskKind.START_HELP_PLAN):
            yield _named(str(TaskKind.START_HELP_PLAN.label), taking)


def _asked(case: Case) -> Iterator[Open]:
    """Yield what somebody still has to sign, or was called for."""
    if Result.objects.filter(case=case, set_at=None).exclude(state=ReviewState.VOIDED).exists():
        yield _named(RESULT_WAITS, case)
    yield from (_named(str(kind.label), case) for kind in open_kinds([case.pk]) if kind not in ENDS_WITH_IT)
    looked_at = EmergencyAccess.objects.filter(case=case).annotate(looks=Count("reviews"))
    yield from (_named(ACCESS_IS_OPEN, row) for row in _of(looked_at.filter(looks__lt=REVIEWERS)))
    if case.origin:
        yield from _asked_of_report(case.origin)


def _asked_of_report(report: Report) -> Iterator[Open]:
    """Yield what the report of this child still asks of somebody, whichever of its children it is about."""
    if is_open(report, TaskKind.GIVE_FEEDBACK):
        yield _named(FEEDBACK_IS_OWED, report)
    if is_open(report, TaskKind.READ_ADDITION):
        yield _named(str(TaskKind.READ_ADDITION.label), report)
    unsigned = ImmediateProtection.objects.filter(report=report, state=ProtectionState.ACTING)
    yield from (_named(NOT_SIGNED, each) for each in unsigned.order_by("acted_at", "id"))


def _of_children(case: Case) -> Iterator[Open]:
    """Yield the child that nobody has seen in time, and those of the household whom nobody assessed."""
    for overdue in ChildClock.objects.filter(case=case, due_at__lt=clock.now()):
        yield Open(why=CHILD_IS_OVERDUE, about_type=case._meta.label, about_id=case.pk, label=str(overdue))
    if case.outcome in DANGER and case.child_seen_at is None and not _left_out(case):
        yield _named(CHILD_IS_UNSEEN, case)
    if overlooked(case):
        yield _named(CHILD_IS_OVERLOOKED, case)


def _left_out(case: Case) -> bool:
    said = Inquiry.objects.filter(case=case, topic=InquiryTopic.LEAVE_CHILD_OUT)
    return bool(said.order_by("entered_at", "id").values_list("answer", flat=True).last())


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


def consequences(taking: TakingIntoCare) -> frozenset[str]:
    """Return what follows now from what the guardians say: the latest of each of them, and all must agree.

    While one of them objects or cannot be reached, no help plan takes the place of the court or of giving
    the child back (§ 42 Abs. 3 Satz 2, 3 und 5 SGB VIII).
    """
    said: dict[str, GuardianAnswer] = {}
    for answer in taking.answers.order_by("noted_at", "id"):
        said = {answer.whose: answer} if answer.whose == Guardian.ALL else {**said, answer.whose: answer}
    follow = frozenset(str(answer.follow_up) for answer in said.values())
    return follow - {TakingFollowUp.HELP_PLAN} or follow


def needs_court(case: Case) -> bool:
    """Say whether a taking into care runs against somebody's will and the court has not been called."""
    running = TakingIntoCare.objects.filter(case=case, state=TakingState.RUNNING)
    called = CourtReferral.objects.filter(case=case, state__in=COURT_PROTECTS)
    return any(TakingFollowUp.COURT in consequences(taking) for taking in running) and not called.exists()


def missed_since_seen(case: Case) -> int:
    """Count the appointments missed since somebody of the office last saw the child."""
    missed = MissedAppointment.objects.filter(case=case)
    return missed.filter(noted_at__gt=case.child_seen_at).count() if case.child_seen_at else missed.count()
