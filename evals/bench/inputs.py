"""What a run measures on: how much of everything, and the files themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausier.bundle import CORPUS
from evals.bench.contracts import contract, drawn_pdf, files, scanned_pdf
from evals.reading.found import data_folder

_READ, _GROWN, _UNCHANGED, _PAIR, _LONG, _SCANNED = 1_000, 2_000, 3_000, 9_000, 9_500, 9_700
"""Seeds, far from each other, so that no contract is in two sets."""
COMPARED_PAGES = 40


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    rounds: int
    questions: int  # in each round
    contracts: tuple[int, int]  # generated, to be read beside the real ones: how many, of how many pages
    real: bool  # the demonstration's and the real contracts are read too
    pages: tuple[int, ...]  # of contracts of which the growth of reading is taken
    encoded: int  # of those, the longest whose vectors are computed; drawn for longer ones
    passages: tuple[int, ...]  # of dossiers of which the growth of asking is taken
    stored: tuple[int, ...]  # the same for the plain alternative
    million: bool  # a library of a million passages, too
    unchanged: int  # files that are given a second time
    cited: int  # pages of the contract whose citations are opened
    scanned: int  # pages
    compared: int  # pages of the contracts that are compared and audited
    worded: bool  # explanations of the embedded model


QUICK = Sizes(2, 6, (1, 2), False, (2, 4, 8), 4, (300, 1_000), (300,), False, 20, 30, 1, 6, False)
USUAL = Sizes(
    rounds=3,
    questions=40,
    contracts=(3, 12),
    real=True,
    pages=(5, 10, 20, 40, 80, 160, 320),
    encoded=40,
    passages=(1_000, 3_000, 10_000, 30_000, 100_000),
    stored=(1_000, 3_000, 10_000),
    million=False,
    unchanged=1_000,
    cited=300,
    scanned=3,
    compared=COMPARED_PAGES,
    worded=True,
)
FULL_STORED = (*USUAL.stored, 100_000)
LIBRARY, EACH = 1_000_000, 100_000
"""Passages of the large library, and of each of its dossiers."""


def contracts(folder: Path, sizes: Sizes) -> list[Path]:
    """PDF files to be read by both ways."""
    generated = written(folder / "contrats", list(files(_READ, *sizes.contracts)))
    if not sizes.real:
        return generated
    data = data_folder()
    return [*sorted((CORPUS / "contracts").glob("*.pdf")), *_real(data), *generated]


def _real(data: Path | None) -> list[Path]:
    """The real contracts, where somebody has some; each under its path."""
    return [path for path in sorted((data / "contrats").rglob("*.pdf")) if path.is_file()] if data else []


def growing(folder: Path, sizes: Sizes) -> list[tuple[int, Path]]:
    """Contracts of growing length, each with the pages asked for."""
    made = [(pages, contract(_GROWN + pages, pages)) for pages in sizes.pages]
    named = [(f"{source.name}.pdf", drawn_pdf(source, 0)) for _, source in made]
    return list(zip(sizes.pages, written(folder / "croissance", named), strict=True))


def unchanged(folder: Path, sizes: Sizes) -> tuple[int, list[Path]]:
    """Many small contracts, and the seed of the first."""
    there = sorted((folder / "inchanges").glob("*.pdf"))
    if len(there) != sizes.unchanged:
        there = written(folder / "inchanges", list(files(_UNCHANGED, sizes.unchanged, 1)))
    return _UNCHANGED, there


def pair(folder: Path, sizes: Sizes) -> list[Path]:
    """Two contracts to be compared."""
    return written(folder / "comparaison", list(files(_PAIR, 2, sizes.compared)))


def long(folder: Path, sizes: Sizes) -> list[Path]:
    """A contract whose pages are opened."""
    return written(folder / "long", list(files(_LONG, 1, sizes.cited)))


def scanned(folder: Path, sizes: Sizes) -> Path:
    """Pages without text."""
    data = scanned_pdf(contract(_SCANNED, sizes.scanned + 1), sizes.scanned)
    return written(folder / "numerise", [("copie.pdf", data)])[0]


def written(folder: Path, named: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Files in a folder of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name, _ in named]
    for path, (_, data) in zip(paths, named, strict=True):
        path.write_bytes(data)
    return paths
