"""Reads the registry's list: takes the allowed columns, names what it drops, forgets whoever has a block.

A row with a block under §§ 51, 52 BMG leaves this module as nothing but the tags of its household, so that
a family that was welcome before is let alone now. Whatever stands in the column of a block means a block,
unless it clearly says that there is none; and a block that is written into any other column is one as well.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from schutznetz.files import spreadsheets, tables
from schutznetz.files.tables import Column, Row, Table, Unreadable, fold
from schutznetz.geo.spelling import fold as plain
from schutznetz.offers.choices import Language
from schutznetz.welcome.choices import LATEST

MOST_ROWS = 5_000
BLOCKS = {"blocked", "restricted"}
NO_BLOCK = {"", "nein", "n", "0", "keine", "kein", "ohne", "false", "falsch"}
# Titles of columns that may name a block in words of the registry's own: never dropped in silence.
SUSPECT = re.compile(
    r"sperr|bmg|melderechts|geheim|schutz|auskunft|vermerk|gefaehrd|gefahr|bedingt|vertraulich|inkognito"
    r"|adoption|kennzeichen|(?<![0-9])5[12](?![0-9])"
)
# What an office writes beside a name or under "Bemerkung"; no name and no street reads like that.
MARK = re.compile(
    r"auskunftssperre|meldesperre|registersperre|uebermittlungssperre|sperrvermerk|geheimhaltung"
    r"|(?<![a-z])(?:sperre|gesperrt|bmg)(?![a-z])"
)
NO_MARK = re.compile(r"(?<![a-z])(?:keine?|ohne)_[a-z]*sperr[a-z]*")
NO_DAY = "0001-01-01"  # stands for the day of birth where a row with a block does not tell it
STREET = re.compile(r"str(?:asse|\.)?(?=[\W\d]|$)")
AND = re.compile(r"\s+und\s+|\s*,\s*", re.IGNORECASE)
FIRST = re.compile(r"[\s-]+")
Tag = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A family as the list names it: two children of one day and one address are one household."""

    family: str
    given: str
    street: str
    postcode: str
    town: str
    district: str = ""
    born: str
    language: str = ""

    @property
    def area(self) -> str:
        """The district for which is counted."""
        return self.district or f"{self.postcode} {self.town}"

    @property
    def tags(self) -> list[Tag]:
        return tags_of(self.family, self.given, self.street, self.postcode, self.born)

    @property
    def likely(self) -> list[Tag]:
        """The tags of a row with a block that tells no day of birth, or of "Emma Sophie" only "Emma"."""
        first = _first_names(self.given)
        return [
            *tags_of(self.family, self.given, self.street, self.postcode, NO_DAY),
            *tags_of(self.family, first, self.street, self.postcode, self.born),
        ]


@dataclass(slots=True)
class Arrival:
    """What a list brings. ``barred`` are the tags of households with a block, and of nothing else."""

    table: Table
    households: list[Household] = field(default_factory=list)
    barred: list[Tag] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether the list may be taken over; one that only names blocks ends some welcomes."""
        return not self.table.problem_count and bool(self.table.rows or self.table.passed)


def tags_of(family: str, given: str, street: str, postcode: str, born: str) -> list[Tag]:
    """Return by what children are known again: by each name, and by the family's name with the address."""
    name = _letters(family)
    named = [(name, f"vorname {_letters(each)}", born) for each in AND.split(given) if _letters(each)]
    return [*named, (*_home(family, street, postcode), born)]


def _first_names(given: str) -> str:
    return ", ".join(FIRST.split(each.strip())[0] for each in AND.split(given))


def _letters(text: str) -> str:
    """Return what stays the same however an Umlaut is written: Müller, Mueller, Muller."""
    return re.sub(r"([aou])e", r"\1", re.sub(r"[\W_]+", "", plain(text.replace("ø", "ö").replace("Ø", "Ö"))))


def _postcode(text: str) -> str:
    """Spreadsheets take the first zero away."""
    return tables.postcode(text.zfill(5) if len(text) == 4 else text)


LANGUAGE = Column(
    key="language", title="Sprache", aliases=("Muttersprache",), parse=tables.one_of(list(Language))
)
COLUMNS = (
    Column(key="family", title="Familienname", aliases=("Nachname", "Name"), required=True, max_length=120),
    Column(key="given", title="Vorname", aliases=("Vornamen", "Rufname"), max_length=120),
    Column(
        key="street",
        title="Straße",
        aliases=("Anschrift", "Adresse", "Straße und Hausnummer", "Straße Nr", "Straße, Hausnummer"),
        required=True,
        max_length=120,
    ),
    Column(key="number", title="Hausnummer", aliases=("Hausnr", "Haus-Nr", "Nr"), max_length=20),
    Column(key="postcode", title="PLZ", aliases=("Postleitzahl",), required=True, parse=_postcode),
    Column(key="town", title="Ort", aliases=("Wohnort", "Stadt"), required=True, max_length=80),
    Column(key="district", title="Ortsteil", aliases=("Stadtteil", "Bezirk", "Stadtbezirk"), max_length=80),
    Column(
        key="born",
        title="Geburtsdatum",
        aliases=("Geburtstag", "geboren am", "geboren"),
        required=True,
        parse=tables.day,
    ),
    Column(
        key="blocked",
        title="Auskunftssperre",
        aliases=("Auskunftssperre § 51 BMG", "§ 51 BMG", "Sperre", "Sperrvermerk", "Melderegistersperre"),
    ),
    Column(
        key="restricted",
        title="Bedingter Sperrvermerk",
        aliases=("Bedingter Sperrvermerk § 52 BMG", "§ 52 BMG", "Sperrvermerk § 52 BMG"),
    ),
)


