"""A consent is withdrawn or a help ends: what a family wished and what was found for it end with it."""

from datetime import timedelta

import pytest

from schutznetz.care import following
from schutznetz.care import services as care
from schutznetz.care.choices import ConsentPurpose, WithdrawalWay
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.volunteers import services
from schutznetz.volunteers.choices import EndReason, MatchState, WishState
from schutznetz.volunteers.models import Match, Volunteer, Wish
from schutznetz.volunteers.services import Talk
from tests import racing
from tests.care.conftest import AYDIN
from tests.volunteers.conftest import AGREED, TODAY, agreed

pytestmark = pytest.mark.usefixtures("inside")


def withdraw(clara: Context, consent: FamilyConsent) -> None:
    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)


def test_a_wish_that_waits_is_taken_back(
    clara: Context, vera: Context, wish: Wish, heidi: Volunteer, consent: FamilyConsent
) -> None:
    withdraw(clara, consent)

    assert Wish.objects.get().state is WishState.WITHDRAWN
    with pytest.raises(Denied):
        services.propose(vera, wish, volunteer_id=heidi.pk)


def test_what_was_only_talked_about_is_called_off(
    clara: Context, vera: Context, proposed: Match, consent: FamilyConsent
) -> None:
    """A page that was open before does nothing any more."""
    withdraw(clara, consent)

    match = Match.objects.get()
    assert (match.state, match.decided_by_id, match.wish.state) == (
        MatchState.CALLED_OFF, None, WishState.WITHDRAWN,
    )  # fmt: skip
    with pytest.raises(Denied):
        services.agree(vera, proposed, reasons="Passt", agreement=AGREED)


def test_what_runs_ends_because_the_family_wants_it(
    clara: Context, running: Match, consent: FamilyConsent
) -> None:
    withdraw(clara, consent)

    match = Match.objects.get()
    assert (match.state, match.end_reason, match.ended_on) == (MatchState.ENDED, EndReason.FAMILY, TODAY)
    assert match.wish.state is WishState.WITHDRAWN


@pytest.mark.parametrize("purpose", [ConsentPurpose.FIND_HELP, ConsentPurpose.FEEDBACK])
def test_another_consent_carries_nothing_that_it_did_not_pass_on(
    clara: Context, vera: Context, wish: Wish, consent: FamilyConsent, purpose: ConsentPurpose
) -> None:
    earlier = {"given_on": TODAY - timedelta(days=1), "purpose": purpose}
    other = agreed(clara, wish.family, [vera], "o" * 26, **earlier)

    withdraw(clara, other)
    assert Wish.objects.get().state is WishState.WAITING
    withdraw(clara, consent)

    assert Wish.objects.get().state is WishState.WITHDRAWN


def test_both_happen_or_neither(
    clara: Context, wish: Wish, consent: FamilyConsent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever builds on early help fails: then nothing was withdrawn, and the family is told so."""

    def fail(_ctx: Context, _withdrawn: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(following, "_followers", [*following._followers, fail])

    with pytest.raises(ZeroDivisionError):
        withdraw(clara, consent)

    assert FamilyConsent.objects.get().withdrawn_at is None
    assert Wish.objects.get().state is WishState.WAITING


def test_another_family_keeps_its_wish(clara: Context, tannfurt: Network, wish: Wish, vera: Context) -> None:
    other = care.open_family(clara, tannfurt, household=AYDIN)

    withdraw(clara, agreed(clara, other, [vera], "x" * 26))

    assert Wish.objects.get().state is WishState.WAITING


def test_whoever_proposes_in_that_moment_comes_too_late(
    clara: Context, vera: Context, wish: Wish, heidi: Volunteer, consent: FamilyConsent
) -> None:
    racing.lost(
        wish,
        lambda asked: services.propose(vera, asked, volunteer_id=heidi.pk),
        lambda _asked: withdraw(clara, consent),
    )


def test_without_the_follower_the_wish_would_stay(
    clara: Context, wish: Wish, consent: FamilyConsent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(following, "_followers", [])

    withdraw(clara, consent)

    assert Wish.objects.get().state is WishState.WAITING


def test_who_is_helped_is_let_go_only_when_the_match_has_ended(
    clara: Context, vera: Context, family: Family, running: Match
) -> None:
    """Nobody goes on visiting a family that the house believes to be without help."""
    with pytest.raises(Conflict, match="ehrenamtlich begleitet"):
        care.end_help(clara, family)

    assert (Family.objects.get().ended_at, Match.objects.get().state) == (None, MatchState.RUNNING)
    services.end_match(vera, Match.objects.get(), on=TODAY, why=EndReason.PLANNED)
    assert care.end_help(clara, Family.objects.get()).ended_at


def test_what_nobody_has_begun_ends_with_the_help(clara: Context, family: Family, proposed: Match) -> None:
    care.end_help(clara, family)

    match = Match.objects.get()
    assert (match.state, match.wish.state) == (MatchState.CALLED_OFF, WishState.WITHDRAWN)


def test_whoever_proposes_while_the_help_ends_comes_too_late(
    clara: Context, vera: Context, family: Family, wish: Wish, heidi: Volunteer
) -> None:
    racing.lost(
        wish,
        lambda asked: services.propose(vera, asked, volunteer_id=heidi.pk),
        lambda _asked: care.end_help(clara, family),
    )


def test_whoever_ends_the_help_while_somebody_begins_is_told(
    clara: Context, vera: Context, family: Family, proposed: Match
) -> None:
    talk = Talk(on=TODAY, said="Beide möchten es versuchen.")
    services.note_talks(vera, proposed, with_volunteer=talk, with_family=talk)

    racing.lost(
        family,
        lambda helped: care.end_help(clara, helped),
        lambda _helped: services.agree(vera, proposed, reasons="Beide lesen gern.", agreement=AGREED),
        words="ehrenamtlich begleitet",
    )
