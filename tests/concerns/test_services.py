from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from schutznetz.concerns import queries, services
from schutznetz.concerns.choices import AgeBand, EntryKind, Indicator, Sign, Witness
from schutznetz.concerns.models import Concern, Share
from schutznetz.concerns.services import Note, Seen
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law.guide_terms import Ask, Duty
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network, Organisation
from tests.concerns.conftest import MONDAY

SAW = Note(kind=EntryKind.OBSERVATION, text="Leo kommt ohne Frühstück.", on=MONDAY)
HEARD = Note(
    kind=EntryKind.OBSERVATION,
    text="Die Oma erzählt von lautem Streit.",
    on=MONDAY.replace(day=2),
    witness=Witness.HEARSAY,
    source="Oma Ingrid Thal",
)


def test_what_was_seen_heard_and_said_stays_apart_and_in_the_order_of_its_days(
    mira: Context, concern: Concern
) -> None:
    services.write_down(mira, concern, note=SAW)
    services.write_down(mira, concern, note=HEARD)

    lines = queries.page_of(concern).entries

    assert [(line.on, line.witness, line.source) for line in lines] == [
        (HEARD.on, Witness.HEARSAY, "Oma Ingrid Thal"),
        (MONDAY, Witness.OWN, ""),
    ]


def test_a_note_of_the_first_hour_stands_in_the_day_in_which_it_was_written(
    mira: Context, concern: Concern
) -> None:
    just_past_midnight = replace(mira, now=mira.now.replace(hour=23, minute=30))  # in winter half past twelve
    undated = Note(kind=EntryKind.TALK_WITH_GUARDIANS, text="", why_not="Der Stiefvater könnte Leo schlagen.")
    services.write_down(mira, concern, note=replace(SAW, on=day_of(mira.now)))
    services.write_down(just_past_midnight, concern, note=undated)
    services.write_down(
        replace(just_past_midnight, now=just_past_midnight.now + timedelta(minutes=5)),
        concern,
        note=replace(SAW, text="Auch am Abend nichts gegessen.", on=day_of(mira.now)),
    )

    assert [bool(line.on) for line in queries.page_of(concern).entries] == [True, True, False]


def test_a_talk_that_did_not_happen_keeps_its_reason(mira: Context, concern: Concern) -> None:
    note = Note(kind=EntryKind.TALK_WITH_GUARDIANS, text="", why_not="Der Stiefvater könnte Leo schlagen.")
    services.write_down(mira, concern, note=note)

    (line,) = queries.page_of(concern).entries
    assert line.why_not == note.why_not


def test_nothing_of_it_lies_readable_in_the_database(mira: Context, concern: Concern) -> None:
    services.write_down(mira, concern, note=HEARD)
    services.look_at_signs(mira, concern, seen={Indicator.CARE: Seen(sign=Sign.SIGN, note="Geheimnotiz")})
    services.answer_guide(mira, concern, answers={"danger": "no"})

    stored = []
    with connection.cursor() as cursor:
        for table in ("concern", "entry", "look", "share"):
            cursor.execute(f"SELECT * FROM concerns_{table}")  # noqa: S608 - our own tables
            stored += [
                bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor for cell in row
            ]
    text = b" ".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in stored)

    assert b"observation" in text  # the control: kinds are readable, contents are not
    for secret in ("Leo", "Streit", "Ingrid", "Geheimnotiz", "hearsay", "provider"):
        assert secret.encode() not in text


def test_a_new_look_stands_beside_the_old_one(mira: Context, concern: Concern) -> None:
    services.look_at_signs(mira, concern, seen={Indicator.CARE: Seen(sign=Sign.SEVERE_SIGN)})
    assert queries.page_of(concern).severe
    services.look_at_signs(
        replace(mira, now=mira.now.replace(hour=13)), concern, seen={Indicator.CARE: Seen(sign=Sign.NO_SIGN)}
    )

    assert not queries.page_of(concern).severe
    assert concern.looks.count() == 2


def test_the_guide_asks_on_until_one_row_governs(mira: Context, concern: Concern) -> None:
    assert queries.advice_of(concern).ask is Ask.DANGER

    services.answer_guide(mira, concern, answers={"danger": "no", "about": "child", "alone": "yes"})
    assert queries.advice_of(concern).ask is Ask.SIGNS
    assert "alone" not in concern.answers  # nobody asked

    services.answer_guide(mira, concern, answers={"danger": "child"})
    row = queries.advice_of(concern).row
    assert row is not None
    assert (row.duty, row.at_once) == (Duty.MUST, True)


