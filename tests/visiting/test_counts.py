"""Hours and ways for payment without a word of a family, and a year of helps in numbers of nobody."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.networks.queries.office import SMALLEST
from schutznetz.visiting import queries, services
from schutznetz.visiting.choices import Burden, ContactKind, Tallied, VisitEnd
from schutznetz.visiting.evaluating import CONTACTS, LENGTHS, contacts_band, length_band
from schutznetz.visiting.models import FamilyMidwife, VisitContact, VisitRequest, VisitTally
from schutznetz.visiting.queries import PaidDay
from schutznetz.visiting.queries.evaluation import _burden
from schutznetz.visiting.services import State
from tests.conftest import NOON
from tests.visiting.conftest import asks
from tests.visiting.test_work import CLOSING, STATE, VISIT

TODAY = NOON.date()
A_DAY = timedelta(days=1)


@pytest.fixture
def helped(tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife) -> VisitRequest:
    request = asks(clara, tannfurt)
    return services.place(clara, request, midwife_id=str(hers.pk))


def test_a_month_is_paid_by_what_holds_now(
    tannfurt: Network, clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    """A contact put right counts as it was put right, a struck one not at all, another month's not here."""
    services.note_contact(hanna, helped, noted=VISIT)
    wrong = services.note_contact(hanna, helped, noted=replace(VISIT, minutes=30))
    services.correct_contact(hanna, wrong, noted=replace(VISIT, minutes=45, kilometres=3))
    struck = services.note_contact(hanna, helped, noted=VISIT)
    services.strike_contact(hanna, struck)
    next_month = replace(hanna, now=hanna.now + timedelta(days=31))
    services.note_contact(next_month, helped, noted=replace(VISIT, on=TODAY + timedelta(days=31)))

    [day] = services.take_hours(clara, tannfurt, month=TODAY)

    assert (day.name, day.contacts, day.minutes, day.travel_minutes, day.kilometres) == (
        "hanna",
        2,
        105,
        40,
        15,
    )
    [month] = queries.paid_months([day])
    assert (month.days, month.hours) == (1, 1.75)
    assert len(queries.months_of_work()) == 2


def test_what_is_paid_by_names_no_family_and_no_word() -> None:
    assert {each.name for each in fields(PaidDay)} == {
        "midwife_id",
        "name",
        "contract",
        "on",
        "contacts",
        "minutes",
        "travel_minutes",
        "kilometres",
    }


