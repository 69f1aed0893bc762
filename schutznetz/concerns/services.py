"""What a professional does with a worry before anyone outside is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from schutznetz import reclaiming
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.choices import (
    WARNED,
    AgeBand,
    ConcernState,
    EntryKind,
    Indicator,
    SheetType,
    Sign,
    Witness,
)
from schutznetz.concerns.models import Concern, Entry, Look, Share, Sheet, Takeover
from schutznetz.concerns.queries import colleagues, longest_hold, told_of_the_end
from schutznetz.files.uploads import Cleaned, Kind
from schutznetz.kernel import drafts, outbox, policy
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import guide
from schutznetz.law.reporters import Reporter
from schutznetz.law.text import gettext_noop
from schutznetz.networks import services as networks
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network, PrintedLetter
from schutznetz.networks.values import BOUND
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft. Aufgeschrieben wird, was war.")
OVERTAKEN = gettext_noop("Diese Sorge ist inzwischen abgeschlossen oder bei jemand anderem.")
GONE = gettext_noop("Diese Sorge ist gelöscht.")
KEPT_ON = gettext_noop("Diese Sorge wird inzwischen länger aufbewahrt.")
TOO_LONG = gettext_noop("Höchstens drei Jahre im Voraus. Danach können Sie verlängern.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is written down; ``on`` is the day of which it tells, ``why_not`` why a talk did not happen."""

    kind: EntryKind
    text: str
    on: date | None = None
    witness: Witness = Witness.OWN
    source: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    sign: Sign
    note: str = ""


@command(ConcernAction.OPEN)
def open_concern(
    ctx: Context, network: Network, *, reporter: Reporter, age_band: AgeBand, child: Mapping[str, str]
) -> Concern:
    """Begin a worry in the actor's own institution; who signs in for a Jobcenter worries as that."""
    reporter = BOUND.get(Role(ctx.role), reporter)
    return Concern.objects.create(
        author_id=ctx.person_id,
        keeper_id=ctx.person_id,
        organisation_id=ctx.organisation_id,
        age_band=age_band,
        opened_at=ctx.now,
        last_at=ctx.now,
        child=dict(child),
        answers={"reporter": reporter.value},
    )


@command(ConcernAction.WRITE)
def write_down(ctx: Context, concern: Concern, *, note: Note) -> Entry:
    """Add what was seen, heard, said or done; nothing written before is changed."""
    if note.on and note.on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    content = {
        "text": note.text,
        "on": note.on.isoformat() if note.on else "",
        "witness": note.witness.value,
        "source": note.source,
        "why_not": note.why_not,
    }
    _write(ctx, concern)
    return Entry.objects.create(
        concern=concern, kind=note.kind, author_id=ctx.person_id, written_at=ctx.now, content=content
    )


@command(ConcernAction.WRITE)
def look_at_signs(ctx: Context, concern: Concern, *, seen: Mapping[Indicator, Seen]) -> Look:
    """Record what the signs look like today, beside what they looked like before."""
    signs = {each.value: {"sign": found.sign.value, "note": found.note} for each, found in seen.items()}
    _write(ctx, concern)
    return Look.objects.create(concern=concern, looked_at=ctx.now, signs=signs)


@command(ConcernAction.WRITE)
def attach_sheets(ctx: Context, concern: Concern, *, files: Sequence[Cleaned]) -> Concern:
    """Keep the institution's own sheet with the worry."""
    _write(ctx, concern)
    for file in files:
        Sheet.objects.create(
            concern=concern,
            sheet_type=SheetType.PDF if file.kind is Kind.PDF else SheetType.PICTURE,
            size=len(file.body),
            attached_at=ctx.now,
            name=file.name,
            body=file.body,
        )
    return concern


@command(ConcernAction.WRITE)
def answer_guide(ctx: Context, concern: Concern, *, answers: Mapping[str, str]) -> Concern:
    """Keep the answers to the guide, as far as this reporter is asked them."""
    _write(ctx, concern)
    reporter = Reporter(concern.answers["reporter"])
    concern.answers = {"reporter": reporter.value, **guide.understood(reporter, answers)}
    concern.save(update_fields=["answers"])
    return concern


@command(ConcernAction.SHARE)
def share(ctx: Context, concern: Concern, *, person_id: UUID) -> Share:
    """Let one named colleague of the same institution read along."""
    if person_id not in {person.pk for person in colleagues(ctx)}:
        raise Conflict(gettext_noop("Teilen können Sie nur mit jemandem aus Ihrer Einrichtung."))
    return Share.objects.get_or_create(concern=concern, person_id=person_id, defaults={"shared_at": ctx.now})[
        0
    ]


