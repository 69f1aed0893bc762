"""The same product with nothing protected: fields lie in clear, every row is allowed, no look is recorded.

Only for measuring what protection costs; ``bench.clear:application`` serves it. Sign-in, the door and the
network's scope stay, as any product of this kind has them.
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.core.wsgi import get_wsgi_application

from schutznetz.kernel import audit, fields, keys, policy, sealing


def unprotect() -> None:
    """Take encryption, permission and the record of reads away, in this process alone."""
    product: Any = (audit, fields.Sealed, keys, policy, sealing.Sealing)
    trail, sealed, wrapped, rights, life = product
    trail.record = lambda *_args, **_facts: None
    rights.rows = lambda _ctx, _action, model: model._base_manager.all()
    rights.may = lambda *_args: True
    sealed.pre_save = _in_clear
    sealed.get_db_prep_save = lambda self, value, connection: self.get_db_prep_value(value, connection)
    sealed.from_db_value = lambda self, value, *_args: None if value is None else self.decoded(bytes(value))
    life.writing = life.loaded = lambda *_args: None
    wrapped.ALONG = "{{}}"
    wrapped.came_along = lambda *_args: None


def _in_clear(self: Any, model_instance: Any, add: bool) -> Any:
    value = model_instance.__dict__.get(self.attname)
    return None if value is None else self.encoded(value)


unprotect()
application = get_wsgi_application()
