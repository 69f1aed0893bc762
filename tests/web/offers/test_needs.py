"""The guided way: at most five taps, always an answer, nothing kept."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers.choices import (
    FOR_PROFESSIONALS,
    Cost,
    Language,
    OfferCategory,
    Weekday,
)
from schutznetz.offers.facts import Time
from schutznetz.offers.needs import NEEDS
from schutznetz.offers.queries import Search
from schutznetz.web.offers import needs
from schutznetz.web.offers.forms import DISTANCES
from tests import make

FIND = "/tannfurt/angebote/finden/"


def taps(given: dict[str, str]) -> set[int]:
    """Return after how many taps the answers stand there, on every way that leads on from here."""
    way = needs.walk(_query(given))
    if way.question is None:
        return {0}
    answers = {answer.value for answer in way.question.answers()} | {needs.ANY}
    # What follows depends on what has been asked and on the need alone: other answers need no second walk.
    ways = answers if way.question.name == "brauche" else sorted(answers)[:2]
    further = {1 + more for answer in ways for more in taps({**given, way.question.name: answer})}
    return further | {1 + more for more in taps({**given, needs.SHOW: "1"})} if given else further


def _query(given: dict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(given)
    return query


def test_every_way_is_at_most_five_taps_long() -> None:
    assert max(taps({})) == 5


def test_every_answer_to_every_question_leads_on() -> None:
    given: dict[str, str] = {}
    for question in needs.QUESTIONS:
        for answer in [*(each.value for each in question.answers()), needs.ANY, "zzz", ""]:
            way = needs.walk(_query({**given, question.name: answer}))
            assert way.question is None or way.question.name not in {*given, question.name}
        given[question.name] = needs.ANY
    assert needs.walk(_query(given)).question is None


def test_every_kind_of_offer_for_families_meets_a_need() -> None:
    met = {topic for need in NEEDS for topic in need.topics}

    assert met == set(OfferCategory) - FOR_PROFESSIONALS


def test_the_answers_are_asked_of_the_search() -> None:
    way = needs.walk(
        _query({"alter": "6", "brauche": "treffen", "sprache": "tr", "tag": "do", "kosten": "nichts"})
    )

    wanted = needs.wanted(way, Network(slug="tannfurt"), ("58095", 10), None)

    assert (wanted.months, wanted.languages, wanted.weekdays) == (6, ("tr",), ("do",))
    assert wanted.free_of_charge
    assert OfferCategory.PARENT_CHILD_GROUP in wanted.topics
    assert (wanted.network, wanted.place) == ("tannfurt", "58095")


@pytest.mark.parametrize("strange", ["1 OR 1=1", "-99", "<b>", "", "x" * 500, "²"])
def test_what_is_no_answer_of_ours_asks_for_nothing(strange: str) -> None:
    way = needs.walk(_query({question.name: strange for question in needs.QUESTIONS}))

    wanted = needs.wanted(way, Network(slug="tannfurt"), ("", 10), None)

    assert wanted == replace(Search(), network="tannfurt")
    assert way.chosen == []


def test_a_family_is_led_to_the_offer_that_fits(
    client: Client, tannfurt: Network, clara: Context, inside: None, django_assert_max_num_queries: Any
) -> None:
    thursday: dict[str, Any] = {"category": OfferCategory.PARENT_CHILD_GROUP, "cost": Cost.FREE}
    fits = make.offer(
        clara,
        tannfurt,
        title="Zwillingstreff",
        age_from=0,
        age_to=36,
        languages=(Language.TURKISH,),
        times=(Time(weekday=Weekday.THURSDAY),),
        **thursday,
    )
    make.offer(clara, tannfurt, title="Montagsgruppe", times=(Time(weekday=Weekday.MONDAY),), **thursday)

    with django_assert_max_num_queries(4):
        answer = client.get(
            FIND, {"alter": "6", "brauche": "treffen", "sprache": "tr", "tag": "do", "kosten": "nichts"}
        )

    page = answer.content.decode()
    assert f"/tannfurt/angebote/{fits.pk}/" in page
    assert "Montagsgruppe" not in page
    assert "Kein Angebot passt ganz genau" not in page
    assert not answer.cookies
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_no_way_ends_in_nothing(client: Client, tannfurt: Network, clara: Context, inside: None) -> None:
    tannfurt.office_phone = "09999 4711"
    tannfurt.save()
    wishes = {"alter": "72", "brauche": "kurs", "sprache": "vi", "tag": "so", "kosten": "nichts"}
    empty = client.get(FIND, wishes).content.decode()
    offer = make.offer(clara, tannfurt, title="Sprechstunde", age_to=12, cost=Cost.FEE)

    nearest = client.get(FIND, wishes).content.decode()

    for page in (empty, nearest):
        assert 'href="tel:099994711"' in page
        assert 'href="tel:08001110550"' in page
        assert 'href="/tannfurt/hilfe-sofort/"' in page
    assert str(offer.pk) not in empty
    assert f"/tannfurt/angebote/{offer.pk}/" in nearest
    assert "Kein Angebot passt ganz genau" in nearest


def test_fear_is_answered_at_once_with_numbers(client: Client, tannfurt: Network) -> None:
    page = client.get(FIND, {"alter": "egal", "brauche": "angst"}).content.decode()

    assert page.index('href="tel:116016"') < page.index('id="reden"')
    assert 'href="tel:110"' in page[: page.index('id="reden"')]


def test_each_step_is_a_plain_form_that_carries_what_was_answered(client: Client, tannfurt: Network) -> None:
    page = client.get(FIND, {"ort": "58095", "alter": "6"}).content.decode()

    assert '<input type="hidden" name="alter" value="6">' in page
    assert '<input type="hidden" name="ort" value="58095">' in page
    for need in NEEDS:
        assert f'<button class="sn-needs__answer" name="brauche" value="{need.key}">' in page
    assert "<script" not in page.replace('<script src="/static/app.js" defer></script>', "")


def test_an_unknown_place_is_said_and_what_is_typed_is_only_text(client: Client, tannfurt: Network) -> None:
    page = client.get(FIND, {"ort": "qqq<b>"}).content.decode()

    assert "Diesen Ort kennen wir nicht" in page
    assert "<b>" not in page


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_the_language_of_the_page_is_offered_first(client: Client, tannfurt: Network, language: str) -> None:
    client.cookies["sprache"] = language
    page = client.get(FIND, {"alter": "6", "brauche": "rat"}).content.decode()

    first = page.index('name="sprache" value="', page.index('id="frage"'))
    assert page[first:].startswith(f'name="sprache" value="{language}"')


def test_more_than_a_page_goes_on_with_the_same_wishes(
    client: Client, tannfurt: Network, clara: Context, inside: None
) -> None:
    for number in range(21):
        make.offer(clara, tannfurt, title=f"Beratung {number}")
    wishes = {"alter": "6", "brauche": "rat", "sprache": "egal", "tag": "so", "kosten": "egal"}
    first = client.get(FIND, wishes)
    following = first.context["pager"].next_url

    second = client.get(FIND + following).content.decode()

    seen = first.content.decode() + second
    assert all(f"Beratung {number}<" in seen for number in range(21))


def test_no_answer_is_one_that_the_search_drops() -> None:
    nothing = replace(Search(), network="tannfurt")
    asked = [(question.name, answer.value) for question in needs.QUESTIONS for answer in question.answers()]

    dropped = [
        (name, value)
        for name, value in asked
        if needs.wanted(needs.walk(_query({name: value})), Network(slug="tannfurt"), ("", 10), None)
        == nothing
    ]

    assert len(asked) > 40
    assert dropped == []


def test_distances_are_said_in_the_language_of_the_page() -> None:
    """A label put together while the process begins would be German for ever."""
    labels = {}
    for language in ("de", "ar"):
        with translation.override(language):
            labels[language] = str(dict(DISTANCES)[3])

    assert labels["de"] == "bis 3 km"
    assert labels["ar"] != labels["de"]
