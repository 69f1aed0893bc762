"""A worry in the space of one institution: the office and the network have no way to these rows.

Nothing written is changed or taken away: a correction is a new entry, a new look at the signs stands
beside the old one. What is protected is sealed; in the clear are only links, instants and kinds.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.concerns.choices import AgeBand, ConcernState, EntryKind, SheetType
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.models import Organisation

AUTHOR = settings.AUTH_USER_MODEL
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)  # what a form takes as a day


class Concern(ScopedModel):
    """One worry about one child, in one person's hands; ``child`` uses the names of ``law.report_fields``.

    ``author`` is who began it, ``keeper`` whose it is: somebody else only when the author has left.
    """

    author = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    state = CodeField(ConcernState, default=ConcernState.OPEN)
    age_band = CodeField(AgeBand)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()  # from here the year runs after which nothing of it is left
    warned_at = models.DateTimeField(null=True)  # when its keeper was told that the year ends
    held_until = models.DateField(null=True)  # kept longer, for a reason
    held_why = SealedTextField(Data.CONTENT, null=True)
    child = SealedJSONField(Data.CONTENT)
    answers = SealedJSONField(Data.CONTENT)  # to the guide, with the reporter's group under "reporter"

    catalogue = Catalogue(
        purpose="Sorge vor einer Meldung (§ 8a Abs. 4 SGB VIII, § 4 KKG)",
        retention="L5",
        fields={"held_until": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "last_at", "id"], name="concern_by_last")]
        constraints = [
            models.CheckConstraint(
                name="concern_closed_has_its_day",
                condition=Q(state="closed", closed_at__isnull=False)
                | Q(state="open", closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="concern_held_has_its_reason",
                condition=Q(held_until__isnull=True, held_why__isnull=True)
                | Q(held_until__isnull=False, held_why__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_held_until_a_day_one_can_reckon_with",
                condition=Q(held_until__isnull=True) | Q(held_until__range=(FIRST_DAY, LAST_DAY)),
            ),
        ]

    def __str__(self) -> str:
        return f"Sorge vom {self.opened_at.astimezone(BERLIN):%d.%m.%Y}"


class Entry(ScopedModel):
    """One thing that was seen, heard, said or done, with its day, its source and the words used."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="entries")
    kind = CodeField(EntryKind)
    author = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    content = SealedJSONField(Data.CONTENT)

    catalogue = Catalogue(purpose="Dokumentation einer Sorge", retention="L5")

    class Meta:
        base_manager_name = "objects"
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.concern_id}/{self.kind}"


class Look(ScopedModel):
    """One look at the signs by indicator, as it was judged that day."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="looks")
    looked_at = models.DateTimeField()
    signs = SealedJSONField(Data.CONTENT)

    catalogue = Catalogue(purpose="Einschätzung von Anzeichen", retention="L5")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-looked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.concern_id}/{self.looked_at:%Y-%m-%d}"


class Sheet(ScopedModel):
    """An institution's own filled-in sheet, attached instead of typed again; drawn anew on arrival."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="sheets")
    sheet_type = CodeField(SheetType)
    size = models.PositiveIntegerField()
    attached_at = models.DateTimeField()
    name = SealedTextField(Data.CONTENT)
    body = SealedBytesField(Data.CONTENT)

    catalogue = Catalogue(
        purpose="Eigener Bogen der Einrichtung", retention="L5", fields={"size": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["attached_at", "id"]

    def __str__(self) -> str:
        return f"Sheet {self.pk}"


class Share(ScopedModel):
    """A colleague of the same institution who may read along, named by the author."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(AUTHOR, on_delete=models.CASCADE, related_name="+")
    shared_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Gemeinsame Einschätzung in der Einrichtung", retention="L5")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["concern", "person"], name="share_once_with_each_colleague")
        ]

    def __str__(self) -> str:
        return f"Share {self.pk}"


class Takeover(ScopedModel):
    """A worry that its keeper left behind and a leader of the institution took."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="takeovers")
    before = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Wer eine Sorge übernommen hat", retention="L5")

    class Meta:
        base_manager_name = "objects"
        ordering = ["taken_at", "id"]
        constraints = [
            models.CheckConstraint(name="takeover_by_somebody_else", condition=~Q(before=F("taken_by")))
        ]

    def __str__(self) -> str:
        return f"Takeover {self.pk}"
