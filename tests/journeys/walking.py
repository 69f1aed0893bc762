"""What every walk through the product does: become somebody, fill a form as it asks, send it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.db.models import Model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.fields import Code
from schutznetz.networks.choices import Role
from tests import make
from tests.screens import Stage


@dataclass(frozen=True)
class Choice:
    """An entry of a list that unfolds; radio buttons and boxes to tick are named by their ``Code``."""

    of: Code | Model

    @property
    def value(self) -> str:
        return str(self.of.value if isinstance(self.of, Code) else self.of.pk)


Answer: TypeAlias = bool | str | Code | list[Code] | Choice | date | Path


@contextmanager
def phone_without_scripts(browser: Browser, url: str, *, locale: str = "de-DE") -> Iterator[Page]:
    """Open a page on somebody's own telephone: what works there without scripts works everywhere."""
    with browser.new_context(
        base_url=url, viewport={"width": 360, "height": 740}, locale=locale, java_script_enabled=False
    ) as context:
        context.set_default_timeout(15_000)
        yield context.new_page()


def become(page: Page, stage: Stage, role: Role) -> None:
    """Let this browser belong to the person with that role, as a real sign-in would leave it."""
    client = Client()
    with tenancy.scope(stage.network.pk):
        seat = stage.assignment(role)
        make.sign_in(client, seat.user, seat, at=clock.now().timestamp())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )


def enter(context: BrowserContext, stage: Stage, role: Role) -> Page:
    """Open a page of the person with that role; the pages of who was there before stay as they are."""
    page = context.new_page()
    become(page, stage, role)
    return page


def choose(page: Page, name: str) -> None:
    """Become somebody of the demonstration's town."""
    page.goto("/personen/")
    page.get_by_role("button", name=f"Weiter als {name}").click()


def follow(page: Page, *names: str) -> None:
    """Click through links of the page itself, one after the other."""
    for name in names:
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def send(page: Page, button: str = "Speichern", **answers: Answer) -> None:
    """Fill the form of the page by the names of its fields, and press its button."""
    for name, answer in answers.items():
        _fill(page, name, answer)
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def _fill(page: Page, name: str, answer: Answer) -> None:
    field = page.locator(f"[name={name}]")
    if isinstance(answer, date):
        for part, number in enumerate((answer.day, answer.month, answer.year)):
            page.locator(f"[name={name}_{part}]").fill(str(number))
    elif isinstance(answer, Path):
        field.set_input_files(answer)
    elif isinstance(answer, Choice):
        field.select_option(answer.value)
    elif isinstance(answer, str) and not isinstance(answer, Code):
        field.fill(answer)
    else:
        for each in answer if isinstance(answer, list) else [answer]:
            page.locator(f'[name={name}][value="{_value(each)}"]').check()


def _value(ticked: Code | bool) -> str:
    if isinstance(ticked, Code):
        return str(ticked.value)
    return "yes" if ticked else "no"
