from django.contrib.auth.models import AbstractUser
from django.db import models

from schutznetz.kernel import ids


class User(AbstractUser):
    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
