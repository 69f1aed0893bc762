"""Long lists page by page: a mark names the last row of one page, and the next continues behind it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q


def mark(at: datetime, pk: UUID) -> str:
    return f"{at.isoformat()}~{pk}"


def read(after: str) -> tuple[datetime, UUID] | None:
    """Return the last row of the page before; None for a mark that nobody issued."""
    at, _, pk = after.partition("~")
    try:
        place = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return place if place[0].tzinfo else None


def later(name: str, after: str) -> Q:
    """Continue a list that begins with the earliest; without a mark it starts from the top."""
    place = read(after)
    return Q((f"{name}__gt", place[0])) | Q((name, place[0]), id__gt=place[1]) if place else Q()


def earlier(name: str, after: str) -> Q:
    """Continue a list that begins with the newest."""
    place = read(after)
    return Q((f"{name}__lt", place[0])) | Q((name, place[0]), id__lt=place[1]) if place else Q()
