"""New keys in the place of old ones, while people work: in batches, resumable, nothing is sealed anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from schutznetz.kernel import clock, keyring, keys
from schutznetz.kernel.keystore import IntakeKey, KeyRow, NetworkKey

BATCH = 1000
HORIZON = timedelta(days=7)  # for so long a backup of wrapped keys may need the key above them


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int


def rotate_network_key() -> Iterator[Progress]:
    """Wrap all keys of the open network anew under a new network key, and retire the earlier ones.

    An interrupted rotation goes on where it stopped. What a process that has not noticed yet wraps
    under the earlier key meanwhile still opens, and the next run moves it too.
    """
    keyring.forget()
    if not _left().exists():
        keyring.add_network_key()
    newest = NetworkKey.objects.order_by("-version")[0]
    for pair in IntakeKey.objects.exclude(wrapping=newest).order_by("version"):
        keyring.rewrap_pair(pair)
    done, total = 0, _left().count()
    yield Progress(done, total)
    while moved := _move_batch():
        done += moved
        yield Progress(done, max(total, done))
    _retire(NetworkKey.objects.exclude(pk=newest.pk))


def _left() -> QuerySet[KeyRow]:
    newest = NetworkKey.objects.order_by("-version").first()
    return KeyRow.objects.filter(wrapping__isnull=False).exclude(wrapping=newest)


def _move_batch() -> int:
    with transaction.atomic():
        rows = list(_left().order_by("pk")[:BATCH])
        keys.rewrap(rows)
    return len(rows)


def rotate_intake_pair() -> IntakeKey:
    """Make a new pair for what arrives from now on; the earlier ones open what was sealed to them."""
    keyring.forget()
    pair = keyring.add_pair()
    _retire(IntakeKey.objects.exclude(pk=pair.pk))
    return pair


def _retire(earlier: QuerySet[NetworkKey] | QuerySet[IntakeKey]) -> None:
    earlier.filter(retired_at=None).update(retired_at=clock.now())


def forget_retired() -> int:
    """Destroy retired keys beyond the horizon that nothing hangs on any more; return how many."""
    before, gone = clock.now() - HORIZON, 0
    pairs = IntakeKey.objects.filter(retired_at__lt=before, envelope=None)
    gone += pairs.delete()[0]
    unused = NetworkKey.objects.filter(retired_at__lt=before, keyrow=None, intakekey=None)
    gone += unused.delete()[0]
    keyring.forget()
    return gone


def follow_root() -> int:
    """Wrap the open network's keys under the newest root key; return how many were moved."""
    rows = list(NetworkKey.objects.order_by("version"))
    for row in rows:
        keyring.rewrap_under_root(row)
    return len(rows)
