"""The registry's list: only allowed columns come in, and of who has a block not even a problem is told."""

import pytest

from schutznetz.welcome import arrival
from tests.conftest import NOON
from tests.test_spreadsheets import workbook
from tests.welcome.conftest import HIDDEN, SANDNER, TITLES, read

pytestmark = pytest.mark.static
BARE = "Familienname;Vorname;Straße;PLZ;Ort;Geburtsdatum"


def test_name_address_and_birth_date_come_in() -> None:
    [family] = read(SANDNER).households

    assert (family.family, family.given, family.street) == ("Sandner", "Leo", "Hauptstraße 5")
    assert (family.postcode, family.town, family.born) == ("01067", "Dresden", "2026-11-01")


def test_any_other_column_is_dropped_and_named() -> None:
    titles = TITLES + ";Religion;Staatsangehörigkeit"

    found = read(SANDNER + ";evangelisch;deutsch", titles=titles)

    assert found.dropped == ["Religion", "Staatsangehörigkeit"]
    assert "evangelisch" not in str(found.households)
    assert found


@pytest.mark.parametrize(("allowed", "language", "dropped"), [(True, "tr", []), (False, "", ["Sprache"])])
def test_the_language_comes_only_where_it_is_allowed(
    allowed: bool, language: str, dropped: list[str]
) -> None:
    found = read(SANDNER + ";Türkisch", titles=TITLES + ";Sprache", with_language=allowed)

    assert (found.households[0].language, found.dropped) == (language, dropped)


@pytest.mark.parametrize(
    "cell",
    [
        "ja",
        "x",
        "1",
        "§ 51 BMG",
        "S",
        "?",
        "Nein, siehe Akte",
        "+",
        "WAHR",
        "'ja",
        "keine Auskunft: Sperre",
        "keine Sperre, § 51",
    ],
)
def test_whatever_stands_there_means_a_block(cell: str) -> None:
    found = read(SANDNER, f"Geheim;Nora;Versteck 1;01067;Dresden;03.11.2026;{cell}")

    assert [each.family for each in found.households] == ["Sandner"]
    assert "Geheim" not in f"{found.households}{found.table.rows}{found.table.problems}"


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "nein", "NEIN", "n", "0", "keine", "keine Sperre", "Ohne Sperrvermerk"]
)
def test_the_control_who_has_no_block_comes_in(cell: str) -> None:
    found = read(f"Sandner;Leo;Weg 5;01067;Dresden;01.11.2026;{cell}")

    assert [each.family for each in found.households] == ["Sandner"]


def test_the_other_block_counts_as_well() -> None:
    titles = BARE + ";Bedingter Sperrvermerk § 52 BMG;§ 51 BMG"
    rows = ("A;B;Weg 1;01067;Dresden;01.11.2026;ja;", "C;D;Weg 2;01067;Dresden;01.11.2026;;ja")

    found = read(*rows, SANDNER + ";", titles=titles)

    assert [each.family for each in found.households] == ["Sandner"]


def test_of_a_row_with_a_block_no_problem_is_told() -> None:
    """The registry leaves the address out there: that must neither stop the list nor point at the row."""
    found = read("Geheim;Nora;;;;;ja", SANDNER)

    assert found
    assert found.table.problem_count == 0
    assert not read("Geheim;Nora;;;;;nein", SANDNER)  # negative control: without a block it is a problem


@pytest.mark.parametrize(
    "cell",
    [
        "Auskunftssperre § 51 BMG",
        "Achtung: SPERRVERMERK",
        "bedingt, § 52 Abs. 1 BMG",
        "Sperre",
        "gesperrt",
        "keine Auskunft, Sperre",
    ],
)
@pytest.mark.parametrize("row", ["Geheim {};Nora;Weg 1;01067;Dresden;01.11.2026;nein;", HIDDEN[:-2] + ";{}"])
def test_a_block_beside_its_column_is_a_block(row: str, cell: str) -> None:
    """An office wrote it beside the name, or under a heading that nobody asked for."""
    found = read(row.format(cell), SANDNER + ";", titles=TITLES + ";Bemerkung")

    assert [each.family for each in found.households] == ["Sandner"]
    assert "Geheim" not in f"{found.households}{found.table.rows}{found.table.problems}"


@pytest.mark.parametrize(
    "remark", ["", "keine Auskunftssperre", "ohne Sperrvermerk", "Sperrholz", "Schutzbund"]
)
def test_the_control_another_remark_is_none(remark: str) -> None:
    row = f"Sperrle;Leo;Schutzstraße 5;01067;Dresden;01.11.2026;nein;{remark}"

    assert [each.family for each in read(row, titles=TITLES + ";Bemerkung").households] == ["Sperrle"]


