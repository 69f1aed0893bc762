"""The vocabularies of the statutory answer to a professional."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class UntoldReason(Code):
    """Why the family was not told beforehand that an answer goes out (§ 4 Abs. 4 Satz 2 KKG)."""

    SEXUAL_ABUSE = "sexual_abuse", _("Verdacht auf sexuelle Gewalt in der Familie")
    VIOLENCE = "violence", _("Dem Kind oder einer schützenden Person droht Gewalt")
    FLIGHT = "flight", _("Die Familie könnte sich dem Schutz entziehen")
    PRESSURE = "pressure", _("Das Kind würde unter Druck gesetzt")
    OTHER = "other", _("Anderes, das den Schutz in Frage stellt")


class Attested(Code):
    """How the office knows that it answers the professional who reported, and nobody else."""

    ACCOUNT = "account", _("Mit eigenem Konto gemeldet")
    CALLED_BACK = "called_back", _("In der Einrichtung zurückgerufen")
    IN_PERSON = "in_person", _("Persönlich bekannt oder ausgewiesen")
    LETTER = "letter", _("Schreiben der Einrichtung liegt vor")
