"""Invented records, for looking at a letter before anybody gets it: shaped as the papers read them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from schutznetz.networks.choices import LetterKind

AT = datetime(2026, 12, 7, 10, tzinfo=UTC)
ANNA, BERT = {"display_name": "Anna Beispiel"}, {"display_name": "Bert Beispiel"}
CASE = {"child_name": "Mia Musterfrau"}
SIGN = "Fall 2026-0815"
FAMILY = ["Familie Musterfrau", "Musterweg 1", "99999 Musterstadt"]
PARENTS = ["Erika Musterfrau", "Musterweg 1", "99999 Musterstadt"]


def _said(label: str) -> dict[str, str]:
    return {"label": label}


class _Case(dict[str, Any]):
    """A case reads as its sign and gives the child's name."""

    def __str__(self) -> str:
        return SIGN


MIA = _Case(CASE)
AGREED = {
    "what": "Mia geht jeden Tag in die Kita.",
    "whose": "Erika Musterfrau",
    "until": date(2026, 12, 31),
    "watcher": ANNA,
    "substitute": BERT,
    "how": "Anruf in der Kita",
    "check_on": date(2026, 12, 10),
    "otherwise": "Wir kommen noch am selben Tag.",
    "state": _said("Wird überwacht"),
}
PLAN = {
    "case": MIA,
    "version": 1,
    "state": _said("Gilt"),
    "starts_on": date(2026, 12, 7),
    "ends_on": date(2026, 12, 31),
    "review_on": date(2026, 12, 21),
    "goal": "Mia ist zu Hause sicher.",
    "consent": _said("Zugestimmt"),
    "consent_by": "Erika Musterfrau",
    "child_told": _said("Das Kind ist informiert"),
    "child_view": "„Ich möchte bei Mama bleiben.“",
}
VISIT = {
    "case": MIA,
    "at": AT,
    "author": ANNA,
    "colleague": BERT,
    "place": _said("Wohnung der Familie"),
    "address": "Musterweg 1",
    "people": "Erika Musterfrau, Mia",
    "entered_home": True,
    "sleeping_place": _said("Ja"),
    "child_seen": True,
    "child_alone": True,
    "examination": _said("Nicht nötig"),
    "text": "Mia war wach und fröhlich.",
    "entered_at": AT,
}
REFERRAL = {
    "case": MIA,
    "decided_by": ANNA,
    "decided_at": AT,
    "reasons": "Die Gefahr lässt sich nicht anders abwenden.",
    "report": "7. Dezember: Hausbesuch zu zweit.",
    "need": "Schutz und ein verlässlicher Tag",
    "help_kind": "Sozialpädagogische Familienhilfe",
    "review_results": "Noch nicht erreicht",
}
CLOSING = {
    "case": _Case({**CASE, "reported_at": AT, "child_seen_at": AT}),
    "outcome": _said("Keine Gefährdung, aber Hilfebedarf"),
    "reason": _said("Die Gefahr ist abgewendet"),
    "note": "Alle Absprachen sind eingehalten.",
    "proposed_by": ANNA,
    "proposed_at": AT,
    "confirmed_by": BERT,
    "confirmed_as": _said("Teamleitung im ASD"),
    "confirmed_at": AT,
}
RECORD = {
    "at": AT,
    "page": {"author": "Dora Beispiel", "child": [{"label": "Alter", "value": "4 Jahre"}]},
    "concern": {"organisation": {"name": "Kita Musterhaus"}},
    "lines": [{"label": "Haben Sie mit den Eltern gesprochen?", "value": "Ja"}],
}
SPECIMENS: Mapping[LetterKind, Mapping[str, Any]] = MappingProxyType(
    {
        LetterKind.LETTERHEAD: {},
        LetterKind.DECISION_RECORD: RECORD,
        LetterKind.RECEIPT: {"recipient": ["Dora Beispiel", "Kita Musterhaus"]},
        LetterKind.INVITATION: {"recipient": PARENTS},
        LetterKind.VISIT_PROTOCOL: {"visit": VISIT},
        LetterKind.SAFETY_PLAN: {"page": {"plan": PLAN, "items": [AGREED]}},
        LetterKind.COURT_LETTER: {
            "recipient": ["Amtsgericht Musterstadt", "Abteilung für Familiensachen", "Gerichtsweg 1"],
            "page": {"referral": REFERRAL},
            "plan": {"plan": PLAN, "items": [AGREED]},
        },
        LetterKind.FEEDBACK: {
            "recipient": ["Dora Beispiel", "Kita Musterhaus"],
            "answer": {
                "lines": [("Ist das Jugendamt zum Schutz tätig geworden?", True)],
                "sent_by": "Anna Beispiel",
                "sent_at": AT,
            },
        },
        LetterKind.HANDOVER: {
            "recipient": ["Jugendamt Nachbarstadt"],
            "handover": {
                "case": SIGN,
                "ground": _said("Das Kind ist umgezogen"),
                "sent_at": AT,
                "sent_by": ANNA,
                "answer_by": AT,
                "talk_at": AT,
            },
            "parts": ["Tatsachen", "Schutzplan"],
        },
        LetterKind.CLOSING_NOTE: {"page": {"closing": CLOSING}},
        LetterKind.WELCOME_VISIT: {"recipients": [FAMILY]},
        LetterKind.WELCOME: {"recipients": [FAMILY]},
        LetterKind.ACCESS_ANSWER: {
            "recipient": ["Erika Musterfrau"],
            "request": {"received_on": AT.date(), "basis": _said("Akteneinsicht als Beteiligte")},
            "content": {
                "sections": [{"title": "Verlauf"}],
                "withheld": [{"words": "berechtigte Interessen anderer", "norm": "§ 25 SGB X", "count": 3}],
                "transfers": [{"at": "3. Dezember 2026", "kind": "Anrufung des Familiengerichts"}],
            },
        },
    }
)