@pytest.mark.parametrize(
    "title",
    [
        "Übermittlungssperre",
        "Vermerk BMG",
        "Schutzbedarf",
        "Auskunft",
        "§ 52",
        "Par. 51",
        "bedingt",
        "Adoption",
    ],
)
def test_a_column_that_may_name_a_block_is_never_dropped_in_silence(title: str) -> None:
    found = read(SANDNER + ";ja", titles=f"{TITLES};{title}")

    assert not found
    assert found.households == []


def test_without_a_column_for_blocks_the_list_is_refused() -> None:
    found = read("Sandner;Leo;Weg 5;01067;Dresden;01.11.2026", titles=BARE)

    assert [problem.column for problem in found.table.problems] == ["Auskunftssperre"]
    assert found.households == []


def test_who_lives_with_a_child_that_has_a_block_is_let_alone() -> None:
    twin = HIDDEN.replace("Nora", "Nele").replace(";ja", ";").replace("Versteck 1", "VERSTECK  1")

    assert read(HIDDEN, twin, SANDNER).households == read(SANDNER).households
    assert len(read(HIDDEN.replace(";ja", ";"), twin, SANDNER).households) == 2  # negative control


@pytest.mark.parametrize(
    ("blocked", "named"),
    [
        ("Geheim;Nora;;;;;ja", "Geheim;Nora;Weg 1;01067;Dresden;01.11.2026;"),
        ("Geheim;;Weg 1;01067;;01.11.26;ja", "Geheim;Nora;Weg 1;01067;Dresden;01.11.2026;"),
        ("Geheim;Nora;;;;20261101;ja", "Geheim;Nora;Weg 1;01067;Dresden;01.11.2026;"),
        ("Geheim;Nora Sophie;;;;01.11.2026;ja", "Geheim;Nora;Weg 1;01067;Dresden;01.11.2026;"),
        ("Geheim;Nora;;;;01.11.2026;ja", "Geheim;Nora-Sophie;Weg 1;01067;Dresden;01.11.2026;"),
        ("Sørensen;Nora;;;;01.11.2026;ja", "Soerensen;Nora;Weg 1;01067;Dresden;01.11.2026;"),
        ("Müller;Nora;;;;01.11.2026;ja", "Muller;Nora;Weg 1;01067;Dresden;01.11.2026;"),
    ],
)
def test_the_same_child_in_another_row_is_let_alone(blocked: str, named: str) -> None:
    """The registry may leave out address and day there, and write a name in another way."""
    assert [each.family for each in read(blocked, named, SANDNER).households] == ["Sandner"]
    assert len(read(named, SANDNER).households) == 2  # negative control
    assert len(read(blocked.replace("Nora", "Ida"), named.replace("Weg 1", "Weg 7")).households) == 1


def test_twins_get_one_letter() -> None:
    [family] = read(SANDNER, SANDNER.replace("Leo", "Mia").replace("Hauptstraße", "Hauptstr.")).households

    assert family.given == "Leo und Mia"


@pytest.mark.parametrize("born", ["24.12.2026", "01.11.2025", "32.01.2026", "gestern"])
def test_no_newborn_no_row(born: str) -> None:
    assert not read(SANDNER.replace("01.11.2026", born))


def test_a_lost_zero_is_put_back() -> None:
    assert read(SANDNER.replace("01067", "1067")).households[0].postcode == "01067"


def test_a_spreadsheet_is_read_like_a_table() -> None:
    """Days are numbers there, and a tick is a block."""
    cells = {"A": "Sandner", "B": "Leo", "C": "Weg 5", "E": "Dresden"}
    texts = "".join(f'<c r="{place}2" t="str"><v>{text}</v></c>' for place, text in cells.items())
    known = '<c r="D2"><v>1067</v></c><c r="F2" s="1"><v>46327</v></c><c r="G2" t="b"><v>{}</v></c>'
    titles = "".join(f'<c t="str"><v>{title}</v></c>' for title in TITLES.split(";"))

    def told(tick: int) -> list[str]:
        sheet = f"<row>{titles}</row><row>{texts}{known.format(tick)}</row>"
        found = arrival.read(workbook(sheet), NOON.date(), with_language=False)
        assert found
        return [f"{each.family} {each.postcode} {each.born}" for each in found.households]

    assert told(0) == ["Sandner 01067 2026-11-01"]
    assert told(1) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"\xff\xfe", b"Familienname\n"])
def test_nonsense_is_refused_with_a_sentence(content: bytes) -> None:
    found = arrival.read(content, NOON.date(), with_language=False)

    assert not found
    assert found.table.problems
