"""A town of early help in any size: of everything that a page lists there are so many."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from schutznetz.care import services as care
from schutznetz.care.models import ConsentRecipient, Family, Referral
from schutznetz.care.queries import Child, secret_and_code
from schutznetz.care.services import Household
from schutznetz.kernel.context import SYSTEM, Context, visitor
from schutznetz.kernel.jobs import Progress
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import Notice
from schutznetz.networks.choices import LetterKind, PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.offers import services as offers
from schutznetz.offers.choices import FeedbackKind
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer, ProposedChange, PublishedOffer
from schutznetz.visiting import jobs
from schutznetz.visiting import services as visiting
from schutznetz.visiting.choices import ContactKind, MeanwhileKind, ProofKind
from schutznetz.volunteers import services as volunteers
from schutznetz.volunteers.models import Volunteer, Wish
from schutznetz.welcome import services as welcome
from schutznetz.welcome.models import LetterBundle, NewbornList
from tests import make
from tests.care.conftest import AYDIN, GATE, ITEMS, MOTHER, asked, declared
from tests.conftest import NOON, context, member
from tests.visiting.conftest import ENTRY, WISH, names_all, registered
from tests.volunteers.conftest import AGREED, PROFILE, agreed, details
from tests.volunteers.conftest import asked as wished
from tests.welcome.conftest import many, read

TODAY = NOON.date()
ACTING = (
    Role.COORDINATOR,
    Role.PARTNER,
    Role.GUIDE,
    Role.PROVIDER,
    Role.PLANNER,
    Role.VOLUNTEER_COORDINATOR,
    Role.FAMILY_MIDWIFE,
    Role.WELCOME_VISITOR,
)


@dataclass
class Town:
    """One network with a person for each role; ``rows`` are the records whose pages are looked at."""

    network: Network
    people: dict[Role, Context] = field(default_factory=dict)
    rows: defaultdict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, str] = field(default_factory=dict)  # of pages that open by a link, by their name
    _known: dict[tuple[Role, int], Context] = field(default_factory=dict)

    def person(self, role: Role, number: int = 0) -> Context:
        """Somebody with this role; her name holds the network's, for there is one name only once."""
        if (role, number) not in self._known:
            user = member(self.network, f"{self.network.slug}-{role}-{number}", role)
            self._known[role, number] = context(self.network, user, role)
        return self._known[role, number]

    def show(self, *rows: Model) -> None:
        for row in rows:
            self.rows[type(row)].append(row)


def town(network: Network, number: int) -> Town:
    """Of each kind of record there are ``number``, and as many of what belongs to the one that is shown."""
    made = peopled(network)
    families(made, number)
    _offers(made, number)
    return made


def peopled(network: Network) -> Town:
    """A town in which nothing has happened yet."""
    made = Town(network)
    made.people = {role: made.person(role) for role in ACTING}
    return made


def families(made: Town, number: int) -> None:
    """All that early help knows of families: what was consented to, who visits, who wishes, who was born."""
    for grow in (_consented, _visits, _volunteers, _newborns):
        grow(made, number)


def _family(made: Town, name: str) -> Family:
    household = Household(name=name, children=[Child(given="Ada", born=date(2026, 5, 1))])
    return care.open_family(made.people[Role.COORDINATOR], made.network, household=household)


def _consented(made: Town, number: int) -> None:
    clara, mira, slug = made.people[Role.COORDINATOR], made.people[Role.PARTNER], made.network.slug
    shown = care.open_family(clara, made.network, household=AYDIN)
    for each in range(number):
        _family(made, f"Familie {each}")
        said = declared([mira], until=TODAY + timedelta(days=90 + each))
        key = f"{slug}{each}".ljust(26, "k")
        consent = care.note_consent(clara, shown, declared=said, by=MOTHER, key=key)
        referral = care.refer(clara, shown, asked=asked(consent, mira), gate=GATE)
        wish = care.Wish(contact="0151 98765")
        call = care.ask_call(visitor(made.network.pk), made.network, wish=wish, key=key[::-1])
        sent = _sent(made, key[1:] + "z")
        asked_outside = _outside(made, shown, key[2:] + "zz")
    made.show(shown, consent, referral, sent, call, asked_outside)


