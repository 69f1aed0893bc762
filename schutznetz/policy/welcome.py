"""Who welcomes families: rows of the table in ``policy``. A visitor sees her own visits of the day."""

from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.conditions import (
    bundle_outlived,
    freed,
    known_outlived,
    list_checked,
    list_confirmed,
    list_open,
    list_outlived,
    mine_today,
    visit_outlived,
    written_to,
)

WELCOMING = (
    allow(WelcomeAction.LIST,              Role.COORDINATOR),
    allow(WelcomeAction.IMPORT,            Role.COORDINATOR),
    allow(WelcomeAction.READ_LIST,         Role.COORDINATOR),
    allow(WelcomeAction.TAKE_OVER,         Role.COORDINATOR, where=[list_checked]),
    allow(WelcomeAction.FILL_STOP_LIST,    Role.COORDINATOR, where=[list_open]),
    allow(WelcomeAction.CONFIRM_STOP_LIST, Role.COORDINATOR, where=[list_open]),
    allow(WelcomeAction.ORDER_LETTERS,     Role.COORDINATOR, where=[list_confirmed]),
    allow(WelcomeAction.MAKE_LETTERS,      SYSTEM,           where=[list_confirmed]),
    allow(WelcomeAction.FETCH_LETTERS,     Role.COORDINATOR),
    allow(WelcomeAction.FIND,              Role.COORDINATOR),
    allow(WelcomeAction.READ,              Role.COORDINATOR, where=[freed]),
    allow(WelcomeAction.READ,              Role.WELCOME_VISITOR, where=[mine_today]),
    allow(WelcomeAction.ARRANGE,           Role.COORDINATOR, where=[written_to]),
    allow(WelcomeAction.NOTE_RESULT,       Role.COORDINATOR, where=[written_to]),
    allow(WelcomeAction.NOTE_RESULT,       Role.WELCOME_VISITOR, where=[mine_today]),
    allow(WelcomeAction.SILENCE,           Role.COORDINATOR, where=[freed]),
    allow(WelcomeAction.TODAY,             Role.WELCOME_VISITOR),
    allow(WelcomeAction.ERASE,             SYSTEM,           where=[visit_outlived]),
    allow(WelcomeAction.ERASE_LETTERS,     SYSTEM,           where=[bundle_outlived]),
    allow(WelcomeAction.ERASE_LIST,        SYSTEM,           where=[list_outlived]),
    allow(WelcomeAction.FORGET,            SYSTEM,           where=[known_outlived]),
)  # fmt: skip
