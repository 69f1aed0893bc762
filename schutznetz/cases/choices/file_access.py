"""The vocabularies of file access and of access to one's own data."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class Asker(Code):
    """Who asks; values equal the keys of ``law.file_access.ASKERS``."""

    CHILD = "child", _("Das Kind")
    YOUNG_PERSON = "young_person", _("Die oder der Jugendliche")
    GROWN_UP = "grown_up", _("Das Kind von damals, heute erwachsen")
    CUSTODIAN = "custodian", _("Elternteil mit Sorgerecht")
    GUARDIAN = "guardian", _("Vormund oder Pflegschaft")
    OTHER_PARENT = "other_parent", _("Elternteil ohne Sorgerecht")
    THIRD_PERSON = "third_person", _("Jemand anderes, der in der Akte vorkommt")
    REPORTER = "reporter", _("Wer gemeldet hat")


class AccessBasis(Code):
    """On which basis somebody asks; values equal the keys of ``law.file_access.BASES``."""

    FILE_ACCESS = "file_access", _("Akteneinsicht als Beteiligte (§ 25 SGB X)")
    SUBJECT_ACCESS = "subject_access", _("Auskunft über die eigenen Daten (Art. 15 DSGVO)")
    REAPPRAISAL = "reappraisal", _("Aufarbeitung der eigenen Kindheit (§ 9b SGB VIII)")


class IdentityProof(Code):
    """How the office made sure who asks."""

    DOCUMENT = "document", _("Ausweis gesehen")
    KNOWN = "known", _("Persönlich bekannt, im Gespräch geprüft")
    ELECTRONIC = "electronic", _("Elektronischer Identitätsnachweis")
    MANDATE = "mandate", _("Vollmacht im Original gesehen")


class AccessState(Code):
    """Where a request stands; nothing leaves before two people have released it."""

    OPEN = "open", _("In Arbeit")
    RELEASED = "released", _("Freigegeben, noch nicht ausgehändigt")
    HANDED_OUT = "handed_out", _("Ausgehändigt")
    REFUSED = "refused", _("Abgelehnt")
    WITHDRAWN = "withdrawn", _("Zurückgenommen")


class HandedOut(Code):
    """How the package reached the person who asked."""

    IN_PERSON = "in_person", _("Persönlich übergeben")
    EXPLAINED = "explained", _("Übergeben und mit jemandem durchgesprochen")
    BY_POST = "by_post", _("Per Post, mit Nachweis")
    ELECTRONIC = "electronic", _("Verschlüsselt übermittelt")


class FileSection(Code):
    """One part of the file in the package."""

    REPORT = "report", _("Meldung")
    PEOPLE = "people", _("Menschen um das Kind")
    COURSE = "course", _("Verlauf")
    MEASURES = "measures", _("Schutz, Hilfe und Gericht")


class Withheld(Code):
    """Why a passage is kept back; values equal ``law.file_access.Trait``, and one for a person's own."""

    PLACE = "place", _("Wo sich jemand aufhält")
    ENTRUSTED = "entrusted", _("Einer Fachkraft persönlich anvertraut")
    REPORTER = "reporter", _("Wer gemeldet hat")
    CONFIDENTIAL = "confidential", _("Vertraulich gegenüber der Person, die fragt")
    REPORTED = "reported", _("Aus der Meldung: könnte zeigen, wer gemeldet hat")
    SECRECY = "secrecy", _("Von jemandem mit Schweigepflicht")
    CHILDS_WORDS = "childs_words", _("Was das Kind gesagt hat")
    HEALTH = "health", _("Gesundheit eines anderen Menschen")
    OTHER_PARENT = "other_parent", _("Daten des anderen Elternteils")
    OTHER_PERSON = "other_person", _("Daten eines anderen Menschen")
    SOURCE = "source", _("Kommt von Dritten")
    ATTACHMENT = "attachment", _("Anlage: bitte ganz ansehen, auch was am Rand steht")
    DEFERRED = "deferred", _("Die Person ist mit Grund noch nicht informiert")
    RESTRICTED = "restricted", _("Die Verarbeitung ist eingeschränkt")
    DRAFT = "draft", _("Vorarbeit zu einer Entscheidung, die noch aussteht")
    BY_HAND = "by_hand", _("Von Hand geschwärzt")
