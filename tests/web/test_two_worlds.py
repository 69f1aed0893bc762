"""What a user may not see changes no byte of what they get.

The same town twice: in the second one there is a report that the visitor, the partner or the coordinator
must not know of. Clock and tokens stand still, so every difference is a leak.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.middleware import csrf
from django.test import Client
from django.urls import get_resolver

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import Question
from schutznetz.cases.models import Attachment, Report
from schutznetz.kernel import audit, clock, ids, keyring, keys, policy
from schutznetz.kernel.checks import _patterns
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests import make
from tests.conftest import NOON, context, member, sign_in

CHILD = "Mia Muster, Lindenweg 3"
OWN_KEY, SECRET_KEY = "o" * 26, "s" * 26
PAGES = {
    "/" + route.replace("<slug:network>", "tannfurt"): vars(pattern.callback)["action"]
    for route, pattern in sorted(_patterns(get_resolver()), key=lambda each: each[0])
    if hasattr(pattern.callback, "action") and "<" not in route.replace("<slug:network>", "")
}

pytestmark = pytest.mark.once
SEARCHES = ["/tannfurt/angebote/?q=Mia", "/tannfurt/angebote/?q=Lindenweg", "/tannfurt/eingang/?nach=2026~x"]
CHANGED = ("/tannfurt/eingang/", "/tannfurt/aufgaben/", "/tannfurt/dienst/")  # for whoever may see it
WRONG_CODE = "1234 5678 9012 3456"
REPORT = {
    "danger_now": "yes",
    "reporter_kind": "private",
    "observed": "Lärm",
    "child0-child_name": CHILD,
    "submission_key": "x" * 26,
    "at": "urgent",
    "go": "send",
}


@pytest.fixture(autouse=True)
def still_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csrf, "_get_new_csrf_string", lambda: "c" * csrf.CSRF_SECRET_LENGTH)
    monkeypatch.setattr(csrf, "_mask_cipher_secret", lambda secret: secret * 2)
    monkeypatch.setattr(csrf, "_unmask_cipher_token", lambda token: token[: csrf.CSRF_SECRET_LENGTH])
    monkeypatch.setattr(audit._recorder, "name", "r" * 32, raising=False)  # else drawn by whoever is first


@pytest.fixture
def nora(tannfurt: Network) -> User:
    return member(tannfurt, "nora", Role.PARTNER)


@pytest.fixture
def ines(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE)


@pytest.fixture
def own_address(ines: Context, nora: User, tannfurt: Network, inside: None) -> str:
    """Nora's own report, which exists in both worlds; the office has asked her something."""
    member(tannfurt, "bert", Role.INTAKE)
    statement = services.Statement(reporter_kind="health", danger_now=False, facts={"observed": "Sturz"})  # type: ignore[arg-type]
    partner = context(tannfurt, nora, Role.PARTNER)
    mine = services.submit_as_partner(partner, tannfurt, statement=statement, key=OWN_KEY)
    services.ask_reporter(ines, services.take_report(ines, mine), question=Question.WHEN)
    return f"/tannfurt/meldungen/{mine.pk}/"


@contextmanager
def world() -> Iterator[None]:
    """Let something happen and undo it. No world may find an envelope opened that another one opened."""
    cache.clear()
    forget_keys()
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)
    forget_keys()


def forget_keys() -> None:
    """Remember nothing of a key that was undone: making one draws an id, remembering it draws none."""
    keyring.forget()
    for kept in (keys._disclosures, keys._named_keys):
        kept.clear()


def hide_a_report(ctx: Context, network: Network) -> list[str]:
    """About the same child, urgent, with everything that hangs on a report; return where all that is."""
    with clock.frozen(NOON), ids.seeded(11):
        report = _hidden(ctx, network)
    file = Attachment.objects.get(report=report)
    return [
        f"/tannfurt/eingang/{report.pk}/",
        f"/tannfurt/eingang/{report.pk}/ersteinschaetzung/",
        f"/tannfurt/eingang/anlage/{file.pk}/",
        f"/tannfurt/meldungen/{report.pk}/",
    ]


def _hidden(ctx: Context, network: Network) -> Report:
    return make.report(
        ctx,
        network,
        danger_now=True,
        children=[CHILD],
        contact={"reporter_name": "Herr Geheim"},
        files=1,
        additions=1,
        key=SECRET_KEY,
    )


def bytes_of(answer: Any) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    return answer.status_code, tuple(sorted(answer.headers.items())), answer.content