def _outside(made: Town, family: Family, key: str) -> Referral:
    """Somebody without an account is asked; her link opens a page."""
    clara = made.people[Role.COORDINATOR]
    said = declared([], outside=["Frau Lang, Hebammenpraxis Nord"])
    consent = care.note_consent(clara, family, declared=said, by=MOTHER, key=key)
    named = ConsentRecipient.objects.get(consent=consent)
    wish = care.Asked(recipient_id=named.pk, need="Eine Hebamme", items=ITEMS)
    made.keys["care:outside"], _code = secret_and_code(key[::-1])
    return care.refer(clara, family, asked=wish, gate=GATE, key=key[::-1])


def _sent(made: Town, key: str) -> Referral:
    """Mira sends a family on from her own space."""
    clara = Assignment.objects.get(user=made.people[Role.COORDINATOR].person_id)
    return care.send_in(
        made.people[Role.PARTNER],
        made.network,
        household=AYDIN,
        declared=declared([]),
        by=MOTHER,
        wanted=care.Wanted(need="Jemand, der anruft", recipient_id=clara.pk),
        gate=GATE,
        key=key,
    )


def _visits(made: Town, number: int) -> None:
    clara, hanna = made.people[Role.COORDINATOR], made.people[Role.FAMILY_MIDWIFE]
    entry = replace(ENTRY, weekly_minutes=2400)
    hers = registered(clara, made.network, user_id=hanna.person_id, entry=entry)
    wish = replace(WISH, weekly_minutes=30)
    for each in range(number):
        ines = made.person(Role.FAMILY_MIDWIFE, 1 + each)
        made.person(Role.FAMILY_MIDWIFE, 100 + each)  # who may still be taken into the register
        registered(clara, made.network, user_id=ines.person_id, entry=ENTRY)
        waiting, placed = (
            visiting.request_visits(
                replace(clara, now=asked_at),
                made.network,
                family_id=names_all(clara, _family(made, name)).pk,
                wish=wish,
            )
            for name, asked_at in ((f"Wartet {each}", NOON - timedelta(days=1)), (f"Eilt {each}", NOON))
        )
        visiting.place(clara, placed, midwife_id=str(hers.pk), why="eilt")
    plan = visiting.plan(clara, made.network)
    assert plan.job_id
    system = replace(clara, role=SYSTEM, actor_id=None)
    jobs.work_out(system, {"plan": str(plan.pk)}, Progress(plan.job_id))
    for each in range(number):
        contact = visiting.note_contact(hanna, placed, noted=VISIT)
        goal = visiting.agree_goal(hanna, placed, words=f"Ziel {each}")
        visiting.review(hanna, placed, words=f"Besser {each}", **REVIEWED)
        visiting.offer_meanwhile(clara, waiting, kind=MeanwhileKind.CALLS, words="Jeden Montag")
    for kind in list(ProofKind)[:number]:
        proof = visiting.note_proof(clara, hers, kind=kind, seen_on=TODAY, counts_until=None)
    visiting.note_start(hanna, placed, state=visiting.State())
    made.show(hers, placed, waiting, plan, contact, goal, proof)


REVIEWED: dict[str, date] = {
    "held_on": TODAY,
    "next_on": TODAY + timedelta(days=30),
    "planned_end": TODAY + timedelta(days=60),
}
VISIT = visiting.Noted(on=TODAY, kind=ContactKind.HOME, minutes=60, travel_minutes=20, kilometres=12)


def _volunteers(made: Town, number: int) -> None:
    vera = made.people[Role.VOLUNTEER_COORDINATOR]
    heidi = _volunteer(made, "Heidi", families=number)
    came = [heidi.pk]
    for each in range(number):
        came.append(_volunteer(made, f"Helferin {each}").pk)
        wishes = [_wish(made, f"{name} {each}") for name in ("Okafor", "Neu", "Offen")]
        running = volunteers.propose(vera, wishes[0], volunteer_id=heidi.pk)
        volunteers.note_talks(vera, running, with_volunteer=TALK, with_family=TALK)
        running = volunteers.agree(vera, running, reasons="Beide lesen gern.", agreement=AGREED)
        proposed = volunteers.propose(vera, wishes[1], volunteer_id=came[-1])
        volunteers.hold_group(vera, made.network, on=TODAY - timedelta(days=each), topic="Nähe", came=came)
    for _visit in range(number):
        volunteers.note_visit(vera, running, on=TODAY, minutes=60)
    made.show(heidi, wishes[2], running, proposed)


