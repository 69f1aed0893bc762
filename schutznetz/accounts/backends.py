"""Who a session belongs to (``AUTHENTICATION_BACKENDS``)."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from schutznetz.accounts import sessions


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        """Take the person who was read together with her session; Django proves the session against her."""
        if person := sessions.loaded(user_id):
            return person if self.user_can_authenticate(person) else None
        found: AbstractBaseUser | None = super().get_user(user_id)
        return found
