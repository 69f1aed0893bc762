"""Every screen in a real browser: reachable by keyboard, readable by everyone, narrow, light and dark."""

from collections.abc import Iterator
from itertools import product
from unittest.mock import Mock
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings, settings
from django.db import connection
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from schutznetz.kernel import clock, tenancy
from tests import make
from tests.journeys.conftest import EMPTY
from tests.journeys.looking import LEAVE, NARROW, RULES, TEXTS, faults, look, sweep
from tests.journeys.scenes import Scenes
from tests.screens import SCREENS, Screen, Stage, found_stage

# Menu, head and foot are the same on every page: these have them looked at as well.
FRAMES = ("landing", "home", "tasks", "personas", "offers-find", "offers-found-arabic")


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still: two looks at one page may lie on both sides of a minute."""
    moment = clock.now()
    monkeypatch.setattr(clock, "datetime", Mock(now=lambda _zone: moment))


if connection.vendor == "sqlite":

    @pytest.fixture(scope="session")
    def scenes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Scenes:
        with django_db_blocker.unblock():
            return Scenes()

    @pytest.fixture
    def transactional_db(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        """The database, put back as it was instead of emptied row by row."""
        with django_db_blocker.unblock():
            yield
            scenes.end()

    @pytest.fixture
    def stage(transactional_db: None, scenes: Scenes, _still: None) -> Stage:
        return scenes.begin()

else:

    @pytest.fixture
    def stage(transactional_db: None, _still: None) -> Stage:
        return found_stage()


def address(screen: Screen, stage: Stage) -> str:
    with tenancy.scope(stage.network.pk):
        return screen.build(stage)


def enter(context: BrowserContext, screen: Screen, stage: Stage) -> None:
    """Put the person's session into the browser, as the real sign-in would leave it."""
    if screen.who is None:
        return
    client = Client()
    with tenancy.scope(stage.network.pk):
        assignment = stage.assignment(screen.who)
        make.sign_in(
            client, assignment.user, assignment, strength=screen.strength, at=clock.now().timestamp()
        )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}])


@pytest.fixture(scope="session")
def pair(browser: Browser, live_server: LiveServer) -> Iterator[tuple[Page, Page]]:
    """One page with and one without scripts for all screens: starting new ones costs more than looking."""
    with (
        browser.new_context(base_url=live_server.url, locale="de-DE", reduced_motion="reduce") as context,
        browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=False) as plain,
    ):
        both = context.new_page(), plain.new_page()
        for page in both:
            page.goto(EMPTY)
        yield both


