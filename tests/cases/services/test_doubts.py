"""A family too close, found by somebody else: nothing is shut before a lead has heard her and decided."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.actions import CaseAction, RecusalAction, ReportAction
from schutznetz.cases.choices import DoubtGround
from schutznetz.cases.conflicts import is_recused
from schutznetz.cases.models import Case, Doubt, Recusal, Result
from schutznetz.cases.queries.gathered import gathered
from schutznetz.cases.queries.secrets import doubts_to_read
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.work.models import Task
from schutznetz.work.queries import my_tasks
from tests import assessing, make
from tests.cases.services.test_secrets import begun, case, settled, town
from tests.cases.services.town import Town
from tests.conftest import member

__all__ = ["begun", "case", "settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")


def doubt(town: Town, case: Case, who: str = "cora", about: str = "anna") -> Doubt:
    return services.raise_doubt(
        town.ctx(who),
        case,
        person_id=town.id(about),
        ground=DoubtGround.MISTRUST,
        reasons="Sie ist mit der Großmutter befreundet.",
    )


def decide(town: Town, raised: Doubt, *, founded: bool, who: str = "lena", **said: Any) -> Doubt:
    return services.decide_doubt(town.ctx(who), raised, founded=founded, decision_why="Abgewogen.", **said)


def waiting(town: Town) -> dict[str, tuple[Any, str]]:
    found = Task.objects.filter(kind__in=["answer_doubt", "decide_doubt", "note_order"], settled_at=None)
    return {task.kind: (task.owner_id, task.line) for task in found}


def test_nothing_is_shut_while_the_lead_has_not_decided(town: Town, case: Case) -> None:
    raised = doubt(town, case)

    assert town.sees("anna", CaseAction.READ, case)
    assert not Recusal.objects.exists()
    assert waiting(town) == {
        "answer_doubt": (town.id("anna"), ""),
        "decide_doubt": (None, Role.TEAM_LEAD),
    }
    with pytest.raises(Conflict, match="schon gemeldet"):
        doubt(town, case, who="bert")
    assert town.sees("anna", RecusalAction.ANSWER, raised)


def test_she_is_heard_before_it_is_decided_or_it_says_why_not(town: Town, case: Case) -> None:
    raised = doubt(town, case)
    for why in ("", "  "):
        with pytest.raises(Conflict, match="noch nichts dazu gesagt") as refused:
            decide(town, raised, founded=True, unheard_why=why)
    assert str(refused.value.norm) == "§ 17 Abs. 1 Satz 1 SGB X"
    assert town.sees("anna", CaseAction.READ, case)

    services.answer_doubt(town.ctx("anna"), raised, answer="Wir grüßen uns, mehr nicht.")
    assert list(waiting(town)) == ["decide_doubt"]
    decide(town, raised, founded=False)

    assert (raised.state, raised.answer, waiting(town)) == ("unfounded", "Wir grüßen uns, mehr nicht.", {})
    assert town.sees("anna", CaseAction.READ, case)
    assert not is_recused(town.id("anna"), case)


@pytest.mark.parametrize("ordered", [True, False])
def test_an_order_shuts_the_family_like_her_own_word(ordered: bool, town: Town, case: Case) -> None:
    if ordered:
        decide(town, doubt(town, case), founded=True, unheard_why="Sie ist krank, es eilt.")
    else:
        services.declare_recusal(town.ctx("anna"), case)

    case.refresh_from_db()
    assert not town.sees("anna", CaseAction.READ, case)
    assert is_recused(town.id("anna"), case)
    assert case.lead_id == town.id("bert")
    assert Task.objects.filter(kind="name_other_hands", about_id=case.pk, settled_at=None).exists()
    with pytest.raises(Conflict, match="zu nahe"):
        services.hand_over_case(
            town.ctx("bert"), case, lead_id=town.id("anna"), substitute_id=town.id("bert")
        )
    told = Task.objects.filter(kind="note_order", owner=town.people["anna"])
    assert [str(task.about_label) for task in told] == ([str(town.network)] if ordered else [])


def test_nobody_decides_about_herself(town: Town, case: Case) -> None:
    raised = doubt(town, case, about="lena")

    with pytest.raises(Denied):
        decide(town, raised, founded=False, unheard_why="Ich weiß es selbst.")
    assert not town.sees("lena", RecusalAction.READ, raised)
    services.answer_doubt(town.ctx("lena"), raised, answer="Nein.")
    with pytest.raises(IntegrityError, match="doubt_decided_by_another"), transaction.atomic():
        Doubt.objects.filter(pk=raised.pk).update(
            state="unfounded", decided_by=town.people["lena"], decided_at=raised.raised_at
        )


def test_about_a_lead_another_lead_is_asked_and_she_herself_is_not(town: Town, case: Case) -> None:
    vera = member(town.network, "vera", Role.TEAM_LEAD)

    raised = doubt(town, case, about="lena")

    asked = Task.objects.get(kind="decide_doubt", settled_at=None)
    assert (asked.owner_id, asked.line) == (vera.pk, "")
    assert not Task.objects.filter(kind="name_lead").exists()
    town.people["vera"], town.roles["vera"] = vera, Role.TEAM_LEAD
    assert decide(town, raised, founded=True, who="vera", unheard_why="Sie ist krank.").state == "ordered"


@pytest.mark.parametrize("why", ["about the only lead", "the only lead gives way"])
def test_where_no_lead_decides_the_office_is_asked_to_name_one(why: str, town: Town, case: Case) -> None:
    """§ 17 Abs. 1 SGB X: the head of the office decides, or whom she charges with it."""
    if why == "about the only lead":
        raised = doubt(town, case, about="lena")
    else:
        services.declare_recusal(town.ctx("lena"), case)
        raised = doubt(town, case)

    asked = Task.objects.get(kind="name_lead", settled_at=None)
    assert (asked.line, asked.about_label) == (Role.ADMINISTRATOR, str(town.network))

    town.people["vera"], town.roles["vera"] = member(town.network, "vera", Role.TEAM_LEAD), Role.TEAM_LEAD
    waiting = {row.kind for row in my_tasks(town.ctx("vera")).rows}
    decide(town, raised, founded=False, who="vera", unheard_why="Eilt.")

    assert "decide_doubt" in waiting
    asked.refresh_from_db()
    assert asked.settled_at


def test_only_a_lead_decides_and_only_she_herself_answers(town: Town, case: Case) -> None:
    raised = doubt(town, case)

    for name in ("bert", "cora", "emil", "paul"):
        with pytest.raises(Denied):
            decide(town, raised, founded=True, unheard_why="x", who=name)
        with pytest.raises(Denied):
            services.answer_doubt(town.ctx(name), raised, answer="x")


@pytest.mark.parametrize(
    ("who", "about", "refused", "words"),
    [
        ("cora", "cora", Conflict, "Für sich selbst"),
        ("cora", "paul", Conflict, "arbeitet nicht im Jugendamt"),
        ("dora", "anna", Denied, "denied"),
        ("paul", "anna", Denied, "denied"),
    ],
)
def test_a_doubt_comes_from_who_works_there_about_who_works_there(
    who: str, about: str, refused: type[Exception], words: str, town: Town, case: Case
) -> None:
    with pytest.raises(refused, match=words):
        doubt(town, case, who=who, about=about)


def test_her_own_word_ends_the_doubt(town: Town, case: Case) -> None:
    raised, other = doubt(town, case), doubt(town, case, about="bert")

    services.declare_recusal(town.ctx("anna"), case)

    raised.refresh_from_db()
    other.refresh_from_db()
    assert (raised.state, other.state) == ("declared", "raised")
    with pytest.raises(Denied):
        decide(town, raised, founded=True, unheard_why="x")
    with pytest.raises(Conflict, match="zu nahe"):
        doubt(town, case, who="bert")


def test_before_there_is_a_case_the_report_is_shut_and_what_comes_of_it(town: Town) -> None:
    report = make.report(town.ctx("emil"), town.network, children=["Mia"])
    services.take_report(town.ctx("emil"), report)
    said: dict[str, Any] = {"ground": DoubtGround.RELATIVE, "reasons": "Ihre Nichte."}
    raised = services.raise_doubt_on_report(town.ctx("lena"), report, person_id=town.id("emil"), **said)
    with pytest.raises(Denied):
        services.raise_doubt_on_report(town.ctx("paul"), report, person_id=town.id("emil"), **said)

    decide(town, raised, founded=True, unheard_why="Nicht erreichbar.")

    report.refresh_from_db()
    assert not town.sees("emil", ReportAction.READ, report)
    assert report.responsible_id != town.id("emil")


def test_it_is_no_news_about_the_child(town: Town, case: Case) -> None:
    """A signature under a result stays what it was: nothing was learnt about the family."""
    services.add_entry(town.ctx("anna"), case, facts=assessing.entry(town.ctx("anna").now))
    before = seal(case)

    doubt(town, case)

    assert seal(case) == before


def seal(case: Case) -> list[str]:
    return gathered(case, besides=Result)


def test_leads_alone_read_what_was_said_of_others(town: Town, case: Case) -> None:
    about_anna, about_lena = doubt(town, case), doubt(town, case, about="lena")

    assert doubts_to_read(town.ctx("lena"), case) == [about_anna]
    assert doubts_to_read(town.ctx("cora"), case) == []
    town.people["vera"], town.roles["vera"] = member(town.network, "vera", Role.TEAM_LEAD), Role.TEAM_LEAD
    assert set(doubts_to_read(town.ctx("vera"), case)) == {about_anna, about_lena}
