"""Letters: what an office may write, what it may not, and what stands there whatever it writes."""

import pytest

from schutznetz.law import letters
from schutznetz.law.letter_table import BY_KIND, LETTERS
from schutznetz.law.letters import PLACEHOLDERS, Block, Letter, faults, fill, standard

pytestmark = pytest.mark.static
BLOCKS = [(letter, block) for letter in BY_KIND.values() for block in letter.blocks]
NAMES = [f"{letter.kind}-{block.name}" for letter, block in BLOCKS]
TEXTS = list(zip(NAMES, BLOCKS, strict=True))
OF_PEOPLE = {"Kind", "Fachkraft", "Zeichen"}


@pytest.mark.parametrize(("letter", "block"), BLOCKS, ids=NAMES)
def test_the_standard_of_every_text_keeps_its_own_rules(letter: Letter, block: Block) -> None:
    assert faults(block, block.default) == []
    assert block.may <= PLACEHOLDERS.keys()
    assert block.needs <= block.may


@pytest.mark.parametrize(
    "written", ["{Wohnort}", "{}", "{kind}", "{ Kind }", "{{ Kind }}", "{% now %}", "{", "}"]
)
def test_only_words_of_the_list_stand_in_braces(written: str) -> None:
    taken = [name for name, (_, block) in TEXTS if not faults(block, f"{block.default} {written}")]

    assert taken == []


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_a_word_is_allowed_exactly_where_the_table_says_so(name: str) -> None:
    allowed = {where for where, (_, block) in TEXTS if not faults(block, f"{block.default} {{{name}}}")}

    assert allowed == {where for where, (_, block) in TEXTS if name in block.may}


@pytest.mark.parametrize(
    ("block", "name"), [(block, name) for _letter, block in BLOCKS for name in sorted(block.needs)]
)
def test_what_a_letter_needs_cannot_be_taken_out(block: Block, name: str) -> None:
    [fault] = faults(block, block.default.replace(f"{{{name}}}", ""))

    assert fault.text == letters.MISSING
    assert f"{{{name}}}" in fault.values["names"]


@pytest.mark.parametrize(
    ("kind", "block", "name", "norm"),
    [
        ("invitation", "rights", "Dolmetschen", "§ 10a Abs. 1 SGB VIII"),
        ("safety_plan", "rights", "Ombudsstelle", "§ 9a SGB VIII"),
        ("access_answer", "rights", "Berichtigung", "Art. 16 DSGVO"),
        ("court_letter", "ending", "Fachkraft", "§ 14 Abs. 2 FamFG"),
    ],
)
def test_the_refusal_names_what_the_law_wants_at_its_field(
    kind: str, block: str, name: str, norm: str
) -> None:
    [text] = [each for each in BY_KIND[kind].blocks if each.name == block]

    [fault] = faults(text, "Eigener Text ohne das Gebotene.")

    assert fault.values == {"names": f"{{{name}}} ({norm})"}
    assert faults(text, f"Davor {{{name}}} danach") == []


def test_nobody_writes_a_fixed_sentence_anew() -> None:
    assert letters.FIXED.keys() <= PLACEHOLDERS.keys()
    assert all(
        name in block.needs for _letter, block in BLOCKS for name in letters.FIXED if name in block.may
    )


def test_some_letters_need_something() -> None:
    assert {letter.kind for letter, block in BLOCKS if block.needs} >= {
        "receipt", "invitation", "court_letter", "handover",
    }  # fmt: skip


def test_a_text_has_an_end() -> None:
    block = BY_KIND["safety_plan"].blocks[0]

    assert faults(block, "a" * letters.LONGEST) == []
    assert [fault.text for fault in faults(block, "a" * (letters.LONGEST + 1))] == [letters.TOO_LONG]


@pytest.mark.parametrize("kind", ["receipt", "feedback", "letterhead", "decision_record"])
def test_what_leaves_the_office_for_a_reporter_can_name_nobody(kind: str) -> None:
    """§ 64 Abs. 4 SGB VIII, § 35 SGB I: not even the sign of a case, which says that there is one."""
    assert not OF_PEOPLE & {name for block in BY_KIND[kind].blocks for name in block.may}


def test_no_word_stands_for_a_place_where_somebody_lives() -> None:
    assert not {"Anschrift", "Wohnort", "Adresse", "Aufenthalt"} & PLACEHOLDERS.keys()


def test_a_value_is_put_in_once_and_never_read_again() -> None:
    assert (
        fill("{Kind}, {Datum}", {"Kind": "{Datum} {{ 7|add:1 }}", "Datum": "heute"})
        == "{Datum} {{ 7|add:1 }}, heute"
    )


def test_a_file_name_says_what_a_letter_is_and_nothing_else() -> None:
    names = [letter.file_name for letter in BY_KIND.values()]

    assert len(names) == len(set(names))
    assert all(name.removesuffix(".pdf").replace("-", "").isalpha() and name.islower() for name in names)


def test_all_papers_are_there() -> None:
    assert [letter.kind for letter in LETTERS] == [
        "decision_record", "receipt", "invitation", "visit_protocol", "safety_plan", "court_letter",
        "feedback", "handover", "closing_note", "access_answer", "welcome_visit", "welcome",
    ]  # fmt: skip
    assert standard(BY_KIND["closing_note"]) == {"intro": "", "ending": ""}


def test_the_letter_that_travels_beside_a_package_names_no_child() -> None:
    assert not [block.name for block in BY_KIND["handover"].blocks if "Kind" in block.may]
