"""A midwife at work: her families, a contact noted on the stairs, goals, looking back, the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.kernel import clock, policy
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import REVIEW_AFTER, VisitEnd, VisitUrgency
from schutznetz.visiting.models import (
    VisitContact,
    VisitGoal,
    VisitHandOver,
    VisitRequest,
    VisitReview,
    VisitSheet,
)
from schutznetz.web.drafting import Draft
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, once, posted, refusal, sent
from schutznetz.web.visiting.planning import Piece
from schutznetz.web.visiting.work_forms import (
    ClosingForm,
    ContactForm,
    GoalForm,
    HandOverForm,
    PassOnForm,
    ReviewForm,
    SettleForm,
    StateForm,
)

A_VISIT = 60  # minutes
KEPT = ("kind", "minutes", "travel_minutes", "kilometres", "on", "topics", "note", "next_step")


def own(request: Request, network: Network) -> HttpResponse:
    lines = queries.own(request.ctx, network)
    return render(request, "visiting/own.html", {"lines": lines})


def family(request: Request, asked: VisitRequest) -> HttpResponse:
    typed = request.GET.get("ab", "")
    start = int(typed[:6]) if typed.isdecimal() else 0
    page = queries.work_page(request.ctx, asked, start)
    able = {
        name: policy.may(request.ctx, action, asked)
        for name, action in (("work", VisitingAction.NOTE_CONTACT), ("pass_on", VisitingAction.PASS_ON))
    }
    piece = Piece(
        f"?ab={max(0, start - queries.AT_ONCE)}#contacts" if start else "",
        f"?ab={start + queries.AT_ONCE}#contacts" if page.more else "",
    )
    context = {"asked": asked, "page": page, "able": able, "piece": piece}
    return render(request, "visiting/family.html", context)


def hours(request: Request, asked: VisitRequest) -> HttpResponse:
    return render(
        request, "visiting/hours.html", {"page": queries.hours_of(request.ctx, asked), "asked": asked}
    )


def contact(request: Request, asked: VisitRequest) -> HttpResponse:
    """Note a contact: what was so the last time stands there already."""
    last, draft = queries.last_contact(asked), Draft(request, "visit_contact", asked.pk)
    usual = {
        "on": clock.today(),
        "minutes": last.minutes or A_VISIT if last else A_VISIT,
        "travel_minutes": last.travel_minutes if last else 0,
        "kilometres": last.kilometres if last else 0,
    }
    form = draft.shown_in(ContactForm(draft.typed, initial=dict(usual)))

    def act(**_answers: object) -> VisitContact:
        return services.note_contact(request.ctx, asked, noted=form.noted())

    if draft.sent(form, f"visit_contact/{asked.pk}", act):
        messages.success(request, _("Notiert."))
        return redirect("visiting:own", network=request.network.slug)
    said = {"minutes": usual["minutes"], "kilometres": usual["kilometres"]}
    begun = form.is_bound or form.initial != usual
    words = _("War es wie immer? Heute, zu Hause, %(minutes)d Minuten, %(kilometres)d km.") % said
    return _form(request, asked, form, _("Kontakt notieren"), draft=draft, usual="" if begun else words)


def correct(request: Request, contact: VisitContact) -> HttpResponse:
    """Put a contact right or add one's words; what stood there before stays to be read."""
    draft = Draft(request, "visit_correction", contact.pk)
    known = {name: getattr(contact, name) for name in KEPT}
    form = draft.shown_in(ContactForm(draft.typed, initial=known))

    def act(**_answers: object) -> VisitContact:
        return services.correct_contact(request.ctx, contact, noted=form.noted())

    if draft.sent(form, f"visit_correction/{contact.pk}", act):
        return _to_family(request, contact.request_id)
    return _form(
        request,
        contact.request,
        form,
        _("Kontakt ergänzen oder berichtigen"),
        draft=draft,
        strike=contact,
    )


def strike(request: Request, contact: VisitContact) -> HttpResponse:
    if request.method == "POST":
        try:
            once(request, lambda: services.strike_contact(request.ctx, contact))
        except Conflict as meanwhile:
            messages.warning(request, refusal(meanwhile))
        return _to_family(request, contact.request_id)
    return render(request, "visiting/strike.html", {"contact": contact})


def goal(request: Request, asked: VisitRequest) -> HttpResponse:
    draft = Draft(request, "visit_goal", asked.pk)
    form = draft.shown_in(GoalForm(draft.typed))

    def act(words: str) -> VisitGoal:
        return services.agree_goal(request.ctx, asked, words=words)

    if draft.sent(form, f"visit_goal/{asked.pk}", act):
        return _to_family(request, asked.pk)
    return _form(request, asked, form, _("Ziel vereinbaren"), draft=draft)


