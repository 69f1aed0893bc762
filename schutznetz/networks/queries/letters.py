"""Which texts a letter has now, who wrote them, and which version a printed letter used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Max, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from schutznetz.kernel.clock import BERLIN
from schutznetz.law import letters
from schutznetz.law.letter_table import BY_KIND
from schutznetz.law.letters import Letter, Sentence
from schutznetz.networks.choices import LetterKind
from schutznetz.networks.models import LetterVersion, Network, PrintedLetter

# Somebody who does not exist, for looking at a text before it is used.
INVENTED: Mapping[str, str] = {
    "Zeichen": "2026-0815",
    "Kind": "Mia Musterfrau",
    "Fachkraft": "Anna Beispiel",
    "Tag": "Montag, 7. Dezember 2026",
    "Uhrzeit": "10:00",
    "Ort": "Rathaus, Zimmer 12",
    "Anlass": "Gespräch über das Wohl Ihres Kindes",
    "Eingang": "2. November 2026",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a letter says beside its record: every text is filled in and is plain."""

    title: str
    head: str
    foot: str
    intro: str
    rights: str
    ending: str
    standing: Sequence[Sentence]
    mark: str  # which versions were used; it stands at the foot of the paper


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One kind in the list of letters, with the version that holds now."""

    letter: Letter
    version: LetterVersion | None


def newest_version(kind: LetterKind) -> LetterVersion | None:
    """Return the version that holds now; nothing while nobody has changed or printed this letter."""
    return LetterVersion.objects.filter(kind=kind).order_by("-number").first()


def texts_in_use(kind: LetterKind, newest: LetterVersion | None) -> dict[str, str]:
    """Return what is printed now: the office's own texts, as far as this release may still print them."""
    return letters.printable(BY_KIND[kind], newest.texts if newest and not newest.is_standard else {})


def versions(kind: LetterKind) -> QuerySet[LetterVersion]:
    found = LetterVersion.objects.filter(kind=kind).select_related("written_by")
    return found.order_by("-number")


def letter_rows() -> list[LetterRow]:
    """Return every kind with its newest version; the query count is fixed."""
    last = LetterVersion.objects.values("kind").annotate(last=Max("number")).order_by("kind")
    numbers = {(row["kind"], row["last"]) for row in last}
    found = LetterVersion.objects.select_related("written_by").order_by("kind", "number")
    newest = {row.kind: row for row in found if (row.kind, row.number) in numbers}
    return [
        LetterRow(letter=letter, version=newest.get(LetterKind(kind))) for kind, letter in BY_KIND.items()
    ]


def wording(
    network: Network,
    kind: LetterKind,
    *,
    texts: Mapping[str, str],
    heading: Mapping[str, str],
    values: Mapping[str, str],
    now: datetime,
    mark: str,
) -> Wording:
    """Fill the texts in; the language of the office is German, whoever prints (§ 19 SGB X)."""
    with override("de"):
        letter = BY_KIND[kind]
        fixed = {name: str(Sentence(_(each.text), each.norm)) for name, each in letters.FIXED.items()}
        known = {**values, **fixed, **_of_the_office(network, now)}
        said = {name: letters.fill(text, known) for name, text in texts.items()}
        around = {name: letters.fill(text, known) for name, text in heading.items()}
        return Wording(
            title=_(letter.title),
            head=around["head"] if letter.headed else "",
            foot=around["foot"] if letter.headed else "",
            intro=said.get("intro", ""),
            rights=said.get("rights", ""),
            ending=said.get("ending", ""),
            standing=[Sentence(_(each.text), each.norm) for each in letter.standing],
            mark=mark,
        )


def printed_wording(printed: PrintedLetter, values: Mapping[str, str]) -> Wording:
    """Return what a noted letter says, with the texts that held when it was noted."""
    return wording(
        printed.network,
        LetterKind(printed.kind),
        texts=printed.version.texts,
        heading=printed.letterhead.texts,
        values=values,
        now=printed.printed_at,
        mark=f"{printed.version.number}.{printed.letterhead.number}",
    )


def last_printed(about: models.Model, kind: LetterKind) -> PrintedLetter:
    """Return the letter of that kind that was noted last about a record."""
    found = PrintedLetter.objects.filter(kind=kind, about_type=about._meta.label, about_id=about.pk)
    return found.select_related("version", "letterhead", "network").latest("printed_at", "pk")


def invented(
    network: Network, kind: LetterKind, *, texts: Mapping[str, str], heading: Mapping[str, str], now: datetime
) -> Wording:
    """Return a letter to look at, about nobody."""
    mark = _("Ansicht mit erfundenen Angaben")
    return wording(network, kind, texts=texts, heading=heading, values=INVENTED, now=now, mark=mark)


def _of_the_office(network: Network, now: datetime) -> dict[str, str]:
    return {
        "Jugendamt": network.owner_name or network.name,
        "Telefon": network.intake_number,
        "Zeiten": network.intake_hours,
        "Datum": date_format(now.astimezone(BERLIN), "j. F Y"),
    }
