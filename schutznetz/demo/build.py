"""Builds the demo through services; the same seed and hour give the same town.

Only a year of the statistics and one of early help come as figures: there are no cases behind them.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from schutznetz.cases.choices import RetentionClass
from schutznetz.cases.services import keeping
from schutznetz.demo import (
    advice,
    counted,
    directory,
    early_help,
    last_year,
    neighbours,
    offers,
    procedures,
    referrals,
    stories,
    town,
    visiting,
    volunteers,
    welcome,
    worry,
)
from schutznetz.demo.people import PERSONAS
from schutznetz.kernel import chain, clock, ids, tenancy
from schutznetz.networks import services as networks
from schutznetz.networks.choices import AdviceTopic
from schutznetz.networks.models import Network
from schutznetz.networks.queries import addresses
from schutznetz.work import services as work

SEED = 4711


def exists() -> bool:
    return Network.objects.filter(slug=town.SLUG).exists()


def build(now: datetime) -> None:
    """Build everything into an empty database, as if ``now`` were the present."""
    with ids.seeded(SEED), clock.frozen(now - timedelta(days=190)):
        directory.load()
        erlenstedt = neighbours.found()
        tannfurt = town.found()
        with tenancy.scope(tannfurt.network.pk):
            offers.publish(tannfurt, offers.OFFERS[-1:])  # half a year ago: to be confirmed again
            with clock.frozen(now - timedelta(days=12)):
                offers.publish(tannfurt, offers.OFFERS[:-1])
            last_year.bring_along(tannfurt, now)
            counted.bring_along(tannfurt, now)
            procedures.tell(tannfurt, now)
            stories.tell(tannfurt, now)
            advice.tell(tannfurt, now)
            worry.tell(tannfurt, now)
            welcome.tell(tannfurt, now)
            volunteers.tell(tannfurt, now)
            visiting.tell(tannfurt, now)
            early_help.tell(tannfurt, now)
            referrals.tell(tannfurt, now)
            with clock.frozen(now - timedelta(days=1)):
                _leave(tannfurt)
                _rota(tannfurt, now)
                _two_accounts(tannfurt)
                _period(tannfurt)
            with clock.frozen(now - timedelta(hours=2)):
                _coordinate(tannfurt, now)
            neighbours.tell(erlenstedt, tannfurt, now)
            chain.link(tannfurt.network.pk)


def _leave(tannfurt: town.Town) -> None:
    """The coordinator goes on leave soon, and Anna's team lead stands in for her."""
    today = clock.today()
    networks.report_absence(
        tannfurt.acting("coordinator"),
        tannfurt.network,
        starts_on=today + timedelta(days=8),
        ends_on=today + timedelta(days=22),
        stand_in_id=tannfurt.users["team_lead"].pk,
    )


def _two_accounts(tannfurt: town.Town) -> None:
    """Jonas was let in a second time under his name at birth: he counts as one human."""
    earlier = replace(next(each for each in PERSONAS if each.key == "doctor"), key="earlier", family="Krafft")
    town.let_in(tannfurt, earlier)
    other = tannfurt.users["earlier"].pk
    networks.join_accounts(tannfurt.acting("administrator"), tannfurt.seats["doctor"], other_id=other)


def _period(tannfurt: town.Town) -> None:
    """Udo would keep the trail for longer, and Renate has to decide."""
    keeping.propose_period(
        tannfurt.acting("administrator"),
        tannfurt.network,
        retention_class=RetentionClass.TRAIL,
        months=60,
        reasons="Die Dienstaufsicht prüft auch nach drei Jahren noch, wer was gesehen hat.",
    )


def _coordinate(tannfurt: town.Town, now: datetime) -> None:
    """The coordinator has invited to a meeting, and has been called a few times today."""
    katrin = tannfurt.acting("coordinator")
    begin = (now.astimezone(clock.BERLIN) + timedelta(days=5)).replace(
        hour=14, minute=0, second=0, microsecond=0
    )
    networks.call_meeting(
        katrin,
        tannfurt.network,
        title="Netzwerktreffen Frühe Hilfen",
        place="Familienhaus Tannfurt, Mühlgasse 4",
        starts_at=begin,
        ends_at=begin + timedelta(hours=2),
        discreet=False,
        person_ids=[person.pk for person in addresses(katrin)],
    )
    for topic in (AdviceTopic.OFFERS, AdviceTopic.OFFERS, AdviceTopic.PREGNANCY, AdviceTopic.UPBRINGING):
        networks.count_advice(katrin, tannfurt.network, topic=topic)


def _rota(tannfurt: town.Town, now: datetime) -> None:
    """Anna is on duty today and tomorrow, Bert stands in; what comes after is a gap that the page shows."""
    midnight = now.astimezone(clock.BERLIN).replace(hour=0, minute=0, second=0, microsecond=0)
    work.plan_shift(
        tannfurt.acting("team_lead"),
        tannfurt.network,
        person_id=tannfurt.users["anna"].pk,
        substitute_id=tannfurt.users["bert"].pk,
        starts_at=midnight,
        ends_at=midnight + timedelta(days=2),
    )
