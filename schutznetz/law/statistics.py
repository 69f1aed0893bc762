"""The official questionnaire on endangered children (§ 99 Abs. 6 SGB VIII) as versioned data, parts A to G.

Numeric codes of the record layout are not published with the questionnaire: each office enters those of
its Land. Until then the export keeps our own word and its report names the question as open. ``sure`` tells
what a source shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schutznetz.law.assessment import DANGER
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

VERSION = "2026.1"
GROUND = Norm("SGB VIII", "99", 6)
ADULT_AFTER = 18 * 12  # months
Answers = Mapping[str, str | list[str]]
Codes = Mapping[str, Mapping[str, str]]  # question -> answer -> official code


@dataclass(frozen=True, slots=True)
class Value:
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One question; without values a number between ``least`` and ``most`` is asked."""

    name: str
    part: str
    label: str
    values: tuple[Value, ...] = ()
    several: bool = False
    danger_only: bool = False
    sure: bool = True
    least: int = 0
    most: int = 0


YES_NO = (Value("yes", gettext_noop("Ja")), Value("no", gettext_noop("Nein")))
PARENT = (
    Value("under_18", gettext_noop("unter 18")),
    Value("18_to_26", gettext_noop("18 bis unter 27")),
    Value("27_and_older", gettext_noop("27 oder älter")),
    Value("dead_or_unknown", gettext_noop("verstorben oder unbekannt")),
)
SERVICES = (
    Value("advice", gettext_noop("Beratung und Unterstützung (§§ 16 bis 18)")),
    Value("parent_and_child", gettext_noop("Gemeinsame Wohnform (§ 19)")),
    Value("counselling", gettext_noop("Erziehungsberatung (§ 28)")),
    Value("around_the_family", gettext_noop("Ambulante oder teilstationäre Hilfe (§§ 27, 29 bis 32, 35)")),
    Value("instead_of_family", gettext_noop("Familienersetzende Hilfe (§§ 27, 33 bis 35)")),
    Value("integration", gettext_noop("Eingliederungshilfe (§ 35a)")),
    Value("taken_into_care", gettext_noop("Inobhutnahme (§ 42)")),
    Value("none", gettext_noop("Keine")),
)

