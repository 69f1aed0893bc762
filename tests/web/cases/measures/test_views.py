"""The pages of measures: what they show, what they cost, what a form does, and what they never show."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schutznetz.cases.models import Case, CourtReferral, SafetyPlan, TakingIntoCare, WatchedItem
from schutznetz.cases.services import measures as services
from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON
from tests.make import sign_in
from tests.screens import Stage, found_stage, measures
from tests.screens.measures import LEAD, WORKER

TODAY = NOON.date()
PLACE = "Bereitschaftspflege Nord"


@pytest.fixture(scope="module")
def opened(lasting: None) -> Stage:
    found = found_stage()
    with clock.frozen(NOON), tenancy.scope(found.network.pk):
        measures.case(found)
    return found


@pytest.fixture
def stage(opened: Stage, db: None) -> Iterator[Stage]:
    """The town in which the case is open already: whoever builds on it finds it as it stands."""
    first = vars(measures.case)["__wrapped__"]

    def found(stage: Stage, build: Callable[[Stage], Any]) -> Any:
        return Case.objects.get() if build is first else build(stage)

    with clock.frozen(NOON), tenancy.scope(opened.network.pk):
        yield Stage(Network.objects.get(), dict(opened.people), found)


def browser(stage: Stage, who: Role = WORKER) -> Client:
    client, assignment = Client(), stage.assignment(who)
    sign_in(client, assignment.user, assignment)
    return client


def day(name: str, days: int = 0) -> dict[str, str]:
    at = TODAY + timedelta(days=days)
    return {f"{name}_0": str(at.day), f"{name}_1": str(at.month), f"{name}_2": str(at.year)}


def text_of(made: bytes) -> str:
    found = pypdfium2.PdfDocument(made)
    assert found.is_tagged()
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in found).split())


BUDGETS: list[tuple[Callable[[Stage], Any], str, int]] = [
    (measures.plan, "schutzplan/", 16),
    (measures.broken, "ueberwacht/", 16),
    (measures.disputed, "gericht/", 16),
    (measures.confined, "inobhutnahme/", 19),
    (measures.closing, "abschluss/", 16),
]


@pytest.mark.parametrize(("build", "where", "most"), BUDGETS, ids=[where for _b, where, _m in BUDGETS])
def test_a_page_costs_few_queries(
    build: Callable[[Stage], Any],
    where: str,
    most: int,
    stage: Stage,
    django_assert_max_num_queries: Any,
) -> None:
    record, client = build(stage), browser(stage)
    client.get("/tannfurt/aufgaben/")

    with django_assert_max_num_queries(most):
        assert client.get(f"/tannfurt/faelle/{where}{record.pk}/").status_code == 200


def test_the_page_of_a_case_costs_the_same_however_much_is_watched(
    stage: Stage, django_assert_max_num_queries: Any
) -> None:
    case = measures.plan(stage).case
    for _number in range(20):
        services.await_finding(stage.ctx(WORKER), case, point=measures.point(stage, until=None))
    client = browser(stage)

    with django_assert_max_num_queries(55):
        page = client.get(f"/tannfurt/faelle/{case.pk}/").content.decode()
    assert page.count("Befund von außen") == 20


def test_a_plan_is_typed_on_one_page_and_printed(stage: Stage) -> None:
    case, client = measures.case(stage), browser(stage)
    people = {"watcher_id_1": stage.user(WORKER).pk, "substitute_id_1": stage.user(Role.INTAKE).pk}
    typed = {
        "goal": "Mia ist sicher.", **day("starts_on"), **day("review_on", 28), **day("ends_on", 28),
        "consent": "agreed", "consent_by": "Mutter", "child_told": "told", "child_view": "Ja",
        "what_1": "Der Vater bleibt weg.", "whose_1": "Vater", "how_1": "Besuch", "otherwise_1": "Gericht",
        **day("until_1", 28), **day("check_on_1", 3), **people,
    }  # fmt: skip
    half = {**typed, "what_2": "Nur halb"}

    refused = client.post(f"/tannfurt/faelle/{case.pk}/schutzplan/", half).content.decode()
    answer = client.post(f"/tannfurt/faelle/{case.pk}/schutzplan/", typed)

    assert "ganz leeren" in refused
    assert answer.headers["Location"] == f"/tannfurt/faelle/{case.pk}/"
    paper = client.get(f"/tannfurt/faelle/schutzplan/{SafetyPlan.objects.get().pk}/pdf/")
    assert paper.headers["Content-Disposition"] == 'attachment; filename="schutzplan.pdf"'
    assert "Der Vater bleibt weg." in text_of(paper.content)
    again = client.get(f"/tannfurt/faelle/{case.pk}/schutzplan/").content.decode()
    assert "Der Vater bleibt weg." in again


def test_the_letter_to_the_court_holds_the_closed_content_and_the_report(stage: Stage) -> None:
    referral = measures.written(stage)

    letter = text_of(browser(stage).get(f"/tannfurt/faelle/gericht/{referral.pk}/pdf/").content)

    parts = (referral.report, referral.need, referral.help_kind, referral.review_results)
    for part in (*parts, *(referral.court or "").splitlines()):
        assert part
        assert part in letter
    assert "§ 50 Abs. 2 SGB VIII" in letter
    assert PLACE not in letter


def test_dispatch_takes_the_proof_and_gives_it_back(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    referral, client = measures.written(stage), browser(stage)
    monkeypatch.setattr("schutznetz.files.uploads.clean", lambda name, body: make.file(name))
    typed = {**day("sent_on"), "sent_time": "12:00", "notice": "told"}
    path = f"/tannfurt/faelle/gericht/{referral.pk}/versand/"

    bare = client.post(path, typed)
    client.post(path, {**typed, "proof": SimpleUploadedFile("n.jpg", b"\xff\xd8\xff")})

    assert bare.status_code == 200
    assert CourtReferral.objects.get().state == "sent"
    proof = client.get(f"/tannfurt/faelle/gericht/{referral.pk}/nachweis/")
    assert proof.content == b"jpeg"
    assert "versandnachweis" in proof.headers["Content-Disposition"]


def test_a_child_is_in_care_with_one_click_and_the_rest_can_follow(stage: Stage) -> None:
    case, client = measures.case(stage), browser(stage)

    answer = client.post(f"/tannfurt/faelle/{case.pk}/inobhutnahme/", {})

    taking = TakingIntoCare.objects.get()
    assert answer.headers["Location"] == f"/tannfurt/faelle/inobhutnahme/{taking.pk}/"
    assert "Es fehlen noch Angaben" in client.get(answer.headers["Location"]).content.decode()
    client.post(
        f"/tannfurt/faelle/inobhutnahme/{taking.pk}/angaben/",
        {"ground": "urgent_danger", "place": PLACE, **day("child_told_on"), "child_told_time": "12:30"},
    )
    taking.refresh_from_db()
    assert (taking.ground, taking.child_told_at) == ("urgent_danger", NOON.replace(hour=11, minute=30))


@pytest.mark.parametrize(("follow_up", "saved"), [("help_plan", 0), ("", 0), ("court", 1)])
def test_an_answer_without_its_consequence_is_not_saved(follow_up: str, saved: int, stage: Stage) -> None:
    taking = services.take_into_care(stage.ctx(WORKER), measures.case(stage))

    browser(stage).post(
        f"/tannfurt/faelle/inobhutnahme/{taking.pk}/antwort/",
        {"whose": "all", "position": "unreachable", "follow_up": follow_up},
    )

    assert taking.answers.count() == saved


@pytest.mark.parametrize("path", ["", "aufgaben/", "dienst/", "faelle/"])
def test_where_a_protected_child_is_stands_in_no_list(path: str, stage: Stage) -> None:
    measures.taken(stage)
    case = Case.objects.get()

    for who in (WORKER, LEAD):
        client = browser(stage, who)
        assert PLACE not in client.get(f"/tannfurt/{path}").content.decode()
        assert PLACE not in client.get(f"/tannfurt/faelle/{case.pk}/").content.decode()


def test_the_place_is_shown_where_it_belongs(stage: Stage) -> None:
    """Negative control of the lists."""
    taking = measures.taken(stage)

    assert PLACE in browser(stage).get(f"/tannfurt/faelle/inobhutnahme/{taking.pk}/").content.decode()


def test_closing_names_each_open_thing_with_the_way_to_it(stage: Stage) -> None:
    path = measures.still_open(stage)
    page = browser(stage).get(path).content.decode()

    assert "Auf ein Hilfeangebot fehlt die Antwort" in page
    assert "/tannfurt/faelle/hilfe/" in page
    assert "Der zweiten Person vorlegen" not in page


def test_the_second_person_closes_and_prints_the_note(stage: Stage) -> None:
    closing = measures.closing(stage)
    lead = browser(stage, LEAD)
    path = f"/tannfurt/faelle/abschluss/{closing.pk}/"
    assert "Fall abschließen" not in browser(stage).get(path).content.decode()  # her own proposal

    lead.post(path, {"seal": closing.seal})

    assert Case.objects.get().state == "closed"
    assert "Die Familienhilfe läuft" in text_of(lead.get(f"{path}pdf/").content)
    assert "In Obhut nehmen" not in lead.get(f"/tannfurt/faelle/{closing.case_id}/").content.decode()


def test_a_case_goes_on_when_the_second_person_says_not_yet(stage: Stage) -> None:
    closing = measures.closing(stage)

    browser(stage, LEAD).post(
        f"/tannfurt/faelle/abschluss/{closing.pk}/noch-nicht/", {"note": "Die Schule fehlt."}
    )

    assert Case.objects.get().state == "monitoring"


def test_a_breach_is_written_down_answered_and_ended(stage: Stage) -> None:
    item, client = measures.item(stage), browser(stage)
    path = f"/tannfurt/faelle/ueberwacht/{item.pk}/"

    client.post(f"{path}kontrolle/", {"finding": "broken", "evidence": "Er war da", **day("next_on", 1)})
    assert "Was folgt darauf?" in client.get(path).content.decode()
    client.post(f"{path}bruch/", {"note": "Polizei gerufen"})
    client.post(f"{path}beenden/", {"note": "Der Vater ist ausgezogen"})

    assert WatchedItem.objects.get(pk=item.pk).state == "done"
