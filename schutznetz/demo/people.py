"""The people of Tannfurt: one for each role. All of them are invented."""

from dataclasses import dataclass

from schutznetz.networks.choices import PartnerCategory, Role, UnitKind
from schutznetz.networks.values import NewPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An institution of the invented town."""

    key: str
    name: str
    category: PartnerCategory
    street: str
    phone: str
    parent: str = ""
    unit: UnitKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody of an invented town; those of Tannfurt a visitor of the demo may become with one click."""

    key: str
    given: str
    family: str
    role: Role
    house: str = ""
    task: str = ""
    town: str = "tannfurt"

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def email(self) -> str:
        plain = f"{self.given}.{self.family}".casefold().replace(" ", "-")
        for umlaut, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}.items():
            plain = plain.replace(umlaut, letters)
        return f"{plain}@{self.town}.example"

    @property
    def invited(self) -> NewPerson:
        return NewPerson(first_name=self.given, last_name=self.family, email=self.email, phone="05999 4711-0")


HOUSES = (
    House(
        key="office",
        name="Jugendamt Tannfurt",
        category=PartnerCategory.YOUTH_OFFICE,
        street="Rathausplatz 1",
        phone="05999 4711-0",
        unit=UnitKind.ASD,
    ),
    House(
        key="kita",
        name="Kita Regenbogen",
        category=PartnerCategory.DAY_CARE,
        street="Birkenweg 7",
        phone="05999 4711-20",
        parent="welfare",
    ),
    House(
        key="welfare",
        name="Kinderhaus Tannfurt e. V.",
        category=PartnerCategory.PROVIDER,
        street="Birkenweg 5",
        phone="05999 4711-21",
    ),
    House(
        key="practice",
        name="Kinderarztpraxis am Markt",
        category=PartnerCategory.MEDICAL_PRACTICE,
        street="Marktplatz 3",
        phone="05999 4711-30",
    ),
    House(
        key="midwife",
        name="Hebammenpraxis Lindental",
        category=PartnerCategory.MIDWIFE,
        street="Lindenstraße 12",
        phone="05999 4711-40",
    ),
    House(
        key="clinic",
        name="Klinikum Tannfurt",
        category=PartnerCategory.CLINIC,
        street="Am Klinikum 1",
        phone="05999 4711-90",
    ),
    House(
        key="jobcenter",
        name="Jobcenter Tannfurt",
        category=PartnerCategory.JOBCENTER,
        street="Bahnhofstraße 20",
        phone="05999 4711-50",
    ),
    House(
        key="family_house",
        name="Familienhaus Tannfurt",
        category=PartnerCategory.FAMILY_EDUCATION,
        street="Mühlgasse 4",
        phone="05999 4711-60",
    ),
    House(
        key="court",
        name="Amtsgericht Tannfurt",
        category=PartnerCategory.FAMILY_COURT,
        street="Gerichtsweg 1",
        phone="05999 4711-80",
    ),
    House(
        key="advice",
        name="Beratungsstelle Wegweiser",
        category=PartnerCategory.ADVICE_CENTRE,
        street="Kirchgasse 9",
        phone="05999 4711-70",
    ),
)

