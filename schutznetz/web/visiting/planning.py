"""Plans of who goes where: asked for, looked at with their reasons, and one of the proposals adopted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.models import PlacingPlan
from schutznetz.visiting.placing.problem import Aim
from schutznetz.visiting.placing.reasons import Forbidden, Full, Instead, Jump, Worse
from schutznetz.visiting.queries import FamilyLine, PlanPage
from schutznetz.visiting.services import BROKEN
from schutznetz.web.networks.steps import act_or_say
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, refusal
from schutznetz.web.ui.parts import Tab
from schutznetz.web.visiting.forms import TrialForm
from schutznetz.web.visiting.office_forms import FREE, WAITS, PinForm
from schutznetz.web.visiting.views import barred, in_words

AIMS = {
    Aim.BALANCED: gettext_lazy("Ausgewogen"),
    Aim.NEAR: gettext_lazy("Kurze Wege"),
    Aim.EVEN: gettext_lazy("Gleiche Auslastung"),
}
AT_ONCE = 25
CLOSER = 3  # so many others are named for a family that has somebody
JUMPS = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the families or of a log, for the pager."""

    previous_url: str
    next_url: str
    text: Any = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One family with its reasons in words; without a key where it was only thought of."""

    id: str
    pinned: bool
    reference: str
    midwife: str
    reasons: list[str]


def begin(request: Request, network: Network) -> HttpResponse:
    people = [(str(each.id), each.name) for each in queries.register(request.ctx)]
    form = TrialForm(people, posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        tried = {"leaving": said["leaving"], "more": said["more"] or 0}
        plan = once(request, lambda: services.plan(request.ctx, network, **tried))
        return redirect("visiting:show_plan", network=network.slug, pk=plan)
    context = {"lists": queries.overview(request.ctx, network), "form": form}
    return render(request, "visiting/plan_begin.html", context)


def show(request: Request, plan: PlacingPlan) -> HttpResponse:
    if not plan.proposals:
        return render(request, "visiting/plan_wait.html", {"job": queries.job_of(plan)})
    page = PlanPage(plan)
    chosen = request.GET.get("vorschlag", "")
    aim = Aim(chosen) if chosen in page.proposals else Aim.BALANCED
    typed = request.GET.get("ab", "")[:6]
    start = int(typed) if typed.isdecimal() else 0
    told = [_told(page, each) for each in page.families(aim, start, AT_ONCE + 1)]
    context = {
        "plan": plan,
        "aim": aim.value,
        "before": page.before,
        "open": not plan.adopted and not plan.trial,
        "pins": len(page.pins),
        "lost": page.lost,
        "unasked": page.unasked,
        "tabs": [Tab(AIMS[each], f"?vorschlag={each.value}", current=each is aim) for each in page.proposals],
        "figures": [(AIMS[each.aim], each) for each in page.figures()],
        "families": told[:AT_ONCE],
        "piece": Piece(
            f"?vorschlag={aim.value}&ab={max(0, start - AT_ONCE)}" if start else "",
            f"?vorschlag={aim.value}&ab={start + AT_ONCE}" if len(told) > AT_ONCE else "",
        ),
    }
    return render(request, "visiting/plan.html", context)


def pin(request: Request, plan: PlacingPlan) -> HttpResponse:
    """Decide about one family before the plan does; whom a rule forbids is shown with that rule."""
    asked = queries.waiting_family(request.ctx, request.GET.get("familie", ""))
    if asked is None:
        raise Http404
    which = str(asked.pk)
    possible = queries.possible(request.ctx, asked)
    people = [(each.id, in_words(each)) for each in possible if not each.broken]
    held = plan.pins.get(which, FREE) or WAITS
    form = PinForm(people, posted(request), initial={"place": held})

    def act(place: str) -> PlacingPlan:
        if place == FREE:
            return services.loosen(request.ctx, plan, request_id=which)
        whom = None if place == WAITS else place
        return services.pin(request.ctx, plan, request_id=which, whom=whom)

    if request.method == "POST" and form.is_valid():
        try:
            anew = once(request, lambda: act(form.cleaned_data["place"]))
        except Conflict as conflict:
            form.add_error(None, refusal(conflict))
        else:
            return redirect("visiting:show_plan", network=request.network.slug, pk=anew)
    context = {"plan": plan, "form": form, "asked": asked, "barred": list(barred(possible))}
    return render(request, "visiting/pin.html", context)


def adopt(request: Request, plan: PlacingPlan) -> HttpResponse:
    chosen = request.POST.get("aim", "")
    aim = Aim(chosen) if chosen in plan.proposals else Aim.BALANCED
    return act_or_say(
        request,
        lambda: services.adopt(request.ctx, plan, aim=aim),
        to=f"/{request.network.slug}/familienhebammen/",
        said=_("Der Vorschlag ist übernommen."),
    )


def _told(page: PlanPage, line: FamilyLine) -> Told:
    about = _about_placed(page, line) if line.midwife else _about_waiting(page, line)
    return Told(
        id=line.id if line.reference else "",
        pinned=line.reasons.pinned,
        reference=line.reference or _("nur gedacht"),
        midwife=line.midwife,
        reasons=[str(each) for each in about],
    )


def _about_placed(page: PlanPage, line: FamilyLine) -> Iterator[str]:
    """Say what speaks for her, and why nobody who would be better comes instead."""
    reasons = line.reasons
    yield _("%(kilometres)d km entfernt.") % {"kilometres": round(reasons.kilometres or 0)}
    yield (
        _("Spricht eine Sprache der Familie.") if reasons.common_language else _("Keine gemeinsame Sprache.")
    )
    if reasons.known:
        yield _("Kennt die Familie schon.")
    if reasons.pinned:
        yield _("So festgelegt.")
        return  # whatever would be better for the plan was not to be
    full = [each for each in reasons.others if isinstance(each, Full)]
    yield _("Infrage kommen nach den Regeln: %(count)d. Davon ohne genug freie Stunden: %(full)d.") % {
        "count": reasons.suitable,
        "full": len(full),
    }
    worse = sorted((each for each in reasons.others if isinstance(each, Worse)), key=lambda each: each.points)
    for other in worse[:CLOSER]:
        yield _("%(name)s hätte Platz, aber der Plan wäre schlechter (%(points)d Punkte).") % {
            "name": page.names.get(other.midwife, ""),
            "points": other.points,
        }


def _about_waiting(page: PlanPage, line: FamilyLine) -> Iterator[str]:
    """Say why there is nobody, what would have to give way, and who goes first."""
    reasons = line.reasons
    if reasons.pinned:
        yield _("So festgelegt.")
        return  # it could have had help
    if not reasons.suitable:
        yield _("Nach den Regeln kommt niemand infrage.")
    else:
        yield _(
            "Infrage kommen nach den Regeln: %(count)d. Dort reichen in diesem Vorschlag die Stunden nicht."
        ) % {"count": reasons.suitable}
    for rule, count in line.forbidden:
        yield f"{count} × {_(BROKEN[rule])}"
    if reasons.instead:
        yield _exchange(page, reasons.instead)
    for jump in line.jumps[:JUMPS]:
        yield _jump(page, jump)
    if len(line.jumps) > JUMPS:
        yield _("Weitere Familien, die vorher dran sind: %(count)d.") % {"count": len(line.jumps) - JUMPS}


def _exchange(page: PlanPage, instead: Instead) -> str:
    return _(
        "Ginge am ehesten, wenn dafür Familie %(other)s wartet. Der Plan wäre schlechter (%(points)d Punkte)."
    ) % {
        "other": page.names.get(instead.request, ""),
        "points": instead.points,
    }


def _jump(page: PlanPage, jump: Jump) -> str:
    """Say why a family further behind goes first: the rule, the hours, or what it would cost."""
    because = jump.because
    if isinstance(because, Forbidden):
        why = " ".join(_(BROKEN[rule]) for rule in because.rules)
    elif isinstance(because, Full):
        why = _("Ihre Stunden reichten dann noch nicht.")
    elif isinstance(because, Instead):
        why = _("Umgekehrt wäre der Plan schlechter (%(points)d Punkte).") % {"points": because.points}
    else:
        why = _("So festgelegt.")
    return _("Vorher dran ist Familie %(other)s bei %(name)s: %(why)s") % {
        "other": page.names.get(jump.request, ""),
        "name": page.names.get(because.midwife, ""),
        "why": why,
    }
