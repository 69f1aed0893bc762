"""For tests that ask each page once in each role: imported by a file, whose tests name the fixture."""

from typing import Any

import pytest

from schutznetz import prepared
from schutznetz.networks.queries import presence


@pytest.fixture
def built_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build no query for a second time, to keep it, but for who asks: nothing else is asked again.

    That it is not kept is itself kept, so it must not be for those who come after.
    """
    formed = prepared._formed

    def only_who_she_is(build: prepared.Build, *rest: Any) -> Any:
        return formed(build, *rest) if build.__module__ == presence.__name__ else None

    monkeypatch.setattr(prepared, "_forms", {})
    monkeypatch.setattr(prepared, "_formed", only_who_she_is)
