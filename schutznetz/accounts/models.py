"""Who someone is. What somebody may do is an assignment in a network, never a property of the person."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from schutznetz.kernel import ids
from schutznetz.kernel.catalogue import Catalogue, Data


class User(AbstractUser):
    """A person who can sign in, known to several networks."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    phone = models.CharField(max_length=40, blank=True)  # where escalations reach her

    catalogue = Catalogue(purpose="Anmeldung und Erreichbarkeit", retention="L12", rest=Data.STAFF)

    @property
    def display_name(self) -> str:
        """The name as colleagues say it; the user name while nothing better is known."""
        return self.get_full_name() or self.username
