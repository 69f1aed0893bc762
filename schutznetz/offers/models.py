"""The directory of Frühe Hilfen: edited rows of a network, and the public facts made of them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from schutznetz.kernel import ids
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.offers import freshness
from schutznetz.offers.choices import (
    Access,
    Cost,
    FeedbackKind,
    HolidayCustom,
    ImportState,
    OfferCategory,
    OfferForm,
    OfferState,
    Origin,
    Registration,
    Rhythm,
    Visibility,
    Weekday,
)

NO_ADDRESS = Q(street="", postcode="", district="", latitude__isnull=True, longitude__isnull=True)


class Facts(models.Model):
    """What families read about an offer; ages are months, pregnancy begins at -9."""

    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    category = CodeField(OfferCategory)
    summary = models.TextField(blank=True)
    audience = models.CharField(max_length=200, blank=True)
    age_from = models.SmallIntegerField(null=True)
    age_to = models.SmallIntegerField(null=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    hidden_address = models.BooleanField(default=False)
    cost = CodeField(Cost, default=Cost.UNKNOWN)
    access = CodeField(Access, default=Access.UNKNOWN)
    places_free = models.PositiveSmallIntegerField(null=True)
    places_as_of = models.DateTimeField(null=True)
    confirmed_on = models.DateField(null=True)
    confirm_by = models.DateField(null=True)
    origin = CodeField(Origin, default=Origin.PROVIDER)

    class Meta:
        abstract = True

    @property
    def places_now(self) -> int | None:
        """The figure of free places while it is current; doors read no other."""
        return freshness.current(self.places_free, self.places_as_of)


class Offer(ScopedModel, Facts):
    """An offer as its network keeps it."""

    organisation = models.ForeignKey(
        "networks.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = CodeField(OfferState, default=OfferState.DRAFT)
    visibility = CodeField(Visibility, default=Visibility.PUBLIC)
    more_categories = models.JSONField(default=list)
    target_groups = models.JSONField(default=list)
    form = CodeField(OfferForm, blank=True)
    outreach = models.BooleanField(default=False)
    area = models.CharField(max_length=200, blank=True)
    travel = models.CharField(max_length=300, blank=True)
    times_note = models.CharField(max_length=300, blank=True)
    season = models.CharField(max_length=5, blank=True)  # as ``seasons`` keeps it
    in_holidays = CodeField(HolidayCustom, default=HolidayCustom.UNKNOWN)
    pauses = models.JSONField(default=list)
    registration = CodeField(Registration, default=Registration.UNKNOWN)
    registration_note = models.CharField(max_length=300, blank=True)
    places_total = models.PositiveSmallIntegerField(null=True)
    waiting_list = models.PositiveSmallIntegerField(null=True)
    cost_note = models.CharField(max_length=200, blank=True)
    education_package = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    interpreter = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=False)
    child_care = models.BooleanField(default=False)
    phone = models.CharField(max_length=60, blank=True)
    mail = models.CharField(max_length=120, blank=True)
    website = models.CharField(max_length=300, blank=True)
    funding_source = models.CharField(max_length=120, blank=True)
    funding_ends_on = models.DateField(null=True)
    source_url = models.CharField(max_length=500, blank=True)
    external_key = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    catalogue = Catalogue(
        purpose="Verzeichnis der Angebote Früher Hilfen", retention="network", rest=Data.PUBLIC
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["network", "title", "id"], name="offer_by_title"),
            models.Index(fields=["network", "confirm_by"], name="offer_by_confirmation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "external_key"],
                condition=~Q(external_key=""),
                name="offer_imported_once",
            ),
            models.CheckConstraint(
                condition=~Q(category=OfferCategory.VIOLENCE_PROTECTION) | Q(hidden_address=True),
                name="offer_refuge_hides_its_address",
            ),
            models.CheckConstraint(
                condition=Q(hidden_address=False) | NO_ADDRESS, name="offer_hidden_address_is_empty"
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="offer_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(places_free__isnull=True) | Q(places_as_of__isnull=False),
                name="offer_free_places_are_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OpeningTime(ScopedModel):
    """One line of the weekly pattern of an offer."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="times")
    weekday = CodeField(Weekday)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    rhythm = CodeField(Rhythm, default=Rhythm.WEEKLY)

    catalogue = Catalogue(purpose="Zeiten eines Angebots", retention="network", rest=Data.PUBLIC)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(closes__isnull=True) | Q(opens__lt=F("closes")),
                name="opening_time_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        hours = "-".join(f"{hour:%H:%M}" for hour in (self.opens, self.closes) if hour)
        return f"{self.weekday} {hours} {self.rhythm}"