def test_a_colleague_reads_along_until_it_ends(
    mira: Context, concern: Concern, kita: Organisation, works_at: Callable[..., Context], tannfurt: Network
) -> None:
    sara = works_at("sara", kita)
    assert queries.concerns(sara, tannfurt).rows == []

    services.share(mira, concern, person_id=sara.person_id)
    services.share(mira, concern, person_id=sara.person_id)
    (row,) = queries.concerns(sara, tannfurt).rows
    assert (row.child, row.own) == ("Leo Sandner", False)
    assert queries.names_used(sara) == frozenset()  # not her own words

    services.stop_sharing(mira, concern, person_id=sara.person_id)
    assert queries.concerns(sara, tannfurt).rows == []


def test_nobody_outside_the_institution_can_be_named(
    mira: Context, concern: Concern, works_at: Callable[..., Context]
) -> None:
    school = Organisation.objects.create(name="Schule", category=PartnerCategory.SCHOOL)
    for person in (works_at("olga", school), works_at("nobody", None), mira):
        with pytest.raises(Conflict):
            services.share(mira, concern, person_id=person.person_id)
    assert not Share.objects.exists()


def test_a_closed_worry_is_written_no_further(mira: Context, concern: Concern) -> None:
    services.close_concern(mira, concern)

    with pytest.raises(Denied):
        services.write_down(mira, concern, note=SAW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(closed_at=None)


def test_the_names_used_are_those_of_people_and_places(mira: Context, concern: Concern) -> None:
    services.write_down(mira, concern, note=HEARD)

    names = queries.names_used(mira)

    assert {"Leo", "Sandner", "Jana", "Ingrid", "Thal"} <= names
    assert not {"leo", "4", "Jahre"} & names


@pytest.mark.parametrize(
    ("child", "names"),
    [
        ({"child_name": "leo sandner"}, {"leo", "sandner"}),
        ({"child_name": "leo Sandner"}, {"leo", "Sandner"}),
        ({"child_name": "Kind A", "parents": "jana thal, allein"}, {"jana", "thal"}),
    ],
    ids=["all small", "given name small", "parents small"],
)
def test_names_in_small_letters_are_used_names_too(
    child: dict[str, str], names: set[str], mira: Context, tannfurt: Network
) -> None:
    services.open_concern(mira, tannfurt, reporter=Reporter.PROVIDER, age_band=AgeBand.UNDER_6, child=child)

    assert names <= queries.names_used(mira)


def test_whole_names_and_addresses_of_own_worries_are_known(mira: Context, tannfurt: Network) -> None:
    child = {"child_name": "Lena Koch", "child_address": "Birkenweg 5, Tannfurt"}
    services.open_concern(mira, tannfurt, reporter=Reporter.PROVIDER, age_band=AgeBand.UNDER_6, child=child)

    assert set(child.values()) <= queries.names_used(mira)


def test_a_day_to_come_is_no_day_of_which_anything_can_be_told(mira: Context, concern: Concern) -> None:
    with pytest.raises(Conflict, match="Zukunft"):
        services.write_down(mira, concern, note=replace(SAW, on=day_of(mira.now) + timedelta(days=1)))

    services.write_down(mira, concern, note=replace(SAW, on=day_of(mira.now)))
    assert concern.entries.count() == 1


def test_the_list_says_in_the_trail_how_many_were_looked_at_and_not_whom(
    mira: Context, concern: Concern, tannfurt: Network
) -> None:
    queries.concerns(mira, tannfurt)

    listed = [each for each in audit.trail(tannfurt.pk) if each.action == "concerns.list"]
    assert [each.facts for each in listed] == [{"count": 1}]
    assert "Leo" not in str(audit.trail(tannfurt.pk))


def test_who_signs_in_for_a_jobcenter_worries_as_that_whatever_was_chosen(
    works_at: Callable[..., Context], kita: Organisation, tannfurt: Network
) -> None:
    """Otherwise the guide would speak by another law than the report form, which knows the account."""

    def begun_by(person: Context) -> str:
        begin = partial(services.open_concern, person, tannfurt, reporter=Reporter.HEALTH)
        return str(begin(age_band=AgeBand.UNDER_6, child={"child_name": "Leo"}).answers["reporter"])

    assert begun_by(works_at("jana", kita, Role.JOBCENTER)) == "benefit_body"
    assert begun_by(works_at("nina", kita)) == "health"  # the control
