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
from schutznetz.kernel.machine import Conflict
from schutznetz.law.sentences import BY_SENTENCE
from schutznetz.networks.choices import LetterKind
from schutznetz.web.cases.attachments import handed
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


def download(request: Request, attachment: Attachment) -> HttpResponse:
    return handed(attachment)
