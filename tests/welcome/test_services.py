"""From the list to nothing: no letter before the stop list, no second one ever, silence for who declines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.files import documents
from schutznetz.kernel import clock, worker
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.jobs import Progress
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Job, Letter
from schutznetz.kernel.policy import Denied
from schutznetz.law.welcome import AFTER_CLOSING, AT_MOST
from schutznetz.networks.choices import LetterKind, PeriodName
from schutznetz.networks.models import Network, PeriodSetting, PrintedLetter
from schutznetz.welcome import jobs, queries, services
from schutznetz.welcome.choices import LATEST, PAPERS, UNTAKEN, VisitResult, WelcomeTopic
from schutznetz.welcome.models import (
    KnownNewborn,
    LetterBundle,
    NewbornList,
    TopicCount,
    WelcomeCount,
    WelcomeVisit,
)
from schutznetz.work.models import Task
from tests.canaries.crawl import stored
from tests.conftest import NOON
from tests.welcome.conftest import HIDDEN, SANDNER, YILMAZ, Taken, many, read

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def plain_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print what a letter says instead of drawing it: how it looks is shown elsewhere."""

    def printed(template: str, context: dict[str, object]) -> bytes:
        return f"{template} {context['recipients']}".encode()

    monkeypatch.setattr(documents, "pdf", printed)


def families() -> list[str]:
    return sorted(visit.household["family"] for visit in WelcomeVisit.objects.all())


def of(name: str) -> WelcomeVisit:
    return next(visit for visit in WelcomeVisit.objects.all() if visit.household["family"] == name)


def write(clara: Context, newborns: NewbornList, *, offered: int = 0) -> None:
    ordered = services.order_letters(clara, newborns, visits_offered=offered)
    with clock.frozen(clara.now):
        worker.run(Job.objects.get(pk=str(ordered.job)))
    assert Job.objects.get(pk=str(ordered.job)).state == "done"


def paper() -> str:
    return "".join(
        bytes(bundle.content).decode() for bundle in LetterBundle.objects.order_by("made_at", "pk")
    )


def visit_by(clara: Context, wanda: Context, name: str) -> WelcomeVisit:
    return services.arrange(clara, of(name), visitor_id=wanda.person_id, visit_on=TODAY)


# --- the list -----------------------------------------------------------------------------------------
def test_a_list_is_taken_over_once_and_its_rows_are_gone(taken: Taken, clara: Context) -> None:
    newborns = taken(SANDNER, YILMAZ, confirmed=False)

    assert families() == ["Sandner", "Yilmaz"]
    assert NewbornList.objects.get(pk=newborns.pk).arrived is None
    with pytest.raises((Conflict, Denied)):
        services.take_over(clara, newborns)


def test_the_same_list_again_brings_nobody(taken: Taken) -> None:
    taken(SANDNER, YILMAZ)
    taken(SANDNER, YILMAZ.replace("Weg 2", "Allee 9"))

    assert families() == ["Sandner", "Yilmaz"]


