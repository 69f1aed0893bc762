"""Whom the office knows from reports and cases, findable by keyed tags over sealed identities.

A person of the index is a copy for finding: it hangs on the report or case it came from and goes with it.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import KnownRole
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.report import Report
from schutznetz.kernel.blind import BlindTagField, Part
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

MOST_OPENED = 200  # identities of one look-up


class KnownPerson(ScopedModel):
    """One person whom a report or a case names; ``source`` is the row that she was taken from."""

    role = CodeField(KnownRole)
    identity = SealedJSONField(Data.PERSONAL)
    same = BlindTagField(Part.NAME, Part.NAME, Part.DATE, db_index=False)  # both names as heard, birth date
    report = models.ForeignKey(Report, null=True, on_delete=models.CASCADE, related_name="known")
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="known")
    source = models.UUIDField()
    noted_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Frühere Meldungen und Verfahren zu einem Kind finden (§ 8a Abs. 1 SGB VIII)",
        retention="L2",
        fields={"same": Data.PERSONAL, "source": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "same", "report"], name="known_person_same")]
        constraints = [
            models.UniqueConstraint(fields=["network", "source"], name="known_person_once_per_source"),
            models.CheckConstraint(
                name="known_person_goes_with_a_report_or_a_case",
                condition=Q(report__isnull=False) ^ Q(case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}/{self.pk}"


class KnownTag(ScopedModel):
    """One keyed tag of a person; always over several attributes together."""

    id = None  # type: ignore[assignment]  # the three columns are the key; the only other index finds a person's own
    pk: Any = models.CompositePrimaryKey("network", "tag", "person")
    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, editable=False, db_index=False, related_name="+"
    )
    person = models.ForeignKey(KnownPerson, on_delete=models.CASCADE, related_name="tags")
    tag = BlindTagField(Part.NAME, Part.NAME, null=False, db_index=False)

    catalogue = Catalogue(
        purpose="Bekannte Personen finden, ohne dass ein Name lesbar wäre",
        retention="L2",
        fields={"tag": Data.PERSONAL},
    )

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.person_id)


class LookUp(ScopedModel):
    """Somebody asked whether a child is known: for which report, when, and how many identities it opened."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="look_ups")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    opened = models.PositiveSmallIntegerField()

    catalogue = Catalogue(
        purpose="Nachweis der Suche nach bekannten Kindern und ihre Obergrenze",
        retention="L4",
        fields={"opened": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "asked_by", "asked_at"], name="look_up_of_a_person")]
        constraints = [
            models.CheckConstraint(name="look_up_opens_at_most_200", condition=Q(opened__lte=MOST_OPENED))
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.pk}"


class Joining(ScopedModel):
    """Two reports are about one event, somebody found; neither is changed by it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="joinings")
    other = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(purpose="Mehrere Meldungen zu einem Geschehen", retention="L2")

    class Meta:
        base_manager_name = "objects"
        constraints = [models.CheckConstraint(name="joining_of_two_reports", condition=~Q(report=F("other")))]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.other_id}"


class Parting(ScopedModel):
    """A joining no longer holds; the record of it stays."""

    joining = models.OneToOneField(Joining, on_delete=models.CASCADE, related_name="parting")
    parted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField()
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(purpose="Rücknahme einer Verbindung von Meldungen", retention="L2")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.joining_id)
