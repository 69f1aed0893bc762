"""A long file comes in whole or not at all, lets others write meanwhile, and survives being killed."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, connections, transaction

from prove import ground
from schutznetz.cases.models import Report
from schutznetz.files.tables import Table
from schutznetz.kernel import clock, ids, jobs, tenancy, worker
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.models import Job
from schutznetz.kernel.tenancy import OutOfScope
from schutznetz.networks import services as partner_services
from schutznetz.networks import staging, takeover
from schutznetz.networks.choices import PartnerCategory
from schutznetz.networks.models import Contact, ContactPerson, Network, Organisation, StagedRows
from schutznetz.networks.staging import Piece, Stale
from schutznetz.offers import arrival
from schutznetz.offers import jobs as offer_jobs
from schutznetz.offers import services as offer_services
from schutznetz.offers.models import Offer, OfferImport, OpeningTime, PublishedOffer, SearchEntry
from tests import make

pytestmark = pytest.mark.usefixtures("only_what_is_asked_for")

OFFERS = "Schlüssel;Titel;Anbieter;Thema;Zeiten\n" + "".join(
    f"k{n};Krabbelgruppe {n};Familienbüro;kita;Mo 9:30-11:00\n" for n in range(9)
)
PARTNERS = "Träger;Einrichtung;Art;PLZ;Ansprechperson;Thema;Vertretung\n" + "".join(
    f"Caritas;Kita {n};day_care;01067;Frau {n};Frühe Hilfen;Herr {n}\n" for n in range(9)
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two imports: how a file is asked for, and everything that it brings."""

    ask: Callable[[Context, Network], Any]
    whole: dict[type[Any], int]

    def found(self) -> dict[type[Any], int]:
        return {model: model._default_manager.count() for model in self.whole}

    @property
    def nothing(self) -> dict[type[Any], int]:
        return dict.fromkeys(self.whole, 0)


def offers(ctx: Context, network: Network) -> OfferImport:
    upload = offer_services.upload_file(ctx, network, content=OFFERS.encode())
    worker.run_once()
    upload.refresh_from_db()
    return offer_services.ask_to_take_over(ctx, upload)


def partners(ctx: Context, network: Network) -> Any:
    now = replace(ctx, now=clock.now())  # an old list would be tidied away
    uploaded = partner_services.upload_partners(now, network, content=PARTNERS.encode())
    worker.run_once()
    return partner_services.request_takeover(now, uploaded)