def test_who_takes_the_hours_is_on_record_and_nobody_else_takes_them(
    tannfurt: Network, clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    services.take_hours(clara, tannfurt, month=TODAY)

    assert audit.trail(tannfurt.pk)[-1].action == "visiting.take_hours"
    with pytest.raises(Denied):
        services.take_hours(hanna, tannfurt, month=TODAY)


@pytest.mark.parametrize(("bands", "band"), [(LENGTHS, length_band), (CONTACTS, contacts_band)])
def test_every_number_falls_into_the_first_piece_that_holds_it(bands: object, band: object) -> None:
    assert [band(most) for most, _name in bands] == [name for _most, name in bands]  # type: ignore[operator,attr-defined]
    assert band(bands[-1][0] + 1) == "more"  # type: ignore[operator,index]


def tallies() -> dict[tuple[str, str], int]:
    return {(each.measure.value, each.value): each.count for each in VisitTally.objects.all()}


def test_a_help_is_counted_when_it_is_over_and_its_burdens_only_if_the_family_agreed_twice(
    tannfurt: Network, clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    services.note_contact(hanna, helped, noted=VISIT)
    services.note_start(hanna, helped, state=STATE)
    later = replace(hanna, now=hanna.now + timedelta(days=100))

    services.close(later, helped, closing=CLOSING)

    year = {each.year for each in VisitTally.objects.all()}
    assert year == {(TODAY + timedelta(days=100)).year}
    assert tallies() == {
        ("help", ""): 1,
        ("end", "age_limit"): 1,
        ("length", "6"): 1,
        ("contacts", "5"): 1,
        ("sheets", ""): 1,
        ("at_start", "alone"): 1,
        ("at_start", "money"): 1,
        ("at_end", "money"): 1,
        ("gone", "alone"): 1,
    }


def test_without_the_second_yes_no_burden_is_counted(
    clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    services.note_start(hanna, helped, state=STATE)

    services.close(hanna, helped, closing=replace(CLOSING, state=State(burdens=["money"], counted=False)))

    assert {measure for measure, _value in tallies()} == {"help", "end", "length", "contacts"}


def test_what_the_coordination_ends_is_counted_and_what_never_began_is_not(
    tannfurt: Network, clara: Context, helped: VisitRequest
) -> None:
    services.end_visits(clara, asks(clara, tannfurt), end=VisitEnd.FAMILY)
    assert tallies() == {}

    services.end_visits(clara, helped, end=VisitEnd.MOVED)

    assert tallies()["end", "moved"] == 1


def test_numbers_stay_when_the_family_is_deleted(clara: Context, helped: VisitRequest) -> None:
    services.end_visits(clara, helped, end=VisitEnd.MOVED)
    before = tallies()

    helped.family.delete()

    assert not VisitContact.objects.exists()
    assert tallies() == before


def seven(year: int, measure: Tallied, value: str, count: int) -> None:
    VisitTally.objects.create(year=year, measure=measure, value=value, count=count)


def test_small_numbers_are_hidden_and_burdens_shown_only_when_the_year_is_over(
    inside: None, clara: Context
) -> None:
    last, this = TODAY.year - 1, TODAY.year
    for year in (last, this):
        seven(year, Tallied.HELP, "", 20)
        seven(year, Tallied.END, "planned", 13)
        seven(year, Tallied.END, "moved", 2)
        seven(year, Tallied.END, "age_limit", 5)
        seven(year, Tallied.SHEETS, "", 15)
        seven(year, Tallied.AT_START, "alone", 9)
        seven(year, Tallied.AT_START, "addiction", 2)

    over, running = queries.evaluation(clara, last), queries.evaluation(clara, this)

    ends = {each.value: each.count for each in over.ends}
    assert ends["planned"] == 13
    assert (ends["moved"], ends["age_limit"]) == (None, None)  # one gap would follow from the total
    burdens = {row.label: row for row in over.burdens}
    assert burdens[str(Burden.ALONE.label)].start == 9
    assert burdens[str(Burden.ADDICTION.label)].start is None
    assert (running.sheets, list(running.burdens)) == (None, [])
    assert queries.evaluated_years() == [this, last]


@given(
    whole=st.integers(0, 40),
    data=st.data(),
    floor=st.sampled_from(sorted(SMALLEST.values())),
)
def test_no_number_of_a_burden_shown_tells_of_too_few(whole: int, data: st.DataObject, floor: int) -> None:
    """Each group that can be worked out from what is shown is empty or no smaller than the office set."""
    start = data.draw(st.integers(0, whole))
    gone = data.draw(st.integers(0, start))
    new = data.draw(st.integers(0, whole - start))
    end = start - gone + new
    counted = {
        Tallied.AT_START: {"alone": start},
        Tallied.AT_END: {"alone": end},
        Tallied.GONE: {"alone": gone},
    }

    row = _burden(Burden.ALONE, counted, whole, floor)

    for shown in (row.start, row.end):
        if shown:
            assert shown >= floor
            assert whole - shown >= floor
    if row.gone is not None:
        assert row.start is not None
        assert row.end is not None
        for group in (gone, start - gone, new):
            assert group == 0 or group >= floor


def test_the_coordination_cannot_see_how_a_contact_was_noted(
    tannfurt: Network, clara: Context, hanna: Context, helped: VisitRequest
) -> None:
    """A day of three kinds of contact looks like any other day."""
    for kind in (ContactKind.HOME, ContactKind.PHONE, ContactKind.ESCORT):
        services.note_contact(hanna, helped, noted=replace(VISIT, kind=kind))

    [day] = services.take_hours(clara, tannfurt, month=date(TODAY.year, TODAY.month, 1))

    assert day.contacts == 3
