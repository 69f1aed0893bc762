"""The guided way to an offer: at most five questions, one a page, and nothing kept but the address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schutznetz.networks.models import Network
from schutznetz.offers.choices import Cost, Language, OfferCategory, Weekday
from schutznetz.offers.needs import NEEDS, Need
from schutznetz.offers.queries import Search
from schutznetz.web.offers.forms import AGES, DISTANCES, NEAR
from schutznetz.web.offers.results import Choice, without

ANY = "egal"
FREE = "nichts"
SHOW = "zeigen"
LONGEST = 40  # no answer of ours is longer


@dataclass(frozen=True, slots=True)
class Answer:
    """``called`` is what stands for the answer when its question is no longer to be seen."""

    value: str
    label: Any
    called: Any = ""


@dataclass(frozen=True, slots=True)
class Question:
    """``name`` stands in the address; ``short`` is what the answer is called afterwards."""

    name: str
    text: Any
    short: Any
    answers: Callable[[], list[Answer]]


@dataclass(frozen=True, slots=True)
class Way:
    """How far somebody has come: the question that comes next, or none, and what she has answered."""

    question: Question | None
    number: int
    given: dict[str, str]
    chosen: list[Choice]

    @property
    def need(self) -> Need | None:
        return next((need for need in NEEDS if need.key == self.given.get("brauche")), None)


def _listed(pairs: Iterable[tuple[str, Any]]) -> list[Answer]:
    return [Answer(value, label) for value, label in pairs if value]


def _needs() -> list[Answer]:
    return [Answer(need.key, need.label) for need in NEEDS]


def _languages() -> list[Answer]:
    """Return the language of the page first: mostly it is the one that is looked for."""
    here = get_language()
    return _listed(sorted(Language.choices, key=lambda choice: choice[0] != here))


QUESTIONS = (
    Question("alter", _("Wie alt ist Ihr Kind?"), _("Alter des Kindes"), lambda: _listed(AGES)),
    Question("brauche", _("Was würde Ihnen jetzt helfen?"), _("Art der Hilfe"), _needs),
    Question("sprache", _("Welche Sprache soll man dort sprechen?"), _("Sprache"), _languages),
    Question("tag", _("Wann haben Sie Zeit?"), _("Wochentag"), lambda: _listed(Weekday.choices)),
    Question(
        "kosten",
        _("Darf es etwas kosten?"),
        _("Kosten"),
        lambda: [Answer(FREE, _("Nein, nur kostenlos"), Cost.FREE.label)],
    ),
)


def walk(query: QueryDict) -> Way:
    """Return where somebody stands who has this address; what is no answer of ours counts as "any"."""
    given = {each.name: query.get(each.name, "")[:LONGEST] for each in QUESTIONS if each.name in query}
    chosen = [
        Choice(label, without(query, question.name, SHOW))
        for question in QUESTIONS
        if (label := _label(question, given.get(question.name, "")))
    ]
    open_ones = [question for question in QUESTIONS if question.name not in given]
    urgent = any(need.urgent and need.key == given.get("brauche") for need in NEEDS)
    over = urgent or SHOW in query or not open_ones
    return Way(None if over else open_ones[0], len(given) + 1, given, chosen)


def _label(question: Question, value: str) -> str:
    found = (answer for answer in question.answers() if answer.value == value)
    return next((str(answer.called or answer.label) for answer in found), "")


def within(query: QueryDict) -> int:
    """Return how far somebody wants to go, in kilometres."""
    given = query.get("km", "")[:LONGEST]
    return int(given) if given in {str(km) for km, _label in DISTANCES} else NEAR


def wanted(way: Way, network: Network, near: tuple[str, int], after: tuple[int, int] | None) -> Search:
    """Return the answers as a question to the search; ``near`` is the place with its kilometres."""
    place, km = near
    given = {name: value for name, value in way.given.items() if value != ANY}
    months, language, day = given.get("alter", ""), given.get("sprache", ""), given.get("tag", "")
    topics: tuple[OfferCategory, ...] = way.need.topics if way.need else ()
    return Search(
        network=network.slug,
        place=place,
        km=km,
        months=int(months) if months in {value for value, _label in AGES if value} else None,
        topics=topics,
        languages=(language,) if language in Language.values else (),
        weekdays=(day,) if day in Weekday.values else (),
        free_of_charge=given.get("kosten") == FREE,
        after=after,
    )


def by_hand(way: Way, place: str, km: int) -> str:
    """Return the address of the plain search with the same answers, as far as it knows them."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in way.given.items() if name in {"alter", "sprache", "tag"}})
    query.update({"kostenlos": "on"} if way.given.get("kosten") == FREE else {})
    query.update({"ort": place, "km": str(km)} if place else {})
    return f"?{query.urlencode()}" if query else ""
