"""The tenant and the places it is responsible for: public facts and settings, no people."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from schutznetz.kernel import ids
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.networks.choices import (
    DisputedAnswers,
    Land,
    LeaveAt,
    OnCallAudience,
    SmallestNumber,
    StatisticsBy,
)

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$")

models.CharField.register_lookup(Length)


class Network(models.Model):
    """A municipal network (§ 3 KKG): the tenant. Its owner is the local public provider."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    owner_name = models.CharField(max_length=200, blank=True)
    land = CodeField(Land, blank=True)
    founded_on = models.DateField(null=True)
    suspended = models.BooleanField(default=False)
    # Who holds an assignment here: the only way from a person to her networks without crossing tenants.
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="networks")

    office_name = models.CharField(max_length=200, blank=True)
    office_address = models.CharField(max_length=300, blank=True)
    office_hours = models.CharField(max_length=300, blank=True)
    office_phone = models.CharField(max_length=40, blank=True)
    office_email = models.EmailField(blank=True)

    intake_number = models.CharField(max_length=40, blank=True)
    intake_hours = models.CharField(max_length=300, blank=True)
    on_call_number = models.CharField(max_length=40, blank=True)
    on_call_audience = CodeField(OnCallAudience, default=OnCallAudience.PUBLIC)

    statistics_by = CodeField(StatisticsBy, default=StatisticsBy.HERE)
    disputed_answers = CodeField(DisputedAnswers, default=DisputedAnswers.WITHHELD)  # § 4 Abs. 4 KKG
    smallest_number = CodeField(SmallestNumber, default=SmallestNumber.FIVE)
    licensing_name = models.CharField(max_length=200, blank=True)  # § 47 SGB VIII
    licensing_phone = models.CharField(max_length=40, blank=True)
    licensing_address = models.CharField(max_length=300, blank=True)

    colour = models.CharField(max_length=7, default="#2f5d50", validators=[COLOUR])
    colour_dark = models.CharField(max_length=7, default="#8fd0bd", validators=[COLOUR])

    ends_after = CodeField(LeaveAt, default=LeaveAt.CLOSING)
    case_software = models.CharField(max_length=100, blank=True)
    case_software_folder = models.CharField(max_length=300, blank=True)

    catalogue = Catalogue(
        purpose="Verzeichnis der Netzwerke und ihre Einstellungen",
        retention="network",
        rest=Data.PUBLIC,
        fields={
            "people": Data.STAFF,
            "case_software": Data.INTERNAL,
            "case_software_folder": Data.INTERNAL,
        },
    )

    def __str__(self) -> str:
        return self.name


class Jurisdiction(models.Model):
    """For which Kreis (5 digits) or municipality (8 digits) a network is responsible, and when.

    A municipality's own key wins over that of its Kreis, as a town with its own youth office
    is cut out of the Kreis around it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="jurisdictions")
    ags = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    catalogue = Catalogue(purpose="Örtliche Zuständigkeit", retention="network", rest=Data.PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="jurisdiction_has_kreis_or_municipality_key",
                condition=Q(ags__length=5) | Q(ags__length=8),
            ),
            models.CheckConstraint(
                name="jurisdiction_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["ags"], condition=Q(valid_to__isnull=True), name="jurisdiction_one_open_end_per_key"
            ),
            models.UniqueConstraint(fields=["ags", "valid_from"], name="jurisdiction_one_begin_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.ags} {self.valid_from}"
