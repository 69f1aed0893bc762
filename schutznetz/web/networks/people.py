"""The administrator's pages: who has access, proposals for two people, invitations, settings."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.kernel import policy
from schutznetz.kernel.machine import Conflict
from schutznetz.networks import queries, services
from schutznetz.networks.actions import NetworkAction, PeopleAction
from schutznetz.networks.models import Assignment, Network, Organisation, Proposal
from schutznetz.networks.values import Seat
from schutznetz.web.accounts.forms import NewPassword
from schutznetz.web.networks.forms import JoinForm, OfficeForm, ProposalForm, SettingsForm, named
from schutznetz.web.networks.steps import act_or_say, step
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def index(request: Request, network: Network) -> HttpResponse:
    context = {
        "rows": queries.people(request.ctx),
        "proposals": queries.open_proposals(request.ctx),
        "may_propose": policy.granted(PeopleAction.PROPOSE, request.ctx.role),
        "may_join": policy.granted(PeopleAction.JOIN_ACCOUNTS, request.ctx.role),
    }
    return render(request, "networks/people.html", context)


def proposals(request: Request, network: Network) -> HttpResponse:
    return render(request, "networks/proposals.html", {"proposals": queries.open_proposals(request.ctx)})


def propose(request: Request, network: Network) -> HttpResponse:
    everything = policy.rows(request.ctx, NetworkAction.READ_CONTACTS, Organisation).order_by("name", "pk")
    form = ProposalForm(
        posted(request),
        organisations=named(list(everything[:500])),
        units=named(queries.units()),
    )
    return step(
        request,
        form,
        lambda: services.propose_assignment(request.ctx, network, person=form.person(), seat=form.seat()),
        to=f"/{network.slug}/personen/",
        title=_("Zugang beantragen"),
        text=_("Der Zugang entsteht erst, wenn eine zweite Person genau diesen Antrag bestätigt."),
        label=_("Beantragen"),
        said=_("Der Antrag wartet auf die zweite Person."),
    )


def proposal(request: Request, found: Proposal) -> HttpResponse:
    seat = Seat.unpacked(found.content["seat"]) if "seat" in found.content else None
    context: dict[str, Any] = {
        "proposal": found,
        "seat": seat,
        "place": queries.place_of(seat) if seat else "",
        "digest": queries.digest(found),
        "changes": _changes(request, found) if seat is None else [],
        "may_decide": policy.may(request.ctx, PeopleAction.DECIDE, found),
        "may_invite": policy.may(request.ctx, PeopleAction.INVITE, found),
    }
    return render(request, "networks/proposal.html", context)


def _changes(request: Request, found: Proposal) -> list[tuple[Any, str, str]]:
    """Return what new settings would change: field, now, then."""
    fields = SettingsForm(initial={}).fields
    return [
        (fields[name].label, str(getattr(request.network, name)), str(value))
        for name, value in found.content.items()
        if name in fields
    ]


def decide(request: Request, found: Proposal) -> HttpResponse:
    approve = request.POST.get("answer") == "approve"
    return act_or_say(
        request,
        lambda: services.decide(request.ctx, found, approve=approve, seen=request.POST.get("seen", "")),
        to=f"/{request.network.slug}/personen/antraege/",
        said=_("Bestätigt.") if approve else _("Abgelehnt."),
    )


def invite(request: Request, found: Proposal) -> HttpResponse:
    """Make a one-time link and show it this one time."""
    home = f"/{request.network.slug}/personen/antraege/{found.pk}/"
    if request.method != "POST":
        return redirect(home)
    try:
        secret = services.invite(request.ctx, found)
    except Conflict as conflict:
        messages.error(request, _(str(conflict)))
        return redirect(home)
    link = request.build_absolute_uri(f"/{request.network.slug}/einladung/{secret}/")
    return render(request, "networks/invitation.html", {"link": link, "proposal": found})


def accept(request: Request, network: Network) -> HttpResponse:
    """The invited person's page: a password of her own, then on to the second factor."""
    secret = request.resolver_match.kwargs["key"] if request.resolver_match else ""
    known = request.ctx.actor_id is not None
    form = NewPassword(request.POST or None)  # as typed, every sign: signing in asks for it as typed, too
    if request.method == "POST" and (known or form.is_valid()):
        password = "" if known else form.cleaned_data["password"]
        try:
            services.accept_invitation(request.ctx, network, secret=secret, password=password)
        except Conflict as conflict:
            form.add_error(None, _(str(conflict)))
        else:
            messages.success(request, _("Ihr Zugang ist eingerichtet. Bitte melden Sie sich jetzt an."))
            return redirect("accounts:choose" if known else "account_login")
    return render(request, "networks/accept.html", {"form": form, "known": known})