def test_half_a_list_is_none(taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_enter", lambda *_: (_ for _ in ()).throw(IntegrityError))

    with pytest.raises(Conflict):
        taken(SANDNER)

    assert (NewbornList.objects.get().state, WelcomeVisit.objects.count()) == ("checked", 0)


def test_who_has_a_block_is_in_no_table(taken: Taken, clara: Context, tannfurt: Network) -> None:
    newborns = taken(HIDDEN, SANDNER)
    write(clara, newborns)

    assert families() == ["Sandner"]
    assert queries.find(clara, tannfurt, name="Geheim") == []
    assert "Geheim" not in paper()
    assert "Sandner" in paper()  # negative control
    assert [row.written for row in WelcomeCount.objects.all()] == [1]


def test_once_a_block_was_named_no_later_list_brings_the_family(taken: Taken) -> None:
    taken(HIDDEN, SANDNER)
    taken(HIDDEN.replace(";ja", ";"), YILMAZ)

    assert families() == ["Sandner", "Yilmaz"]


def test_a_block_that_was_set_later_ends_the_welcome(taken: Taken, clara: Context) -> None:
    """Last month the registry named the family; now it says that nobody may know the address."""
    newborns = taken(SANDNER, YILMAZ)
    write(clara, newborns)

    taken(SANDNER.replace("01.11.2026;", "01.11.2026;ja"))

    assert families() == ["Yilmaz"]
    assert "Sandner" not in paper()


# --- the stop list ------------------------------------------------------------------------------------
def test_nothing_is_printed_before_the_stop_list_is_confirmed(taken: Taken, clara: Context) -> None:
    newborns = taken(SANDNER, confirmed=False)

    with pytest.raises(Denied):
        services.order_letters(clara, newborns, visits_offered=0)
    jobs.make_letters(system(clara.network_id), {"list": str(newborns.pk)}, Progress(newborns.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        NewbornList.objects.update(ordered_at=NOON)

    assert LetterBundle.objects.count() == 0


def test_who_is_on_the_stop_list_is_forgotten_with_the_key(taken: Taken, clara: Context) -> None:
    newborns = taken(SANDNER, YILMAZ, confirmed=False)
    stopped = of("Sandner")
    services.put_on_stop_list(clara, newborns, visit_ids=[stopped.pk])

    services.confirm_stop_list(clara, newborns)

    assert families() == ["Yilmaz"]
    assert not KeyRow.objects.filter(record=stopped.pk).exists()
    taken(SANDNER)
    assert families() == ["Yilmaz"]  # no later list brings the family back


def test_a_slip_of_the_hand_is_taken_back_and_others_stay(taken: Taken, clara: Context) -> None:
    newborns = taken(SANDNER, YILMAZ, confirmed=False)
    services.put_on_stop_list(clara, newborns, visit_ids=[of("Sandner").pk])
    services.put_on_stop_list(clara, newborns, visit_ids=[of("Yilmaz").pk])  # by a page that was open before

    services.take_off_stop_list(clara, newborns, visit_ids=[of("Sandner").pk])
    services.confirm_stop_list(clara, newborns)

    assert families() == ["Sandner"]


# --- the letters --------------------------------------------------------------------------------------
def test_the_oldest_children_are_offered_a_visit_first(taken: Taken, clara: Context) -> None:
    newborns = taken(YILMAZ, SANDNER)

    write(clara, newborns, offered=1)

    made = {bundle.kind: bytes(bundle.content).decode() for bundle in LetterBundle.objects.all()}
    assert "Sandner" in made[LetterKind.WELCOME_VISIT]
    assert "Yilmaz" in made[LetterKind.WELCOME]
    assert PrintedLetter.objects.count() == 2


def test_bundles_hold_everybody_once(taken: Taken, clara: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PER_BUNDLE", 25)
    newborns = taken(*many(60))

    write(clara, newborns, offered=30)

    assert [bundle.count for bundle in LetterBundle.objects.order_by("count")] == [5, 5, 25, 25]
    assert all(paper().count(f"Familie{number:03}'") == 1 for number in range(60))
    assert WelcomeCount.objects.get().written == 60
    with pytest.raises(Conflict):
        services.order_letters(clara, newborns, visits_offered=0)


def test_who_is_stopped_while_letters_are_made_gets_none(taken: Taken, clara: Context) -> None:
    newborns = taken(SANDNER, YILMAZ)
    services.order_letters(clara, newborns, visits_offered=0)
    [waiting] = queries.to_write(newborns)
    services.silence(clara, of("Sandner"))

    with pytest.raises(Conflict):
        services.keep_bundle(
            system(clara.network_id), newborns, kind=waiting.kind, families=waiting.families, pdf=b"x"
        )

    assert LetterBundle.objects.count() == 0
    assert [each.household.family for each in queries.to_write(newborns)[0].families] == ["Yilmaz"]


@pytest.mark.parametrize(("fetched", "again"), [(False, 1), (True, 0)])
def test_letters_with_somebody_who_is_stopped_later_are_gone(
    taken: Taken, clara: Context, fetched: bool, again: int
) -> None:
    """What nobody has fetched is written again without her; what was fetched lies on paper already."""
    newborns = taken(SANDNER, YILMAZ)
    write(clara, newborns)
    if fetched:
        services.fetch_bundle(clara, LetterBundle.objects.get())
    assert queries.is_printed(of("Sandner")) is fetched

    services.silence(clara, of("Sandner"))

    assert LetterBundle.objects.count() == 0
    assert sum(len(each.families) for each in queries.to_write(newborns)) == again
    assert WelcomeCount.objects.get().written == (2 if fetched else 0)


# --- visits -------------------------------------------------------------------------------------------
@pytest.fixture
def written(taken: Taken, clara: Context) -> NewbornList:
    newborns = taken(SANDNER, YILMAZ)
    write(clara, newborns)
    return newborns


def test_who_declines_is_forgotten_and_nobody_is_told(
    written: NewbornList, taken: Taken, clara: Context, wanda: Context
) -> None:
    visit = visit_by(clara, wanda, "Sandner")

    services.note_result(wanda, visit, result=VisitResult.DECLINED)

    assert families() == ["Yilmaz"]
    assert not KeyRow.objects.filter(record=visit.pk).exists()
    assert (Task.objects.count(), Letter.objects.count()) == (0, 0)
    assert WelcomeCount.objects.get().declined == 1
    taken(SANDNER)
    assert families() == ["Yilmaz"]


@pytest.mark.parametrize("result", [VisitResult.VISITED, VisitResult.NOT_MET, VisitResult.MOVED])
def test_a_result_sets_the_day_of_deletion(
    written: NewbornList, clara: Context, wanda: Context, result: VisitResult
) -> None:
    services.note_result(wanda, visit_by(clara, wanda, "Sandner"), result=result)

    visit = of("Sandner")
    assert (visit.state, visit.result, visit.delete_on) == ("closed", result, TODAY + AFTER_CLOSING)
    assert getattr(WelcomeCount.objects.get(), result.value) == 1
    with pytest.raises(Denied):
        services.note_result(wanda, visit, result=VisitResult.VISITED)


def test_topics_are_counted_for_the_year_and_stand_at_no_family(
    written: NewbornList, clara: Context, wanda: Context
) -> None:
    visit = visit_by(clara, wanda, "Sandner")

    with pytest.raises(Conflict, match="nur nach einem Besuch"):
        services.note_result(wanda, visit, result=VisitResult.NOT_MET, topics=[WelcomeTopic.SLEEP])
    services.note_result(
        wanda, visit, result=VisitResult.VISITED, topics=[WelcomeTopic.SLEEP, WelcomeTopic.MONEY]
    )
    services.note_result(
        wanda, visit_by(clara, wanda, "Yilmaz"), result=VisitResult.VISITED, topics=[WelcomeTopic.SLEEP]
    )

    counted = TopicCount.objects.order_by("topic").values_list("year", "topic", "handed_over")
    assert list(counted) == [(2026, "money", 1), (2026, "sleep", 2)]
    assert not any("sleep" in str(value) for value in WelcomeVisit.objects.values_list().first() or ())


def test_few_visits_with_a_topic_are_a_dash(clara: Context, tannfurt: Network) -> None:
    for topic, count in ((WelcomeTopic.SLEEP, 9), (WelcomeTopic.MONEY, 4)):
        TopicCount.objects.create(year=2026, topic=topic, handed_over=count)

    (year,) = queries.topics(clara)

    assert [(row.topic, row.handed_over) for row in year.rows] == [("sleep", 9), ("money", None)]


def test_an_office_may_delete_earlier(taken: Taken, clara: Context, wanda: Context) -> None:
    lead = {"set_by_id": clara.person_id, "set_at": NOON, "reason": "Dienstanweisung"}
    PeriodSetting.objects.create(name=PeriodName.WELCOME_AT_MOST, days=90, **lead)
    PeriodSetting.objects.create(name=PeriodName.WELCOME_CLOSED, days=7, **lead)
    write(clara, taken(SANDNER, YILMAZ))

    assert of("Yilmaz").delete_on == TODAY + timedelta(days=90)
    services.note_result(wanda, visit_by(clara, wanda, "Sandner"), result=VisitResult.VISITED)
    assert of("Sandner").delete_on == TODAY + timedelta(days=7)


def test_a_postponed_visit_waits_for_another_day(
    written: NewbornList, clara: Context, wanda: Context
) -> None:
    services.note_result(wanda, visit_by(clara, wanda, "Sandner"), result=VisitResult.POSTPONED)

    visit = of("Sandner")
    assert (visit.state, visit.visitor_id, visit.visit_on) == ("written", None, None)
    assert WelcomeCount.objects.get().visited == 0


def test_two_results_at_once_count_once(written: NewbornList, clara: Context, wanda: Context) -> None:
    one, other = visit_by(clara, wanda, "Sandner"), of("Sandner")
    services.note_result(wanda, one, result=VisitResult.VISITED)

    for result in (VisitResult.DECLINED, VisitResult.MOVED):
        with pytest.raises((Conflict, Denied)):
            services.note_result(wanda, other, result=result)

    row = WelcomeCount.objects.get()
    assert (row.visited, row.declined, row.moved) == (1, 0, 0)


@pytest.mark.parametrize("days", [-1, 400])
def test_no_visit_in_the_past_or_after_the_deletion(
    written: NewbornList, clara: Context, wanda: Context, days: int
) -> None:
    day = TODAY + timedelta(days=days)
    with pytest.raises(Conflict):
        services.arrange(clara, of("Sandner"), visitor_id=wanda.person_id, visit_on=day)


def test_only_who_visits_is_sent(written: NewbornList, clara: Context) -> None:
    with pytest.raises(Conflict):
        services.arrange(clara, of("Sandner"), visitor_id=clara.person_id, visit_on=TODAY)


def test_tomorrow_the_visitor_sees_nothing(
    written: NewbornList, clara: Context, wanda: Context, tannfurt: Network
) -> None:
    visit_by(clara, wanda, "Sandner")

    assert [each.household.family for each in queries.today(wanda, tannfurt)] == ["Sandner"]
    assert queries.today(replace(wanda, now=NOON + timedelta(days=1)), tannfurt) == []


# --- the end ------------------------------------------------------------------------------------------
def on(days: timedelta, ctx: Context) -> Context:
    return replace(system(ctx.network_id), now=NOON + days)


def test_everything_is_deleted_on_its_day(written: NewbornList, clara: Context, wanda: Context) -> None:
    services.note_result(wanda, visit_by(clara, wanda, "Sandner"), result=VisitResult.VISITED)

    jobs.erase_outlived(on(AFTER_CLOSING - timedelta(days=1), clara))
    assert families() == ["Sandner", "Yilmaz"]
    jobs.erase_outlived(on(AFTER_CLOSING, clara))
    assert (families(), LetterBundle.objects.count()) == (["Yilmaz"], 0)
    jobs.erase_outlived(on(AT_MOST, clara))
    assert (WelcomeVisit.objects.count(), NewbornList.objects.count()) == (0, 0)
    assert KnownNewborn.objects.count() == 4
    jobs.erase_outlived(on(LATEST, clara))
    assert KnownNewborn.objects.count() == 0
    assert WelcomeCount.objects.get().visited == 1  # only the number stays


def test_letters_are_gone_after_two_weeks(written: NewbornList, clara: Context) -> None:
    jobs.erase_outlived(on(PAPERS - timedelta(seconds=1), clara))
    assert LetterBundle.objects.count() == 1
    jobs.erase_outlived(on(PAPERS, clara))

    assert (LetterBundle.objects.count(), families()) == (0, ["Sandner", "Yilmaz"])


def test_a_list_that_nobody_takes_over_is_gone(clara: Context, tannfurt: Network) -> None:
    services.keep_list(clara, tannfurt, arrival=read(SANDNER))

    jobs.erase_outlived(on(UNTAKEN - timedelta(seconds=1), clara))
    assert NewbornList.objects.count() == 1
    jobs.erase_outlived(on(UNTAKEN, clara))

    assert NewbornList.objects.count() == 0


def test_nothing_of_a_family_is_readable_in_the_database(written: NewbornList) -> None:
    assert [table for table, raw in stored() if b"sandner" in raw.lower()] == []
    assert any(b"01067 dresden" in raw.lower() for _table, raw in stored())  # the district, as a control
