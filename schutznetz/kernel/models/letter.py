"""Notices that leave the house: mail, and what wakes people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import Code, CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class Way(Code):
    MAIL = "mail", _("E-Mail")
    WAKE = "wake", _("Weckruf")


class LetterState(Code):
    WAITING = "waiting", _("Wartet")
    SENT = "sent", _("Abgegeben")
    ACKNOWLEDGED = "acknowledged", _("Bestätigt")
    DEAD = "dead", _("Nicht zustellbar")


class Notice(Code):
    """Everything we ever write to the outside: fixed texts without names, numbers or occasion."""

    NEWS = "news", _("Es gibt etwas Neues für Sie.")
    TASK = "task", _("Es wartet eine Aufgabe auf Sie.")
    URGENT = "urgent", _("Bitte sehen Sie jetzt nach. Es ist dringend.")
    INVITATION = "invitation", _("Sie sind eingeladen, sich anzumelden.")
    MEETING = "meeting", _("Sie haben eine Einladung zu einem Termin.")
    NEW_DEVICE = (
        "new_device",
        _(
            "An Ihrem Konto hat sich jemand mit einem neuen Gerät angemeldet."
            " Wenn Sie das nicht selbst waren, rufen Sie bitte sofort die Verwaltung der Zugänge an."
        ),
    )
    FACTOR_CHANGED = (
        "factor_changed",
        _(
            "An Ihrem Konto wurde die Anmeldung geändert."
            " Wenn Sie das nicht selbst waren, rufen Sie bitte sofort die Verwaltung der Zugänge an."
        ),
    )
    CONFIRMATION_DUE = "confirmation_due", _("Bitte prüfen Sie, ob Ihre Angaben noch stimmen.")


class Letter(ScopedModel):
    """One notice to one address. The address goes once the letter is out."""

    way = CodeField(Way)
    to = SealedTextField(Data.STAFF)
    notice = CodeField(Notice)
    language = models.CharField(max_length=16, default="de")
    link = models.CharField(max_length=200, blank=True)
    token = models.CharField(max_length=64, blank=True)
    state = CodeField(LetterState, default=LetterState.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=96, blank=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Hinweise ohne Inhalt", retention="L16", rest=Data.INTERNAL)

    class Meta:
        indexes = [models.Index(fields=["network", "state", "due_at"], name="letter_next")]

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"
