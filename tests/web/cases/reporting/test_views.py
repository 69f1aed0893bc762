import re
from typing import Any

from django.test import Client

from schutznetz.cases.models import Report
from schutznetz.networks.models import Network

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
URL = "/tannfurt/melden/"


def hidden(html: str) -> dict[str, str]:
    """Read the hidden fields, as a browser without scripts sends them back."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def walk(client: Client, *pages: dict[str, Any], url: str = URL) -> str:
    """Fill in one page after the other and return what the browser shows at the end."""
    html = client.get(url).content.decode()
    for page in pages:
        html = client.post(url, {**hidden(html), "go": "next", **page}).content.decode()
    return html


def test_a_neighbour_reports_and_gets_a_code(client: Client, tannfurt: Network, inside: None) -> None:
    html = walk(
        client,
        {"danger_now": "no", "reporter_kind": "private"},
        {"observed": "Nachts schreit das Baby stundenlang."},
        {"child0-child_name": "Baby im zweiten Stock"},
        {},
        {"go": "send"},
    )

    assert CODE.search(html)
    report = Report.objects.get()
    assert "schreit" in report.statement["observed"]
    assert (report.channel, report.reporter_kind, report.anonymous) == ("web", "private", True)


def test_who_comes_back_may_say_who_she_is_once_and_never_reads_it_again(
    client: Client, tannfurt: Network, inside: None
) -> None:
    html = walk(
        client,
        {"danger_now": "yes", "reporter_kind": "private"},
        {"observed": "Ein Kind steht auf dem Dach", "go": "send"},
    )
    code = CODE.search(html)
    assert code
    html = client.post("/tannfurt/rueckfrage/", {"code": code[0]}).content.decode()
    assert 'name="reporter_phone"' in html

    again = {**hidden(html), "reporter_name": "Ute Nord", "reporter_phone": "02331 5", "go": "add"}
    html = client.post("/tannfurt/rueckfrage/", again).content.decode()

    assert "Danke, das ist angekommen." in html
    assert 'name="reporter_phone"' not in html
    assert "Nord" not in html
    assert Report.objects.get().contact.details == {"reporter_name": "Ute Nord", "reporter_phone": "02331 5"}


def test_the_code_opens_the_conversation_and_never_the_report(
    client: Client, tannfurt: Network, inside: None
) -> None:
    html = walk(
        client,
        {"danger_now": "yes", "reporter_kind": "private"},
        {"observed": "Ein Kind steht auf dem Dach", "go": "send"},
    )
    code = CODE.search(html)
    assert code

    html = client.post("/tannfurt/rueckfrage/", {"code": code[0]}).content.decode()

    assert "Ihre Nachricht ist eingegangen." in html
    assert "Dach" not in html
    html = client.post(
        "/tannfurt/rueckfrage/", {**hidden(html), "text": "Es ist wieder unten.", "go": "add"}
    ).content.decode()
    assert "Danke, das ist angekommen." in html
    assert Report.objects.get().messages.get().text == "Es ist wieder unten."
