"""Every form that changes something carries a key, so that sent twice it acts once; exceptions say why."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.forms import Form
from django.test import Client
from django.urls import get_resolver

from schutznetz.kernel.checks import _patterns
from schutznetz.kernel.models import Submission
from schutznetz.networks.choices import Role
from schutznetz.networks.models import AdviceCount, Network, Organisation
from tests.conftest import member, sign_in

TEMPLATES = Path("schutznetz/web/templates")
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
KEY = re.compile(r'\{% once %\}|\{% submission_key |name="submission_key"|\{% form_fields form')
TARGET = re.compile(r"action=\"\{% url '([\w:]+)'")
# By template or by the page that the form is sent to.
WITHOUT_A_KEY = {
    "account/": "signing in and passwords: the same again changes nothing, and allauth owns the form",
    "mfa/": "second factors: codes and challenges work once, and allauth owns the form",
    "accounts/choose.html": "chooses the function to act in; the same again changes nothing",
    "accounts/own.html": "ends other sessions; ended twice is ended",
    "care/shown.html": "carries what was typed before, the key of that form among it",
    "statistics/read_codes.html": "looks at a file and keeps nothing; the form behind it carries the key",
    "personas/index.html": "signs in as a persona of the demo",
    "concerns/guide": "the guide acts on nothing and keeps nothing",
    "public:appearance": "sets light or dark in a cookie",
    "errors/_again.html": "repeats the fields of the form that was lost, its key among them",
    "networks/accept.html": "the invitation itself works once, and a password is never hashed into a key",
    "networks:invite": "shows a secret this one time; a second click makes the first link void",
    "reporting:read": "marks answers as read; read twice is read",
    "work/answer.html": "the token in the address is acknowledged once",
    "work:acknowledge": "says that somebody sees to it; said twice is said",
    "work:take": "compare and swap: the second click finds the task taken",
    "intake:take": "compare and swap: the second click finds the report taken",
    "intake/index.html": "compare and swap: the second click finds the report taken",
    "duty:cancel_shift": "deletes one row; the second click finds nothing",
}


def forms() -> Iterator[tuple[str, str, str]]:
    """Yield template, target and text of every form that is posted."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        for found in FORM.findall(path.read_text()):
            target = TARGET.search(found)
            yield path.relative_to(TEMPLATES).as_posix(), target[1] if target else "", found


def excused(template: str, target: str) -> set[str]:
    return {name for name in WITHOUT_A_KEY if target == name or template.startswith(name)}


def test_every_form_carries_a_key_or_says_why_not() -> None:
    bare = [(page, to) for page, to, text in forms() if not KEY.search(text) and not excused(page, to)]

    assert bare == []


# ``form_fields`` prints what a form holds. These hold no key: their pages bring one or are excused, and
# Code only opens the talk that it names, YearForm only chooses what is shown.
KEYLESS = {"Section", "NewPassword", "YearForm"}


def test_every_form_of_cases_and_tasks_holds_a_key() -> None:
    get_resolver()._populate()  # every view is imported
    ours = [each for each in Form.__subclasses__() if each.__module__.startswith("schutznetz.web.")]
    bare = {each.__name__ for each in ours if re.search(r"\.(cases|work|accounts)\.", each.__module__)}

    assert bare == KEYLESS


def test_every_excuse_is_still_needed() -> None:
    used = {name for page, to, text in forms() if not KEY.search(text) for name in excused(page, to)}

    assert used == set(WITHOUT_A_KEY)


def test_every_target_is_a_page_of_ours() -> None:
    names = {f"{pattern.name}" for _route, pattern in _patterns(get_resolver())}

    assert {to.rpartition(":")[2] for _page, to, _text in forms() if to} <= names


def test_the_control_without_a_key_is_found() -> None:
    assert not KEY.search('<form method="post">{% csrf_token %}</form>')


@pytest.fixture
def clara(client: Client, tannfurt: Network, inside: None) -> Client:
    sign_in(client, member(tannfurt, "clara", Role.COORDINATOR))
    return client


def test_a_form_sent_twice_acts_once_and_says_so_twice(clara: Client) -> None:
    partner = {"name": "Kita", "category": "day_care", "membership": "member", "submission_key": "a" * 26}

    answers = [clara.post("/tannfurt/kontakte/neu/", partner) for _time in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/tannfurt/kontakte/"] * 2
    assert Organisation.objects.count() == 1


def test_a_button_tapped_twice_counts_once(clara: Client) -> None:
    for _time in range(2):
        clara.post("/tannfurt/beratung/zaehlen/", {"topic": "offers", "submission_key": "b" * 26})

    assert AdviceCount.objects.get().number == 1


def test_the_key_of_one_form_opens_no_other(clara: Client) -> None:
    key = {"submission_key": "c" * 26}
    clara.post("/tannfurt/beratung/zaehlen/", {"topic": "offers", **key})

    clara.post("/tannfurt/beratung/zaehlen/", {"topic": "offers", "back": "1", **key})

    assert AdviceCount.objects.get().number == 1


def test_a_page_gives_each_form_a_fresh_key(clara: Client) -> None:
    keys = re.findall(
        r'name="submission_key" value="(\w+)"', clara.get("/tannfurt/beratung/").content.decode()
    )
    assert len(keys) == len(set(keys)) > 1


@pytest.mark.parametrize("key", ["", "x" * 65])
def test_a_missing_or_endless_key_still_acts(clara: Client, key: str) -> None:
    clara.post("/tannfurt/beratung/zaehlen/", {"topic": "offers", "submission_key": key})

    assert AdviceCount.objects.get().number == 1
    assert len(Submission.objects.get().key) == 26
