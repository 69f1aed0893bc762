"""To whom a letter to the family court goes: a court of the list with its department, or one typed."""

from uuid import UUID

import pytest

from schutznetz.networks.choices import PartnerCategory
from schutznetz.networks.models import Organisation
from schutznetz.networks.queries import Court, courts
from schutznetz.web.cases.measures.court_forms import LetterForm, court_of

NORD = Court(id=UUID(int=1), name="Amtsgericht Nord", street="Weg 1", town="12345 Nord")
BARE = Court(id=UUID(int=2), name="Amtsgericht Süd", street="", town="")
WORDS = dict.fromkeys(("report", "need", "help_kind", "review_results"), "x")


@pytest.mark.parametrize(
    ("listed", "department", "other", "addressee"),
    [
        (NORD, "Familiengericht", "", "Amtsgericht Nord\nFamiliengericht\nWeg 1\n12345 Nord"),
        (NORD, "", "", "Amtsgericht Nord\nWeg 1\n12345 Nord"),
        (BARE, "Abteilung 3", "", "Amtsgericht Süd\nAbteilung 3"),
        (None, "Familiengericht", "Amtsgericht West\nAbteilung 9", "Amtsgericht West\nAbteilung 9"),
        (None, "Familiengericht", "", None),
        (NORD, "Familiengericht", "Amtsgericht West", None),
    ],
)
def test_exactly_one_court_is_named(
    listed: Court | None, department: str, other: str, addressee: str | None
) -> None:
    typed = {"court_id": listed.id if listed else "", "department": department, "other_court": other, **WORDS}
    form = LetterForm([NORD, BARE], typed)

    assert form.is_valid() is (addressee is not None)
    if addressee:
        assert form.answers() == {**WORDS, "court": addressee}
        again = LetterForm([NORD, BARE], {"department": "", **court_of([NORD, BARE], addressee), **WORDS})
        assert again.is_valid()
        assert again.answers()["court"] == addressee


@pytest.mark.usefixtures("inside")
def test_the_list_of_partners_names_the_courts() -> None:
    house = Organisation.objects.create(name="Amtsgericht Nord", category=PartnerCategory.FAMILY_COURT)
    Organisation.objects.create(
        name="Familiengericht", category=PartnerCategory.FAMILY_COURT, parent=house,
        street="Weg 1", postcode="12345", town="Nord",
    )  # fmt: skip
    Organisation.objects.create(name="Kita Nord", category=PartnerCategory.DAY_CARE)

    assert [str(court) for court in courts()] == [
        "Amtsgericht Nord",
        "Amtsgericht Nord, Familiengericht, 12345 Nord",
    ]
