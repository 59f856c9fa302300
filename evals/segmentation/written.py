"""The true articles of a contract that was written here: they stand in its source, before any layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evals.reading.truth import Block, Source
from evals.segmentation.units import Unit, plain_number, unit

_ANNEX = re.compile(r"^(annexe|schedule|appendix)\s+(\w+)\b\W*(.*)", re.IGNORECASE)
_PART = re.compile(r"^(part)\s+([A-Z])\b\W*(.*)", re.IGNORECASE)
_OVER = re.compile(r"^(?:(?:titre|chapitre|title|chapter)\s+\w+|partie\s+\w+)", re.IGNORECASE)
_LETTER = re.compile(r"^[A-Z]\.\s")  # over articles that bear figures
_COUNT = r"[A-Z]?\d+(?:[.-]\d+)*(?:\s?bis)?|[IVXL]+(?:\.\d+)*|[A-Z](?:\.\d+)*"
_TOP = re.compile(
    rf"^(?:(?:article|art\.|clause|section|§)\s*(premier|1er|{_COUNT})|({_COUNT}))(?:[.)°]|\b)[\s.–:)—-]*(.*)",
    re.IGNORECASE,
)
_BELOW = re.compile(r"^(?:Section |§ )?((?:[A-Z]?\d+|[A-Z]|[IVXL]+)(?:[.-]\d+)+)[.)°]?\s")
_COUNTED = re.compile(r"^(\d+)\\?[.)]\s")  # the paragraphs of an annex that has no titles
_SIGNED = re.compile(r"^Fait (?:à|en)\b|^(?:In witness|Signed|Signé à)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """A block where a unit begins, or where the one before ends for good: `rank` closes every rank as high."""

    at: int
    rank: int
    number: str = ""
    heading: str = ""
    counts: bool = False  # a unit begins here


def units_of(source: Source, pages: Sequence[int] | None, numbered: bool = True) -> tuple[Unit, ...]:
    """Every annex, article and numbered paragraph, in the order of the text."""
    places = _numbered(source.blocks) if numbered else _titled(source.blocks)
    found = []
    for index, place in enumerate(places):
        if place.counts:
            end = next((other.at for other in places[index + 1 :] if other.rank <= place.rank), len(source.blocks))
            text = " ".join(block.words for block in source.blocks[place.at : end])
            page = pages[place.at] if pages is not None else None
            found.append(unit(plain_number(place.number), place.heading, text, page))
    return tuple(found)


def _titled(blocks: Sequence[Block]) -> list[_Place]:
    return [
        _Place(at, 1, "", block.text, counts=block.kind == "heading")
        for at, block in enumerate(blocks)
        if block.kind == "heading" or _SIGNED.match(block.text)
    ]


def _numbered(blocks: Sequence[Block]) -> list[_Place]:
    places: list[_Place] = []
    annex, quoted = "", 0
    figures = any(block.kind == "heading" and block.text[:1].isdigit() for block in blocks)
    for at, block in enumerate(blocks):
        inside, quoted = quoted > 0, max(0, quoted + block.words.count("«") - block.words.count("»"))
        if inside or (quoted and block.text.startswith("«")):  # what an amendment puts in a contract is not its own
            continue
        if figures and block.kind == "heading" and _LETTER.match(block.text):
            places.append(_Place(at, 0))
            continue
        place = _heading(block, at, annex) if block.kind == "heading" else _paragraph(block, at, annex)
        if place is not None:
            places.append(place)
            annex = place.number if place.rank == 0 and place.counts else "" if place.rank == 0 else annex
    return places


def _heading(block: Block, at: int, annex: str) -> _Place | None:
    if found := _ANNEX.match(block.text):
        return _Place(at, 0, f"{found[1].capitalize()} {found[2]}", found[3], counts=True)
    if annex and (found := _PART.match(block.text)):
        return _Place(at, 1, f"{annex}, Part {found[2]}", found[3], counts=True)
    if _OVER.match(block.text) or not (found := _TOP.match(block.text)):
        return _Place(at, 0)
    number = found[1] or found[2]
    number = "1" if number.lower() in ("premier", "1er") else number.replace("-", ".")
    return _Place(at, _depth(number, annex), _within(annex, number), found[3], counts=True)


def _paragraph(block: Block, at: int, annex: str) -> _Place | None:
    if _SIGNED.match(block.text) or (block.rows and block.rows[0][0].startswith(("Pour ", "Signed for"))):
        return _Place(at, 0)
    if found := _BELOW.match(block.text):
        number = found[1].replace("-", ".")
        return _Place(at, _depth(number, annex), _within(annex, number), counts=True)
    if annex and block.kind == "paragraph" and (found := _COUNTED.match(block.text)):
        return _Place(at, 2, f"{annex}, {found[1]}", counts=True)
    return None


def _depth(number: str, annex: str) -> int:
    """A.1 is the first rank of Annex A; everywhere else a point leads one rank down."""
    return 1 + number.count(".") - (number[0].isalpha() and annex.endswith(f" {number[0]}"))


def _within(annex: str, number: str) -> str:
    return f"{annex}, {number}" if annex else number


_MARKS = re.compile(r"\{\+\+(.*?)\+\+\}|\{--.*?--\}|\[\^(\d+)\]")
_LABEL = re.compile(r"\s*\{#([\w-]+)\}$")
_CALLED = re.compile(r"\{=([\w-]+)\}")
_NOTE = re.compile(r"^\[\^(\d+)\]:\s*(.*)")


def printed(source: Source) -> Source:
    """The source of a Word contract as Word shows it: its numbers counted, its changes accepted, its notes in place."""
    notes = {found[1]: found[2] for block in source.blocks if (found := _NOTE.match(block.text))}
    body = [block for block in source.blocks if not _NOTE.match(block.text) and block.text != "[TOC]"]
    counted, labels = _count(body)
    return replace(source, blocks=tuple(_shown(block, labels, notes) for block in counted))


def _shown(block: Block, labels: dict[str, str], notes: dict[str, str]) -> Block:
    def said(text: str) -> str:
        called = [notes.get(found[2], "") for found in _MARKS.finditer(text) if found[2]]
        text = _MARKS.sub(lambda found: found[1] or "", text)
        text = _CALLED.sub(lambda found: labels.get(found[1], ""), text)
        return " ".join([text, *called])

    rows = tuple(tuple("" if cell in ("^^", "<<") else said(cell) for cell in row) for row in block.rows)
    return replace(block, text=said(block.text), rows=rows)


def _count(blocks: Sequence[Block]) -> tuple[list[Block], dict[str, str]]:
    """The blocks with the numbers that Word counts, and the number behind each label."""
    labels: dict[str, str] = {}
    counted: list[Block] = []
    annex, top, below = "", 0, 0
    for block, after in pairwise([*blocks, Block("paragraph")]):
        text = _LABEL.sub("", block.text)
        number = ""
        if block.kind == "heading" and text.startswith("@ "):
            annex, top = chr(ord(annex or "@") + 1), 0
            number, text = annex, f"Annexe {annex}. {text[2:]}"
        elif block.kind == "heading" and text.startswith("- "):
            text = text[2:]
        elif block.kind == "heading" and _opens_part(text, after, block):
            text = f"Titre – {text}"
        elif block.kind == "heading":
            top, below = top + 1, 0
            number = f"{annex}.{top}" if annex else str(top)
            text = f"{number} {text}" if annex else f"Article {number}. {text}"
        elif text.startswith("§ "):
            below += 1
            text = f"{annex}.{top}.{below} {text[2:]}" if annex else f"{top}.{below} {text[2:]}"
        if label := _LABEL.search(block.text):
            labels[label[1]] = number
        counted.append(replace(block, text=text))
    return counted, labels


def _opens_part(text: str, after: Block, block: Block) -> bool:
    """A heading over articles bears no label, and an article's heading follows it at once."""
    return not _LABEL.search(block.text) and after.kind == "heading" and not text.startswith(("@", "-"))
