"""Nothing about a child leaves the office without standing in the register of transfers (INV-9)."""

from collections.abc import Sequence

from schutznetz.cases.choices import PriorNotice, TransferKind
from schutznetz.cases.models import Case, Transfer
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import handover as law
from schutznetz.law.text import gettext_noop

SAY_WHY = gettext_noop("Bitte begründen Sie, warum die Betroffenen nicht vorher davon wissen.")


@consequence
def note_transfer(
    ctx: Context,
    case: Case,
    *,
    kind: TransferKind,
    recipient: str,
    categories: Sequence[str],
    notice: PriorNotice,
    no_notice_why: str = "",
) -> Transfer:
    """Write down what leaves, to whom, who decided it, and whether those concerned were told before."""
    if notice == PriorNotice.NOT_TOLD and not no_notice_why:
        raise Conflict(SAY_WHY, law.ONLY_WHAT_IS_NEEDED)
    return Transfer.objects.create(
        case=case,
        kind=kind,
        recipient=recipient,
        categories=sorted(categories),
        decided_by_id=ctx.person_id,
        notice=notice,
        no_notice_why=no_notice_why or None,
        at=ctx.now,
    )