FEATURES = (
    Feature(
        name="sex",
        part="A",
        label=gettext_noop("Geschlecht des Kindes"),
        values=(
            Value("male", gettext_noop("männlich")),
            Value("female", gettext_noop("weiblich")),
            Value("diverse", gettext_noop("divers")),
            Value("not_stated", gettext_noop("ohne Angabe nach Geburtenregister")),
        ),
    ),
    Feature(name="birth_month", part="A", label=gettext_noop("Geburtsmonat"), least=1, most=12),
    Feature(name="birth_year", part="A", label=gettext_noop("Geburtsjahr"), least=1990, most=2100),
    Feature(
        name="origin",
        part="A",
        label=gettext_noop("Mindestens ein Elternteil ausländischer Herkunft"),
        values=YES_NO,
    ),
    Feature(name="german", part="A", label=gettext_noop("In der Familie vor allem Deutsch"), values=YES_NO),
    Feature(
        name="integration_aid",
        part="A",
        label=gettext_noop("Das Kind bekommt Eingliederungshilfe"),
        values=YES_NO,
        sure=False,
    ),
    Feature(
        name="repeated",
        part="A",
        label=gettext_noop("Zum selben Kind schon im selben Kalenderjahr gemeldet"),
        values=YES_NO,
    ),
    Feature(name="mother_age", part="B", label=gettext_noop("Alter der Mutter"), values=PARENT, sure=False),
    Feature(name="father_age", part="B", label=gettext_noop("Alter des Vaters"), values=PARENT, sure=False),
    Feature(
        name="residence",
        part="C",
        label=gettext_noop("Wo das Kind bei der Meldung lebte"),
        values=(
            Value("parents", gettext_noop("bei den Eltern")),
            Value("single_parent", gettext_noop("bei einem alleinerziehenden Elternteil")),
            Value(
                "parent_and_partner", gettext_noop("bei Elternteil mit neuer Partnerin oder neuem Partner")
            ),
            Value("relatives", gettext_noop("bei Verwandten")),
            Value("foster_family", gettext_noop("in einer Pflegefamilie")),
            Value("home", gettext_noop("im Heim")),
            Value("own_flat", gettext_noop("in eigener Wohnung oder Wohngemeinschaft")),
            Value("no_fixed", gettext_noop("ohne festen Aufenthalt")),
            Value("other", gettext_noop("anderswo")),
            Value("unknown", gettext_noop("unbekannt")),
        ),
        sure=False,
    ),
    Feature(
        name="reporter",
        part="D",
        label=gettext_noop("Wer gemeldet hat"),
        values=(
            Value("police_justice", gettext_noop("Polizei, Gericht, Staatsanwaltschaft")),
            Value("social_service", gettext_noop("Sozialer Dienst, Jugendamt")),
            Value("advice_centre", gettext_noop("Beratungsstelle")),
            Value("youth_services", gettext_noop("Einrichtung oder Dienst der Jugendhilfe")),
            Value("youth_work", gettext_noop("Jugendarbeit")),
            Value("day_care", gettext_noop("Kita, Kindertagespflege")),
            Value("school", gettext_noop("Schule")),
            Value("health", gettext_noop("Hebamme, Praxis, Klinik, Gesundheitsamt")),
            Value("minor", gettext_noop("das Kind selbst")),
            Value("parents", gettext_noop("Eltern, Personensorgeberechtigte")),
            Value("relatives", gettext_noop("Verwandte")),
            Value("acquaintances", gettext_noop("Bekannte, Nachbarn")),
            Value("anonymous", gettext_noop("anonym")),
            Value("other", gettext_noop("Sonstige")),
        ),
        sure=False,
    ),
    Feature(
        name="services",
        part="E",
        label=gettext_noop("Was die Familie bei der Meldung schon nutzte"),
        values=SERVICES,
        several=True,
        sure=False,
    ),
    Feature(
        name="result",
        part="F",
        label=gettext_noop("Ergebnis der Gefährdungseinschätzung"),
        values=(
            Value("acute", gettext_noop("akute Kindeswohlgefährdung")),
            Value("latent", gettext_noop("latente Kindeswohlgefährdung")),
            Value(
                "need_for_support", gettext_noop("keine Gefährdung, aber Hilfe- oder Unterstützungsbedarf")
            ),
            Value("none", gettext_noop("keine Gefährdung, kein (weiterer) Hilfebedarf")),
        ),
    ),
    Feature(
        name="dangers",
        part="F",
        label=gettext_noop("Art der Gefährdung"),
        values=(
            Value("neglect", gettext_noop("Vernachlässigung")),
            Value("physical", gettext_noop("körperliche Misshandlung")),
            Value("psychological", gettext_noop("psychische Misshandlung")),
            Value("sexual", gettext_noop("sexuelle Gewalt")),
        ),
        several=True,
        danger_only=True,
    ),
    Feature(
        name="danger_from",
        part="F",
        label=gettext_noop("Von wem die Gefährdung vor allem ausging"),
        values=(
            Value("mother", gettext_noop("Mutter")),
            Value("father", gettext_noop("Vater")),
            Value("both_parents", gettext_noop("Mutter und Vater")),
            Value("step_parent", gettext_noop("Stiefelternteil, neue Partnerin, neuer Partner")),
            Value("other", gettext_noop("sonstige Person")),
            Value("unknown", gettext_noop("nicht bekannt")),
        ),
        danger_only=True,
        sure=False,
    ),
    Feature(
        name="new_help",
        part="G",
        label=gettext_noop("Was neu eingerichtet wurde"),
        values=(
            *SERVICES[:-1],
            Value("psychiatry", gettext_noop("Kinder- und Jugendpsychiatrie")),
            Value("continued", gettext_noop("Fortführung der bisherigen Hilfe")),
            SERVICES[-1],
        ),
        several=True,
        sure=False,
    ),
    Feature(name="court", part="G", label=gettext_noop("Familiengericht angerufen"), values=YES_NO),
)
CLOSES = (3, 1)  # month and day of the next year: our proposal, when every return is delivered
BY_NAME = {feature.name: feature for feature in FEATURES}
Setting = tuple[date, int]  # from when on how many days after the end of a year it is closed


