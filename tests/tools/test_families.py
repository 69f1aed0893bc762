"""What families read is complete in every language, plain in German, and checked where a mistake harms."""

import shutil
from pathlib import Path
from typing import Any

import polib  # type: ignore[import-untyped]  # ships no stubs
import pytest
from django.conf import settings

from tools import families, readability, translations
from tools.texts import Text, read

pytestmark = pytest.mark.static

FOREIGN = [code for code, _name in settings.LANGUAGES if code not in {"de", "en"}]


def test_the_languages_of_the_pages_are_those_that_are_translated() -> None:
    assert set(translations.PLURALS) == {code for code, _name in settings.LANGUAGES} - {"de"}


@pytest.mark.parametrize("language", FOREIGN)
def test_families_read_every_text_in_their_language(language: str) -> None:
    assert translations.problems(language) == []


def test_a_missing_text_a_missing_form_and_a_lost_placeholder_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    texts = [
        Text("a.py", "Neu"),
        Text("a.py", "%(n)s Kind", plural="%(n)s Kinder"),
        Text("a.py", "bis %(n)s"),
    ]
    entries = [
        polib.POEntry(msgid="%(n)s Kind", msgid_plural="%(n)s Kinder", msgstr_plural={0: "a", 1: "%(n)s b"}),
        polib.POEntry(msgid="bis %(n)s", msgstr="do"),
    ]
    monkeypatch.setattr(families, "texts", lambda: texts)
    monkeypatch.setattr(
        translations, "translated", lambda _language: {translations._key(entry): entry for entry in entries}
    )

    assert len(translations.problems("uk")) == 3


def test_every_source_of_families_is_there_and_every_single_text_is_still_used() -> None:
    single = set(families._pages()["texts"])

    assert [source for source in families.sources() if not Path(source).is_file()] == []
    assert single <= {text.text for text in families.texts()}


def test_what_parents_read_is_plain_german() -> None:
    pages = {source: [text.text for text in read(source)] for source in families.sources()}
    measured = {source: readability.measure(texts) for source, texts in pages.items()}
    hard = {
        source: round(measure.grade, 1)
        for source, measure in measured.items()
        if measure.words >= readability.FEW and measure.grade > readability.HARDEST
    }

    assert hard == {}
    assert [each for texts in pages.values() for each in readability.too_long(texts)] == []
    assert readability.measure(each for texts in pages.values() for each in texts).words > 500


OFFICIAL = (
    "Die Inanspruchnahme der Leistungen der Familienhebammen setzt die vorherige Antragstellung bei der"
    " zuständigen Koordinierungsstelle voraus, welche über die Bewilligung unter Berücksichtigung der"
    " verfügbaren Kapazitäten entscheidet."
)


def test_the_language_of_offices_is_not_plain() -> None:
    """Negative control: such a text is measured as hard, and its sentence as long."""
    assert readability.measure([OFFICIAL]).grade > 2 * readability.HARDEST
    assert readability.too_long([OFFICIAL]) == [OFFICIAL]
    assert readability.measure(["Wir helfen Ihnen gern. Rufen Sie uns an."]).grade < 4
    assert readability.measure(["Angebote"]).words == 0


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    """Turkish alone, as it is, with nobody's review."""
    shutil.copytree(translations.LOCALE / "tr", tmp_path / "tr", ignore=lambda _at, _names: {"LC_MESSAGES"})
    (tmp_path / "reviews.toml").write_text("# Wer\nreview = []\n")
    return tmp_path


def mark(locale: Path) -> Any:
    return next((e.msgstr for e in translations._catalogue("tr", locale) if e.msgctxt == families.MARK), None)


def reviewed(locale: Path) -> None:
    digest = translations.digest("tr", "notfall", locale)
    review = families.Review("tr", "notfall", 'Deniz "D." Kaya', "2026-12-01", digest)
    families.record(locale / "reviews.toml", review)


def test_a_review_is_kept_with_name_and_day_and_counts(locale: Path) -> None:
    assert mark(locale) is None

    reviewed(locale)
    reviewed(locale)

    assert mark(locale) == "Deniz D. Kaya|2026-12-01"
    assert len(families.reviews(locale / "reviews.toml")) == 1


@pytest.mark.parametrize("side", ["msgid", "msgstr"])
def test_a_word_changed_after_the_review_voids_it(
    locale: Path, monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    reviewed(locale)
    guarded = families.guarded("notfall")
    path = next(p for p in locale.glob("tr/*.po") if any(e.msgid == "Polizei" for e in polib.pofile(str(p))))
    file = polib.pofile(str(path))
    entry = file.find("Polizei")
    setattr(entry, side, f"{getattr(entry, side)}!")
    file.save()
    changed = [Text(t.source, "Polizei!") if t.text == "Polizei" and side == "msgid" else t for t in guarded]
    monkeypatch.setattr(families, "guarded", lambda _group: changed)

    assert mark(locale) is None


def test_what_is_not_translated_as_a_whole_cannot_be_reviewed(
    locale: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families, "guarded", lambda _group: [Text("a.py", "Diesen Text gibt es nicht")])

    assert translations.digest("tr", "notfall", locale) == ""
    assert translations.review("tr", "notfall", "Deniz Kaya", "2026-12-01") == 1


def test_today_nobody_is_named_who_has_not_reviewed() -> None:
    """Every recorded review fits the texts as they stand; an old one belongs out of the file."""
    kept = families.reviews(translations.LOCALE / "reviews.toml")

    assert [one for one in kept if one.digest != translations.digest(one.language, one.group)] == []
