"""Keeping and deleting: what holds a deletion up, who decided it, and what stays of it.

A deletion stays as its own record without content: classes, days, numbers, the two people. The records
it names are random identifiers, and after it they lead nowhere. The database itself lets no report, no
case and nothing of them go without a deletion that two people have decided (``schutznetz.walls``).
"""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import Archive, CountedFrom, HoldGround, Kept, PackageState, RetentionClass
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal, proposed_once
from schutznetz.cases.models.report import Report
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law.retention import RULES


class Hold(ScopedModel):
    """Nothing of this may be deleted until two people lift it; looked at again on a named day."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="holds")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="holds")
    ground = CodeField(HoldGround)
    reasons = SealedTextField(Data.CONTENT)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    review_on = models.DateField()
    lifted_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Löschsperre (§ 84 SGB X, Art. 18 DSGVO)",
        retention="L7",
        fields={"review_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="hold_of_a_report_or_a_case",
                condition=Q(report__isnull=False) ^ Q(case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Löschsperre {self.pk}"


class HoldLifting(Proposal):
    """One person wants a hold lifted, another one decides."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="liftings")
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(
        purpose="Aufhebung einer Löschsperre durch zwei Menschen", retention="L7", fields=PROPOSAL_FIELDS
    )

    class Meta(Proposal.Meta):
        constraints = [*Proposal.Meta.constraints, proposed_once("hold")]


class Deletion(Proposal):
    """One person wants a finished procedure deleted, another one decides; afterwards it is the proof."""

    anchor = models.UUIDField()
    archive = CodeField(Archive)
    version = models.CharField(max_length=12)  # of the table of periods
    rows = models.PositiveIntegerField(null=True)  # how many rows are gone

    catalogue = Catalogue(
        purpose="Löschen zu zweit und sein Nachweis ohne Inhalt (Art. 17 DSGVO, § 84 SGB X)",
        retention="L9",
        fields={
            **PROPOSAL_FIELDS,
            "anchor": Data.INTERNAL,
            "version": Data.INTERNAL,
            "rows": Data.INTERNAL,
        },
    )

    class Meta(Proposal.Meta):
        constraints = [*Proposal.Meta.constraints, proposed_once("anchor")]


class DeletionPart(ScopedModel):
    """One report or case of a deletion, with the class and the day from which it might go."""

    deletion = models.ForeignKey(Deletion, on_delete=models.PROTECT, related_name="parts")
    kind = CodeField(Kept)
    record = models.UUIDField()
    retention = CodeField(RetentionClass)
    started_on = models.DateField()
    due_on = models.DateField()

    catalogue = Catalogue(
        purpose="Nachweis einer Löschung ohne Inhalt",
        retention="L9",
        fields={"record": Data.INTERNAL, "started_on": Data.INTERNAL, "due_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "deletion", "record"], name="deletion_names_each_record_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deletion_id}/{self.record}"


class KeepingPeriod(Proposal):
    """The office's own period for one class, with its reason; the latest decided one counts."""

    retention = CodeField(RetentionClass)
    since = CodeField(CountedFrom, default=CountedFrom.EVENT)
    months = models.PositiveSmallIntegerField()
    reasons = SealedTextField(Data.STAFF)

    catalogue = Catalogue(
        purpose="Eigene Aufbewahrungsfristen des Amts",
        retention="network",
        fields={**PROPOSAL_FIELDS, "months": Data.INTERNAL},
    )

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            proposed_once("retention"),
            models.CheckConstraint(
                name="keepingperiod_within_its_class",
                condition=reduce(
                    or_,
                    (
                        Q(retention=rule.code, since=each.since.value)
                        & Q(months__gte=each.least, months__lte=each.most)
                        for rule in RULES
                        for each in rule.limits
                    ),
                ),
            ),
        ]


class Package(ScopedModel):
    """A finished case for the office's own file system: sealed here until it is fetched and filed there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packages")
    state = CodeField(PackageState, default=PackageState.ORDERED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    job = models.UUIDField(null=True)
    ready_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    body = SealedBytesField(Data.CONTENT, null=True)
    marks = models.JSONField(default=dict)  # table -> rows and a mark: what this package holds
    fetched_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    filed_at = models.DateTimeField(null=True)
    file_number = SealedTextField(Data.PERSONAL, null=True)

    catalogue = Catalogue(
        purpose="Übergabe eines abgeschlossenen Falls in die Akte des Amts",
        retention="L7",
        fields={"fingerprint": Data.INTERNAL, "job": Data.INTERNAL, "marks": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "case"],
                condition=Q(state__in=["ordered", "ready"]),
                name="package_one_at_a_time",
            ),
            models.CheckConstraint(
                name="package_filed_with_a_file_number",
                condition=Q(state="filed", filed_at__isnull=False, file_number__isnull=False)
                | ~Q(state="filed") & Q(filed_at__isnull=True, file_number__isnull=True),
            ),
            models.CheckConstraint(
                name="package_ready_with_its_content",
                condition=Q(state__in=["ordered", "replaced"], body__isnull=True)
                | Q(state="ready", body__isnull=False, ready_at__isnull=False)
                | Q(state="filed", ready_at__isnull=False),
            ),
            models.CheckConstraint(
                name="package_fetched_before_it_was_filed",
                condition=~Q(state="filed") | Q(fetched_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Paket {self.pk}"
