"""A link to somebody without an account, attacked: previews, forwarded mails, guessing, reuse, delay.

Nothing leaves before the right code is typed on one page; whatever fails looks the same and says nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.care import jobs, queries, services
from schutznetz.care.choices import (
    LINK_OPEN,
    LINK_SHOWN,
    LINK_TRIES,
    DataItem,
    DeclineReason,
    ReferralState,
    WithdrawalWay,
)
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, OutsideLink, Passing, Referral
from schutznetz.care.queries import OutsidePage
from schutznetz.care.services import Asked, NothingOpens
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.care.conftest import GATE, ITEMS, MOTHER, declared
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
KEY, OPENING, LANG = "l" * 26, "o" * 26, "Frau Lang, Hebammenpraxis Nord"
SECRET, CODE = "", ""


@pytest.fixture(autouse=True)
def halves(inside: None) -> None:
    """What the coordination is shown once: the link for the mail, the code for the telephone."""
    globals()["SECRET"], globals()["CODE"] = queries.secret_and_code(KEY)


@pytest.fixture
def consent(aydins: Family, clara: Context) -> FamilyConsent:
    said = declared([], outside=[LANG])
    return services.note_consent(clara, aydins, declared=said, by=MOTHER, key="c" * 26)


@pytest.fixture
def asked(clara: Context, consent: FamilyConsent) -> Referral:
    return services.refer(clara, consent.family, asked=wish(consent), gate=GATE, key=KEY)


def wish(consent: FamilyConsent, **other: object) -> Asked:
    named = ConsentRecipient.objects.get(consent=consent)
    said: dict[str, object] = {"recipient_id": named.pk, "need": "Eine Hebamme", "items": ITEMS}
    return Asked(**said | other)  # type: ignore[arg-type]  # a test says one thing at a time


@pytest.fixture
def open_it(tannfurt: Network) -> Callable[..., OutsidePage | None]:
    def opened(
        secret: str = "", typed: str = "", opening: str = OPENING, after: timedelta = timedelta()
    ) -> OutsidePage | None:
        ctx = replace(visitor(tannfurt.pk), now=NOON + after)
        return services.open_link(
            ctx, tannfurt, secret=secret or SECRET, typed=typed or CODE, opening=opening
        )

    return opened


@pytest.fixture
def answer(tannfurt: Network) -> Callable[..., OutsidePage]:
    def answered(step: str = "accept", opening: str = OPENING, **said: object) -> OutsidePage:
        how = {"secret": SECRET, "typed": CODE, "opening": opening, "step": step} | said
        ctx = replace(visitor(tannfurt.pk), now=NOON)
        return services.answer_by_link(ctx, tannfurt, **how)  # type: ignore[arg-type]  # one thing at a time

    return answered


def shut(open_it: Callable[..., OutsidePage | None], **how: object) -> bool:
    """Say whether nothing opened."""
    try:
        return open_it(**how) is None
    except NothingOpens:
        return True


def passed() -> int:
    return Passing.objects.count()


def test_sending_passes_nothing_on_yet(asked: Referral, clara: Context) -> None:
    assert passed() == 0
    link = OutsideLink.objects.get()
    stored = f"{link.digest} {link.code_tag} {link.opening_tag}"
    assert SECRET not in stored
    assert CODE not in stored
    task = Task.objects.get()
    assert (task.kind, task.owner_id) == (TaskKind.FOLLOW_OUTSIDE, clara.person_id)


def test_the_right_code_opens_it_and_passes_on_what_was_allowed(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    page = open_it()

    assert page is not None
    assert dict(page.told)["Name"] == "Frau Aydin"
    assert "Adresse" not in dict(page.told)
    (passing,) = Passing.objects.all()
    assert (passing.passed_by_id, passing.by_youth_office) == (clara.person_id, True)
    assert {each.item for each in passing.items.all()} == set(ITEMS)
    assert [line.to for line in services.take_log(clara, asked.family)] == [LANG]


@pytest.mark.parametrize("typed", ["1234 5678", " １２３４５６７８ ", "1234-5678"])
def test_a_code_may_be_typed_as_it_was_read_out(typed: str) -> None:
    assert queries.tag_of_code("s", typed) == queries.tag_of_code("s", "12345678")
    assert queries.tag_of_code("t", typed) != queries.tag_of_code("s", typed)  # bound to its link


def test_the_mail_alone_opens_nothing(asked: Referral, open_it: Callable[..., OutsidePage | None]) -> None:
    """Whoever gets it forwarded has no code; the code of another link is none either."""
    _, of_another = queries.secret_and_code("x" * 26)
    assert shut(open_it, typed=of_another)
    assert shut(open_it, typed=" ")
    assert passed() == 0
    assert open_it() is not None  # negative control: the right code still does


def test_the_code_alone_opens_nothing(asked: Referral, open_it: Callable[..., OutsidePage | None]) -> None:
    other, _ = queries.secret_and_code("x" * 26)
    assert shut(open_it, secret=other)
    assert passed() == 0


def test_after_five_guesses_the_right_code_comes_too_late(
    asked: Referral, open_it: Callable[..., OutsidePage | None]
) -> None:
    for guess in range(LINK_TRIES):
        assert open_it(typed=f"{guess:08}") is None

    assert shut(open_it)
    assert passed() == 0
    state = queries.link_state(asked, NOON)
    assert state is not None
    assert state.shut


def test_four_guesses_leave_one_try(asked: Referral, open_it: Callable[..., OutsidePage | None]) -> None:
    for guess in range(LINK_TRIES - 1):
        assert open_it(typed=f"{guess:08}") is None

    assert open_it() is not None


def test_it_opens_once_and_on_one_page_only(
    asked: Referral, open_it: Callable[..., OutsidePage | None]
) -> None:
    open_it()

    assert shut(open_it, opening="p" * 26)  # with link and code, from another page
    assert open_it() is not None  # a second tap on the same page
    assert passed() == 1


def test_the_page_closes_after_half_an_hour(
    asked: Referral, open_it: Callable[..., OutsidePage | None]
) -> None:
    open_it()

    assert open_it(after=LINK_SHOWN - timedelta(seconds=1)) is not None
    assert shut(open_it, after=LINK_SHOWN)


@pytest.mark.parametrize(("after", "opens"), [(LINK_OPEN - timedelta(seconds=1), True), (LINK_OPEN, False)])
def test_it_expires(
    asked: Referral, open_it: Callable[..., OutsidePage | None], after: timedelta, *, opens: bool
) -> None:
    assert shut(open_it, after=after) is not opens
    assert passed() == opens


def test_withdrawn_before_it_was_opened_nothing_leaves(
    asked: Referral, consent: FamilyConsent, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert shut(open_it)
    assert passed() == 0
    assert not OutsideLink.objects.exists()


def test_withdrawn_while_it_is_open_nothing_can_be_read_or_answered(
    asked: Referral,
    consent: FamilyConsent,
    open_it: Callable[..., OutsidePage | None],
    answer: Callable[..., OutsidePage],
    clara: Context,
) -> None:
    open_it()

    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert shut(open_it)
    with pytest.raises(NothingOpens):
        answer()
    assert Referral.objects.get().state is ReferralState.REVOKED
    assert passed() == 1  # what was told before stays in the family's list


def test_taken_back_it_opens_nothing(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    services.revoke(clara, asked)

    assert shut(open_it)
    assert passed() == 0


def test_after_the_last_day_of_the_consent_it_opens_nothing(
    clara: Context, aydins: Family, open_it: Callable[..., OutsidePage | None], tannfurt: Network
) -> None:
    short = declared([], outside=[LANG], until=NOON.date() + timedelta(days=2))
    consent = services.note_consent(clara, aydins, declared=short, by=MOTHER, key="c" * 26)
    services.refer(clara, aydins, asked=wish(consent), gate=GATE, key=KEY)

    assert shut(open_it, after=timedelta(days=3))
    assert passed() == 0
    jobs.call_off_uncovered(replace(system(tannfurt.pk), now=NOON + timedelta(days=3)))
    assert Referral.objects.get().state is ReferralState.REVOKED


def test_a_new_link_shuts_the_old_one(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    for guess in range(LINK_TRIES):
        open_it(typed=f"{guess:08}")
    services.renew_link(clara, asked, key="n" * 26)
    secret, code = queries.secret_and_code("n" * 26)

    assert shut(open_it)
    assert shut(open_it, secret=secret)  # with the old code
    assert open_it(secret=secret, typed=code) is not None
    with pytest.raises(Conflict, match="schon angekommen"):
        services.renew_link(clara, asked, key="m" * 26)


def test_it_is_answered_on_the_page_that_opened_it(
    asked: Referral, open_it: Callable[..., OutsidePage | None], answer: Callable[..., OutsidePage]
) -> None:
    with pytest.raises(NothingOpens):
        answer()  # nobody has opened it
    open_it()
    with pytest.raises(NothingOpens):
        answer(opening="p" * 26)

    page = answer(note="Ab Februar")
    again = answer(note="Ab Februar")

    assert (page.unanswered, again.unanswered) == (False, False)
    referral = Referral.objects.get()
    assert (referral.state, referral.answer_note) == (ReferralState.ACCEPTED, "Ab Februar")
    assert not Task.objects.filter(settled_at=None).exists()


def test_it_is_declined_with_a_reason(
    asked: Referral, open_it: Callable[..., OutsidePage | None], answer: Callable[..., OutsidePage]
) -> None:
    open_it()

    page = answer("decline", reason=DeclineReason.NO_PLACE)

    assert page.referral.state is ReferralState.DECLINED


@pytest.mark.parametrize("step", ["begin", "end", "revoke", "x"])
def test_no_other_step_can_be_taken_with_a_link(
    step: str, asked: Referral, open_it: Callable[..., OutsidePage | None], answer: Callable[..., OutsidePage]
) -> None:
    open_it()

    with pytest.raises(NothingOpens):
        answer(step)
    assert Referral.objects.get().state is ReferralState.REQUESTED


def test_the_coordination_notes_what_she_hears_by_telephone(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    open_it()
    services.accept(clara, asked)
    services.begin(clara, Referral.objects.get())

    assert Referral.objects.get().state is ReferralState.BEGUN


def test_more_than_was_allowed_is_refused_when_it_is_sent(clara: Context, consent: FamilyConsent) -> None:
    with pytest.raises(Conflict, match="mehr, als"):
        services.refer(
            clara, consent.family, asked=wish(consent, items=[*ITEMS, DataItem.ADDRESS]), gate=GATE, key=KEY
        )
    assert not OutsideLink.objects.exists()


def test_an_unanswered_question_sends_no_link(clara: Context, consent: FamilyConsent) -> None:
    with pytest.raises(Conflict):
        services.refer(
            clara, consent.family, asked=wish(consent), gate=replace(GATE, endangers=None), key=KEY
        )
    assert not OutsideLink.objects.exists()


def test_the_database_itself_asks_when_it_is_opened(
    asked: Referral,
    consent: FamilyConsent,
    open_it: Callable[..., OutsidePage | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Were the link widened behind our back, opening it would still pass on no more than was declared."""
    link = OutsideLink.objects.get()
    OutsideLink.objects.filter(pk=link.pk).update(items=[*link.items, "address"])

    with pytest.raises(Conflict):
        open_it()
    assert passed() == 0


