"""Whether a volunteer may begin something new today: prepared, and with a certificate that still counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from schutznetz.law import certificates
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.queries import period_history
from schutznetz.volunteers.choices import VolunteerState
from schutznetz.volunteers.models import Certificate, Volunteer
from schutznetz.volunteers.states import is_prepared

NOT_SEEN = gettext_noop("Das erweiterte Führungszeugnis wurde noch nicht gezeigt.")
RELEVANT = gettext_noop("Das Führungszeugnis hat einen einschlägigen Eintrag.")
EXPIRED = gettext_noop("Das Führungszeugnis muss neu gezeigt werden.")
NOT_BEGUN = gettext_noop("Die Person ist noch nicht aufgenommen.")
LEFT = gettext_noop("Die Person ist ausgeschieden.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a certificate stands: why it does not count, and until which day it does."""

    obstacle: str = ""
    counts_until: date | None = None


class Interval:
    """After how long a certificate is shown again: what held on the day it was seen, so its day stays."""

    def __init__(self, history: Sequence[tuple[date, int]]) -> None:
        self.history = history

    @classmethod
    def of_the_office(cls) -> "Interval":
        return cls(period_history(PeriodName.CERTIFICATE))

    def on(self, day: date) -> timedelta:
        held = [days for since, days in self.history if since <= day]
        longest = certificates.SHOWN_AGAIN_AFTER
        return min(timedelta(days=held[-1]), longest) if held else longest

    def standing(self, certificate: Certificate | None, today: date) -> Standing:
        if certificate is None:
            return Standing(obstacle=NOT_SEEN)
        until = certificates.shown_again_by(certificate.issued_on, self.on(certificate.seen_on))
        if certificate.relevant_entry:
            return Standing(obstacle=RELEVANT, counts_until=until)
        return Standing(obstacle=EXPIRED if until < today else "", counts_until=until)


def certificate_of(volunteer: Volunteer) -> Certificate | None:
    return Certificate.objects.filter(volunteer=volunteer.pk).first()


def all_certificates() -> dict[UUID, Certificate]:
    """Return what was noted of each volunteer's certificate."""
    return {each.volunteer_id: each for each in Certificate.objects.all()}


def obstacle(volunteer: Volunteer, certificate: Certificate | None, interval: Interval, today: date) -> str:
    """Return why she must not begin anything new now; empty: nothing stands in the way."""
    if volunteer.state is VolunteerState.LEFT:
        return LEFT
    if lacks := missing(volunteer, certificate, interval, today):
        return lacks
    return NOT_BEGUN if volunteer.state is VolunteerState.PREPARING else ""


def missing(volunteer: Volunteer, certificate: Certificate | None, interval: Interval, today: date) -> str:
    """Return what is missing before she may be taken up."""
    standing = interval.standing(certificate, today)
    return standing.obstacle or is_prepared(volunteer).reason
