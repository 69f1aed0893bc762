"""What the office has set and entered for its procedures: whom it answers, and which courts it writes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from schutznetz.kernel.context import Context
from schutznetz.networks.choices import DisputedAnswers, PartnerCategory, SmallestNumber
from schutznetz.networks.models import Network, Organisation

SMALLEST = {SmallestNumber.FIVE: 5, SmallestNumber.TEN: 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A family court of the list of partners, with the lines of its address."""

    id: UUID
    name: str
    street: str
    town: str

    def __str__(self) -> str:
        return f"{self.name}, {self.town}" if self.town else self.name

    def addressed(self, department: str) -> str:
        """Return whom a letter is for: the court, its department, and where it goes."""
        lines = (self.name, department, self.street, self.town)
        return "\n".join(line for line in lines if line)


def gives_disputed_answers(network_id: UUID | None) -> bool:
    """Say whether the office has decided to answer those to whom it is disputed that an answer is owed."""
    if network_id is None:
        return False
    return Network.objects.filter(pk=network_id, disputed_answers=DisputedAnswers.GIVEN).exists()


def smallest_number(ctx: Context) -> int:
    """Return which number of people is the smallest that the office lets out; never less than five."""
    said = Network.objects.values_list("smallest_number", flat=True).get(pk=ctx.network_id)
    return SMALLEST[SmallestNumber(said)]


def courts() -> Sequence[Court]:
    """Return the family courts of the list of partners, by name."""
    found = Organisation.objects.filter(category=PartnerCategory.FAMILY_COURT).select_related("parent")
    return [
        Court(
            id=each.pk,
            name=f"{each.parent}, {each}" if each.parent else str(each),
            street=each.street,
            town=f"{each.postcode} {each.town}".strip(),
        )
        for each in found.order_by("name", "id")
    ]