def columns(*, with_language: bool) -> tuple[Column, ...]:
    """Return what may be in a list: name, address, birth date, whether a block is set, and no more."""
    return (*COLUMNS, LANGUAGE) if with_language else COLUMNS


def read(content: bytes, today: date, *, with_language: bool) -> Arrival:
    """Read a list, CSV or XLSX; nothing is raised and nothing is kept."""
    try:
        text = spreadsheets.as_csv(content) if spreadsheets.is_spreadsheet(content) else content
    except Unreadable as reason:
        refused = Arrival(Table())
        refused.table.report(0, "", str(reason))
        return refused
    barred: list[Tag] = []
    homes: set[tuple[str, str]] = set()
    found: set[str] = set()

    def passed_over(raw: Mapping[str, str]) -> bool:
        found.update(raw.keys() & BLOCKS)
        if not (any(_is_block(raw.get(key, "")) for key in BLOCKS) or any(map(_is_marked, raw.values()))):
            return False
        barred.extend(_tags_of_raw(raw))
        homes.add(_home_of_raw(raw))
        return True

    table = tables.read(text, columns(with_language=with_language), passed_over=passed_over)
    arrival = Arrival(table, barred=barred, dropped=table.unknown)
    _check_titles(table, said=bool(found))
    _check_ages(table, today)
    arrival.households = _households(table, set(barred), homes) if table else []
    return arrival


def _is_block(cell: str) -> bool:
    said = fold(cell)
    return NO_MARK.sub("", said) not in NO_BLOCK or (not said and cell.strip() not in {"", "-", "–", "'"})


def _is_marked(cell: str) -> bool:
    return bool(MARK.search(NO_MARK.sub("", fold(cell))))


def _tags_of_raw(raw: Mapping[str, str]) -> list[Tag]:
    try:
        born = tables.day(raw.get("born", "").strip()).isoformat()
    except ValueError:
        born = NO_DAY
    street = " ".join([raw.get("street", ""), raw.get("number", "")])
    family, postcode = raw.get("family", ""), raw.get("postcode", "").strip().zfill(5)
    given = raw.get("given", "")
    return [
        tag
        for named in (given, _first_names(given))
        for tag in tags_of(family, named, street, postcode, born)
    ]


def _home_of_raw(raw: Mapping[str, str]) -> tuple[str, str]:
    street = " ".join([raw.get("street", ""), raw.get("number", "")])
    return _home(raw.get("family", ""), street, raw.get("postcode", "").strip().zfill(5))


def _home(family: str, street: str, postcode: str) -> tuple[str, str]:
    return _letters(family), f"anschrift {_letters(STREET.sub('str', plain(street)))} {postcode}"


def _check_titles(table: Table, *, said: bool) -> None:
    """Refuse a list in which a block could be overlooked, whole."""
    if table.rows and not said:
        text = _("Die Spalte fehlt. Ohne sie ist nicht zu sehen, wer keine Post bekommen darf.")
        table.report(1, "Auskunftssperre", text)
    for title in table.unknown:
        if SUSPECT.search(fold(title)):
            text = _(
                "Diese Spalte könnte eine Sperre nennen. Bitte überschreiben Sie sie mit „Auskunftssperre“"
                " oder „Bedingter Sperrvermerk“, oder nehmen Sie sie heraus."
            )
            table.report(1, title[:60], text)
    if len(table.rows) > MOST_ROWS:
        table.report(0, "", _("Die Datei hat zu viele Zeilen. Bitte teilen Sie sie."))


def _check_ages(table: Table, today: date) -> None:
    for row in table.rows:
        born = row.cells["born"]
        if born and born > today:
            table.report(row.number, "Geburtsdatum", _("Dieser Tag liegt in der Zukunft."))
        if born and born <= today - LATEST:
            table.report(row.number, "Geburtsdatum", _("Dieses Kind ist älter als ein Jahr."))


def _households(table: Table, barred: set[Tag], homes: set[tuple[str, str]]) -> list[Household]:
    """Join the children of one household; leave out who lives with a child that has a block.

    A brother or sister has another day of birth, and of a row with a block nobody checked the day.
    """
    found: dict[Tag, Household] = {}
    for row in table.rows:
        child = _household(row)
        if (
            barred & {*child.tags, *child.likely}
            or _home(child.family, child.street, child.postcode) in homes
        ):
            continue
        key = child.tags[-1]
        before = found.get(key)
        found[key] = _joined(before, child) if before else child
    return list(found.values())


def _household(row: Row) -> Household:
    street = " ".join(part for part in (row.text("street"), row.text("number")) if part)
    names = {key: row.text(key) for key in ("family", "given", "postcode", "town", "district", "language")}
    return Household(**names, street=street, born=row.cells["born"].isoformat())


def _joined(before: Household, child: Household) -> Household:
    given = dict.fromkeys([*before.given.split(" und "), child.given])
    return replace(before, given=" und ".join(name for name in given if name))
