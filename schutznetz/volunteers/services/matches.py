"""A volunteer and a family: proposed, talked over with both, agreed by a human with the reason, ended."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import certificates
from schutznetz.law.measures import end_of
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.volunteers import due, fitness, matching, queries
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import EndReason
from schutznetz.volunteers.models import GivenTime, Match, Volunteer, Wish
from schutznetz.volunteers.services.activity import was_active
from schutznetz.volunteers.states import MATCH, WISH
from schutznetz.volunteers.values import Wanted
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft.")
NOT_HERE = gettext_noop("Diese Person ist nicht im Register.")
NOT_FITTING = gettext_noop(
    "Diese Person kann jetzt nicht vorgeschlagen werden. Der Grund steht bei ihrem Namen."
)
NO_REASON = gettext_noop("Bitte schreiben Sie, warum Sie so entscheiden.")
NO_AGREEMENT = gettext_noop("Bitte halten Sie fest, was vereinbart ist.")
ENDS_TOO_EARLY = gettext_noop("Das geplante Ende liegt vor dem Beginn.")
NO_LATER_END = gettext_noop("Das neue Ende liegt nicht nach dem alten oder schon in der Vergangenheit.")
ASKED_ALREADY = gettext_noop("Nach diesem Ende ist schon gefragt, oder es ist noch weit.")
BEFORE_IT_BEGAN = gettext_noop("Dieser Tag liegt vor dem Beginn der Begleitung.")
VISITED_LATER = gettext_noop("Danach ist noch ein Besuch eingetragen. Bitte prüfen Sie den Tag.")
CENT = Decimal("0.01")
LADDER = (Step(0, Rung.LINE), Step(21 * 24 * 60, Rung.COORDINATOR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """When it was talked over and what was said."""

    on: date
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What holds from when until when, and what each visit is allowed to cost."""

    words: str
    starts_on: date
    planned_until: date
    allowance: Decimal = Decimal(0)


@command(VolunteerAction.PROPOSE)
def propose(ctx: Context, wish: Wish, *, volunteer_id: UUID) -> Match:
    """Choose one person to talk about with both sides; the hard filter holds for her, whoever clicks."""
    volunteer = _chosen(volunteer_id)
    helper = queries.helper_of(volunteer, fitness.Interval.of_the_office(), day_of(ctx.now))
    if matching.fit_of(Wanted.unpacked(wish.details), helper).barred:
        raise Conflict(NOT_FITTING)
    WISH.move(wish, "match")
    return Match.objects.create(
        wish=wish, volunteer=volunteer, proposed_by_id=ctx.person_id, proposed_at=ctx.now
    )


@command(VolunteerAction.NOTE_TALKS)
def note_talks(
    ctx: Context, match: Match, *, with_volunteer: Talk | None = None, with_family: Talk | None = None
) -> Match:
    """Note the talk with either side; a later one takes the place of the one before."""
    changed: list[str] = []
    for side, talk in (("volunteer", with_volunteer), ("family", with_family)):
        if talk is None:
            continue
        if talk.on > day_of(ctx.now):
            raise Conflict(NOT_YET)
        setattr(match, f"talk_{side}_on", talk.on)
        setattr(match, f"talk_{side}", talk.said)
        changed += [f"talk_{side}_on", f"talk_{side}"]
    match.save(update_fields=changed)
    return match


@command(VolunteerAction.DECIDE)
def agree(ctx: Context, match: Match, *, reasons: str, agreement: Agreement) -> Match:
    """Bring both together: a human decides, for a written reason, while nothing stands in the way."""
    if not reasons.strip():
        raise Conflict(NO_REASON)
    if not agreement.words.strip():
        raise Conflict(NO_AGREEMENT)
    if agreement.planned_until < agreement.starts_on:
        raise Conflict(ENDS_TOO_EARLY)
    _check_still_fit(match, max(day_of(ctx.now), agreement.starts_on))
    MATCH.move(
        match,
        "agree",
        **_decided(ctx, reasons),
        agreement=agreement.words,
        starts_on=agreement.starts_on,
        planned_until=agreement.planned_until,
        allowance=agreement.allowance.quantize(CENT),
    )
    _note_activity(match, day_of(ctx.now))
    return match


