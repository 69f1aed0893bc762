"""How a worry becomes a report: by form, by a signed-in partner, by telephone. All end in one inbox."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, Profession, ReporterKind, Urgency
from schutznetz.cases.models import Report, ReportChild, ReporterContact
from schutznetz.cases.services._files import _attach
from schutznetz.cases.services.intake import WRITTEN, owe_receipt, start_clock
from schutznetz.cases.services.known import remember_children
from schutznetz.files.uploads import Cleaned
from schutznetz.kernel import ids, keys
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.law import feedback
from schutznetz.law.reporters import channel_of
from schutznetz.law.urgency import TAKE_OVER
from schutznetz.networks import values
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.networks.queries import gives_disputed_answers
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

CALL_BACK_WITHIN = timedelta(hours=4)  # so the office knows that the institution really reported
BOUND = {role.value: ReporterKind(kind.value) for role, kind in values.BOUND.items()}
REACHED_BY = ("reporter_name", "reporter_institution", "reporter_phone", "reporter_reachable")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was said, sorted by whom it concerns; keys are the names in ``law.report_fields``."""

    reporter_kind: ReporterKind
    danger_now: bool
    facts: Mapping[str, str]
    children: Sequence[Mapping[str, str]] = ()
    contact: Mapping[str, str] = field(default_factory=dict)
    profession: str = ""  # her own, of § 4 Abs. 1 KKG; kept only where an answer turns on it


@command(ReportAction.SUBMIT)
def submit_report(
    ctx: Context, network: Network, *, statement: Statement, key: str, files: Sequence[Cleaned] = ()
) -> Report:
    """Receive a report from the public form; it belongs to nobody's account."""
    return _receive(ctx, statement, IntakeChannel.WEB, key=key, received_at=ctx.now, files=files)


@command(ReportAction.SUBMIT_AS_PARTNER)
def submit_as_partner(
    ctx: Context, network: Network, *, statement: Statement, key: str, files: Sequence[Cleaned] = ()
) -> Report:
    """Receive a report from a signed-in professional, who may look at it again.

    Who signs in for a Jobcenter reports as that, whatever the form said. Who reports by profession has a
    name: what she left out in a hurry is filled in from her account, so that somebody can call back.
    """
    statement = replace(statement, reporter_kind=BOUND.get(ctx.role, statement.reporter_kind))
    if channel_of(statement.reporter_kind).named:
        statement = replace(statement, contact={**_known_of(ctx), **statement.contact})
    return _receive(ctx, statement, IntakeChannel.PARTNER, key=key, received_at=ctx.now, files=files)


@command(ReportAction.RECORD)
def record_report(
    ctx: Context,
    network: Network,
    *,
    statement: Statement,
    channel: IntakeChannel,
    received_at: datetime,
    key: str,
    files: Sequence[Cleaned] = (),
) -> Report:
    """Write down what reached the office by telephone, visit, letter, fax, police or court."""
    at = min(received_at, ctx.now)
    report = _receive(ctx, statement, channel, key=key, received_at=at, files=files)
    remember_children(ctx, report)
    if channel in WRITTEN:
        owe_receipt(ctx, report, statement.contact)
    return report


@consequence
def receive_handover(ctx: Context, statement: Statement, *, key: str) -> Report:
    """Receive the case of another office of this installation, which a person here has just accepted."""
    return _receive(ctx, statement, IntakeChannel.HANDOVER, key=key, received_at=ctx.now, files=())


def _receive(
    ctx: Context,
    statement: Statement,
    channel: IntakeChannel,
    *,
    key: str,
    received_at: datetime,
    files: Sequence[Cleaned],
) -> Report:
    tag = receipts.tag(receipts.code_for(key))  # asked before sealing: the network's own key makes it
    report = Report(
        reference=_reference(),
        urgency=Urgency.U0 if statement.danger_now else "",  # danger now counts as the highest class
        due_at=ctx.now if channel_of(statement.reporter_kind).at_once else ctx.now + TAKE_OVER,
        channel=channel,
        reporter_kind=statement.reporter_kind,
        profession=_profession(ctx, statement),
        anonymous=not any(statement.contact.get(name) for name in REACHED_BY),
        danger_now=statement.danger_now,
        statement=dict(statement.facts),
        received_at=received_at,
        entered_at=ctx.now,
        entered_by_id=None if channel is IntakeChannel.WEB else ctx.actor_id,
        receipt_tag=tag,
    )
    with keys.for_intake() if channel is IntakeChannel.WEB else nullcontext():
        report.save(force_insert=True)
        _describe(report, statement)
        _attach(ctx, report, files)
    start_clock(ctx, report)
    if channel is IntakeChannel.WEB and channel_of(statement.reporter_kind).named:
        work.open_task(
            ctx, report, kind=TaskKind.CALL_BACK, due_at=ctx.now + CALL_BACK_WITHIN, line=Role.INTAKE
        )
    return report


def _known_of(ctx: Context) -> dict[str, str]:
    """Return what the account says of who reports; her own telephone is for the network's calls alone."""
    person = User.objects.get(pk=ctx.person_id)
    house = Organisation.objects.filter(pk=ctx.organisation_id).first() if ctx.organisation_id else None
    known = {"reporter_name": person.display_name}
    known |= {"reporter_institution": house.name, "reporter_phone": house.phone} if house else {}
    return {name: text for name, text in known.items() if text}


def _profession(ctx: Context, statement: Statement) -> Profession | str:
    """Return the own profession where an answer turns on it; elsewhere nobody needs to know it."""
    kind, said = str(statement.reporter_kind), statement.profession
    yes = (kind, said) in feedback.DISPUTED and gives_disputed_answers(ctx.network_id)
    return Profession(said) if feedback.matters(kind, said, office_says_yes=yes) else ""


def _describe(report: Report, statement: Statement) -> None:
    children = enumerate(statement.children, start=1)
    ReportChild.objects.bulk_create(
        ReportChild(report=report, position=position, description=dict(child)) for position, child in children
    )
    if statement.contact:
        ReporterContact.objects.create(report=report, details=dict(statement.contact))


def _reference() -> str:
    """Return a name without meaning: a running number would tell how much the office has to do."""
    return f"{ids.choose(LETTERS, 4)}-{ids.choose(LETTERS, 4)}"
