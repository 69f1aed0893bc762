"""What leaves early help is covered by a consent, whoever writes it: kept by the database on both engines.

A passing on names a person whom the consent of this family names, while it stands, and each thing that it
carries is one of the consent. What was declared and what was passed on is never changed, and withdrawn stays
withdrawn.
"""

from collections.abc import Iterator

from schutznetz.walls.wall import Wall

PARTS = ("care_consentitem", "care_consentrecipient", "care_declaration", "care_passing", "care_passeditem")
NAMING = PARTS[:3]  # what a consent consists of
DECLARED = (
    "id", "network_id", "family_id", "kind", "purpose", "form", "language", "copy_given", "declared_by",
    "custody", "capacity", "one_suffices", "given_on", "until", "noted_at", "noted_by_id",
)  # fmt: skip


def of_care() -> Iterator[Wall]:
    yield from _of_passing_on()
    yield from _of_declaring()
    yield from _of_wishes()


def _of_passing_on() -> Iterator[Wall]:
    yield Wall(
        name="passing_is_covered",
        table="care_passing",
        events=("INSERT",),
        broken="NOT EXISTS (SELECT 1 FROM care_consentrecipient r"
        " JOIN care_familyconsent c ON c.id = r.consent_id WHERE r.id = NEW.recipient_id"
        " AND c.family_id = NEW.family_id AND c.withdrawn_at IS NULL"
        " AND c.given_on <= NEW.passed_on AND c.until >= NEW.passed_on"
        " AND (NEW.basis <> 'release' OR c.kind = 'release'))",
        message="nothing is passed on without a consent",
        needs=("care_consentrecipient", "care_familyconsent"),
    )
    yield Wall(
        name="passed_item_is_covered",
        table="care_passeditem",
        events=("INSERT",),
        broken="NOT EXISTS (SELECT 1 FROM care_passing p"
        " JOIN care_consentrecipient r ON r.id = p.recipient_id"
        " JOIN care_consentitem i ON i.consent_id = r.consent_id"
        " WHERE p.id = NEW.passing_id AND i.item = NEW.item)",
        message="nothing is passed on that the consent does not name",
        needs=("care_passing", "care_consentrecipient", "care_consentitem"),
    )


def _of_wishes() -> Iterator[Wall]:
    """Whoever finds a volunteer learns of a family by a passing on of the consent that the wish names."""
    yield Wall(
        name="wish_is_covered",
        table="volunteers_wish",
        events=("INSERT", "UPDATE OF consent_id, family_id"),
        broken="NOT EXISTS (SELECT 1 FROM care_passing p"
        " JOIN care_consentrecipient r ON r.id = p.recipient_id"
        " WHERE r.consent_id = NEW.consent_id AND p.family_id = NEW.family_id)",
        message="no wish is told without a consent",
        needs=("care_passing", "care_consentrecipient"),
    )


def _of_declaring() -> Iterator[Wall]:
    yield Wall(
        name="familyconsent_stays_withdrawn",
        table="care_familyconsent",
        events=("UPDATE OF withdrawn_at",),
        broken="OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at",
        message="withdrawn stays withdrawn",
    )
    yield Wall(
        name="familyconsent_is_final",
        table="care_familyconsent",
        events=("UPDATE",),
        broken=" OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in DECLARED),
        message="what was declared is never changed",
    )
    for table in NAMING:
        yield Wall(
            name=f"{table}_is_said_before",
            table=table,
            events=("INSERT",),
            broken="EXISTS (SELECT 1 FROM care_familyconsent c WHERE c.id = NEW.consent_id"
            " AND (c.withdrawn_at IS NOT NULL OR c.last_used_at IS NOT NULL))",
            message="nothing is added to a consent that was used or withdrawn",
            needs=("care_familyconsent",),
        )
    for table in PARTS:
        yield Wall(
            name=f"{table}_is_final",
            table=table,
            events=("UPDATE",),
            broken="NEW.id IS NOT NULL",
            message="what was declared is never changed",
        )
