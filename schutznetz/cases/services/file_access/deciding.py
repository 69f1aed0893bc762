"""A person decides about every passage that the table proposes to keep back, and may keep back more."""

from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.choices import Withheld
from schutznetz.cases.models import AccessDecision, AccessRequest
from schutznetz.cases.queries.file_access import Judged, judged
from schutznetz.cases.services.file_access.asking import void_waiting
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import file_access as law
from schutznetz.law.text import gettext_noop

SAY_WHY = gettext_noop("Wer etwas herausgibt, das geschwärzt werden soll, begründet es. Bitte ergänzen.")
NEVER = gettext_noop(
    "Das wird nie herausgegeben: Aufenthaltsorte, wer gemeldet hat, Anvertrautes und Vertrauliches."
    " Wer Anvertrautes erhalten hat, kann es mit Einwilligung selbst weitergeben."
)
NOT_THERE = gettext_noop("Diese Stelle gibt es nicht mehr so. Bitte laden Sie die Seite neu.")
KEPT_ANYWAY = gettext_noop("Diese Stelle ist schon zum Schwärzen vorgeschlagen. Bitte entscheiden Sie dort.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody decided about one passage."""

    passage: str
    disclosed: bool
    reasons: str = ""


@command(FileAccessAction.DECIDE)
def decide_passages(ctx: Context, request: AccessRequest, *, choices: Sequence[Choice]) -> AccessRequest:
    """Accept what is proposed, or disclose it with a reason; a package that waits is void."""
    known = {each.passage.key: each for each in judged(request)}
    for choice in choices:
        _decide(ctx, request, choice, known.get(choice.passage))
    void_waiting(ctx, request)
    return request


@command(FileAccessAction.DECIDE)
def keep_back(ctx: Context, request: AccessRequest, *, passage: str, reasons: str) -> AccessDecision:
    """Keep back what no row of the table proposes: people see more than a table."""
    found = {each.passage.key: each for each in judged(request)}.get(passage)
    if found is None:
        raise Conflict(NOT_THERE)
    if found.grounds:
        raise Conflict(KEPT_ANYWAY)
    void_waiting(ctx, request)
    return _write(ctx, request, passage, ground=Withheld.BY_HAND, disclosed=False, reasons=reasons)


def _decide(ctx: Context, request: AccessRequest, choice: Choice, found: Judged | None) -> None:
    if found is None or not found.grounds:
        raise Conflict(NOT_THERE)
    if choice.disclosed and found.is_absolute:
        raise Conflict(NEVER, found.grounds[0].norm)
    if choice.disclosed and not choice.reasons.strip():
        raise Conflict(SAY_WHY, law.RECORD)
    ground = Withheld(found.grounds[0].trait)
    _write(
        ctx,
        request,
        choice.passage,
        ground=ground,
        disclosed=choice.disclosed,
        reasons=choice.reasons.strip(),
    )


@consequence
def _write(
    ctx: Context, request: AccessRequest, passage: str, *, ground: Withheld, disclosed: bool, reasons: str
) -> AccessDecision:
    said = {"ground": ground, "disclosed": disclosed, "reasons": reasons or None}
    by = {"decided_by_id": ctx.person_id, "decided_at": ctx.now}
    decision, _new = AccessDecision.objects.update_or_create(
        request=request, passage=passage, defaults={**said, **by}
    )
    return decision
