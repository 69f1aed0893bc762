"""The written forms of what names somebody: mail, dates, numbers, addresses, institutions, titles, initials."""

import re
from collections.abc import Iterator
from enum import StrEnum

from schutznetz.advice.lexicon import is_common, is_noun


class Kind(StrEnum):
    """What a hit may be."""

    MAIL = "mail"
    BIRTH = "birth"
    NUMBER = "number"
    ADDRESS = "address"
    INSTITUTION = "institution"
    OWN = "own"
    NAME = "name"
    SMALL = "small"


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    r"(?:Jan(?:uar|\.)?|J[äa]nner|Feb(?:ruar|\.)?|M[äa]e?rz|Mrz\.?|Apr(?:il|\.)?|Mai|Jun[io]|Jul[iy]|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Okt(?:ober|\.)?|Nov(?:ember|\.)?|Dez(?:ember|\.)?)"
)
_ORDINAL = (
    r"(?:\w*(?:erste|zweite|dritte|vierte|fünfte|sechste|siebte|siebente|achte|neunte|zehnte|elfte"
    r"|zwölfte|zigste|ßigste)[nrs]?)"
)
_SPOKEN_YEAR = r"(?:zwei\s?tausend\w*|neunzehn\s?hundert\w*)"
_DATE = rf"(?:{_DAY}\s?\.\s?{_MONTH}\b\.?|{_DAY}\s?\.?\s?{_MONTHS}|{_ORDINAL}\s+(?:{_MONTHS}|{_ORDINAL})|{_MONTHS}(?:\s{_YEAR})?)"
_CUE = r"(?:\bgeb(?:\.|oren\w*)|\bgeburtsdatum|\bgeburtstag|\bgeburtsjahr|\bgeb\.?-?dat\w*\.?|\bjahrgang|\bjg\.?|[*†])"
_ANY_DATE = rf"(?:{_DATE}(?:\s?\.?\s?(?:{_YEAR}|\d\d|{_SPOKEN_YEAR})\b)?|{_YEAR}|'?\d\d|{_SPOKEN_YEAR})"
_DIGIT = r"(?:null|zero|eins|zwo|zwei|drei|vier|fünf|sechs|sieben|acht|neun)"
_AGE = r"(?:\d{1,2}|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn)"
_TOO_GENERAL = r"(?:Haupt|Neben|Seiten|Land|Bundes|Auf|Durch|Auto|Dorf|Spiel|Einkaufs|Quer|Sack|Wohn)"
_STREET = r"(?:stra(?:ß|ss)e|str\.?|gasse|allee|chaussee|damm|ufer|promenade)"
_PLACE = (
    r"(?:weg|platz|ring|markt|hof|berg|wall|graben|kamp|winkel|zeile|garten|stieg|steig|redder|höhe|park|brücke|tor"
    r"|bogen|koppel|feld|grund|anger|wiese|siedlung|pfad|aue|hang|blick|tal|eck|heide|busch)"
)
_HOUSE = r"\s*(?:Nr\.?|Nummer|Hausnummer|Haus)?\s*(?:\d{1,4}\s?[a-z]?\b(?:\s?[-/]\s?\d+\s?[a-z]?\b)?)"
_SPOKEN_HOUSE = (
    r"\s+(?:Nummer\s+)?(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig)\w*\b"
)
_UNIT = (
    r"(?!\s?(?:Uhr|Jahr|Monat|Woche|Tag|Stunde|Minute|Kind|Mal\b|mal\b|Person|Euro|€|%|Prozent|x\b|Meter|km\b|kg\b|Grad"
    r"|Geschwister|[.:]\d))"
)
_SCHOOL = (
    r"(?:Kita|KiTa|KITA|Kindergarten|Kindertagesstätte|Kinderkrippe|Krippe|Kinderhaus|Kinderhort|Hort|\w*[Ss]chule|Gymnasium"
    r"|Praxis|\w+praxis|Klinik|Klinikum|\w+klinik|Krankenhaus|Hospital|Kinderheim|Heim|Wohngruppe|Internat|Verein"
    r"|Familienzentrum|Beratungsstelle|Jugendzentrum|Jugendclub|Frauenhaus|Sportverein|Kirchengemeinde|Gemeinde)"
)
_KIND_OF = (
    r"(?:Grund|Haupt|Real|Gesamt|Förder|Berufs|Hoch|Fach|Abend|Musik|Tanz|Fahr|Vor|Ober|Mittel|Ganztags|Sonder|Regel|Ersatz"
    r"|Privat|Kinder|Frauen|Augen|Tages|Reha|Sucht|Haut|Volks|Sprach|Ski|Schwimm|Betriebs|Natur|Wald|Integrations"
    r"|Schul|Uni|Universitäts|Tier|Zahn|Hunde|Eltern|Baum|Sekundar|Gemeinschafts|Stadtteil|Zahnarzt|Arzt|Kinderarzt"
    r"|Hausarzt|Haus|Gemeinschafts|Hebammen|Therapie|Psychotherapie|Sozial|Allgemeinarzt)"
)
_NO_PROPER = r"(?!(?:Mo|Di|Mi|Do|Fr|Sa|So)n?\w*tag|Mittwoch|Mutter|Vater|Eltern|Kind|Leitung|Team|Gruppe|Uhr|Angst|Hunger|Sie\b|Bescheid)"
_TITLE = (
    r"(?:[Hh]err(?:n|en)?|HERRN?|[Ff]rau|FRAU|[Ff]r\.|[Hh]r\.|[Ff]amilie|FAMILIE|[Ff]am\.|[Ee]heleute|[Ee]hepaar"
    r"|[Gg]eschwister|[Oo]ma|[Oo]pa|[Tt]ante|[Oo]nkel|[Dd]r\.|[Dd]oktor|[Pp]rof(?:\.|essor\w*)|[Pp]farrer(?:in)?)"
)
_NAMED = (
    r"(?:(?:hei(?:ß|ss)(?:t|e|en)|heisse|namens|genannt|gerufen|(?:mit|dem|den|der)\s+(?:\w+)?namen"
    r"|(?:vor|nach|familien|ruf|spitz|mädchen|kose)?name\s*(?:ist|lautet|war|sei|:|=)|vorname|nachname|familienname|spitzname"
    r"|gebore?nen?r?|geb\.|nenn(?:t|en|e)\s+(?:sich|ihn|sie|es|ihr|wir|ich|ihn\s+alle))\s*:?)"
)

PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, flags, pattern in (
        (Kind.MAIL, 0, r"[\w.+-]{1,64}\s?(?:@|[(\[{]\s?(?:at|ät|AT)\s?[)\]}])\s?[\w-]+(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt)\s?[)\]}])\s?\w+)*"),
        (Kind.MAIL, re.IGNORECASE, r"\b(?:[\w+-]{1,40}\s(?:punkt|dot)\s){0,4}[\w.+-]{1,64}\s+(?:at|ät)\s+[\w-]{1,64}\s*(?:\.|\s(?:dot|punkt)\s)\s*(?:de|com|net|org|eu|info)\b"),
        (Kind.MAIL, 0, r"(?<!\w)@\w[\w.]+|(?:https?://|www\.)\S+|\b\w[\w-]*\.(?:de|com|net|org|eu|info)\b"),
        (Kind.MAIL, 0, r"\b[a-zäöüß]\w*_\d\w*\b"),
        (Kind.MAIL, 0, r"\b(?!covid|sars|version|klasse|gruppe|seite|nummer)[a-zäöüß]{4,}\d{2,}\b"),
        (Kind.BIRTH, 0, rf"(?<![\d.]){_DAY}\s?[./–-]\s?{_MONTH}\s?[./–-]\s?(?:{_YEAR}|'?\d\d)(?![\d]|\s?Uhr)"),
        (Kind.BIRTH, 0, rf"(?<!\d){_YEAR}\s?[./–-]\s?{_MONTH}\s?[./–-]\s?{_DAY}(?!\d)"),
        (Kind.BIRTH, 0, rf"(?<!\d){_DAY}\s{_MONTH}\s{_YEAR}(?!\d)"),
        (Kind.BIRTH, 0, rf"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:{_YEAR}|\d\d)(?!\d)"),
        (Kind.BIRTH, re.IGNORECASE, rf"(?<!\d){_DAY}\s?\.?\s?{_MONTHS}\s?,?\s?(?:{_YEAR}|'\d\d|\d\d(?!\s?(?:Uhr|[.:]\d|\d)))\b"),
        (Kind.BIRTH, re.IGNORECASE, rf"\b{_ORDINAL}\s+(?:{_MONTHS}|{_ORDINAL})\s+(?:{_YEAR}|{_SPOKEN_YEAR})"),
        (Kind.BIRTH, re.IGNORECASE, rf"{_CUE}\s*:?\s*(?:(?:ist|war|wurde|hat|sie|er|es|am|im|in|den|der|jahr|jahre|vom)\s+)*{_ANY_DATE}(?![\w])"),
        (Kind.BIRTH, 0, rf"(?<![\d.]){_DAY}\s?\.\s?[IVX]{{1,4}}\s?\.\s?(?:{_YEAR}|'?\d\d)(?!\d)"),
        (Kind.BIRTH, re.IGNORECASE, rf"\bwird\s(?:\w+\s){{0,4}}?{_DATE}(?=\s{_AGE}\b(?!\s?Uhr|[.:]\d))"),
        (Kind.BIRTH, re.IGNORECASE, rf"\b(?:{_DATE}(?:\s{_SPOKEN_YEAR})?|{_YEAR})(?=\s(?:\w+\s){{0,3}}(?:geburtstag|geboren|zur\swelt|\w+\sjahre\salt|\w+jährig))"),
        (Kind.BIRTH, re.IGNORECASE, r"\bgeb(?:\.|oren)?\s(?:am\s)?\d{1,2}\s\d{1,2}\s(?:\d{2}|\d{4})\b"),
        (Kind.BIRTH, re.IGNORECASE, rf"\b{_DATE}(?=\s(?:ist|war|wurde)\s(?:\w+\s){{1,3}}?{_AGE}\b(?!\s?(?:Mal|Uhr|Tage|Wochen|Stunden|Minuten|Kinder)))"),
        (Kind.NUMBER, 0, r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,}[\dA-Z\s]{0,4}\b|\b[A-Z]\d{9}\b"),
        (Kind.NUMBER, 0, r"\b\d{1,3}\s?[A-Z][A-Za-z]{0,2}\s?\d{1,5}/\d{2,4}\b"),
        (Kind.NUMBER, re.IGNORECASE, r"\b(?:Az|Aktenzeichen|Kundennummer|Versichertennummer|BG-Nummer|Fallnummer|Telefonnummer|Handynummer|Tel)\b\.?\s?(?::|ist|lautet)?\s?(?=[\w./+-]*\d)[\w./+-]+(?:[ /-]\d+)*"),
        (Kind.NUMBER, re.IGNORECASE, r"\b(?:Durchwahl|Apparat|Nebenstelle|Nst\.)\s?:?\s?-?\d{2,}"),
        (Kind.NUMBER, 0, r"(?<![\w.,])(?:\+\s?|00)?\d(?:[\s()/.–_*-]{0,6}\d){6,}(?![\w])"),
        (Kind.NUMBER, 0, r"(?<![\w.,])0\d(?:[\s()/–-]{0,3}\d){4,}(?!\w)"),
        (Kind.NUMBER, re.IGNORECASE, rf"\b{_DIGIT}(?:[\s,-]+{_DIGIT}){{4,}}\b"),
        (Kind.NUMBER, 0, r"\b(?!SGB|BGB|KKG)[A-ZÄÖÜ]{1,3}\s?[-–]\s?[A-Z]{1,2}\s?\d{1,4}\b"),
        (Kind.NUMBER, 0, r"\b(?!SGB|BGB|KKG|DIN|ICD)[A-ZÄÖÜ]{1,3}\s[A-Z]{1,2}\s\d{2,4}[EH]?\b"),
        (Kind.ADDRESS, re.IGNORECASE, rf"\b(?!{_TOO_GENERAL}{_STREET})[\w-]{{2,60}}{_STREET}(?![\w-])(?:{_HOUSE}|{_SPOKEN_HOUSE})?"),
        (Kind.ADDRESS, re.IGNORECASE, rf"\b{_TOO_GENERAL}{_STREET}(?![\w-]){_HOUSE}{_UNIT}"),
        (Kind.ADDRESS, 0, rf"\b(?:Stra(?:ß|ss)e|Str\.)\s(?:der|des|am|im|an\sder|zum|zur)\s[A-ZÄÖÜ]\w+(?:\s[A-ZÄÖÜ]\w+)?(?:{_HOUSE})?"),
        (Kind.ADDRESS, 0, rf"\b(?:Platz|Allee|Weg|Ring|Ufer|Gasse|Promenade)\s(?:der|des|am|im|an\sder|zum|zur)\s[A-ZÄÖÜ]\w+(?:\s[A-ZÄÖÜ]\w+)?{_HOUSE}{_UNIT}"),
        (Kind.ADDRESS, 0, rf"\b(?:[A-ZÄÖÜ][\w.-]+\s+){{1,3}}(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.?|[Gg]asse|[Aa]llee|[Ww]eg|[Pp]latz|[Rr]ing|[Dd]amm|[Uu]fer)(?!\w)(?:{_HOUSE}|{_SPOKEN_HOUSE})?"),
        (Kind.ADDRESS, re.IGNORECASE, rf"\b[\w-]{{2,60}}{_PLACE}(?![\w-]){_HOUSE}{_UNIT}"),
        (Kind.ADDRESS, 0, rf"\b(?:Am|An\s(?:der|den|dem)|Im|In\s(?:der|den|dem)|Auf\s(?:der|dem|den)|Unter\sden|Zum|Zur|Hinter\s(?:der|dem)|Vor\s(?:der|dem)|Bei\s(?:der|dem)|Alte[rn]?|Neue[rn]?|Große|Kleine|Lange)\s(?:(?:Alten|Neuen|Hohen|Großen|Kleinen)\s)?(?!\w*tag\b|{_MONTHS}\b)[A-ZÄÖÜ][\w-]+{_HOUSE}{_UNIT}(?!\.?\s?{_MONTHS})(?!\.\s?\d)"),
        (Kind.ADDRESS, 0, r"(?<![\d.,])(?:D\s?-?\s?)?\d{5}(?![\d]|\s?(?:Euro|€|Gramm|g\b|km|Schritte))(?:\s+[A-ZÄÖÜ][\w-]+)?"),
        (Kind.ADDRESS, 0, r"(?<![\d.,])\d{2}\s\d{3}\s+[A-ZÄÖÜ]\w+(?<!Euro)"),
        (Kind.INSTITUTION, 0, rf"\b{_SCHOOL}\s+(?:in\s+der\s+|an\s+der\s+|am\s+|im\s+|zum\s+|zur\s+|Am\s+|An\s+der\s+|Im\s+|Zum\s+|Zur\s+|St\.\s?|Sankt\s+|Dr\.\s?)?(?:[„\"»‚'“]\s?[^\n„“\"«»]{{2,40}}[“\"«”'‘]|{_NO_PROPER}[A-ZÄÖÜ][\w-]{{2,}}(?:\s[A-ZÄÖÜ][\w-]{{2,}})?)"),
        (Kind.INSTITUTION, 0, rf"\b(?!{_KIND_OF}+s?(?:schul|kita|kinderg|klini|krankenh|gymn|praxis))[A-ZÄÖÜ][a-zäöüß]{{2,}}(?:schule|kita|kindergarten|klinik|krankenhaus|gymnasium|praxis)(?:n|s)?\b"),
        (Kind.INSTITUTION, 0, r"\b(?:[A-ZÄÖÜ][\w.]*-)+(?:Schule|Kita|Kindergarten|Gymnasium|Grundschule|Realschule|Gesamtschule|Förderschule|Hauptschule|Oberschule|Klinik|Krankenhaus|Praxis|Haus|Heim|Gemeinde|Stift)\b"),
        (Kind.NAME, 0, r"(?<!\w)(?:[^\W\d_][ .\-_*/]{1,2}){2,}[^\W\d_](?!\w)"),
        (Kind.NAME, 0, r"\b[A-ZÄÖÜ][\w]*[*_#]+(?!innen|in\b|r\b|n\b|e\b)[\w*#]*"),
        (Kind.NAME, 0, r"\b(?!U\d|J\d|Covid)[^\W\d_]+\d+[^\W\d_]+\w*\b"),
        (Kind.NAME, 0, r"(?<![\w.])(?<!\W[a-z]\.\s)(?<!^[a-z]\.\s)(?:[A-ZÄÖÜ]\.[\s-]?){2,}(?![\w.])"),
        (Kind.NAME, 0, r"\b(?!Kind|Person|Fall|Gruppe|Klasse|Haus|Seite|Elternteil|Geschwister|Vater|Mutter|Junge|Plan)[A-ZÄÖÜ][a-zäöüß]+\s[A-ZÄÖÜ]\.(?!\s?\d)"),
        (Kind.NAME, re.MULTILINE, r"(?:^|[,;:(–-]\s?)(?P<name>[A-ZÄÖÜ]\.\s[A-ZÄÖÜ][a-zäöüß]+)"),
        (Kind.NAME, 0, r"\b[a-zäöüß]{3,}\s(?P<name>[A-ZÄÖÜ]\.)(?=\s*$|\s+[A-ZÄÖÜ])"),
        (Kind.NAME, 0, r"(?<![\w.])(?<!\W[a-z]\.\s)(?<!^[a-z]\.\s)(?<!Kind\s)(?<!Plan\s)[A-ZÄÖÜ]\.(?=\s+[a-zäöü]|\s*[,;)]|['’]s?\s)"),
    )
)  # fmt: skip
ABBREVIATED = frozenset(
    [
        "usw",
        "idr",
        "zb",
        "ua",
        "dh",
        "va",
        "iva",
        "me",
        "mw",
        "ev",
        "iv",
        "bzw",
        "uä",
        "oä",
        "sog",
        "uu",
        "ia",
        "ae",
        "zt",
        "zh",
        "su",
        "so",
        "vlnr",
        "iso",
        "ggf",
        "etc",
        "aao",
        "udgl",
        "odgl",
    ]
)
TITLED = re.compile(
    rf"\b(?P<article>(?:[Dd]ie|[Dd]er|[Ee]ine?r?|[Ss]eine?r?|[Ii]hre?r?|[Mm]eine?r?)\s+)?(?P<title>{_TITLE})\s+"
    r"(?:(?:[Dd]r|[Pp]rof|med|[Dd]ipl|h\.\s?c)\.\s*)*(?P<name>(?:(?:von|van|de|el|al|zu|ter|di|da|bin|ben)\s+(?:der\s+|den\s+)?)?"
    r"[^\W\d_](?:[\w'’-]*[^\W\d_]|\.)?)(?P<more>\s[A-ZÄÖÜ][\w'’-]+)?"
)
NAMED = re.compile(
    rf"\b{_NAMED}\s*(?:(?:also|jetzt|einfach|mal|eigentlich|der|die|das)\s+)?[„\"»'‚“]?\s?(?P<name>[^\W\d_][\w'’-]+)",
    re.IGNORECASE,
)
RELATIVES = frozenset(
    ["oma", "opa", "tante", "onkel", "geschwister", "eheleute", "ehepaar", "familie", "fam."]
)


