"""What people type about partners and colleagues, as values that services take."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import MembershipState, PartnerCategory, Role

P = PartnerCategory
REPORTS_AS = {  # what somebody of such an institution reports as, by the table of § 4 KKG and its neighbours
    P.DAY_CARE: Reporter.PROVIDER,
    P.PROVIDER: Reporter.PROVIDER,
    P.SCHOOL: Reporter.COUNSELLOR,
    P.ADVICE_CENTRE: Reporter.COUNSELLOR,
    P.PREGNANCY_ADVICE: Reporter.COUNSELLOR,
    P.CLINIC: Reporter.HEALTH,
    P.MEDICAL_PRACTICE: Reporter.HEALTH,
    P.MIDWIFE: Reporter.HEALTH,
    P.HEALTH_PROFESSION: Reporter.HEALTH,
    P.JOBCENTER: Reporter.BENEFIT_BODY,
    P.VIOLENCE_PROTECTION: Reporter.SHELTER,
    P.POLICE: Reporter.POLICE,
}


BOUND = {Role.JOBCENTER: Reporter.BENEFIT_BODY}  # an account that speaks for one group only


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDetails:
    name: str
    category: PartnerCategory
    parent_id: UUID | None = None
    membership: MembershipState = MembershipState.MEMBER
    reference: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """A contact person as she is printed in a directory; ``user_id`` when she has an account."""

    name: str
    function: str = ""
    phone: str = ""
    email: str = ""
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who is to get an account, or already has one under this address."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The function somebody is proposed for: role, place and time. At most a year."""

    role: Role
    starts_on: date
    ends_on: date
    organisation_id: UUID | None = None
    unit_id: UUID | None = None
    reason: str = ""

    def packed(self) -> dict[str, Any]:
        """Return the seat as JSON, for a proposal that waits for its second person."""
        return {
            **asdict(self),
            "role": str(self.role),
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "organisation_id": str(self.organisation_id or ""),
            "unit_id": str(self.unit_id or ""),
        }

    @classmethod
    def unpacked(cls, content: dict[str, Any]) -> Self:
        return cls(
            role=Role(content["role"]),
            starts_on=date.fromisoformat(content["starts_on"]),
            ends_on=date.fromisoformat(content["ends_on"]),
            organisation_id=UUID(content["organisation_id"]) if content["organisation_id"] else None,
            unit_id=UUID(content["unit_id"]) if content["unit_id"] else None,
            reason=content["reason"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A Kreis (5 digits) or municipality (8 digits) from a day on."""

    ags: str
    name: str
    valid_from: date
    valid_to: date | None = None
