"""Nobody adds a page that no browser opens: the table of addresses against the list of screens."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.screens import SCREENS

# What answers only to a form that is sent: it acts, and goes on to a page that is listed.
ACTS = {
    "accounts:end_others", "care:answer", "care:carry_on", "care:end", "care:revoke",
    "concerns:ask_anew", "concerns:close", "concerns:stop_sharing",
    "keeping:fetch_package", "keeping:order_package", "keeping:refuse_lifting", "keeping:refuse_period",
    "keeping:withdraw", "cases:refuse_unmark", "secrets:withdraw_clearance",
    "secrets:refuse_clearance", "access:void",
    "intake:take", "networks:cancel", "networks:count", "networks:decide",
    "networks:end", "networks:end_absence", "networks:end_contact", "networks:lock", "networks:part",
    "networks:recover", "networks:reset_letter", "networks:take_over", "networks:unlock",
    "welcome:arrange", "welcome:confirm", "welcome:free", "welcome:note_result", "welcome:order",
    "welcome:silence", "welcome:take_over",
    "offers:ask", "offers:confirm", "offers:note_seen", "offers:publish", "offers:set_places",
    "offers:settle", "offers:trust",
    "volunteers:propose", "volunteers:take_up", "volunteers:withdraw",
    "offers:take_over", "offers:withdraw", "public:appearance", "reporting:read", "work:acknowledge",
    "visiting:adopt",
    "statistics:note_return", "work:take", "duty:cancel_shift",
}  # fmt: skip
# What is a file and no page.
FILES = {
    "advice:result", "care:copy", "care:log", "counting:printed", "counting:sheets",
    "mfa_download_recovery_codes", "mfa_login_webauthn", "networks:date_file",
    "networks:mailing_file", "networks:meeting_file", "offers:qr", "public:colours", "reporting:download",
    "concerns:record", "measures:closing_pdf", "measures:court_pdf", "measures:plan_pdf", "measures:proof",
    "statistics:codes_file", "statistics:file", "concerns:sheet",
    "cases:invitation_pdf", "cases:visit_pdf", "networks:letter_version",
    "reporting:feedback_pdf", "reporting:own_receipt", "reporting:receipt_pdf",
    "handover:letter", "handover:package", "handover:proof",
    "visiting:payment_file", "visiting:payment_sheet", "welcome:bundle", "welcome:today_pdf",
    "volunteers:pay_sheet", "volunteers:pay_table",
    "access:archive", "access:attachment", "access:letter", "access:package",
}  # fmt: skip
# Asked for a password again: never, everybody has a second factor. Asked for a passkey: by a real key only.
UNSEEN = {"account_reauthenticate", "mfa_reauthenticate_webauthn"}

# Linked by something else than its name: the menu, a letter, a mail, or a list of kinds.
BY_OTHER_WAYS = {
    "access:index", "cases:invitation_pdf", "cases:visit_pdf", "cases:mark_entry", "cases:mark_inquiry",
    "cases:mark_talk", "cases:mark_visit", "everywhere:index", "measures:oversight", "networks:absences",
    "networks:accept", "networks:date", "networks:list", "networks:proposals", "offers:answer", "offers:gaps",
    "public:plain_language",
    "secrets:open_case", "ui:gallery", "work:answer",
}  # fmt: skip
WEB = Path(__file__).parents[2] / "schutznetz/web"


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Walk the table of addresses; the interface for programs has no pages."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        elif not str(entry.pattern).startswith("api/"):
            yield from names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def unseen(addresses: set[str]) -> set[str]:
    return addresses - {screen.view for screen in SCREENS} - ACTS - FILES - UNSEEN


def test_every_page_is_a_screen_that_a_browser_opens() -> None:
    assert unseen(set(names(get_resolver()))) == set()


def test_a_page_in_no_row_is_found() -> None:
    """Negative control."""
    assert unseen({"intake:index", "intake:secret"}) == {"intake:secret"}


def unlinked(addresses: set[str]) -> set[str]:
    """Return the addresses that no page and no view leads to; those of the sign-in come from elsewhere."""
    ours = {name for name in addresses if ":" in name}
    texts = "".join(path.read_text() for path in WEB.rglob("*") if path.suffix in {".html", ".py"})
    return {name for name in ours if not re.search(f"[\"']{name}[\"']", texts)} - BY_OTHER_WAYS


def test_every_page_is_led_to() -> None:
    assert unlinked(set(names(get_resolver()))) == set()


def test_a_page_that_nothing_leads_to_is_found() -> None:
    """Negative control."""
    assert unlinked({"intake:index", "intake:secret"}) == {"intake:secret"}


def test_the_exceptions_still_exist() -> None:
    assert (ACTS | FILES | UNSEEN | BY_OTHER_WAYS) - set(names(get_resolver())) == set()


def test_names_of_screens_are_names_of_pictures() -> None:
    listed = [screen.name for screen in SCREENS]

    assert len(listed) == len(set(listed))
