"""Work that happens later, stored in the transaction that asks for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import Code, CodeField, SealedJSONField
from schutznetz.kernel.tenancy import ScopedModel


class JobState(Code):
    WAITING = "waiting", _("Wartet")
    RUNNING = "running", _("Läuft")
    DONE = "done", _("Fertig")
    DEAD = "dead", _("Gescheitert")


class Job(ScopedModel):
    """One piece of work. ``every`` (minutes) makes the same row come back at its next time."""

    name = models.CharField(max_length=64)
    key = models.CharField(max_length=96, blank=True)
    payload = SealedJSONField(Data.CONTENT)
    state = CodeField(JobState, default=JobState.WAITING)
    due_at = models.DateTimeField()
    every = models.PositiveIntegerField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=96, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=200, blank=True)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Arbeit für später", retention="L16", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name", "key"], name="job_asked_once", condition=~Q(key="")
            ),
            models.CheckConstraint(
                name="job_running_under_a_lease",
                condition=Q(state="running", lease__isnull=False, leased_until__isnull=False)
                | ~Q(state="running") & Q(lease=None, leased_until=None),
            ),
        ]
        indexes = [models.Index(fields=["network", "state", "due_at"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
