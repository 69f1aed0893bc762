"""A wish leaves by a consent that names who is told, through the gate, and is read while that stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from schutznetz.care.choices import ConsentPurpose, DataItem, WithdrawalWay
from schutznetz.care.models import ConsentItem, Family, FamilyConsent, Passing
from schutznetz.care.queries import family_page
from schutznetz.care.services import withdraw_consent
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.volunteers import queries, services
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import EndReason, MatchState, WishState
from schutznetz.volunteers.models import Match, Wish
from tests.conftest import NOON, context, member
from tests.volunteers.conftest import TODAY, agreed, asked

pytestmark = pytest.mark.usefixtures("inside")
A, OURS = VolunteerAction, Role.VOLUNTEER_COORDINATOR
AFTER = timedelta(days=91)  # the consent holds for ninety days


def later(ctx: Context) -> Context:
    return replace(ctx, now=NOON + AFTER)


def readable(ctx: Context) -> tuple[int, int]:
    """Return how many wishes and matches somebody reads."""
    return policy.rows(ctx, A.READ_WISH, Wish).count(), policy.rows(ctx, A.READ_MATCH, Match).count()


def test_a_family_asks_once_and_it_stands_in_her_list(
    tannfurt: Network, clara: Context, vera: Context, wish: Wish, consent: FamilyConsent
) -> None:
    with pytest.raises(Conflict, match="wartet schon"):
        services.ask(clara, tannfurt, asked=asked(consent))

    [passing] = family_page(clara, wish.family).passings
    assert passing.to.startswith("vera")
    assert passing.items == ["Name", "Telefon und E-Mail", "Anliegen"]
    assert Passing.objects.count() == 1  # nothing of the second try


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": ConsentPurpose.GIVE_HELP},
        {"given_on": TODAY - timedelta(days=60), "until": TODAY},
        {"items": [DataItem.NAME]},
    ],
    ids=["another purpose", "over", "not what she wishes"],
)
def test_what_no_consent_covers_is_not_passed_on(
    tannfurt: Network, clara: Context, vera: Context, family: Family, other: dict[str, Any]
) -> None:
    noted = agreed(clara, family, [vera], "v" * 26, **other)
    over = replace(clara, now=NOON + timedelta(days=1)) if "until" in other else clara

    with pytest.raises(Conflict):
        services.ask(over, tannfurt, asked=asked(noted))

    assert not Wish.objects.exists()
    assert not Passing.objects.exists()


def test_whom_the_consent_names_elsewhere_is_told_nothing(
    tannfurt: Network, clara: Context, family: Family
) -> None:
    """A consent for somebody else is none for whoever coordinates volunteers."""
    mira = context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)

    with pytest.raises(Conflict, match="nennt niemanden"):
        services.ask(clara, tannfurt, asked=asked(agreed(clara, family, [mira], "m" * 26)))


@pytest.mark.parametrize(
    "left_out", [{"necessity": " "}, {"endangers": None}, {"endangers": True}, {"endangers_why": ""}], ids=str
)
def test_without_an_answer_nothing_leaves(
    tannfurt: Network, clara: Context, consent: FamilyConsent, left_out: dict[str, Any]
) -> None:
    with pytest.raises(Conflict):
        services.ask(clara, tannfurt, asked=asked(consent, **left_out))

    assert not Passing.objects.exists()


def test_she_reads_what_was_passed_on_and_no_more(vera: Context, wish: Wish) -> None:
    family = Family.objects.get()
    family.phone, family.reach, family.address = "0999 1", "abends", "Am Wall 1"
    family.save()

    told = dict(queries.wish_page(vera, Wish.objects.get()).told)

    assert told == {"Name": "Okafor", "Telefon und E-Mail": "0999 1", "Anliegen": "Jemand zum Vorlesen"}


def test_in_another_house_she_is_told_nothing_of_it(vera: Context, wish: Wish) -> None:
    assert queries.wish_page(replace(vera, organisation_id=uuid4()), wish).told == []


def test_a_colleague_who_was_not_named_finds_nothing(
    tannfurt: Network, clara: Context, vera: Context, running: Match
) -> None:
    viola = context(tannfurt, member(tannfurt, "viola", OURS), OURS)

    assert readable(vera) == (1, 1)
    assert readable(viola) == (0, 0)
    assert [row.volunteer for row in queries.register(viola, tannfurt).untold] == ["Heidi Lang"]


def test_everybody_of_the_function_whom_it_names_is_told(
    tannfurt: Network, clara: Context, vera: Context, family: Family
) -> None:
    viola = context(tannfurt, member(tannfurt, "viola", OURS), OURS)
    services.ask(clara, tannfurt, asked=asked(agreed(clara, family, [vera, viola], "w" * 26)))

    assert (readable(vera), readable(viola)) == ((1, 0), (1, 0))


def test_when_the_consent_is_over_she_reads_nothing_and_may_end_it(
    tannfurt: Network, vera: Context, running: Match
) -> None:
    over = later(vera)
    found = queries.register(over, tannfurt)

    assert readable(over) == (0, 0)
    assert (found.wishes, found.matches) == ([], [])
    assert [row.volunteer for row in found.untold] == ["Heidi Lang"]
    services.end_match(over, Match.objects.get(), on=TODAY + AFTER, why=EndReason.PLANNED)
    assert Match.objects.get().state is MatchState.ENDED


def test_asked_anew_it_goes_on_with_the_new_consent(
    tannfurt: Network, clara: Context, vera: Context, running: Match, family: Family
) -> None:
    coordinator, over = later(clara), later(vera)
    assert queries.may_be_asked_for(coordinator, tannfurt) == []
    new = {"given_on": TODAY + AFTER, "until": TODAY + 2 * AFTER}
    consent = agreed(coordinator, family, [over], "n" * 26, **new)
    assert [value for value, _label in queries.may_be_asked_for(coordinator, tannfurt)] == [str(consent.pk)]

    services.ask(coordinator, tannfurt, asked=asked(consent, words="Weiter so"))

    assert queries.may_be_asked_for(coordinator, tannfurt) == []
    assert readable(over) == (1, 1)
    assert (Wish.objects.get().words, Wish.objects.get().state) == ("Weiter so", WishState.MATCHED)
    assert Match.objects.get().state is MatchState.RUNNING


def test_who_is_newly_named_reads_the_course_only_if_the_family_says_so(
    tannfurt: Network, clara: Context, vera: Context, running: Match, family: Family
) -> None:
    """What Vera noted of the talk with the family was told to Vera."""
    viola = later(context(tannfurt, member(tannfurt, "viola", OURS), OURS))
    coordinator, new = later(clara), {"given_on": TODAY + AFTER, "until": TODAY + 2 * AFTER}
    bare = agreed(coordinator, family, [later(vera), viola], "b" * 26, **new)

    with pytest.raises(Conflict, match="nennt jemanden neu"):
        services.ask(coordinator, tannfurt, asked=asked(bare))

    assert (readable(viola), Passing.objects.filter(recipient__consent=bare).count()) == ((0, 0), 0)
    items = [DataItem.NAME, DataItem.NEED, DataItem.COURSE]
    whole = agreed(coordinator, family, [viola], "c" * 26, items=items, **new)
    services.ask(coordinator, tannfurt, asked=asked(whole))
    assert readable(viola) == (1, 1)
    assert family_page(coordinator, family).passings[-1].items == [str(item.label) for item in items]


def test_the_database_keeps_no_wish_that_was_not_passed_on(
    clara: Context, wish: Wish, consent: FamilyConsent, family: Family, vera: Context
) -> None:
    other = agreed(clara, family, [vera], "o" * 26)
    said = {"details": {}, "words": "x", "asked_by_id": clara.person_id, "asked_at": NOON}

    for change in (
        lambda: Wish.objects.create(family=family, consent=other, state=WishState.CLOSED, **said),
        lambda: Wish.objects.update(consent=other),
    ):
        _refused(change)
    assert Wish.objects.create(family=family, consent=consent, state=WishState.CLOSED, **said)  # control


def _refused(change: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match="no wish is told"), transaction.atomic():
        change()


def test_a_withdrawal_shuts_what_is_open(clara: Context, vera: Context, running: Match) -> None:
    consent = FamilyConsent.objects.get()
    withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert readable(vera) == (0, 0)
    assert ConsentItem.objects.filter(consent=consent).exists()  # what was agreed stays written
