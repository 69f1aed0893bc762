"""Volunteers come, show their certificate, and leave; § 72a SGB VIII sets what is kept and for how long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.fields import SealedBytesField
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import KeyRow
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law import certificates
from schutznetz.law.measures import add_months
from schutznetz.networks.choices import PeriodName, Role
from schutznetz.networks.models import Assignment, Network, PeriodSetting
from schutznetz.volunteers import fitness, services
from schutznetz.volunteers.choices import EndReason, LeavingReason, Training, VolunteerState
from schutznetz.volunteers.jobs import ask_for_certificates, erase_outlived
from schutznetz.volunteers.models import Certificate, Match, Volunteer, Wish
from schutznetz.web.volunteers import forms as asked
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.conftest import NOON
from tests.volunteers.conftest import TODAY, details

pytestmark = pytest.mark.usefixtures("inside")
ONLY = {"id", "network", "volunteer", "seen_on", "issued_on", "relevant_entry"}
EXPIRES = TODAY + certificates.SHOWN_AGAIN_AFTER
FILES = (models.FileField, models.BinaryField)


def at(day: date) -> datetime:
    return NOON + (day - TODAY)


def pass_time(network: Network, day: date) -> None:
    """Let the house do on that day what is due, twice: a job may come again."""
    with clock.frozen(at(day)):
        for _again in range(2):
            ask_for_certificates(system(network.pk))
            erase_outlived(system(network.pk))


def tasks() -> set[str]:
    return set(Task.objects.filter(settled_at=None).values_list("kind", flat=True))


def holds_files(model: type[models.Model]) -> set[str]:
    """Return the columns in which a paper could lie; what is sealed text or JSON cannot take one."""
    named = {
        each.name
        for each in model._meta.local_fields
        if isinstance(each, models.FileField | SealedBytesField)
    }
    plain = {each.name for each in model._meta.local_fields if type(each) is models.BinaryField}
    return named | plain


def takes_files(form: type[forms.Form]) -> set[str]:
    return {name for name, each in form.base_fields.items() if isinstance(each, forms.FileField)}


def test_of_a_certificate_three_items_are_kept() -> None:
    assert {field.name for field in Certificate._meta.get_fields()} == ONLY


def test_nowhere_is_a_place_for_the_paper() -> None:
    every = [each for each in vars(asked).values() if isinstance(each, type) and issubclass(each, forms.Form)]

    assert {name for form in every for name in takes_files(form)} == set()
    ours = apps.get_app_config("volunteers").get_models()
    assert {name for model in ours for name in holds_files(model)} == set()
    assert len(every) > 5


def test_a_place_would_be_found() -> None:
    """Negative control: elsewhere papers do arrive."""

    class Upload(forms.Form):
        paper = forms.FileField()

    assert takes_files(Upload) == {"paper"}
    assert holds_files(apps.get_model("concerns.Sheet")) == {"body"}
    assert holds_files(apps.get_model("offers.OfferImport"))


@pytest.mark.parametrize(
    ("issued_on", "seen_on", "fresh"),
    [
        (TODAY, TODAY, True),
        (add_months(TODAY, -3), TODAY, True),
        (add_months(TODAY, -3) - timedelta(days=1), TODAY, False),
        (TODAY, TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=1), False),
    ],
)
def test_it_is_at_most_three_months_old_and_was_seen_before_today_ends(
    vera: Context, volunteer: Volunteer, issued_on: date, seen_on: date, *, fresh: bool
) -> None:
    said: dict[str, Any] = {"seen_on": seen_on, "issued_on": issued_on, "relevant_entry": False}

    if fresh:
        services.note_certificate(vera, volunteer, **said)
    else:
        with pytest.raises(Conflict):
            services.note_certificate(vera, volunteer, **said)

    assert Certificate.objects.count() == fresh


@pytest.mark.parametrize(
    "lacking", [{"training": Training.RUNNING}, {"insured": False}, {"confidential_on": None}]
)
def test_nobody_begins_before_everything_is_there(
    vera: Context, shown: Callable[..., Volunteer], lacking: dict[str, object]
) -> None:
    volunteer = services.change_volunteer(vera, shown(), details=details(**lacking))
    with pytest.raises(Conflict):
        services.take_up(vera, volunteer)

    ready = services.change_volunteer(vera, volunteer, details=details())
    assert services.take_up(vera, ready).state is VolunteerState.ACTIVE


def test_nobody_begins_without_a_certificate_or_with_a_relevant_entry(
    vera: Context, volunteer: Volunteer, shown: Callable[..., Volunteer]
) -> None:
    with pytest.raises(Conflict, match=fitness.NOT_SEEN):
        services.take_up(vera, volunteer)
    with pytest.raises(Conflict, match=fitness.RELEVANT):
        services.take_up(vera, shown(entry=True))


@pytest.mark.parametrize(("day", "asked"), [(-1, False), (0, True)])
def test_a_new_one_is_asked_for_three_months_before_and_once(
    tannfurt: Network, heidi: Volunteer, day: int, *, asked: bool
) -> None:
    pass_time(tannfurt, add_months(EXPIRES, -3) + timedelta(days=day))
    # Who has done nothing for half a year has none left: she is kept busy here.
    assert tasks() <= {TaskKind.RENEW_CERTIFICATE, TaskKind.CERTIFICATE_FORGOTTEN}
    assert Task.objects.filter(kind=TaskKind.RENEW_CERTIFICATE).count() == asked


def test_showing_it_again_settles_the_task(tannfurt: Network, vera: Context, running: Match) -> None:
    day = add_months(EXPIRES, -3)
    pass_time(tannfurt, day)
    assert tasks() == {TaskKind.RENEW_CERTIFICATE}
    (task,) = Task.objects.filter(settled_at=None)
    assert (task.line, task.due_at.date()) == (Role.VOLUNTEER_COORDINATOR, EXPIRES)

    Assignment.objects.update(ends_on=EXPIRES)
    later, heidi = replace(vera, now=at(day)), Volunteer.objects.get()
    services.note_certificate(later, heidi, seen_on=day, issued_on=day, relevant_entry=False)

    assert tasks() == set()
    pass_time(tannfurt, EXPIRES + timedelta(days=1))
    assert tasks() == set()


@pytest.mark.parametrize(("day", "stopped"), [(0, False), (1, True)])
def test_one_that_ran_out_is_a_task_while_somebody_is_in_a_family(
    tannfurt: Network, running: Match, day: int, *, stopped: bool
) -> None:
    pass_time(tannfurt, EXPIRES + timedelta(days=day))

    assert (TaskKind.CLEAR_CERTIFICATE in tasks()) is stopped
    assert Certificate.objects.exists()  # she is in a family: what was noted is still needed


def test_a_relevant_entry_is_a_task_at_once(
    vera: Context, running: Match, shown: Callable[..., Volunteer]
) -> None:
    shown(entry=True)
    assert tasks() == {TaskKind.CLEAR_CERTIFICATE}


def test_the_office_sets_the_interval_and_what_was_seen_before_keeps_its_day(
    tannfurt: Network, vera: Context, running: Match
) -> None:
    interval = fitness.Interval.of_the_office()
    certificate = Certificate.objects.get()
    set_by = {"set_by_id": vera.person_id, "reason": "Dienstanweisung", "name": PeriodName.CERTIFICATE}
    PeriodSetting.objects.create(days=365, set_at=at(TODAY + timedelta(days=1)), **set_by)

    after = fitness.Interval.of_the_office()

    assert interval.standing(certificate, TODAY).counts_until == EXPIRES
    assert after.standing(certificate, TODAY).counts_until == EXPIRES
    assert after.on(TODAY + timedelta(days=1)) == timedelta(days=365)


def test_who_never_began_is_deleted_at_once(vera: Context, shown: Callable[..., Volunteer]) -> None:
    volunteer = shown()

    services.leave(vera, volunteer, on=TODAY, why=LeavingReason.NOT_BEGUN)

    assert not Volunteer.objects.exists()
    assert not Certificate.objects.exists()
    assert not KeyRow.objects.filter(record=volunteer.pk).exists()


@pytest.mark.parametrize(("day", "left"), [(-1, True), (0, False)])
def test_who_does_not_begin_is_asked_again_after_three_months(
    tannfurt: Network, shown: Callable[..., Volunteer], day: int, *, left: bool
) -> None:
    shown()

    pass_time(tannfurt, add_months(TODAY, certificates.TAKEN_UP_MONTHS) + timedelta(days=day))

    assert Certificate.objects.exists() is left
    assert tasks() == (set() if left else {TaskKind.CERTIFICATE_FORGOTTEN})


@pytest.mark.parametrize(("day", "left"), [(-1, True), (0, False)])
def test_half_a_year_after_the_last_activity_nothing_is_left(
    tannfurt: Network, vera: Context, running: Match, day: int, *, left: bool
) -> None:
    services.end_match(vera, running, on=TODAY, why=EndReason.PLANNED)
    services.leave(vera, Volunteer.objects.get(), on=TODAY, why=LeavingReason.TIME)

    pass_time(tannfurt, add_months(TODAY, certificates.KEPT_MONTHS) + timedelta(days=day))

    assert Volunteer.objects.exists() is left
    assert Certificate.objects.exists() is left
    assert (Match.objects.get().volunteer is not None) is left
    assert Wish.objects.exists()  # the family's own record ends with her help


def test_whoever_stays_without_doing_anything_is_asked_anew(tannfurt: Network, heidi: Volunteer) -> None:
    pass_time(tannfurt, add_months(TODAY, certificates.KEPT_MONTHS))

    assert not Certificate.objects.exists()
    assert Volunteer.objects.get().state is VolunteerState.ACTIVE
    assert tasks() == {TaskKind.CERTIFICATE_FORGOTTEN}


def test_the_house_deletes_nothing_before_its_time(
    tannfurt: Network, vera: Context, heidi: Volunteer
) -> None:
    house = replace(system(tannfurt.pk), now=NOON)
    with pytest.raises(Conflict):
        services.forget_certificate(house, heidi)
    services.leave(vera, heidi, on=TODAY, why=LeavingReason.TIME)
    with pytest.raises(Conflict):
        services.erase(house, Volunteer.objects.get())


def test_nobody_leaves_a_family_behind(vera: Context, running: Match) -> None:
    with pytest.raises(Conflict):
        services.leave(vera, Volunteer.objects.get(), on=TODAY, why=LeavingReason.TIME)
    services.end_match(vera, running, on=TODAY, why=EndReason.VOLUNTEER)

    left = services.leave(vera, Volunteer.objects.get(), on=TODAY, why=LeavingReason.TIME)

    assert left.state is VolunteerState.LEFT


def test_the_last_day_is_not_before_the_last_activity_nor_to_come(vera: Context, heidi: Volunteer) -> None:
    for day in (-1, 1):
        with pytest.raises(Conflict):
            services.leave(vera, heidi, on=TODAY + timedelta(days=day), why=LeavingReason.TIME)


def test_every_row_belongs_to_its_network() -> None:
    ours = apps.get_app_config("volunteers").get_models()
    assert all(issubclass(model, ScopedModel) for model in ours)
