"""One story for each component: the gallery shows them, the tests check their HTML and access."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.template import engines

from schutznetz.cases.choices import CaseState
from schutznetz.kernel import clock
from schutznetz.law.decision import YES, no
from schutznetz.law.norm import Norm
from schutznetz.web.ui.fields import DayField, PhoneField, Switch, TimeOfDayField
from schutznetz.web.ui.parts import Row, Tab


@dataclass(frozen=True, slots=True)
class Story:
    """``source`` is a template; ``hostile`` stands wherever a person's own words may come."""

    name: str
    source: str
    context: Callable[[str], dict[str, Any]] = lambda text: {"text": text}

    def render(self, text: str = "Frau Öz, Kita „Löwenzahn“") -> str:
        template = engines["django"].from_string("{% load ui %}" + self.source)
        return template.render(self.context(text))


class Example(forms.Form):
    name = forms.CharField(label="Name", help_text="Vor- und Nachname", required=False)
    what = forms.CharField(label="Was haben Sie gesehen?", widget=forms.Textarea)
    born = DayField(label="Geburtstag", help_text="Beispiel: 24 12 2020", required=False)
    at = TimeOfDayField(label="Uhrzeit", required=False)
    phone = PhoneField(label="Telefon", required=False)
    age = forms.ChoiceField(label="Alter", choices=[("", "Bitte wählen"), ("0", "unter 1"), ("1", "1 bis 3")])
    who = forms.ChoiceField(
        label="Wer?", choices=[("a", "Nachbarin"), ("b", "Kita")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Worum geht es?",
        choices=[("x", "Ernährung"), ("y", "Gewalt")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    papers = forms.FileField(label="Anhang", required=False)
    call_back = forms.BooleanField(label="Bitte rufen Sie mich zurück", required=False)
    news = forms.BooleanField(label="Erinnerungen per E-Mail", widget=Switch, required=False)
    submission_key = forms.CharField(widget=forms.HiddenInput, initial="abc")


def record(state: CaseState = CaseState.REPORTED) -> Any:
    return SimpleNamespace(state=state)


def machine(text: str) -> dict[str, Any]:
    """Return a stand-in with one step: open for a reported record, closed with reason and norm after."""
    refusal = no(text, Norm("SGB VIII", "8a", 1))
    stand_in = SimpleNamespace(
        steps={"close": SimpleNamespace(label=text)},
        can=lambda one, name: YES if one.state is CaseState.REPORTED else refusal,
    )
    return {"machine": stand_in, "open": record(), "done": record(CaseState.CLOSED)}


def job(state: str, done: int = 0, total: int = 0) -> Callable[[str], dict[str, Any]]:
    return lambda text: {"job": SimpleNamespace(state=state, done=done, total=total, text=text), "text": text}


def filled(name: str) -> Callable[[str], dict[str, Any]]:
    """Return a form that was filled in well; ``name`` keeps its ids apart from other stories."""
    born = {"born_0": "3", "born_1": "2", "born_2": "2024"}
    return lambda text: {
        "form": Example(
            {"name": text, "what": text, "who": "a", "age": "0", "submission_key": "k", **born},
            auto_id=f"{name}_%s",
        )
    }


def wrong(text: str) -> dict[str, Any]:
    """Return a form with a mistake in most fields."""
    born = {"born_0": "31", "born_1": "2", "born_2": text}
    return {"form": Example({"name": text, "what": "", "at": text, "who": text, **born})}


def number(text: str) -> dict[str, Any]:
    return {
        "number": SimpleNamespace(
            number="0800 123", dial="0800123", who=text, when="Tag und Nacht", what_for=text
        )
    }


STORIES = (
    Story("icon", '{% icon "search" "Suchen" %} {% icon "danger" %}'),
    Story(
        "button",
        '<p>{% button text url="/" %}</p><p>{% button text url="/" kind="secondary" icon="edit" %}</p>'
        '<form method="post">{% button text name="go" value="1" %}{% button text kind="tertiary" %}'
        '{% button text kind="danger" icon="delete" %}</form>',
    ),
    Story(
        "alert",
        '{% alert "info" text text %}{% alert "success" text %}'
        '{% alert "warning" text text %}{% alert "danger" text text %}',
    ),
    Story(
        "badge",
        '{% badge text %}  {% badge text "success" %} '
        '{% badge text "warning" %} {% badge text "danger" "close" %}',
    ),
    Story(
        "state",
        "{% state record %} {% state done %}",
        lambda text: {"record": record(), "done": record(CaseState.CLOSED)},
    ),
    Story(
        "form",
        '<form method="post">{% form_fields form %}</form>',
        lambda text: {"form": Example(initial={"name": text}, auto_id="blank_%s")},
    ),
    Story("error_summary", '<form method="post">{% form_fields form %}</form>', wrong),
    Story("field", "<form>{% field form.name %}{% submission_key form %}</form>", filled("field")),
    Story("once", '<form method="post">{% once %}</form>', lambda text: {}),
    Story("form_summary", '{% form_summary form "/zurueck/" %}', filled("sum")),
    Story("summary", "{% summary rows %}", lambda text: {"rows": [Row(text, text, "/"), Row("Alter", "3")]}),
    Story("facts", '{% facts %}{% fact "Kita" text %}{% fact text "" %}{% endfacts %}'),
    Story(
        "clock",
        "<p>{% clock soon %}</p><p>{% clock late %}</p>",
        lambda text: {"soon": clock.now() + timedelta(minutes=40), "late": clock.now() - timedelta(hours=2)},
    ),
    Story(
        "day",
        "<p>{% day now %}</p><p>{% day then %}</p>",
        lambda text: {"now": clock.now(), "then": clock.today() - timedelta(days=400)},
    ),
    Story(
        "steps", "{% steps labels 2 %}", lambda text: {"labels": ["Das Kind", text, "Ihre Angaben", "Prüfen"]}
    ),
    Story(
        "step",
        '{% step machine open "close" "/" %}{% step machine done "close" "/" %}',
        machine,
    ),
    Story("empty", '{% empty text text text "/" %}'),
    Story(
        "pager",
        "{% pager page %}",
        lambda text: {"page": SimpleNamespace(previous_url="/?vor=1", next_url="/?nach=2", text=text)},
    ),
    Story("progress", "{% progress job text %}", job("running", 40, 120)),
    Story("progress_over", "{% progress job text %}", job("done")),
    Story("progress_failed", "{% progress job text %}", job("dead")),
    Story("breadcrumb", '{% breadcrumb "Eingang" "/eingang/" text %}'),
    Story(
        "tabs",
        "{% tabs text entries %}",
        lambda text: {
            "text": text,
            "entries": [Tab(text, "/", current=True, count=3), Tab("Alle", "/alle/")],
        },
    ),
    Story(
        "file_list",
        "{% file_list files %}",
        lambda text: {"files": [SimpleNamespace(name=text, size=1_340_000, url="/a")]},
    ),
    Story("card", '{% card text "/" %}<p>{{ text }}</p>{% endcard %}{% card text %}{{ text }}{% endcard %}'),
    Story(
        "thread_entry",
        '<div class="sn-thread">{% thread_entry text now %}{{ text }}{% endthread_entry %}'
        '{% thread_entry "Jugendamt" now True %}{{ text }}{% endthread_entry %}</div>',
        lambda text: {"text": text, "now": clock.now()},
    ),
    Story("search_field", '{% search_field "/" text text text %}'),
    Story("door_card", '{% door_card text "/" text "search" %}'),
    Story("help_number", '{% help_number number "urgent" %}{% help_number number %}', number),
)
