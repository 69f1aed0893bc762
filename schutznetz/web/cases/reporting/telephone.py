"""Writing down, on one screen and while it happens, what reaches the office by voice, paper or in person."""

from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz import receipts
from schutznetz.cases import services
from schutznetz.cases.choices import IntakeChannel, Profession, ReporterKind
from schutznetz.cases.services import Statement
from schutznetz.kernel import clock, drafts, submissions
from schutznetz.kernel.machine import Conflict
from schutznetz.law import receipt
from schutznetz.law.guide_questions import WHICH_SCHOOL
from schutznetz.law.report_fields import BY_NAME, Group, asked
from schutznetz.law.reporters import Reporter
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting.children import Children
from schutznetz.web.cases.reporting.questions import Attached, Said, prints
from schutznetz.web.safe_post import is_forged
from schutznetz.web.screens import Request
from schutznetz.web.ui.fields import DayField, TimeOfDayField

DRAFT = "telephone"
TOLERANCE = timedelta(minutes=5)  # clocks differ a little; what is later than that was mistyped
BY_OTHERS = {IntakeChannel.WEB, IntakeChannel.PARTNER, IntakeChannel.HANDOVER}
CONTACT = (
    "reporter_name",
    "reporter_institution",
    "reporter_phone",
    "reporter_reachable",
    "observed_by",
    "decided_by",
)
WHO = ("reporter_kind", "profession")
FACTS = ("observed", "hearsay", "verbatim", "danger_for_workers")


def _text(label: Any, rows: int) -> Said:
    box = forms.Textarea(attrs={"rows": rows})
    return Said(label=label, widget=box, max_length=50_000, required=False)


def _line(label: Any, hint: Any = "") -> Said:
    return Said(label=label, help_text=hint, max_length=500, required=False)


class Note(Attached):
    """The whole screen. Nothing is required but the way it came and one word of what it is about."""

    channel = forms.ChoiceField(
        label=_("Wie kam die Mitteilung?"),
        choices=[(each.value, each.label) for each in IntakeChannel if each not in BY_OTHERS],
        initial=IntakeChannel.TELEPHONE,
        widget=forms.RadioSelect,
    )
    received_on = DayField(label=_("Eingegangen am"))
    received_time = TimeOfDayField(label=_("Uhrzeit"))
    danger_now = forms.BooleanField(label=_("Jemand ist jetzt in Gefahr"), required=False)
    observed = _text(_("Was wird mitgeteilt?"), 7)
    hearsay = _text(_("Nur vom Hörensagen: von wem?"), 2)
    verbatim = _text(_("Wörtliche Aussagen des Kindes"), 2)
    danger_for_workers = _text(_("Gefahren für Menschen, die hingehen"), 1)
    reporter_kind = forms.ChoiceField(
        label=_("Wer meldet?"),
        help_text=_(WHICH_SCHOOL),
        choices=[(each.value, each.label) for each in ReporterKind],
        initial=ReporterKind.PRIVATE,
    )
    reporter_name = _line(_("Name"), _("Leer lassen, wenn anonym."))
    reporter_institution = _line(_("Einrichtung"))
    reporter_phone = _line(_("Telefon"))
    reporter_reachable = _line(_("Erreichbar wann?"))
    observed_by = _line(_("Beobachtet von"), _("Wenn es jemand anderes war."))
    decided_by = _line(_("Entschieden von"), _("Wer in der Einrichtung die Meldung wollte."))
    profession = forms.ChoiceField(
        label=_("Informiert aus einem Beruf nach § 4 Abs. 1 KKG?"),
        help_text=_("Nur bei Sozialbehörde, Frauenhaus und Träger: Davon hängt die Rückmeldung ab."),
        choices=[("", _("nein oder nicht gesagt")), *Profession.choices],
        required=False,
    )
    field_order = [
        "channel",
        "received_on",
        "received_time",
        "danger_now",
        *FACTS,
        "reporter_kind",
        "profession",
        *CONTACT,
    ]

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day

    def received_at(self) -> datetime:
        """Return the real time of receipt; call after ``is_valid``."""
        said = self.cleaned_data
        return datetime.combine(said["received_on"], said["received_time"], tzinfo=clock.BERLIN)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("received_on") and said.get("received_time"):
            if self.received_at() > clock.now() + TOLERANCE:
                self.add_error("received_time", _("Diese Uhrzeit liegt in der Zukunft."))
        return said


