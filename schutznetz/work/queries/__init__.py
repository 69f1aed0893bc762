"""Reads about work: one person's list, who is on duty, and what changes hands."""

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
from schutznetz.work.queries.tasks import StartPage, TaskRow, about_ids, is_open, my_tasks

__all__ = [
    "DutyPage",
    "Gap",
    "OpenRow",
    "StartPage",
    "TaskRow",
    "about_ids",
    "duty_page",
    "gaps",
    "is_open",
    "my_tasks",
    "on_duty",
    "shifts_of",
    "stand_in_for",
]
