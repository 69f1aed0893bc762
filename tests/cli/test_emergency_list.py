"""The emergency list opens with one key and with nothing else, and tells what a substitute must know."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command

from schutznetz.kernel import audit, clock
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
SAID = "Ein Baby schreit seit Stunden."


def _pair(place: Path, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> tuple[Path, Path]:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Zweiter Rechner")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(NOON).not_valid_after(NOON + timedelta(days=365))
    certificate, private = place / "zweiter.pem", place / "zweiter.key"
    certificate.write_bytes(builder.sign(key, SHA256()).public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, private


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return _pair(tmp_path, rsa.generate_private_key(public_exponent=65537, key_size=2048))


def _open(source: Path, key: Path) -> str:
    command = [
        "openssl",
        "cms",
        "-decrypt",
        "-binary",
        "-inform",
        "DER",
        "-in",
        str(source),
        "-inkey",
        str(key),
    ]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode(errors="replace")


def _list(place: Path, certificate: Path) -> Path:
    call_command("emergency_list", str(place), "--to", str(certificate))
    return place / f"notfall-tannfurt-{clock.today():%Y-%m-%d}.cms"


def test_the_second_machine_reads_what_is_open(
    ctx: Context, tannfurt: Network, tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    report = make.report(ctx, tannfurt, children=["Mia Muster"], contact={"reporter_name": "Frau Nah"})

    found = _list(tmp_path, pair[0])

    assert SAID.encode() not in found.read_bytes()
    text = _open(found, pair[1])
    for expected in (report.reference, SAID, "Mia Muster", "noch niemand", "NIEMAND"):
        assert expected in text
    assert found.stat().st_mode & 0o077 == 0


def test_another_key_opens_nothing(
    ctx: Context, tannfurt: Network, tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    make.report(ctx, tannfurt)
    found = _list(tmp_path, pair[0])
    other = tmp_path / "fremd"
    other.mkdir()
    _certificate, key = _pair(other, rsa.generate_private_key(public_exponent=65537, key_size=2048))

    assert SAID not in _open(found, key)


def test_each_listed_report_leaves_its_entry(
    ctx: Context, tannfurt: Network, tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    report = make.report(ctx, tannfurt)

    _list(tmp_path, pair[0])

    entries = [each for each in audit.trail(tannfurt.pk) if each.action == "reports.list_for_emergency"]
    assert [each.target for each in entries] == [f"cases.Report:{report.pk}"]


def test_a_certificate_that_cannot_receive_is_named(tmp_path: Path, db: None) -> None:
    certificate, _key = _pair(tmp_path, ec.generate_private_key(ec.SECP256R1()))
    (tmp_path / "leer.pem").write_text("kein Zertifikat")

    for unfit in (certificate, tmp_path / "leer.pem", tmp_path / "fehlt.pem"):
        with pytest.raises(CommandError, match="Zertifikat"):
            _list(tmp_path, unfit)


def test_a_mistyped_network_is_an_error_and_not_an_empty_success(
    tannfurt: Network, tmp_path: Path, pair: tuple[Path, Path]
) -> None:
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("emergency_list", str(tmp_path), "--to", str(pair[0]), "--network", "tanfurt")
    assert list(tmp_path.glob("*.cms")) == []
