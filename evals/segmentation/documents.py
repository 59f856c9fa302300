"""The documents that are measured: this project's own contracts, the golden ones, and real ones where they are."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from clausier.bundle import CORPUS
from evals.reading.layouts import layouts
from evals.reading.truth import Known, Source, sources
from evals.segmentation.restyled import STYLES, restyled, unnumbered
from evals.segmentation.units import Marked, Unit, squeezed
from evals.segmentation.written import printed, units_of

OURS, GOLDEN, STYLED, REAL = "contrats du projet", "jeu de référence", "autres numérotations", "contrats réels"
_BUILT = CORPUS / "contracts"
_GOLDEN = Path(__file__).parents[1] / "golden"
_SEALED = Path(__file__).parent / "gold"
_RESTYLED = ("combelle_contrat", "brumelaine_avenant_2")
_START = 30  # squeezed letters that find a unit on a page


@dataclass(frozen=True, slots=True)
class Case:
    """A document to measure, made when it is its turn."""

    name: str
    make: Callable[[], Marked]


def ours() -> Iterator[Case]:
    """The project's own contracts as they are built: scanned, in columns, in English, numbered by Word."""
    by_name = {source.name: source for source in sources()}
    for sheet in tomllib.loads((_BUILT / "sources" / "contracts.toml").read_text("utf-8"))["contracts"]:
        source = by_name[Path(sheet["source"]).stem]
        yield Case(source.name, partial(_built, source, _BUILT / sheet["built"], sheet["form"]))


def _built(source: Source, path: Path, form: str) -> Marked:
    data = path.read_bytes()
    units = units_of(printed(source) if form == "word" else source, None)
    if form in ("pdf", "columns"):
        units = _paged(units, data)
    return Marked(source.name, OURS, "development", path.name, data, units)


def _paged(units: Sequence[Unit], data: bytes) -> tuple[Unit, ...]:
    """Each unit with the page that its first letters stand on, as the file's own text has them."""
    import pypdfium2 as pdfium

    pages = [squeezed(page.get_textpage().get_text_range()) for page in pdfium.PdfDocument(BytesIO(data))]
    found, page, at = [], 0, 0
    for one in units:
        places = (
            (number, text.find(one.first[:_START], at if number == page else 0)) for number, text in _from(pages, page)
        )
        page, at = next(((number, place) for number, place in places if place >= 0), (page, at))
        found.append(Unit(one.number, one.heading, one.first, one.last, page + 1))
    return tuple(found)


def _from(pages: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    return ((number, pages[number]) for number in range(first, len(pages)))


def golden() -> Iterator[Case]:
    """The contracts of the golden set that are not the corpus's, in the layouts that it gives them."""
    listed = tomllib.loads((_GOLDEN / "contracts.toml").read_text("utf-8"))["contracts"]
    by_name = {source.name: source for source in sources(_GOLDEN / "contracts")}
    for contract in listed:
        if (source := by_name.get(Path(contract["source"]).stem)) is not None:
            numbered = any(one.number[:1].isdigit() or one.number[:1] in "IVX" for one in units_of(source, None))
            yield _case(source, contract["layout"], (GOLDEN, contract["half"]), numbered)


def styled() -> Iterator[Case]:
    """One contract under every other way of counting, and one without any number."""
    by_name = {source.name: source for source in sources()}
    for place, style in enumerate(STYLES):
        source = restyled(by_name[_RESTYLED[place % len(_RESTYLED)]], style)
        yield _case(source, style.layout, (STYLED, "development"))
    plain = unnumbered(by_name["aubrelot_contrat"])
    for layout in ("PDF, une colonne", "texte, Windows-1252"):
        yield _case(plain, layout, (STYLED, "development"), numbered=False)
    yield _case(by_name["combelle_contrat"], "numérisé, 200 points, usé", (STYLED, "development"))


def _case(source: Source, layout: str, group: tuple[str, str], numbered: bool = True) -> Case:
    return Case(f"{source.name} ({layout})", partial(_made, source, layout, group, numbered))


def _made(source: Source, layout: str, group: tuple[str, str], numbered: bool) -> Marked:
    known: Known = layouts()[layout](source)
    kind, half = group
    units = units_of(known.source, known.pages, numbered)
    return Marked(f"{source.name} ({layout})", kind, half, known.file, known.data, units, numbered)


def real(folder: Path) -> Iterator[Case]:
    """Documents that nobody here wrote; their articles were read by hand, and are kept as digests."""
    for path in sorted(_SEALED.glob("*.toml")):
        yield Case(path.stem, partial(_unsealed, path, folder))


def _unsealed(path: Path, folder: Path) -> Marked:
    told = tomllib.loads(path.read_text("utf-8"))
    data = (folder / told["file"]).read_bytes()
    if sha256(data).hexdigest() != told["sha256"]:
        raise ValueError(f"{told['file']} is not the file that was read by hand")
    units = tuple(_sealed_unit(one) for one in told["units"])
    name = Path(told["file"]).name
    return Marked(path.stem, REAL, told["half"], name, data, units, told["numbered"], sealed=True)


def _sealed_unit(told: Sequence[Any]) -> Unit:
    number, heading, first, last, page = told
    return Unit(number, heading, first, last, page or None)
