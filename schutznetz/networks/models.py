from django.conf import settings
from django.db import models

from schutznetz.kernel import ids
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import Role


class Network(models.Model):
    """A municipal network (§ 3 KKG): the tenant."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Assignment(ScopedModel):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    role = CodeField(Role)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