TALK = volunteers.Talk(on=TODAY, said="Beide möchten es versuchen.")


def _volunteer(made: Town, name: str, families: int = 1) -> Volunteer:
    vera = made.people[Role.VOLUNTEER_COORDINATOR]
    said = details(name=name, profile=replace(PROFILE, families=families))
    volunteer = volunteers.add_volunteer(vera, made.network, details=said)
    volunteers.note_certificate(vera, volunteer, seen_on=TODAY, issued_on=TODAY, relevant_entry=False)
    return volunteers.take_up(vera, Volunteer.objects.get(pk=volunteer.pk))


def _wish(made: Town, name: str) -> Wish:
    clara, vera = made.people[Role.COORDINATOR], made.people[Role.VOLUNTEER_COORDINATOR]
    consent = agreed(clara, _family(made, name), [vera], f"{made.network.slug} {name}".ljust(26, "w"))
    return volunteers.ask(clara, made.network, asked=wished(consent))


def _newborns(made: Town, number: int) -> None:
    """Lists in each of their states, of so many families; some were written to and will be visited."""
    clara, wanda = made.people[Role.COORDINATOR], made.people[Role.WELCOME_VISITOR]

    def kept(name: str) -> NewbornList:
        rows = [row.replace("Familie", name) for row in many(number)]
        return welcome.keep_list(clara, made.network, arrival=read(*rows))

    for each in range(number):
        kept(f"Neu{each}x")
    checked, stopped = kept("Geprüft"), welcome.take_over(clara, kept("Sperrliste"))
    written = welcome.confirm_stop_list(clara, welcome.take_over(clara, kept("Post")))
    said: dict[str, Any] = {"kind": LetterKind.WELCOME_VISIT, "count": 1, "content": b"x", "made_at": NOON}
    for _bundle in range(number):
        bundle = LetterBundle.objects.create(newborns=written, **said)
    written.visits.update(state="written", bundle=bundle, written_on=TODAY, offered=True)
    for visit in written.visits.order_by("pk"):
        welcome.arrange(clara, visit, visitor_id=wanda.person_id, visit_on=TODAY)
    made.show(checked, stopped, written, bundle, visit)


def _offers(made: Town, number: int) -> None:
    """Offers of the office and of providers: some propose a change, some are trusted; families speak up."""
    clara, paula = made.people[Role.COORDINATOR], made.people[Role.PROVIDER]
    shared: dict[str, Any] = {"postcode": "58095", "city": "Hagen", "places_total": 8}
    for each in range(number):
        proposing, trusted = (
            make.offer(clara, made.network, title=f"{name} {each}", **shared) for name in ("Treff", "Rat")
        )
        for offer, name in ((proposing, "Haus"), (trusted, "Verein")):
            house = Organisation.objects.create(name=f"{name} {each}", category=PartnerCategory.PROVIDER)
            if offer is trusted:
                offers.trust(clara, house)
            Offer.objects.filter(pk=offer.pk).update(organisation=house)
            offer.refresh_from_db()
            facts = OfferFacts(title=offer.title, provider=offer.provider, category=offer.category, age_to=24)
            offers.change_offer(replace(paula, organisation_id=house.pk), offer, facts=facts)
        shown = PublishedOffer.objects.get(pk=proposing.pk)
        offers.say_wrong(visitor(made.network.pk), shown, kind=FeedbackKind.GONE)
        file = offers.upload_file(
            clara, made.network, content=b"titel;anbieter\nKrabbelgruppe;Haus\n" * (each + 1)
        )
    _asked_by_mail(made, number)
    made.show(proposing, shown, file, ProposedChange.objects.get(offer=proposing))


def _asked_by_mail(made: Town, number: int) -> None:
    """One mail asks about so many offers of a provider; its link opens a page."""
    clara, slug = made.people[Role.COORDINATOR], made.network.slug
    first, *others = [
        make.offer(clara, made.network, title=f"Post {each}", mail=f"post@{slug}.example")
        for each in range(number)
    ]
    offers.ask_by_mail(clara, first, together=others)
    made.keys["offers:answer"] = Letter.objects.get(notice=Notice.CONFIRMATION_DUE).link.split("/")[-2]
