"""What a password must not be. Composition and yearly change are not asked: both make passwords worse."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128
# What somebody tries first here; the common list of Django knows only English and names.
LOCAL_WORDS = (
    "schutznetz",
    "kinderschutz",
    "jugendamt",
    "fruehehilfen",
    "frühehilfen",
    "netzwerk",
    "passwort",
    "willkommen",
)


class Argon2id(Argon2PasswordHasher):
    """Argon2id as Django sets it (100 MiB), with one round more (AUT-03)."""

    time_cost = 3


class NotTooLong:
    """Argon2 takes any length; a limit keeps a megabyte from costing a minute."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return _("Höchstens 128 Zeichen.")


class NotGuessable:
    """Refuses passwords that consist of a word of our field with a tail of digits and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        core = "".join(letter for letter in password.casefold() if letter.isalpha())
        rest = core
        for word in LOCAL_WORDS:
            rest = rest.replace(word, "")
        if len(rest) < 4 and (rest != core or len(set(password)) < 5):
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return _("Bitte kein naheliegendes Wort wie „Jugendamt“ mit ein paar Ziffern.")
