"""The guide that everybody may ask, and a worry in the space of a day-care centre."""

from collections.abc import Callable

from playwright.sync_api import Page

from schutznetz.concerns import services
from schutznetz.concerns.choices import AgeBand, EntryKind, Indicator, Sign, Witness
from schutznetz.concerns.models import Concern
from schutznetz.concerns.services import Note, Seen
from schutznetz.kernel import clock
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Organisation
from tests.screens.stage import Screen, Stage, at, scene


def goes_on(page: Page) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()


def is_a_doctor(page: Page) -> None:
    page.get_by_label("Arztpraxis, Klinik").check()
    goes_on(page)


def has_tried_in_vain(page: Page) -> None:
    is_a_doctor(page)
    for answer in (
        "Nein, oder ich weiß es nicht",
        "Um ein Kind oder",
        "Ja",
        "Ja, aber es reicht nicht",
        "Ja",
    ):
        page.get_by_label(answer, exact=answer == "Ja").check()
        goes_on(page)


def is_in_danger(page: Page) -> None:
    is_a_doctor(page)
    page.get_by_label("Ja, ein Kind ist in dringender Gefahr").check()
    goes_on(page)


@scene
def worry(stage: Stage) -> Concern:
    """Written down over two weeks, with a severe sign and the guide answered to its end."""
    ctx = stage.ctx(Role.PARTNER)
    concern = services.open_concern(
        ctx,
        stage.network,
        reporter=Reporter.PROVIDER,
        age_band=AgeBand.UNDER_6,
        child={"child_name": "Leo S.", "child_age": "4 Jahre"},
    )
    today = clock.today()
    for note in (
        Note(kind=EntryKind.OBSERVATION, text="Kommt ohne Frühstück, in zu dünner Kleidung.", on=today),
        Note(
            kind=EntryKind.OBSERVATION,
            text="Am Abend laute Stimmen in der Wohnung.",
            on=today,
            witness=Witness.HEARSAY,
            source="Großmutter",
        ),
        Note(kind=EntryKind.STATEMENT, text="„Mama schläft, ich hab mir Toast gemacht.“", on=today),
        Note(kind=EntryKind.TALK_WITH_CHILD, text="", why_not="Leo weinte und wollte nicht reden.", on=today),
    ):
        services.write_down(ctx, concern, note=note)
    seen = {
        Indicator.CARE: Seen(sign=Sign.SIGN, note="hungrig"),
        Indicator.SUPERVISION: Seen(sign=Sign.SEVERE_SIGN),
    }
    services.look_at_signs(ctx, concern, seen=seen)
    answers = {"danger": "no", "about": "child", "signs": "yes", "isef": "yes", "own_way": "failed"}
    return services.answer_guide(ctx, concern, answers=answers)


def place(name: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/sorgen/{worry(stage).pk}/{name}"


def listed(stage: Stage) -> str:
    worry(stage)
    return "/tannfurt/sorgen/"


def asking(stage: Stage) -> str:
    concern = worry(stage)
    services.answer_guide(stage.ctx(Role.PARTNER), concern, answers={"danger": "no"})
    return f"/tannfurt/sorgen/{concern.pk}/leitfaden/"


def sends_nothing(page: Page) -> None:
    page.get_by_role("button", name="Eintragen").click()


@scene
def left_behind(stage: Stage) -> Concern:
    """Written down in a house by somebody who works there no longer."""
    concern = worry(stage)
    house = Organisation.objects.create(name="Kita Regenbogen", category=PartnerCategory.DAY_CARE)
    Assignment.objects.filter(pk=stage.assignment(Role.PARTNER_LEAD).pk).update(organisation=house)
    Concern.objects.filter(pk=concern.pk).update(organisation=house)
    return concern


def taking(stage: Stage) -> str:
    return f"/tannfurt/sorgen/{left_behind(stage).pk}/uebernehmen/"


def keeping_for_another(stage: Stage) -> str:
    """It will soon be deleted, and who wrote it cannot heed the warning."""
    concern = left_behind(stage)
    Concern.objects.filter(pk=concern.pk).update(warned_at=clock.now())
    return f"/tannfurt/sorgen/{concern.pk}/aufheben/"


def left_list(stage: Stage) -> str:
    left_behind(stage)
    return "/tannfurt/sorgen/"


GUIDE, ME = at("/tannfurt/leitfaden/"), Role.PARTNER
SCREENS = [
    Screen(name="guide", view="concerns:guide", build=GUIDE),
    Screen(name="guide-errors", view="concerns:guide", build=GUIDE, walk=goes_on),
    Screen(name="guide-question", view="concerns:guide", build=GUIDE, walk=is_a_doctor),
    Screen(name="guide-result", view="concerns:guide", build=GUIDE, walk=has_tried_in_vain),
    Screen(name="guide-danger", view="concerns:guide", build=GUIDE, walk=is_in_danger),
    Screen(name="worries-none", view="concerns:index", build=at("/tannfurt/sorgen/"), who=ME),
    Screen(name="worries", view="concerns:index", build=listed, who=ME),
    Screen(name="worry-open", view="concerns:open", build=at("/tannfurt/sorgen/neu/"), who=ME),
    Screen(name="worry", view="concerns:detail", build=place(), who=ME),
    Screen(name="worry-write", view="concerns:write", build=place("eintrag/"), walk=sends_nothing, who=ME),
    Screen(name="worry-signs", view="concerns:signs", build=place("anzeichen/"), who=ME),
    Screen(name="worry-ask", view="concerns:ask", build=asking, who=ME),
    Screen(name="worry-attach", view="concerns:attach", build=place("bogen/"), who=ME),
    Screen(name="worry-share", view="concerns:share", build=place("mitlesen/"), who=ME),
    Screen(name="worry-hold", view="concerns:hold", build=place("aufheben/"), who=ME),
    Screen(name="worries-left", view="concerns:index", build=left_list, who=Role.PARTNER_LEAD),
    Screen(name="worry-hold-left", view="concerns:hold", build=keeping_for_another, who=Role.PARTNER_LEAD),
    Screen(name="worry-take", view="concerns:take_over", build=taking, who=Role.PARTNER_LEAD),
    Screen(name="worry-inform", view="concerns:inform", build=place("jugendamt/"), who=ME),
    Screen(
        name="worry-inform-check", view="concerns:inform", build=place("jugendamt/"), walk=goes_on, who=ME
    ),
]
