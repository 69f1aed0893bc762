"""``./run serve`` from beginning to end: it refuses what is unsafe, serves, and goes when it is told to."""

import gzip
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse

import pytest

from bench.processes import ROOT, free_port

pytestmark = pytest.mark.static  # brings its own database
FROM_THE_PROXY = {"Host": "netz.example.de", "X-Forwarded-Proto": "https"}


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    given = {**environment, "PORT": str(port), "SCHUTZNETZ_WORKERS": "1", "PYTHONUTF8": "1"}
    command = ["./run", "serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process, port
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)


def ask(port: int, path: str, headers: Mapping[str, str] = FROM_THE_PROXY) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        return answer, answer.read()


def test_it_serves_pages_and_files_and_ends_when_told(environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "tools.template"], cwd=ROOT, env=environment, check=True)
    with serving(environment) as (process, port):
        assert process.stdout
        said = iter(process.stdout.readline, "")
        assert any("Schutznetz läuft" in line for line in said), process.poll()

        page, body = ask(port, "/")
        look = re.search(rb'href="(/static/app\.[0-9a-f]{12}\.css)"', body)
        assert look
        file, content = ask(port, look[1].decode(), {**FROM_THE_PROXY, "Accept-Encoding": "gzip"})
        plain, _ = ask(port, "/", {"Host": "netz.example.de"})
        foreign, _ = ask(port, "/", {**FROM_THE_PROXY, "Host": "anderswo.example"})
        process.send_signal(signal.SIGTERM)

        assert process.wait(60) == 0

    assert (page.status, page.headers["Strict-Transport-Security"] is not None) == (200, True)
    assert (file.status, "immutable" in file.headers["Cache-Control"]) == (200, True)
    assert b"--kern" in gzip.decompress(content)
    assert (plain.status, plain.headers["Location"]) == (301, "https://netz.example.de/")
    assert foreign.status == 400


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PUBLIC_URL", "http://netz.example.de", "PUBLIC_URL"),
        ("SCHUTZNETZ_WORKRES", "2", "SCHUTZNETZ_WORKRES"),
        ("SCHUTZNETZ_ROOT_KEY_FILE", "", "SCHUTZNETZ_ROOT_KEY_FILE"),
    ],
)
def test_it_refuses_to_start_unsafely(environment: dict[str, str], name: str, value: str, said: str) -> None:
    with serving({**environment, name: value}) as (process, _):
        told = process.communicate()[0]

    assert process.returncode != 0
    assert "Schutznetz startet nicht" in told
    assert said in told
