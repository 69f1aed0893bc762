"""What everybody finds, and the pages that say that something went wrong."""

from playwright.sync_api import Page

from tests.screens.stage import Screen, at


def loses_the_token(page: Page) -> None:
    """Send a form after the browser has forgotten its cookies."""
    page.get_by_label("E-Mail-Adresse").fill("anna@tannfurt.example")
    page.get_by_label("Passwort", exact=True).fill("vergessen")
    page.context.clear_cookies()
    page.get_by_role("button", name="Anmelden", exact=True).click()


SCREENS = [
    Screen(name="landing", view="public:landing", build=at("/")),
    Screen(name="landing-found", view="public:landing", build=at("/?ort=Tannfurt")),
    Screen(name="landing-nowhere", view="public:landing", build=at("/?ort=Celle")),
    Screen(name="home", view="public:home", build=at("/tannfurt/")),
    Screen(name="help-now", view="public:help_now", build=at("/tannfurt/hilfe-sofort/")),
    Screen(name="help-now-anywhere", view="public:help_now", build=at("/hilfe-sofort/")),
    Screen(name="imprint", view="public:imprint", build=at("/tannfurt/impressum/")),
    Screen(name="imprint-anywhere", view="public:imprint", build=at("/impressum/")),
    Screen(name="privacy", view="public:privacy", build=at("/tannfurt/datenschutz/")),
    Screen(name="accessibility", view="public:accessibility", build=at("/tannfurt/barrierefreiheit/")),
    Screen(name="plain-language", view="public:plain_language", build=at("/tannfurt/leichte-sprache/")),
    Screen(name="not-found", view="", build=at("/tannfurt/gibt-es-nicht/"), status=404),
    Screen(name="token-lost", view="", build=at("/konto/login/"), walk=loses_the_token),
    Screen(name="gallery", view="ui:gallery", build=at("/ui/")),
    Screen(name="personas", view="personas:index", build=at("/personen/"), demo=True),
]
