"""Files that came in with a report, handed to people of the office."""

from django.http import HttpResponse

from schutznetz.cases.choices import FileType
from schutznetz.cases.models import Attachment
from schutznetz.web.papers import paper

SUFFIX = {FileType.PDF: ("pdf", "application/pdf")}
PICTURE = ("jpg", "image/jpeg")


def handed(file: Attachment) -> HttpResponse:
    """Hand it out under a name of ours, to be saved and never shown inside the site."""
    suffix, kind = SUFFIX.get(file.file_type, PICTURE)
    return paper(file.body, f"Anlage-{file.position}.{suffix}", kind)
