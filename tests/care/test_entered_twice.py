"""A paper that two colleagues noted is one declaration: withdrawn once, nothing of it stands any more."""

from datetime import timedelta
from typing import Any

import pytest

from schutznetz import receipts
from schutznetz.care import queries, services
from schutznetz.care.choices import ConsentKind, DataItem, ReferralState, WithdrawalWay
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.care.services import Declarer
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from tests.care.conftest import GATE, ITEMS, KEY, TODAY, asked, declared

pytestmark = pytest.mark.usefixtures("inside")
AGAIN = "z" * 26


def standing(family: Family) -> int:
    return family.consents.filter(withdrawn_at=None).count()


def noted_again(
    ctx: Context, family: Family, people: list[Context], name: str = "frau  AYDIN", **other: Any
) -> FamilyConsent:
    said = declared(people, **other)
    return services.note_consent(ctx, family, declared=said, by=[Declarer(name=name)], key=AGAIN)


def test_a_paper_that_was_noted_twice_is_withdrawn_once(
    consent: FamilyConsent, clara: Context, aydins: Family, mira: Context, pia: Context
) -> None:
    again = noted_again(clara, aydins, [pia, mira], until=TODAY + timedelta(days=30))
    referral = services.refer(clara, aydins, asked=asked(again, mira), gate=GATE)
    assert queries.referral_page(mira, referral).told

    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    referral.refresh_from_db()
    assert referral.state is ReferralState.REVOKED
    assert standing(aydins) == 0
    assert queries.referral_page(mira, referral).told == []


def test_with_the_code_as_well(
    consent: FamilyConsent, clara: Context, aydins: Family, mira: Context, pia: Context, tannfurt: Network
) -> None:
    noted_again(clara, aydins, [mira, pia])
    code = queries.code_of_consent(KEY, 0)
    assert aydins.holders.filter(tag=receipts.tag(code)).exists()

    services.withdraw_by_code(clara, tannfurt, typed=code, consent_id=consent.pk)

    assert standing(aydins) == 0
    assert {each.withdrawal for each in aydins.consents.all()} == {WithdrawalWay.CODE}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Herr Aydin", "one_suffices": "Neuer Beschluss."},
        {"items": [*ITEMS, DataItem.REACH]},
        {"kind": ConsentKind.RELEASE},
        {"given_on": TODAY - timedelta(days=1)},
        {"people": "only mira"},
        {"outside": ("Dr. Roth, Praxis am Markt",)},
    ],
    ids=str,
)
def test_the_control_another_declaration_stays(
    other: dict[str, Any], consent: FamilyConsent, clara: Context, aydins: Family, mira: Context, pia: Context
) -> None:
    people = [mira] if other.get("people") else [mira, pia]
    noted_again(clara, aydins, people, **{name: said for name, said in other.items() if name != "people"})

    services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    assert standing(aydins) == 1
