"""How a family with a block, on the stop list or with a "no" might get a letter after all, and does not."""

import unicodedata

import pytest

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.welcome import services
from schutznetz.welcome.choices import VisitResult, VisitState
from schutznetz.welcome.models import NewbornList, WelcomeCount, WelcomeVisit
from tests.welcome.conftest import SANDNER, Taken, read

pytestmark = pytest.mark.usefixtures("inside")
BARRED = "Müller;Zoë;Große Straße 5 a;01067;Dresden;03.11.2026;ja"


@pytest.mark.parametrize(
    "row",
    [
        unicodedata.normalize("NFD", "Müller;Zoë;Große Straße 5 a;01067;Dresden;03.11.2026;"),
        "MUELLER;Zoe;Grosse Str. 5A;01067;Dresden;03.11.2026;nein",
        "Müller;Zoë Marie;Große Str 5a;1067;Dresden;03.11.2026;",
        " Müller ;;Große  Straße 5a;01067;Dresden;3.11.2026;",
        "Müller;Zoë;Neuer Weg 9;01099;Dresden;03.11.2026;",  # moved since
    ],
)
def test_a_family_with_a_block_is_known_again_however_it_is_written(row: str, taken: Taken) -> None:
    taken(BARRED, SANDNER)

    later = taken(row, "Berg;Ida;Weg 1;01067;Dresden;04.11.2026;")

    assert [each.household["family"] for each in later.visits.all()] == ["Berg"]


@pytest.mark.parametrize("born", ["", "32.11.2026", "unbekannt", "03.11.2025"])
def test_whatever_day_a_blocked_row_names_nobody_writes_to_its_home(born: str) -> None:
    """Of a row with a block no day is checked; a twin or an older brother stands in the next row."""
    found = read(
        f"Geheim;Nora;Versteck 1;01067;Dresden;{born};ja",
        "Geheim;Nils;Versteck 1;01067;Dresden;03.11.2026;",
        "Geheim;Olga;Anderswo 2;01099;Dresden;03.11.2026;",  # a namesake elsewhere
        SANDNER,
    )

    assert [each.given for each in found.households] == ["Olga", "Leo"]


@pytest.mark.parametrize(
    "titles",
    [
        "Familienname;Vorname;Straße;PLZ;Ort;Geburtsdatum;Auskunftssperre;Sperre",
        "Familienname;Vorname;Straße;PLZ;Ort;Geburtsdatum;Sperrvermerk;Auskunftssperre",
    ],
)
def test_two_columns_for_one_block_are_refused(titles: str) -> None:
    """Whichever of them is read, the other one might say yes."""
    row = "Geheim;Nora;Versteck 1;01067;Dresden;03.11.2026;ja;nein"

    assert not read(row, titles=titles)


@pytest.mark.parametrize("result", [VisitResult.DECLINED, None])
def test_no_later_list_brings_back_who_was_stopped_or_said_no(
    result: VisitResult | None, taken: Taken, clara: Context
) -> None:
    newborns = taken(SANDNER, confirmed=result is not None)
    visit = newborns.visits.get()
    if result is None:
        services.put_on_stop_list(clara, newborns, visit_ids=[visit.pk])
        services.confirm_stop_list(clara, newborns)
    else:
        today = clara.now.date()
        WelcomeVisit.objects.filter(pk=visit.pk).update(state=VisitState.WRITTEN, written_on=today)
        WelcomeCount.objects.create(year=today.year, district="01067 Dresden", written=1)
        services.note_result(clara, WelcomeVisit.objects.get(), result=result)

    again = taken(SANDNER, "Sandner;Leo;Hauptstr. 5;01067;Dresden;01.11.2026;nein")

    assert not again.visits.exists()
    assert not WelcomeVisit.objects.exists()


def test_the_stop_list_of_one_list_takes_nobody_of_another(
    taken: Taken, clara: Context, tannfurt: Network
) -> None:
    first = taken(SANDNER, confirmed=False)
    second = taken("Berg;Ida;Weg 1;01067;Dresden;04.11.2026;", confirmed=False)

    services.put_on_stop_list(clara, first, visit_ids=[second.visits.get().pk])

    assert second.visits.get().state is VisitState.WAITING


def test_after_the_confirmation_the_stop_list_is_closed_and_one_is_silenced_instead(
    taken: Taken, clara: Context
) -> None:
    newborns = taken(SANDNER)

    with pytest.raises(policy.Denied):
        services.put_on_stop_list(clara, newborns, visit_ids=[newborns.visits.get().pk])
    services.silence(clara, newborns.visits.get())

    assert not WelcomeVisit.objects.exists()
    assert NewbornList.objects.exists()
