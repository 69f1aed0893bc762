"""A real browser against a live server; ``./run docs bilder`` keeps pictures of it for the manual."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.scanning import SCAN

AXE = "/static/axe.js"
# A browser starts a new process for a page that lets no other group of pages open it (as all of the house),
# when it comes from one that does (as about:blank): a fifth of the time of a screen.
EMPTY = "/static/empty.html"
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=de-DE",
)
WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
WAYS = (("phone", "script"), ("desktop", "plain"))

# Playwright's sync interface keeps an event loop in the thread that also sets the stage in the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith("tests/journeys/"):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def _files_are_kept() -> Iterator[None]:
    """Let the browser keep styles, scripts and letters from page to page, as it does in earnest.

    The scan comes along as a file of the page's own: kept, it is read once instead of for each page.
    """
    serve = StaticFilesHandler.serve

    def kept(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        if request.path == EMPTY:
            return HttpResponse(headers={"Cross-Origin-Opener-Policy": "same-origin"})
        scan = request.path == AXE
        answer = HttpResponse(SCAN, content_type="text/javascript") if scan else serve(self, request)
        answer.headers["Cache-Control"] = "max-age=3600"
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(StaticFilesHandler, "serve", kept)
        yield


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")  # the first costs less
    assert chromium, "Chromium fehlt: ./run test installiert es."
    with playwright.chromium.launch(executable_path=chromium, args=list(QUIET)) as running:
        yield running


@pytest.fixture(params=WAYS, ids="-".join)
def way(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Both widths, with and without scripts; the stories on a phone without scripts are in other files."""
    width, script = request.param
    return width, script


@pytest.fixture
def width(way: tuple[str, str]) -> str:
    return way[0]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, way: tuple[str, str]) -> Iterator[Page]:
    across, down = WIDTHS[way[0]]
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": across, "height": down},
        java_script_enabled=way[1] == "script",
        locale="de-DE",
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def pictures_wanted() -> bool:
    return bool(os.environ.get("PICTURES"))


def picture(page: Page, name: str, width: str) -> None:
    """Keep the page as it stands, if pictures are wanted: ``var/screenshots/<name>_<width>.png``."""
    if not pictures_wanted():
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("() => document.activeElement.blur()")
    page.screenshot(path=SCREENSHOTS / f"{name}_{width}.png", full_page=True)
