"""Tasks, the rota and the page at change of duty."""

from datetime import timedelta

from schutznetz.cases import services as cases
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from schutznetz.work import services
from schutznetz.work.models import Task
from tests.screens.intake import reports, taken
from tests.screens.stage import Screen, Stage, at


def tasks(stage: Stage) -> str:
    taken(stage)
    return "/tannfurt/aufgaben/"


def call_back(stage: Stage) -> Task:
    """A task of the intake worker that somebody ticks off: to call the reporter back."""
    taken(stage)
    ctx = stage.ctx(Role.INTAKE)
    waiting = Task.objects.get(kind="call_back")
    return services.take(ctx, waiting, substitute_id=stage.user(Role.CASE_WORKER).pk)


def hand_over(stage: Stage) -> str:
    return f"/tannfurt/aufgaben/{call_back(stage).pk}/abgeben/"


def finish(stage: Stage) -> str:
    return f"/tannfurt/aufgaben/{call_back(stage).pk}/erledigt/"


def late(stage: Stage) -> Task:
    """A task that is done after its time: somebody took a report four hours too late."""
    with clock.frozen(clock.now() - timedelta(hours=4)):
        report = reports(stage)[1]
    cases.take_report(stage.ctx(Role.INTAKE), report)
    return Task.objects.get(late=True)


def late_list(stage: Stage) -> str:
    late(stage)
    return "/tannfurt/aufgaben/"


def explain(stage: Stage) -> str:
    return f"/tannfurt/aufgaben/{late(stage).pk}/grund/"


def duty(stage: Stage) -> str:
    taken(stage)
    begin = clock.now().astimezone(clock.BERLIN).replace(hour=0, minute=0, second=0, microsecond=0)
    services.plan_shift(
        stage.ctx(Role.TEAM_LEAD),
        stage.network,
        person_id=stage.user(Role.CASE_WORKER).pk,
        substitute_id=stage.user(Role.INTAKE).pk,
        starts_at=begin,
        ends_at=begin + timedelta(days=2),
    )
    return "/tannfurt/dienst/"


INTAKE, LEAD = Role.INTAKE, Role.TEAM_LEAD
SCREENS = [
    Screen(name="tasks-none", view="work:start", build=at("/tannfurt/aufgaben/"), who=Role.CASE_WORKER),
    Screen(name="tasks", view="work:start", build=tasks, who=INTAKE),
    Screen(name="tasks-late", view="work:start", build=late_list, who=INTAKE),
    Screen(name="task-hand-over", view="work:hand_over", build=hand_over, who=INTAKE),
    Screen(name="task-finish", view="work:finish", build=finish, who=INTAKE),
    Screen(name="task-explain", view="work:explain", build=explain, who=INTAKE),
    Screen(name="call-answer", view="work:answer", build=at("/tannfurt/aufgaben/gesehen/?code=abc")),
    Screen(name="duty-none", view="duty:duty", build=at("/tannfurt/dienst/"), who=LEAD),
    Screen(name="duty", view="duty:duty", build=duty, who=LEAD),
    Screen(name="duty-plan", view="duty:plan_shift", build=at("/tannfurt/dienst/eintragen/"), who=LEAD),
]
