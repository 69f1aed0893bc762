"""A sheet of paper for the demo: a picture of few words, cleaned as any file from outside."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from schutznetz.files.uploads import Cleaned, clean

A5 = (620, 874)


def paper(name: str, *lines: str) -> Cleaned:
    sheet = Image.new("RGB", A5, "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(26)
    for number, line in enumerate(lines):
        pen.text((50, 60 + 46 * number), line, "black", font)
    body = BytesIO()
    sheet.save(body, "PNG")
    return clean(name, body.getvalue())
