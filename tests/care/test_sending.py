"""A practice sends a single father on from its own space; what he allows is all that anybody learns."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.care import jobs, queries, services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import (
    UNTAKEN_KEPT,
    ConsentKind,
    DataItem,
    DeclaredBy,
    DeclineReason,
    HelpEnd,
    ReferralState,
    WithdrawalWay,
)
from schutznetz.care.cover import Gate
from schutznetz.care.models import CodeHolder, Family, FamilyConsent, GoneCount, PassedItem, Passing, Referral
from schutznetz.care.queries import Child
from schutznetz.care.services import Declarer, Household, Success, Wanted
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Letter
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.work.models import Task
from tests import racing
from tests.care.conftest import KEY, declared
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
FATHER = Household(
    name="Herr Okafor", children=[Child(given="Ben", born=date(2026, 3, 1))], phone="0170 555 01"
)
GATE = Gate(necessity="Damit jemand anrufen kann")
BY = [Declarer(name="Herr Okafor")]
SAID = Success(endangers=False, why="Er wünscht es")


def seat(network: Network, name: str, role: Role, house: Organisation | None) -> Context:
    user = member(network, name, role)
    Assignment.objects.filter(user=user).update(organisation=house)
    return replace(context(network, user, role), organisation_id=house.pk if house else None)


@pytest.fixture
def practice(tannfurt: Network) -> Context:
    house = Organisation.objects.create(name="Kinderarztpraxis", category=PartnerCategory.MEDICAL_PRACTICE)
    made = seat(tannfurt, "paula", Role.PARTNER, house)
    User.objects.filter(pk=made.person_id).update(email="paula@tannfurt.example")
    return made


def held(ctx: Context) -> Assignment:
    return Assignment.objects.get(user=ctx.person_id, role=ctx.role)


def send(
    sender: Context, network: Network, to: Context, key: str = KEY, gate: Gate = GATE, **said: object
) -> Referral:
    wish: dict[str, object] = {"need": "Andere Väter treffen", "recipient_id": held(to).pk, "feedback": True}
    wish |= {name: said.pop(name) for name in ("deputy_id", "feedback", "offer_id") if name in said}
    return services.send_in(
        sender,
        network,
        household=FATHER,
        declared=declared([], kind=ConsentKind.RELEASE, **said),
        by=BY,
        wanted=Wanted(**wish),  # type: ignore[arg-type]  # a test says one thing at a time
        gate=gate,
        key=key,
    )


@pytest.fixture
def sent(practice: Context, clara: Context, tannfurt: Network) -> Referral:
    return send(practice, tannfurt, clara)


def test_what_goes_is_what_was_filled_in_and_nothing_else(sent: Referral, clara: Context) -> None:
    went = set(PassedItem.objects.values_list("item", flat=True))

    assert went == {"name", "contact", "language", "children", "need"}  # no address, no times
    told = dict(queries.referral_page(clara, sent).told)
    assert told["Name"] == "Herr Okafor"
    assert Task.objects.get().owner_id == clara.person_id


def test_until_it_is_taken_over_the_coordination_does_not_see_the_family(
    sent: Referral, clara: Context, tannfurt: Network
) -> None:
    assert queries.families(clara, tannfurt) == []
    assert not policy.may(clara, CareAction.READ, sent.family)

    services.accept(clara, sent)

    assert [line.name for line in queries.families(clara, tannfurt)] == ["Herr Okafor"]


def test_what_goes_to_a_helper_the_coordination_never_reads(
    practice: Context, mira: Context, clara: Context, tannfurt: Network
) -> None:
    referral = send(practice, tannfurt, mira)
    services.accept(mira, referral)

    assert policy.may(clara, CareAction.READ_REFERRAL, referral)  # dates and state, for the clock
    assert queries.referral_page(clara, referral).told == []
    for action in (CareAction.READ, CareAction.CHANGE, CareAction.TAKE_LOG, CareAction.REFER):
        assert not policy.may(clara, action, referral.family)


def test_the_sender_hears_what_the_family_lets_her_know(
    sent: Referral, practice: Context, clara: Context, tannfurt: Network
) -> None:
    (line,) = queries.sent(practice, tannfurt)
    assert (line.hears, line.told) == (True, "")

    services.accept(clara, sent, success=SAID)
    assert queries.sent_page(practice, read(sent)).told == "Angenommen"
    services.begin(clara, read(sent), success=SAID)
    assert queries.sent_page(practice, read(sent)).told == "Begonnen"
    feedback = Passing.objects.filter(recipient__person=practice.person_id)
    assert [each.item for row in feedback for each in row.items.all()] == [DataItem.OUTCOME] * 2
    assert {str(each.link) for each in Letter.objects.all()} == {"/tannfurt/aufgaben/"}


def test_without_consent_the_sender_hears_nothing(
    practice: Context, clara: Context, tannfurt: Network
) -> None:
    referral = send(practice, tannfurt, clara, feedback=False)

    services.decline(clara, referral, reason=DeclineReason.NO_PLACE, success=SAID)

    line = queries.sent_page(practice, read(referral))
    assert (line.hears, line.told, read(referral).told_sender) == (False, "", "")
    assert not Passing.objects.filter(recipient__person=practice.person_id).exists()
    assert not Letter.objects.exists()


def test_feedback_ends_with_its_own_consent(
    sent: Referral, practice: Context, clara: Context, tannfurt: Network
) -> None:
    services.accept(clara, sent, success=SAID)
    feedback = FamilyConsent.objects.get(purpose="feedback")
    services.withdraw_consent(clara, feedback, way=WithdrawalWay.SPOKEN)

    services.begin(clara, read(sent), success=SAID)

    assert queries.sent_page(practice, read(sent)).told == ""
    assert read(sent).told_sender == ReferralState.ACCEPTED  # nothing was told after
    assert read(sent).state == ReferralState.BEGUN  # the help itself goes on


def test_the_youth_office_says_nothing_without_its_own_answer(
    sent: Referral, practice: Context, clara: Context
) -> None:
    services.accept(clara, sent)
    assert read(sent).told_sender == ""

    services.begin(clara, read(sent), success=Success(endangers=True, why="x"))
    assert read(sent).told_sender == ""
    assert not Passing.objects.filter(recipient__person=practice.person_id).exists()


def test_who_changed_house_hears_nothing(
    sent: Referral, practice: Context, clara: Context, tannfurt: Network
) -> None:
    other = Organisation.objects.create(name="Klinik", category=PartnerCategory.CLINIC)
    Assignment.objects.filter(user=practice.person_id).update(organisation=other)
    moved = replace(practice, organisation_id=other.pk)

    services.accept(clara, sent, success=SAID)

    assert read(sent).told_sender == ""
    assert queries.sent(moved, tannfurt) == []


def test_a_colleague_does_not_see_what_was_sent(sent: Referral, practice: Context, tannfurt: Network) -> None:
    colleague = seat(tannfurt, "petra", Role.PARTNER, Organisation.objects.get())

    assert queries.sent(colleague, tannfurt) == []
    assert not policy.may(colleague, CareAction.READ_SENT, sent)
    assert policy.may(practice, CareAction.READ_SENT, sent)  # negative control


def test_taken_back_nobody_answers_it(sent: Referral, practice: Context, clara: Context) -> None:
    services.revoke(practice, sent)

    assert read(sent).state is ReferralState.REVOKED
    with pytest.raises(Denied):
        services.accept(clara, read(sent))
    services.revoke(practice, read(sent))  # whether it was over already she does not learn from this
    assert not policy.may(clara, CareAction.READ, sent.family)


def test_of_taking_back_and_accepting_one_counts(sent: Referral, practice: Context, clara: Context) -> None:
    racing.lost(
        sent,
        lambda mine: services.accept(clara, mine, success=SAID),
        lambda theirs: services.revoke(practice, theirs),
    )


def test_withdrawn_with_his_code_everything_ends(sent: Referral, clara: Context, tannfurt: Network) -> None:
    code = queries.code_of_consent(KEY, 0)
    main = FamilyConsent.objects.get(purpose="find_help")
    him = replace(visitor(tannfurt.pk), now=NOON)
    services.withdraw_by_code(him, tannfurt, typed=code, consent_id=main.pk)

    assert read(sent).state is ReferralState.REVOKED
    assert queries.asked_of(clara) == []
    assert Family.objects.get().ended_at == NOON


def test_one_code_opens_both_consents(sent: Referral, tannfurt: Network) -> None:
    page = services.open_by_code(visitor(tannfurt.pk), tannfurt, typed=queries.code_of_consent(KEY, 0))

    assert CodeHolder.objects.count() == 1
    assert {line.consent.purpose.value for line in page.consents} == {"find_help", "feedback"}


@pytest.mark.parametrize(("days", "left"), [(-1, 1), (0, 0)])
def test_what_came_to_nothing_is_deleted_after_a_month(
    sent: Referral, clara: Context, tannfurt: Network, days: int, left: int
) -> None:
    services.decline(clara, sent, reason=DeclineReason.AREA)

    jobs.erase_outlived(replace(system(tannfurt.pk), now=NOON + UNTAKEN_KEPT + timedelta(days=days)))

    assert Family.objects.count() == left
    counted = {(each.month, each.what, each.number) for each in GoneCount.objects.all()}
    names = ("house_not_arrived", "declined_area", "answered_soon")
    assert counted == {(date(2026, 11, 1), name, 1) for name in names[: 3 * (1 - left)]}


def test_helped_by_who_was_asked_directly_it_ends_with_the_help(
    practice: Context, mira: Context, tannfurt: Network
) -> None:
    referral = send(practice, tannfurt, mira)
    services.accept(mira, referral)
    services.begin(mira, read(referral))
    assert Family.objects.get().ended_at is None

    services.end(mira, read(referral), reason=HelpEnd.GOAL_REACHED)

    assert Family.objects.get().ended_at == NOON


def test_somebody_else_is_asked(practice: Context, tannfurt: Network) -> None:
    with pytest.raises(Conflict, match="Sich selbst"):
        send(practice, tannfurt, practice)
    assert not Family.objects.exists()


def test_the_youth_office_answers_section_64_as_a_sender_too(
    clara: Context, tannfurt: Network, aydins: Family
) -> None:
    office = Organisation.objects.create(name="Jugendamt", category=PartnerCategory.YOUTH_OFFICE)
    worker = seat(tannfurt, "jule", Role.PARTNER, office)
    with pytest.raises(Conflict, match="gefährdet"):
        send(worker, tannfurt, clara)
    assert Family.objects.count() == 1

    answered = replace(GATE, endangers=False, endangers_why="Er möchte es")
    assert send(worker, tannfurt, clara, gate=answered).state is ReferralState.REQUESTED


@pytest.mark.parametrize(
    "said",
    [
        {"declared_by": DeclaredBy.BOTH_PARENTS},
        {"declared_by": DeclaredBy.SELF},
        {"copy_given": False},
        {"until": NOON.date() - timedelta(days=1)},
    ],
)
def test_a_consent_that_does_not_hold_sends_nothing(
    practice: Context, clara: Context, tannfurt: Network, said: dict[str, object]
) -> None:
    with pytest.raises(Conflict):
        send(practice, tannfurt, clara, **said)  # type: ignore[arg-type]  # one thing at a time

    assert not Family.objects.exists()
    assert not Passing.objects.exists()


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.TEAM_LEAD, Role.INTAKE, Role.ISEF])
def test_nobody_of_the_protection_part_sends(role: Role, clara: Context, tannfurt: Network) -> None:
    with pytest.raises(Denied):
        send(seat(tannfurt, "nora", role, None), tannfurt, clara)


def test_a_deputy_is_passed_the_same_and_may_answer(
    practice: Context, mira: Context, pia: Context, tannfurt: Network
) -> None:
    referral = send(practice, tannfurt, mira, deputy_id=held(pia).pk)

    assert queries.referral_page(mira, referral).told == queries.referral_page(pia, referral).told != []
    services.accept(pia, referral)
    assert read(referral).state is ReferralState.ACCEPTED


# --- counts ----------------------------------------------------------------------
@pytest.fixture
def guide(tannfurt: Network) -> Context:
    clinic = Organisation.objects.create(name="Geburtsklinik", category=PartnerCategory.CLINIC)
    return seat(tannfurt, "gabi", Role.GUIDE, clinic)


def test_a_month_is_counted_and_what_arrived_is_told_by_consent_alone(
    guide: Context, practice: Context, clara: Context, tannfurt: Network
) -> None:
    month = NOON.date().replace(day=1)
    services.note_counts(guide, tannfurt, month=month, screened=9, positive=1, talked=1)
    services.note_counts(guide, tannfurt, month=month, screened=90, positive=12, talked=14)
    for number, feedback in enumerate((True, False, True)):
        referral = send(guide, tannfurt, clara, key=f"{KEY}{number}", feedback=feedback)
        services.accept(clara, referral, success=SAID)
        if number < 2:
            services.begin(clara, read(referral), success=SAID)
    send(practice, tannfurt, clara, key=f"{KEY}x")

    (own,) = queries.counts(guide)
    assert (own.screened, own.positive, own.talked, own.placed, own.arrived) == (90, 12, 14, 3, 1)
    whole = {line.house: (line.placed, line.arrived) for line in queries.counts(clara)}
    assert whole == {"Geburtsklinik": (3, 2), "Kinderarztpraxis": (1, 0)}


def test_numbers_that_cannot_be_are_refused(guide: Context, tannfurt: Network) -> None:
    month = NOON.date().replace(day=1)
    for wrong in (
        {"month": month, "screened": 1, "positive": 2, "talked": 0},
        {"month": month + timedelta(days=40), "screened": 1, "positive": 1, "talked": 0},
    ):
        with pytest.raises(Conflict):
            services.note_counts(guide, tannfurt, **wrong)  # type: ignore[arg-type]  # one wrong at a time
    with pytest.raises(Conflict, match="Einrichtung"):
        services.note_counts(
            replace(guide, organisation_id=None), tannfurt, month=month, screened=1, positive=0, talked=0
        )


def read(referral: Referral) -> Referral:
    return Referral.objects.get(pk=referral.pk)