def settle(request: Request, goal: VisitGoal) -> HttpResponse:
    form = SettleForm(posted(request))

    def act(**_answers: object) -> VisitGoal:
        return services.settle_goal(request.ctx, goal, state=form.state_chosen())

    if sent(request, form, f"visit_goal_settled/{goal.pk}", act):
        return _to_family(request, goal.request_id)
    return _form(request, goal.request, form, _("Was ist aus dem Ziel geworden?"), quote=goal.words)


def review(request: Request, asked: VisitRequest) -> HttpResponse:
    draft, today = Draft(request, "visit_review", asked.pk), clock.today()
    usual = {"held_on": today, "next_on": today + REVIEW_AFTER, "planned_end": asked.planned_end}
    form = draft.shown_in(ReviewForm(draft.typed, initial=usual))

    def act(**answers: Any) -> VisitReview:
        return services.review(request.ctx, asked, **answers)

    if draft.sent(form, f"visit_review/{asked.pk}", act):
        return _to_family(request, asked.pk)
    return _form(request, asked, form, _("Mit der Familie zurückblicken"), draft=draft)


def start(request: Request, asked: VisitRequest) -> HttpResponse:
    sheet = queries.start_sheet(asked)
    known = {name: getattr(sheet, name) for name in ("burdens", "strengths", "counted")} if sheet else {}
    form = StateForm(posted(request), initial=known)

    def act(**_answers: object) -> VisitSheet:
        return services.note_start(request.ctx, asked, state=form.state())

    if sent(request, form, f"visit_start/{asked.pk}", act):
        return _to_family(request, asked.pk)
    return _form(request, asked, form, _("Wie es am Anfang steht"))


def close(request: Request, asked: VisitRequest) -> HttpResponse:
    draft, goes_on = Draft(request, "visit_closing", asked.pk), queries.successor_of(asked) is not None
    form = draft.shown_in(ClosingForm(draft.typed, initial={"end": VisitEnd.HANDED_OVER} if goes_on else {}))

    def act(**_answers: object) -> VisitRequest:
        return services.close(request.ctx, asked, closing=form.closing())

    if draft.sent(form, f"visit_closing/{asked.pk}", act):
        messages.success(request, _("Abgeschlossen. Ihre Stunden sind wieder frei."))
        return redirect("visiting:own", network=request.network.slug)
    return _form(request, asked, form, _("Begleitung abschließen"), draft=draft, submit=_("Abschließen"))


def pass_on(request: Request, asked: VisitRequest) -> HttpResponse:
    form = PassOnForm(posted(request))

    def act(urgency: str) -> VisitRequest:
        return services.pass_on(request.ctx, asked, urgency=VisitUrgency(urgency))

    if sent(request, form, f"visit_pass_on/{asked.pk}", act):
        messages.success(request, _("Die Koordination sucht jetzt jemanden, der weitermacht."))
        return _to_family(request, asked.pk)
    lead = _(
        "Die Familie kommt auf die Liste. Was Sie wissen, geht nicht mit: Dafür entbindet die Familie Sie"
        " später von der Schweigepflicht, wenn feststeht, wer kommt."
    )
    return _form(
        request, asked, form, _("An eine Kollegin weitergeben"), lead=lead, submit=_("Auf die Liste setzen")
    )


def hand_over(request: Request, asked: VisitRequest) -> HttpResponse:
    draft, follower = Draft(request, "visit_handover", asked.pk), queries.successor_of(asked)
    form = draft.shown_in(HandOverForm(draft.typed))

    def act(**_answers: object) -> VisitHandOver:
        return services.hand_over(request.ctx, asked, told=form.told())

    if draft.sent(form, f"visit_handover/{asked.pk}", act):
        messages.success(request, _("Übergeben. Es steht auch in der Liste der Familie."))
        return _to_family(request, asked.pk)
    name = follower.midwife.user.display_name if follower and follower.midwife else ""
    lead = _("%(name)s begleitet die Familie weiter.") % {"name": name}
    return _form(request, asked, form, _("Übergeben"), draft=draft, lead=lead, submit=_("Übergeben"))


def _to_family(request: Request, pk: object) -> HttpResponse:
    return redirect("visiting:family", network=request.network.slug, pk=pk)


def _form(
    request: Request,
    asked: VisitRequest,
    form: KeyedForm,
    title: str,
    *,
    draft: Draft | None = None,
    **more: object,
) -> HttpResponse:
    context = {"form": form, "asked": asked, "title": title, "drafted": draft is not None, **more}
    return render(request, "visiting/note.html", {**context, "kept": draft.kept if draft else False})
