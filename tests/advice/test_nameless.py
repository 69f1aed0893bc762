"""What may name somebody, on invented sentences: nothing of it is missed, and little is asked in vain."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.advice import nameless
from schutznetz.advice.nameless import Kind

pytestmark = pytest.mark.static

N, A, B, I, T, M, O = (  # noqa: E741 - one letter each keeps the table readable
    Kind.NAME,
    Kind.ADDRESS,
    Kind.BIRTH,
    Kind.INSTITUTION,
    Kind.NUMBER,
    Kind.MAIL,
    Kind.OWN,
)
# Sentence, and what of it must be covered by a hit of that kind.
TELLING: list[tuple[str, list[tuple[Kind, str]]]] = [
    ("Leo kommt seit drei Wochen ohne Frühstück.", [(N, "Leo")]),
    ("Heute hat Aylin erzählt, dass sie allein war.", [(N, "Aylin")]),
    ("Die Mia hat blaue Flecken am Oberarm.", [(N, "Mia")]),
    ("Ich war gestern beim Kevin zu Hause.", [(N, "Kevin")]),
    ("Wir haben mit unserer Jessica und ihrem Mohammed gesprochen.", [(N, "Jessica"), (N, "Mohammed")]),
    ("Das habe ich vom Murat gehört, er geht zum Leo.", [(N, "Murat"), (N, "Leo")]),
    ("Mein Enis weint. Gestern sagte ihre Mia, sie sei müde.", [(N, "Enis"), (N, "Mia")]),
    (
        "Diese Sofija war beim kleinen Enis und bei meiner kleinen Mia.",
        [(N, "Sofija"), (N, "Enis"), (N, "Mia")],
    ),
    ("Er schlief beim Carsten, sie war zur Carmen gelaufen.", [(N, "Carsten"), (N, "Carmen")]),
    ("Susanne sie weint.", [(N, "Susanne")]),
    ("Gestern kamen Leos Mutter und Jonas' Vater.", [(N, "Leos"), (N, "Jonas")]),
    ("„Finn, komm jetzt!“, schrie er.", [(N, "Finn")]),
    ("Es geht um ein Mädchen (Sofija, 4 Jahre).", [(N, "Sofija")]),
    ("Valerie Hass ist fünf.", [(N, "Valerie Hass")]),
    ("Sohn Jan-Niklas und Tochter Zoë-Marie schlafen hier.", [(N, "Jan-Niklas"), (N, "Zoë-Marie")]),
    ("Die Mutter, Frau Sandner, bat um Geduld.", [(N, "Frau Sandner")]),
    ("Hr. Özdemir und Fam. Nguyen ziehen um.", [(N, "Hr. Özdemir"), (N, "Fam. Nguyen")]),
    ("Dr. med. Kühn bestätigt das.", [(N, "Dr. med. Kühn")]),
    ("frau von der heide und herr yilmaz kamen", [(N, "frau von der heide"), (N, "herr yilmaz")]),
    ("Frau müller war nicht da.", [(N, "Frau müller")]),
    ("Oma Gerda weiß davon, oma gerda sagt nichts.", [(N, "Oma Gerda"), (N, "oma gerda")]),
    ("das kind heißt leo, der bruder heisst ben", [(N, "leo"), (N, "ben")]),
    ("Ein Mädchen namens aylin, genannt lulu.", [(N, "aylin"), (N, "lulu")]),
    ("Sein Name ist kim, er nennt sich tiger.", [(N, "kim"), (N, "tiger")]),
    ("Das Kind L. S. fehlt, auch M.K. und Leo B.", [(N, "L. S."), (N, "M.K."), (N, "Leo B.")]),
    ("Der kleine L. kommt zu spät.", [(N, "L.")]),
    ("Frau M. kam nicht.", [(N, "Frau M.")]),
    ("L e o und M-i-a und S.a.n.d.n.e.r schlafen nicht.", [(N, "L e o"), (N, "M-i-a"), (N, "S.a.n.d.n.e.r")]),
    ("L3o, M1a, L*o und M*** spielen.", [(N, "L3o"), (N, "M1a"), (N, "L*o"), (N, "M***")]),
    ("Мария schläft schlecht, Lео auch, Ｌｅｏ ebenso.", [(N, "Мария"), (N, "Lео"), (N, "Ｌｅｏ")]),
    ("Das sagt Sand\u00adner, das sagt Jö\u200drg.", [(N, "Sand\u00adner"), (N, "Jö\u200drg")]),
    ("Mu\u0308ller hat angerufen.", [(N, "Mu\u0308ller")]),
    ("LEO SANDNER war gestern allein.", [(N, "LEO SANDNER")]),
    ("Die Familie stammt aus Tannfurt.", [(N, "Tannfurt")]),
    ("Sie wohnt in der Lindenstraße 12.", [(A, "Lindenstraße 12")]),
    ("Sie wohnt in der Lindenstraße.", [(A, "Lindenstraße")]),
    ("er wohnt lindenstr. 5a, hinten", [(A, "lindenstr. 5a")]),
    ("Linden Str. 5 oder Lindenstrasse fünf", [(A, "Linden Str. 5"), (A, "Lindenstrasse fünf")]),
    ("Goethe-Straße 12-14, Amselweg Nr. 3", [(A, "Goethe-Straße 12-14"), (A, "Amselweg Nr. 3")]),
    (
        "Sie leben Am Alten Markt 7 oder Unter den Linden 5a.",
        [(A, "Am Alten Markt 7"), (A, "Unter den Linden 5a")],
    ),
    (
        "99999 Tannfurt, D-39104, 39 104 Magdeburg",
        [(A, "99999 Tannfurt"), (A, "D-39104"), (A, "39 104 Magdeburg")],
    ),
    (
        "Geboren am 3.3.2019, 03.03.19, 3/3/2019, 3-3-19.",
        [(B, "3.3.2019"), (B, "03.03.19"), (B, "3/3/2019"), (B, "3-3-19")],
    ),
    ("2019-03-03, 03032019, 03 03 2019", [(B, "2019-03-03"), (B, "03032019"), (B, "03 03 2019")]),
    ("3. März 2019, 3.März 19, 3 Mrz. 2019", [(B, "3. März 2019"), (B, "3.März 19"), (B, "3 Mrz. 2019")]),
    ("am dritten März zweitausendneunzehn", [(B, "dritten März zweitausendneunzehn")]),
    ("geb. 2019, Jahrgang 2018, Jg. 17, *3.3.", [(B, "2019"), (B, "2018"), (B, "17"), (B, "*3.3.")]),
    ("geboren im März 2019, wurde 2020 geboren", [(B, "März 2019"), (B, "2020")]),
    ("Er hat am 12.4. Geburtstag.", [(B, "12.4.")]),
    ("Am 3. März wird sie fünf Jahre alt.", [(B, "3. März")]),
    ("Die Kita Regenbogen und der Hort Pusteblume.", [(I, "Kita Regenbogen"), (I, "Hort Pusteblume")]),
    (
        "Kita „Sonnenschein“, Kindergarten Sankt Martin",
        [(I, "Kita „Sonnenschein“"), (I, "Kindergarten Sankt Martin")],
    ),
    ("Die Goetheschule und die Regenbogenkita.", [(I, "Goetheschule"), (I, "Regenbogenkita")]),
    (
        "Die Astrid-Lindgren-Schule, Grundschule am Park",
        [(I, "Astrid-Lindgren-Schule"), (I, "Grundschule am Park")],
    ),
    (
        "Praxis Dr. Weber, St.-Elisabeth-Krankenhaus",
        [(I, "Praxis Dr. Weber"), (I, "St.-Elisabeth-Krankenhaus")],
    ),
    (
        "0171 1234567, +49 171 1234567, 0391/540-0",
        [(T, "0171 1234567"), (T, "+49 171 1234567"), (T, "0391/540-0")],
    ),
    ("null eins sieben eins zwei drei vier", [(T, "null eins sieben eins zwei drei vier")]),
    (
        "Az. 12 F 345/26, Auto TF-AB 123, A123456789",
        [(T, "12 F 345/26"), (T, "TF-AB 123"), (T, "A123456789")],
    ),
    (
        "leo.sandner@example.org, leo (at) web (dot) de",
        [(M, "leo.sandner@example.org"), (M, "leo (at) web (dot) de")],
    ),
    (
        "leo punkt sandner at web punkt de, @leo_2015",
        [(M, "leo punkt sandner at web punkt de"), (M, "@leo_2015")],
    ),
]
HIDDEN: list[tuple[str, list[tuple[Kind, str]]]] = [
    ("Carlos weint oft, Ludwig auch nicht.", [(N, "Carlos")]),
    ("Ludwig weint oft.", [(N, "Ludwig")]),
    ("Gerhardt kam, dann Florentine und Ioannis.", [(N, "Gerhardt"), (N, "Florentine"), (N, "Ioannis")]),
    ("das kind heißt carlos, sagt die mutter", [(N, "carlos")]),
    ("Gestern hat August geweint, Julie auch, Eileen nicht.", [(N, "August"), (N, "Julie"), (N, "Eileen")]),
    ("M.-L. kam mit dem Herrn Baum.", [(N, "M.-L."), (N, "Herrn Baum")]),
    ("Die Mutter wohnt Hauptstraße 4.", [(A, "Hauptstraße 4")]),
    ("Sie lebt Straße der Jugend 12, vorher Platz der Einheit 5.",
     [(A, "Straße der Jugend 12"), (A, "Platz der Einheit 5")]),
    ("der dritte März 2019, Dritter Mai zweitausendsiebzehn",
     [(B, "dritte März 2019"), (B, "Dritter Mai zweitausendsiebzehn")]),
    ("Geboren 3.III.2019, oder im März zweitausendneunzehn geboren",
     [(B, "3.III.2019"), (B, "März zweitausendneunzehn")]),
    ("Sie wird am ersten Mai sechs.", [(B, "ersten Mai")]),
    ("0171_1234567, 0171    123    4567, Durchwahl 4711",
     [(T, "0171_1234567"), (T, "0171    123    4567"), (T, "Durchwahl 4711")]),
    ("Im Netz heißt er leo_2015.", [(M, "leo_2015")]),
    ("Ihr Instagram ist lenchen2012.", [(M, "lenchen2012")]),
    ("die kleine lena aus meiner Gruppe hat Angst vor der Mutter", [(N, "lena")]),
    ("Gestern habe ich mit sandra über das Kind gesprochen.", [(N, "sandra")]),
    ("Vorgestern war ich bei nguyens zu Hause.", [(N, "nguyens")]),
    ("Ich glaube nicht, dass leonie lügt, sagt die Erzieherin.", [(N, "leonie")]),
    ("Am Montag hat jonas wieder geweint, weil tarek ihn haut.", [(N, "jonas"), (N, "tarek")]),
    ("Ich nenne das Kind hier L. Danach weint es.", [(N, "L.")]),
    ("Viele Grüße, P. Klein", [(N, "P. Klein")]),
    ("Am 03.04. ist sie sechs geworden, geb 12 3 15.", [(B, "03.04."), (B, "geb 12 3 15")]),
    ("Das Auto hat das Kennzeichen M AB 1234.", [(T, "M AB 1234")]),
]  # fmt: skip
TELLING += HIDDEN
HARMLESS = [
    "Im Juli und August war niemand da, seit Mai 2025 kommt er wieder, Ende Juni wurde es schlimmer.",
    "Sprachlose Kinder, arbeitslose Eltern: Hilflos sitzt er da. Lieblos wirkt der Ton.",
    "Auf der Hauptstraße wartet er; die Studentinnen und Erzieherinnen kennen die Ergebnisse.",
    "Ein Junge aus meiner Gruppe kommt seit einigen Wochen mit blauen Flecken an den Oberarmen.",
    "Auf Nachfrage sagt er, er sei vom Klettergerüst gefallen.",
    "Das Kind zieht sich zurück, spielt kaum noch mit anderen und erschrickt bei lauten Geräuschen.",
    "Wir haben die Vorfälle vom 12.3. und vom Montag um 14.30 Uhr im Gruppentagebuch festgehalten.",
    "Welche Schritte muss ich nach § 8a Abs. 4 SGB VIII einhalten, z. B. gegenüber den Eltern?",
    "Ich bin Kinderärztin und unterliege der Schweigepflicht nach § 203 StGB.",
    "Der Säugling hat seit der U4 kaum zugenommen.",
    "Es gibt drei Geschwister im Alter von 2, 5 und 9 Jahren.",
    "Kind A und Kind B streiten. Danach weint Kind A. Auch Mutter B schweigt.",
    "Eine Kollegin hat beobachtet, dass der Stiefvater das Kind am Ohr gezogen hat.",
    "Sie äußerte gegenüber der Erzieherin: „Ich will nicht nach Hause.“",
    "Die Eltern streiten lautstark; Nachbarn riefen letzte Woche die Polizei.",
    "Die Frau hat Angst. Die Frau arbeitet nachts, die Oma hilft.",
    "Erzieher*innen und Schüler_innen berichten dasselbe.",
    "Das heißt nicht, dass es schlimm ist. Es heißt, die Familie zieht bald um.",
    "Sollte ich zuerst mit dem Kind allein sprechen? Darf ich das Jugendamt informieren?",
    "Gibt es gewichtige Anhaltspunkte für eine Kindeswohlgefährdung?",
    "Die Kita ist klein, die Schule ist groß, die Grundschule hat angerufen.",
    "Auf dem Schulweg und auf dem Spielplatz ist er allein, am Arbeitsplatz fragt niemand.",
    "Das Mädchen malt immer wieder Bilder mit weinenden Figuren.",
    "Beim Wickeln fielen wunde Stellen und verkrusteter Windelausschlag auf.",
    "Beim Anziehen und beim Füttern weint sie, im Sitzen schläft sie ein, zum Telefonieren geht er weg.",
    "Mein Eindruck: Beim Essen wirkt ihre Tochter ruhig, unser Gespräch war offen.",
    "Am Dienstagnachmittag stand die Jugendliche weinend vor der Tür.",
    "Der Zweijährige wurde mehrfach allein angetroffen.",
    "Sprechen Sie zuerst mit den Eltern und halten Sie fest, was Sie sehen.",
    "Es liegt eine Diagnose vor (ADHS), Medikamente werden unregelmäßig gegeben.",
    "In unserer Wohngruppe lebt ein Jugendlicher, der nach jedem Heimatbesuch verändert zurückkommt.",
    "Zwischen den Eltern läuft ein hochstrittiges Sorgerechtsverfahren.",
    "Ohne Krankenversicherung wurde bislang keine Behandlung begonnen.",
    "Das Neugeborene zeigt Entzugserscheinungen, die Mutter war im Methadonprogramm.",
    "Das Jugendamt war früher schon involviert, der Fall wurde aber geschlossen.",
    "Kontakte zu Gleichaltrigen werden von den Eltern unterbunden.",
    "Es besteht der Verdacht auf ein Münchhausen-Stellvertreter-Syndrom.",
    "Wer trägt die Verantwortung, wenn ich nichts unternehme?",
    "Hygiene, Ernährung und Schlafrhythmus sind seit Monaten auffällig.",
    "Ich weiß nicht, ob gestern jemand da war, und dass niemand fragte, ist schlimm.",
    "Sie hat wieder nichts gegessen; er ist mit drei Jahren schon allein, von klein auf.",
    "Wir lesen SGB VIII und KKG. Nach § 8a SGB VIII 2 Mal gefragt, Kind A. Danach war Ruhe.",
    "Bei uns sind mit großen und kleinen Kindern viele, mit blauen Flecken wenige.",
    "Am 3.4. war es sechs Uhr, am 5.5. wurde das Kind zwei Stunden allein gelassen.",
    "Er isst täglich 12 Brötchen und wiegt 31,5 kg; das sind 300 % mehr als 2025.",
]
ASKED_IN_VAIN = 0.1  # of the harmless sentences: more would teach people to confirm without reading


def covers(text: str, words: str, kind: Kind) -> bool:
    at = text.index(words)
    found = nameless.find(text)
    return any(f.start <= at and f.end >= at + len(words) and f.kind is kind for f in found)


@pytest.mark.parametrize(("text", "expected"), TELLING, ids=[text[:40] for text, _ in TELLING])
def test_what_names_somebody_is_found(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert [each for each in expected if not covers(text, each[1], each[0])] == []


def test_few_harmless_sentences_are_asked_about() -> None:
    asked = {text: [f.words for f in nameless.find(text)] for text in HARMLESS}
    in_vain = {text: words for text, words in asked.items() if words}

    assert len(in_vain) <= ASKED_IN_VAIN * len(HARMLESS), in_vain


OWN = ["Leo Sandner", "Müller", "Şahin", "die Erzieherin"]


@pytest.mark.parametrize(
    "word",
    [
        "sandner",
        "SANDNERS",
        "Sandners",
        "Sander",
        "müller",
        "mueller",
        "Muller",
        "MÜLLER",
        "sahin",
        "Şahin",
        "leo",
    ],
)
def test_names_of_own_worries_are_found_in_every_spelling(word: str) -> None:
    found = nameless.find(f"wir sprachen mit {word} darüber", OWN)

    assert [(f.words, f.kind) for f in found if f.kind is Kind.OWN] == [(word, Kind.OWN)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Lena Koch", "Danach ging Koch nach Hause.", "Koch"),
        ("Lena Sommer", "Im Streit sagte sommer nichts.", "sommer"),
        ("Birkenweg 5, Tannfurt", "Er lief den Birkenweg entlang.", "Birkenweg"),
        ("Straße 3", "Er lief über die Straße.", ""),
        ("Junge mit roter Jacke", "Der Junge trug eine Jacke.", ""),
    ],
)
def test_of_a_whole_name_and_an_address_also_everyday_words_are_known(
    name: str, text: str, words: str
) -> None:
    assert "".join(f.words for f in nameless.find(text, [name]) if f.kind is Kind.OWN) == words


@pytest.mark.parametrize("text", ["mia wurde geschlagen", "leo hat hunger"])
def test_a_few_words_without_a_capital_are_asked_about(text: str) -> None:
    assert [f.kind for f in nameless.find(text)] == [Kind.SMALL]
    assert nameless.find("Hat Hunger.") == []  # the control


def test_everyday_words_are_no_names_of_own_worries() -> None:
    assert nameless.find("Die Erzieherin hat es gesehen.", OWN) == []


def test_without_the_names_the_same_words_would_pass() -> None:
    """Negative control: it is the list of names that finds a name in small letters."""
    assert nameless.find("Gestern weinte sandner lange.") == []


def test_a_text_without_capitals_is_asked_about_as_a_whole() -> None:
    text = "die mutter von mia sagt, dass der papa nicht mehr nach hause kommt"

    found = nameless.find(text)
    assert [(f.kind, f.words) for f in found] == [(Kind.SMALL, "die"), (Kind.NAME, "mia")]


def test_a_mark_belongs_to_one_hit_in_one_text() -> None:
    first, second = (nameless.find(text) for text in ("Leo und Leo.", "Leo und Leo!"))
    marks = {nameless.mark("Leo und Leo.", f) for f in first} | {
        nameless.mark("Leo und Leo!", f) for f in second
    }

    assert len(marks) == 4
    assert nameless.unsettled("Leo und Leo.", first, [nameless.mark("Leo und Leo.", first[0])]) == first[1:]


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_cut_without_loss(text: str, names: list[str]) -> None:
    found = nameless.find(text, names)

    assert "".join(piece.text for piece in nameless.pieces(text, found)) == text
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(f.start < f.end and text[f.start : f.end] == f.words for f in found)
    assert nameless.unsettled(text, found, [nameless.mark(text, f) for f in found]) == []
