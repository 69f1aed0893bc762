"""One person puts the package together, another one releases exactly that; then it is printed."""

import json
from collections.abc import Mapping
from typing import Any

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.choices import AccessState, PriorNotice, ReviewState, TransferKind
from schutznetz.cases.models import AccessPackage, AccessRequest
from schutznetz.cases.queries.file_access import (
    access_seal,
    content_of,
    enclosed,
    judged,
    shown_content,
    sign_of,
    structured,
    undecided,
    valid_until,
)
from schutznetz.cases.second import confirm, void
from schutznetz.cases.services.file_access.asking import put_on_list
from schutznetz.cases.services.letters import print_of_case
from schutznetz.cases.services.measures.asking import rising
from schutznetz.cases.services.transfers import note_transfer
from schutznetz.cases.states.file_access import ACCESS
from schutznetz.files import documents, packing
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import file_access as law
from schutznetz.law.measures import end_of
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import LetterKind
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

WAITS = gettext_noop("Das Paket liegt schon der zweiten Person vor.")
STILL_OPEN = gettext_noop("Es ist noch nicht über jede Stelle entschieden. Bitte entscheiden Sie zuerst.")
NO_PASSPHRASE = gettext_noop("Dieses Paket gibt es nur auf Papier.")
NOT_RELEASED = gettext_noop("Das Paket ist nicht freigegeben.")


@command(FileAccessAction.PROPOSE)
def propose_access(ctx: Context, request: AccessRequest) -> AccessPackage:
    """Put the package before a second person, frozen as it would go out."""
    if request.packages.filter(state=ReviewState.PROPOSED).exists():
        raise Conflict(WAITS)
    found = judged(request)
    if undecided(found):
        raise Conflict(STILL_OPEN, law.RECORD)
    package = AccessPackage(
        request=request,
        content=content_of(request, found),
        passphrase=packing.passphrase(),
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    package.seal = access_seal(package, found)
    package.save(force_insert=True)
    _ask_second(ctx, request)
    return package


@command(FileAccessAction.CONFIRM)
def confirm_access(ctx: Context, package: AccessPackage, *, seal: str) -> AccessPackage:
    """Release it as the second person; what leaves stands in the register of transfers."""
    confirm(ctx, FileAccessAction.CONFIRM, package, seal=seal, now=access_seal(package))
    request = package.request
    ACCESS.move(request, "release")
    work.settle_tasks(ctx, request, kind=TaskKind.RELEASE_ACCESS)
    note_transfer(
        ctx,
        request.case,
        kind=TransferKind.ACCESS,
        recipient=request.name,
        categories=[section["section"] for section in package.content["sections"]] or ["none"],
        notice=PriorNotice.TOLD,
    )
    return package


@command(FileAccessAction.VOID)
def void_access(ctx: Context, package: AccessPackage) -> AccessPackage:
    """Take the proposal back, or send it back as the second person: nothing goes out."""
    void(package)
    work.settle_tasks(ctx, package.request, kind=TaskKind.RELEASE_ACCESS)
    return package


@command(FileAccessAction.FETCH)
def print_access_file(ctx: Context, request: AccessRequest) -> bytes:
    """Make the readable file of exactly what two people have released."""
    return _file(request, shown_content(_released(request)))


@command(FileAccessAction.FETCH)
def print_answer(ctx: Context, request: AccessRequest) -> bytes:
    """Write to who asked: what is enclosed, what is not and why, and what she can do."""
    package = _released(request)
    return _answer(ctx, package, shown_content(package))


@command(FileAccessAction.FETCH)
def pack_access(ctx: Context, request: AccessRequest) -> bytes:
    """Put letter, readable file, the same as data and the files into one archive, shut by its passphrase."""
    package = _released(request)
    if not package.passphrase:
        raise Conflict(NO_PASSPHRASE)
    content = shown_content(package)
    files = {
        "antwort.pdf": _answer(ctx, package, content),
        "auszug.pdf": _file(request, content),
        "auszug.json": json.dumps(structured(content), ensure_ascii=False, indent=2).encode(),
        **enclosed(request, content),
    }
    return packing.locked(files, package.passphrase)


def _file(request: AccessRequest, content: Mapping[str, Any]) -> bytes:
    return documents.pdf("documents/access_file.html", {"content": content, "request": request})


@consequence
def _answer(ctx: Context, package: AccessPackage, content: Mapping[str, Any]) -> bytes:
    request = package.request
    page = {"recipient": [request.name], "content": content, "request": request}
    page["until"] = valid_until(package)
    values = {"Zeichen": sign_of(request)}
    return print_of_case(ctx, request, kind=LetterKind.ACCESS_ANSWER, page=page, values=values)


def _released(request: AccessRequest) -> AccessPackage:
    package = request.packages.filter(state=ReviewState.CONFIRMED).first()
    if package is None or request.state not in {AccessState.RELEASED, AccessState.HANDED_OUT}:
        raise Conflict(NOT_RELEASED, law.TWO_PEOPLE)
    return package


@consequence
def _ask_second(ctx: Context, request: AccessRequest) -> None:
    case = request.case
    other = case.substitute_id if ctx.actor_id == case.lead_id else case.lead_id
    put_on_list(ctx, request, TaskKind.RELEASE_ACCESS, other, rising(ctx, end_of(request.due_on)))
