"""INV-7: from no row of advice does a way lead to a child, a family, a worry, a report or a case."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.advice.models import Consultant, Consultation, ConsultationCount, ConsultationEntry
from schutznetz.kernel.fields import Sealed
from schutznetz.networks.models import Network, Organisation

OURS = (Consultant, Consultation, ConsultationEntry, ConsultationCount)
# Who works here, where, and the network itself: all that a row of advice may lead to.
HARMLESS = {*OURS, User, Network, Organisation}
# Columns that could name a record without a foreign key: an identifier, free or sealed text.
NAMING = (models.UUIDField, models.CharField, models.TextField, models.JSONField, Sealed, models.DateField)
KNOWN = {
    "Consultant.topics",
    "Consultant.languages",
    "Consultant.hours",
    "Consultation.reference",
    "Consultation.languages",
    "Consultation.receipt_tag",  # a keyed hash of the code that only the asker has
    "ConsultationEntry.text",
}


def leads(model: type[models.Model]) -> Iterator[str]:
    """Yield every column of a model that leads, or could lead, to a record about somebody."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        name = f"{model.__name__}.{field.name}"
        if field.is_relation:
            if field.related_model not in HARMLESS:
                yield name
        elif isinstance(field, NAMING) and not hasattr(field, "vocabulary") and not field.primary_key:
            if not isinstance(field, models.DateTimeField) and name not in KNOWN:
                yield name


def pointing_here(all_models: Iterable[type[models.Model]]) -> set[str]:
    """Return the models of other domains that have a foreign key to a row of advice."""
    return {
        each._meta.label
        for each in all_models
        for field in each._meta.get_fields()
        if getattr(field, "concrete", False) and field.related_model in OURS and each not in OURS
    }


def test_no_row_of_advice_leads_to_anybody() -> None:
    assert set(apps.get_app_config("advice").get_models()) == set(OURS)
    assert [lead for model in OURS for lead in leads(model)] == []


def test_nothing_leads_from_elsewhere_to_advice() -> None:
    assert pointing_here(apps.get_models()) == set()


def test_a_link_would_be_found() -> None:
    """Negative control: a report leads to its reporter's case by keys, and holds identifying columns."""
    found = {lead for model in apps.get_app_config("cases").get_models() for lead in leads(model)}

    assert {"Message.report", "ReporterContact.details", "Report.statement", "Case.child_name"} <= found
    message = apps.get_model("cases", "Message")
    assert "report" in {field.name for field in message._meta.local_fields if field.is_relation}
