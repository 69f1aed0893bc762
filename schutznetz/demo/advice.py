"""The pool of Tannfurt and what was asked there: one result signed, two questions waiting."""

from datetime import datetime, timedelta

from schutznetz.advice import services
from schutznetz.advice.choices import ConsultationAge, ConsultationTopic, ConsultationUrgency
from schutznetz.advice.services import Skills, Subject, Words
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.kernel.context import visitor
from schutznetz.kernel.submissions import new_key

CARE = Subject(topic=ConsultationTopic.NEGLECT, age=ConsultationAge.KITA, urgency=ConsultationUrgency.DAYS)
INJURY = Subject(topic=ConsultationTopic.LAW, age=ConsultationAge.TODDLER, urgency=ConsultationUrgency.WEEK)
QUESTION = Words(
    text="Ein Kind kommt seit drei Wochen ohne Frühstück und in zu dünner Kleidung. Zweimal hat es niemand"
    " abgeholt. Die Mutter bittet um Geduld. Reicht das für eine Mitteilung?"
)
ANSWER = Words(text="Was sagt das Kind selbst, und was haben Sie der Mutter schon angeboten?")
FURTHER = Words(text="Es steht morgens allein auf. Das Elterncafé wurde angeboten und nicht angenommen.")
RESULT = Words(
    text="Es gibt gewichtige Anhaltspunkte für eine Gefährdung. Wir raten, die Mutter noch in dieser Woche an"
    " einer konkreten Hilfe zu beteiligen und ihr zu sagen, dass sonst eine Mitteilung folgt."
)
UNBORN = Subject(topic=ConsultationTopic.CARERS, age=ConsultationAge.UNBORN, urgency=ConsultationUrgency.DAYS)
DRINKS = Words(text="Eine Schwangere kommt betrunken zur Vorsorge. Was darf ich tun, ohne sie zu verlieren?")
LAW = Words(text="Darf ich Blutergüsse melden, wenn der Vater den Termin in der Klinik ablehnt?")


def tell(town: Town, now: datetime) -> None:
    with clock.frozen(now - timedelta(days=30)):
        found_pool(town)
    with clock.frozen(now - timedelta(days=4)):
        asked = services.ask(town.acting("kita"), town.network, subject=CARE, question=QUESTION)
    with clock.frozen(now - timedelta(days=4) + timedelta(hours=3)):
        services.answer(town.acting("isef"), asked, answer=ANSWER)
    with clock.frozen(now - timedelta(days=3)):
        services.ask_further(town.acting("kita"), asked, question=FURTHER)
    with clock.frozen(now - timedelta(days=3) + timedelta(hours=2)):
        services.sign(town.acting("isef"), asked, result=RESULT)
    with clock.frozen(now - timedelta(hours=3)):
        services.ask(town.acting("doctor"), town.network, subject=INJURY, question=LAW)
    with clock.frozen(now - timedelta(hours=1)):
        nobody, key = visitor(town.network.pk), new_key()
        services.ask_openly(nobody, town.network, subject=UNBORN, question=DRINKS, key=key)


def found_pool(town: Town) -> None:
    katrin = town.acting("coordinator")
    deputy = services.add_consultant(
        katrin,
        town.network,
        user_id=town.users["isef_deputy"].pk,
        skills=Skills(topics=["child", "carers"], languages=["de", "ru"], hours="Dienstag, 13 bis 17 Uhr"),
    )
    services.add_consultant(
        katrin,
        town.network,
        user_id=town.users["isef"].pk,
        skills=Skills(
            topics=["neglect", "sexual", "law"],
            languages=["de", "en"],
            disability=True,
            hours="Montag und Donnerstag, 9 bis 12 Uhr",
            deputy_id=deputy.pk,
        ),
    )
