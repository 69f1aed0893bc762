"""Which sign-in is too weak for what: rows that stay shut whatever the table of rights says."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.actions import (
    EmergencyAction,
    FileAccessAction,
    KeepingAction,
    ReportAction,
    SecretAction,
    StatisticsAction,
)
from schutznetz.kernel.context import PUBLIC, STRONG, SYSTEM, Context, Strength
from schutznetz.kernel.policy import EVERYTHING, NOTHING, PERSON, Action, HardStop, is_public
from schutznetz.networks.actions import PeopleAction
from schutznetz.networks.choices import Role

WITHOUT_PERSONAL_DATA = {
    PUBLIC,
    PERSON,
    SYSTEM,
}  # every other role reaches personal data and must sign in strongly

# Whoever lets people in or gives data out in bulk signs in with what no false page can catch (AUT-02).
PASSKEY_ROLES = {
    Role.ADMINISTRATOR,
    Role.RECORDS_OFFICER,
}


def _weakly_signed_in(ctx: Context, action: Action, model: type[models.Model]) -> Q:
    harmless = ctx.role in WITHOUT_PERSONAL_DATA or is_public(action)
    return NOTHING if harmless or ctx.strength in STRONG else EVERYTHING


weak_sign_in = HardStop("Anmeldung ohne zweiten Faktor", _weakly_signed_in)


def _without_passkey(ctx: Context, action: Action, model: type[models.Model]) -> Q:
    wanted = ctx.role in PASSKEY_ROLES and settings.PASSKEY_FOR_ADMINISTRATORS and not is_public(action)
    return EVERYTHING if wanted and ctx.strength is Strength.SECOND_FACTOR else NOTHING


no_passkey = HardStop("Verwaltung ohne Passkey", _without_passkey)

# The second factor is entered anew, not older than five minutes.
PROVED = {
    ReportAction.LEAVE,
    StatisticsAction.EXPORT,
    SecretAction.READ_PLACE,
    SecretAction.CONFIRM_CLEARANCE,
    EmergencyAction.ASK,
    KeepingAction.PROPOSE,
    KeepingAction.DECIDE,
    KeepingAction.CONFIRM_LIFTING,
    KeepingAction.FETCH_PACKAGE,
    FileAccessAction.CONFIRM,
    FileAccessAction.FETCH,
    PeopleAction.PROPOSE,
    PeopleAction.PROPOSE_RECOVERY,
    PeopleAction.DECIDE,
    PeopleAction.INVITE,
    PeopleAction.END_ASSIGNMENT,
    PeopleAction.UNLOCK,
    PeopleAction.PROPOSE_SETTINGS,
}
