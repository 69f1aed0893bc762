"""What the office learns later of a reporter's profession: "none of them" is said, never left standing."""

import pytest

from schutznetz.web.cases.reporting.answers import ProfessionForm

KNOWN = {"known_by": "called_back"}


def test_no_profession_is_noted_by_leaving_the_question_alone() -> None:
    assert "profession" in ProfessionForm({**KNOWN, "profession": ""}).errors


@pytest.mark.parametrize(("said", "noted"), [("none", ""), ("health", "health")])
def test_what_was_chosen_is_noted(said: str, noted: str) -> None:
    form = ProfessionForm({**KNOWN, "profession": said})

    assert "profession" not in form.errors
    assert form.cleaned_data["profession"] == noted
