"""What one child's secrets and one person's recusal mean for the brothers and sisters, and for the report."""

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.models import Case, Joining, Parting, Recusal, Report
from schutznetz.cases.queries import secrets as queries
from schutznetz.cases.queries.secrets import shields
from schutznetz.networks.models import Network
from tests import make
from tests.cases.services.town import Town
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def town(tannfurt: Network, anna: User) -> Town:
    return Town(tannfurt)


@pytest.fixture
def report(town: Town) -> Report:
    return make.report(town.ctx("emil"), town.network, children=["Mia Muster", "Ida Muster"])


def opened(town: Town, report: Report | None, child: str) -> Case:
    case = services.open_case(
        town.ctx("anna"),
        town.network,
        child_name=child,
        report="Blaue Flecken",
        lead=town.people["anna"],
        substitute=town.people["bert"],
        team=[town.people["cora"]],
    )
    Case.objects.filter(pk=case.pk).update(origin=report)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def mia(town: Town, report: Report) -> Case:
    return opened(town, report, "Mia Muster")


@pytest.fixture
def ida(town: Town, report: Report) -> Case:
    return opened(town, report, "Ida Muster")


def protect(town: Town, case: Case) -> None:
    services.protect_place(town.ctx("cora"), case, place="Zimmer 4", from_whom="dem Vater")


def test_only_who_is_on_the_case_and_not_recused_may_be_chosen(town: Town, mia: Case) -> None:
    everybody = {pk for pk, _name in queries.team_of(mia)}
    Recusal.objects.create(person=town.people["cora"], case=mia, declared_at=NOON)

    chosen = {pk for pk, _name in queries.team_of(mia)}

    assert everybody == {str(town.id(name)) for name in ("anna", "bert", "cora")}
    assert chosen == everybody - {str(town.id("cora"))}


# --- the shield -----------------------------------------------------------------------------------------
def test_the_shield_of_a_child_covers_its_siblings_and_their_report(
    town: Town, mia: Case, ida: Case, report: Report
) -> None:
    strangers = [opened(town, None, "Ben"), opened(town, None, "Kim")]
    protect(town, mia)

    assert [shields(each) for each in (mia, ida, report, *strangers)] == [True, True, True, False, False]


def test_a_joined_report_is_shielded_until_it_is_parted(town: Town, mia: Case, report: Report) -> None:
    others = [make.report(town.ctx("emil"), town.network) for _number in range(2)]
    by = {"joined_by": town.people["emil"], "joined_at": NOON, "reasons": "ein Abend"}
    joinings = [
        Joining.objects.create(report=report, other=others[0], **by),
        Joining.objects.create(report=others[1], other=report, **by),
    ]
    protect(town, mia)
    assert [shields(each) for each in others] == [True, True]

    for joining in joinings:
        Parting.objects.create(
            joining=joining, parted_by=town.people["emil"], parted_at=NOON, reasons="zwei Abende"
        )

    assert [shields(each) for each in others] == [False, False]
