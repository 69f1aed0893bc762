"""Partners of a network: providers, their institutions and units, and the people to ask there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel import clock
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import ContactTopic, MembershipState, PartnerCategory, UnitKind


class Organisation(ScopedModel):
    """A provider (Träger), or with ``parent`` one of its institutions (Einrichtung)."""

    name = models.CharField(max_length=200)
    category = CodeField(PartnerCategory)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="institutions")
    membership = CodeField(MembershipState, default=MembershipState.MEMBER)
    reference = models.CharField(max_length=64, blank=True)  # the key of an imported list
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    town = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)

    catalogue = Catalogue(purpose="Verzeichnis der Partner", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "reference"],
                condition=~Q(reference=""),
                name="organisation_reference_per_network",
            ),
            models.CheckConstraint(name="organisation_is_not_its_own_parent", condition=~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(ScopedModel):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    kind = CodeField(UnitKind)
    name = models.CharField(max_length=200)
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    catalogue = Catalogue(purpose="Arbeitseinheiten der Partner", retention="network", rest=Data.INTERNAL)

    def __str__(self) -> str:
        return self.name


class ContactPerson(ScopedModel):
    """Somebody at a partner who can be asked; with ``user`` when she also has an account."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contact_persons")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    catalogue = Catalogue(purpose="Ansprechpersonen der Partner", retention="L12", rest=Data.STAFF)

    def __str__(self) -> str:
        return f"ContactPerson {self.pk}"


class Contact(ScopedModel):
    """The fixed contact person of an institution on one topic, with deputy and validity."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    topic = CodeField(ContactTopic)
    person = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="contacts")
    deputy = models.ForeignKey(ContactPerson, on_delete=models.SET_NULL, null=True, related_name="deputy_for")
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)

    catalogue = Catalogue(purpose="Feste Ansprechpersonen je Thema", retention="L12", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="contact_deputy_is_another_person",
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.topic}"
