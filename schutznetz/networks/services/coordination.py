"""The coordination's day: calling meetings and counting advice."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from schutznetz.kernel import ids, outbox
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import AdviceTopic, MeetingState
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import AdviceCount, ContactPerson, Invitee, Meeting, Network

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
SECRET = 26  # letters of 32: 130 bit


@command(NetworkAction.CALL_MEETING)
def call_meeting(
    ctx: Context,
    network: Network,
    *,
    title: str,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    discreet: bool,
    person_ids: Collection[UUID],
) -> Meeting:
    """Plan a meeting and write to everybody invited: a notice without contents that leads to the date."""
    if ends_at <= starts_at:
        raise Conflict(gettext_noop("Das Ende liegt vor dem Beginn."))
    meeting = Meeting.objects.create(
        title=title,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        discreet=discreet,
        called_by_id=ctx.actor_id,
    )
    for person in ContactPerson.objects.filter(pk__in=person_ids).order_by("name", "pk"):
        invitee = Invitee.objects.create(meeting=meeting, person=person, key=ids.choose(ALPHABET, SECRET))
        _write_to(ctx, network, invitee)
    return meeting


@command(NetworkAction.CHANGE_MEETING)
def cancel_meeting(ctx: Context, meeting: Meeting) -> Meeting:
    """Call the meeting off; whoever opens the invitation again gets a calendar file that removes it."""
    planned = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED)
    if not planned.update(state=MeetingState.CANCELLED, sequence=F("sequence") + 1):
        raise Conflict(gettext_noop("Das Treffen ist schon abgesagt."))
    meeting.refresh_from_db()
    for invitee in meeting.invitees.select_related("person").order_by("pk"):
        _write_to(ctx, meeting.network, invitee)
    return meeting


def _write_to(ctx: Context, network: Network, invitee: Invitee) -> None:
    if invitee.person.email:
        link = f"/{network.slug}/termine/{invitee.key}/"
        outbox.mail(ctx, to=invitee.person.email, notice=outbox.Notice.MEETING, link=link)


@command(NetworkAction.COUNT_ADVICE)
def count_advice(ctx: Context, network: Network, *, topic: AdviceTopic) -> None:
    """Count one advice call of today. There is nothing in it about anybody."""
    row, _ = AdviceCount.objects.get_or_create(day=day_of(ctx.now), topic=topic)
    AdviceCount.objects.filter(pk=row.pk).update(number=F("number") + 1)


@command(NetworkAction.COUNT_ADVICE)
def uncount_advice(ctx: Context, network: Network, *, topic: AdviceTopic) -> None:
    """Take back one tap of today."""
    today = AdviceCount.objects.filter(day=day_of(ctx.now), topic=topic, number__gt=0)
    today.update(number=F("number") - 1)
