"""What families type, and the offer that must stand among the first three; words of everyday life."""

import pytest

from schutznetz.kernel import tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.models import Network
from schutznetz.offers import queries, services
from schutznetz.offers.choices import Cost, Language, Weekday
from schutznetz.offers.choices import OfferCategory as Topic
from schutznetz.offers.facts import OfferFacts, Time
from schutznetz.offers.queries import Search

OFFERS = {
    "hebamme": ("Familienhebamme und Kinderkrankenschwester",
        Topic.HEALTH_PROFESSIONAL, "Begleitung im ersten Jahr"),
    "frueh": ("Interdisziplinäre Frühförderstelle",
        Topic.EARLY_SUPPORT, "Frühförderung und Entwicklungsberatung"),
    "schrei": ("Schreiambulanz Löwenzahn",
        Topic.CRYING_BABIES, "Wenn Ihr Baby viel weint und schlecht schläft"),
    "krabbel": ("Krabbelgruppe Zwergenland", Topic.PARENT_CHILD_GROUP, "Singen und Spielen mit Babys"),
    "cafe": ("Elterncafé am Rathaus", Topic.OPEN_MEETING, "Frühstück und Austausch"),
    "schwanger": ("Schwangerschaftsberatung",
        Topic.PREGNANCY_ADVICE, "Hilfe bei Anträgen, Bundesstiftung Mutter und Kind"),
    "erziehung": ("Erziehungsberatungsstelle", Topic.FAMILY_ADVICE, "Bei Streit, Trennung und Trotz"),
    "kita": ("Städtische Kita Regenbogen", Topic.DAY_CARE, "Betreuung ab einem Jahr"),
    "paten": ("Familienpaten", Topic.VOLUNTEERS, "Ehrenamtliche entlasten im Alltag"),
    "besuch": ("Babybegrüßung", Topic.WELCOME_VISIT, "Willkommensbesuch mit Geschenk"),
    "kleider": ("Kleiderstube Känguru", Topic.GOODS, "Gebrauchte Babysachen und Kinderwagen"),
    "amt": ("Elterngeldstelle", Topic.AUTHORITY, "Antrag auf Elterngeld und Kinderzuschlag"),
    "haus": ("Frauenhaus", Topic.VIOLENCE_PROTECTION, "Schutz bei häuslicher Gewalt"),
    "kurs": ("Geburtsvorbereitungskurs", Topic.PARENT_EDUCATION, "Für Paare, auch am Wochenende"),
    "deutsch": ("Mama lernt Deutsch", Topic.PARENT_EDUCATION, "Sprachkurs mit Kinderbetreuung"),
    "vaeter": ("Vätertreff Samstag", Topic.OPEN_MEETING, "Papas und Kinder kochen zusammen"),
    "sucht": ("Suchtberatung für Eltern", Topic.FAMILY_ADVICE, "Alkohol, Medikamente, Spielsucht"),
    "schulden": ("Schuldnerberatung", Topic.FAMILY_ADVICE, "Wenn die Rechnungen zu viel werden"),
    "still": ("Stillgruppe Milchbar", Topic.PARENT_CHILD_GROUP, "Stillberatung durch Fachfrauen"),
    "klinik": ("Geburtsklinik Marienstift", Topic.CLINIC, "Kreißsaalführung und Geburtshilfe"),
}  # fmt: skip