ADMINISTRATOR = Persona(
    key="administrator",
    given="Udo",
    family="Kern",
    role=Role.ADMINISTRATOR,
    house="office",
    task="Richtet Zugänge ein und nimmt sie weg; sieht keine Meldung.",
)
DATA_PROTECTION = Persona(
    key="data_protection",
    given="Renate",
    family="Falk",
    role=Role.DATA_PROTECTION,
    house="office",
    task="Bestätigt Zugänge als zweite Person und prüft Protokolle, nie Inhalte.",
)
PERSONAS = (
    Persona(
        key="coordinator",
        given="Katrin",
        family="Sommer",
        role=Role.COORDINATOR,
        house="office",
        task="Hält das Netzwerk zusammen: Partner, Kontakte, Treffen, Angebote.",
    ),
    Persona(
        key="intake",
        given="Sabine",
        family="Vogt",
        role=Role.INTAKE,
        house="office",
        task="Nimmt Meldungen an, auch am Telefon, und übernimmt sie.",
    ),
    Persona(
        key="anna",
        given="Anna",
        family="Berger",
        role=Role.CASE_WORKER,
        house="office",
        task="Fachkraft im ASD; hat heute Dienst und entscheidet mit.",
    ),
    Persona(
        key="bert",
        given="Bert",
        family="Lindner",
        role=Role.CASE_WORKER,
        house="office",
        task="Fachkraft im ASD; vertritt Anna Berger.",
    ),
    Persona(
        key="team_lead",
        given="Petra",
        family="Hoffmann",
        role=Role.TEAM_LEAD,
        house="office",
        task="Leitet das Team und wird gerufen, wenn etwas liegen bleibt.",
    ),
    Persona(
        key="records",
        given="Rosa",
        family="Winter",
        role=Role.RECORDS_OFFICER,
        house="office",
        task="Führt die Akten und entscheidet als Zweite, was gelöscht wird.",
    ),
    Persona(
        key="planner",
        given="Jutta",
        family="Lenz",
        role=Role.PLANNER,
        house="office",
        task="Plant Hilfen und liefert die amtliche Statistik; sieht nur Zahlen.",
    ),
    Persona(
        key="kita",
        given="Mira",
        family="Yilmaz",
        role=Role.PARTNER,
        house="kita",
        task="Erzieherin; meldet auf dem Weg der Kita nach § 8a Abs. 4 SGB VIII.",
    ),
    Persona(
        key="kita_lead",
        given="Gisela",
        family="Thiel",
        role=Role.PARTNER_LEAD,
        house="kita",
        task="Leitet die Kita; hält deren Kontakte aktuell und übernimmt, was sonst liegen bliebe.",
    ),
    Persona(
        key="doctor",
        given="Jonas",
        family="Weber",
        role=Role.PARTNER,
        house="practice",
        task="Kinderarzt mit sechs Minuten Zeit; meldet nach § 4 KKG.",
    ),
    Persona(
        key="midwife",
        given="Lea",
        family="Brandt",
        role=Role.PARTNER,
        house="midwife",
        task="Hebamme; sucht Angebote für Familien und kennt die Ansprechpersonen.",
    ),
    Persona(
        key="guide",
        given="Gabi",
        family="Noll",
        role=Role.GUIDE,
        house="clinic",
        task="Lotsin auf der Geburtsstation; leitet Familien weiter, die es möchten, und zählt mit.",
    ),
    Persona(
        key="family_midwife",
        given="Hanna",
        family="Vogt",
        role=Role.FAMILY_MIDWIFE,
        house="family_house",
        task="Familienhebamme; begleitet Familien zu Hause und hält fest, was nur sie lesen kann.",
    ),
    Persona(
        key="family_nurse",
        given="Ines",
        family="Demirci",
        role=Role.FAMILY_MIDWIFE,
        house="family_house",
        task="Familien-Kinderkrankenpflegerin; spricht Türkisch und hilft bis zum dritten Geburtstag.",
    ),
    Persona(
        key="jobcenter",
        given="Thomas",
        family="Kühn",
        role=Role.JOBCENTER,
        house="jobcenter",
        task="Vermittelt im Jobcenter und findet Hilfe für Eltern.",
    ),
    Persona(
        key="provider",
        given="Svenja",
        family="Roth",
        role=Role.PROVIDER,
        house="family_house",
        task="Pflegt die Angebote des Familienhauses und meldet freie Plätze.",
    ),
    Persona(
        key="welcome_visitor",
        given="Wanda",
        family="Peters",
        role=Role.WELCOME_VISITOR,
        house="family_house",
        task="Besucht junge Familien und sieht nur ihre eigenen Besuche von heute.",
    ),
    Persona(
        key="isef",
        given="Eva",
        family="Stern",
        role=Role.ISEF,
        house="advice",
        task="Berät als insoweit erfahrene Fachkraft, ohne zu erfahren, um wen es geht.",
    ),
    Persona(
        key="isef_deputy",
        given="Olga",
        family="Reimann",
        role=Role.ISEF,
        house="family_house",
        task="Insoweit erfahrene Fachkraft; vertritt Eva Stern.",
    ),
    Persona(
        key="volunteers",
        given="Vera",
        family="Busch",
        role=Role.VOLUNTEER_COORDINATOR,
        house="family_house",
        task="Gewinnt und begleitet Familienpaten; führt sie mit Familien zusammen.",
    ),
    DATA_PROTECTION,
    ADMINISTRATOR,
)