def _now() -> dict[str, Any]:
    here = clock.now().astimezone(clock.BERLIN)
    return {"received_on": here.date(), "received_time": here.time()}


class Screen:
    """One note with its children, typed so far or kept from before."""

    def __init__(self, typed: QueryDict | None, files: MultiValueDict[str, Any] | None) -> None:
        self.typed = typed if typed is not None else QueryDict(mutable=True)
        self.key = self.typed.get("submission_key") or submissions.new_key()
        specs = [
            *(each for each in asked(Reporter.PRIVATE, Group.CHILD) if each.urgent),
            BY_NAME["child_born"],
        ]
        self.children = Children(specs, Reporter.PRIVATE, self.typed, urgent=True)
        self.note = Note(self.typed, files) if self.typed else Note(initial=_now())

    @cached_property
    def is_valid(self) -> bool:
        valid = self.note.is_valid()
        told = [name for name in FACTS if self.note.cleaned_data.get(name)]
        if not told and not self.children.answers() and not self.note.cleaned_data.get("attachments"):
            self.note.add_error("observed", _("Bitte schreiben Sie auf, worum es geht. Ein Wort genügt."))
            return False
        return valid

    def statement(self) -> Statement:
        said = self.note.cleaned_data
        return Statement(
            reporter_kind=ReporterKind(said["reporter_kind"]),
            danger_now=said["danger_now"],
            facts={name: said[name] for name in FACTS if said[name]},
            contact={name: said[name] for name in CONTACT if said[name]},
            children=self.children.answers(),
            profession=said["profession"],
        )


def telephone(request: Request, network: Network) -> HttpResponse:
    """Show the note, keep what was typed so far, and put it into the inbox."""
    screen = Screen(_typed(request), request.FILES)
    go = "" if is_forged(request) else request.POST.get("go", "")
    if request.method == "POST":
        drafts.keep(request.ctx, DRAFT, None, _plain(request.POST))
    if go in {"more", "fewer"}:
        screen.children.change(go)
    elif go == "drop":
        drafts.drop(request.ctx, DRAFT)
        screen = Screen(None, None)
    elif go == "send" and screen.is_valid:
        return _record(request, network, screen)
    return _show(request, screen, judged=go == "send", kept=go == "keep")


def _typed(request: Request) -> QueryDict | None:
    if request.method == "POST":
        return request.POST
    kept = drafts.fetch(request.ctx, DRAFT)
    if not kept:
        return None
    typed = QueryDict(mutable=True)
    typed.update({name: str(value) for name, value in kept.items()})
    return typed


def _plain(typed: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in typed.items() if name not in {"csrfmiddlewaretoken", "go"}}


def _record(request: Request, network: Network, screen: Screen) -> HttpResponse:
    files, statement = screen.note.kept(), screen.statement()
    channel, received_at = IntakeChannel(screen.note.cleaned_data["channel"]), screen.note.received_at()
    act = partial(
        services.record_report,
        request.ctx,
        network,
        statement=statement,
        channel=channel,
        received_at=received_at,
        key=screen.key,
        files=files,
    )
    body = {**asdict(statement), "channel": channel, "at": received_at, "files": prints(files)}
    try:
        submissions.once(request.ctx, key=screen.key, body=body, act=act, kind="telephone")
    except Conflict as conflict:
        screen.note.add_error(None, gettext(str(conflict)))
        return _show(request, screen, judged=True)
    drafts.drop(request.ctx, DRAFT)
    found = {
        "code": receipt.shown(receipts.code_for(screen.key)),
        "in_writing": channel in services.WRITTEN,
    }
    return render(request, "reporting/recorded.html", found)


def _show(request: Request, screen: Screen, *, judged: bool = False, kept: bool = False) -> HttpResponse:
    note = screen.note if judged or not screen.note.is_bound else screen.note.fresh()
    return render(request, "reporting/telephone.html", {"screen": screen, "form": note, "kept": kept})