@command(ConcernAction.SHARE)
def stop_sharing(ctx: Context, concern: Concern, *, person_id: UUID) -> Concern:
    """Let a colleague read no longer."""
    concern.shares.filter(person=person_id).delete()
    return concern


@command(ConcernAction.CLOSE)
def close_concern(ctx: Context, concern: Concern) -> Concern:
    """End the worry: it stays readable and nothing more is written."""
    _write(ctx, concern)
    concern.state, concern.closed_at = ConcernState.CLOSED, ctx.now
    concern.save(update_fields=["state", "closed_at"])
    return concern


@command(ConcernAction.TAKE_OVER)
def take_over(ctx: Context, concern: Concern) -> Concern:
    """Take a worry that its keeper left behind; who wrote what stays as it was, and this is on record."""
    before = concern.keeper_id
    if not Concern.objects.filter(pk=concern.pk, keeper=before).update(keeper_id=ctx.person_id):
        raise Conflict(gettext_noop("Diese Sorge hat inzwischen jemand anderes übernommen."))
    concern.keeper_id = ctx.person_id
    Takeover.objects.create(concern=concern, before_id=before, taken_by_id=ctx.person_id, taken_at=ctx.now)
    return _touch(ctx, concern)


@command(ConcernAction.HOLD)
def hold(ctx: Context, concern: Concern, *, until: date, why: str) -> Concern:
    """Keep a worry longer than the period, for a reason and until a day: a trial, say, or a report of it."""
    if until <= day_of(ctx.now):
        raise Conflict(gettext_noop("Dieser Tag liegt nicht in der Zukunft."))
    if until > longest_hold(day_of(ctx.now)):
        raise Conflict(TOO_LONG)
    if not why.strip():
        raise Conflict(gettext_noop("Bitte schreiben Sie, warum Sie die Sorge länger aufbewahren."))
    if not Concern.objects.select_for_update().filter(pk=concern.pk).exists():
        raise Conflict(GONE)
    concern.held_until, concern.held_why = until, why
    return _called_off(ctx, concern, "held_until", "held_why")


@command(ConcernAction.WARN)
def warn(ctx: Context, concern: Concern) -> Concern:
    """Say a month before that nothing of a worry will be left; a leader hears it for who is not there."""
    concern.warned_at = ctx.now
    concern.save(update_fields=["warned_at"])
    told = told_of_the_end(ctx, concern)
    work.open_task(
        ctx,
        concern,
        kind=TaskKind.WORRY_ENDS,
        due_at=ctx.now + WARNED,
        owner_id=told.pk,
        substitute_id=concern.keeper_id if told.pk != concern.keeper_id else None,
    )
    if told.email:
        slug = Network.objects.values_list("slug", flat=True).get(pk=ctx.network_id)
        outbox.mail(ctx, to=told.email, notice=outbox.Notice.TASK, link=f"/{slug}/aufgaben/")
    return concern


@command(ConcernAction.ERASE)
def erase(ctx: Context, concern: Concern) -> None:
    """Delete a worry with everything in it, what is named after it, and the keys of its words."""
    outlived = policy.rows(ctx, ConcernAction.ERASE, Concern).select_for_update()
    if outlived.filter(pk=concern.pk).first() is None:
        raise Conflict(KEPT_ON)  # somebody holds it, or wrote in it, since the job looked
    PrintedLetter.objects.filter(about_id=concern.pk).delete()
    work.forget_tasks(ctx, concern)
    drafts.forget(concern.pk)
    Concern.objects.filter(pk=concern.pk).delete()
    reclaiming.soon()


def _write(ctx: Context, concern: Concern) -> Concern:
    """Let the period begin anew, unless somebody has closed the worry or taken it over meanwhile."""
    hers = Concern.objects.filter(pk=concern.pk, keeper=concern.keeper_id, state=ConcernState.OPEN)
    if not hers.update(last_at=ctx.now):
        raise Conflict(OVERTAKEN)
    return _touch(ctx, concern)


def _touch(ctx: Context, concern: Concern) -> Concern:
    """Let the period begin anew with this word."""
    concern.last_at = ctx.now
    return _called_off(ctx, concern, "last_at")


def _called_off(ctx: Context, concern: Concern, *changed: str) -> Concern:
    """Save, and forget that the end was announced: the next time it is said anew."""
    announced, concern.warned_at = concern.warned_at, None
    concern.save(update_fields=[*changed, "warned_at"])
    if announced:
        work.settle_tasks(ctx, concern, kind=TaskKind.WORRY_ENDS)
    return concern


@command(ConcernAction.READ)
def print_record(ctx: Context, concern: Concern, *, page: Mapping[str, Any]) -> bytes:
    """Make the decision record that the professional keeps."""
    return networks.print_letter(ctx, concern, kind=LetterKind.DECISION_RECORD, page=page, values={})
