"""Families read their pages in their language, colleagues German or English, safety only as checked."""

import re
from collections.abc import Iterator
from datetime import date, time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve
from django.utils.translation import trans_real

from schutznetz.kernel.context import Context
from schutznetz.networks.models import Jurisdiction, Network
from schutznetz.offers import services
from schutznetz.offers.choices import (
    Access,
    Cost,
    Language,
    OfferCategory,
    OfferForm,
    Registration,
    Rhythm,
    TargetGroup,
    Weekday,
)
from schutznetz.offers.facts import Time
from schutznetz.offers.models import Offer
from schutznetz.web.offers import finder
from schutznetz.web.ui import reviews, stencil, words
from schutznetz.web.ui.templatetags import reviewed
from tests import make
from tools import families, translations
from tools.texts import read

WISHES = "alter=6&brauche=kurs&sprache=vi&tag=so&kosten=nichts"


class Missing:
    """Stands behind a catalogue and notes what it does not hold."""

    def __init__(self) -> None:
        self.texts: set[str] = set()

    def gettext(self, text: str) -> str:
        if not text.startswith(families.MARK):
            self.texts.add(text)
        return text

    def ngettext(self, one: str, many: str, count: int) -> str:
        self.texts.add(one)
        return one if count == 1 else many


@pytest.fixture(autouse=True)
def _nothing_drawn() -> Iterator[None]:
    """What an earlier test drew and kept was drawn with another catalogue."""
    kept: list[Any] = [stencil._drawn, finder._read, words._day_name]
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


def told_in_full(ctx: Context, network: Network) -> Offer:
    """Publish an offer about which everything is said that a family may read."""
    whole = make.offer(
        ctx,
        network,
        title="Zwillingstreff",
        category=OfferCategory.PARENT_CHILD_GROUP,
        form=OfferForm.GROUP,
        target_groups=(TargetGroup.MULTIPLES,),
        postcode="58095",
        city="Hagen",
        area="Innenstadt",
        age_from=6,
        age_to=24,
        times=(
            Time(weekday=Weekday.THURSDAY, opens=time(9, 30), closes=time(11), rhythm=Rhythm.FORTNIGHTLY),
        ),
        cost=Cost.FREE,
        access=Access.BARRIER_FREE,
        registration=Registration.REQUIRED,
        languages=(Language.TURKISH, Language.GERMAN),
        places_total=8,
        outreach=True,
        interpreter=True,
        anonymous=True,
        child_care=True,
        education_package=True,
        phone="09999 4714",
    )
    return services.set_free_places(ctx, whole, places=3, waiting_list=2)


@pytest.fixture
def pages(tannfurt: Network, clara: Context, inside: None) -> list[str]:
    """Everything that families can come to, with an offer about which all is said."""
    tannfurt.office_phone, tannfurt.office_name = "09999 4711", "Koordination"
    tannfurt.intake_number, tannfurt.on_call_number = "09999 4712", "09999 4713"
    tannfurt.save()
    Jurisdiction.objects.create(network=tannfurt, ags="05914", name="Hagen", valid_from=date(2026, 1, 1))
    whole = told_in_full(clara, tannfurt)
    other = make.offer(clara, tannfurt, title="Sprechstunde", postcode="58119", city="Hagen", age_to=36)
    hidden = make.offer(
        clara, tannfurt, title="Frauenhaus", category=OfferCategory.VIOLENCE_PROTECTION, hidden_address=True
    )
    paths = ["/", "/?ort=Hagen", "/?ort=29221", "/?ort=qqq", "/hilfe-sofort/", "/angebote/?q=treff&ort=58095"]
    inner = [
        "", "hilfe-sofort/", "angebote/", "angebote/?q=zzzqqq&tag=di&ort=58095&km=5", "angebote/?ort=qqq",
        "angebote/?q=zwillingstref krabbel", f"angebote/{whole.pk}/", f"angebote/{other.pk}/",
        f"angebote/{hidden.pk}/", "gibt-es-nicht/", "angebote/finden/", "angebote/finden/?ort=qqq",
        f"angebote/{whole.pk}/rueckmeldung/", "angebote/finden/?alter=6",
        "angebote/finden/?alter=6&brauche=rat",
        "angebote/finden/?alter=6&brauche=rat&sprache=tr",
        "hilfe/rueckruf/", "hilfe/code/",
        "angebote/finden/?alter=6&brauche=rat&sprache=tr&tag=do", f"angebote/finden/?{WISHES}&ort=58095",
        f"angebote/finden/?{WISHES}&ort=qqq", "angebote/finden/?brauche=angst",
    ]  # fmt: skip
    return [*paths, *(f"/tannfurt/{place}" for place in inner)]


@pytest.fixture(scope="module", autouse=True)
def _all_modules() -> None:
    """What is imported with the first page asks for texts as well."""
    resolve("/")