KINDS = {
    "offers": Kind(offers, {Offer: 9, OpeningTime: 9, PublishedOffer: 9, SearchEntry: 9}),
    "partners": Kind(partners, {Organisation: 10, ContactPerson: 18, Contact: 9}),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kind:
    monkeypatch.setattr(arrival, "CHUNK", 2)
    monkeypatch.setattr(takeover, "CHUNK", 2)
    return KINDS[request.param]


@pytest.fixture
def town(transactional_db: None, tannfurt: Network) -> Iterator[Network]:
    with tenancy.scope(tannfurt.pk):
        yield tannfurt


def dying(act: Callable[..., Any], after: int) -> Callable[..., Any]:
    """Return ``act`` so that its process is killed with -9 right after so many calls."""
    calls = iter(range(1, after + 1))

    def call(*args: Any, **kwargs: Any) -> Any:
        result = act(*args, **kwargs)
        if next(calls) == after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return call


def run_and_die(network: Network) -> None:
    def work() -> None:
        with tenancy.scope(network.pk):
            worker.run_once()

    _pid, status = os.waitpid(ground.fork(work), 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def run_again() -> None:
    """Another worker comes when the lease of the dead one is over."""
    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        worker.run_once()


@pytest.mark.parametrize("place", ["_pack", "_enter"])
def test_a_worker_killed_in_the_middle_leaves_nothing_half_visible_and_the_next_one_finishes(
    kind: Kind, place: str, clara: Context, town: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind.ask(clara, town)
    with monkeypatch.context() as patch:
        patch.setattr(staging, place, dying(getattr(staging, place), 3))
        run_and_die(town)
    assert kind.found() == kind.nothing
    assert StagedRows.objects.count() >= 2

    run_again()

    assert kind.found() == kind.whole
    assert not StagedRows.objects.exists()
    assert not jobs.dead()


def test_the_control_that_enters_piece_by_piece_is_caught_half_visible(
    kind: Kind, clara: Context, town: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hastily(upload_id: UUID, pieces: Any, said: Callable[[int], None]) -> None:
        for number, piece in enumerate(pieces):
            with transaction.atomic():
                staging._enter(staging._content(piece), lambda notes: None)
            said(number + 1)

    kind.ask(clara, town)
    with monkeypatch.context() as patch:
        patch.setattr(staging, "stage", hastily)
        patch.setattr(jobs.Progress, "say", dying(jobs.Progress.say, 3))
        run_and_die(town)

    assert kind.found() not in (kind.nothing, kind.whole)


def test_a_report_comes_in_while_a_file_is_worked_out(
    kind: Kind, clara: Context, town: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind.ask(clara, town)
    pack = staging._pack
    inside: list[bool] = []

    def pack_beside(piece: Piece) -> bytes:
        inside.append(report_beside(town))
        return pack(piece)

    monkeypatch.setattr(staging, "_pack", pack_beside)
    worker.run_once()

    assert len(inside) > 3
    assert all(inside)
    assert Report.objects.count() == len(inside)
    assert kind.found() == kind.whole


def test_the_control_that_works_out_in_one_transaction_keeps_reports_out_on_sqlite(
    kind: Kind, clara: Context, town: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        Network.objects.filter(pk=town.pk).update(name="Netzwerk")  # the transaction writes

        assert report_beside(town) is (connection.vendor != "sqlite")


def report_beside(network: Network) -> bool:
    """Submit a report on a connection of its own that has no patience at all."""

    def submit() -> bool:
        if connection.vendor == "sqlite":
            options = {**connection.settings_dict["OPTIONS"], "timeout": 0.05}
            connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}
        try:
            with tenancy.scope(network.pk):
                make.report(visitor(network.pk), network, key=ids.new_id().hex)
        except OperationalError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(submit).result()


def test_what_changed_meanwhile_is_worked_out_anew(
    clara: Context, tannfurt: Network, inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    offers(clara, tannfurt)
    worker.run_once()
    changed = OFFERS.replace("Krabbelgruppe", "Spielgruppe")
    upload = offer_services.upload_file(clara, tannfurt, content=changed.encode())
    worker.run_once()
    upload.refresh_from_db()
    offer_services.ask_to_take_over(clara, upload)
    first = Offer.objects.get(external_key="k1")

    def slowly(ctx: Context, upload: OfferImport) -> None:
        if Offer.objects.get(pk=first.pk).places_free is None:
            offer_services.set_free_places(clara, first, places=3)
        offer_services.take_over(ctx, upload)

    monkeypatch.setattr(offer_jobs, "take_over", slowly)
    worker.run_once()
    job = Job.objects.get(name="offers.import_file", key=str(upload.pk))
    assert (job.error, Offer.objects.filter(title__startswith="Spiel").count()) == ("Stale", 0)
    run_again()

    renewed = PublishedOffer.objects.get(pk=first.pk)
    assert (renewed.title, renewed.places_free) == ("Spielgruppe 1", 3)
    assert Offer.objects.filter(title__startswith="Spiel").count() == 9


def test_partners_added_by_hand_meanwhile_are_seen(clara: Context, tannfurt: Network, inside: None) -> None:
    plan = takeover.work_out(Table(), clara.now.date())
    notes = next(takeover.pieces(plan)).notes
    takeover.refuse_changed_stock(notes)

    Organisation.objects.create(name="Kita", category=PartnerCategory.DAY_CARE)

    with pytest.raises(Stale):
        takeover.refuse_changed_stock(notes)


def test_rows_of_another_network_are_not_entered(
    tannfurt: Network, erlenstedt: Network, inside: None
) -> None:
    with tenancy.scope(erlenstedt.pk):
        kita = Organisation.objects.create(name="Kita", category=PartnerCategory.DAY_CARE)
    person = ContactPerson(organisation=kita, name="Frau A")

    for stranger in (kita, person):
        with pytest.raises(OutOfScope):
            staging.enter_at_once([Piece([stranger])], lambda notes: None)


def test_sealed_rows_are_not_entered_past_their_seal(inside: None) -> None:
    with pytest.raises(TypeError, match="sealed"):
        staging.enter_at_once([Piece([Job(name="x")])], lambda notes: None)
