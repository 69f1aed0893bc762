"""What the statutes demand of measures: periods, and what follows from an answer, as tables.

Where a statute names no number the value is the default offices work by, named as such here.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from schutznetz.law.norm import Norm
from schutznetz.law.urgency import BERLIN

# --- taking into care -------------------------------------------------------------------------------

CHILD_IS_TOLD = Norm("SGB VIII", "42", 2, 1)
PERSON_OF_TRUST = Norm("SGB VIII", "42", 2, 2)
GUARDIANS_ARE_TOLD = Norm("SGB VIII", "42", 3, 1)
ANSWER_OF_GUARDIANS = Norm("SGB VIII", "42", 3)
GUARDIAN_IS_APPOINTED = Norm("SGB VIII", "42", 3, 4)
CONFINEMENT = Norm("SGB VIII", "42", 5)
END_OF_TAKING = Norm("SGB VIII", "42", 4)

# § 42 Abs. 3 Satz 2, 3 und 5: what may follow from what the guardians say; everything else is unlawful.
FOLLOW_UPS: Mapping[str, frozenset[str]] = {
    "objects": frozenset({"hand_back", "court"}),
    "unreachable": frozenset({"court"}),
    "agrees": frozenset({"help_plan"}),
}
# Only where the child is not an unaccompanied one are there guardians here to be told (Satz 1).
WITH_GUARDIANS = frozenset({"", "child_asks", "urgent_danger"})


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that the statute wants "unverzüglich" of a taking into care; the hours are a default."""

    norm: Norm
    within: timedelta


AT_ONCE = timedelta(hours=2)
DUTIES: Mapping[str, Duty] = {
    "ground": Duty(Norm("SGB VIII", "42", 1, 1), AT_ONCE),
    "place": Duty(Norm("SGB VIII", "42", 1, 2), AT_ONCE),
    "child_told_at": Duty(CHILD_IS_TOLD, AT_ONCE),
    "trusted_at": Duty(PERSON_OF_TRUST, AT_ONCE),
    "guardians_told_at": Duty(GUARDIANS_ARE_TOLD, AT_ONCE),
    "position": Duty(ANSWER_OF_GUARDIANS, timedelta(hours=24)),
    "guardian_asked_at": Duty(GUARDIAN_IS_APPOINTED, timedelta(hours=24)),
}
COURT_CALLED_WITHIN = timedelta(hours=24)  # "unverzüglich" after objection or without anybody to ask


def may_follow(position: str, follow_up: str) -> bool:
    """Say whether this consequence is one that the statute allows after this answer."""
    return follow_up in FOLLOW_UPS.get(position, frozenset({""}))


def confinement_ends_by(begun_at: datetime) -> datetime:
    """Return the end of the day after a freedom-depriving measure began (§ 42 Abs. 5 Satz 2 SGB VIII)."""
    day = begun_at.astimezone(BERLIN).date() + timedelta(days=2)
    return datetime.combine(day, time(0), BERLIN).astimezone(UTC)


# --- family court -----------------------------------------------------------------------------------

CALLING = Norm("SGB VIII", "8a", 2, 1)
CLOSED_CONTENT = Norm("SGB VIII", "50", 2)
ELECTRONIC = Norm("FamFG", "14b", 1)
HEARING = Norm("FamFG", "155", 2)
REVIEW_BY_COURT = Norm("FamFG", "166", 3)
APPEAL = Norm("FamFG", "162", 3)

REVIEW_AFTER_MONTHS = 3  # "in der Regel nach drei Monaten"


@dataclass(frozen=True, slots=True)
class Period:
    """How long a remedy is open, from the day the ruling was served."""

    months: int = 0
    weeks: int = 0

    def after(self, day: date) -> date:
        return add_months(day, self.months) + timedelta(weeks=self.weeks)


REMEDY = Period(months=1)  # § 63 Abs. 1 FamFG
REMEDY_OF_INTERIM_ORDER = Period(weeks=2)  # § 63 Abs. 2 Nr. 1 FamFG


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the last day of a shorter month (§ 188 Abs. 3 BGB)."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def end_of(day: date) -> datetime:
    """Return the instant at which a day in Germany is over."""
    return datetime.combine(day + timedelta(days=1), time(0), BERLIN).astimezone(UTC)


LETTER_SENT_WITHIN = timedelta(hours=24)
HEARING_WITHIN = timedelta(days=30)  # § 155 Abs. 2 Satz 2 FamFG: spätestens einen Monat nach Beginn

# --- plan, appointments, the child's sight: defaults, no statute names a number ----------------------

PLAN = Norm("SGB VIII", "8a", 1, 3)
PLAN_REVIEWED_WITHIN = timedelta(weeks=4)
CHECKED_WITHIN = timedelta(weeks=4)  # nothing that is watched is out of sight for longer
BREACH_OF_ORDER_ANSWERED_WITHIN = timedelta(hours=2)
BREACH_OF_AGREEMENT_ANSWERED_WITHIN = timedelta(hours=24)
ANSWER_TO_HELP_WITHIN = timedelta(weeks=2)
MISSED_UNTIL_LOOKED_AT_ANEW = 2
LOOKED_AT_ANEW_WITHIN = timedelta(hours=24)  # as class U1
CHILD_SEEN_EVERY: Mapping[str, timedelta] = {
    "acute": timedelta(days=7),
    "latent": timedelta(days=14),
    "": timedelta(days=7),  # no result yet: as if it were acute
}


def child_seen_again_by(
    outcome: str, seen_at: datetime, rhythm: Mapping[str, timedelta] = CHILD_SEEN_EVERY
) -> datetime | None:
    """Return by when a child is to be seen again; without a danger found there is no such clock."""
    every = rhythm.get(outcome)
    return seen_at + every if every else None


CLOSING_DECIDED_WITHIN = timedelta(days=7)
