"""The case full of secrets, and the people around it, as in the tests of the services."""

from tests.cases.services.file_access.conftest import (
    _at_noon,
    anna_at_work,
    ask,
    bert_at_work,
    case,
    filled,
    lena_at_work,
)
from tests.lasting import tannfurt, town

__all__ = [
    "_at_noon",
    "anna_at_work",
    "ask",
    "bert_at_work",
    "case",
    "filled",
    "lena_at_work",
    "tannfurt",
    "town",
]
