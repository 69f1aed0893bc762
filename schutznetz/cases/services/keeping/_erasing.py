"""Taking a procedure out of everything: rows, keys, tags, and what names them elsewhere."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from schutznetz import reclaiming
from schutznetz.cases.models import Departure
from schutznetz.cases.queries.doomed import TOGETHER, Doomed
from schutznetz.cases.services.keeping.traces import marks_of
from schutznetz.kernel import jobs, keys
from schutznetz.kernel.context import Context
from schutznetz.kernel.ids import new_id

DB = "default"
A_WHILE = timedelta(minutes=5)  # until then every entry of the trail has its place in the chain


class Remains(RuntimeError):
    """Something of it is still there: then nothing is deleted, and nobody is told that it was."""


def _erase(ctx: Context, reports: Iterable[UUID], cases: Iterable[UUID]) -> int:
    """Delete every row of it and destroy its keys; what was found last goes first. Returns how many rows.

    The links are checked when the transaction ends, so the order matters to nobody but the walls, which
    ask a row's parent whose it is.
    """
    doomed = Doomed(reports, cases)
    files = [str(pk) for pk in doomed.rows.get(Departure, ())]
    gone = 0
    for model, (link, above) in doomed.tags.items():
        for some in _portions(above):
            gone += model._base_manager.filter(**{f"{link}__in": some})._raw_delete(DB)
    for model in reversed(doomed.rows):
        for some in _portions(doomed.rows[model]):
            gone += model._base_manager.filter(pk__in=some)._raw_delete(DB)
    _refuse_remains(doomed)
    for some in _portions(doomed.ids):
        keys.destroy(some)
    reclaiming.soon()
    marks = {"marks": marks_of(doomed)}
    jobs.enqueue(ctx, "cases.erase_traces", marks, key=str(new_id()), at=ctx.now + A_WHILE)
    if files:
        jobs.enqueue(ctx, "cases.remove_files", {"files": files}, key=str(new_id()))
    return gone


def _refuse_remains(doomed: Doomed) -> None:
    for model, found in doomed.rows.items():
        if any(model._base_manager.filter(pk__in=some).exists() for some in _portions(found)):
            raise Remains(model._meta.label)


def _portions(found: set[UUID]) -> Iterable[list[UUID]]:
    every = sorted(found)
    return (every[start : start + TOGETHER] for start in range(0, len(every), TOGETHER))
