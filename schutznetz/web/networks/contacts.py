"""Partners and their contact persons: looking up, adding, naming, and who is away."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.kernel import policy
from schutznetz.networks import queries, services
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.models import Contact, ContactPerson, Network, Organisation
from schutznetz.web.networks.forms import AbsenceOf, ContactForm, OrganisationForm, PartnerSearch, named
from schutznetz.web.networks.steps import act_or_say, step
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted


def index(request: Request, network: Network) -> HttpResponse:
    search = PartnerSearch(request.GET)
    words = search.cleaned_data if search.is_valid() else {"q": "", "art": "", "thema": ""}
    page = queries.partners(
        request.ctx,
        words=words["q"],
        category=words["art"],
        topic=words["thema"],
        after=request.GET.get("nach", ""),
    )
    following = urlencode({**words, "nach": page.after}) if page.after else ""
    can = _rights(request)
    gaps = queries.topics_without_contact(request.ctx) if can["import"] else []
    context = {"search": search, "page": page, "following": following, "can": can, "gaps": gaps}
    return render(request, "networks/contacts.html", context)


def _rights(request: Request) -> dict[str, bool]:
    role = request.ctx.role
    acts = {
        "add": NetworkAction.ADD_ORGANISATION,
        "import": NetworkAction.IMPORT_PARTNERS,
        "mail": NetworkAction.MAIL_PARTNERS,
        "meet": NetworkAction.CALL_MEETING,
        "count": NetworkAction.COUNT_ADVICE,
    }
    return {name: policy.granted(action, role) for name, action in acts.items()}


def detail(request: Request, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "rows": queries.contact_rows(request.ctx, organisation),
        "institutions": organisation.institutions.order_by("name", "pk"),
        "units": organisation.units.order_by("name", "pk"),
        "may_change": policy.may(request.ctx, NetworkAction.CHANGE_ORGANISATION, organisation),
        "may_name": policy.may(request.ctx, NetworkAction.NAME_CONTACT, organisation),
    }
    return render(request, "networks/contact.html", context)


def _parents(request: Request) -> list[tuple[str, str]]:
    everything = policy.rows(request.ctx, NetworkAction.READ_CONTACTS, Organisation)
    return named(list(everything.filter(parent=None).order_by("name", "pk")[:500]))


def add(request: Request, network: Network) -> HttpResponse:
    form = OrganisationForm(posted(request), parents=_parents(request))
    return step(
        request,
        form,
        lambda: services.add_organisation(request.ctx, network, details=form.details()),
        to=f"/{network.slug}/kontakte/",
        title=_("Partner aufnehmen"),
        said=_("Der Partner ist aufgenommen."),
    )


def change(request: Request, organisation: Organisation) -> HttpResponse:
    fields = OrganisationForm.base_fields
    initial = {name: getattr(organisation, name) for name in fields}
    form = OrganisationForm(posted(request), initial=initial, parents=_parents(request))
    return step(
        request,
        form,
        lambda: services.change_organisation(
            request.ctx, organisation, details=form.details(reference=organisation.reference)
        ),
        to=_home(request, organisation),
        title=_("Partner ändern"),
        said=_("Die Angaben sind gespeichert."),
    )


def _home(request: Request, organisation: Organisation) -> str:
    return f"/{request.network.slug}/kontakte/{organisation.pk}/"


def name_contact(request: Request, organisation: Organisation) -> HttpResponse:
    people = [(str(p.pk), p.name) for p in organisation.contact_persons.order_by("name", "pk")]
    form = ContactForm(posted(request), people=people)
    return step(
        request,
        form,
        lambda: _name(request, organisation, form),
        to=_home(request, organisation),
        title=_("Ansprechperson benennen"),
        text=_("Wer bisher für dieses Thema benannt war, ist es bis gestern."),
        said=_("Die Ansprechperson ist benannt."),
    )


def _name(request: Request, organisation: Organisation, form: ContactForm) -> None:
    chosen = form.cleaned_data
    person_id = chosen["person_id"]
    if details := form.new_person():
        person_id = services.add_contact_person(request.ctx, organisation, details=details).pk
    services.name_contact(
        request.ctx,
        organisation,
        topic=chosen["topic"],
        person_id=person_id,
        deputy_id=chosen["deputy_id"],
        valid_to=chosen["valid_to"],
    )


def end(request: Request, contact: Contact) -> HttpResponse:
    return act_or_say(
        request,
        lambda: services.end_contact(request.ctx, contact),
        to=f"/{request.network.slug}/kontakte/{contact.organisation_id}/",
        said=_("Die Benennung ist beendet."),
    )


def away(request: Request, person: ContactPerson) -> HttpResponse:
    form = AbsenceOf(posted(request))
    return step(
        request,
        form,
        lambda: services.report_absence_of(request.ctx, person, **form.cleaned_data),
        to=f"/{request.network.slug}/kontakte/{person.organisation_id}/",
        title=_("Abwesenheit von %(name)s") % {"name": person.name},
        text=_("In dieser Zeit wird die Vertretung genannt. Ein Grund wird nicht gespeichert."),
        said=_("Die Abwesenheit ist eingetragen."),
    )
