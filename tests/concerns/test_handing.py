"""What was told to the guide is known to the report form: nobody is asked twice, and no bar is slipped."""

from datetime import date
from typing import Any

import pytest

from schutznetz.concerns import services
from schutznetz.concerns.choices import EntryKind, Indicator, Sign, Witness
from schutznetz.concerns.handing import FIELD, answers_from, is_urgent, pieces_of, said_to_guide
from schutznetz.concerns.models import Concern
from schutznetz.concerns.queries import Advice, page_of
from schutznetz.concerns.services import Note, Seen
from schutznetz.kernel.context import Context
from schutznetz.law import guide
from schutznetz.law.bars import bar_of_report, is_unborn
from schutznetz.law.guide_terms import Ask
from schutznetz.law.report_fields import BY_NAME, Shape
from schutznetz.law.reporters import Bar, Reporter

ASKED_ABOUT_UNBORN = {
    reporter
    for reporter in Reporter
    if "unborn" in {choice.value for choice in guide.choices_of(reporter, Ask.DANGER)}
}


def filled(reporter: Reporter, answers: dict[str, str], *, unborn: bool = False) -> dict[str, str]:
    """The fields of the report form for somebody who chose nothing to go along."""
    known = guide.understood(reporter, answers)
    advice = Advice(reporter=reporter, answers=known, ask=None, row=None)
    return answers_from(said_to_guide(advice, unborn=unborn), reporter, urgent=is_urgent(advice))


@pytest.mark.parametrize("said", [{"danger": "unborn"}, {"danger": "no", "about": "unborn"}], ids=str)
@pytest.mark.parametrize("reporter", sorted(ASKED_ABOUT_UNBORN))
def test_that_a_child_is_not_born_yet_is_never_lost(reporter: Reporter, said: dict[str, str]) -> None:
    assert is_unborn(filled(reporter, said))


@pytest.mark.parametrize("answers", [{}, {"danger": "child"}, {"danger": "no"}], ids=str)
@pytest.mark.parametrize("reporter", list(Reporter))
def test_a_worry_about_an_unborn_child_says_so_whatever_the_guide_was_told(
    reporter: Reporter, answers: dict[str, str]
) -> None:
    """In danger it may be a born sibling of whom the guide was told."""
    form = filled(reporter, answers, unborn=True)

    assert is_unborn(form) is (reporter in ASKED_ABOUT_UNBORN)
    assert is_unborn(form) or "noch nicht geboren" in form["observed"]


def test_of_a_born_child_nobody_is_told_in_words_that_it_is_born() -> None:
    assert filled(Reporter.POLICE, {"danger": "child"}) == {}
    assert filled(Reporter.HEALTH, {"danger": "child"}) == {"child_born": "born"}


@pytest.mark.parametrize(("cause", "bar"), [("appointment", Bar.MISSED_APPOINTMENT_ALONE), ("sign", None)])
def test_a_missed_appointment_alone_stays_one(cause: str, bar: Bar | None) -> None:
    form = filled(Reporter.BENEFIT_BODY, {"danger": "no", "about": "child", "cause": cause})

    assert form["cause"] == cause
    assert bar_of_report(Reporter.BENEFIT_BODY, form) is bar


def test_who_is_unsure_of_the_cause_says_it_in_the_form() -> None:
    assert "cause" not in filled(Reporter.BENEFIT_BODY, {"danger": "no", "about": "child", "cause": "unsure"})


def test_an_event_in_an_institution_goes_along_as_one() -> None:
    assert filled(Reporter.PROVIDER, {"danger": "no", "about": "event"})["institution_event"] == "yes"


@pytest.mark.parametrize("danger", ["child", "unborn"])
def test_danger_opens_the_short_form(danger: str) -> None:
    advice = Advice(reporter=Reporter.PROVIDER, answers={"danger": danger}, ask=None, row=None)

    assert is_urgent(advice)


SAID: dict[str, Any] = {"kind": EntryKind.STATEMENT, "text": "„Papa haut.“", "source": "Oma"}


@pytest.mark.parametrize(
    ("entry", "field", "text"),
    [
        (Note(**SAID), "verbatim", "„Papa haut.“ (Oma)"),
        (
            Note(**SAID, witness=Witness.HEARSAY, on=date(2026, 11, 16)),
            "hearsay",
            "16.11.2026: Wörtlich vom Kind: „Papa haut.“ (Oma)",
        ),
        (Note(kind=EntryKind.OBSERVATION, text="Lärm", witness=Witness.HEARSAY), "hearsay", "Lärm"),
        (
            Note(kind=EntryKind.PROTECTIVE, text="Großeltern nah", witness=Witness.HEARSAY, source="Oma"),
            "resources",
            "Großeltern nah (Von anderen gehört, Oma)",
        ),
    ],
    ids=["said to her", "told by somebody", "heard", "heard of help"],
)
def test_what_was_only_heard_reaches_the_office_as_hearsay(
    entry: Note, field: str, text: str, mira: Context, concern: Concern
) -> None:
    services.write_down(mira, concern, note=entry)

    (piece,) = (each for each in pieces_of(page_of(concern)) if each.text.endswith(text))
    assert (piece.field, piece.text) == (field, text)


def test_signs_go_along_with_the_day_of_the_look(mira: Context, concern: Concern) -> None:
    services.look_at_signs(mira, concern, seen={Indicator.CARE: Seen(sign=Sign.SIGN, note="hungrig")})

    (piece,) = (each for each in pieces_of(page_of(concern)) if each.field == "judgement")
    assert piece.text == "22.11.2026: Grundversorgung – Anzeichen: hungrig"


def test_nothing_that_was_written_down_is_too_long_for_its_place_in_the_form() -> None:
    """An entry may hold many lines; a line of the form would refuse them."""
    assert {BY_NAME[name].shape for name in FIELD.values()} == {Shape.TEXT}
