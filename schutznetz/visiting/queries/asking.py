"""The question of who goes where, made of plain values from what stands in the tables."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from math import cos, radians
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.care import queries as care
from schutznetz.geo import places
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.queries import people_with
from schutznetz.visiting.choices import WEIGHT, VisitingState, VisitUrgency
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.problem import Midwife, Problem, Request, Running, Spot
from schutznetz.visiting.placing.waiting import rank
from schutznetz.visiting.queries.agreed import agreed_to, known_of
from schutznetz.visiting.queries.proofs import standings

MIDDLE = (51.0, 10.0)  # of Germany: kilometres are counted from here
A_DEGREE = 111.2  # kilometres


def spot(postcode: str) -> Spot | None:
    """Return where a postcode lies; nothing if there is none such."""
    place = places.at_postcode(postcode)
    if place is None:
        return None
    east = (place.longitude - MIDDLE[1]) * A_DEGREE * cos(radians(place.latitude))
    return Spot(east, (place.latitude - MIDDLE[0]) * A_DEGREE)


def in_function(at: datetime) -> dict[UUID, User]:
    return {user.pk: user for user in people_with(Role.FAMILY_MIDWIFE, at=at)}


def candidates(ctx: Context) -> list[tuple[str, str]]:
    """Return who has the function and is not in the register yet."""
    known = set(FamilyMidwife.objects.values_list("user", flat=True))
    return [(str(pk), user.display_name) for pk, user in in_function(ctx.now).items() if pk not in known]


def question(ctx: Context) -> Problem:
    """Return everything that a plan has to know, as it is now; names and words stay behind."""
    able = in_function(ctx.now)
    there = list(FamilyMidwife.objects.order_by("pk"))
    shown = standings(there, day_of(ctx.now))
    not_over = VisitRequest.objects.exclude(state=VisitingState.ENDED)
    alive = not_over.exclude(state=VisitingState.WAITING, family__ended_at__isnull=False)
    asked = list(alive.order_by("asked_at", "pk"))
    named = agreed_to(asked, there, known_of(asked, ctx.now))
    plain = {
        each.pk: replace(said, named=named[each.pk])
        for each, said in zip(asked, plain_requests(asked), strict=True)
    }
    return Problem(
        on=day_of(ctx.now),
        midwives=tuple(
            _midwife(each, able=each.user_id in able, shown=shown[each.pk].is_complete) for each in there
        ),
        requests=tuple(plain[each.pk] for each in asked if each.midwife_id is None),
        running=tuple(
            Running(request=plain[each.pk], midwife=str(each.midwife_id), ends_on=each.planned_end)
            for each in asked
            if each.midwife_id is not None
        ),
    )


def _midwife(each: FamilyMidwife, *, able: bool, shown: bool) -> Midwife:
    return Midwife(
        id=str(each.pk),
        at=spot(each.postcode) or Spot(0, 0),
        minutes=each.weekly_minutes if each.accepting and able else 0,
        until_months=each.until_months,
        languages=frozenset(each.languages),
        skills=frozenset(each.topics),
        reach=float(each.reach),
        shown=shown,
    )


def plain_requests(asked: Iterable[VisitRequest]) -> list[Request]:
    """Return requests as values: the youngest child counts, and who helped the family last is known to it."""
    asked = list(asked)
    families = [each.family_id for each in asked]
    children = care.children_of(families)
    before = VisitRequest.objects.filter(
        family__in=families, state=VisitingState.ENDED, midwife__isnull=False
    )
    known = {each.family_id: str(each.midwife_id) for each in before.order_by("ended_at", "pk")}
    return [
        Request(
            id=str(each.pk),
            at=spot(each.postcode) or Spot(0, 0),
            minutes=each.weekly_minutes,
            born_on=max(_born(child) for child in children[each.family_id]),
            languages=frozenset(each.languages),
            language_needed=each.language_needed,
            skills=frozenset(each.topics),
            urgency=WEIGHT[VisitUrgency(each.urgency)],
            waiting_since=day_of(each.asked_at),
            known=known.get(each.family_id),
            not_with=frozenset(each.not_with),
        )
        for each in asked
    ]


def _born(child: care.Child) -> date:
    return child.born or child.expected or date.min


def ahead(asked: Problem, which: str, whom: str) -> list[Request]:
    """Return who stands before this family on the list and could have her just as well."""
    [midwife] = [each for each in asked.midwives if each.id == whom]
    free = rules.free_minutes(asked)[whom]
    found = []
    for each in rank(asked.requests):
        if each.id == which:
            break
        if each.minutes <= free and not rules.broken(midwife, each, asked.on):
            found.append(each)
    return found
