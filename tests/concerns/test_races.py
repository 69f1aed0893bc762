"""Of two commands on one worry one wins, and the other one hears it; forced on both engines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.concerns import services
from schutznetz.concerns.choices import KEPT, WARNED, Indicator, Sign
from schutznetz.concerns.models import Concern
from schutznetz.concerns.services import Seen
from schutznetz.kernel.context import Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network, Organisation
from tests import make
from tests.concerns.test_services import SAW
from tests.conftest import NOON
from tests.racing import lost

pytestmark = pytest.mark.usefixtures("inside")
WRITING: dict[str, Callable[[Context, Concern], object]] = {
    "write": lambda mira, worry: services.write_down(mira, worry, note=SAW),
    "signs": lambda mira, worry: services.look_at_signs(
        mira, worry, seen={next(iter(Indicator)): Seen(sign=next(iter(Sign)))}
    ),
    "sheets": lambda mira, worry: services.attach_sheets(mira, worry, files=[make.file()]),
    "guide": lambda mira, worry: services.answer_guide(mira, worry, answers={}),
    "close": services.close_concern,
}


@pytest.mark.parametrize("step", WRITING)
def test_nothing_is_written_into_a_worry_that_was_closed_meanwhile(
    step: str, mira: Context, concern: Concern
) -> None:
    lost(
        concern,
        lambda worry: WRITING[step](mira, worry),
        lambda worry: services.close_concern(mira, worry),
        words="inzwischen abgeschlossen",
    )


def test_of_two_leaders_who_take_a_worry_over_one_wins(
    mira: Context, concern: Concern, works_at: Callable[..., Context], kita: Organisation
) -> None:
    lea, leo = (works_at(name, kita, Role.PARTNER_LEAD) for name in ("lea", "leo"))
    Assignment.objects.filter(user=mira.person_id).update(ends_on=NOON.date() - timedelta(days=15))

    lost(
        concern,
        lambda worry: services.take_over(lea, worry),
        lambda worry: services.take_over(leo, worry),
        words="jemand anderes übernommen",
    )


@pytest.mark.parametrize("quicker", ["hold", "erase"])
def test_what_is_held_is_not_erased_and_what_is_erased_is_not_held(
    quicker: str, mira: Context, concern: Concern, tannfurt: Network
) -> None:
    outlived = {"last_at": NOON - KEPT - timedelta(days=1), "warned_at": NOON - WARNED - timedelta(hours=1)}
    Concern.objects.filter(pk=concern.pk).update(**outlived)
    until = (NOON + timedelta(days=90)).date()
    steps = {
        "hold": lambda worry: services.hold(mira, worry, until=until, why="Verfahren läuft"),
        "erase": lambda worry: services.erase(replace(system(tannfurt.pk), now=NOON), worry),
    }
    late = "erase" if quicker == "hold" else "hold"

    lost(concern, steps[late], steps[quicker], words="länger aufbewahrt|gelöscht")
