"""The coordination's day: mailing lists, meetings and the tally of advice."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.kernel import policy
from schutznetz.networks import queries, services
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import AdviceTopic
from schutznetz.networks.models import ContactPerson, Invitee, Meeting, Network
from schutznetz.web.networks import calendars
from schutznetz.web.networks.forms import MeetingForm, PartnerSearch
from schutznetz.web.networks.steps import act_or_say, step
from schutznetz.web.papers import table
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def mailing(request: Request, network: Network) -> HttpResponse:
    search = PartnerSearch(request.GET)
    people = _chosen(request, search)
    context = {
        "search": search,
        "people": people,
        "addresses": "; ".join(person.email for person in people),
        "query": urlencode({name: request.GET.get(name, "") for name in ("art", "thema")}),
    }
    return render(request, "networks/mailing.html", context)


def _chosen(request: Request, search: PartnerSearch) -> list[ContactPerson]:
    chosen = search.cleaned_data if search.is_valid() else {"art": "", "thema": ""}
    return queries.addresses(request.ctx, category=chosen["art"], topic=chosen["thema"])


def mailing_file(request: Request, network: Network) -> HttpResponse:
    """Give the list as CSV."""
    found = _chosen(request, PartnerSearch(request.GET))
    people = ([person.name, person.organisation.name, person.email] for person in found)
    return table([[_("Name"), _("Einrichtung"), _("E-Mail")], *people], "verteiler.csv")


def meetings(request: Request, network: Network) -> HttpResponse:
    found = policy.rows(request.ctx, NetworkAction.CHANGE_MEETING, Meeting)
    upcoming = found.filter(ends_at__gte=request.ctx.now).order_by("starts_at", "pk")
    past = found.filter(ends_at__lt=request.ctx.now).order_by("-starts_at", "pk")[:20]
    return render(request, "networks/meetings.html", {"upcoming": upcoming, "past": past})


def call(request: Request, network: Network) -> HttpResponse:
    form = MeetingForm(posted(request))
    return step(
        request,
        form,
        lambda: _call(request, network, form),
        to=f"/{network.slug}/treffen/",
        title=_("Zu einem Treffen einladen"),
        text=_("Eingeladene bekommen eine E-Mail ohne Inhalte mit einem Link zum Termin samt Kalenderdatei."),
        label=_("Einladen"),
        said=_("Die Einladungen sind unterwegs."),
    )


def _call(request: Request, network: Network, form: MeetingForm) -> None:
    chosen = form.cleaned_data
    begin, end = form.span()
    invited = queries.addresses(request.ctx, category=chosen["category"], topic=chosen["topic"])
    services.call_meeting(
        request.ctx,
        network,
        title=chosen["title"],
        place=chosen["place"],
        starts_at=begin,
        ends_at=end,
        discreet=chosen["discreet"],
        person_ids=[person.pk for person in invited],
    )


def meeting(request: Request, found: Meeting) -> HttpResponse:
    invitees = found.invitees.select_related("person__organisation").order_by("person__name", "pk")
    return render(request, "networks/meeting.html", {"meeting": found, "invitees": invitees})


def meeting_file(request: Request, found: Meeting) -> HttpResponse:
    return calendars.answer(found, discreet=False)


def cancel(request: Request, found: Meeting) -> HttpResponse:
    return act_or_say(
        request,
        lambda: services.cancel_meeting(request.ctx, found),
        to=f"/{request.network.slug}/treffen/{found.pk}/",
        said=_("Das Treffen ist abgesagt, die Eingeladenen bekommen Bescheid."),
    )


def _invited(request: Request) -> Invitee:
    """Find the invitation that the address names; it opens one date and nothing else."""
    key = request.resolver_match.kwargs["key"] if request.resolver_match else ""
    found = queries.invitee(key)
    if found is None:
        raise Http404
    return found


def date(request: Request, network: Network) -> HttpResponse:
    invitee = _invited(request)
    return render(request, "networks/date.html", {"meeting": invitee.meeting, "key": invitee.key})


def date_file(request: Request, network: Network) -> HttpResponse:
    found = _invited(request).meeting
    return calendars.answer(found, discreet=found.discreet)


def tally(request: Request, network: Network) -> HttpResponse:
    return render(request, "networks/tally.html", {"rows": queries.tally(request.ctx)})


def count(request: Request, network: Network) -> HttpResponse:
    """Take one tap: one more, or the last one back."""
    try:
        topic = AdviceTopic(request.POST.get("topic", ""))
    except ValueError as error:
        raise Http404 from error
    back = bool(request.POST.get("back"))
    act = services.uncount_advice if back else services.count_advice
    return act_or_say(
        request,
        lambda: act(request.ctx, network, topic=topic),
        to=f"/{network.slug}/beratung/",
        said=_("Zurückgenommen.") if back else _("Gezählt: %(topic)s") % {"topic": topic.label},
    )
