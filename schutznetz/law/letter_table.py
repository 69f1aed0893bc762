"""The table of letters: each kind with its standard texts, its norm and what always stands in it."""

from collections.abc import Mapping

from schutznetz.law.letters import (
    OF_A_CASE,
    OF_A_DATE,
    OF_A_HANDOVER,
    OF_A_REPORT,
    OF_A_REQUEST,
    OF_THE_OFFICE,
    Block,
    Letter,
    Sentence,
)
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop


def _intro(default: str, may: frozenset[str], *needs: str) -> Block:
    return Block("intro", gettext_noop("Einleitung"), default, may, frozenset(needs))


def _rights(sentence: str, may: frozenset[str]) -> Block:
    """Rights begin with the sentence that the law wants, and an office may add to it."""
    label = gettext_noop("Hinweise zu Ihren Rechten")
    return Block("rights", label, f"{{{sentence}}}", may | {sentence}, frozenset({sentence}))


def _ending(default: str, may: frozenset[str], *needs: str) -> Block:
    return Block("ending", gettext_noop("Schluss"), default, may, frozenset(needs))


BOUND = Sentence(
    gettext_noop(
        "Wer dieses Blatt erhält, darf die Angaben nur für den Zweck verwenden, zu dem es ausgehändigt wurde."
    ),
    Norm("SGB X", "78", 1, 1),
)
OF_A_WELCOME = (
    Sentence(
        gettext_noop("Ein Besuch zu Hause ist freiwillig. Sagen Sie ab, erfährt das niemand."),
        Norm("KKG", "2", 2),
    ),
    Sentence(
        gettext_noop(
            "Ihre Anschrift nannte uns die Meldebehörde. Wir nutzen sie nur für diesen Gruß und löschen sie"
            " danach."
        ),
        Norm("DSGVO", "14"),
    ),
)
REGARDS = "Mit freundlichen Grüßen\n{Jugendamt}"
LETTERHEAD = Letter(
    "letterhead",
    gettext_noop("Briefkopf"),
    None,
    "briefkopf.pdf",
    (
        Block(
            "head", gettext_noop("Kopf"), "{Jugendamt} · Jugendamt", OF_THE_OFFICE, frozenset({"Jugendamt"})
        ),
        Block("foot", gettext_noop("Fuß"), "Telefon {Telefon}\n{Zeiten}", OF_THE_OFFICE),
    ),
)
LETTERS = (
    Letter(
        "decision_record",
        gettext_noop("Entscheidungsnachweis"),
        Norm("KKG", "4"),
        "entscheidungsnachweis.pdf",
        (_intro("", frozenset({"Datum"})), _ending("", frozenset({"Datum"}))),
        (
            Sentence(
                gettext_noop("Weitergegeben wird nur, was zum Schutz des Kindes erforderlich ist."),
                Norm("KKG", "4", 3, 2),
            ),
        ),
        headed=False,
    ),
    Letter(
        "receipt",
        gettext_noop("Eingangsbestätigung"),
        Norm("SGB I", "35", 1),
        "eingangsbestaetigung.pdf",
        (
            _intro(
                "Guten Tag,\n\nIhre Mitteilung ist am {Eingang} bei uns eingegangen. Vielen Dank."
                "\n\nZwei Fachkräfte lesen, was Sie mitgeteilt haben, und entscheiden, was zu tun ist."
                " Wenn wir Fragen haben, melden wir uns.",
                OF_A_REPORT,
                "Eingang",
            ),
            _ending(
                "Wird es schlimmer, warten Sie nicht: Rufen Sie die 110 an."
                " Uns erreichen Sie unter {Telefon}.\n\n" + REGARDS,
                OF_A_REPORT,
            ),
        ),
        (
            Sentence(
                gettext_noop(
                    "Ob eine Familie bei uns bekannt ist und was wir tun, dürfen wir Ihnen nicht sagen."
                ),
                Norm("SGB I", "35", 1, 1),
            ),
        ),
    ),
    Letter(
        "invitation",
        gettext_noop("Einladung zum Gespräch"),
        Norm("SGB VIII", "8a", 1, 2),
        "einladung.pdf",
        (
            _intro(
                "Guten Tag,\n\nwir möchten mit Ihnen sprechen: {Anlass}.\n\n"
                "Bitte kommen Sie am {Tag} um {Uhrzeit} Uhr.\nOrt: {Ort}",
                OF_A_DATE,
                "Tag",
                "Uhrzeit",
                "Ort",
            ),
            _rights("Dolmetschen", OF_A_DATE),
            _ending(
                "Können Sie nicht kommen, rufen Sie bitte {Fachkraft} an: {Telefon}.\n\n" + REGARDS, OF_A_DATE
            ),
        ),
        (
            Sentence(
                gettext_noop("Zum Gespräch dürfen Sie eine Person Ihres Vertrauens mitbringen."),
                Norm("SGB X", "13", 4, 1),
            ),
        ),
    ),
    Letter(
        "visit_protocol",
        gettext_noop("Besuchsprotokoll"),
        Norm("SGB VIII", "8a", 1, 2),
        "besuchsprotokoll.pdf",
        (_intro("", OF_A_CASE), _ending("", OF_A_CASE)),
        (BOUND,),
    ),
    Letter(
        "safety_plan",
        gettext_noop("Schutzplan"),
        Norm("SGB VIII", "8a", 1, 3),
        "schutzplan.pdf",
        (
            _intro("Das haben wir miteinander abgesprochen, damit {Kind} sicher ist.", OF_A_CASE),
            _rights("Ombudsstelle", OF_A_CASE),
            _ending("Fragen beantwortet {Fachkraft}: {Telefon}.", OF_A_CASE),
        ),
        (BOUND,),
    ),
    Letter(
        "court_letter",
        gettext_noop("Anrufung des Familiengerichts"),
        Norm("SGB VIII", "8a", 2, 1),
        "schreiben-familiengericht.pdf",
        (
            _intro(
                "Unser Zeichen: {Zeichen}\n\nwir rufen das Familiengericht an (§ 8a Abs. 2 SGB VIII,"
                " §§ 1666, 1666a BGB).",
                OF_A_CASE,
                "Zeichen",
            ),
            _ending("Mit freundlichen Grüßen\n{Fachkraft}\n{Jugendamt}", OF_A_CASE, "Fachkraft"),
        ),
        (
            Sentence(
                gettext_noop("Das Verfahren ist vorrangig und beschleunigt durchzuführen."),
                Norm("FamFG", "155", 1),
            ),
            BOUND,
        ),
    ),
    Letter(
        "feedback",
        gettext_noop("Rückmeldung zu Ihrer Mitteilung"),
        Norm("KKG", "4", 4, 1),
        "rueckmeldung.pdf",
        (
            _intro(
                "Guten Tag,\n\nSie haben uns am {Eingang} über Ihre Sorge informiert. Das Gesetz erlaubt uns"
                " diese Antworten:",
                OF_A_REPORT,
            ),
            _ending(REGARDS, OF_A_REPORT),
        ),
        (
            Sentence(
                gettext_noop("Mehr dürfen wir Ihnen nicht mitteilen."),
                Norm("SGB VIII", "64", 4),
            ),
        ),
    ),
    Letter(
        "handover",
        gettext_noop("Übergabe an ein anderes Jugendamt"),
        Norm("SGB VIII", "8a", 6, 1),
        "anschreiben.pdf",
        (
            _intro(
                "Guten Tag,\n\nwir übergeben Ihnen den Fall {Zeichen}. Nach unserer Kenntnis sind Sie"
                " zuständig. Sie erhalten die Daten, die Sie für den Schutz des Kindes brauchen.",
                OF_A_HANDOVER,
                "Zeichen",
            ),
            _ending(
                "Fragen beantwortet {Fachkraft}: {Telefon}. Das Kennwort des Pakets nennen wir Ihnen am"
                " Telefon.\n\n" + REGARDS,
                OF_A_HANDOVER,
            ),
        ),
        (BOUND,),
    ),
    Letter(
        "closing_note",
        gettext_noop("Abschlussvermerk"),
        Norm("SGB VIII", "8a", 1),
        "abschlussvermerk.pdf",
        (_intro("", OF_A_CASE), _ending("", OF_A_CASE)),
    ),
    Letter(
        "access_answer",
        gettext_noop("Antwort auf Akteneinsicht oder Auskunft"),
        Norm("DSGVO", "12", 3, 1),
        "antwort-akteneinsicht.pdf",
        (
            _intro(
                "Guten Tag,\n\nSie haben gefragt, was bei uns gespeichert ist. Unser Zeichen: {Zeichen}."
                "\n\nDas Beiliegende dürfen wir Ihnen zeigen. Was geschwärzt ist, schützt andere Menschen.",
                OF_A_REQUEST,
                "Zeichen",
            ),
            _rights("Berichtigung", OF_A_REQUEST),
            _ending("Fragen beantwortet {Fachkraft}: {Telefon}.\n\n" + REGARDS, OF_A_REQUEST),
        ),
        (
            Sentence(
                gettext_noop("Sie können sich bei der Datenschutzaufsicht beschweren."),
                Norm("DSGVO", "77", 1),
            ),
            Sentence(
                gettext_noop(
                    "Wo sich jemand aufhält, wer gemeldet hat und was jemandem anvertraut wurde, geben wir"
                    " nie heraus, auch wenn nichts dergleichen in der Akte steht."
                ),
                Norm("SGB I", "35", 1, 1),
            ),
        ),
    ),
    Letter(
        "welcome_visit",
        gettext_noop("Willkommensbrief mit Besuch"),
        Norm("KKG", "2"),
        "willkommensbriefe-besuch.pdf",
        (
            _intro(
                "Guten Tag,\n\nherzlichen Glückwunsch zur Geburt Ihres Kindes!\n\n"
                "Wir möchten Sie gern zu Hause besuchen. Wir bringen ein kleines Geschenk mit und erzählen,"
                " was es hier für Familien gibt. Das kostet nichts, und Sie entscheiden allein.",
                OF_THE_OFFICE,
            ),
            _ending(
                "Wir melden uns in den nächsten Tagen. Sie möchten lieber keinen Besuch? Sagen Sie es uns:"
                " {Telefon}. Dann schreiben wir Ihnen nicht mehr.\n\n" + REGARDS,
                OF_THE_OFFICE,
            ),
        ),
        OF_A_WELCOME,
    ),
    Letter(
        "welcome",
        gettext_noop("Willkommensbrief"),
        Norm("KKG", "2"),
        "willkommensbriefe.pdf",
        (
            _intro(
                "Guten Tag,\n\nherzlichen Glückwunsch zur Geburt Ihres Kindes!\n\n"
                "Hier gibt es vieles für Familien: Gruppen, Beratung, Hilfe im Alltag. Wir erzählen Ihnen"
                " gern davon, am Telefon oder bei Ihnen zu Hause. Das kostet nichts, und Sie entscheiden.",
                OF_THE_OFFICE,
            ),
            _ending(
                "Rufen Sie uns einfach an: {Telefon}\n{Zeiten}\n\n" + REGARDS,
                OF_THE_OFFICE,
            ),
        ),
        OF_A_WELCOME,
    ),
)
BY_KIND: Mapping[str, Letter] = {letter.kind: letter for letter in (LETTERHEAD, *LETTERS)}
