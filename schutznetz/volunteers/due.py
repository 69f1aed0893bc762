"""What is due: a look at a certificate, an answer where none counts any more, a deletion."""

from datetime import date, timedelta

from django.db.models import F

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.law import certificates
from schutznetz.networks.conditions import day_of
from schutznetz.volunteers import fitness
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import MatchState
from schutznetz.volunteers.fitness import Interval, Standing
from schutznetz.volunteers.models import Certificate, Match, Volunteer

ASKED_BEFORE = timedelta(days=14)  # so long before its planned end both sides are talked to


def is_to_be_reminded(volunteer: Volunteer, standing: Standing, today: date) -> bool:
    """Say whether to ask for a new look: three months before, once for each certificate."""
    until = standing.counts_until
    if until is None or volunteer.reminded_of == until:
        return False
    return certificates.remind_on(until) <= today


def is_to_be_stopped(volunteer: Volunteer, standing: Standing) -> bool:
    """Say whether somebody is in a family without a certificate that counts, and nobody was told yet."""
    if not standing.obstacle or volunteer.stopped_at is not None:
        return False
    return volunteer.matches.filter(state=MatchState.RUNNING).exists()


def is_outlived(volunteer: Volunteer, certificate: Certificate, today: date) -> bool:
    """Say whether what was noted of a certificate has to go (§ 72a Abs. 5 SGB VIII)."""
    if volunteer.last_active_on is None:
        return certificates.was_not_taken_up(certificate.seen_on, today)
    if volunteer.matches.filter(state=MatchState.RUNNING).exists():
        return False
    return certificates.is_outlived(volunteer.last_active_on, today)


def is_to_be_asked_about(match: Match, today: date) -> bool:
    """Say whether a match comes to its planned end, and nobody was asked about this one yet."""
    end = match.planned_until
    return end is not None and end != match.end_asked_of and end - ASKED_BEFORE <= today


def to_ask_about(ctx: Context) -> list[Match]:
    """Return the running matches whose planned end comes or is over."""
    soon = day_of(ctx.now) + ASKED_BEFORE
    ending = policy.rows(ctx, VolunteerAction.ASK_END, Match).filter(planned_until__lte=soon)
    return list(ending.exclude(end_asked_of=F("planned_until")).order_by("planned_until", "pk"))


def to_remind(ctx: Context) -> list[Volunteer]:
    today, interval = day_of(ctx.now), Interval.of_the_office()
    here = policy.rows(ctx, VolunteerAction.REMIND, Volunteer).order_by("pk")
    noted = fitness.all_certificates()
    standings = [(each, interval.standing(noted.get(each.pk), today)) for each in here]
    return [
        each
        for each, standing in standings
        if is_to_be_reminded(each, standing, today) or is_to_be_stopped(each, standing)
    ]


def to_forget(ctx: Context) -> list[Volunteer]:
    """Return whose certificate's items have to go."""
    today, noted = day_of(ctx.now), fitness.all_certificates()
    everybody = policy.rows(ctx, VolunteerAction.FORGET_CERTIFICATE, Volunteer).order_by("pk")
    return [each for each in everybody if each.pk in noted and is_outlived(each, noted[each.pk], today)]


def to_erase(ctx: Context) -> list[Volunteer]:
    """Return who left and whose half year is over."""
    today = day_of(ctx.now)
    left = policy.rows(ctx, VolunteerAction.ERASE, Volunteer).order_by("pk")
    return [
        each for each in left if each.last_active_on and certificates.is_outlived(each.last_active_on, today)
    ]
