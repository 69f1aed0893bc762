"""Every option of an operator, with its German help; ``docs/generated/options.md`` is printed from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "SCHUTZNETZ_"


class UnsafeOption(SystemExit):
    """Refuses the start with a German sentence that says what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Schutznetz startet nicht. {text}")


Value = str | int | bool | Path | None
Read = Callable[[str, str], Value]


def text(name: str, value: str) -> str:
    return value


def number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise UnsafeOption(f"{name} ist eine ganze Zahl, zum Beispiel 2. Gesetzt ist etwas anderes.")
    return int(value)


def yes_or_no(name: str, value: str) -> bool:
    if value not in {"ja", "nein"}:
        raise UnsafeOption(f"{name} ist „ja“ oder „nein“. Gesetzt ist etwas anderes.")
    return value == "ja"


def folder(name: str, value: str) -> Path:
    path = Path(value)
    if not path.is_absolute():
        raise UnsafeOption(f"{name} ist ein vollständiger Pfad, beginnend mit „/“.")
    return path


def secret_file(name: str, value: str) -> Path:
    """A file that only its owner may read: what is no option never lands in a process list."""
    path = folder(name, value)
    if not path.is_file():
        raise UnsafeOption(f"{name}: Diese Datei gibt es nicht oder sie ist nicht lesbar.")
    if path.stat().st_mode & 0o077:
        raise UnsafeOption(f"{name}: Diese Datei dürfen auch andere lesen. Abhilfe: chmod 600.")
    return path


def https_address(name: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise UnsafeOption(
            f"{name} ist die öffentliche Adresse ohne Pfad, zum Beispiel https://netz.example.de."
        )
    return value.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """``required`` holds for ``./run serve``; the demo needs nothing."""

    name: str
    read: Read
    help: str
    default: str = ""
    required: bool = False


OPTIONS = (
    Option(
        name="PUBLIC_URL",
        read=https_address,
        required=True,
        help="Öffentliche Adresse, unter der Menschen Schutznetz erreichen. Nur https.",
    ),
    Option(
        name="DATABASE_URL",
        read=text,
        help="postgresql://rolle:passwort@host:port/name. Leer: eine SQLite-Datei in SCHUTZNETZ_VAR.",
    ),
    Option(name="PORT", read=number, default="8000", help="Port auf 127.0.0.1; davor steht Ihr Webserver."),
    Option(
        name="SCHUTZNETZ_VAR",
        read=folder,
        required=True,
        help="Ordner für Datenbank, Prüfpunkte und erzeugte Dateien. Nicht auf einem Netzlaufwerk.",
    ),
    Option(
        name="SCHUTZNETZ_SECRET_KEY_FILE",
        read=secret_file,
        required=True,
        help="Datei mit mindestens 50 zufälligen Zeichen für Sitzungen. Rechte 600.",
    ),
    Option(
        name="SCHUTZNETZ_ROOT_KEY_FILE",
        read=secret_file,
        required=True,
        help="Datei mit dem Hauptschlüssel. Ohne sie ist kein geschützter Inhalt lesbar. Rechte 600.",
    ),
    Option(
        name="SCHUTZNETZ_ADMIN_PASSKEY",
        read=yes_or_no,
        default="ja",
        help="Wer Zugänge verwaltet oder Akten führt, meldet sich mit Passkey an: ja oder nein. „nein“ nur,"
        " wo kein Passkey zu haben ist; dann genügt die App mit Einmalcodes.",
    ),
    Option(name="SCHUTZNETZ_WORKERS", read=number, default="2", help="Zahl der Webprozesse."),
    Option(name="SCHUTZNETZ_MAIL_HOST", read=text, help="Mailserver. Leer: es gehen keine Mails hinaus."),
    Option(name="SCHUTZNETZ_MAIL_PORT", read=number, default="587", help="Port des Mailservers."),
    Option(name="SCHUTZNETZ_MAIL_USER", read=text, help="Anmeldename am Mailserver."),
    Option(
        name="SCHUTZNETZ_MAIL_PASSWORD_FILE",
        read=secret_file,
        help="Datei mit dem Passwort. Rechte 600.",
    ),
    Option(
        name="SCHUTZNETZ_MAIL_TLS",
        read=yes_or_no,
        default="ja",
        help="Verbindung verschlüsseln: ja oder nein.",
    ),
    Option(
        name="SCHUTZNETZ_MAIL_FROM",
        read=text,
        default="schutznetz@localhost",
        help="Absender der (immer inhaltsfreien) Mails.",
    ),
    Option(
        name="SCHUTZNETZ_WAKE_URL",
        read=text,
        help="Adresse Ihres SMS- oder Anrufdienstes, der Bereitschaften weckt. Leer: nur Mail.",
    ),
    Option(
        name="SCHUTZNETZ_WAKE_TOKEN_FILE",
        read=secret_file,
        help="Datei mit dem Zugangsschlüssel dieses Dienstes. Rechte 600.",
    ),
    Option(
        name="SCHUTZNETZ_CASE_SOFTWARE_ROOT",
        read=folder,
        help="Ordner, unter dem jedes Amt seinen Importordner für die Fachsoftware nennt."
        " Leer: „uebergabe“ in SCHUTZNETZ_VAR.",
    ),
    Option(
        name="SCHUTZNETZ_TILE_URL",
        read=text,
        help="Kachelserver für die Karte. Leer: nur die mitgelieferten Grenzen, kein Abruf bei Dritten.",
    ),
)


@dataclass(frozen=True, slots=True)
class Options:
    """The values that were read, by name; an option that is not in the table cannot be asked for."""

    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        value = self.values[name]
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(f"{name} is no number")
        return value

    def path(self, name: str) -> Path | None:
        value = self.values[name]
        return value if isinstance(value, Path) else None

    def secret(self, name: str) -> str:
        """Content of a secret file, empty where none is named."""
        path = self.path(name)
        return "" if path is None else path.read_text().strip()


def read(environ: Mapping[str, str], *, serving: bool) -> Options:
    """Refuse unknown ``SCHUTZNETZ_`` names always; refuse missing ones when ``serving``."""
    known = {option.name: option for option in OPTIONS}
    unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise UnsafeOption(
            f"Unbekannte Option: {', '.join(unknown)}. Alle Optionen: docs/generated/options.md."
        )
    missing = [o.name for o in OPTIONS if serving and o.required and not environ.get(o.name)]
    if missing:
        raise UnsafeOption(f"Es fehlt: {', '.join(missing)}. Hilfe: docs/generated/options.md.")
    return Options({name: _value(option, environ.get(name, "")) for name, option in known.items()})


def _value(option: Option, given: str) -> Value:
    given = given or option.default
    return option.read(option.name, given) if given else None
