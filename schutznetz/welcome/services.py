"""From the registry's list to the visit and back to nothing: stop list, letters, results, deletion."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from schutznetz.kernel import jobs
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks import services as networks
from schutznetz.networks.choices import LetterKind, PeriodName, Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.networks.queries import people_with, period
from schutznetz.welcome import queries
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.arrival import Arrival, Household
from schutznetz.welcome.choices import LATEST, VisitResult, VisitState, WelcomeTopic
from schutznetz.welcome.models import (
    KnownNewborn,
    LetterBundle,
    NewbornList,
    TopicCount,
    WelcomeCount,
    WelcomeVisit,
)
from schutznetz.welcome.states import NEWBORN_LIST, VISIT, WELCOME

MAKE = "welcome.make_letters"
NOTHING_TO_WRITE = gettext_noop("Von dieser Liste bekommt niemand mehr einen Brief.")
ANOTHER_LIST = gettext_noop(
    "Inzwischen wurde eine andere Liste mit denselben Kindern übernommen. Bitte noch einmal."
)
FAULTY = gettext_noop("Diese Liste hat Fehler.")
MEANWHILE = gettext_noop("Jemand anderes war schneller. Bitte laden Sie die Seite neu.")
NOT_A_VISITOR = gettext_noop("Diese Person macht hier keine Willkommensbesuche.")
IN_THE_PAST = gettext_noop("Dieser Tag ist schon vorbei.")
NO_TALK = gettext_noop("Themen können Sie nur nach einem Besuch eintragen.")
TOO_LATE = gettext_noop("An diesem Tag sind die Daten der Familie schon gelöscht.")


@command(WelcomeAction.IMPORT)
def keep_list(ctx: Context, network: Network, *, arrival: Arrival) -> NewbornList:
    """Keep the checked rows, sealed, until they are taken over; the file itself is kept nowhere."""
    if not arrival:
        raise Conflict(FAULTY)
    return NewbornList.objects.create(
        arrived={
            "rows": [asdict(each) for each in arrival.households],
            "barred": [tag.hex() for tag in queries.tags(arrival.barred)],
            "dropped": arrival.dropped,
        },
        arrived_at=ctx.now,
        uploaded_by_id=ctx.person_id,
    )


@command(WelcomeAction.TAKE_OVER)
def take_over(ctx: Context, newborns: NewbornList) -> NewbornList:
    """Enter all families at once or none; a child that was named before comes in no second time."""
    households = queries.households_of(newborns)
    barred = {bytes.fromhex(each) for each in (newborns.arrived or {})["barred"]}
    NEWBORN_LIST.move(newborns, "take_over", arrived=None)
    for visit in queries.welcome_of(barred):
        _erase(visit)
    try:
        with transaction.atomic():
            _know(ctx, barred - queries.known_tags(barred))
            _enter(ctx, newborns, households)
    except IntegrityError as taken:
        raise Conflict(ANOTHER_LIST) from taken
    return newborns


def _know(ctx: Context, tags: Iterable[bytes]) -> None:
    """Let no later list bring a family back of which the registry once named a block."""
    until = day_of(ctx.now) + LATEST
    KnownNewborn.objects.bulk_create(KnownNewborn(tag=tag, until=until) for tag in sorted(tags))


def _enter(ctx: Context, newborns: NewbornList, households: Sequence[Household]) -> None:
    today = day_of(ctx.now)
    delete_on = today + period(PeriodName.WELCOME_AT_MOST)
    marks = [list(queries.tags(each.tags)) for each in households]
    stands = queries.known_tags(tag for tags in marks for tag in tags)
    let_alone = queries.likely_known(households)
    visits, known = [], []
    for household, tags in zip(households, marks, strict=True):
        if stands & set(tags) or household in let_alone:
            continue
        visit = WelcomeVisit(newborns=newborns, household=asdict(household), delete_on=delete_on)
        visits.append(visit)
        known += [KnownNewborn(tag=tag, visit=visit, until=today + LATEST) for tag in tags]
        stands |= set(tags)
    WelcomeVisit.objects.bulk_create(visits)
    KnownNewborn.objects.bulk_create(known)


@command(WelcomeAction.FILL_STOP_LIST)
def put_on_stop_list(ctx: Context, newborns: NewbornList, *, visit_ids: Collection[UUID]) -> NewbornList:
    """Let these families get no letter; nobody asks why. What others put there meanwhile stays."""
    waiting = newborns.visits.filter(pk__in=visit_ids, state=VisitState.WAITING)
    for visit in waiting.order_by("pk"):
        VISIT.move(visit, "stop")
    return newborns


@command(WelcomeAction.FILL_STOP_LIST)
def take_off_stop_list(ctx: Context, newborns: NewbornList, *, visit_ids: Collection[UUID]) -> NewbornList:
    """Undo a slip of the hand, as long as the list is open."""
    for visit in newborns.visits.filter(pk__in=visit_ids, state=VisitState.STOPPED):
        VISIT.move(visit, "free")
    return newborns


@command(WelcomeAction.CONFIRM_STOP_LIST)
def confirm_stop_list(ctx: Context, newborns: NewbornList) -> NewbornList:
    """Say that the stop list is complete: who stands on it is forgotten, and letters may be written."""
    NEWBORN_LIST.move(newborns, "confirm", confirmed_by_id=ctx.person_id, confirmed_at=ctx.now)
    for visit in newborns.visits.filter(state=VisitState.STOPPED):
        _erase(visit)
    return newborns


@command(WelcomeAction.ORDER_LETTERS)
def order_letters(ctx: Context, newborns: NewbornList, *, visits_offered: int) -> NewbornList:
    """Have the letters made; as many as there is capacity for offer a visit, the oldest children first."""
    waiting = list(newborns.visits.filter(state=VisitState.WAITING).order_by("pk"))
    if not waiting:
        raise Conflict(NOTHING_TO_WRITE, WELCOME)
    by_age = sorted(waiting, key=lambda visit: (visit.household["born"], visit.pk))
    chosen = [visit.pk for visit in by_age[:visits_offered]]
    newborns.visits.filter(state=VisitState.WAITING).update(offered=False)
    newborns.visits.filter(pk__in=chosen).update(offered=True)
    for kind in (LetterKind.WELCOME_VISIT, LetterKind.WELCOME):
        networks.note_letter(ctx, newborns, kind=kind)
    key = f"{newborns.pk} {ctx.now.timestamp():.0f}"
    job = jobs.enqueue(ctx, MAKE, {"list": str(newborns.pk)}, key=key)
    NewbornList.objects.filter(pk=newborns.pk).update(ordered_at=ctx.now, job=job.pk)
    newborns.ordered_at, newborns.job = ctx.now, job.pk
    return newborns


@command(WelcomeAction.MAKE_LETTERS)
def keep_bundle(
    ctx: Context, newborns: NewbornList, *, kind: LetterKind, families: Sequence[queries.Family], pdf: bytes
) -> LetterBundle:
    """Keep a bundle of letters and note who was written to; if one of them was stopped meanwhile, none is."""
    said = {"kind": kind, "count": len(families), "content": pdf, "made_at": ctx.now}
    bundle = LetterBundle.objects.create(newborns=newborns, **said)
    today = day_of(ctx.now)
    for each in families:
        VISIT.move(each.visit, "write", bundle_id=bundle.pk, written_on=today)
        _count(today.year, each.household, written=1)
    return bundle


@command(WelcomeAction.FETCH_LETTERS)
def fetch_bundle(ctx: Context, bundle: LetterBundle) -> bytes:
    """Hand the letters out for printing."""
    LetterBundle.objects.filter(pk=bundle.pk).update(fetched_at=ctx.now)
    return bytes(bundle.content)


@command(WelcomeAction.ARRANGE)
def arrange(
    ctx: Context, visit: WelcomeVisit, *, visitor_id: UUID, visit_on: date, visit_at: time | None = None
) -> WelcomeVisit:
    """Agree on a day with the family, or on another one."""
    if visitor_id not in {user.pk for user in people_with(Role.WELCOME_VISITOR, at=ctx.now)}:
        raise Conflict(NOT_A_VISITOR)
    if visit_on < day_of(ctx.now):
        raise Conflict(IN_THE_PAST)
    if visit_on >= visit.delete_on:
        raise Conflict(TOO_LATE)
    VISIT.move(visit, "arrange", visitor_id=visitor_id, visit_on=visit_on, visit_at=visit_at)
    return visit


@command(WelcomeAction.NOTE_RESULT)
def note_result(
    ctx: Context, visit: WelcomeVisit, *, result: VisitResult, topics: Collection[WelcomeTopic] = ()
) -> None:
    """Say what came of it. Who wants no visit is forgotten at once, and nobody is told anything.

    Topics are counted for the year; at the family stands none, for what parents ask about is theirs.
    """
    if topics and result is not VisitResult.VISITED:
        raise Conflict(NO_TALK)
    if result is VisitResult.POSTPONED:
        VISIT.move(visit, "postpone", visitor_id=None, visit_on=None, visit_at=None)
        return
    if result is VisitResult.DECLINED:
        still = WelcomeVisit.objects.filter(pk=visit.pk, state=visit.state)
        if not still.update(offered=False):
            raise Conflict(MEANWHILE)
        _count_result(visit, result)
        _erase(visit)
        return
    delete_on = min(visit.delete_on, day_of(ctx.now) + period(PeriodName.WELCOME_CLOSED))
    VISIT.move(visit, "close", visitor_id=None, delete_on=delete_on, result=result)
    _count_result(visit, result)
    _count_topics(day_of(ctx.now).year, topics)


@command(WelcomeAction.SILENCE)
def silence(ctx: Context, visit: WelcomeVisit) -> None:
    """Forget a family at once, without a reason: a block set since, or any other sorrow."""
    _erase(visit)


@command(WelcomeAction.ERASE)
def erase(ctx: Context, visit: WelcomeVisit) -> None:
    """Delete a family on its day."""
    _erase(visit)


@command(WelcomeAction.ERASE_LETTERS)
def erase_letters(ctx: Context, bundle: LetterBundle) -> None:
    LetterBundle.objects.filter(pk=bundle.pk).delete()


@command(WelcomeAction.ERASE_LIST)
def erase_list(ctx: Context, newborns: NewbornList) -> None:
    """Delete a list that nobody took over, or that is over with all that hangs on it."""
    NewbornList.objects.filter(pk=newborns.pk).delete()


@command(WelcomeAction.FORGET)
def forget(ctx: Context, known: KnownNewborn) -> None:
    """Forget the tag of a child that is too old for any list."""
    KnownNewborn.objects.filter(pk=known.pk).delete()


def _erase(visit: WelcomeVisit) -> None:
    """Delete a family with the key of its data, and the printable letters in which it stands.

    The row is locked first: a bundle that is being kept at this moment is seen, or finds nobody to write to.
    """
    row = WelcomeVisit.objects.filter(pk=visit.pk)
    row.update(offered=False)
    for bundle in LetterBundle.objects.filter(visits=visit.pk).defer("content"):
        if bundle.fetched_at is None:
            _take_back(bundle)
        bundle.delete()
    row.delete()


def _take_back(bundle: LetterBundle) -> None:
    """Let the letters of a bundle that nobody has fetched be written again, and count them once."""
    for other in bundle.visits.filter(state=VisitState.WRITTEN).order_by("pk"):
        written_on = other.written_on
        VISIT.move(other, "take_back", bundle_id=None, written_on=None)
        if written_on:
            _count(written_on.year, Household(**other.household), written=-1)


def _count_result(visit: WelcomeVisit, result: VisitResult) -> None:
    if visit.written_on:
        _count(visit.written_on.year, Household(**visit.household), **{result.value: 1})


def _count_topics(year: int, topics: Collection[WelcomeTopic]) -> None:
    for topic in sorted(set(topics)):
        row, _new = TopicCount.objects.get_or_create(year=year, topic=topic)
        TopicCount.objects.filter(pk=row.pk).update(handed_over=F("handed_over") + 1)


def _count(year: int, household: Household, **more: int) -> None:
    """Add to the numbers of a district in the year in which its families were written to."""
    row, _new = WelcomeCount.objects.get_or_create(year=year, district=household.area)
    counted = {name: F(name) + number for name, number in more.items()}
    WelcomeCount.objects.filter(pk=row.pk).update(**counted)