def scan(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield what its very form gives away, the surest forms first."""
    for kind, pattern in PATTERNS:
        for hit in pattern.finditer(text):
            named = "name" if pattern.groupindex else 0
            words = hit[named].rstrip()
            if kind is Kind.NAME and _is_abbreviation(words):
                continue
            yield hit.start(named), hit.start(named) + len(words), kind


def _is_abbreviation(words: str) -> bool:
    letters = re.sub(r"[\W_\d]", "", words)
    return letters.lower() in ABBREVIATED or (words.endswith(tuple("0123456789")) and is_noun(letters))


def cues(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield names that a title or a verb of naming announces, also in small letters."""
    for hit in TITLED.finditer(text):
        if not _is_said_of_anybody(hit):
            more = hit["more"] or ""
            ends = hit.end() if more and not is_noun(more.strip()) else hit.end("name")
            yield hit.start("title"), ends, Kind.NAME
    for hit in NAMED.finditer(text):
        name = hit["name"]
        if not is_common(name) and not (name[0].isupper() and is_noun(name)):
            yield hit.start("name"), hit.end("name"), Kind.NAME


def _is_said_of_anybody(hit: re.Match[str]) -> bool:
    """Say whether "die Frau hat", "Oma und", "Familie Hilfe" is meant and no name."""
    name, title = hit["name"].split()[-1], hit["title"].lower()
    if name[0].islower():
        relative = title in RELATIVES and (hit["title"][0].isupper() or is_noun(name))
        return relative or bool(hit["article"]) or is_common(name)
    if title in RELATIVES or (hit["article"] and not title.startswith("herr")):
        return is_noun(name)
    return name in {"Sie", "Ihr", "Ihre"}
