"""A worry on the screen of the one who has it: the list, the page, everything that is written into it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.concerns import queries, services
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.choices import AgeBand
from schutznetz.concerns.models import Concern
from schutznetz.kernel import policy
from schutznetz.law import guide
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.networks.values import BOUND, REPORTS_AS
from schutznetz.web.concerns import forms
from schutznetz.web.concerns.sheets import rows_of
from schutznetz.web.concerns.walk import OneQuestion, answered, question
from schutznetz.web.concerns.wording import duty_of, tone_of, ways_of
from schutznetz.web.drafting import Draft
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, offer, once, posted, sent


def index(request: Request, network: Network) -> HttpResponse:
    may_open = policy.granted(ConcernAction.OPEN, request.ctx.role)
    found = queries.concerns(request.ctx, network, after=request.GET.get("nach", ""))
    context = {"rows": found.rows, "after": found.after, "may_open": may_open}
    context |= {"left": queries.left_behind(request.ctx)}
    return render(request, "concerns/index.html", context)


def open_concern(request: Request, network: Network) -> HttpResponse:
    usual = _usual(queries.house_of(request.ctx))
    bound = BOUND.get(Role(request.ctx.role))
    draft = Draft(request, "open_concern")
    form = draft.shown_in(forms.OpenForm(draft.typed, bound=bound, initial={"reporter": bound or usual}))

    def act(reporter: str, age_band: str, **_child: str) -> Concern:
        begin = partial(services.open_concern, request.ctx, network, child=form.child())
        return begin(reporter=Reporter(reporter), age_band=AgeBand(age_band))

    if draft.sent(form, "open_concern", act):
        newest = queries.newest(request.ctx)
        return redirect("concerns:detail", network=network.slug, pk=newest.pk)
    return render(request, "concerns/open.html", {"form": form, "kept": draft.kept})


def _usual(house: Organisation | None) -> str:
    return REPORTS_AS.get(house.category, Reporter.OTHER_PROFESSIONAL) if house else ""


def detail(request: Request, concern: Concern) -> HttpResponse:
    page = queries.page_of(concern)
    context = {"page": page, "concern": concern, "may_write": _may(request, ConcernAction.WRITE, concern)}
    context |= {"own": _may(request, ConcernAction.SHARE, concern), "sheets": rows_of(concern)}
    return render(request, "concerns/detail.html", context | verdict(request, page))


def _may(request: Request, action: ConcernAction, concern: Concern) -> bool:
    return policy.may(request.ctx, action, concern)


def verdict(request: Request, page: queries.ConcernPage) -> dict[str, Any]:
    """Return what the guide says in this worry, if it has come that far."""
    advice = page.advice
    known = {"lines": answered(advice.reporter, advice.answers)}
    if advice.row is None:
        return known
    return {
        **known,
        "row": advice.row,
        "duty": duty_of(advice.reporter, advice.row),
        "tone": tone_of(advice.row),
        "notes": guide.notes_of(advice.reporter, advice.row),
        "ways": ways_of(advice.reporter, advice.row, request.network, request.ctx),
    }


def write(request: Request, concern: Concern) -> HttpResponse:
    """Take one entry; what is typed meanwhile is kept for its author alone."""
    draft = Draft(request, "concern_note", concern.pk)
    form = draft.shown_in(forms.NoteForm(draft.typed, initial={"kind": request.GET.get("art", "")}))
    act = partial(services.write_down, request.ctx, concern)
    if draft.sent(form, "concern_note", lambda **_said: act(note=form.note())):
        return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)
    return render(request, "concerns/write.html", {"concern": concern, "form": form, "kept": draft.kept})


def signs(request: Request, concern: Concern) -> HttpResponse:
    before = forms.initial_signs(queries.signs_of(concern))
    draft = Draft(request, "concern_signs", concern.pk)
    form = draft.shown_in(forms.SignsForm(concern.age_band, draft.typed, initial=before))
    act = partial(services.look_at_signs, request.ctx, concern)
    if draft.sent(form, "concern_signs", lambda **_said: act(seen=form.seen())):
        return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)
    return render(request, "concerns/signs.html", {"concern": concern, "form": form, "kept": draft.kept})


class Answer(OneQuestion, KeyedForm):
    """The guide's next question, kept with the worry."""


def ask(request: Request, concern: Concern) -> HttpResponse:
    """Put the guide's questions one after the other; the answers stay in the worry."""
    advice = queries.advice_of(concern)
    if advice.ask is None:
        return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)
    form = Answer(*question(advice.reporter, advice.ask), posted(request))
    act = partial(services.answer_guide, request.ctx, concern)
    if sent(request, form, "concern_answer", lambda **said: act(answers={**advice.answers, **said})):
        return redirect("concerns:ask", network=concern.network.slug, pk=concern.pk)
    norm = guide.ground_of(advice.reporter, advice.ask)
    return render(request, "concerns/ask.html", {"concern": concern, "form": form, "norm": norm})


@require_POST
def ask_anew(request: Request, concern: Concern) -> HttpResponse:
    """Forget the answers and begin with the first question."""
    once(request, lambda: services.answer_guide(request.ctx, concern, answers={}))
    return redirect("concerns:ask", network=concern.network.slug, pk=concern.pk)


def share(request: Request, concern: Concern) -> HttpResponse:
    """Let a named colleague read along."""
    form = forms.ShareForm(posted(request))
    people = [(str(person.pk), person.display_name) for person in queries.colleagues(request.ctx)]
    offer(form, people, "person_id")
    act = partial(services.share, request.ctx, concern)
    if sent(request, form, "concern_share", lambda person_id: act(person_id=UUID(person_id))):
        return redirect("concerns:share", network=concern.network.slug, pk=concern.pk)
    context = {"concern": concern, "form": form, "people": people, "shares": queries.shares_of(concern)}
    return render(request, "concerns/share.html", context)


@require_POST
def stop_sharing(request: Request, concern: Concern) -> HttpResponse:
    """End the reading along of one colleague."""
    person = request.POST.get("person_id", "")
    if person in {str(each.person_id) for each in queries.shares_of(concern)}:
        once(request, lambda: services.stop_sharing(request.ctx, concern, person_id=UUID(person)))
    return redirect("concerns:share", network=concern.network.slug, pk=concern.pk)


@require_POST
def close(request: Request, concern: Concern) -> HttpResponse:
    once(request, lambda: services.close_concern(request.ctx, concern))
    messages.success(request, _("Abgeschlossen. Sie können die Sorge weiter lesen."))
    return redirect("concerns:detail", network=concern.network.slug, pk=concern.pk)


def record(request: Request, concern: Concern) -> HttpResponse:
    """Hand out the decision record as an accessible document, under a name that says nothing."""
    page = queries.page_of(concern)
    context = {"page": page, "concern": concern, "at": request.ctx.now, **verdict(request, page)}
    return letter(services.print_record(request.ctx, concern, page=context), LetterKind.DECISION_RECORD)
