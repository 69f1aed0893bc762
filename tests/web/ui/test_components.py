"""Each component: well-formed, wired for assistive technology, and hostile words stay words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.test import Client

from schutznetz.web.ui import stories
from schutznetz.web.ui.stories import STORIES, Story
from schutznetz.web.ui.templatetags import ui

HOSTILE = """"><script>alert(1)</script><img src=x onerror='alert(2)'>{{ 7|add:7 }}&amp;"""
VOID = {"input", "br", "img", "meta", "link", "hr"}
ALL = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
DRAWN_INSIDE_OTHERS = {"error_summary", "fact", "progress_refresh", "submission_key", "form_fields"}


class Reader(HTMLParser):
    """Notes what is opened, closed, named and referred to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.feed(text)
        self.faults += [f"<{tag}> never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> names an attribute twice")
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def values(self, name: str) -> list[str]:
        return [value for _tag, attrs in self.tags if (value := attrs.get(name))]


@ALL
def test_markup_is_well_formed(story: Story) -> None:
    assert Reader(story.render()).faults == []


@ALL
def test_ids_are_unique_and_every_reference_leads_somewhere(story: Story) -> None:
    page = Reader(story.render())
    ids = page.values("id")
    references = [
        one
        for name in ("for", "aria-describedby", "aria-labelledby")
        for value in page.values(name)
        for one in value.split()
    ]
    references += [href[1:] for href in page.values("href") if href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(references) <= set(ids)


@ALL
def test_hostile_words_stay_words(story: Story) -> None:
    html = story.render(HOSTILE)

    assert "<script" not in html
    assert "<img" not in html
    assert "onerror" not in [name for _tag, attrs in Reader(html).tags for name in attrs]
    assert Reader(html).faults == []


@ALL
def test_nothing_inline_that_the_content_policy_would_block(story: Story) -> None:
    attributes = {name for _tag, attrs in Reader(story.render()).tags for name in attrs}
    assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_every_tag_has_a_story() -> None:
    shown = set(re.findall(r"{% (\w+)", " ".join(story.source for story in STORIES)))
    tags = {name for name in ui.register.tags if not name.startswith("end")}

    assert tags - shown - DRAWN_INSIDE_OTHERS == set()


def test_every_template_of_the_library_belongs_to_a_tag() -> None:
    names = {path.stem for path in Path("schutznetz/web/templates/ui").glob("*.html")}
    others = {
        "cut",
        "kept",
        "gallery",
        "emergency",
        "field_errors",
        "field_notes",
        "form",
        "field",
        "sections",
    }

    assert names - others <= set(ui.register.tags)


def test_the_gallery_shows_every_story(client: Client) -> None:
    page = client.get("/ui/").content.decode()
    assert [story.name for story in STORIES if f'id="baustein-{story.name}"' not in page] == []


def test_a_broken_component_would_be_found() -> None:
    broken = Story("broken", '<p id="a"><b></p><p id="a" aria-describedby="nowhere">')
    page = Reader(broken.render())

    assert page.faults
    assert len(page.values("id")) != len(set(page.values("id")))


def test_all_errors_stand_on_top_and_at_the_field_and_nothing_typed_is_lost() -> None:
    html = Story("wrong", "{% form_fields form %}", stories.wrong).render("kein Jahr")
    page = Reader(html)

    assert 'href="#id_born_0"' in html
    assert 'id="id_born_error"' in html
    assert 'value="31"' in html
    assert html.count('value="kein Jahr"') == 3  # name, year and time of day stand as they were typed
    assert ("textarea", "id_what_error") in [(tag, attrs.get("aria-describedby")) for tag, attrs in page.tags]


def test_what_is_less_usual_is_marked() -> None:
    mostly_needed = type(
        "Sheet", (forms.Form,), {"a": forms.CharField(), "b": forms.CharField(required=False)}
    )
    mostly_free = type(
        "Sheet",
        (forms.Form,),
        {"a": forms.CharField(), **{n: forms.CharField(required=False) for n in "bcd"}},
    )

    assert [ui.mark(field) for field in mostly_needed()] == ["", "– freiwillig"]
    assert [ui.mark(field) for field in mostly_free()] == ["– bitte ausfüllen", "", "", ""]


def test_where_something_is_always_chosen_nobody_is_asked() -> None:
    some = [("de", "Deutsch"), ("tr", "Türkisch")]
    fields = {
        "always": forms.ChoiceField(choices=some),
        "begun": forms.ChoiceField(choices=some, widget=forms.RadioSelect, initial="de"),
        "nothing_yet": forms.ChoiceField(choices=some, widget=forms.RadioSelect),
        "empty": forms.ChoiceField(choices=[("", "Bitte wählen"), *some]),
        "many": forms.MultipleChoiceField(choices=some, widget=forms.CheckboxSelectMultiple),
    }
    free = {f"free{number}": forms.CharField(required=False) for number in range(6)}
    sheet = type("Sheet", (forms.Form,), {**fields, **free})()

    marked = {name for name in fields if ui.mark(sheet[name])}

    assert marked == {"nothing_yet", "empty", "many"}


def test_of_fields_that_stand_for_each_other_none_is_called_voluntary() -> None:
    fields = {"a": forms.CharField(), "b": forms.CharField(required=False), "c": forms.CharField()}
    sheet = type("Sheet", (forms.Form,), fields)

    assert [ui.mark(field) for field in sheet()] == ["", "– freiwillig", ""]
    assert [ui.mark(field) for field in type("Either", (sheet,), {"either": ("b",)})()] == ["", "", ""]