@command(VolunteerAction.DECIDE)
def decline(ctx: Context, match: Match, *, reasons: str) -> Match:
    """Decide against it; the family waits on, with its place by the day it asked."""
    if not reasons.strip():
        raise Conflict(NO_REASON)
    MATCH.move(match, "decline", **_decided(ctx, reasons))
    WISH.move(match.wish, "wait_again")
    return match


@command(VolunteerAction.NOTE_VISIT)
def note_visit(
    ctx: Context, match: Match, *, on: date, minutes: int, expense: Decimal = Decimal(0), note: str = ""
) -> GivenTime:
    """Note time given and money spent, exact to the cent, and what the coordination should remember."""
    if on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if match.starts_on and on < match.starts_on:
        raise Conflict(BEFORE_IT_BEGAN)
    _note_activity(match, on)
    return GivenTime.objects.create(
        match=match, on=on, minutes=minutes, expense=expense.quantize(CENT), note=note or None
    )


@command(VolunteerAction.ASK_END)
def ask_about_end(ctx: Context, match: Match) -> Match:
    """Ask two weeks before the planned end, once for each: go on, or say goodbye in good time."""
    if match.planned_until is None or not due.is_to_be_asked_about(match, day_of(ctx.now)):
        raise Conflict(ASKED_ALREADY)
    work.open_task(
        ctx,
        match,
        kind=TaskKind.MATCH_ENDS,
        due_at=end_of(match.planned_until),
        line=Role.VOLUNTEER_COORDINATOR,
        ladder=LADDER,
    )
    return _note(match, end_asked_of=match.planned_until)


@command(VolunteerAction.EXTEND)
def extend(ctx: Context, match: Match, *, until: date, why: str) -> Match:
    """Let it run on until a new day, with the reason under the agreement: both sides wish it."""
    if match.planned_until is None or until <= max(match.planned_until, day_of(ctx.now)):
        raise Conflict(NO_LATER_END)
    if not why.strip():
        raise Conflict(NO_REASON)
    agreement = f"{match.agreement}\n\n{day_of(ctx.now):%d.%m.%Y}: {why.strip()}"
    work.settle_tasks(ctx, match)
    return _note(match, planned_until=until, agreement=agreement)


@command(VolunteerAction.END_MATCH)
def end_match(ctx: Context, match: Match, *, on: date, why: EndReason, note: str = "") -> Match:
    """End it with the reason; the wish is done, and a new one can be asked for."""
    if on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if match.starts_on and on < match.starts_on:
        raise Conflict(BEFORE_IT_BEGAN)
    if match.visits.filter(on__gt=on).exists():
        raise Conflict(VISITED_LATER)
    MATCH.move(match, "end", ended_on=on, end_reason=why, end_note=note or None)
    WISH.move(match.wish, "close")
    _note_activity(match, on)
    work.settle_tasks(ctx, match)
    return match


def _note(match: Match, **changes: object) -> Match:
    for name, value in changes.items():
        setattr(match, name, value)
    match.save(update_fields=list(changes))
    return match


def _note_activity(match: Match, on: date) -> None:
    if match.volunteer_id:
        was_active(match.volunteer_id, on)


def _chosen(volunteer_id: UUID) -> Volunteer:
    found = Volunteer.objects.filter(pk=volunteer_id).first()
    if found is None:
        raise Conflict(NOT_HERE)
    return found


def _check_still_fit(match: Match, begins: date) -> None:
    """Ask once more: since the proposal, or until it begins, a certificate or a language may have ended."""
    volunteer = _chosen(match.volunteer_id) if match.volunteer_id else None
    if volunteer is None:
        raise Conflict(NOT_HERE)
    interval, certificate = fitness.Interval.of_the_office(), fitness.certificate_of(volunteer)
    if why := fitness.obstacle(volunteer, certificate, interval, begins):
        raise Conflict(why, certificates.SHOWN)
    helper = queries.helper_of(volunteer, interval, begins)
    if matching.fit_of(Wanted.unpacked(match.wish.details), helper).barred:
        raise Conflict(NOT_FITTING)


def _decided(ctx: Context, reasons: str) -> dict[str, object]:
    return {"decided_by_id": ctx.person_id, "decided_at": ctx.now, "reasons": reasons.strip()}
