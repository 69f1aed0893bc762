"""A worry outlives nobody by accident: it is left, taken, held, and a year after the last word it is gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.accounts.models import User
from schutznetz.concerns import queries, services
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.choices import KEPT, WARNED, AgeBand, Indicator, Sign
from schutznetz.concerns.jobs import erase_outlived, warn_of_the_end
from schutznetz.concerns.models import Concern, Entry, Look, Sheet, Takeover
from schutznetz.concerns.services import Seen
from schutznetz.kernel import audit, clock, drafts, policy, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Letter
from schutznetz.kernel.policy import Denied
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Assignment, Lock, Network, Organisation, PrintedLetter
from schutznetz.work.models import Task
from tests import make
from tests.concerns.test_services import SAW
from tests.conftest import NOON

Hire = Callable[..., Context]


@pytest.fixture
def lea(works_at: Hire, kita: Organisation) -> Context:
    """She leads the day-care centre."""
    return works_at("lea", kita, Role.PARTNER_LEAD)


def leaves(ctx: Context) -> None:
    Assignment.objects.filter(user=ctx.person_id).update(ends_on=NOON.date() - timedelta(days=15))


def after(network: Network, span: timedelta) -> int:
    """Let the jobs run that long after noon, and a month before, and return how many worries are left."""
    with clock.frozen(NOON + span - WARNED):
        warn_of_the_end(system(network.pk))
    with clock.frozen(NOON + span):
        erase_outlived(system(network.pk))
    return Concern.objects.count()


# --- whose it is --------------------------------------------------------------------------------------


def test_what_somebody_left_behind_is_seen_without_a_word_of_it(
    mira: Context, concern: Concern, lea: Context
) -> None:
    assert queries.left_behind(lea) == []
    leaves(mira)

    (row,) = queries.left_behind(lea)

    assert (row.id, row.keeper) == (concern.pk, "mira")
    assert "Leo" not in str(row)
    assert queries.concerns(lea, concern.network).rows == []


def test_a_leader_takes_it_and_who_wrote_what_stays(
    mira: Context, concern: Concern, lea: Context, tannfurt: Network
) -> None:
    services.write_down(mira, concern, note=SAW)
    leaves(mira)

    services.take_over(lea, concern)
    services.write_down(lea, concern, note=SAW)

    page = queries.page_of(Concern.objects.get())
    assert (page.author, page.keeper) == ("mira", "lea")
    assert {line.author for line in page.entries} == {"mira", "lea"}
    assert [(each.before_id, each.taken_by_id) for each in page.takeovers] == [
        (mira.person_id, lea.person_id)
    ]
    assert ConcernAction.TAKE_OVER in {entry.action for entry in audit.trail(tannfurt.pk)}
    assert not queries.left_behind(lea)


def test_nobody_takes_what_is_in_hand_or_of_another_house(
    mira: Context, concern: Concern, lea: Context, works_at: Hire
) -> None:
    school = Organisation.objects.create(name="Schule", category="school")
    olga = works_at("olga", school, Role.PARTNER_LEAD)
    alone = works_at("ali", None, Role.PARTNER_LEAD)
    with pytest.raises(Denied):
        services.take_over(lea, concern)
    leaves(mira)

    for stranger in (olga, alone):
        assert queries.left_behind(stranger) == []
        with pytest.raises(Denied):
            services.take_over(stranger, concern)
    services.take_over(lea, concern)  # negative control


def test_who_comes_back_soon_or_begins_tomorrow_has_left_nothing_behind(
    mira: Context, concern: Concern, lea: Context
) -> None:
    seat = Assignment.objects.filter(user=mira.person_id)
    today = NOON.date()
    gap, tomorrow = today - timedelta(days=14), today + timedelta(days=1)

    seat.update(ends_on=gap)
    assert queries.left_behind(lea) == []
    seat.update(starts_on=tomorrow, ends_on=tomorrow)
    assert queries.left_behind(lea) == []
    seat.update(starts_on=gap - timedelta(days=1), ends_on=gap - timedelta(days=1))
    assert len(queries.left_behind(lea)) == 1


def test_of_two_leaders_one_gets_it(mira: Context, concern: Concern, lea: Context, works_at: Hire) -> None:
    leaves(mira)
    other = works_at("lars", None, Role.PARTNER_LEAD)
    Assignment.objects.filter(user=other.person_id).update(organisation=concern.organisation)
    stale = Concern.objects.get()
    services.take_over(lea, concern)

    with pytest.raises(Denied):
        services.take_over(replace(other, organisation_id=concern.organisation_id), stale)
    assert Takeover.objects.count() == 1


def test_who_works_elsewhere_has_left_and_who_lost_a_telephone_has_not(
    mira: Context, concern: Concern, lea: Context
) -> None:
    Lock.objects.create(person_id=mira.person_id, locked_at=NOON)
    assert queries.left_behind(lea) == []

    Assignment.objects.filter(user=mira.person_id).update(organisation=None)

    assert len(queries.left_behind(lea)) == 1


# --- how long -----------------------------------------------------------------------------------------


def test_a_year_after_the_last_word_nothing_is_left(
    mira: Context, concern: Concern, tannfurt: Network
) -> None:
    entry = services.write_down(mira, concern, note=SAW)
    services.attach_sheets(mira, concern, files=[make.file()])
    last = replace(mira, now=NOON + timedelta(days=30))
    services.look_at_signs(last, concern, seen={Indicator.CARE: Seen(sign=Sign.SIGN)})
    assert KeyRow.objects.filter(record=entry.pk).exists()

    assert after(tannfurt, KEPT + timedelta(days=29)) == 1
    assert after(tannfurt, KEPT + timedelta(days=30)) == 0
    assert [model.objects.count() for model in (Entry, Look, Sheet)] == [0, 0, 0]
    assert not KeyRow.objects.filter(record__in=[entry.pk, concern.pk]).exists()


@pytest.mark.parametrize("step", ["write", "look", "attach", "answer", "close"])
def test_every_word_begins_the_year_anew(step: str, mira: Context, concern: Concern) -> None:
    later = replace(mira, now=NOON + timedelta(days=9))
    steps: dict[str, Callable[[], object]] = {
        "write": lambda: services.write_down(later, concern, note=SAW),
        "look": lambda: services.look_at_signs(later, concern, seen={}),
        "attach": lambda: services.attach_sheets(later, concern, files=[make.file()]),
        "answer": lambda: services.answer_guide(later, concern, answers={"danger": "no"}),
        "close": lambda: services.close_concern(later, concern),
    }
    steps[step]()

    assert Concern.objects.get().last_at == later.now


def test_what_is_held_stays_until_its_day_and_for_a_reason(
    mira: Context, concern: Concern, tannfurt: Network
) -> None:
    until = (NOON + KEPT + timedelta(days=10)).date()
    for day, why in ((NOON.date(), "Verfahren"), (until, " ")):
        with pytest.raises(Conflict):
            services.hold(mira, concern, until=day, why=why)

    services.hold(mira, concern, until=until, why="Verfahren läuft")

    assert queries.page_of(concern).erased_on == until + timedelta(days=1)
    assert after(tannfurt, KEPT + timedelta(days=10)) == 1
    assert after(tannfurt, KEPT + timedelta(days=11)) == 0


def test_nobody_holds_a_worry_for_ever_and_everybody_may_hold_it_again(
    mira: Context, concern: Concern
) -> None:
    longest = date(2029, NOON.month, NOON.day)
    for day in (longest + timedelta(days=1), date.max):
        with pytest.raises(Conflict):
            services.hold(mira, concern, until=day, why="Verfahren")

    services.hold(mira, concern, until=longest, why="Verfahren")
    later = replace(mira, now=NOON + timedelta(days=1))
    services.hold(later, concern, until=longest + timedelta(days=1), why="Verfahren")

    assert queries.page_of(concern).erased_on == longest + timedelta(days=2)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_database_takes_no_day_with_which_nobody_can_reckon(
    day: date, mira: Context, concern: Concern
) -> None:
    services.hold(mira, concern, until=NOON.date() + timedelta(days=1), why="Verfahren")

    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(held_until=day)


def test_the_database_holds_nothing_without_a_reason(concern: Concern) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(held_until=NOON.date())


def test_nothing_named_after_a_worry_is_left(mira: Context, concern: Concern, tannfurt: Network) -> None:
    other = services.open_concern(
        mira, tannfurt, reporter=Reporter.PROVIDER, age_band=AgeBand.UNDER_6, child={"child_name": "Ida"}
    )
    for each in (concern, other):
        make.letter(mira, each)
        drafts.keep(mira, "note", each.pk, {"text": "halb"})

    services.hold(mira, other, until=(NOON + 2 * KEPT).date(), why="Verfahren")

    assert after(tannfurt, KEPT + timedelta(days=1)) == 1
    assert list(PrintedLetter.objects.values_list("about_id", flat=True)) == [other.pk]
    assert drafts.fetch(mira, "note", concern.pk) == {}
    assert drafts.fetch(mira, "note", other.pk) == {"text": "halb"}  # negative control


def test_one_network_deletes_nothing_of_another(
    concern: Concern, tannfurt: Network, erlenstedt: Network
) -> None:
    with tenancy.scope(erlenstedt.pk), clock.frozen(NOON + KEPT):
        erase_outlived(system(erlenstedt.pk))

    assert Concern.objects.exists()
    assert Concern.objects.get().age_band is AgeBand.UNDER_6
    assert Reporter(concern.answers["reporter"]) is Reporter.PROVIDER


# --- said a month before ------------------------------------------------------------------------------


def warned(network: Network, before: timedelta = WARNED) -> None:
    with clock.frozen(NOON + KEPT - before):
        warn_of_the_end(system(network.pk))


def away(ctx: Context) -> None:
    Absence.objects.create(person_id=ctx.person_id, starts_on=NOON.date(), ends_on=(NOON + KEPT).date())


def mailed() -> list[tuple[str, str]]:
    return [(letter.to, letter.notice) for letter in Letter.objects.order_by("to")]


@pytest.fixture
def addresses(mira: Context, lea: Context) -> None:
    for ctx, name in ((mira, "mira"), (lea, "lea")):
        User.objects.filter(pk=ctx.person_id).update(email=f"{name}@kita.example")


def test_a_month_before_its_keeper_is_told_once_and_without_a_word_of_it(
    mira: Context, concern: Concern, tannfurt: Network, addresses: None
) -> None:
    warned(tannfurt, WARNED + timedelta(hours=1))
    assert not Task.objects.exists()
    warned(tannfurt)
    warned(tannfurt, WARNED - timedelta(hours=1))

    task = Task.objects.get()
    assert (task.kind, task.owner_id, task.substitute_id) == ("worry_ends", mira.person_id, None)
    assert task.due_at == NOON + KEPT
    assert mailed() == [("mira@kita.example", "task")]
    assert "Leo" not in task.about_label


def test_nothing_is_erased_that_was_not_announced_a_month_before(concern: Concern, tannfurt: Network) -> None:
    """The house stood still for a while: the year is long over, and the month is still given."""
    late = NOON + 2 * KEPT
    for now, left in ((late, 1), (late + WARNED - timedelta(hours=1), 1), (late + WARNED, 0)):
        with clock.frozen(now):
            erase_outlived(system(tannfurt.pk))
            warn_of_the_end(system(tannfurt.pk))
        assert Concern.objects.count() == left


@pytest.mark.parametrize("gone", [away, leaves])
def test_while_she_is_away_the_leader_is_told_and_keeps_it_unread(
    gone: Callable[[Context], None],
    mira: Context,
    concern: Concern,
    lea: Context,
    tannfurt: Network,
    addresses: None,
) -> None:
    until = (NOON + 2 * KEPT).date()
    near = replace(lea, now=NOON + KEPT - WARNED)
    with pytest.raises(Denied):  # as long as nobody was warned
        services.hold(near, concern, until=until, why="Mira ist krank")
    gone(mira)
    warned(tannfurt)
    concern.refresh_from_db()

    assert Task.objects.get().owner_id == lea.person_id
    assert mailed() == [("lea@kita.example", "task")]
    services.hold(near, concern, until=until, why="Mira ist krank")
    assert not policy.may(near, ConcernAction.READ, concern)
    assert Task.objects.get().settled_at == near.now
    assert after(tannfurt, KEPT) == 1


def test_a_leader_keeps_nothing_of_who_is_there(
    mira: Context, concern: Concern, lea: Context, tannfurt: Network
) -> None:
    warned(tannfurt)
    concern.refresh_from_db()
    near = replace(lea, now=NOON + KEPT - WARNED)

    with pytest.raises(Denied):
        services.hold(near, concern, until=(NOON + 2 * KEPT).date(), why="Verfahren")
    services.hold(replace(mira, now=near.now), concern, until=(NOON + 2 * KEPT).date(), why="Verfahren")


def test_a_new_word_calls_the_end_off_and_it_is_announced_anew(
    mira: Context, concern: Concern, tannfurt: Network
) -> None:
    warned(tannfurt)
    concern.refresh_from_db()
    services.write_down(replace(mira, now=NOON + KEPT - timedelta(days=1)), concern, note=SAW)

    assert Task.objects.get().settled_at
    with clock.frozen(NOON + KEPT):
        erase_outlived(system(tannfurt.pk))
    assert Concern.objects.get().warned_at is None
    assert after(tannfurt, 2 * KEPT - timedelta(days=1)) == 0


# --- the list -----------------------------------------------------------------------------------------


def begun(ctx: Context, network: Network) -> Concern:
    return services.open_concern(ctx, network, reporter=Reporter.PROVIDER, age_band=AgeBand.UNDER_6, child={})


def test_a_long_list_is_read_page_by_page_and_loses_nothing(
    mira: Context, concern: Concern, tannfurt: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    others = [begun(mira, tannfurt).pk for _ in range(4)]  # all at the same instant

    pages, mark = [], ""
    while True:
        found = queries.concerns(mira, tannfurt, after=mark)
        pages.append([row.id for row in found.rows])
        if not (mark := found.after):
            break

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {pk for page in pages for pk in page} == {concern.pk, *others}
    for mark in ("x", "2026-11-16T12:00:00~1", "~"):
        assert queries.concerns(mira, tannfurt, after=mark).rows[0].id == pages[0][0]


def test_names_of_every_worry_are_known_however_many(
    mira: Context, concern: Concern, tannfurt: Network
) -> None:
    for _ in range(queries.SHOWN):
        begun(replace(mira, now=NOON + timedelta(days=1)), tannfurt)

    assert "Sandner" in queries.names_used(mira)
