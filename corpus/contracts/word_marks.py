"""What a paragraph of Word holds beside plain runs: fields, bookmarks, notes, and changes that were tracked."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from markdown_source import Run

MARK = re.compile(r"\{\+\+(?P<ins>.*?)\+\+\}|\{--(?P<del>.*?)--\}|\{=(?P<ref>[\w-]+)\}|\[\^(?P<note>\d+)\]")
NOTES = RELATIONSHIP_TYPE.FOOTNOTES
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


@dataclass(slots=True)
class Marks:
    """What marks need: the numbers that references show, who changed the text and when, identities not yet given."""

    numbers: dict[str, str]
    author: str
    day: date
    given: int = field(default=100)

    def identity(self) -> str:
        """A number that no other mark has."""
        self.given += 1
        return str(self.given)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element of Word’s own vocabulary."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(text: str, like: Run, tag: str = "t") -> BaseOxmlElement:
    """A run with the bold and italic of another; `tag` is what holds its text."""
    made = element("r")
    if like.bold or like.italic:
        properties = element("rPr")
        properties.extend(element(name) for name, on in (("b", like.bold), ("i", like.italic)) if on)
        made.append(properties)
    holder = element(tag)
    holder.text = text
    holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(holder)
    return made


def field_runs(instruction: str, shown: str) -> list[BaseOxmlElement]:
    """A field, and what it showed when it was last counted."""

    def bounded(kind: str) -> BaseOxmlElement:
        made = element("r")
        made.append(element("fldChar", fldCharType=kind))
        return made

    said = run(f" {instruction} ", Run(""), "instrText")
    return [bounded("begin"), said, bounded("separate"), run(shown, Run("")), bounded("end")]


def tracked(kind: str, text: str, like: Run, marks: Marks) -> BaseOxmlElement:
    """A change that somebody made and nobody has yet accepted."""
    made = element(kind, id=marks.identity(), author=marks.author, date=f"{marks.day.isoformat()}T09:00:00Z")
    made.append(run(text, like, "delText" if kind == "del" else "t"))
    return made


def note_call(number: str) -> BaseOxmlElement:
    """The raised mark that calls a note."""
    made, properties = element("r"), element("rPr")
    properties.append(element("vertAlign", val="superscript"))
    made.extend((properties, element("footnoteReference", id=number)))
    return made


def marked(like: Run, marks: Marks) -> list[BaseOxmlElement]:
    """A run of the source, its marks made into Word’s."""
    made: list[BaseOxmlElement] = []
    at = 0
    for hit in MARK.finditer(like.text):
        if hit.start() > at:
            made.append(run(like.text[at : hit.start()], like))
        at = hit.end()
        if hit["note"]:
            made.append(note_call(hit["note"]))
        elif hit["ref"]:
            made += field_runs(f"REF _Ref_{hit['ref']} \\r \\t \\h", marks.numbers[hit["ref"]])
        else:
            kind = "ins" if hit["ins"] else "del"
            made.append(tracked(kind, hit[kind], like, marks))
    if at < len(like.text):
        made.append(run(like.text[at:], like))
    return made


def bookmarked(inside: list[BaseOxmlElement], label: str, marks: Marks) -> list[BaseOxmlElement]:
    """Runs that a reference can point at."""
    identity = marks.identity()
    start = element("bookmarkStart", id=identity, name=f"_Ref_{label}")
    return [start, *inside, element("bookmarkEnd", id=identity)]


def notes_part(notes: dict[int, str], package: Package) -> Part:
    """The part of the file that holds the notes."""
    each = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{SEPARATORS}{each}'
    name = PackURI("/word/footnotes.xml")
    return Part(name, CONTENT_TYPE.WML_FOOTNOTES, f"{xml}</w:footnotes>".encode(), package)


def without(runs: tuple[Run, ...], start: int, end: int | None = None) -> tuple[Run, ...]:
    """The runs without what the source puts before the first and after the last."""
    first = replace(runs[0], text=runs[0].text[start:])
    runs = (first, *runs[1:])
    return runs if end is None else (*runs[:-1], replace(runs[-1], text=runs[-1].text[:end]))
