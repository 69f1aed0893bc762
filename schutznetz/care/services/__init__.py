"""What people do in early help: one module per use case."""

from schutznetz.care.services.calls import (
    Wish,
    ask_call,
    ask_for_data,
    forget_call,
    note_call,
    open_by_code,
    take_back_call,
    take_over_call,
    withdraw_by_code,
)
from schutznetz.care.services.consents import (
    Declared,
    Declarer,
    note_consent,
    print_consent,
    take_log,
    withdraw_consent,
)
from schutznetz.care.services.families import Household, change_family, end_help, erase, open_family
from schutznetz.care.services.passing import hand_on
from schutznetz.care.services.referrals import (
    Asked,
    accept,
    begin,
    decline,
    end,
    put_on_list,
    refer,
    revoke,
)

__all__ = [
    "Asked",
    "Declared",
    "Declarer",
    "Household",
    "Wish",
    "accept",
    "ask_call",
    "ask_for_data",
    "begin",
    "change_family",
    "decline",
    "end",
    "end_help",
    "erase",
    "forget_call",
    "hand_on",
    "note_call",
    "note_consent",
    "open_by_code",
    "open_family",
    "print_consent",
    "put_on_list",
    "refer",
    "revoke",
    "take_back_call",
    "take_log",
    "take_over_call",
    "withdraw_by_code",
    "withdraw_consent",
]
