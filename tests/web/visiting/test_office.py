"""The pages of the office: a pin, proofs, what bridges a wait, the gap of a plan, hours, the evaluation."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.files.spreadsheets import as_csv
from schutznetz.kernel.context import Context
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.models import Network
from schutznetz.visiting import services
from schutznetz.visiting.choices import Contract, MeanwhileKind, Tallied, VisitingState, VisitUrgency
from schutznetz.visiting.models import (
    FamilyMidwife,
    Meanwhile,
    MidwifeProof,
    PlacingPlan,
    VisitRequest,
    VisitTally,
)
from tests.conftest import NOON, sign_in
from tests.visiting.conftest import ENTRY, HOUSEHOLD, WISH, asks, hanna, hers, ines, names_all, other
from tests.visiting.test_work import VISIT
from tests.web.visiting.test_views import HOME, MOST_QUERIES, desk, work_out

__all__ = ["desk", "hanna", "hers", "ines", "other"]
TODAY = NOON.date()


def parts(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


def typed_day(name: str, day: date) -> dict[str, str]:
    return {f"{name}_{number}": part for number, part in enumerate(parts(day))}


def test_a_family_is_pinned_on_its_page_and_the_new_plan_says_so(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife, other: FamilyMidwife
) -> None:
    request = asks(clara, tannfurt)
    barred = services.change_midwife(clara, hers, entry=replace(ENTRY, weekly_minutes=60))
    plan = services.plan(clara, tannfurt)
    work_out(clara, plan)
    address = f"{HOME}plan/{plan.pk}/festlegen/?familie={request.pk}"
    page = desk.get(address).content.decode()
    typed = {"place": "waits", "submission_key": new_key()}

    first, again = desk.post(address, typed), desk.post(address, typed)
    anew = PlacingPlan.objects.exclude(pk=plan.pk).get()
    work_out(clara, anew)
    after = desk.get(f"{HOME}plan/{anew.pk}/").content.decode()

    assert "Ihre Stunden reichen dafür nicht." in page
    assert f'value="{barred.pk}"' not in page
    assert first["Location"] == again["Location"] == f"{HOME}plan/{anew.pk}/"
    assert "1 Familie ist festgelegt." in after
    assert "So festgelegt." in after
    assert "Dort reichen in diesem Vorschlag die Stunden nicht." not in after  # that was not why
    assert f"Familie {request.family.reference} wartet weiter" in after
    forbidden = {"place": str(barred.pk), "submission_key": new_key()}
    assert desk.post(address, forbidden).status_code == 200
    assert PlacingPlan.objects.count() == 2


@pytest.mark.parametrize("familie", ["", "x", "6dd6b5ae-0f7c-4a0c-9a08-9d0ad2a36e5e"])
def test_who_does_not_wait_has_no_page_to_be_pinned(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife, familie: str
) -> None:
    asks(clara, tannfurt)
    plan = services.plan(clara, tannfurt)
    work_out(clara, plan)

    assert desk.get(f"{HOME}plan/{plan.pk}/festlegen/?familie={familie}").status_code == 404


def test_the_gap_of_a_plan_and_who_stays_without_and_why_are_shown(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife
) -> None:
    """A plan that is not proven says by how much it could be too dear; who waits stands first, with rules."""
    barred = asks(clara, tannfurt, replace(WISH, topics=["preterm"], urgency=VisitUrgency.URGENT))
    placed = asks(clara, tannfurt)
    plan = services.plan(clara, tannfurt)
    work_out(clara, plan)
    plan.refresh_from_db()
    for found in plan.proposals.values():
        found |= {"proven": False, "points": 1017, "bound": 1000}
    plan.save(update_fields=["proposals"])

    page = desk.get(f"{HOME}plan/{plan.pk}/").content.decode()

    assert "höchstens 1,7 %" in page
    assert "bewiesen der beste" not in page
    assert "Nach den Regeln kommt niemand infrage." in page
    assert "1 × Ihr fehlt ein Schwerpunkt, den die Familie braucht." in page
    waits, helped = (page.index(f"Familie {each.family.reference} ") for each in (barred, placed))
    assert waits < helped
    assert page.index("wartet weiter") < page.index("zu hanna")
    assert f"Vorher dran ist Familie {placed.family.reference} bei hanna" in page


def test_a_proof_is_noted_and_noted_anew(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife
) -> None:
    services.change_midwife(clara, hers, entry=replace(ENTRY, contract=Contract.FREELANCE))
    MidwifeProof.objects.all().delete()
    page = desk.get(f"{HOME}register/{hers.pk}/").content.decode()
    seen = {"kind": "liability", "submission_key": new_key()}
    seen |= typed_day("seen_on", TODAY) | typed_day("counts_until", TODAY + timedelta(days=10))

    desk.post(f"{HOME}register/{hers.pk}/nachweis/", seen)
    proof = MidwifeProof.objects.get()
    again = {"submission_key": new_key()} | typed_day("seen_on", TODAY)
    desk.post(f"{HOME}nachweise/{proof.pk}/", again)

    assert page.count("Noch nicht gesehen") == 4
    assert (proof.kind.value, proof.counts_until) == ("liability", TODAY + timedelta(days=10))
    assert MidwifeProof.objects.get().counts_until is None
    assert "Noch nicht gesehen:" in desk.get(f"{HOME}register/").content.decode()


def test_a_wait_is_bridged_on_the_list(desk: Client, tannfurt: Network, inside: None, clara: Context) -> None:
    request = asks(clara, tannfurt)
    typed = {"kind": "calls", "offer": "", "words": "Montags", "submission_key": new_key()}

    desk.post(f"{HOME}{request.pk}/ueberbruecken/", typed)
    bridge = Meanwhile.objects.get()
    answer = {"answer": "accepted", "submission_key": new_key()}
    desk.post(f"{HOME}ueberbruecken/{bridge.pk}/", answer)

    page = desk.get(HOME).content.decode()
    assert "regelmäßige Anrufe der Koordination (angenommen)" in page
    assert "Montags" not in page
    assert "Montags" in desk.get(f"{HOME}{request.pk}/ueberbruecken/").content.decode()
    assert desk.get(f"{HOME}ueberbruecken/{bridge.pk}/").status_code == 404


def test_the_hours_of_a_month_leave_as_a_file_without_a_family(
    desk: Client, tannfurt: Network, inside: None, clara: Context, hanna: Context, hers: FamilyMidwife
) -> None:
    request = services.place(clara, asks(clara, tannfurt), midwife_id=str(hers.pk))
    services.note_contact(hanna, request, noted=VISIT)
    User.objects.filter(pk=hers.user_id).update(first_name="=1+1", last_name="")

    page = desk.get(f"{HOME}stunden/").content.decode()
    file = desk.get(f"{HOME}stunden/datei/?monat={TODAY:%Y-%m}")

    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1].endswith(f";{TODAY:%d.%m.%Y};1;60;20;12")
    assert lines[1].startswith("'=1+1")
    for text in (page, file.content.decode()):
        assert request.family.reference not in text
        assert HOUSEHOLD.name not in text
        assert VISIT.note not in text
    assert "familie" not in file["Content-Disposition"]
    book = as_csv(desk.get(f"{HOME}stunden/tabelle/").content).decode().splitlines()
    assert book[1] == f"=1+1;angestellt;{TODAY};1;60;20;12"  # a text stays a text there
    assert desk.get(f"{HOME}stunden/?monat=2020-01").status_code == 200


def test_nobody_else_sees_hours_or_the_evaluation(
    client: Client, tannfurt: Network, inside: None, clara: Context, hers: FamilyMidwife
) -> None:
    sign_in(client, hers.user)

    pages = ("stunden/", "stunden/datei/", "stunden/tabelle/", "auswertung/")

    assert [client.get(f"{HOME}{page}").status_code for page in pages] == [404] * 4


def test_the_evaluation_shows_a_dash_for_few(desk: Client, tannfurt: Network, inside: None) -> None:
    last = TODAY.year - 1
    for measure, value, count in (
        (Tallied.HELP, "", 20),
        (Tallied.END, "planned", 18),
        (Tallied.END, "moved", 2),
        (Tallied.SHEETS, "", 15),
        (Tallied.AT_START, "alone", 10),
    ):
        VisitTally.objects.create(year=last, measure=measure, value=value, count=count)

    empty = desk.get(f"{HOME}auswertung/?jahr=1").content.decode()

    assert "20" in empty
    assert "–" in empty
    assert "mit dem Kind allein" in empty
    assert ">2<" not in empty


@pytest.mark.parametrize("path", ["", "register/", "entry", "bridging", "pinning", "stunden/", "auswertung/"])
def test_a_page_of_the_office_asks_the_same_however_many_there_are(
    desk: Client,
    tannfurt: Network,
    inside: None,
    clara: Context,
    hanna: Context,
    hers: FamilyMidwife,
    other: FamilyMidwife,
    django_assert_max_num_queries: Any,
    path: str,
) -> None:
    requests = [asks(clara, tannfurt) for _ in range(6)]
    for request in requests[:4]:
        services.offer_meanwhile(clara, request, kind=MeanwhileKind.CALLS)
    early = replace(clara, now=clara.now - timedelta(days=9))
    names_all(early, requests[5].family)
    services.place(early, requests[5], midwife_id=str(hers.pk), why="eilt")
    for days in range(5):
        services.note_contact(hanna, requests[5], noted=replace(VISIT, on=TODAY - timedelta(days=days)))
    plan = services.plan(clara, tannfurt)
    work_out(clara, plan)
    waits = VisitRequest.objects.filter(state=VisitingState.WAITING).first()
    assert waits
    pages = {
        "entry": f"register/{hers.pk}/",
        "bridging": f"{waits.pk}/ueberbruecken/",
        "pinning": f"plan/{plan.pk}/festlegen/?familie={waits.pk}",
    }

    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(f"{HOME}{pages.get(path, path)}").status_code == 200