QUESTIONS = {
    "hebamme": ["Hebamme", "hebame", "Habamme", "Familien Hebamme", "familienhebame",
                "kinderkrankenschwester",
                "Nachsorge", "Hebammen"],
    "frueh": ["Frühförderung", "fruehfoerderung", "frühförderug", "fruhforderung", "Frühförder",
                "Entwicklungsberatung"],
    "schrei": ["Baby schreit", "mein Kind schreit", "Schreibaby", "schreiambulans", "weint viel",
                "Schreiambulanz"],
    "krabbel": ["Krabbelgruppe", "krabelgruppe", "Krabbelgruppen", "Babygruppe", "Spielgruppe",
                "zwergenland"],
    "cafe": ["Elterncafe", "Eltern-Café", "eltern cafe", "andere Eltern treffen", "Elterntreff"],
    "schwanger": ["schwanger", "ungewollt schwanger", "Schwangerschaftskonflikt", "schwangerschaftsberatng",
                  "Bundesstiftung"],
    "erziehung": ["Erziehungsberatung", "Trotzphase", "Trennung", "erziehungsberatugn"],
    "kita": ["Kita-Platz", "Kindergarten", "Krippenplatz", "Tagesmutter", "kindergaten"],
    "paten": ["Familienpate", "Leihoma", "Entlastung", "Hilfe im Alltag", "familenpaten"],
    "besuch": ["Babybegrüßung", "babybegruessung", "Willkommensbesuch", "Wilkommensbesuch"],
    "kleider": ["Kinderwagen", "Babykleidung", "Erstausstattung", "kleiderstube"],
    "amt": ["Elterngeld", "elterngelt", "Kinderzuschlag"],
    "haus": ["häusliche Gewalt", "haeusliche gewalt", "Frauenhaus", "frauenhaß"],
    "kurs": ["Geburtsvorbereitung", "gebrutsvorbereitung", "Geburtsvorbereitungskurs"],
    "deutsch": ["Sprachkurs", "Deutschkurs", "Deutsch lernen"],
    "vaeter": ["Väter", "Vater", "Vaetertreff", "Papa"],
    "sucht": ["Sucht", "Alkohol", "suchtberatug"],
    "schulden": ["Schulden", "Schuldnerberatung", "schuldnerberattung"],
    "still": ["Stillen", "Stillberatung", "stilgruppe"],
    "klinik": ["Kreißsaal", "Kreissaal", "Entbindung", "Geburtsklinik"],
}  # fmt: skip
ALL = [(text, name) for name, texts in QUESTIONS.items() for text in texts]


@pytest.fixture
def directory(tannfurt: Network) -> None:
    facts = [
        OfferFacts(
            title=title, provider="Träger", category=topic, summary=text, city="Tannfurt", external_key=key
        )
        for key, (title, topic, text) in OFFERS.items()
    ]
    with tenancy.scope(tannfurt.pk):
        services.import_offers(system(tannfurt.pk), tannfurt, offers=facts)


def test_the_set_is_large_enough() -> None:
    assert len(ALL) >= 60


def test_what_families_type_leads_to_the_right_offer(directory: None) -> None:
    missed = {}
    for text, name in ALL:
        found = [hit.title for hit in queries.search(Search(text=text)).hits[:3]]
        if OFFERS[name][0] not in found:
            missed[text] = found

    assert missed == {}


def test_nonsense_finds_nothing(directory: None) -> None:
    assert queries.search(Search(text="Qxzwv Bratpfannenreparatur")).hits == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mein kleiner Bratpfannenkönig braucht die Schreiambulanz", "schrei"),
        ("vätergruppentreffen", "vaeter"),
        ("Babykleider", "kleider"),
        ("Suchtprobleme in der Familie", "sucht"),
    ],
)
def test_what_no_offer_holds_does_not_hide_the_rest(text: str, name: str, directory: None) -> None:
    found = [hit.title for hit in queries.search(Search(text=text)).hits[:3]]

    assert OFFERS[name][0] in found


def test_languages_days_and_costs_are_found_as_words(tannfurt: Network) -> None:
    time = Time(weekday=Weekday.TUESDAY)
    facts = [
        OfferFacts(
            title="Treff", provider="Träger", category=Topic.OPEN_MEETING, cost=Cost.FREE,
            languages=(Language.TURKISH,), times=(time,), external_key="1",
        ),
        OfferFacts(title="Anderer", provider="Träger", category=Topic.OPEN_MEETING, external_key="2"),
    ]  # fmt: skip
    with tenancy.scope(tannfurt.pk):
        services.import_offers(system(tannfurt.pk), tannfurt, offers=facts)

    for text in ("türkischer Treff", "Treff dienstags", "kostenloser Treff"):
        assert [hit.title for hit in queries.search(Search(text=text)).hits] == ["Treff"]
