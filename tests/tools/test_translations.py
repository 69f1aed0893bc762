import polib  # type: ignore[import-untyped]  # ships no stubs
import pytest

from tools import texts, translations
from tools.texts import Text

pytestmark = pytest.mark.static


def test_marked_texts_of_a_module_are_found() -> None:
    code = '_("Meldung"), ngettext("%(n)d Kind", "%(n)d Kinder", n), pgettext("Monat", "Mai"), p("-")'

    assert list(texts.in_python("a.py", code)) == [
        Text("a.py", "Meldung"),
        Text("a.py", "%(n)d Kind", plural="%(n)d Kinder"),
        Text("a.py", "Mai", context="Monat"),
    ]


def test_marked_texts_of_a_template_are_found() -> None:
    code = (
        "{% load i18n %}<p>nein {% translate 'Guten Tag' %} {% button _(\"Senden\") %}"
        "{% blocktranslate count n=n %}{{ n }} Kind{% plural %}{{ n }} Kinder{% endblocktranslate %}</p>"
    )

    assert list(texts.in_template("a.html", code)) == [
        Text("a.html", "Guten Tag"),
        Text("a.html", "Senden"),
        Text("a.html", "%(n)s Kind", plural="%(n)s Kinder"),
    ]


@pytest.mark.parametrize("code", ['_(f"Fall {n}")', '_("Fall %s" % n)', '_("Fall " + n)'])
def test_a_text_put_together_at_run_time_is_refused(code: str) -> None:
    with pytest.raises(texts.Unreadable, match=r"a\.py:1"):
        list(texts.in_python("a.py", code))


@pytest.mark.parametrize(
    ("english", "kept"), [("%(n)d children", True), ("children", False), ("%(m)d children", False)]
)
def test_english_keeps_the_placeholders(english: str, *, kept: bool) -> None:
    entry = polib.POEntry(msgid="%(n)d Kinder", msgstr=english)

    assert translations._keeps_placeholders(entry) is kept
