"""Files of offers: what is understood, and how broken ones are refused."""

import pytest

from schutznetz.kernel import worker
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import columns, queries, services
from schutznetz.offers.choices import ImportState
from schutznetz.offers.models import Offer, OfferImport
from schutznetz.offers.queries import Search

pytestmark = pytest.mark.usefixtures("only_what_is_asked_for")

HEAD = "Schlüssel;Titel;Anbieter;Thema;PLZ;Ort;Alter von;Alter bis;Straße;Zeiten\n"
GOOD = "k1;Krabbelgruppe;Familienbüro;eltern_kind_gruppe;58095;Hagen;6 Monate;2 Jahre;Markt 3;Mo 9:30-11:00\n"


def problems(text: str, encoding: str = "utf-8") -> list[str]:
    return [str(problem) for problem in columns.read(text.encode(encoding)).table.problems]


def test_a_good_file_is_understood() -> None:
    (offer,) = columns.read((HEAD + GOOD).encode()).offers

    assert (offer.title, offer.age_from, offer.age_to, offer.postcode) == ("Krabbelgruppe", 6, 24, "58095")
    assert len(offer.times) == 1


def test_the_encoding_of_windows_is_understood() -> None:
    (offer,) = columns.read((HEAD + GOOD).encode("cp1252")).offers

    assert offer.provider == "Familienbüro"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Die Datei ist leer."),
        ("Titel;Ort\nKurs;Hagen\n", "Spalte „Schlüssel“: Die Spalte fehlt."),
        (HEAD + GOOD.replace("58095", "5809"), "Zeile 2, Spalte „PLZ“"),
        (HEAD + GOOD.replace("58095", "00000"), "Die Postleitzahl 00000 gibt es nicht."),
        (HEAD + GOOD + GOOD, "Zeile 3, Spalte „Schlüssel“: Doppelt: steht schon in Zeile 2."),
        (HEAD + GOOD.replace("eltern_kind_gruppe", "quatsch"), "„quatsch“ ist unbekannt."),
        (HEAD + GOOD.replace("6 Monate", "3 Jahre"), "Das Alter endet, bevor es beginnt."),
        (HEAD + GOOD.replace("Mo 9:30-11:00", "immer"), "ist keine Zeit. Beispiel: Mo 9:30-11:00"),
        (
            HEAD + GOOD.replace("Krabbelgruppe", "Frauenhaus"),
            "Eine Schutzeinrichtung hat hier keine Adresse.",
        ),
        (HEAD + GOOD.replace("Krabbelgruppe", "KrabbelgrÃ¼ppe"), "Umlaute sind verfälscht."),
    ],
)
def test_every_problem_is_named_in_german_with_its_place(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text)), problems(text)


def test_one_bad_row_keeps_all_others_out() -> None:
    assert columns.read((HEAD + GOOD + GOOD.replace("k1", "k2").replace("58095", "1")).encode()).offers == ()


@pytest.mark.static
def test_many_bad_rows_end_in_a_short_report() -> None:
    """A hundred thousand of them go through the same reader in ``tests/test_tables.py``."""
    rows = "".join(f"k{n};Kurs;Träger;kita;1;;;;;\n" for n in range(5_000))

    table = columns.read((HEAD + rows).encode()).table

    assert table.problem_count == 5_000
    assert len(table.problems) == 500


def test_the_same_file_twice_changes_nothing(clara: Context, tannfurt: Network, inside: None) -> None:
    offers = columns.read((HEAD + GOOD).encode()).offers

    first = services.import_offers(clara, tannfurt, offers=offers)
    second = services.import_offers(clara, tannfurt, offers=offers)

    assert (first.new, second.new, second.changed, second.same) == (1, 0, 0, 1)
    assert queries.search(Search(text="Krabbelgruppe", place="58095")).total == 1


def test_a_changed_row_changes_its_offer_alone(clara: Context, tannfurt: Network, inside: None) -> None:
    services.import_offers(clara, tannfurt, offers=columns.read((HEAD + GOOD).encode()).offers)

    renamed = columns.read((HEAD + GOOD.replace("Krabbelgruppe", "Spielgruppe")).encode()).offers
    done = services.import_offers(clara, tannfurt, offers=renamed)

    assert (done.new, done.changed) == (0, 1)
    assert Offer.objects.get().title == "Spielgruppe"


def test_a_file_is_checked_and_taken_over_by_the_worker(
    clara: Context, tannfurt: Network, inside: None
) -> None:
    upload = services.upload_file(clara, tannfurt, content=(HEAD + GOOD).encode())
    worker.run_once()
    checked = OfferImport.objects.get()
    assert (checked.state, checked.report["new"], Offer.objects.count()) == (ImportState.CHECKED, 1, 0)

    services.ask_to_take_over(clara, checked)
    worker.run_once()

    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content), Offer.objects.count()) == (ImportState.DONE, b"", 1)
