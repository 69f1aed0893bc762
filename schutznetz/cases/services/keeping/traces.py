"""What a deleted procedure leaves elsewhere: who did what to it, and which record of the statistics was its.

That something was done, when, and its place in the chain stay; who it was and to what go. The numbers and
the record of the statistics stay as well, but nothing leads from them to the procedure any more.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterator

from schutznetz import tombstones
from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.models import AssessmentRecord
from schutznetz.cases.queries.doomed import TOGETHER, Doomed
from schutznetz.cases.queries.returns import is_sent_as_known
from schutznetz.cases.queries.statistics import KEY_LENGTH, is_closed, key_of
from schutznetz.kernel import audit
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network


def marks_of(doomed: Doomed) -> list[str]:
    """Return what the trail is searched for: names of rows that tell nobody which rows they were."""
    return sorted(_mark(f"{model._meta.label}:{pk}") for model, rows in doomed.rows.items() for pk in rows)


def _mark(target: str) -> str:
    return hashlib.blake2b(target.encode(), digest_size=16).hexdigest()


@command(KeepingAction.ERASE_TRACES)
def erase_traces(ctx: Context, network: Network, *, marks: Collection[str]) -> int:
    """Erase from the trail who did what to these rows; returns how many entries."""
    _unlink(ctx, network)
    return _forget(ctx, network, marks)


def _forget(ctx: Context, network: Network, marks: Collection[str]) -> int:
    wanted = frozenset(marks)
    return audit.erase(ctx, network, before=ctx.now, about=lambda target: _mark(target) in wanted)


@command(KeepingAction.ERASE_TRACES)
def unlink_statistics(ctx: Context, network: Network) -> int:
    """Let no record of a delivered year tell any more of which deleted case it was; returns how many."""
    return _unlink(ctx, network)


def _unlink(ctx: Context, network: Network) -> int:
    """Until its year is delivered a record keeps its key: the statistical office knows it by that."""
    today, unlinked = ctx.now.astimezone(BERLIN).date(), 0
    for record in _records_of_deleted(network):
        open_years = [each.year for each in record.later.all() if not is_closed(each.year, today)]
        if is_closed(record.completed_on.year, today) and not open_years and is_sent_as_known(record):
            key = secrets.token_hex(KEY_LENGTH // 2).upper()
            unlinked += AssessmentRecord.objects.filter(pk=record.pk).update(key=key)
    return unlinked


def _records_of_deleted(network: Network) -> Iterator[AssessmentRecord]:
    gone = sorted(key_of(pk) for pk in tombstones.names(tombstones.read()).get(network.pk, ()))
    for start in range(0, len(gone), TOGETHER):
        found = AssessmentRecord.objects.filter(key__in=gone[start : start + TOGETHER])
        yield from found.prefetch_related("later").order_by("id")
