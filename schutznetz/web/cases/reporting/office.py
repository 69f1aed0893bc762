"""The office's half of the conversation: fixed questions out, the reporter's words and files in."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from schutznetz.cases import queries, services
from schutznetz.cases.choices import Neutral, Question
from schutznetz.cases.models import Attachment, Message, Report
from schutznetz.cases.services import REACHED_BY
from schutznetz.kernel.machine import Conflict
from schutznetz.law.report_headings import HEADINGS
from schutznetz.law.sentences import BY_SENTENCE
from schutznetz.networks.choices import LetterKind
from schutznetz.web.cases.attachments import handed
from schutznetz.web.cases.reporting.questions import LINE, TEXT, Said
from schutznetz.web.cases.reporting.way_back import way_back
from schutznetz.web.drafting import Draft
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


def _explained(each: Question | Neutral) -> tuple[str, str]:
    """Put beside a sentence why it may be said."""
    reason = BY_SENTENCE[each.value]
    return each.value, format_html(
        '{}<br><span class="sn-muted">{} <cite>{}</cite></span>', each.label, gettext(reason.why), reason.norm
    )


def _sentences() -> list[tuple[Any, list[tuple[str, str]]]]:
    return [
        (_("Fragen"), [_explained(each) for each in Question]),
        (_("Mitteilungen"), [_explained(each) for each in Neutral]),
    ]


class Ask(KeyedForm):
    sentence = forms.ChoiceField(
        label=_("Was möchten Sie fragen oder sagen?"),
        help_text=_("Feste Sätze: Inhalte über die Familie dürfen nicht zurückgehen (§ 64 Abs. 4 SGB VIII)."),
        choices=_sentences,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie einen Satz.")},
    )


class Noted(KeyedForm):
    """What a reporter tells the office later; who she is can be said once, it is never overwritten."""

    text = Said(
        label=_("Was sagt die meldende Person?"),
        help_text=_("Die Worte der Person, ohne Ihre eigene Einschätzung."),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not known:
            apart = gettext("Name und Telefon gehören nur in die Felder darunter.")
            self.fields["text"].help_text = f"{self.fields['text'].help_text} {apart}"
        for name in () if known else REACHED_BY:
            self.fields[name] = Said(label=gettext(HEADINGS[name]), required=False, max_length=LINE)

    def who(self) -> dict[str, str]:
        return {name: said for name in REACHED_BY if (said := self.cleaned_data.get(name))}


def note(request: Request, report: Report) -> HttpResponse:
    """Write down what a caller adds to a report, or how to reach her."""
    known = queries.is_known(report)
    draft = Draft(request, "note_for_reporter", report.pk)
    form = draft.shown_in(Noted(draft.typed, known=known))

    def act(text: str, **_who: str) -> Message:
        return services.note_for_reporter(request.ctx, report, text=text, contact=form.who())

    if draft.sent(form, f"note_for_reporter/{report.pk}", act):
        messages.success(request, gettext("Aufgenommen. Die Meldung selbst bleibt, wie sie kam."))
        return redirect(way_back(request.ctx, report))
    found = {"report": report, "form": form, "known": known, "kept": draft.kept}
    return render(request, "reporting/note.html", found | {"back": way_back(request.ctx, report)})


def talk(request: Request, report: Report) -> HttpResponse:
    """Show the conversation and send one sentence."""
    form = Ask(posted(request))
    if sent(request, form, "ask", partial(_say, request, report)):
        messages.success(request, gettext("Die meldende Person sieht das, wenn sie mit ihrer Nummer kommt."))
        return redirect("reporting:talk", network=report.network.slug, pk=report.pk)
    return render(
        request, "reporting/talk.html", {"report": report, "talk": queries.talk_of(report), "form": form}
    )


def _say(request: Request, report: Report, **answers: Any) -> Message:
    sentence = answers["sentence"]
    if sentence in Question.values:
        return services.ask_reporter(request.ctx, report, question=Question(sentence))
    return services.tell_reporter(request.ctx, report, sentence=Neutral(sentence))


@require_POST
def read(request: Request, report: Report) -> HttpResponse:
    """Note that the reporter's words have been read."""
    services.note_addition(request.ctx, report)
    messages.success(request, gettext("Als gelesen vermerkt."))
    return redirect("reporting:talk", network=report.network.slug, pk=report.pk)


def receipt(request: Request, report: Report) -> HttpResponse:
    """Hand out the neutral receipt; who left no name and no house gets none."""
    try:
        return letter(services.print_receipt(request.ctx, report), LetterKind.RECEIPT)
    except Conflict as nobody_there:
        raise Http404 from nobody_there


class UncoverForm(KeyedForm):
    reasons = forms.CharField(
        label=_("Wofür müssen Sie wissen, wer gemeldet hat?"),
        help_text=_("Der Grund bleibt bei der Meldung. Eine Stunde lang sehen nur Sie, wer es war."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
    )


def uncover(request: Request, report: Report) -> HttpResponse:
    """Ask why, and show it to this person for an hour."""
    form = UncoverForm(posted(request))
    if sent(request, form, "uncover", partial(services.uncover_contact, request.ctx, report)):
        return redirect("intake:detail", network=report.network.slug, pk=report.pk)
    return render(request, "reporting/uncover.html", {"report": report, "form": form})


def download(request: Request, attachment: Attachment) -> HttpResponse:
    return handed(attachment)
