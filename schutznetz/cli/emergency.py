"""The list for the hour in which the house is dark: plain text, readable by one key on another machine."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder, PKCS7Options
from cryptography.x509 import Certificate

from schutznetz.cases import queries
from schutznetz.cases.queries import ReportPage
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.work.queries import DutyPage, OpenRow, duty_page

RULE = "=" * 72


def page(ctx: Context, network: Network) -> str:
    """Return the list of one network: who is on duty, what is due, and every open procedure in full."""
    procedures = [_one(number, found) for number, found in enumerate(queries.open_procedures(ctx), 1)]
    lines = [
        f"NOTFALLLISTE {network.name}",
        f"Stand: {_at(ctx.now)} Uhr. Vertraulich: Sozialdaten (§ 35 SGB I). Nach Gebrauch vernichten.",
        "",
        *_duty(duty_page(ctx)),
        "",
        *chain.from_iterable(procedures),
    ]
    return "\n".join([*lines, RULE, "Ende der Liste."]) + "\n"


def sealed(text: str, certificate: Certificate) -> bytes:
    """Return CMS (RFC 5652, AES-256) that only the private key of the certificate opens."""
    builder = PKCS7EnvelopeBuilder().set_data(text.encode()).add_recipient(certificate)
    return builder.set_content_encryption_algorithm(AES256).encrypt(Encoding.DER, [PKCS7Options.Binary])


def _duty(duty: DutyPage) -> Iterator[str]:
    yield "DIENST"
    for shift in duty.shifts:
        until = f"  {_at(shift.starts_at)} bis {_at(shift.ends_at)}"
        yield f"{until}: {shift.person}, Vertretung {shift.substitute}"
    for gap in duty.gaps:
        yield f"  {_at(gap.starts_at)} bis {_at(gap.ends_at)}: NIEMAND"
    yield ""
    yield "FÄLLIG"
    yield from (_task(row) for row in duty.tasks)
    if duty.more:
        yield "  … und weitere; siehe die einzelnen Vorgänge."


def _task(row: OpenRow) -> str:
    who = row.owner or "noch niemand"
    return f"  {_at(row.task.due_at)}  {row.task.kind.label} ({row.task.about_label}): {who}"


def _one(number: int, found: ReportPage) -> Iterator[str]:
    report = found.report
    yield RULE
    yield f"{number}. Meldung {report.reference}  [{report.state.label}]"
    yield f"  Eingang {_at(report.received_at)}, fällig {_at(report.due_at)}"
    urgency = report.urgency.label if report.urgency else "noch nicht eingestuft"
    yield f"  Dringlichkeit: {urgency}{', Gefahr jetzt gemeldet' if report.danger_now else ''}"
    yield f"  Zuständig: {found.responsible or 'noch niemand'}, zweite Fachkraft: {found.second or 'keine'}"
    for child, lines in enumerate(found.children, 1):
        yield f"  Kind {child}"
        yield from (f"    {line.label}: {line.value}" for line in lines)
    for section in found.sections:
        yield f"  {section.title}"
        yield from (f"    {line.label}: {line.value}" for line in section.lines)
    if found.contact:
        yield "  Wer gemeldet hat (gegenüber der Familie geheim halten)"
        yield from (f"    {line.label}: {line.value}" for line in found.contact)


def _at(instant: datetime) -> str:
    return instant.astimezone(clock.BERLIN).strftime("%d.%m.%Y %H:%M")
