"""The vocabulary of the official statistics."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class SentAs(Code):
    """Whether a record went to the statistical office before, in this order in the file."""

    FIRST = "first", _("Zum ersten Mal, in ihrem Monat")
    LATE = "late", _("Nachmeldung")
    CORRECTED = "corrected", _("Korrektur")
