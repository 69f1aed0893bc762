"""Figures of the directory: topics, ages, languages, confirmation, money."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from schutznetz.counting.rules.base import A_YEAR, Counted, Kind, of, rule, these
from schutznetz.counting.world import Span, World
from schutznetz.offers.choices import Language, OfferCategory
from schutznetz.offers.counted import CountedOffer
from schutznetz.offers.gaps import BANDS

AGES = [(str(begins), label) for begins, label in BANDS]


@rule("offers", Kind.OFFER, of(OfferCategory))
def offers(world: World, span: Span) -> Iterator[Counted]:
    for each in world.offers:
        yield Counted(cell=each.category, id=each.id)


@rule("offer_ages", Kind.OFFER, these(*AGES, ("unsaid", _("ohne Altersangabe"))))
def offer_ages(world: World, span: Span) -> Iterator[Counted]:
    for each in world.offers:
        yield Counted(cell=_age(each.age_from), id=each.id)


def _age(months: int | None) -> str:
    if months is None:
        return "unsaid"
    begun = [begins for begins, _label in BANDS if begins <= months]
    return str(max(begun, default=BANDS[0][0]))


@rule(
    "offer_languages",
    Kind.OFFER,
    these(
        ("german", _("nur Deutsch")),
        ("other", _("nur eine andere Sprache")),
        ("several", _("mehrere Sprachen")),
        ("unsaid", _("keine Angabe")),
    ),
)
def offer_languages(world: World, span: Span) -> Iterator[Counted]:
    for each in world.offers:
        yield Counted(cell=_spoken(each), id=each.id)


def _spoken(offer: CountedOffer) -> str:
    if not offer.languages:
        return "unsaid"
    if len(offer.languages) > 1:
        return "several"
    return "german" if Language.GERMAN in offer.languages else "other"


@rule(
    "confirmed",
    Kind.OFFER,
    these(
        ("confirmed", _("bestätigt")),
        ("overdue", _("Bestätigung überfällig")),
        ("never", _("nie bestätigt")),
    ),
)
def confirmed(world: World, span: Span) -> Iterator[Counted]:
    for each in world.offers:
        if each.confirmed_on is None or each.confirm_by is None:
            cell = "never"
        else:
            cell = "confirmed" if each.confirm_by >= world.today else "overdue"
        yield Counted(cell=cell, id=each.id)


@rule(
    "funding",
    Kind.OFFER,
    these(
        ("over", _("abgelaufen")),
        ("year", _("endet in den nächsten 12 Monaten")),
        ("later", _("länger gesichert")),
        ("unsaid", _("kein Ende eingetragen")),
    ),
)
def funding(world: World, span: Span) -> Iterator[Counted]:
    for each in world.offers:
        ends = each.funding_ends_on
        if ends is None:
            cell = "unsaid"
        elif ends < world.today:
            cell = "over"
        else:
            cell = "year" if ends <= world.today + A_YEAR else "later"
        yield Counted(cell=cell, id=each.id)