def seen(client: Client, paths: list[str], language: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answers = [client.get(path).content.decode() for path in paths]
    assert [
        path for path, page in zip(paths, answers, strict=True) if f'<html lang="{language}"' not in page
    ] == []
    return "\n".join(answers)


def leaked(page: str, language: str) -> list[str]:
    """Return the translated words on safety and consent that stand in the page."""
    there = translations.translated(language)
    open_texts = {text.key for source in families.sources() if source not in GUARDED for text in read(source)}
    guarded = [text for group in families.groups() for text in families.guarded(group)]
    said = {there[text.key].msgstr for text in guarded if text.key not in open_texts}
    shown = {unescape(piece).strip() for piece in re.split(r"<[^>]*>", page)}
    return sorted(text for text in said if text in shown)


GUARDED = {source for sources in families.groups().values() for source in sources}


@pytest.mark.once
@pytest.mark.parametrize(
    "language", ["ar", "uk"]
)  # the others hold the same texts: tests/tools/test_families
def test_no_page_of_families_says_a_word_that_is_not_translated(
    client: Client, pages: list[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Missing()
    monkeypatch.setattr(trans_real.translation(language), "_fallback", missing)

    page = seen(client, pages, language)

    assert missing.texts == set()
    assert leaked(page, language) == []
    assert ('dir="rtl">' in page) is (language == "ar")
    assert [tag for tag in re.findall(r'<a [^>]*href="tel:(?!11[02]")[^>]*>', page) if "ltr" not in tag] == []


@pytest.mark.once
def test_a_missing_word_and_a_word_nobody_checked_are_noticed(
    client: Client, pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: one text taken out of the catalogue is noted, one left unguarded is seen."""
    catalogue: Any = trans_real.translation("uk")
    missing = Missing()
    monkeypatch.setattr(catalogue, "_fallback", missing)
    for texts in catalogue._catalog._catalogs:
        monkeypatch.delitem(texts, "Donnerstag", raising=False)
    monkeypatch.setattr(reviewed.Reviewed, "render", lambda self, context: self.nodelist.render(context))

    page = seen(client, pages, "uk")

    assert missing.texts == {"Donnerstag"}
    assert leaked(page, "uk") != []


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_words_on_safety_are_german_with_a_note_until_somebody_has_checked_them(
    client: Client, tannfurt: Network, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/tannfurt/hilfe-sofort/"
    before = seen(client, [path], language)
    german = "Rufen Sie an, wenn Sie unsicher sind."
    monkeypatch.setattr(reviewed, "review_of", lambda _group: reviews.Review("Deniz Kaya", date(2026, 12, 1)))
    stencil._drawn.cache_clear()

    after = seen(client, [path], language)

    assert german in before
    assert '<div class="sn-stack" lang="de" dir="ltr">' in before
    assert "Deniz Kaya" not in before
    assert german not in after
    assert "Deniz Kaya" in after
    assert leaked(before, language) == []
    assert leaked(after, language) != []


def test_german_pages_carry_no_note(client: Client, tannfurt: Network) -> None:
    assert 'lang="de" dir="ltr"' not in seen(client, ["/tannfurt/hilfe-sofort/"], "de")


def test_a_mark_in_the_catalogue_names_who_has_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "say", lambda context, group: f"{context}, {group}|2026-12-01")

    assert reviews.review_of("notfall") == reviews.Review(f"{families.MARK}, notfall", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("cookie", "asked", "family", "house"),
    [
        ("", "", "de", "de"),
        ("", "tr,en;q=0.8", "tr", "en"),
        ("", "ru-RU,ru;q=0.9", "ru", "de"),
        ("", "fr", "de", "de"),
        ("ar", "en", "ar", "en"),
        ("ar", "de,en", "ar", "de"),
        ("en", "tr", "en", "en"),
        ("xx", "pl", "pl", "de"),
    ],
)
def test_colleagues_read_german_or_english_whatever_families_choose(
    client: Client, tannfurt: Network, cookie: str, asked: str, family: str, house: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    headers = {"Accept-Language": asked}

    offered = client.get("/tannfurt/angebote/", headers=headers)
    signing_in = client.get("/konto/login/", headers=headers)

    assert f'<html lang="{family}"' in offered.content.decode()
    assert offered.headers["Content-Language"] == family
    assert f'<html lang="{house}"' in signing_in.content.decode()
    assert signing_in.headers["Content-Language"] == house
    assert 'value="uk"' in offered.content.decode()
    assert 'value="uk"' not in signing_in.content.decode()
    assert not offered.cookies


def test_hours_and_numbers_keep_their_direction_in_arabic_alone(
    client: Client, pages: list[str], tannfurt: Network
) -> None:
    offer = next(path for path in pages if re.search(r"[0-9a-f-]{36}", path))

    arabic, turkish = (seen(client, [offer], language) for language in ("ar", "tr"))

    assert "\u206809:30\u2069" in arabic
    assert "\u2068" not in turkish
    for page in (arabic, turkish):
        assert '<h1 lang="de" dir="auto">Zwillingstreff</h1>' in page
        assert 'href="tel:099994714" dir="ltr"' in page


@pytest.mark.static
def test_our_styles_know_no_left_and_right() -> None:
    """But where KERN's own are turned round for writing from right to left."""
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|float: (?:left|right)"
    )
    folder = Path("schutznetz/web/static")
    lines = [
        line
        for name in ("app", "offers", "print")
        for line in (folder / f"{name}.css").read_text().split("\n")
    ]

    assert [line for line in lines if sided.search(line) and not line.startswith('[dir="rtl"]')] == []
    assert sided.search(".x { margin-left: 1rem; }")
