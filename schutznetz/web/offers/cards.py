"""What a result list shows of one offer.

The markup stands here, not in a template: for twenty offers a template would look up three hundred
variables, which costs more than the search.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schutznetz.offers.choices import Cost
from schutznetz.offers.queries import Hit, is_confirmed
from schutznetz.web.offers import wording
from schutznetz.web.ui.words import listed

SUMMARY = 160
TIMES = 3  # lines of a week; whoever has more says so on the page itself
_CARD = (
    '<li class="sn-card sn-card--link sn-offer" id="angebot-{id}">'
    '<p class="sn-offer__topic"><span class="sn-offer__number">{number}</span> {topic}</p>'
    '<h3 class="sn-card__title"><a href="/{network}/angebote/{id}/" lang="de" dir="auto">{title}</a></h3>'
    '<p lang="de" dir="auto">{provider}</p>{lines}</li>\n'
)
_PLAIN = "<p>{}</p>"
_OWN = '<p lang="de" dir="auto">{}</p>'  # the provider's own words
_WORDS = '<bdi lang="de">{}</bdi>'
_WHO = '<p class="sn-offer__who">{}</p>'
_STATE = '<p class="sn-offer__state">{}</p>'
_FREE = '<p class="sn-offer__state sn-offer__state--free">{}</p>'


def cards(hits: Sequence[Hit], start: int = 1) -> SafeString:
    """Return the entries of the list, numbered from ``start``."""
    return _filled("", [("{}", _card(hit, number)) for number, hit in enumerate(hits, start)])


def _filled(between: str, parts: Iterable[tuple[str, str]]) -> SafeString:
    """Return our markup with these texts, in one go; what is empty is left out with its markup."""
    said = [(markup, text) for markup, text in parts if text]
    if not said:
        return SafeString()
    return format_html(between.join(markup for markup, _text in said), *(text for _markup, text in said))


def _card(hit: Hit, number: int) -> SafeString:
    return format_html(
        _CARD,
        id=hit.id,
        number=number,
        topic=hit.category.label,
        network=hit.network_slug,
        title=hit.title,
        provider=hit.provider,
        lines=_lines(hit),
    )


def _lines(hit: Hit) -> SafeString:
    """Return what is known beyond the title, a line each; what nobody said leaves no empty line."""
    where = address(hit.street, hit.postcode, hit.city, hit.district)
    far = wording.distance(hit.km, exact=bool(hit.postcode)) if hit.km is not None else ""
    lines = (
        (_PLAIN, _joined(" · ", where, far)),
        (_WHO, _joined(", ", hit.audience, wording.ages(hit.age_from, hit.age_to))),
        *((_PLAIN, line) for line in _times(hit)),
        (_PLAIN, _cost_and_languages(hit)),
        (_OWN, shortened(hit.summary)),
        (_FREE if hit.places_free else _STATE, wording.free_places(hit.places_free, hit.places_as_of)),
        (_STATE, "" if is_confirmed(hit.confirm_by) else _("nicht bestätigt")),
    )
    return _filled("", lines)


def _times(hit: Hit) -> list[str]:
    """Return the first hours of the week, and that there are more."""
    said = wording.hours(hit.times[:TIMES])
    return [*said, _("und zu weiteren Zeiten")] if len(hit.times) > TIMES else said


def _cost_and_languages(hit: Hit) -> str:
    cost = str(hit.cost.label) if hit.cost != Cost.UNKNOWN else ""
    return " · ".join(filter(None, (cost, listed(language.label for language in hit.languages))))


def _joined(between: str, own: str, ours: str) -> SafeString:
    """Return German words and ours in one line."""
    return _filled(between, ((_WORDS, own), ("{}", ours)))


def shortened(text: str) -> str:
    return text if len(text) <= SUMMARY else f"{text[: SUMMARY - 1].rstrip()}…"


def address(street: str, postcode: str, city: str, district: str) -> str:
    """Return the address in one line, as far as it is known."""
    town = " ".join(filter(None, [postcode, city]))
    if district and district not in city:
        town = f"{town}-{district}" if town else district
    return ", ".join(filter(None, [street, town]))
