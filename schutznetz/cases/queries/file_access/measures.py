"""What protection, help and court give to the file that somebody may ask to see."""

from schutznetz.cases.choices import FileSection
from schutznetz.cases.models import (
    Check,
    CourtReferral,
    GuardianAnswer,
    HelpOffer,
    ImmediateProtection,
    SafetyPlan,
    Stay,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.cases.queries.file_access.part import PLACE, REASONS, WORDS, Part, always
from schutznetz.law.file_access import Trait
from schutznetz.law.text import gettext_noop

MEASURES = FileSection.MEASURES
PARTS_OF_MEASURES = (
    Part(
        model=ImmediateProtection,
        section=MEASURES,
        at="acted_at",
        title=lambda row: gettext_noop("Sofortschutz"),
        fields={"what": "", "place": gettext_noop("Ort")},
        way="report",
        of_report=True,
        own={"place": PLACE},
    ),
    Part(
        model=SafetyPlan,
        section=MEASURES,
        at="written_at",
        title=lambda row: gettext_noop("Schutzplan"),
        fields={
            "goal": "",
            "consent_by": gettext_noop("Wer zugestimmt hat"),
            "child_view": gettext_noop("Sicht des Kindes"),
            "end_note": gettext_noop("Beendet, weil"),
        },
        own={"child_view": WORDS},
    ),
    Part(
        model=WatchedItem,
        section=MEASURES,
        at="opened_at",
        title=lambda row: row.kind.label,
        fields={
            "what": "",
            "whose": gettext_noop("Wer es tut"),
            "how": gettext_noop("Wie geprüft wird"),
            "otherwise": gettext_noop("Was geschieht, wenn nicht"),
            "done_note": gettext_noop("Erledigt"),
        },
    ),
    Part(
        model=Check,
        section=MEASURES,
        at="checked_at",
        title=lambda row: row.finding.label,
        fields={"evidence": "", "reaction": gettext_noop("Was daraufhin geschah")},
        way="item__case",
    ),
    Part(
        model=HelpOffer,
        section=MEASURES,
        at="",
        title=lambda row: gettext_noop("Angebotene Hilfe"),
        fields={"what": "", "answer_note": gettext_noop("Antwort")},
    ),
    Part(
        model=CourtReferral,
        section=MEASURES,
        at="decided_at",
        title=lambda row: gettext_noop("Familiengericht"),
        fields={
            **REASONS,
            "court": gettext_noop("Gericht"),
            "report": gettext_noop("Bericht an das Gericht"),
            "need": gettext_noop("Bedarf"),
            "help_kind": gettext_noop("Art der Hilfe"),
            "review_results": gettext_noop("Ergebnisse der Überprüfung"),
            "ruling": gettext_noop("Entscheidung des Gerichts"),
            "dissent": gettext_noop("Andere Meinung"),
            "end_note": gettext_noop("Beendet, weil"),
        },
    ),
    Part(
        model=TakingIntoCare,
        section=MEASURES,
        at="started_at",
        title=lambda row: gettext_noop("Inobhutnahme"),
        fields={
            "child_told_how": gettext_noop("Wie das Kind aufgeklärt wurde"),
            "trusted_note": gettext_noop("Vertrauensperson"),
            "confined_why": gettext_noop("Freiheitsentziehung"),
            "confinement_note": gettext_noop("Ende der Freiheitsentziehung"),
            "end_note": gettext_noop("Beendet, weil"),
        },
        own={"child_told_how": WORDS, "trusted_note": frozenset({Trait.OTHER_PERSON})},
    ),
    Part(
        model=GuardianAnswer,
        section=MEASURES,
        at="noted_at",
        title=lambda row: row.label,
        fields={"note": ""},
        way="taking__case",
    ),
    Part(
        model=Stay,
        section=MEASURES,
        at="since",
        title=lambda row: gettext_noop("Unterbringung"),
        fields={"place": ""},
        way="taking__case",
        traits=always(Trait.PLACE),
    ),
)
