"""Reads about file access: the file in passages, the proposal, the package, the lists."""

from schutznetz.cases.queries.file_access.lists import (
    AT_ONCE,
    AccessList,
    AccessRow,
    RequestPage,
    open_requests,
    people_to_choose,
    request_page,
    requests_of,
    valid_until,
)
from schutznetz.cases.queries.file_access.passages import Passage, passages
from schutznetz.cases.queries.file_access.proposal import (
    Judged,
    access_seal,
    content_of,
    enclosed,
    file_to_look_at,
    judged,
    shown_content,
    sign_of,
    structured,
    undecided,
)

__all__ = [
    "AT_ONCE",
    "AccessList",
    "AccessRow",
    "Judged",
    "Passage",
    "RequestPage",
    "access_seal",
    "content_of",
    "enclosed",
    "file_to_look_at",
    "judged",
    "open_requests",
    "passages",
    "people_to_choose",
    "request_page",
    "requests_of",
    "shown_content",
    "sign_of",
    "structured",
    "undecided",
    "valid_until",
]
