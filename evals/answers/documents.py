"""The files of the golden set: those of the corpus as they are, the others made in their layout."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from evals.golden.questions import CONTRACTS, Contract
from evals.reading.layouts import layouts
from evals.reading.truth import SOURCES, Source, sources

_FORMS = {
    "pdf": "PDF, une colonne",
    "columns": "PDF, deux colonnes",
    "docx": "DOCX",
    "word": "DOCX, numéros automatiques",
    "scan": "numérisé",
}


@dataclass(frozen=True, slots=True)
class File:
    """A contract as it is handed in. `amends` is the stem of the contract that it amends."""

    contract: Contract
    name: str
    data: bytes
    amends: str = ""


def files(contracts: Sequence[Contract]) -> tuple[File, ...]:
    """Each contract's file, what amends another after what it amends."""
    made = [_file(contract) for contract in contracts]
    return tuple(sorted(made, key=lambda file: bool(file.amends)))


def _file(contract: Contract) -> File:
    amends = contract.amends.removesuffix(".md")
    if contract.built is not None:
        return File(contract, contract.built.name, contract.built.read_bytes(), amends)
    known = layouts()[contract.layout](_sources()[contract.stem])
    return File(contract, known.file, known.data, amends)


def layout_of(contract: Contract) -> str:
    """The layout in words, also of a contract that the corpus holds already."""
    return contract.layout if contract.built is None else _FORMS[_made()[contract.source]]


@cache
def _made() -> dict[str, str]:
    listed = tomllib.loads((SOURCES / "contracts.toml").read_text("utf-8"))["contracts"]
    return {each["source"]: each["form"] for each in listed}


@cache
def _sources() -> dict[str, Source]:
    return {source.name: source for source in sources(CONTRACTS)}
