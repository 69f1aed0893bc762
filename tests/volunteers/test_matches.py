"""From a family's wish to the end of a match: what stands in the way, who decides, and what is counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from schutznetz.care import services as care
from schutznetz.care.models import Family
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law import certificates
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language
from schutznetz.volunteers import queries, services
from schutznetz.volunteers.choices import EndReason, MatchState, Training, WishState
from schutznetz.volunteers.models import Certificate, GivenTime, Match, Volunteer, Wish
from schutznetz.volunteers.services import Talk
from tests.conftest import NOON
from tests.volunteers.conftest import AGREED, PROFILE, TODAY, details

pytestmark = pytest.mark.usefixtures("inside")
TALK = Talk(on=TODAY, said="Ja, gern.")
EXPIRED = certificates.SHOWN_AGAIN_AFTER + timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        {"profile": replace(PROFILE, areas=["Südstadt"])},
        {"profile": replace(PROFILE, languages=[Language.GERMAN])},
        {"training": Training.RUNNING},
    ],
)
def test_what_is_demanded_bars_whoever_clicks(
    vera: Context, heidi: Volunteer, wish: Wish, change: dict[str, object]
) -> None:
    changed = services.change_volunteer(vera, heidi, details=details(**change))
    with pytest.raises(Conflict):
        services.propose(vera, wish, volunteer_id=heidi.pk)
    page = queries.wish_page(vera, wish)
    assert (page.found.fitting, len(page.found.barred)) == ([], 1)

    services.change_volunteer(vera, changed, details=details())
    assert services.propose(vera, wish, volunteer_id=heidi.pk).state is MatchState.PROPOSED


def test_an_expired_certificate_bars_proposal_and_agreement(
    vera: Context, proposed: Match, heidi: Volunteer
) -> None:
    services.note_talks(vera, proposed, with_volunteer=TALK, with_family=TALK)
    Certificate.objects.update(issued_on=TODAY - EXPIRED, seen_on=TODAY - EXPIRED)

    with pytest.raises(Conflict):
        services.agree(vera, proposed, reasons="Passt", agreement=AGREED)

    services.decline(vera, proposed, reasons="Erst das Zeugnis")
    with pytest.raises(Conflict):
        services.propose(vera, Wish.objects.get(), volunteer_id=heidi.pk)
    Certificate.objects.update(issued_on=TODAY, seen_on=TODAY)
    assert services.propose(vera, Wish.objects.get(), volunteer_id=heidi.pk)


def test_on_the_day_on_which_it_begins_the_certificate_still_counts(vera: Context, proposed: Match) -> None:
    """Today is its last day: who begins today may, who begins tomorrow shows it anew first."""
    services.note_talks(vera, proposed, with_volunteer=TALK, with_family=TALK)
    last_day = TODAY - certificates.SHOWN_AGAIN_AFTER
    Certificate.objects.update(issued_on=last_day, seen_on=last_day)
    tomorrow = replace(AGREED, starts_on=TODAY + timedelta(days=1))

    with pytest.raises(Conflict, match="neu gezeigt"):
        services.agree(vera, proposed, reasons="Passt", agreement=tomorrow)

    assert services.agree(vera, proposed, reasons="Passt", agreement=AGREED).state is MatchState.RUNNING


@pytest.mark.parametrize("talks", [{}, {"with_volunteer": TALK}, {"with_family": TALK}])
def test_it_is_talked_over_with_both_first(vera: Context, proposed: Match, talks: dict[str, Talk]) -> None:
    services.note_talks(vera, proposed, **talks)
    with pytest.raises(Conflict):
        services.agree(vera, proposed, reasons="Passt", agreement=AGREED)

    services.note_talks(vera, proposed, with_volunteer=TALK, with_family=TALK)
    assert services.agree(vera, proposed, reasons="Passt", agreement=AGREED).state is MatchState.RUNNING


def test_a_decision_has_its_reason_and_an_agreement_its_words(vera: Context, proposed: Match) -> None:
    services.note_talks(vera, proposed, with_volunteer=TALK, with_family=TALK)
    early = replace(AGREED, planned_until=TODAY - timedelta(days=1))
    for reasons, agreement in ((" ", AGREED), ("Passt", replace(AGREED, words="")), ("Passt", early)):
        with pytest.raises(Conflict):
            services.agree(vera, proposed, reasons=reasons, agreement=agreement)
    with pytest.raises(Conflict):
        services.decline(vera, proposed, reasons="")


def test_a_family_waits_on_in_its_place_when_it_does_not_fit(
    vera: Context, proposed: Match, wish: Wish
) -> None:
    services.decline(vera, proposed, reasons="Die Familie möchte eine jüngere Person.")

    waits = Wish.objects.get()
    assert (waits.state, waits.asked_at) == (WishState.WAITING, wish.asked_at)


def test_a_wish_is_talked_about_with_one_person_at_a_time(
    vera: Context, proposed: Match, heidi: Volunteer
) -> None:
    wish = Wish.objects.get()
    with pytest.raises((Conflict, Denied)):
        services.propose(vera, wish, volunteer_id=heidi.pk)


def test_a_family_whose_help_has_ended_is_proposed_nobody(
    vera: Context, clara: Context, heidi: Volunteer, wish: Wish, family: Family
) -> None:
    care.end_help(clara, family)
    with pytest.raises(Denied):
        services.propose(vera, wish, volunteer_id=heidi.pk)


def test_time_and_money_are_exact(vera: Context, running: Match) -> None:
    for cents in ("0.10", "0.20", "12.35"):
        services.note_visit(vera, running, on=TODAY, minutes=50, expense=Decimal(cents))

    page = queries.match_page(Match.objects.get())

    assert (page.time, page.expense) == ("2:30", Decimal("12.65"))
    (year,) = queries.volunteer_page(vera, Volunteer.objects.get()).years
    assert (year.year, year.minutes, year.expense) == (TODAY.year, 150, Decimal("12.65"))


def test_time_is_given_while_it_runs(vera: Context, running: Match) -> None:
    for day in (-1, 1):
        with pytest.raises(Conflict):
            services.note_visit(vera, running, on=TODAY + timedelta(days=day), minutes=60)
    later = replace(vera, now=NOON + timedelta(days=9))
    services.note_visit(later, running, on=TODAY + timedelta(days=8), minutes=60)
    with pytest.raises(Conflict):
        services.end_match(later, running, on=TODAY + timedelta(days=7), why=EndReason.PLANNED)

    services.end_match(later, running, on=TODAY + timedelta(days=9), why=EndReason.REACHED, note="Danke")

    assert Wish.objects.get().state is WishState.CLOSED
    assert Volunteer.objects.get().last_active_on == TODAY + timedelta(days=9)
    with pytest.raises(Denied):
        services.note_visit(later, running, on=TODAY, minutes=60)
    assert GivenTime.objects.count() == 1


def test_the_group_counts_as_activity_and_is_noted_once_a_day(
    tannfurt: Network, vera: Context, heidi: Volunteer
) -> None:
    day = TODAY + timedelta(days=3)
    services.hold_group(vera, tannfurt, on=day, topic="Grenzen")
    with pytest.raises(Conflict):
        services.hold_group(vera, tannfurt, on=day, came=[heidi.pk])

    later = replace(vera, now=NOON + timedelta(days=3))
    services.hold_group(later, tannfurt, on=day, topic="Grenzen", came=[heidi.pk])

    (row,) = queries.group(later, tannfurt)
    assert (row.on, row.topic, row.came) == (day, "Grenzen", "Heidi Lang")
    assert Volunteer.objects.get().last_active_on == day


def test_the_record_of_a_family_takes_its_wishes_along(
    vera: Context, clara: Context, running: Match, family: Family
) -> None:
    """What hangs on a family goes with her; the volunteer stays."""
    family.delete()

    assert not Wish.objects.exists()
    assert not Match.objects.exists()
    assert Volunteer.objects.exists()


def test_lists_say_what_stands_in_the_way(
    tannfurt: Network, vera: Context, running: Match, shown: Callable[..., Volunteer]
) -> None:
    (row,) = queries.register(vera, tannfurt).rows
    assert (row.name, row.running, row.obstacle) == ("Heidi Lang", 1, "")

    shown(entry=True)

    (row,) = queries.register(vera, tannfurt).rows
    assert "Eintrag" in row.obstacle