# --- somebody else in the same moment ------------------------------------------------------------
def lost(mine: Callable[[], object], rival: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rival's command run between the question for the right and the writing of mine."""
    asked, ran = policy.may, list[object]()

    def may(*question: object) -> bool:
        allowed = asked(*question)  # type: ignore[arg-type]  # handed through
        if not ran:
            ran.append(None)
            rival()
        return allowed

    with monkeypatch.context() as patched:
        patched.setattr(policy, "may", may)
        with pytest.raises(Conflict):
            mine()
    assert ran


def test_of_two_who_open_it_at_once_one_reads_it(
    asked: Referral, open_it: Callable[..., OutsidePage | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost(open_it, lambda: open_it(opening="p" * 26), monkeypatch)
    assert open_it() is not None  # negative control: what the rival did was undone with the refusal
    assert passed() == 1


@pytest.mark.parametrize("how", ["withdraw", "revoke", "renew"])
def test_whoever_shuts_it_in_that_moment_wins(
    how: str,
    asked: Referral,
    consent: FamilyConsent,
    open_it: Callable[..., OutsidePage | None],
    clara: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rivals = {
        "withdraw": lambda: services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN),
        "revoke": lambda: services.revoke(clara, asked),
        "renew": lambda: services.renew_link(clara, asked, key="n" * 26),
    }

    lost(open_it, rivals[how], monkeypatch)

    assert passed() == 0
    assert open_it() is not None  # negative control


def test_five_guesses_at_once_are_five(
    asked: Referral, open_it: Callable[..., OutsidePage | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The try is counted where it is stored, so guesses that read the same number do not share one."""
    for guess in range(LINK_TRIES - 1):
        open_it(typed=f"{guess:08}")

    lost(open_it, lambda: open_it(typed="00000009"), monkeypatch)

    assert passed() == 0
