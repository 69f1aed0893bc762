"""One file that holds everything but the keys, and the way back, which proves itself."""

from schutznetz.cli.backup.making import make
from schutznetz.cli.backup.parcel import BackupRefused, Manifest
from schutznetz.cli.backup.restoring import Proof, restore

__all__ = ["BackupRefused", "Manifest", "Proof", "make", "restore"]