@pytest.fixture
def pages(pair: tuple[Page, Page]) -> Iterator[tuple[Page, Page]]:
    """The two pages as good as new, and left with nothing."""
    page, plain = pair
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    yield pair
    page.evaluate(LEAVE)
    page.context.clear_cookies()
    if not plain.url.endswith(EMPTY):
        plain.goto(EMPTY)
        plain.context.clear_cookies()


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 1280, "height": 900},
        locale="de-DE",
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture
def plain_window(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def said(pages: tuple[Page, Page]) -> Iterator[list[str]]:
    """What the page's scripts complain about."""
    wrong: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    def on_error(error: Error) -> None:
        wrong.append(str(error))

    pages[0].on("console", on_console)
    pages[0].on("pageerror", on_error)
    yield wrong
    pages[0].remove_listener("console", on_console)
    pages[0].remove_listener("pageerror", on_error)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screens_are_usable_by_everyone(
    screen: Screen, stage: Stage, pages: tuple[Page, Page], said: list[str], settings: LazySettings
) -> None:
    path = address(screen, stage)
    if screen.demo:
        settings.ROOT_URLCONF, settings.DEMO = "tests.web.personas.urls", True
    page, plain = pages
    enter(page.context, screen, stage)

    answer = page.goto(path)
    assert answer is not None
    assert answer.status == screen.status
    if screen.walk:
        screen.walk(page)
        enter(plain.context, screen, stage)
        plain.goto(path)
        screen.walk(plain)
        for each in pages:
            each.wait_for_load_state()  # a click waits for the answer's beginning only
        if not (screen.script_adds or screen.one_of_a_kind):
            assert plain.inner_text("main") == page.inner_text("main")
    elif not screen.script_adds:
        sent, shown = page.evaluate(TEXTS, answer.text())
        assert sent == shown
    if screen.view:
        assert resolve(urlsplit(page.url).path).view_name == screen.view
        assert said == []
    assert sweep(page) == []
    assert look(page, screen.name) == []


@pytest.mark.parametrize("name", FRAMES)
def test_what_stands_around_every_page_is_usable(
    name: str, stage: Stage, pages: tuple[Page, Page], settings: LazySettings
) -> None:
    """Menu, head and foot: for a visitor, in a network, signed in, in the demo, in languages of families."""
    (screen,) = (screen for screen in SCREENS if screen.name == name)
    page, _ = pages
    path = address(screen, stage)
    if screen.demo:
        settings.ROOT_URLCONF, settings.DEMO = "tests.web.personas.urls", True
    enter(page.context, screen, stage)
    page.goto(path)
    if screen.walk:
        screen.walk(page)
    wrong = sweep(page, "body")
    wrong += faults(page, RULES)
    for width, theme in product((320, 1280), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # wants the word itself
        wrong += faults(page, NARROW)

    assert wrong == []


def test_planted_faults_are_found(stage: Stage, window: BrowserContext) -> None:
    page = window.new_page()
    answer = page.goto("/")
    assert answer is not None
    before = page.evaluate(TEXTS, answer.text())
    page.evaluate("""() => {
      document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/static/icon.svg">'
        + '<p id="wide">dark words</p><a href="#" id="hidden-focus">faint words</a>'
        + '<button tabindex="5">z</button>');
      document.getElementById('wide').style.width = '2000px';
      document.getElementById('wide').style.color = '#333';  // too faint in the dark only
      document.getElementById('hidden-focus').style.outline = 'none';
      document.getElementById('hidden-focus').style.color = '#777';  // in the light only
      const around = document.querySelector('.sn-footer a');
      Object.assign(around, {id: 'around', style: 'outline: none; color: #777'});
      document.body.insertAdjacentHTML('beforeend', '<p>outside</p>');
      document.title = '';
    }""")

    after = page.evaluate(TEXTS, answer.text())
    walked, around = sweep(page), sweep(page, "body")
    seen = look(page, "planted")
    page.emulate_media(color_scheme="light")
    whole = faults(page, RULES)

    assert before[0] == before[1] != ""
    assert after[0] != after[1]  # what a script adds is told apart from what was sent
    assert any("no visible focus" in fault and "hidden-focus" in fault for fault in walked)
    for planted in ("image-alt", "color-contrast", "tabindex", "region", "document-title"):
        assert any(f"1280: {planted}" in fault for fault in seen), planted
    assert any("320, dark: scrolls sideways" in fault for fault in seen)
    assert any("320, dark: color-contrast" in fault and "wide" in fault for fault in seen)
    for part, everything, found in ((walked, around, "no visible focus"), (seen, whole, "color-contrast")):
        assert not any('id="around"' in fault for fault in part)
        assert any('id="around"' in fault and found in fault for fault in everything)


def test_what_stood_out_elsewhere_is_found_where_it_does_not(stage: Stage, window: BrowserContext) -> None:
    """A colour is not measured twice, unless its size, its ground or its place is another one."""
    page = window.new_page()
    page.goto("/")
    dressed = """dresses => Object.entries(dresses).forEach(([name, dress]) =>
      Object.assign(document.getElementById(name).style, dress))"""
    page.evaluate("""() => document.querySelector('main').insertAdjacentHTML('beforeend', ['large', 'ground',
      'faint', 'pale', 'dark', 'moved'].map(name => `<div id="${name}">some words</div>`).join(''))""")
    dark = {"background": "#222", "height": "60px", "color": "#fff"}
    page.evaluate(dressed, {"large": {"color": "#888", "fontSize": "40px"}, "dark": dark})
    before = faults(page, NARROW)
    page.evaluate(
        dressed,
        {
            "large": {"fontSize": "15px"},
            "ground": {"background": "#333"},
            "faint": {"opacity": 0.3},
            "pale": {"color": "#ccc"},
            "moved": {"marginTop": "-55px"},
        },
    )

    after = faults(page, NARROW)

    assert before == []
    for name in ("large", "ground", "faint", "pale", "moved"):
        assert any("color-contrast" in fault and f'id="{name}"' in fault for fault in after), name


def test_a_trap_for_the_keyboard_is_found(stage: Stage, window: BrowserContext) -> None:
    page = window.new_page()
    page.goto("/tannfurt/melden/")
    page.evaluate("""() => document.querySelector('main a, main button').addEventListener(
      'keydown', event => event.preventDefault())""")

    (fault,) = sweep(page)

    assert fault.startswith("keyboard reaches 1 of")


def test_leaving_quickly_replaces_the_page_in_the_history(stage: Stage, window: BrowserContext) -> None:
    page = window.new_page()
    page.route(settings.QUICK_EXIT_URL, lambda route: route.fulfill(body="Wetter", content_type="text/html"))
    page.goto("/hilfe-sofort/")
    page.goto("/tannfurt/melden/")

    page.get_by_role("link", name="Seite verlassen").click()
    page.wait_for_url(settings.QUICK_EXIT_URL)
    page.go_back()

    assert page.url.endswith("/hilfe-sofort/")  # not the page that was left


def test_three_escapes_leave_as_well(stage: Stage, window: BrowserContext) -> None:
    page = window.new_page()
    page.route(settings.QUICK_EXIT_URL, lambda route: route.fulfill(body="Wetter", content_type="text/html"))
    page.goto("/tannfurt/melden/")

    for _press in range(3):
        page.keyboard.press("Escape")

    page.wait_for_url(settings.QUICK_EXIT_URL)


def test_the_menu_opens_on_a_phone_without_a_script(stage: Stage, plain_window: BrowserContext) -> None:
    page = plain_window.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/tannfurt/")
    entry = page.get_by_role("navigation", name="Hauptmenü").get_by_role("link").first

    assert not entry.is_visible()
    page.get_by_role("button", name="Menü").click()

    assert entry.is_visible()


def test_colour_and_language_are_chosen_without_a_script(stage: Stage, plain_window: BrowserContext) -> None:
    page = plain_window.new_page()
    page.goto("/tannfurt/hilfe-sofort/")

    page.get_by_role("button", name="Dunkel").click()
    page.get_by_role("button", name="English").click()

    assert page.url.endswith("/tannfurt/hilfe-sofort/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-kern-theme") == "dark"
