"""Consent as a thing: data items, named persons, a purpose and a last day; and what was passed on by it.

No row says "everything" or "the institution": the tables cannot express a blanket consent. What was declared
is never changed; it is withdrawn, or declared anew.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
    PassingBasis,
    WithdrawalWay,
)
from schutznetz.care.models.family import Family
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.models import Organisation
from schutznetz.offers.choices import Language

AUTHOR = settings.AUTH_USER_MODEL
PURPOSE = "Einwilligung und Entbindung von der Schweigepflicht (Art. 7 DSGVO)"


class CodeHolder(ScopedModel):
    """One person of a family with a code of her own: she sees what she declared, never the household."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="holders")
    tag = models.CharField(max_length=64)  # a keyed hash of the code that only she has
    begun_at = models.DateTimeField()
    name = SealedTextField(Data.PERSONAL)

    catalogue = Catalogue(purpose=PURPOSE, retention="L6", fields={"tag": Data.INTERNAL})

    class Meta:
        base_manager_name = "objects"
        ordering = ["begun_at", "id"]
        constraints = [models.UniqueConstraint(fields=["network", "tag"], name="holder_code_once")]

    def __str__(self) -> str:
        return f"CodeHolder {self.pk}"


class FamilyConsent(ScopedModel):
    """What was declared, by whom, for what and until when; the first row of every passing on."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="consents")
    kind = CodeField(ConsentKind)
    purpose = CodeField(ConsentPurpose)
    form = CodeField(ConsentForm)
    language = CodeField(Language)
    copy_given = models.BooleanField(default=False)
    declared_by = CodeField(DeclaredBy)
    custody = CodeField(Custody)
    capacity = SealedTextField(Data.CONTENT, null=True)  # how it was judged that she understands
    one_suffices = SealedTextField(Data.CONTENT, null=True)  # why one parent of two
    given_on = models.DateField()
    until = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = CodeField(WithdrawalWay, blank=True)
    withdrawal_noted_by = models.ForeignKey(  # nobody where she did it with her code
        AUTHOR, on_delete=models.PROTECT, null=True, related_name="+"
    )

    catalogue = Catalogue(
        purpose=PURPOSE,
        retention="L6",
        fields={"copy_given": Data.INTERNAL, "given_on": Data.INTERNAL, "until": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["noted_at", "id"]
        constraints = [
            models.CheckConstraint(name="consent_has_a_last_day", condition=Q(until__gte=F("given_on"))),
            models.CheckConstraint(
                name="consent_of_a_young_person_says_how_it_is_understood",
                condition=~Q(declared_by="young_person") | Q(capacity__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_of_one_parent_of_two_says_why_one_suffices",
                condition=~Q(declared_by="one_parent", custody="joint") | Q(one_suffices__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_in_some_way",
                condition=Q(withdrawn_at=None, withdrawal="", withdrawal_noted_by=None)
                | Q(withdrawn_at__isnull=False, withdrawal="code", withdrawal_noted_by=None)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawal__in=["spoken", "written"],
                    withdrawal_noted_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"FamilyConsent {self.pk}"


class Declaration(ScopedModel):
    """Who declared a consent: each of them may withdraw it."""

    consent = models.ForeignKey(FamilyConsent, on_delete=models.CASCADE, related_name="declarations")
    holder = models.ForeignKey(CodeHolder, on_delete=models.CASCADE, related_name="declarations")

    catalogue = Catalogue(purpose=PURPOSE, retention="L6")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "consent", "holder"], name="declared_once_by_each")
        ]

    def __str__(self) -> str:
        return f"Declaration {self.pk}"


class ConsentItem(ScopedModel):
    """One thing that may be passed on."""

    consent = models.ForeignKey(FamilyConsent, on_delete=models.CASCADE, related_name="items")
    item = CodeField(DataItem)

    catalogue = Catalogue(purpose=PURPOSE, retention="L6")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "consent", "item"], name="consent_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.consent_id}/{self.item}"


class OutsidePerson(ScopedModel):
    """Somebody without an account, named in words with where she works."""

    consent = models.ForeignKey(FamilyConsent, on_delete=models.CASCADE, related_name="+")
    name = SealedTextField(Data.PERSONAL)

    catalogue = Catalogue(purpose=PURPOSE, retention="L6")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"OutsidePerson {self.pk}"


class ConsentRecipient(ScopedModel):
    """A person to whom it may be passed on, in the house for which she is named; never the house itself."""

    consent = models.ForeignKey(FamilyConsent, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    outside = models.ForeignKey(OutsidePerson, on_delete=models.CASCADE, null=True, related_name="+")

    catalogue = Catalogue(purpose=PURPOSE, retention="L6")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "consent", "person"], name="consent_recipient_once"),
            models.CheckConstraint(
                name="consent_recipient_has_an_account_or_a_name",
                condition=Q(person__isnull=False, outside=None)
                | Q(person=None, organisation=None, outside__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"ConsentRecipient {self.pk}"


class Passing(ScopedModel):
    """What was passed on to one person, on what ground; the family gets the list of all of them."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="passings")
    recipient = models.ForeignKey(ConsentRecipient, on_delete=models.CASCADE, related_name="passings")
    referral = models.ForeignKey(  # none where a help passes to a colleague
        "care.Referral", on_delete=models.CASCADE, null=True, related_name="passings"
    )
    passed_at = models.DateTimeField()
    passed_on = models.DateField()  # the day of it in Germany
    passed_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    basis = CodeField(PassingBasis)
    by_youth_office = models.BooleanField()
    endangers_success = models.BooleanField(null=True)  # § 64 Abs. 2 SGB VIII, asked of the youth office
    necessity = SealedTextField(Data.CONTENT)
    success_why = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Nachweis der Weitergaben (Art. 5 Abs. 2 DSGVO)",
        retention="L6",
        fields={
            "passed_on": Data.INTERNAL,
            "by_youth_office": Data.INTERNAL,
            "endangers_success": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["passed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="passing_by_the_youth_office_answers_section_64",
                condition=Q(by_youth_office=False)
                | Q(
                    by_youth_office=True,
                    endangers_success__isnull=False,  # what nobody answered is not a no
                    endangers_success=False,
                    success_why__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Passing {self.pk}"


class PassedItem(ScopedModel):
    """One thing that was passed on."""

    passing = models.ForeignKey(Passing, on_delete=models.CASCADE, related_name="items")
    item = CodeField(DataItem)

    catalogue = Catalogue(purpose="Nachweis der Weitergaben (Art. 5 Abs. 2 DSGVO)", retention="L6")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "passing", "item"], name="passed_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.passing_id}/{self.item}"
