"""A lost race, forced: somebody else's command runs between the question for the right and the writing."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from django.db import models

from schutznetz.kernel import policy
from schutznetz.kernel.machine import Conflict

M = TypeVar("M", bound=models.Model)


def lost(
    record: M, mine: Callable[[M], object], rival: Callable[[M], object], *, words: str | None = None
) -> None:
    """See that ``mine`` gets a Conflict where ``rival`` was quicker, and alone goes through.

    What the rival did is undone with the refusal, for it happened inside; so the row is as before.
    """
    asked, ran = policy.may, list[object]()

    def may(*question: Any) -> bool:
        allowed = asked(*question)
        if not ran:
            ran.append(None)
            rival(_read(record))
        return allowed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(policy, "may", may)
        with pytest.raises(Conflict, match=words):
            mine(_read(record))
    assert ran
    mine(_read(record))  # negative control


def _read(record: M) -> M:
    return type(record)._base_manager.get(pk=record.pk)
