"""Somebody asks to see a file: taken in, decided passage by passage, released by two, handed out."""

from schutznetz.cases.services.file_access.asking import (
    Asking,
    end_request,
    extend_request,
    hand_out,
    open_request,
)
from schutznetz.cases.services.file_access.deciding import Choice, decide_passages, keep_back
from schutznetz.cases.services.file_access.releasing import (
    confirm_access,
    pack_access,
    print_access_file,
    print_answer,
    propose_access,
    void_access,
)

__all__ = [
    "Asking",
    "Choice",
    "confirm_access",
    "decide_passages",
    "end_request",
    "extend_request",
    "hand_out",
    "keep_back",
    "open_request",
    "pack_access",
    "print_access_file",
    "print_answer",
    "propose_access",
    "void_access",
]
