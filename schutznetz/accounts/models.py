"""Who someone is. What somebody may do is an assignment in a network, never a property of the person."""

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from schutznetz.kernel import ids
from schutznetz.kernel.catalogue import Catalogue, Data


class User(AbstractUser):
    """A person who can sign in, known to several networks."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    phone = models.CharField(max_length=40, blank=True)  # where escalations reach her

    catalogue = Catalogue(purpose="Anmeldung und Name bei Vorgängen", retention="L12", rest=Data.STAFF)

    @property
    def display_name(self) -> str:
        """The name as colleagues say it; the user name while nothing better is known."""
        return self.get_full_name() or self.username


class JoinedAccount(models.Model):
    """An account of a human who has several; whoever is not named here has one."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    account = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField(db_index=True)  # the same for all accounts of one human

    catalogue = Catalogue(purpose="Zwei Menschen sind zwei Menschen", retention="L12", rest=Data.INTERNAL)

    def __str__(self) -> str:
        return f"{self.account_id}"


class Session(AbstractBaseSession):
    """A signed-in browser. It knows its person, so that all of hers can be ended at once."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Angemeldete Geräte einer Person", retention="L0", rest=Data.INTERNAL)

    def __str__(self) -> str:
        return f"Session of {self.user_id}"  # never the key: it opens the session
