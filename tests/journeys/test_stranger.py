import re

from playwright.sync_api import Page, expect


def test_a_stranger_meets_nothing_of_a_network(page: Page) -> None:
    page.goto("/tannfurt/faelle/")

    expect(page).to_have_url(re.compile(r"/konto/login/\?next=/tannfurt/faelle/$"))
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
