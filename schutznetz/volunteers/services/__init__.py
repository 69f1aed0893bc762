"""What is done with and for volunteers: one module for each use case."""

from schutznetz.volunteers.services.certificates import forget_certificate, note_certificate, remind
from schutznetz.volunteers.services.group import hold_group
from schutznetz.volunteers.services.matches import (
    Agreement,
    Talk,
    agree,
    ask_about_end,
    decline,
    end_match,
    extend,
    note_talks,
    note_visit,
    propose,
)
from schutznetz.volunteers.services.register import (
    Details,
    add_volunteer,
    change_volunteer,
    erase,
    leave,
    take_up,
)
from schutznetz.volunteers.services.wishes import Asked, ask, withdraw

__all__ = [
    "Agreement",
    "Asked",
    "Details",
    "Talk",
    "add_volunteer",
    "agree",
    "ask",
    "ask_about_end",
    "change_volunteer",
    "decline",
    "end_match",
    "erase",
    "extend",
    "forget_certificate",
    "hold_group",
    "leave",
    "note_certificate",
    "note_talks",
    "note_visit",
    "propose",
    "remind",
    "take_up",
    "withdraw",
]
