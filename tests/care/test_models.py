"""§ 63 SGB VIII: no column leads from a family to the protection part, and none leads back."""

from collections.abc import Iterator

from django.apps import apps

from schutznetz.kernel.tenancy import ScopedModel

PROTECTION = {"cases", "concerns", "advice"}
EARLY_HELP = {"care", "visiting", "volunteers", "welcome"}


def crossings(one: set[str], other: set[str]) -> Iterator[str]:
    """Yield the columns of one side that point to a row of the other."""
    for model in apps.get_models():
        if model._meta.app_label not in one:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            related = field.related_model
            if isinstance(related, type) and related._meta.app_label in other:
                yield f"{model._meta.label}.{field.name}"


def test_no_column_leads_across() -> None:
    assert [*crossings(EARLY_HELP, PROTECTION), *crossings(PROTECTION, EARLY_HELP)] == []


def test_a_crossing_would_be_found() -> None:
    """Negative control: within one side many columns lead from one table to another."""
    assert "care.FamilyChild.family" in set(crossings(EARLY_HELP, EARLY_HELP))


def test_every_row_of_early_help_belongs_to_one_network() -> None:
    models = apps.get_app_config("care").get_models()
    assert [model for model in models if not issubclass(model, ScopedModel)] == []
