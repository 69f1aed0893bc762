"""A child process that turns a picture or a PDF into fresh pixels; run by ``uploads`` only.

Whatever hides in a foreign file (place, device, author, script, a second file behind the first) does not
survive being drawn anew. Decoders are written in C and see hostile bytes, so they run here: alone, with
little memory, little time and no file to write to. Reads the file from standard input, writes the new one
to standard output; the exit code says why not.
"""

import io
import resource
import sys
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MEMORY = 768 * 1024 * 1024
SECONDS = 20
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2600
MOST_PAGES = 30
DOTS_PER_POINT = 130 / 72

UNREADABLE, TOO_MANY_PIXELS, TOO_MANY_PAGES, LOCKED = 3, 4, 5, 6


class Refused(Exception):
    """The file cannot be drawn; carries the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def picture(body: bytes) -> bytes:
    """Return the picture as a JPEG without any metadata, turned the way it was held."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(body), formats=["JPEG", "PNG"]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Refused(TOO_MANY_PIXELS)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _jpeg(ImageOps.exif_transpose(image))


def _jpeg(image: Image.Image) -> bytes:
    clean = Image.new("RGB", image.size, "white")
    layer = image.convert("RGBA")
    clean.paste(layer, mask=layer.getchannel("A"))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=85)
    return out.getvalue()


def document(body: bytes) -> bytes:
    """Return the PDF as a new one whose pages are pictures."""
    try:
        source = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED if "password" in str(error).lower() else UNREADABLE) from error
    if not 0 < len(source) <= MOST_PAGES:
        raise Refused(TOO_MANY_PAGES)
    first, *rest = _pages(source)
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=130)
    return out.getvalue()


def _pages(source: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    for page in source:
        width, height = page.get_size()
        scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(width, height, 1))
        drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        packed = io.BytesIO(_jpeg(drawn))
        yield Image.open(packed)


def confine() -> None:
    """Give up what a decoder does not need before it sees the first byte."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(kind: str) -> int:
    confine()
    Image.MAX_IMAGE_PIXELS = None  # only in this process: MOST_PIXELS is asked before anything is decoded
    body = sys.stdin.buffer.read()
    try:
        fresh = document(body) if kind == "pdf" else picture(body)
    except Refused as refused:
        return refused.code
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return UNREADABLE
    sys.stdout.buffer.write(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
