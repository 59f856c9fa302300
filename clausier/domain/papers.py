"""A result as something to file: what its pages are made of, whatever the format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """Our own words. `generated`: those of a model, which are set apart."""

    text: str
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, letter for letter, and where they stand: "Contrat.pdf · Article 14.2, page 9"."""

    text: str
    place: str
    mark: str = ""  # "1", under which our words cite it
    caution: str = ""  # it is to be compared with the picture of its page
    guidance: bool = False  # of a reference note, not of the contract
    superseded: bool = False  # words that no longer hold


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid. A cell that quotes says so; `shade` names a verdict or a relation, for those who see colours."""

    text: str
    quoted: bool = False
    shade: str = ""  # "oui", "partiel", "non_trouve", "different", "only_a"…


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A spreadsheet shows it whole, a page with its header row repeated."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()  # shares of the page's width; none: alike


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover: "Modèle : aucun"."""

    name: str
    value: str


Block = Heading | Text | Quotation | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to hand over: a cover that says what it was made from, then blocks."""

    title: str
    facts: tuple[Fact, ...]  # dossier, documents with their SHA-256, model, version of the corpus, date
    blocks: tuple[Block, ...]
    notices: tuple[str, ...]  # that a machine made it, and what it is not
