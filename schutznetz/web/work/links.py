"""Where a task leads: the page of the record it is about."""

from uuid import UUID

from django.urls import reverse

from schutznetz.work.queries import TaskRow

PAGES = {
    "cases.Report": "intake:detail",
    "cases.ImmediateProtection": "intake:protection",
    "cases.Departure": "intake:departure",
    "cases.Case": "cases:detail",
}


def address(slug: str, row: TaskRow) -> str:
    """Return the page on which the task can be done; empty when there is none yet."""
    page = PAGES.get(row.about_type)
    return reverse(page, args=[slug, row.about_id]) if page else ""


def addresses(slug: str, rows: list[TaskRow]) -> dict[UUID, str]:
    return {row.id: address(slug, row) for row in rows}
