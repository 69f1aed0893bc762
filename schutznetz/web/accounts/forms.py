"""What people type about their own sign-in."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from schutznetz.accounts.queries import factors


class ResetPassword(account.ResetPasswordForm):
    """A link by mail for whoever has a second factor; to all others mail alone would open everything."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        self.users: list[Any] = [user for user in self.users if factors(user.pk)]
        return email


class NewPassword(forms.Form):
    """What an invited person types: a password of her own, twice."""

    password = forms.CharField(
        label=_("Neues Passwort"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("Mindestens 12 Zeichen. Am besten mehrere Wörter, die nur Ihnen zusammen einfallen."),
    )
    again = forms.CharField(
        label=_("Passwort wiederholen"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("Die beiden Passwörter sind nicht gleich."))
        return again
