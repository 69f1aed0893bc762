"""The codes of the statistical office as a file: what is read, and what is said of every mistake."""

import pytest

from schutznetz.cases.queries.code_file import lines_of, read_codes
from schutznetz.law import statistics as law

HEAD = "Frage;Antwort;Schlüssel\n"


def test_the_template_read_again_is_what_was_known() -> None:
    known = {
        f.name: {v.key: str(number) for number, v in enumerate(f.values)} for f in law.FEATURES if f.values
    }

    found = read_codes("\n".join(";".join(line) for line in lines_of(known)).encode())

    assert (found.codes, found.table.problems, found.open_codes) == (known, [], [])


def test_what_has_no_code_stays_open_and_is_named() -> None:
    found = read_codes(f"{HEAD}sex;male;1\nsex;female;\n".encode())

    assert (bool(found.table), found.number, found.codes) == (True, 1, {"sex": {"male": "1"}})
    assert "sex" in {each.name for each in found.open_codes}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Haarfarbe;blond;1", "Zeile 2, Spalte „Frage“: Diese Frage steht nicht im Fragebogen."),
        ("sex;blond;1", "Zeile 2, Spalte „Antwort“: Diese Antwort gibt es bei dieser Frage nicht."),
        (
            "sex;male;1\nGeschlecht des Kindes;männlich;2",
            "Zeile 3, Spalte „Antwort“: Doppelt: steht schon in Zeile 2.",
        ),
        ("sex;male;1\nsex;female;1", "Zeile 3, Spalte „Schlüssel“: Diesen Schlüssel hat schon Zeile 2."),
        ("sex;male;1-2", "Zeile 2, Spalte „Schlüssel“: Ein Schlüssel besteht aus höchstens sechs"),
        ("sex;male;1234567", "Zeile 2, Spalte „Schlüssel“: Ein Schlüssel besteht aus höchstens sechs"),
        (";male;1", "Zeile 2, Spalte „Frage“: Hier fehlt eine Angabe."),
        ("birth_year;2019;1", "Zeile 2, Spalte „Antwort“: Diese Antwort gibt es bei dieser Frage nicht."),
    ],
)
def test_a_mistake_is_named_by_row_and_column(lines: str, said: str) -> None:
    found = read_codes(f"{HEAD}{lines}\n".encode())

    assert not found.table
    assert [str(problem) for problem in found.table.problems if said in str(problem)] != []


def test_a_file_without_its_columns_says_which() -> None:
    found = read_codes(b"Frage;Antwort\nsex;male\n")
    assert found.number == 0
    assert [str(each) for each in read_codes(b"Antwort;Code\nmale;1\n").table.problems] == [
        "Zeile 1, Spalte „Frage“: Die Spalte fehlt."
    ]
