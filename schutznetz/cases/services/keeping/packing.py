"""A finished case goes into the office's own file: ordered, made in the background, fetched, filed there."""

import hashlib
import io
import json
import zipfile
from typing import Any

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.choices import PackageState
from schutznetz.cases.models import Case, Package
from schutznetz.cases.queries.case_file import case_file, paper_of
from schutznetz.cases.queries.packed import filings, marks_of, stands_still
from schutznetz.files import documents
from schutznetz.kernel import audit, checkpoints, jobs
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop

MANIFEST, SIGNATURE, PROOF = "inhalt.json", "inhalt.sig", "nachweis.json"
SIGNED = b"schutznetz.package\n"  # before the text, so that no signature of another kind fits here
NOT_READY = gettext_noop("Das Paket liegt nicht mehr bereit.")
NOT_FETCHED = gettext_noop("Das Paket hat noch niemand abgeholt. Erst abholen und ablegen, dann eintragen.")
STEPS = 4


@command(KeepingAction.ORDER_PACKAGE)
def order_package(ctx: Context, case: Case) -> Package:
    """Order the package; while the last one holds everything or is being made, that one is returned.

    One that stands still, or to which something new has come, is replaced by a new one as a whole.
    """
    (filing,) = filings({case.pk: case})
    if (last := filing.package) and not filing.news and not stands_still(last):
        return last
    waiting = Package.objects.filter(case=case, state__in=[PackageState.ORDERED, PackageState.READY])
    waiting.update(state=PackageState.REPLACED, body=None)
    package = Package.objects.create(case=case, asked_by_id=ctx.person_id, asked_at=ctx.now)
    key = str(package.pk)
    package.job = jobs.enqueue(ctx, "cases.make_package", {"package": key}, key=key).pk
    package.save(update_fields=["job"])
    return package


@command(KeepingAction.MAKE_PACKAGE)
def make_package(ctx: Context, package: Package, *, progress: Progress | None = None) -> Package:
    """Put PDF, data, attachments and the proof of the trail together; made twice, the first one stays."""
    if package.state != PackageState.ORDERED:
        return package
    package.marks = marks_of(package.case)  # first: what comes meanwhile is news
    package.body = _packed(ctx, package.case, progress)
    package.fingerprint = hashlib.sha256(package.body).hexdigest()
    package.state, package.ready_at = PackageState.READY, ctx.now
    package.save(update_fields=["body", "marks", "fingerprint", "state", "ready_at"])
    audit.record(ctx, KeepingAction.MAKE_PACKAGE, package, sha256=package.fingerprint)
    return package


@command(KeepingAction.FETCH_PACKAGE)
def fetch_package(ctx: Context, package: Package) -> Package:
    """Hand the package out; that it was fetched is the first half of filing it."""
    if package.state != PackageState.READY:
        raise Conflict(NOT_READY)
    if package.fetched_at is None:
        package.fetched_at = ctx.now
        package.save(update_fields=["fetched_at"])
    return package


@command(KeepingAction.FILE_PACKAGE)
def file_package(ctx: Context, package: Package, *, file_number: str) -> Package:
    """Note that the package lies in the office's own file, under this number; here its content goes."""
    if package.state != PackageState.READY:
        raise Conflict(NOT_READY)
    if package.fetched_at is None:
        raise Conflict(NOT_FETCHED)
    package.file_number, package.body = file_number, None
    package.state, package.filed_by_id, package.filed_at = PackageState.FILED, ctx.person_id, ctx.now
    package.save(update_fields=["file_number", "body", "state", "filed_by", "filed_at"])
    return package


def _packed(ctx: Context, case: Case, progress: Progress | None) -> bytes:
    """Return the ZIP; the manifest comes last and names every other file with its checksum, signed."""
    _say(progress, 0)
    found = case_file(case)
    parts = {"akte.json": _json(found.content), **found.files}
    _say(progress, 1)
    parts["akte.pdf"] = documents.pdf("documents/case_file.html", paper_of(case))
    _say(progress, 2)
    parts[PROOF] = _json(_proof(ctx))
    _say(progress, 3)
    sums = {name: hashlib.sha256(body).hexdigest() for name, body in sorted(parts.items())}
    manifest = _json({
        "format": "schutznetz.package",
        "version": "1.0",
        "made_at": ctx.now.isoformat(),
        "files": sums,
    })  # fmt: skip
    packed = io.BytesIO()
    signature = checkpoints.sign(SIGNED + manifest).encode()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in [*sorted(parts.items()), (MANIFEST, manifest), (SIGNATURE, signature)]:
            archive.writestr(name, body)
    _say(progress, STEPS)
    return packed.getvalue()


def _proof(ctx: Context) -> dict[str, Any]:
    """Return how far the audit trail had come, as its signed mark outside the database says."""
    marks = [each for each in checkpoints.read(ctx.network_id) if each.genuine]
    last = marks[-1] if marks else None
    return {
        "network": str(ctx.network_id),
        "number": last.number if last else 0,
        "chain": last.chain if last else "",
        "at": last.at if last else None,
    }


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _say(progress: Progress | None, done: int) -> None:
    if progress:
        progress.say(done, STEPS)
