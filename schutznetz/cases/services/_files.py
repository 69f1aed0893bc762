"""Files that come with a report or an addition: drawn anew, sealed, and taken before anything is written."""

from collections.abc import Sequence

from schutznetz.cases.choices import FileType
from schutznetz.cases.models import Attachment, Message, Report
from schutznetz.files.uploads import Cleaned
from schutznetz.kernel.context import Context


def _attach(ctx: Context, report: Report, files: Sequence[Cleaned], message: Message | None = None) -> None:
    taken = report.attachments.count() if files else 0
    for position, file in enumerate(files, start=taken + 1):
        Attachment.objects.create(
            report=report,
            message=message,
            position=position,
            file_type=FileType(file.kind),
            size=len(file.body),
            received_at=ctx.now,
            name=file.name,
            body=file.body,
        )
