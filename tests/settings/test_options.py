from pathlib import Path

import pytest

from schutznetz.settings import options


@pytest.fixture
def complete(tmp_path: Path) -> dict[str, str]:
    key = tmp_path / "key"
    key.write_text("x" * 64)
    key.chmod(0o600)
    return {
        "PUBLIC_URL": "https://netz.example.de",
        "SCHUTZNETZ_VAR": str(tmp_path),
        "SCHUTZNETZ_SECRET_KEY_FILE": str(key),
        "SCHUTZNETZ_ROOT_KEY_FILE": str(key),
    }


def test_complete_options_are_read_with_their_defaults(complete: dict[str, str]) -> None:
    read = options.read(complete, serving=True)

    assert read.text("PUBLIC_URL") == "https://netz.example.de"
    assert read.number("SCHUTZNETZ_WORKERS") == 2
    assert read.secret("SCHUTZNETZ_SECRET_KEY_FILE") == "x" * 64
    assert read.secret("SCHUTZNETZ_MAIL_PASSWORD_FILE") == ""


@pytest.mark.parametrize("serving", [True, False])
def test_an_unknown_option_stops_the_start_and_is_named(complete: dict[str, str], *, serving: bool) -> None:
    with pytest.raises(options.UnsafeOption, match="SCHUTZNETZ_WOKRERS"):
        options.read(complete | {"SCHUTZNETZ_WOKRERS": "3"}, serving=serving)


@pytest.mark.parametrize("name", [option.name for option in options.OPTIONS if option.required])
def test_a_missing_option_stops_serving_but_not_the_demo(complete: dict[str, str], name: str) -> None:
    del complete[name]

    options.read(complete, serving=False)
    with pytest.raises(options.UnsafeOption, match=name):
        options.read(complete, serving=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://netz.example.de"),
        ("PUBLIC_URL", "https://netz.example.de/pfad"),
        ("PORT", "achtzig"),
        ("SCHUTZNETZ_VAR", "var"),
        ("SCHUTZNETZ_MAIL_TLS", "yes"),
        ("SCHUTZNETZ_ROOT_KEY_FILE", "/gibt/es/nicht"),
    ],
)
def test_an_unsafe_value_stops_the_start(complete: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(options.UnsafeOption, match=name) as refusal:
        options.read(complete | {name: value}, serving=True)

    assert value not in str(refusal.value)  # an option may hold a password


def test_a_key_that_others_may_read_stops_the_start(complete: dict[str, str]) -> None:
    Path(complete["SCHUTZNETZ_ROOT_KEY_FILE"]).chmod(0o640)

    with pytest.raises(options.UnsafeOption, match="chmod 600"):
        options.read(complete, serving=True)
