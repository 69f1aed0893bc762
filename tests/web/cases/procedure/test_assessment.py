"""The pages of the assessment: what is typed arrives, what is missing is named, two people sign."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import CaseEntryKind, EmergencyReason, Outcome
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Result
from schutznetz.kernel import audit, clock
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import assessing
from tests.cases.services.conftest import acting
from tests.conftest import NOON, member, sign_in

pytestmark = pytest.mark.usefixtures("inside")

DAY = {"day_0": "20", "day_1": "11", "day_2": "2026"}


@pytest.fixture
def bert(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "bert", Role.CASE_WORKER), Role.CASE_WORKER, "bert")


@pytest.fixture
def case(tannfurt: Network, ctx: Context, anna: User, bert: Context) -> Case:
    opened = services.open_case(
        ctx,
        tannfurt,
        child_name="Mia",
        report="Blaue Flecken",
        lead=anna,
        substitute=User.objects.get(pk=bert.person_id),
    )
    return services.begin_assessment(ctx, opened)


@pytest.fixture
def ready(ctx: Context, case: Case, bert: Context) -> Case:
    return assessing.gather(ctx, case, bert.person_id)


FORMS: dict[str, dict[str, Any]] = {
    "eintrag": {"kind": "fact", "text": "Fleck am Arm", "observation": "own", "source": "family", **DAY},
    "gespraech": {
        "with_whom": "guardian",
        "manner": "telephone",
        "interpreting": "not_needed",
        "text": "Will Hilfe",
        **DAY,
    },
    "besuch": {
        "place": "home",
        "sleeping_place": "yes",
        "examination": "not_needed",
        "child_seen": "on",
        "text": "Kind wach, Wohnung warm",
        "clock_time": "14.30",
        **DAY,
    },
    "entscheidung": {"topic": "history", "answer": "yes", "reasons": "Nichts gefunden"},
    "mensch": {
        "role": "mother",
        "name": "Jana M.",
        **dict.fromkeys(
            ["lives_here", "has_access", "custody", "orders_known", "interpreter", "disability"], "yes"
        ),
    },
}


@pytest.mark.parametrize("step", FORMS)
def test_what_is_typed_stands_on_the_page_of_the_case(
    step: str, client: Client, anna: User, case: Case
) -> None:
    sign_in(client, anna)
    address = f"/tannfurt/faelle/{case.pk}/"

    answer = client.post(f"{address}{step}/", FORMS[step])

    assert answer.headers["Location"] == address
    page = client.get(address).content.decode()
    assert next(FORMS[step][name] for name in ("text", "reasons", "name") if name in FORMS[step]) in page


def test_a_visit_at_which_the_child_was_seen_moves_the_clock(client: Client, anna: User, case: Case) -> None:
    Case.objects.update(reported_at=NOON - timedelta(days=4))  # what was seen before the report says nothing
    sign_in(client, anna)
    client.post(f"/tannfurt/faelle/{case.pk}/besuch/", FORMS["besuch"])
    client.post(f"/tannfurt/faelle/{case.pk}/besuch/", FORMS["besuch"] | {"day_0": "19"})
    seen = Case.objects.get().child_seen_at
    assert seen is not None
    assert seen.isoformat() == "2026-11-20T13:30:00+00:00"


def test_a_statement_says_who_said_it(client: Client, anna: User, case: Case) -> None:
    sign_in(client, anna)
    answer = client.post(f"/tannfurt/faelle/{case.pk}/eintrag/", FORMS["eintrag"] | {"kind": "statement"})
    assert "Bitte angeben, wer das gesagt hat." in answer.content.decode()
    assert not CaseEntry.objects.exists()


def test_what_is_missing_is_named_with_norm_and_help(client: Client, anna: User, case: Case) -> None:
    sign_in(client, anna)
    page = client.get(f"/tannfurt/faelle/{case.pk}/").content.decode()
    assert page.count("<cite>") >= 10
    assert "Das Kind ist noch nicht gesehen oder gehört worden." in page
    assert "Kita oder Tagespflege gefragt" in page


def test_a_disputed_entry_stays_and_is_marked(client: Client, anna: User, ready: Case) -> None:
    sign_in(client, anna)
    fact = CaseEntry.objects.get(kind=CaseEntryKind.FACT)
    said = {"kind": "disputed", "who": "Mutter", "words": "Das stimmt nicht", "submission_key": "a" * 26}

    client.post(f"/tannfurt/faelle/{ready.pk}/bestritten/?stelle={fact.pk}", said)

    page = client.get(f"/tannfurt/faelle/{ready.pk}/verlauf/").content.decode()
    assert "<strong>Bestritten</strong>" in page
    assert "Mutter: Das stimmt nicht" in page
    assert fact.text in page


def test_a_person_is_written_anew_and_stands_there_once(client: Client, anna: User, ready: Case) -> None:
    sign_in(client, anna)
    mother = CasePerson.objects.get(role="mother")

    client.post(f"/tannfurt/faelle/mensch/{mother.pk}/", FORMS["mensch"] | {"name": "Jana Neu"})

    page = client.get(f"/tannfurt/faelle/{ready.pk}/menschen/").content.decode()
    assert "Jana Neu" in page
    assert "Jana M." not in page
    assert client.get(f"/tannfurt/faelle/mensch/{mother.pk}/").status_code == 404  # only the newest


def result_form(case: Case, outcome: Outcome) -> dict[str, Any]:
    said = assessing.assessed(case, outcome)
    day = said.review_on
    words = ("present", "harm", "likelihood", "willing", "able", "help_stand", "outcome", "danger_from")
    texts = ("reasons", "parents", "protective", "child_view", "dissent")
    return {
        **{name: str(getattr(said, name)) for name in (*words, *texts)},
        "dangers": [str(danger) for danger in said.dangers],
        "facts": [str(fact) for fact in said.facts],
        **({"review_on_0": day.day, "review_on_1": day.month, "review_on_2": day.year} if day else {}),
    }


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_result_is_proposed_signed_and_shown_with_its_names(
    outcome: Outcome, client: Client, tannfurt: Network, anna: User, bert: Context, ready: Case
) -> None:
    assessing.protect(ready, NOON)
    sign_in(client, anna)
    client.post(f"/tannfurt/faelle/{ready.pk}/ergebnis/", result_form(ready, outcome))
    result = Result.objects.get()
    seal = {"seal": result.seal}
    assert "So unterschreiben" not in client.get(f"/tannfurt/faelle/ergebnis/{result.pk}/").content.decode()

    for signer in (User.objects.get(pk=bert.person_id), member(tannfurt, "lea", Role.TEAM_LEAD)):
        other = Client()
        sign_in(other, signer)
        other.post(f"/tannfurt/faelle/ergebnis/{result.pk}/", seal)

    page = client.get(f"/tannfurt/faelle/{ready.pk}/").content.decode()
    assert Case.objects.get().outcome == outcome
    assert str(outcome.label) in page
    assert "bert" in page


def test_a_stale_page_signs_nothing_and_says_why(
    client: Client, ctx: Context, tannfurt: Network, anna: User, bert: Context, ready: Case
) -> None:
    sign_in(client, anna)
    client.post(f"/tannfurt/faelle/{ready.pk}/ergebnis/", result_form(ready, Outcome.NONE))
    result = Result.objects.get()
    assessing.protect(ready, NOON)  # something new, while Bert reads
    sign_in(client, User.objects.get(pk=bert.person_id))

    answer = client.post(f"/tannfurt/faelle/ergebnis/{result.pk}/", {"seal": result.seal})

    assert "inzwischen etwas Neues da" in answer.content.decode()
    assert Case.objects.get().outcome == ""
    assert "results.confirm.denied" in [entry.action for entry in audit.trail(tannfurt.pk)]


def test_a_case_with_five_hundred_entries_opens_within_its_budget(
    client: Client, anna: User, ctx: Context, ready: Case, django_assert_max_num_queries: Any
) -> None:
    CaseEntry.objects.bulk_create(
        CaseEntry(
            case=ready,
            author=anna,
            at=NOON,
            entered_at=NOON,
            kind=CaseEntryKind.FACT,
            text=f"Tatsache {number}",
            observation="own",
            source="family",
        )
        for number in range(500)
    )
    sign_in(client, anna)
    client.get(f"/tannfurt/faelle/{ready.pk}/")

    with django_assert_max_num_queries(55):
        page = client.get(f"/tannfurt/faelle/{ready.pk}/").content.decode()

    assert page.count("Tatsache ") >= 45


@pytest.mark.parametrize("page", ["verlauf/", "menschen/"])
def test_in_an_emergency_nothing_is_printed_or_taken_along(
    page: str, client: Client, anna: User, ctx: Context, bert: Context, case: Case, tannfurt: Network
) -> None:
    assessing.visit(ctx, case, bert.person_id)
    emil = member(tannfurt, "emil", Role.INTAKE)
    on_call = acting(tannfurt, emil, Role.INTAKE, "emil")
    reasons = "Die Polizei steht vor der Wohnung und fragt, wer hier wohnen darf."
    services.open_in_emergency(
        replace(on_call, now=clock.now()), case, reason=EmergencyReason.DANGER_NOW, reasons=reasons
    )
    address = f"/tannfurt/faelle/{case.pk}/{page}"
    sign_in(client, anna)
    own = client.get(address).content.decode()
    sign_in(client, emil)
    seen = client.get(address).content.decode()

    assert ("Notzugriff bis" in own, 'sn-no-print"' in own) == (False, False)
    assert ("Notzugriff bis" in seen, 'sn-no-print"' in seen) == (True, True)
    assert "Als PDF" not in seen
    assert page != "verlauf/" or "Als PDF" in own
