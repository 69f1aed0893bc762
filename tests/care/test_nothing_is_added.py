"""What was declared grows no further once something rests on it: kept by the database, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from schutznetz.care import services
from schutznetz.care.choices import DataItem, WithdrawalWay
from schutznetz.care.models import (
    CodeHolder,
    ConsentItem,
    ConsentRecipient,
    Declaration,
    Family,
    FamilyConsent,
)
from schutznetz.kernel.context import Context
from tests.care.conftest import GATE, asked

pytestmark = pytest.mark.usefixtures("inside")


def _add(what: str, consent: FamilyConsent, clara: Context) -> None:
    if what == "item":
        ConsentItem.objects.create(consent=consent, item=DataItem.ADDRESS)
    elif what == "recipient":
        ConsentRecipient.objects.create(consent=consent, person_id=clara.person_id)
    else:
        holder = CodeHolder.objects.create(
            family_id=consent.family_id, tag="t" * 64, begun_at=clara.now, name="Herr Aydin"
        )
        Declaration.objects.create(consent=consent, holder=holder)


@pytest.mark.parametrize("what", ["item", "recipient", "declaration"])
@pytest.mark.parametrize("rests", ["used", "withdrawn"])
def test_nothing_is_added_to_what_was_used_or_withdrawn(
    what: str, rests: str, consent: FamilyConsent, aydins: Family, clara: Context, mira: Context
) -> None:
    if rests == "used":
        services.refer(clara, aydins, asked=asked(consent, mira), gate=GATE)
    else:
        services.withdraw_consent(clara, consent, way=WithdrawalWay.SPOKEN)

    with pytest.raises(IntegrityError, match="nothing is added"), transaction.atomic():
        _add(what, consent, clara)


@pytest.mark.parametrize("what", ["item", "recipient", "declaration"])
def test_the_control_while_it_is_written_down_it_is_added(
    what: str, consent: FamilyConsent, clara: Context
) -> None:
    before = consent.items.count() + consent.recipients.count() + consent.declarations.count()

    _add(what, consent, clara)

    assert consent.items.count() + consent.recipients.count() + consent.declarations.count() == before + 1
