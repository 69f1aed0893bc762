"""Makes a backup: database and checkpoints as of one instant, with a list of what is in it."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connections

from schutznetz import tombstones
from schutznetz.cli.backup import engines, parcel
from schutznetz.cli.backup.parcel import BackupRefused, Manifest
from schutznetz.kernel import clock


def make(target: Path, certificate: Path | None = None) -> Manifest:
    """Write the backup to ``target``; with a certificate (PEM) only its private key opens it."""
    if target.exists():
        raise BackupRefused(f"{target.name} gibt es schon. Bitte einen neuen Namen wählen.")
    tombstones.keep_ready()  # from now on its absence is a loss, and not a house without deletions
    # Beside the target, so that the copy needs no second disk; readable by the owner alone.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sicherung-") as name:
        place = Path(name) / "inhalt"
        place.mkdir()
        rows = engines.current().dump(place / parcel.DUMP)
        if Path(settings.CHECKPOINTS).is_dir():
            shutil.copytree(settings.CHECKPOINTS, place / parcel.CHECKPOINTS)
        manifest = Manifest(
            engine=connections["default"].vendor,
            made_at=clock.now().isoformat(),
            rows=rows,
            files=parcel.digests(place),
        )
        packed = Path(name) / "fertig"
        parcel.pack(place, manifest, packed)
        if certificate:
            sealed = Path(name) / "verschluesselt"
            parcel.encrypt(packed, sealed, certificate)
            packed = sealed
        packed.chmod(0o600)
        packed.rename(target)
    return manifest
