"""What a day-care centre in Tannfurt writes down before it tells anyone. Child and family are invented."""

from datetime import date, datetime, timedelta

from schutznetz.concerns import services
from schutznetz.concerns.choices import AgeBand, EntryKind, Indicator, Sign, Witness
from schutznetz.concerns.services import Note, Seen
from schutznetz.demo.papers import paper
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.law.reporters import Reporter

SIGNS = {
    Indicator.CARE: Seen(sign=Sign.SIGN, note="seit zwei Wochen oft hungrig"),
    Indicator.DEVELOPMENT: Seen(sign=Sign.UNCLEAR, note="zieht sich zurück"),
    Indicator.PHYSICAL: Seen(sign=Sign.NO_SIGN),
}


def _notes(day: date) -> tuple[Note, ...]:
    return (
        Note(
            kind=EntryKind.OBSERVATION,
            on=day - timedelta(days=9),
            text="Emil holt sich beim Frühstück dreimal nach und steckt Brot in die Tasche.",
        ),
        Note(
            kind=EntryKind.STATEMENT,
            on=day - timedelta(days=6),
            text="„Abends gibt es bei uns nichts, da schläft Papa.“",
        ),
        Note(
            kind=EntryKind.OBSERVATION,
            on=day - timedelta(days=5),
            witness=Witness.HEARSAY,
            source="Mutter eines anderen Kindes",
            text="Der Vater soll seine Arbeit verloren haben.",
        ),
        Note(
            kind=EntryKind.PROTECTIVE,
            on=day - timedelta(days=4),
            text="Die Großmutter holt Emil mittwochs ab und kocht.",
        ),
        Note(
            kind=EntryKind.TALK_WITH_GUARDIANS,
            on=day - timedelta(days=2),
            text="Die Mutter sagt, es sei gerade schwer. Sie will über Beratung nachdenken.",
        ),
    )


def tell(town: Town, now: datetime) -> None:
    """Mira worries about Emil, has talked with his mother and not yet asked for advice."""
    with clock.frozen(now - timedelta(days=9)):
        concern = services.open_concern(
            town.acting("kita"),
            town.network,
            reporter=Reporter.PROVIDER,
            age_band=AgeBand.UNDER_6,
            child={
                "child_name": "Emil Krahn",
                "child_age": "5 Jahre",
                "child_institution": "Kita Regenbogen",
            },
        )
    day = now.astimezone(clock.BERLIN).date()
    with clock.frozen(now - timedelta(hours=2)):
        mira = town.acting("kita")
        for note in _notes(day):
            services.write_down(mira, concern, note=note)
        services.look_at_signs(mira, concern, seen=SIGNS)
        sheet = paper("bogen.png", "Kita Regenbogen", "Beobachtungsbogen", "Emil, 5 Jahre")
        services.attach_sheets(mira, concern, files=[sheet])
        services.answer_guide(
            mira, concern, answers={"danger": "no", "about": "child", "signs": "yes", "isef": "no"}
        )
