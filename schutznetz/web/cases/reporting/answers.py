"""The answer that the law owes a professional: the office makes sure, answers yes or no, and sends it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases import queries, services
from schutznetz.cases.choices import Attested, Profession, ReporterKind, UntoldReason
from schutznetz.cases.models import Feedback, Report
from schutznetz.cases.reporters import kind_of
from schutznetz.kernel.machine import Conflict
from schutznetz.law import feedback as law
from schutznetz.law.guide_questions import WHICH_SCHOOL
from schutznetz.networks.choices import LetterKind
from schutznetz.web.cases.reporting.questions import Said
from schutznetz.web.cases.reporting.way_back import way_back
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent
from schutznetz.web.ui.fields import DayField

YES_NO = [("yes", _("Ja")), ("no", _("Nein"))]
SEEN = {True: "yes", False: "no", None: ""}
BY_HAND = [(each.value, each.label) for each in Attested if each is not Attested.ACCOUNT]


def _asked(question: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=_(queries.QUESTIONS[question]), choices=YES_NO, widget=forms.RadioSelect)


class FeedbackForm(KeyedForm):
    """Who reported, what the family knows, and the two answers that somebody has to give."""

    seen = forms.ChoiceField(
        choices=[(value, value) for value in SEEN.values()], widget=forms.HiddenInput, required=False
    )
    attested = forms.ChoiceField(
        label=_("Woher wissen Sie, dass diese Fachkraft gemeldet hat?"),
        help_text=_("Wer meldet, wählt selbst, aus welchem Beruf. Jede und jeder kann „Arztpraxis“ wählen."),
        choices=BY_HAND,
        widget=forms.RadioSelect,
    )
    told = forms.ChoiceField(
        label=_("Weiß die Familie, dass Sie antworten?"),
        help_text=_("Sie wird vorher darauf hingewiesen, außer der Schutz des Kindes stünde in Frage."),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    told_on = DayField(label=_("Wenn ja: informiert am"), required=False)
    untold_reason = forms.ChoiceField(
        label=_("Wenn nein: warum nicht?"),
        choices=[("", _("Bitte wählen")), *UntoldReason.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("Notiz für die Akte"),
        help_text=_("Bleibt im Amt und wird nie gesendet."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
        required=False,
    )
    acted = _asked("acted")
    still_acting = _asked("still_acting")

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if queries.is_attested(report):
            del self.fields["attested"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("told") == "yes" and "told_on" in said and not said["told_on"]:
            self.add_error("told_on", _("Bitte den Tag angeben."))
        if said.get("told") == "no" and not said.get("untold_reason"):
            self.add_error("untold_reason", _("Bitte den Grund angeben."))
        if said.get("untold_reason") == UntoldReason.OTHER and not said.get("note"):
            self.add_error("note", _("Bitte den Grund kurz aufschreiben."))
        if said.get("still_acting") == "yes" and said.get("acted") == "no":
            self.add_error("still_acting", _("Noch tätig sein kann nur, wer tätig geworden ist."))
        return said

    def prepared(self) -> services.Prepared:
        said = self.cleaned_data
        told = said["told"] == "yes"
        return services.Prepared(
            attested=said.get("attested", ""),
            told_on=said["told_on"] if told else None,
            untold_reason="" if told else said["untold_reason"],
            note=said["note"],
        )


NONE = "none"  # an answer of its own: nobody notes it by leaving the question alone


class ProfessionForm(KeyedForm):
    """What the office learnt of her profession after the receipt, and from where."""

    profession = forms.TypedChoiceField(
        label=_("Zu welchem Beruf gehört die meldende Person?"),
        help_text=_("Nur wenn sie in diesem Beruf gemeldet hat."),
        choices=[("", _("Bitte wählen")), *Profession.choices, (NONE, _("Zu keinem davon"))],
        coerce=lambda said: "" if said == NONE else Profession(said),
    )
    known_by = forms.TypedChoiceField(
        label=_("Woher wissen Sie das?"), choices=BY_HAND, coerce=Attested, widget=forms.RadioSelect
    )


def profession(request: Request, report: Report) -> HttpResponse:
    """Note the profession afterwards; what the report says, and what was noted before, stays to be read."""
    form = ProfessionForm(posted(request), initial={"profession": queries.profession_of(report)})
    return _beside(
        request,
        report,
        form,
        services.note_profession,
        title=_("Beruf der meldenden Person"),
        lead=_(
            "Wer in einem dieser Berufe gemeldet hat, bekommt eine Rückmeldung (§ 4 Abs. 4 KKG)."
            " Die Meldung selbst bleibt, wie sie ist."
        ),
        label=_("Notieren"),
    )


class KindForm(KeyedForm):
    """Who it was in truth, and how the office knows."""

    reporter_kind = forms.TypedChoiceField(
        label=_("Wer hat gemeldet?"),
        help_text=_(WHICH_SCHOOL),
        choices=ReporterKind.choices,
        coerce=ReporterKind,
    )
    reasons = Said(
        label=_("Woher wissen Sie das?"),
        help_text=_("Der Grund bleibt bei der Meldung, mit Ihrem Namen und dem Tag."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
    )


def kind(request: Request, report: Report) -> HttpResponse:
    """Put a wrong kind of reporter right; what the report says stays to be read beside it."""
    form = KindForm(posted(request), initial={"reporter_kind": kind_of(report)})
    return _beside(
        request,
        report,
        form,
        services.correct_kind,
        title=_("Es hat jemand anderes gemeldet"),
        lead=_(
            "Was zuerst bei der Meldung stand, bleibt lesbar. Wem eine Rückmeldung geschuldet ist,"
            " richtet sich ab jetzt nach der Berichtigung (§ 4 Abs. 4 KKG)."
        ),
        label=_("Berichtigen"),
    )


def _beside(
    request: Request, report: Report, form: KeyedForm, note: Callable[..., models.Model], **shown: Any
) -> HttpResponse:
    """Note something beside a report, and say whether an answer is owed by that."""
    back = way_back(request.ctx, report)
    if sent(request, form, f"{note.__name__}/{report.pk}", partial(note, request.ctx, report)):
        owed = queries.is_owed(report)
        messages.success(request, _("Notiert. Eine Rückmeldung ist geschuldet.") if owed else _("Notiert."))
        return redirect(back)
    return render(
        request, "cases/measures/form.html", {"record": report, "form": form, "back": back, **shown}
    )


def feedback(request: Request, report: Report) -> HttpResponse:
    """Show what may be said by now and what was said, and send the answer."""
    confirmed = queries.may_confirm(report)
    form = FeedbackForm(report, posted(request), initial={"seen": SEEN[confirmed]})
    if sent(request, form, "feedback", partial(_send, request, report, form)):
        messages.success(request, gettext("Gesendet. Die Fachkraft liest drei Antworten und sonst nichts."))
        return redirect(way_back(request.ctx, report))
    found = {
        "report": report,
        "back": way_back(request.ctx, report),
        "form": form,
        "confirmed": confirmed,
        "question": queries.QUESTIONS["confirmed"],
        "answers": queries.answers_to(report),
        "norm": law.CLOSED_CONTENT,
    }
    return render(request, "reporting/feedback.html", found)


def feedback_pdf(request: Request, report: Report) -> HttpResponse:
    """Hand out the newest answer as a letter; before the first one there is none."""
    try:
        return letter(services.print_feedback(request.ctx, report), LetterKind.FEEDBACK)
    except Conflict as nothing_sent:
        raise Http404 from nothing_sent


def _send(request: Request, report: Report, form: FeedbackForm, **said: Any) -> Feedback:
    seen = {value: key for key, value in SEEN.items()}
    return services.send_feedback(
        request.ctx,
        report,
        confirmed=seen[said["seen"]],
        acted=said["acted"] == "yes",
        still_acting=said["still_acting"] == "yes",
        prepared=form.prepared(),
    )
