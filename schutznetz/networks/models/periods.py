"""The periods that an office sets for itself where no statute names one."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law.periods import PERIODS
from schutznetz.networks.choices import PeriodName


class PeriodSetting(ScopedModel):
    """From when on a period holds, with the reason; never changed, the newest counts (``walls``)."""

    name = CodeField(PeriodName)
    days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Eigene Fristen des Amtes", retention="network", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "name", "set_at"], name="period_newest")]
        constraints = [
            models.CheckConstraint(
                name="period_within_what_the_house_allows",
                condition=reduce(
                    or_, (Q(name=each.name, days__gte=1, days__lte=each.most) for each in PERIODS)
                ),
            ),
            models.CheckConstraint(name="period_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Frist {self.pk}"
