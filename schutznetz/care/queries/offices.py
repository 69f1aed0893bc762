"""In which house somebody acts: what is asked of the youth office is asked of nobody else."""

from schutznetz.kernel.context import Context
from schutznetz.networks.choices import PartnerCategory
from schutznetz.networks.models import Organisation


def is_youth_office(ctx: Context) -> bool:
    """The coordination belongs to the youth office, unless her house says otherwise."""
    house = Organisation.objects.filter(pk=ctx.organisation_id).first() if ctx.organisation_id else None
    return house is None or house.category is PartnerCategory.YOUTH_OFFICE