def closes_on(year: int, settings: Sequence[Setting] = ()) -> date:
    """Return from which day the records of a year stay as they are; what was closed is not opened again."""
    day = date(year + 1, *CLOSES)
    for since, days in settings:  # the oldest first
        if since < day:
            day = max(date(year, 12, 31) + timedelta(days=days), since)
    return day


def is_closed(year: int, today: date, settings: Sequence[Setting] = ()) -> bool:
    """Say whether the records of a year are delivered and stay as they are."""
    return today >= closes_on(year, settings)


def last_closed(today: date, settings: Sequence[Setting] = ()) -> int:
    return today.year - (1 if is_closed(today.year - 1, today, settings) else 2)


def is_asked(feature: Feature, answers: Answers) -> bool:
    return not feature.danger_only or answers.get("result") in DANGER


def gaps(answers: Answers) -> list[Feature]:
    """Return what is asked and not answered."""
    return [each for each in FEATURES if is_asked(each, answers) and not answers.get(each.name)]


def problems(answers: Answers, completed: tuple[int, int]) -> Iterator[str]:
    """Say what cannot be true, at the moment of decision; ``completed`` is year and month."""
    born = _number(answers, "birth_year") * 12 + _number(answers, "birth_month")
    age = completed[0] * 12 + completed[1] - born
    if answers.get("birth_year") and answers.get("birth_month") and not 0 <= age <= ADULT_AFTER:
        yield gettext_noop("Das Kind ist beim Abschluss noch nicht geboren oder schon volljährig.")
    for name in ("services", "new_help"):
        if "none" in answers.get(name, []) and len(answers[name]) > 1:
            yield gettext_noop("„Keine“ schließt die anderen Hilfen aus.")
    if answers.get("result") not in DANGER and (answers.get("dangers") or answers.get("danger_from")):
        yield gettext_noop("Art und Person gibt es nur bei akuter oder latenter Gefährdung.")
    if "taken_into_care" in answers.get("new_help", []) and answers.get("result") == "none":
        yield gettext_noop("Inobhutnahme und „kein Hilfebedarf“ passen nicht zusammen.")
    for name, value in answers.items():
        if not _fits(name, value):
            yield gettext_noop("Eine Angabe steht nicht im Fragebogen.")


def _number(answers: Answers, name: str) -> int:
    said = str(answers.get(name, ""))
    return int(said) if said.isdecimal() else 0


def _fits(name: str, value: str | list[str]) -> bool:
    feature = BY_NAME.get(name)
    if feature is None or isinstance(value, list) is not feature.several:
        return False
    if not feature.values:
        return str(value).isdecimal() and feature.least <= int(str(value)) <= feature.most
    keys = {each.key for each in feature.values}
    return set(value if isinstance(value, list) else [value]) <= keys


def open_codes(codes: Codes) -> list[Feature]:
    """Return the questions that have an answer whose official code nobody has told us."""
    return [
        each for each in FEATURES if any(not codes.get(each.name, {}).get(value.key) for value in each.values)
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """What the federal statistics published for one value, per cent."""

    feature: str
    value: str
    percent: float
    year: int


PUBLISHED = (
    Share("result", "acute", 16.4, 2022),
    Share("result", "latent", 14.2, 2022),
    Share("result", "need_for_support", 33.8, 2022),
    Share("result", "none", 35.6, 2022),
    Share("dangers", "neglect", 59.0, 2022),
    Share("dangers", "psychological", 35.0, 2022),
    Share("dangers", "physical", 27.0, 2022),
    Share("dangers", "sexual", 5.0, 2022),
    Share("dangers", "more", 22.0, 2022),
    Share("reporter", "police_justice", 30.0, 2022),
    Share("reporter", "youth_services", 13.0, 2022),
    Share("reporter", "school", 11.0, 2022),
    Share("reporter", "parents", 7.0, 2022),
    Share("reporter", "minor", 2.0, 2022),
    Share("repeated", "yes", 27.0, 2023),
    Share("age", "under_3", 25.0, 2016),
    Share("age", "3_to_5", 19.4, 2016),
    Share("age", "6_to_9", 22.7, 2016),
    Share("age", "10_to_13", 19.0, 2017),
    Share("age", "14_and_older", 16.0, 2017),
)  # Statistisches Bundesamt; kinds of danger: per cent of endangered children, several may apply
