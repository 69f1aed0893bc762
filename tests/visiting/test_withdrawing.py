"""A family withdraws its consent or its help ends: nobody is looked for any more, and nobody goes there."""

from dataclasses import replace

import pytest

from schutznetz.care import queries as care_queries
from schutznetz.care import services as care
from schutznetz.care.choices import ConsentPurpose, WithdrawalWay
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.kernel.context import SYSTEM, Context, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law.visits import WAITS_LONG
from schutznetz.networks.models import Network
from schutznetz.visiting import jobs, services
from schutznetz.visiting.choices import Tallied, VisitEnd, VisitingState
from schutznetz.visiting.models import FamilyMidwife, VisitRequest, VisitTally
from schutznetz.work.models import Task
from tests import racing
from tests.care.conftest import MOTHER, declared
from tests.conftest import NOON
from tests.visiting.conftest import names_all, waits

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def request_(tannfurt: Network, clara: Context) -> VisitRequest:
    return waits(clara, tannfurt)


def agreed(
    clara: Context, request: VisitRequest, *people: Context, key: str = "k", **other: object
) -> FamilyConsent:
    said = declared(people, **other)
    return care.note_consent(clara, request.family, declared=said, by=MOTHER, key=key)


def test_who_withdraws_with_her_code_is_off_the_list(
    clara: Context, tannfurt: Network, request_: VisitRequest, hers: FamilyMidwife, hanna: Context
) -> None:
    consent = agreed(clara, request_, hanna)
    anybody = replace(visitor(tannfurt.pk), now=NOON)

    care.withdraw_by_code(
        anybody, tannfurt, typed=care_queries.code_of_consent("k", 0), consent_id=consent.pk
    )

    request = VisitRequest.objects.get()
    assert (request.state, request.end) == (VisitingState.ENDED, VisitEnd.FAMILY)
    with pytest.raises(Denied):
        services.place(clara, request_, midwife_id=str(hers.pk))


def test_whoever_is_placed_does_not_go_there_any_more(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife, hanna: Context
) -> None:
    consent = agreed(clara, request_, hanna)
    placed = services.place(clara, request_, midwife_id=str(hers.pk))

    care.withdraw_consent(hanna, consent, way=WithdrawalWay.SPOKEN)

    assert VisitRequest.objects.get().state is VisitingState.ENDED
    with pytest.raises(Denied):
        services.end_visits(hanna, placed, end=VisitEnd.PLANNED)


@pytest.mark.parametrize("named", [True, False])
def test_a_consent_for_somebody_else_carries_the_list_but_not_her(
    clara: Context,
    request_: VisitRequest,
    hers: FamilyMidwife,
    hanna: Context,
    ines: Context,
    *,
    named: bool,
) -> None:
    """What named her is withdrawn: the other consent carries her only where it names her as well."""
    consent = agreed(clara, request_, hanna)
    agreed(clara, request_, *((hanna, ines) if named else (ines,)), key="other")
    services.place(clara, request_, midwife_id=str(hers.pk))

    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    left = VisitingState.PLACED if named else VisitingState.ENDED
    assert VisitRequest.objects.get().state is left


def test_whoever_places_in_that_moment_comes_too_late(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife, hanna: Context
) -> None:
    consent = agreed(clara, request_, hanna)

    racing.lost(
        request_,
        lambda asked: services.place(clara, asked, midwife_id=str(hers.pk)),
        lambda _asked: care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN),
    )


def test_what_was_about_working_with_a_colleague_ends_nobodys_help(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife, hanna: Context, ines: Context
) -> None:
    consent = agreed(clara, request_, ines, purpose=ConsentPurpose.GIVE_HELP)
    agreed(clara, request_, hanna, key="hers")
    services.place(clara, request_, midwife_id=str(hers.pk))

    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert VisitRequest.objects.get().state is VisitingState.PLACED


def test_who_is_visited_is_let_go_only_when_the_visits_have_ended(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife
) -> None:
    """Nobody goes on visiting a family that the house believes to be without help."""
    names_all(clara, request_.family)
    placed = services.place(clara, request_, midwife_id=str(hers.pk))

    with pytest.raises(Conflict, match="noch besucht"):
        care.end_help(clara, request_.family)

    assert (Family.objects.get().ended_at, VisitRequest.objects.get().state) == (None, VisitingState.PLACED)
    services.end_visits(clara, placed, end=VisitEnd.PLANNED)
    assert care.end_help(clara, Family.objects.get()).ended_at


def test_who_still_waits_is_off_the_list_with_the_end_of_the_help(
    clara: Context, request_: VisitRequest
) -> None:
    late = replace(clara, now=NOON + WAITS_LONG)
    jobs.alarm(replace(late, role=SYSTEM, actor_id=None))
    assert Task.objects.filter(about_id=request_.pk, settled_at=None).exists()

    care.end_help(late, request_.family)

    request = VisitRequest.objects.get()
    assert (request.state, request.end) == (VisitingState.ENDED, VisitEnd.FAMILY)
    assert not Task.objects.filter(about_id=request_.pk, settled_at=None).exists()


def test_whoever_places_while_the_help_ends_comes_too_late(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife
) -> None:
    names_all(clara, request_.family)
    racing.lost(
        request_,
        lambda asked: services.place(clara, asked, midwife_id=str(hers.pk)),
        lambda _asked: care.end_help(clara, request_.family),
    )


def test_whoever_ends_the_help_while_somebody_is_placed_is_told(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife
) -> None:
    names_all(clara, request_.family)
    racing.lost(
        request_.family,
        lambda family: care.end_help(clara, family),
        lambda _family: services.place(clara, request_, midwife_id=str(hers.pk)),
        words="noch besucht",
    )


def test_a_help_that_ends_with_the_consent_is_counted_like_any_other(
    clara: Context, request_: VisitRequest, hers: FamilyMidwife, hanna: Context
) -> None:
    """Once, if somebody came; otherwise not at all."""
    consent = agreed(clara, request_, hanna)
    services.place(clara, request_, midwife_id=str(hers.pk))

    care.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    [ended] = VisitTally.objects.filter(measure=Tallied.END)
    assert (ended.value, ended.count) == (VisitEnd.FAMILY, 1)
