"""A contract as an office scanner gives it: pictures of stamped, signed pages, a little askew, and no text.

Everything after the drawing of the page is done in whole numbers, so that each machine makes the same picture.
"""

import io
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pypdfium2
import reportlab
from markdown_source import Sheet
from PIL import Image, ImageDraw, ImageFont

DOTS = 200  # an inch
FINE = 2  # pages are drawn and turned this much larger
INK = 70
PAPER = 238
BLACK_BELOW = 148  # where the scanner draws the line between black and white
GRAIN = 7  # the noise of the sensor goes from -128 / GRAIN to 127 / GRAIN
TURNS = (7, -11, 4, -6, 13, -9, 5, -14, 10, -3)
"""Thousandths of a radian: each page lies otherwise on the glass."""
STAMP = ("REÇU LE", "24 JANV. 2022", "DIRECTION JURIDIQUE")
SIGNERS = ("Alban Ferrandier, président du directoire", "Odile Marchenoir, présidente")
QUALITY = 42  # of the pages kept in grey
SEED = 20220119
PHOTOMETRIC, STRIP_OFFSETS, STRIP_LENGTHS = 262, 273, 279  # tags of the TIFF 6.0 format
WHITE_IS_ZERO = 0


def drawn(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """A page of the text PDF, in grey, `FINE` times the resolution wanted."""
    page = document[number]
    picture: Image.Image = page.render(scale=DOTS * FINE / 72, grayscale=True).to_pil()
    return picture.convert("L")


def found(document: pypdfium2.PdfDocument, number: int, text: str) -> tuple[int, int] | None:
    """Where on the picture of the page the text ends: right and bottom."""
    page = document[number]
    words = page.get_textpage()
    hit = words.search(text).get_next()
    if hit is None:
        return None
    _, bottom, right, _ = words.get_charbox(hit[0] + hit[1] - 1)
    scale = DOTS * FINE / 72
    return int(right * scale), int((page.get_height() - bottom) * scale)


def scrawl(picture: Image.Image, left: int, top: int, size: int, seed: int) -> None:
    """Draw what could be a signature or initials."""
    chance = Random(seed)
    slow, fast, lean = chance.uniform(0.8, 1.6), chance.uniform(4, 6), chance.uniform(0.1, 0.3)
    points = []
    for step in range(220):
        along = step / 220
        turn = math.tau * fast * along
        loop = math.cos(turn) * (0.16 - 0.1 * along)
        wave = math.sin(turn) * (0.5 - 0.4 * along) + math.sin(slow * math.tau * along) * 0.2
        points.append((left + round(size * (along + loop + lean * wave)), top - round(size * 0.3 * (wave + along))))
    pen = ImageDraw.Draw(picture)
    pen.line(points, fill=INK - 30, width=4 * FINE, joint="curve")
    pen.line([points[-1], (points[-1][0] - size // 2, points[-1][1] + size // 6)], fill=INK - 30, width=3 * FINE)


def stamp(picture: Image.Image, left: int, top: int) -> None:
    """Put the stamp of the office that received the page, its ink uneven."""
    width, height = 320 * FINE, 150 * FINE
    mark = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mark)
    edge = 14 * FINE
    pen.rectangle((edge, edge, width - edge, height - edge), outline=255, width=4 * FINE)
    face = str(Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf")
    for line, text in enumerate(STAMP):
        font = ImageFont.truetype(face, (18 if line != 1 else 25) * FINE, layout_engine=ImageFont.Layout.BASIC)
        pen.text((width // 2, (41 + 34 * line) * FINE), text, fill=255, font=font, anchor="mm")
    mark = turned(mark, -60, 0)
    worn = Random(SEED).randbytes(width // 8 * (height // 8))
    wear = Image.frombytes("L", (width // 8, height // 8), worn).resize((width, height), Image.Resampling.NEAREST)
    inked = np.minimum(np.asarray(mark, np.int32), np.asarray(wear, np.int32) // 2 + 150)
    inked[np.asarray(mark) == 0] = 0
    picture.paste(INK, (left, top), Image.fromarray(inked.astype(np.uint8)))


def turned(picture: Image.Image, thousandths: int, fill: int) -> Image.Image:
    """The picture turned about its middle. Nearest-pixel turning is done in whole numbers."""
    sine, cosine = thousandths / 1000, 1 - (thousandths / 1000) ** 2 / 2
    x, y = picture.width / 2, picture.height / 2
    back = (cosine, -sine, x - cosine * x + sine * y, sine, cosine, y - sine * x - cosine * y)
    nearest = Image.Resampling.NEAREST
    return picture.transform(picture.size, Image.Transform.AFFINE, back, resample=nearest, fillcolor=fill)


def scanned(picture: Image.Image, seed: int) -> npt.NDArray[np.int32]:
    """The page as the sensor sees it: paper that is not white, a shade on one side, grain, specks."""
    grey = np.asarray(picture.reduce(FINE), np.int32) * PAPER // 255
    height, width = grey.shape
    shade = np.maximum(0, 60 - np.arange(width, dtype=np.int32)) * 2
    bytes_ = np.frombuffer(Random(seed).randbytes(height * width), np.uint8).reshape(height, width).astype(np.int32)
    grain = (bytes_ + np.roll(bytes_, 1, axis=1)) // 2 - 128
    specks = (bytes_ == 0) & (np.roll(bytes_, 3, axis=0) < 6)
    specks |= np.roll(specks, 1, axis=1) | np.roll(specks, 1, axis=0)
    seen = grey - shade[np.newaxis, :] + grain // GRAIN
    seen[specks] -= 120
    clipped: npt.NDArray[np.int32] = np.clip(seen, 0, 255).astype(np.int32)
    return clipped


def page_picture(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """One page, stamped or signed where it is, turned and scanned; signed and stamped pages stay grey."""
    picture = drawn(document, number)
    width, height = picture.size
    scrawl(picture, width - 420 * FINE, height - 150 * FINE, 90 * FINE, SEED + 1)  # initials, on every page
    scrawl(picture, width - 290 * FINE, height - 145 * FINE, 70 * FINE, SEED + 2)
    places = [found(document, number, signer) for signer in SIGNERS]
    signed = all(places) and number > 0  # the first page names the same people
    if signed:
        for seed, place in enumerate(place for place in places if place):
            scrawl(picture, place[0] - 330 * FINE, place[1] + 95 * FINE, 230 * FINE, SEED + 3 + seed)
            stamp(picture, place[0] - 260 * FINE, place[1] + 40 * FINE) if seed else None
    if number == 0:
        stamp(picture, width - 460 * FINE, 30 * FINE)
    seen = scanned(turned(picture, TURNS[number % len(TURNS)], 255), SEED + 10 + number)
    if signed or number == 0:
        return Image.fromarray(seen.astype(np.uint8))
    return Image.fromarray(np.where(seen < BLACK_BELOW, 0, 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def as_fax(picture: Image.Image) -> tuple[str, bytes]:
    """A page in black and white under the standard of fax machines: how a PDF names it, and its bytes."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4", strip_size=picture.width * picture.height)
    tags = Image.open(out).tag_v2  # type: ignore[attr-defined]
    (start,), (length,) = tags[STRIP_OFFSETS], tags[STRIP_LENGTHS]
    black_is_one = "false" if tags[PHOTOMETRIC] == WHITE_IS_ZERO else "true"
    parameters = f"/K -1 /BlackIs1 {black_is_one} /Columns {picture.width} /Rows {picture.height}"
    manner = f"/Filter /CCITTFaxDecode /BitsPerComponent 1 /DecodeParms << {parameters} >>"
    return manner, out.getvalue()[start : start + length]


def as_jpeg(picture: Image.Image) -> tuple[str, bytes]:
    """A page in grey: how a PDF names its manner, and its bytes."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return "/Filter /DCTDecode /BitsPerComponent 8", out.getvalue()


def bound(pictures: Sequence[Image.Image], day: date) -> bytes:
    """Pictures as the pages of a PDF, written out by hand: nothing in it but them."""
    kids = " ".join(f"{4 + 3 * number} 0 R" for number in range(len(pictures)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pictures)} >>".encode(),
        f"<< /Producer (Multifonction du 2e \\351tage) /CreationDate (D:{day:%Y%m%d}091500) >>".encode(),
    ]
    for picture in pictures:
        width, height = (round(side * 72 / DOTS, 2) for side in picture.size)
        image = len(objects) + 2
        manner, data = as_fax(picture) if picture.mode == "1" else as_jpeg(picture)
        facts = (
            f"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /Width {picture.width} /Height {picture.height} "
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {image + 1} 0 R"
            f" /Resources << /XObject << /P {image} 0 R >> >> >>".encode()
        )
        objects.append(stream(f"{facts} {manner}", data))
        objects.append(stream("", f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()))
    return written(objects)


def stream(facts: str, data: bytes) -> bytes:
    """A stream object: its facts, its length, its bytes."""
    return f"<< {facts} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def written(objects: Sequence[bytes]) -> bytes:
    """The file: the objects, where each begins, and where that table begins."""
    out, starts = io.BytesIO(), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for number, thing in enumerate(objects, 1):
        starts.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + thing + b"\nendobj\n")
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{start:010d} 00000 n \n".encode() for start in starts)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def scan(sheet: Sheet, text_pdf: bytes) -> bytes:
    """The contract as a scan of the given PDF."""
    document = pypdfium2.PdfDocument(text_pdf)
    return bound([page_picture(document, number) for number in range(len(document))], sheet.signed)
