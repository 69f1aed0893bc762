"""What people do in early help: one module per use case."""

from schutznetz.care.services.asking import Asked
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
    MEANT,
    Declared,
    Declarer,
    note_consent,
    print_consent,
    take_log,
    withdraw_consent,
)
from schutznetz.care.services.counts import note_counts
from schutznetz.care.services.families import Household, change_family, end_help, erase, open_family
from schutznetz.care.services.feedback import Success
from schutznetz.care.services.links import renew_link
from schutznetz.care.services.outside import NothingOpens, answer_by_link, open_link
from schutznetz.care.services.passing import hand_on, pass_to, rely_on
from schutznetz.care.services.referrals import (
    accept,
    begin,
    decline,
    end,
    put_on_list,
    refer,
    revoke,
)
from schutznetz.care.services.sending import Wanted, send_in

__all__ = [
    "MEANT",
    "Asked",
    "Declared",
    "Declarer",
    "Household",
    "NothingOpens",
    "Success",
    "Wanted",
    "Wish",
    "accept",
    "answer_by_link",
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
    "note_counts",
    "open_by_code",
    "open_family",
    "open_link",
    "pass_to",
    "print_consent",
    "put_on_list",
    "refer",
    "rely_on",
    "renew_link",
    "revoke",
    "send_in",
    "take_back_call",
    "take_log",
    "take_over_call",
    "withdraw_by_code",
    "withdraw_consent",
]