class OfferChange(ScopedModel):
    """Who changed which public facts, from what to what; the history that people read."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="changes")
    changed_at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    unseen_since = models.DateTimeField(null=True)  # a provider did it and the coordination has not looked

    catalogue = Catalogue(
        purpose="Verlauf der Änderungen an einem Angebot", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["offer", "-changed_at"], name="offer_history")]

    def __str__(self) -> str:
        return f"{self.action} {self.changed_at:%d.%m.%Y}"


class TrustedProvider(ScopedModel):
    """An organisation whose entries appear at once; what others change is looked at first."""

    organisation = models.ForeignKey("networks.Organisation", on_delete=models.CASCADE, related_name="+")
    trusted_at = models.DateTimeField()
    trusted_by = models.UUIDField(null=True)

    catalogue = Catalogue(
        purpose="Wessen Angebote sofort erscheinen", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "organisation"], name="trusted_provider_once"),
        ]

    def __str__(self) -> str:
        return f"TrustedProvider {self.pk}"


class ProposedChange(ScopedModel):
    """What a provider wants a published offer to say; the coordination takes it over or gives it back."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="proposed")
    facts = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    returned_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    catalogue = Catalogue(
        purpose="Änderungen eines Angebots vor ihrer Prüfung", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "offer"], name="proposed_change_one_per_offer"),
        ]

    def __str__(self) -> str:
        return f"ProposedChange {self.pk}"


class OfferFeedback(ScopedModel):
    """How often families said that something about an offer is wrong: a count, nothing about who said it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="feedback")
    kind = CodeField(FeedbackKind)
    count = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    catalogue = Catalogue(
        purpose="Rückmeldungen von Familien zu Angeboten", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "offer", "kind"], name="offer_feedback_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"


class ConfirmationLink(ScopedModel):
    """What a mail opens without a sign-in: one offer, to confirm it or say its free places.

    Offers asked about in one mail share the digest of one secret; the secret itself is kept nowhere.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Bestätigung eines Angebots aus der Mail",
        retention="network",
        fields={"digest": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "offer"], name="confirmation_link_one_per_offer"),
        ]
        indexes = [models.Index(fields=["network", "digest"], name="confirmation_link_by_digest")]

    def __str__(self) -> str:
        return f"ConfirmationLink {self.pk}"


class OfferImport(ScopedModel):
    """A file of offers on its way: checked first, taken over on demand, kept for its report."""

    state = CodeField(ImportState, default=ImportState.UPLOADED)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField(null=True)
    content = models.BinaryField()
    report = models.JSONField(default=dict)
    job = models.UUIDField(null=True)

    catalogue = Catalogue(purpose="Einlesen von Angeboten aus Dateien", retention="L2", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "-uploaded_at", "id"], name="offer_imports_by_time")]

    def __str__(self) -> str:
        return f"OfferImport {self.pk}"


class PublishedOffer(Facts):
    """Public facts only, of all networks; written by publishing, read by anybody. Its id is the offer's."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    network_slug = models.SlugField()
    network_name = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    closed_on = models.DateField(null=True)  # the offer has ended: a sign without its facts stays
    moved_to = models.UUIDField(null=True)

    catalogue = Catalogue(purpose="Öffentliche Suche", retention="network", rest=Data.PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(category=OfferCategory.VIOLENCE_PROTECTION) | Q(hidden_address=True),
                name="published_refuge_hides_its_address",
            ),
            models.CheckConstraint(
                condition=Q(hidden_address=False) | NO_ADDRESS, name="published_hidden_address_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def fact(self, name: str) -> Any:
        return self.facts.get(name)


class SearchEntry(models.Model):
    """What the search holds of one published offer: exact bounds, and its words in four columns."""

    id = models.BigAutoField(primary_key=True)
    offer = models.OneToOneField(PublishedOffer, on_delete=models.CASCADE, related_name="entry")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    age_from = models.SmallIntegerField(null=True)
    age_to = models.SmallIntegerField(null=True)
    places_free = models.PositiveSmallIntegerField(null=True)
    places_until = models.DateField(null=True)  # the last day on which that figure is current
    penalty = models.PositiveSmallIntegerField(default=0)
    head = models.TextField(blank=True)
    place = models.TextField(blank=True)
    body = models.TextField(blank=True)
    facets = models.TextField(blank=True)

    catalogue = Catalogue(purpose="Öffentliche Suche", retention="network", rest=Data.PUBLIC)

    def __str__(self) -> str:
        return f"SearchEntry {self.pk}"


class SearchWord(models.Model):
    """A word that published offers hold, and in how many of them it stands."""

    word = models.CharField(max_length=48, unique=True)
    offers = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(purpose="Wörter der öffentlichen Suche", retention="network", rest=Data.PUBLIC)

    def __str__(self) -> str:
        return self.word


class SearchKey(models.Model):
    """A way to a word: itself, its ends ("hebamme" of "familienhebamme"), its sound with a letter left out.

    ``key`` begins with ``=`` for the word, ``~`` for an end, ``-`` for the sound. The word itself
    stands here again: a look-up that joins it costs as much as the search.
    """

    key = models.CharField(max_length=50)
    word = models.CharField(max_length=48)

    catalogue = Catalogue(purpose="Wörter der öffentlichen Suche", retention="network", rest=Data.PUBLIC)

    class Meta:
        indexes = [models.Index(fields=["key", "word"], name="search_key_leads_to_word")]

    def __str__(self) -> str:
        return self.key
