from pathlib import Path

import pytest
from django.conf import settings as product
from pytest_django.fixtures import Settings

from schutznetz.kernel import keys, rootfile, vault


@pytest.fixture
def root_key(settings: Settings, tmp_path: Path) -> Path:
    settings.ROOT_KEY_FILE = tmp_path / "keys" / "root.key"
    settings.ROOT_KEY_ON_DEMAND = False
    return Path(settings.ROOT_KEY_FILE)


def test_it_is_written_once_for_its_owner_alone(root_key: Path) -> None:
    rootfile.create()

    assert root_key.stat().st_mode & 0o777 == 0o600
    assert root_key.parent.stat().st_mode & 0o077 == 0
    assert [len(key) for key in rootfile.keys().values()] == [32]
    assert list(root_key.parent.iterdir()) == [root_key]


def test_an_existing_one_is_never_overwritten(root_key: Path) -> None:
    rootfile.create()
    before = root_key.read_bytes()

    with pytest.raises(rootfile.RootKeyRefused, match="gibt es schon"):
        rootfile.create()

    assert root_key.read_bytes() == before


def test_a_missing_one_is_an_alarm(root_key: Path) -> None:
    with pytest.raises(rootfile.RootKeyRefused, match="fehlt"):
        rootfile.keys()


def test_the_demo_makes_its_own(root_key: Path, settings: Settings) -> None:
    settings.ROOT_KEY_ON_DEMAND = True

    assert rootfile.newest()[0] == 1


def test_one_that_others_can_read_is_refused(root_key: Path) -> None:
    rootfile.create()
    root_key.chmod(0o640)

    with pytest.raises(rootfile.RootKeyRefused, match="lesbar"):
        rootfile.keys()


def test_one_beside_the_database_is_refused(root_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rootfile.create()
    monkeypatch.setitem(product.DATABASES["default"], "NAME", str(root_key.parent / "db.sqlite3"))

    with pytest.raises(rootfile.RootKeyRefused, match="neben der Datenbank"):
        rootfile.keys()


def test_a_new_version_leaves_the_old_one_readable(root_key: Path) -> None:
    rootfile.create()
    sealed = keys.seal_global("totp:anna", b"secret")

    assert rootfile.add_version() == 2

    assert rootfile.newest()[0] == 2
    assert keys.open_global("totp:anna", sealed) == b"secret"


def test_a_version_added_by_another_process_is_found(root_key: Path) -> None:
    rootfile.create()
    rootfile.keys()
    with root_key.open("a") as file:
        file.write(f"2 {vault.new_key().hex()}\n")

    assert len(rootfile.of_version(2)) == 32
    with pytest.raises(rootfile.RootKeyRefused):
        rootfile.of_version(3)
