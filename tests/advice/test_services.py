"""From the question to the signed result: asked nameless, answered in time, never a report by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from schutznetz.accounts.models import User
from schutznetz.advice import nameless, queries, services
from schutznetz.advice.choices import CLOCKS, KEPT, ConsultationState, ConsultationUrgency, PartKind
from schutznetz.advice.jobs import erase_outlived
from schutznetz.advice.models import Consultant, Consultation, ConsultationCount, ConsultationEntry
from schutznetz.advice.services import NotNameless, Skills, Words
from schutznetz.cases.models import Case, Report
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context, system, visitor
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Letter
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Network, Organisation
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Task
from tests.advice.conftest import QUESTION, SUBJECT
from tests.conftest import NOON, every_role_of, member
from tests.racing import lost

pytestmark = pytest.mark.usefixtures("inside")
NAMED = "Leo kommt seit Wochen ohne Frühstück. Was sagt Frau Sandner dazu?"


def said(text: str) -> Words:
    return Words(text=text)


def confirmed(text: str, *, all_but: int = 0) -> Words:
    found = nameless.find(text)
    marks = [nameless.mark(text, finding) for finding in found]
    return Words(text=text, harmless=marks[all_but:])


def ask(ctx: Context, network: Network, words: Words) -> Consultation:
    return services.ask(ctx, network, subject=SUBJECT, question=words)


def test_a_question_goes_to_who_knows_the_topic_with_a_deputy(
    asked: Consultation, eva: Context, olga: Context
) -> None:
    task = Task.objects.get()

    assert (asked.consultant_id, asked.deputy_id) == (eva.actor_id, olga.actor_id)
    assert (task.owner_id, task.substitute_id) == (eva.actor_id, olga.actor_id)
    assert task.due_at == asked.due_at == NOON + CLOCKS[ConsultationUrgency.DAYS].within


def test_words_that_may_name_somebody_do_not_go_out(
    tannfurt: Network, mira: Context, pool: list[Consultant]
) -> None:
    with pytest.raises(NotNameless):
        ask(mira, tannfurt, said(NAMED))
    assert not Consultation.objects.exists()
    assert not Task.objects.exists()


def test_each_hit_is_confirmed_one_by_one(tannfurt: Network, mira: Context, pool: list[Consultant]) -> None:
    assert len(nameless.find(NAMED)) == 2
    with pytest.raises(NotNameless):
        ask(mira, tannfurt, confirmed(NAMED, all_but=1))

    asked = ask(mira, tannfurt, confirmed(NAMED))

    assert asked.entries.get().confirmed == 2


@pytest.mark.parametrize("changed", [NAMED + " ", NAMED.replace("Wochen", "Tagen"), "x " + NAMED])
def test_a_changed_text_is_asked_anew(
    tannfurt: Network, mira: Context, pool: list[Consultant], changed: str
) -> None:
    marks = confirmed(NAMED).harmless
    with pytest.raises(NotNameless):
        ask(mira, tannfurt, Words(text=changed, harmless=marks))


def test_names_that_the_writer_used_before_are_found(
    tannfurt: Network, mira: Context, pool: list[Consultant]
) -> None:
    text = "Das Kind muller kommt ohne Frühstück"
    ask(mira, tannfurt, said(text))
    with pytest.raises(NotNameless):
        ask(mira, tannfurt, Words(text=text, names=["Lena Müller"]))


@pytest.mark.parametrize("step", ["answer", "sign", "ask_further", "dissent"])
def test_every_text_is_checked(asked: Consultation, eva: Context, mira: Context, step: str) -> None:
    ctx = eva if step in {"answer", "sign"} else mira
    argument = {"answer": "answer", "sign": "result", "ask_further": "question", "dissent": "view"}[step]
    with pytest.raises(NotNameless):
        getattr(services, step)(ctx, asked, **{argument: said(NAMED)})

    asked.refresh_from_db()
    assert asked.state is ConsultationState.ASKED
    assert asked.entries.count() == 1


def test_an_answer_ends_the_clock_and_tells_the_asker_nothing_but_that(
    asked: Consultation, eva: Context, mira: Context
) -> None:
    User.objects.filter(pk=mira.person_id).update(email="mira@kita.example")

    services.answer(eva, asked, answer=said("Sprechen Sie zuerst mit den Eltern."))

    assert Task.objects.get().settled_at == NOON
    assert asked.due_at is None
    assert [letter.notice for letter in Letter.objects.all()] == ["news"]


def test_a_further_question_starts_the_clock_again_once(
    asked: Consultation, eva: Context, mira: Context
) -> None:
    services.answer(eva, asked, answer=said("Sprechen Sie zuerst mit den Eltern."))
    later = replace(mira, now=NOON + timedelta(hours=1))

    services.ask_further(later, asked, question=said("Und wenn die Eltern nicht kommen?"))
    services.ask_further(later, asked, question=said("Das frage ich wegen der Ferien."))

    assert Task.objects.filter(settled_at=None).count() == 1
    assert asked.due_at == later.now + CLOCKS[ConsultationUrgency.DAYS].within


def test_who_does_not_answer_is_followed_by_deputy_and_coordination(
    tannfurt: Network, asked: Consultation, eva: Context, olga: Context, clara: Context
) -> None:
    called = []
    for hours in (0, 24, 36):
        with clock.frozen(NOON + timedelta(hours=hours, minutes=1)):
            escalate_due(system(tannfurt.pk))
        called.append(Escalation.objects.latest("called_at").person_id)

    assert called == [eva.actor_id, olga.actor_id, clara.actor_id]
    assert CLOCKS[ConsultationUrgency.DAYS].coordinator_after < CLOCKS[ConsultationUrgency.DAYS].within


def test_without_a_pool_the_coordination_gets_it_and_assigns_it_unread(
    tannfurt: Network, mira: Context, clara: Context, eva: Context, olga: Context
) -> None:
    asked = ask(mira, tannfurt, said(QUESTION))
    assert asked.consultant_id is None
    with clock.frozen(NOON + timedelta(minutes=1)):
        escalate_due(system(tannfurt.pk))
    assert Escalation.objects.filter(person=clara.actor_id).exists()

    services.assign(clara, asked, consultant_id=eva.person_id, deputy_id=olga.person_id)

    assert Task.objects.get().owner_id == eva.actor_id
    services.answer(eva, asked, answer=said("Sprechen Sie zuerst mit den Eltern."))


def test_other_hands_have_no_more_time_than_the_first(
    tannfurt: Network, asked: Consultation, clara: Context, eva: Context, olga: Context
) -> None:
    with clock.frozen(NOON + timedelta(hours=25)):
        escalate_due(system(tannfurt.pk))
    before = Task.objects.values("due_at", "opened_at", "steps_climbed", "next_step_at").get()
    late = replace(clara, now=NOON + timedelta(hours=26))

    services.assign(late, asked, consultant_id=olga.person_id, deputy_id=eva.person_id)

    assert Task.objects.values(*before).get() == before
    assert Consultation.objects.get().due_at == NOON + CLOCKS[ConsultationUrgency.DAYS].within


def test_an_absent_consultant_is_not_chosen_while_another_is_there(
    tannfurt: Network, mira: Context, pool: list[Consultant], eva: Context, olga: Context
) -> None:
    Absence.objects.create(person_id=eva.actor_id, starts_on=NOON.date(), ends_on=NOON.date())

    assert ask(mira, tannfurt, said(QUESTION)).consultant_id == olga.actor_id


@pytest.mark.parametrize("who", ["same", "asker", "outsider"])
def test_nobody_is_assigned_who_cannot_advise_in_it(
    asked: Consultation, mira: Context, clara: Context, eva: Context, olga: Context, who: str
) -> None:
    every_role_of(User.objects.get(pk=mira.person_id), Role.PARTNER)  # also that of a consultant
    one, why = {
        "same": (olga, services.TWO_PEOPLE),
        "asker": (mira, services.NOT_HERSELF),
        "outsider": (clara, services.NOT_IN_FUNCTION),
    }[who]

    with pytest.raises(Conflict) as refused:
        services.assign(clara, asked, consultant_id=one.person_id, deputy_id=olga.person_id)
    assert refused.value.reason == why


def test_the_database_knows_that_nobody_advises_herself(asked: Consultation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=asked.pk).update(consultant=asked.asked_by_id)


def test_what_was_said_is_final_in_the_database(asked: Consultation) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsultationEntry.objects.update(kind=PartKind.ANSWER)


def test_a_signed_result_ends_the_talk_but_not_the_dissent(
    asked: Consultation, eva: Context, mira: Context
) -> None:
    services.sign(eva, asked, result=said("Es gibt gewichtige Anhaltspunkte. Wir raten zur Mitteilung."))
    with pytest.raises(Denied):
        services.ask_further(mira, asked, question=said("Noch eine Frage?"))

    services.dissent(mira, asked, view=said("Ich sehe die Gefahr anders."))
    services.dissent(eva, asked, view=said("Ich bleibe bei meinem Rat."))

    paper = queries.signed_result(asked)
    assert (paper.signed_by, asked.signed_at) == ("eva", NOON)
    assert len(paper.dissent) == 2


def test_advice_never_becomes_a_report_or_a_case(asked: Consultation, eva: Context, mira: Context) -> None:
    services.answer(eva, asked, answer=said("Das ist akut. Bitte informieren Sie das Jugendamt."))
    services.sign(eva, asked, result=said("Bitte informieren Sie sofort das Jugendamt."))
    services.dissent(mira, asked, view=said("Ich sehe das anders."))

    assert not Report.objects.exists()
    assert not Case.objects.exists()


def test_after_a_year_only_the_count_is_left(tannfurt: Network, asked: Consultation, eva: Context) -> None:
    entry = asked.entries.get()
    for at, left in ((NOON + KEPT - timedelta(minutes=1), 1), (NOON + KEPT, 0)):
        with clock.frozen(at):
            erase_outlived(system(tannfurt.pk))
        assert Consultation.objects.count() == ConsultationEntry.objects.count() == left

    assert not KeyRow.objects.filter(record=entry.pk).exists()
    assert not Task.objects.filter(settled_at=None).exists()
    assert ConsultationCount.objects.get().asked == 1


def test_a_dissent_is_kept_as_long_as_any_other_word(
    tannfurt: Network, asked: Consultation, mira: Context
) -> None:
    late = NOON + KEPT - timedelta(days=1)
    services.dissent(replace(mira, now=late), asked, view=said("Das sehe ich anders."))

    for at, left in ((NOON + KEPT, 1), (late + KEPT, 0)):
        with clock.frozen(at):
            erase_outlived(system(tannfurt.pk))
        assert Consultation.objects.count() == left


def test_answers_are_counted_once_and_by_whether_they_came_in_time(
    tannfurt: Network, mira: Context, eva: Context, asked: Consultation
) -> None:
    late = replace(eva, now=NOON + timedelta(days=3))
    services.answer(late, asked, answer=said("Sprechen Sie mit den Eltern."))
    services.sign(late, asked, result=said("Sprechen Sie mit den Eltern."))
    services.answer(eva, ask(mira, tannfurt, said(QUESTION)), answer=said("Gern."))

    count = ConsultationCount.objects.get()
    assert (count.asked, count.answered, count.in_time) == (2, 2, 1)


def test_no_table_gives_away_what_another_hides(tannfurt: Network, eva: Context) -> None:
    """All tables of a year have one total: where it shows, two gaps and many zeros would tell too much."""
    asked_of = partial(ConsultationCount.objects.create, year=2026, topic="neglect", urgency="days")
    asked_of(age="kita", asked=1)
    asked_of(age="baby", asked=4)

    (year,) = queries.years_of_advice(eva)

    topic, age, urgency, answers = year.tables
    assert [table.total for table in (topic, urgency, answers)] == [5, 5, 5]
    assert age.total is None
    assert {shown for _label, shown in age.rows} == {None}


def test_numbers_are_shown_to_whom_they_concern(mira: Context, clara: Context, asked: Consultation) -> None:
    assert queries.years_of_advice(clara)
    assert queries.years_of_advice(mira) == []


def test_small_numbers_are_not_shown(
    tannfurt: Network, mira: Context, eva: Context, asked: Consultation
) -> None:
    def neglect() -> int | None:
        (year,) = queries.years_of_advice(eva)
        return dict(year.tables[0].rows)[str(SUBJECT.topic.label)]

    assert neglect() is None
    for _number in range(5):
        ask(mira, tannfurt, said(QUESTION))
    assert neglect() == 6


def test_the_pool_takes_only_who_has_the_function_and_each_once(
    tannfurt: Network, clara: Context, mira: Context, eva: Context, pool: list[Consultant]
) -> None:
    for person in (mira, eva):
        with pytest.raises(Conflict):
            services.add_consultant(clara, tannfurt, user_id=person.person_id, skills=Skills())
    with pytest.raises(Conflict):
        services.change_consultant(clara, pool[0], skills=Skills(deputy_id=pool[0].pk))


def test_the_other_town_sees_nothing(erlenstedt: Network, asked: Consultation) -> None:
    with tenancy.scope(erlenstedt.pk):
        assert not Consultation.objects.exists()


def test_everybody_finds_whom_to_call_and_nobodys_name(
    tannfurt: Network, pool: list[Consultant], eva: Context
) -> None:
    house = Organisation.objects.create(name="Beratungsstelle", category="advice_centre", phone="05999 8")
    silent = Organisation.objects.create(name="Ohne Telefon", category="advice_centre")
    Consultant.objects.filter(pk=pool[0].pk).update(organisation=house, hours="Mo 9 bis 12 Uhr")
    Consultant.objects.filter(pk=pool[1].pk).update(organisation=silent)

    anybody = replace(visitor(tannfurt.pk), now=NOON)
    (found,) = queries.advisers(anybody)

    assert (found.name, found.phone, found.hours) == ("Beratungsstelle", "05999 8", ["Mo 9 bis 12 Uhr"])
    assert "eva" not in str(found)
    Consultant.objects.update(accepting=False)
    assert queries.advisers(anybody) == []


STEPS: dict[str, Callable[[Context, Context, Context, Consultation], object]] = {
    "answer": lambda eva, mira, clara, asked: services.answer(eva, asked, answer=said("Ja.")),
    "sign": lambda eva, mira, clara, asked: services.sign(eva, asked, result=said("So.")),
    "ask further": lambda eva, mira, clara, asked: services.ask_further(mira, asked, question=said("Und?")),
}


@pytest.mark.parametrize("step", STEPS)
def test_whoever_is_overtaken_by_the_signature_says_nothing_more(
    step: str, asked: Consultation, eva: Context, mira: Context, clara: Context
) -> None:
    lost(
        asked,
        lambda each: STEPS[step](eva, mira, clara, each),
        lambda each: STEPS["sign"](eva, mira, clara, each),
    )


def test_of_two_who_assign_one_wins(
    asked: Consultation, eva: Context, olga: Context, clara: Context, tannfurt: Network
) -> None:
    iris = member(tannfurt, "iris", Role.ISEF)
    lost(
        asked,
        lambda each: services.assign(clara, each, consultant_id=olga.person_id, deputy_id=eva.person_id),
        lambda each: services.assign(clara, each, consultant_id=eva.person_id, deputy_id=iris.pk),
        words="inzwischen geändert",
    )


def test_a_first_answer_is_counted_once(asked: Consultation, eva: Context, mira: Context) -> None:
    services.answer(eva, asked, answer=said("Sprechen Sie zuerst mit den Eltern."))
    services.answer(eva, asked, answer=said("Und mit dem Kind."))
    services.sign(eva, asked, result=said("So."))

    assert [(row.answered, row.in_time) for row in ConsultationCount.objects.all()] == [(1, 1)]
