"""Each rule on protected data, broken once by a planted model."""

import pytest
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from schutznetz.data_checks import every_field_is_in_the_catalogue, problems
from schutznetz.kernel.catalogue import Catalogue, Data, Entry, field
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.models import Draft
from schutznetz.kernel.tenancy import ScopedModel


def ids(model: type[models.Model]) -> list[str]:
    return [str(message.id) for message in problems(model)]


def test_the_product_keeps_the_rules() -> None:
    assert every_field_is_in_the_catalogue() == []


@isolate_apps("schutznetz.kernel")
def test_a_complete_model_passes() -> None:
    class Whole(ScopedModel):
        remark = SealedTextField(Data.HEALTH)
        kind = CodeField()
        seen_at = models.DateTimeField()
        phone = models.CharField(max_length=9)
        catalogue = Catalogue(
            purpose="x",
            retention="L2",
            fields={"phone": Data.STAFF, "kind": field(Data.HEALTH, retention="L3")},
        )

        class Meta:
            app_label = "kernel"

    assert ids(Whole) == []
    assert Whole.catalogue.entry(Whole._meta.get_field("kind")) == Entry(
        data=Data.HEALTH, purpose="x", retention="L3"
    )


@isolate_apps("schutznetz.kernel")
def test_a_model_without_catalogue_is_refused_even_when_its_base_has_one() -> None:
    class Base(ScopedModel):
        catalogue = Catalogue(purpose="x", retention="L2")

        class Meta:
            abstract = True

    class Silent(Base):
        class Meta:
            app_label = "kernel"

    assert ids(Silent) == ["schutznetz.E101"]


@isolate_apps("schutznetz.kernel")
@pytest.mark.parametrize(
    "column",
    [models.CharField(max_length=9), models.DateField(), models.BooleanField(), models.IntegerField()],
)
def test_a_field_of_which_nobody_said_anything_is_refused(column: models.Field[object, object]) -> None:
    class Unsaid(ScopedModel):
        it = column.clone()
        catalogue = Catalogue(purpose="x", retention="L2", fields={"gone": Data.PUBLIC})

        class Meta:
            app_label = "kernel"

    assert ids(Unsaid) == ["schutznetz.E103", "schutznetz.E102"]


@isolate_apps("schutznetz.kernel")
@pytest.mark.parametrize("data", [data for data in Data if data.is_protected])
@pytest.mark.parametrize(
    "column",
    [
        models.CharField(max_length=9),
        models.TextField(),
        models.JSONField(),
        models.DateField(),
        models.FloatField(),
    ],
)
def test_protected_data_that_lie_readable_are_refused(
    data: Data, column: models.Field[object, object]
) -> None:
    class Readable(ScopedModel):
        it = column.clone()
        catalogue = Catalogue(purpose="x", retention="L2", fields={"it": data})

        class Meta:
            app_label = "kernel"

    assert ids(Readable) == ["schutznetz.E104"]


@isolate_apps("schutznetz.kernel")
def test_sealing_needs_a_class_and_a_network_and_gives_no_order() -> None:
    class Classless(ScopedModel):
        it = SealedTextField()
        catalogue = Catalogue(purpose="x", retention="L2", rest=Data.INTERNAL)

        class Meta:
            app_label = "kernel"

    class Homeless(models.Model):
        it = SealedTextField(Data.CONTENT)
        catalogue = Catalogue(purpose="x", retention="L2")

        class Meta:
            app_label = "kernel"

        def __str__(self) -> str:
            return "Homeless"

    class Ordered(ScopedModel):
        it = SealedTextField(Data.CONTENT)
        catalogue = Catalogue(purpose="x", retention="L2")

        class Meta:
            app_label = "kernel"
            ordering = ["-it"]

    assert (ids(Classless), ids(Homeless), ids(Ordered)) == (
        ["schutznetz.E105"],
        ["schutznetz.E105"],
        ["schutznetz.E108"],
    )


@isolate_apps("schutznetz.kernel", "schutznetz.networks", "schutznetz.accounts")
def test_ways_past_the_scope_are_refused() -> None:
    class Open(ScopedModel):
        everything = models.Manager()
        people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
        catalogue = Catalogue(purpose="x", retention="L2")

        class Meta:
            app_label = "kernel"

    assert ids(Open) == ["schutznetz.E106", "schutznetz.E107"]


def test_nobody_invents_a_retention_or_waves_protected_data_through() -> None:
    with pytest.raises(ValueError, match="retention"):
        Catalogue(purpose="x", retention="L99")
    with pytest.raises(ValueError, match="field by field"):
        Catalogue(purpose="x", retention="L2", rest=Data.CONTENT)


def test_a_sealed_field_answers_for_itself() -> None:
    entry = Draft.catalogue.entry(Draft._meta.get_field("text"))

    assert entry is not None
    assert entry.data is Data.CONTENT
