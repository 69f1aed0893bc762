"""The vocabularies of the look into what the office knows already."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class KnownRole(Code):
    """As whom the office knows a person."""

    CHILD = "child", _("Kind")
    SIBLING = "sibling", _("Geschwister")
    ADULT = "adult", _("Erwachsene Person")
