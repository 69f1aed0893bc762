"""Offers: what families find, and how providers and the coordination keep them."""

from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from schutznetz.kernel import worker
from schutznetz.kernel.context import PUBLIC
from schutznetz.kernel.models import Job, Letter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Organisation
from schutznetz.offers import services
from schutznetz.offers.choices import Cost, FeedbackKind, Language, OfferCategory, Registration
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer, ProposedChange, PublishedOffer
from tests import make
from tests.screens.stage import Screen, Stage, at, scene

BROKEN = (
    "titel;anbieter;kategorie;plz;ort\n"
    "Krabbelgruppe;Familienbüro;eltern_kind_gruppe;58095;Hagen\n"
    ";Familienbüro;beratung;5809;Hagen\n"
)


@scene
def offers(stage: Stage) -> list[Offer]:
    """Publish a few offers."""
    ctx = stage.ctx(Role.COORDINATOR)
    shared: dict[str, Any] = {"postcode": "58095", "city": "Hagen", "phone": "02331 4711"}
    return [
        make.offer(
            ctx,
            stage.network,
            title="Familienhebammen begleiten Sie zu Hause",
            category=OfferCategory.HEALTH_PROFESSIONAL,
            summary="Eine erfahrene Hebamme kommt zu Ihnen, bis Ihr Kind ein Jahr alt ist.",
            cost=Cost.FREE,
            languages=(Language.GERMAN, Language.TURKISH),
            registration=Registration.REQUIRED,
            age_from=-9,
            age_to=12,
            places_total=8,
            **shared,
        ),
        make.offer(
            ctx,
            stage.network,
            title="Offene Sprechstunde für Eltern von Schreibabys",
            summary="Beratung ohne Termin, auch wenn Sie einfach nur müde sind.",
            age_from=0,
            age_to=36,
            **shared,
        ),
        make.offer(ctx, stage.network, title="Krabbelgruppe am Markt", age_from=6, age_to=18, **shared),
    ]


def offer_page(stage: Stage) -> str:
    return f"/tannfurt/angebote/{offers(stage)[0].pk}/"


def offer_list(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/"


def everywhere(stage: Stage) -> str:
    offers(stage)
    return "/angebote/?q=hebamme"


def find(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/finden/"


def found(stage: Stage) -> str:
    return f"{find(stage)}?alter=6&brauche=rat&sprache=tr&tag=do&kosten=nichts"


def in_arabic(page: Page) -> None:
    """Choose the language at the head of the page, as a family does."""
    page.locator(".sn-languages summary").click()
    page.locator(".sn-languages").get_by_role("button", name="العربية").click()


def office(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/verwalten/"


def entry(stage: Stage) -> str:
    return f"{office(stage)}{Offer.objects.earliest('title').pk}/"


def change(stage: Stage) -> str:
    return f"{entry(stage)}aendern/"


def review(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/bestaetigen/"


def checked_file(stage: Stage) -> str:
    kept = services.upload_file(stage.ctx(Role.COORDINATOR), stage.network, content=BROKEN.encode())
    worker.run(Job.objects.get())
    return f"/tannfurt/angebote/einlesen/{kept.pk}/"


def feedback(stage: Stage) -> str:
    return f"{offer_page(stage)}rueckmeldung/"


def mailed(stage: Stage) -> str:
    asked = offers(stage)[0]
    Offer.objects.filter(pk=asked.pk).update(mail="haus@tannfurt.example")
    asked.refresh_from_db()
    services.ask_by_mail(stage.ctx(Role.COORDINATOR), asked)
    return str(Letter.objects.get().link)


@scene
def watched(stage: Stage) -> ProposedChange:
    """Let a provider propose a change and a trusted one make one, and a family say something."""
    ctx, (first, second, third) = stage.ctx(Role.COORDINATOR), offers(stage)
    house, club = (
        Organisation.objects.create(name=name, category=PartnerCategory.PROVIDER)
        for name in ("Familienhaus am Park", "Verein Kinderwagen")
    )
    services.trust(ctx, club)
    for offer, whose in ((first, house), (second, club)):
        Offer.objects.filter(pk=offer.pk).update(organisation=whose)
        offer.refresh_from_db()
        acting = replace(stage.ctx(Role.PROVIDER), organisation_id=whose.pk)
        services.change_offer(acting, offer, facts=replace(facts_of(offer), age_to=24, phone="02331 4712"))
    visitor = replace(ctx, actor_id=None, role=PUBLIC)
    services.say_wrong(visitor, PublishedOffer.objects.get(pk=third.pk), kind=FeedbackKind.GONE)
    return ProposedChange.objects.get()


def facts_of(offer: Offer) -> OfferFacts:
    return OfferFacts(title=offer.title, provider=offer.provider, category=OfferCategory(offer.category))


def changes(stage: Stage) -> str:
    watched(stage)
    return "/tannfurt/angebote/aenderungen/"


def decide(stage: Stage) -> str:
    return f"/tannfurt/angebote/aenderungen/{watched(stage).pk}/"


def gaps(stage: Stage) -> str:
    offers(stage)
    return "/tannfurt/angebote/luecken/"


OFFICE = Role.COORDINATOR
SCREENS = [
    Screen(name="offers", view="offers:index", build=offer_list),
    Screen(name="offers-nothing", view="offers:index", build=at("/tannfurt/angebote/?q=zzzqqq")),
    Screen(name="offers-everywhere", view="everywhere:index", build=everywhere),
    Screen(name="offer", view="offers:detail", build=offer_page),
    Screen(name="offers-find", view="offers:find", build=find),
    Screen(name="offers-found", view="offers:find", build=found),
    Screen(name="offers-found-arabic", view="offers:find", build=found, walk=in_arabic),
    Screen(name="offer-arabic", view="offers:detail", build=offer_page, walk=in_arabic),
    Screen(name="offers-manage", view="offers:manage", build=office, who=OFFICE),
    Screen(name="offers-entry", view="offers:entry", build=entry, who=OFFICE),
    Screen(name="offers-new", view="offers:add", build=at("/tannfurt/angebote/neu/"), who=OFFICE),
    Screen(name="offers-change", view="offers:change", build=change, who=OFFICE),
    Screen(name="offers-review", view="offers:review", build=review, who=OFFICE),
    Screen(name="offers-import", view="offers:upload", build=at("/tannfurt/angebote/einlesen/"), who=OFFICE),
    Screen(name="offer-feedback", view="offers:feedback", build=feedback),
    Screen(name="offers-answer", view="offers:answer", build=mailed),
    Screen(name="offers-changes", view="offers:changes", build=changes, who=OFFICE),
    Screen(name="offers-decide", view="offers:decide_change", build=decide, who=OFFICE),
    Screen(name="offers-booklet", view="offers:booklet", build=at("/tannfurt/angebote/heft/"), who=OFFICE),
    Screen(name="offers-gaps", view="offers:gaps", build=gaps, who=OFFICE),
    Screen(name="offers-report", view="offers:report", build=checked_file, who=OFFICE),
]
