"""Takes uploads into memory only: a temporary file would lie readable on the disk."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEBIBYTE = 1024 * 1024
PER_FILE = 40 * MEBIBYTE
PER_REQUEST = 60 * MEBIBYTE


class CutFile(SimpleUploadedFile):
    """A file that was larger than the memory set aside for it; only its beginning is here."""


class InMemory(FileUploadHandler):
    """Holds each file up to ``PER_FILE`` and drops the rest, so that the typed text is never lost with it."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.held = 0
        self.chunks: list[bytes] = []
        self.cut = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.chunks, self.cut = [], False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        full = start + len(raw_data) > PER_FILE or self.held + len(raw_data) > PER_REQUEST
        self.cut = self.cut or full
        if not self.cut:
            self.chunks.append(raw_data)
            self.held += len(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        kind = CutFile if self.cut else SimpleUploadedFile
        return kind(str(self.file_name), b"".join(self.chunks), str(self.content_type or ""))
