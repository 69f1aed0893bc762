"""What the coordination does every day: meetings and a nameless tally of advice."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import AdviceTopic, MeetingState
from schutznetz.networks.models.organisation import ContactPerson


class Meeting(ScopedModel):
    """A meeting of the network. A discreet one shows nothing but its time in calendars of others."""

    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    discreet = models.BooleanField(default=False)
    state = CodeField(MeetingState, default=MeetingState.PLANNED)
    sequence = models.PositiveIntegerField(default=0)  # iCalendar's version: a change replaces the old entry
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    catalogue = Catalogue(purpose="Einladung zu Treffen des Netzwerks", retention="L8", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting {self.pk}"


class Invitee(ScopedModel):
    """Who was invited to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    person = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(
        max_length=26
    )  # names the invitation in its address; opens a date and nothing else

    catalogue = Catalogue(
        purpose="Einladung zu Treffen des Netzwerks", retention="L8", fields={"key": Data.INTERNAL}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "meeting", "person"], name="invitee_invited_once"),
            models.UniqueConstraint(fields=["network", "key"], name="invitee_one_key"),
        ]

    def __str__(self) -> str:
        return f"Invitee {self.pk}"


class AdviceCount(ScopedModel):
    """How often advice was given on a day: a number without anybody's name."""

    day = models.DateField()
    topic = CodeField(AdviceTopic)
    number = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(purpose="Zählung der Beratungen", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "day", "topic"], name="advice_one_row_a_day_and_topic")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.topic}: {self.number}"