def everything(client: Client, addresses: Iterable[str]) -> dict[str, object]:
    """Return all that this browser can get out of the town, read and sent."""
    with clock.frozen(NOON), ids.seeded(7):
        seen: dict[str, object] = {url: bytes_of(client.get(url)) for url in addresses}
        seen["submit"] = bytes_of(
            client.post(
                "/tannfurt/melden/", {**REPORT, "child0-child_name": CHILD, "submission_key": "x" * 26}
            )
        )
        seen["twice"] = bytes_of(
            client.post(
                "/tannfurt/melden/", {**REPORT, "child0-child_name": CHILD, "submission_key": "x" * 26}
            )
        )
        for code in (WRONG_CODE, receipts.code_for("never sent"), "Mia", ""):
            seen[f"code {code}"] = bytes_of(client.post("/tannfurt/rueckfrage/", {"code": code}))
    return seen


def pages_of(role: Role | None) -> list[str]:
    """Return what is open to the role on some row, and one page that is shut to it.

    All that is shut answers the same within the same frame, whatever exists: see ``test_isolation``.
    """
    held = {role, policy.PERSON} if role else {policy.PUBLIC}
    opened = [url for url, action in PAGES.items() if any(policy.granted(action, each) for each in held)]
    shut = next(url for url in PAGES if url.startswith("/tannfurt/") and url not in opened)
    return [*opened, shut, *SEARCHES]


def differences(
    enter: Callable[[], Client],
    own_address: str,
    ctx: Context,
    network: Network,
    *,
    pages: Sequence[str],
) -> list[str]:
    """Compare both worlds, also at the very addresses that only exist in the one looked at first."""
    with world():
        addresses = [own_address, *hide_a_report(ctx, network)]
        first = everything(enter(), [*pages, *addresses])
    with world():
        second = everything(enter(), [*pages, *addresses])
    return [place for place in first if first[place] != second[place]]


def browser_of(user: User | None) -> Callable[[], Client]:
    def enter() -> Client:
        client = Client()
        if user:
            sign_in(client, user)
        return client

    return enter


HIDDEN_FROM = [
    None,
    Role.PARTNER,
    Role.COORDINATOR,
    Role.PROVIDER,
    Role.ADMINISTRATOR,
    Role.CASE_WORKER,  # off duty
]


@pytest.mark.parametrize("role", HIDDEN_FROM)
def test_a_hidden_report_changes_no_byte(
    role: Role | None, own_address: str, nora: User, ines: Context, tannfurt: Network
) -> None:
    user = nora if role is Role.PARTNER else member(tannfurt, "dora", role) if role else None
    assert differences(browser_of(user), own_address, ines, tannfurt, pages=pages_of(role)) == []


def test_who_may_see_it_sees_it(own_address: str, ines: Context, tannfurt: Network) -> None:
    """Negative control: the same comparison finds what the intake team is shown."""
    user = User.objects.get(username="ines")
    found = differences(browser_of(user), own_address, ines, tannfurt, pages=CHANGED)
    assert "/tannfurt/eingang/" in found
    assert any("/anlage/" in place for place in found)
    assert "/tannfurt/aufgaben/" in found


def test_a_case_worker_on_duty_sees_it(own_address: str, ines: Context, tannfurt: Network) -> None:
    """Negative control of the one off duty: the shift alone makes the difference."""
    dora = member(tannfurt, "dora", Role.CASE_WORKER)
    hour = timedelta(hours=1)
    Shift.objects.create(
        person=dora, substitute_id=ines.person_id, starts_at=NOON - hour, ends_at=NOON + hour
    )

    found = differences(browser_of(dora), own_address, ines, tannfurt, pages=CHANGED)

    assert {"/tannfurt/eingang/", "/tannfurt/dienst/"} <= set(found)


def test_the_right_code_is_the_only_one_that_opens(
    client: Client, own_address: str, ines: Context, tannfurt: Network
) -> None:
    hide_a_report(ines, tannfurt)
    right = client.post("/tannfurt/rueckfrage/", {"code": receipts.code_for(SECRET_KEY)}).content.decode()
    wrong = client.post("/tannfurt/rueckfrage/", {"code": WRONG_CODE}).content.decode()

    assert "Ihre Nachricht ist eingegangen" in right
    assert "Geheim" not in right
    assert "Mia" not in right
    assert re.search("finden wir nichts", wrong)


def test_no_world_remembers_a_key_of_the_one_before(ines: Context, tannfurt: Network, inside: None) -> None:
    """Negative control: what is remembered is not made again, and its id would go to something else."""
    made = []
    for _world in range(2):
        with world(), clock.frozen(NOON), ids.seeded(19):
            made.append(make.report(ines, tannfurt, children=[CHILD], key="r" * 26).pk)

    assert made[0] == made[1]


def test_a_reference_does_not_count_what_is_hidden(ines: Context, tannfurt: Network, inside: None) -> None:
    """The same random numbers give the same reference, however many reports came before."""
    with ids.seeded(3):
        first = make.report(ines, tannfurt, key="a" * 26)
    hide_a_report(ines, tannfurt)
    first_again = services.reports._reference
    with ids.seeded(4):
        other = first_again()
    with ids.seeded(4):
        assert first_again() == other
    assert first.reference != other
