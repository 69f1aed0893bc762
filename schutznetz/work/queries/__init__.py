"""Reads about work: one person's list, who is on duty, and what changes hands."""

from schutznetz.work.queries.duty import DutyWatch, duty_watch
from schutznetz.work.queries.load import Load, protective_load
from schutznetz.work.queries.rota import (
    DutyPage,
    Gap,
    OpenRow,
    duty_page,
    gaps,
    on_duty,
    shifts_of,
    stand_in_for,
)
from schutznetz.work.queries.tasks import (
    StartPage,
    TaskRow,
    about_ids,
    due_of,
    is_open,
    my_tasks,
    open_kinds,
    open_tasks,
)

__all__ = [
    "DutyPage",
    "DutyWatch",
    "Gap",
    "Load",
    "OpenRow",
    "StartPage",
    "TaskRow",
    "about_ids",
    "due_of",
    "duty_page",
    "duty_watch",
    "gaps",
    "is_open",
    "my_tasks",
    "on_duty",
    "open_kinds",
    "open_tasks",
    "protective_load",
    "shifts_of",
    "stand_in_for",
]
