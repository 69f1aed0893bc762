"""The procedure that ended, and the people who may delete it, as in the tests of the services."""

from tests.cases.services.keeping.conftest import (
    anna_at_work,
    at_noon,
    bert_at_work,
    dismissed,
    ended,
    lena_at_work,
    report,
    rosa_at_work,
    told,
)
from tests.lasting import tannfurt, town

__all__ = [
    "anna_at_work",
    "at_noon",
    "bert_at_work",
    "dismissed",
    "ended",
    "lena_at_work",
    "report",
    "rosa_at_work",
    "tannfurt",
    "told",
    "town",
]
