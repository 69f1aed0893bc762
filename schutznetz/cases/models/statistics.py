"""The official statistics: one row for each assessed child that names nobody, its sums, official codes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import SentAs
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel


class AssessmentRecord(ScopedModel):
    """What § 99 Abs. 6 SGB VIII asks of one completed assessment; no text, no link to the case."""

    key = models.CharField(max_length=20)
    version = models.CharField(max_length=12)
    completed_on = models.DateField()
    answers = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)

    catalogue = Catalogue(
        purpose="Amtliche Statistik (§§ 98 bis 103 SGB VIII)", retention="L7", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "completed_on", "key"], name="record_of_a_month")]
        constraints = [
            models.UniqueConstraint(fields=["network", "key"], name="record_once_per_assessment"),
            models.CheckConstraint(name="record_has_a_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"Datensatz {self.key}"


class LateRecord(ScopedModel):
    """What was learned of an assessment after its year was delivered: goes into a later return."""

    record = models.ForeignKey(AssessmentRecord, on_delete=models.PROTECT, related_name="later")
    year = models.PositiveSmallIntegerField()  # of the return that takes it
    noted_on = models.DateField()
    answers = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)

    catalogue = Catalogue(
        purpose="Amtliche Statistik: Nachmeldungen (§ 15 BStatG)", retention="L7", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "record", "year"], name="late_once_for_each_return")
        ]

    def __str__(self) -> str:
        return f"Nachmeldung {self.pk}"


class MonthlyReturn(ScopedModel):
    """A month as it went to the statistical office: what changes afterwards goes with a later one."""

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Amtliche Statistik: Lieferungen (§ 15 BStatG)", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "year", "month"], name="return_once_per_month"),
            models.CheckConstraint(name="return_of_a_month", condition=Q(month__gte=1, month__lte=12)),
        ]

    def __str__(self) -> str:
        return f"Lieferung {self.month}/{self.year}"


class ReturnLine(ScopedModel):
    """One line of a return as it was sent: a record, what it said then, and whether it was sent before."""

    sent_with = models.ForeignKey(MonthlyReturn, on_delete=models.PROTECT, related_name="lines")
    record = models.ForeignKey(AssessmentRecord, on_delete=models.PROTECT, related_name="sent")
    sent_as = CodeField(SentAs)
    answers = models.JSONField(default=dict)

    catalogue = Catalogue(
        purpose="Amtliche Statistik: was geliefert ist (§ 15 BStatG)", retention="L7", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "sent_with", "record"], name="line_once_for_each_record"
            ),
            models.CheckConstraint(name="line_is_sent_as_something", condition=~Q(sent_as="")),
        ]

    def __str__(self) -> str:
        return f"{self.sent_with_id}/{self.record_id}"


class AssessmentCount(ScopedModel):
    """One number of a year: raised with the record itself, so that no page reads the records."""

    year = models.PositiveSmallIntegerField()
    cell = models.CharField(max_length=255)  # ``law.tallies``: table, answers and result
    number = models.PositiveIntegerField()

    catalogue = Catalogue(
        purpose="Amtliche Statistik (§§ 98 bis 103 SGB VIII)", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "year", "cell"], name="count_once_per_cell_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.cell}"


class CodeList(ScopedModel):
    """The numeric codes of the Land for one version of the questionnaire, from a year on; none changes."""

    version = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField(default=2000)  # the first year that is delivered with them
    codes = models.JSONField(default=dict)  # question -> answer -> code
    reason = models.CharField(max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Datensatzbeschreibung des Statistischen Landesamts", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "version", "year"], name="codes_of_a_version")]
        constraints = [models.CheckConstraint(name="codes_are_entered_for_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"Schlüssel {self.version} ab {self.year}"
