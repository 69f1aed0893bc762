"""Finding people by what they are known for."""

from typing import Any

from allauth.mfa.models import Authenticator

from schutznetz.accounts.models import Session, User
from schutznetz.kernel import clock


def with_email(email: str) -> User | None:
    """Return who signs in with this address, if anybody does."""
    return User.objects.filter(email__iexact=email).order_by("date_joined", "pk").first()


def other_sessions(person: User, *, here: str) -> list[Session]:
    """Return where else somebody is signed in, the latest first."""
    others = Session.objects.filter(user_id=person.pk, expire_date__gt=clock.now()).exclude(session_key=here)
    return list(others.order_by("-seen_at", "session_key"))


def factors(person_id: Any) -> list[Authenticator]:
    """Return the second factors somebody has set up; recovery codes are none of their own."""
    mine = Authenticator.objects.filter(user=person_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return list(mine.order_by("pk"))