def end(request: Request, assignment: Assignment) -> HttpResponse:
    return _after(
        request, lambda: services.end_assignment(request.ctx, assignment), _("Der Zugang ist beendet.")
    )


def lock(request: Request, assignment: Assignment) -> HttpResponse:
    return _after(
        request,
        lambda: services.lock(request.ctx, assignment),
        _("Die Person ist gesperrt und überall abgemeldet."),
    )


def unlock(request: Request, assignment: Assignment) -> HttpResponse:
    return _after(
        request, lambda: services.lift_lock(request.ctx, assignment), _("Die Sperre ist aufgehoben.")
    )


def recover(request: Request, assignment: Assignment) -> HttpResponse:
    return _after(
        request,
        lambda: services.propose_recovery(request.ctx, assignment),
        _("Der Antrag wartet auf die zweite Person."),
    )


def join(request: Request, assignment: Assignment) -> HttpResponse:
    form = JoinForm(posted(request), accounts=queries.other_accounts(assignment))
    return step(
        request,
        form,
        lambda: services.join_accounts(request.ctx, assignment, other_id=form.other_id_chosen()),
        to=f"/{request.network.slug}/personen/",
        title=_("Zweites Konto desselben Menschen"),
        text=_("Beide Konten gelten ab sofort als ein Mensch: Wo zwei gebraucht werden, zählen sie einmal."),
        label=_("Als einen Menschen führen"),
        said=_("Die Konten gelten als ein Mensch."),
    )


def part(request: Request, assignment: Assignment) -> HttpResponse:
    return _after(
        request,
        lambda: services.propose_parting(request.ctx, assignment),
        _("Der Antrag wartet auf die zweite Person."),
    )


def _after(request: Request, act: Any, said: str) -> HttpResponse:
    return act_or_say(request, act, to=f"/{request.network.slug}/personen/", said=said)


def settings(request: Request, network: Network) -> HttpResponse:
    context = {
        "may_propose": policy.granted(PeopleAction.PROPOSE_SETTINGS, request.ctx.role),
        "may_office": policy.granted(NetworkAction.CHANGE_OFFICE, request.ctx.role),
    }
    return render(request, "networks/settings.html", context)


def propose_settings(request: Request, network: Network) -> HttpResponse:
    initial = {name: getattr(network, name) for name in SettingsForm.base_fields}
    form = SettingsForm(posted(request), initial=initial)
    return step(
        request,
        form,
        lambda: services.propose_settings(request.ctx, network, settings=form.cleaned_data),
        to=f"/{network.slug}/einstellungen/",
        title=_("Einstellungen ändern"),
        text=_("Die Änderung gilt, sobald eine zweite Person sie bestätigt hat."),
        label=_("Beantragen"),
        said=_("Der Antrag wartet auf die zweite Person."),
    )


def change_office(request: Request, network: Network) -> HttpResponse:
    names = ("name", "address", "hours", "phone", "email")
    form = OfficeForm(posted(request), initial={n: getattr(network, f"office_{n}") for n in names})
    return step(
        request,
        form,
        lambda: services.change_office(request.ctx, network, **form.cleaned_data),
        to=f"/{network.slug}/einstellungen/",
        title=_("Koordinierungsstelle"),
        said=_("Die Angaben sind gespeichert."),
    )
