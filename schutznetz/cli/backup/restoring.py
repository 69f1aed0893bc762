"""Loads a backup into an empty installation, proves it, and deletes again what was deleted since."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections, models

from schutznetz import tombstones
from schutznetz.cli import deleting
from schutznetz.cli.backup import engines, parcel
from schutznetz.cli.backup.parcel import BackupRefused, Manifest
from schutznetz.kernel import keys, tenancy
from schutznetz.kernel.fields import Sealed
from schutznetz.kernel.rootfile import RootKeyRefused
from schutznetz.kernel.verify import verify
from schutznetz.networks.models import Network
from schutznetz.tombstones import Tombstone


@dataclass(frozen=True, slots=True)
class Proof:
    """What the way back has shown: rows compared, trails verified, values opened, records deleted again."""

    rows: int
    trails: int
    opened: int
    deleted: int = 0


NO_LIST = (
    "Das Verzeichnis der Löschungen fehlt. Ohne es käme wieder, was zwei Menschen gelöscht haben."
    " Bitte aus der Verwahrung holen und mit --deletions angeben."
)
OLD_LIST = (
    "Das Verzeichnis der Löschungen ist älter als die Sicherung: Darin fehlt, was vorher gelöscht wurde."
    " Diese Datenbank nicht verwenden, sondern leeren und mit dem neuesten Verzeichnis wiederholen."
)


def restore(source: Path, key: Path | None = None, deletions: Path | None = None) -> Proof:
    """Refuse when anything is there already, when the file is damaged, or when the proof fails.

    What was deleted since the backup is deleted again before this returns: a restore never revives.
    """
    engine = engines.current()
    engine.refuse_unless_empty()
    stones = _deletions(deletions)
    with tempfile.TemporaryDirectory(dir=source.parent, prefix=".sicherung-") as name:
        packed = source
        if key:
            packed = Path(name) / "entschluesselt"
            parcel.decrypt(source, packed, key)
        place = Path(name) / "inhalt"
        manifest = parcel.unpack(packed, place)
        if manifest.engine != connections["default"].vendor:
            raise BackupRefused(
                f"Die Sicherung stammt von {manifest.engine}; hier läuft eine andere Datenbank."
            )
        engine.load(place / parcel.DUMP)
        if (place / parcel.CHECKPOINTS).is_dir():
            shutil.copytree(place / parcel.CHECKPOINTS, settings.CHECKPOINTS, dirs_exist_ok=True)
    proof = _prove(manifest)
    call_command("migrate", verbosity=0)
    if deleting.unlisted(stones):
        raise BackupRefused(OLD_LIST)
    return replace(proof, deleted=deleting.reapply(stones))


def _deletions(folder: Path | None) -> list[Tombstone]:
    """Read what must not come back, and keep the list here, so that the next line follows the last."""
    try:
        if folder:
            tombstones.bring(folder)
        if tombstones.path().is_file():
            return tombstones.read()
    except FileNotFoundError as error:
        raise BackupRefused(NO_LIST) from error
    except tombstones.Damaged as error:
        raise BackupRefused(
            "Das Verzeichnis der Löschungen ist beschädigt oder nicht das dieser Einrichtung."
        ) from error
    raise BackupRefused(NO_LIST)


def _prove(manifest: Manifest) -> Proof:
    rows = engines.count_rows()
    if lost := sorted(table for table, count in manifest.rows.items() if rows.get(table) != count):
        raise BackupRefused(f"Nach dem Zurückspielen fehlen Zeilen: {', '.join(lost)}.")
    networks = list(Network.objects.order_by("slug"))
    opened = sum(_open_one_of_each(network.pk) for network in networks)
    for network in networks:
        if verify(network.pk).findings:
            raise BackupRefused(
                "Das Protokoll ist nicht unversehrt. ./run manage verify_audit zeigt die Stelle."
            )
    return Proof(sum(manifest.rows.values()), len(networks), opened)


def _open_one_of_each(network_id: UUID) -> int:
    """Open the newest value of every sealed field: the root key is the right one, or this raises."""
    opened = 0
    with tenancy.scope(network_id):
        for model in apps.get_models():
            names = [column.name for column in model._meta.local_fields if isinstance(column, Sealed)]
            row = model._base_manager.order_by("-pk").first() if names else None
            opened += sum(_opens(row, name) for name in names if row)
    return opened


def _opens(row: models.Model, name: str) -> bool:
    try:
        return getattr(row, name) is not None
    except keys.Destroyed:
        return False  # erased on purpose before the backup
    except (InvalidTag, RootKeyRefused) as error:
        raise BackupRefused(
            "Ein versiegelter Wert lässt sich nicht öffnen. Liegt hier der Hauptschlüssel dieser Einrichtung?"
        ) from error
