"""A result as something to file: what its pages are made of, whatever the format."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PaperFormat(StrEnum):
    """The ends of file names."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Final = {
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PaperFormat.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1  # to 3


@dataclass(frozen=True, slots=True)
class Text:
    """Our own words; or those of a `model`, which are then set apart under its name."""

    text: str
    model: str = ""
    strong: bool = False  # what the reader came for: a verdict

    def __post_init__(self) -> None:
        if self.model and self.strong:
            raise ValueError("the words of a model are never the verdict")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, letter for letter, and where they stand: "Contrat.pdf · Article 14.2, page 9"."""

    text: str
    place: str
    mark: str = ""  # "1", under which our words cite it
    caution: str = ""  # it is to be compared with the picture of its page
    guidance: bool = False  # of a reference note, not of the contract
    superseded: bool = False  # words that no longer hold
    cells: tuple[tuple[str, str], ...] = ()  # of a row of a table: column's name, text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid. A cell that quotes says so; `shade` names a verdict or a relation, for those who see colours.

    A shade only ever repeats what the text says.
    """

    text: str
    quoted: bool = False
    shade: str = ""  # "oui", "partiel", "non_trouve", "different", "only_a"…

    def __post_init__(self) -> None:
        if self.shade and not self.text:
            raise ValueError(f"a shade that no word says: {self.shade}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A spreadsheet shows it whole, a page with its header row repeated."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()  # shares of the page's width; none: alike

    def __post_init__(self) -> None:
        if not self.header:
            raise ValueError("a table without columns")
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("a row that does not fit its header")
        if self.widths and len(self.widths) != len(self.header):
            raise ValueError("widths that do not fit their header")

    @property
    def shares(self) -> tuple[float, ...]:
        """The part of the width that each column has; together 1."""
        widths = self.widths or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover: "Modèle : aucun"."""

    name: str
    value: str


_STANDING: Final = 5  # columns

Block = Heading | Text | Quotation | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to hand over: a cover that says what it was made from, then blocks.

    What is ours in it comes typeset; whoever writes it adds marks and labels, and changes no letter.
    """

    title: str
    facts: tuple[Fact, ...]  # dossier, documents with their SHA-256, model, version of the corpus, date
    blocks: tuple[Block, ...]
    notices: tuple[str, ...]  # that a machine made it, and what it is not

    @property
    def wide(self) -> bool:
        """Whether its pages are to lie on their side: a table has more columns than a standing page holds."""
        return any(isinstance(block, Grid) and len(block.header) > _STANDING for block in self.blocks)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that worded some of it."""
        return tuple(dict.fromkeys(block.model for block in self.blocks if isinstance(block, Text) and block.model))
