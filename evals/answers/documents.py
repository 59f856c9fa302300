"""The files of the golden set: those of the corpus as they are, the others made in their layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from evals.golden.questions import CONTRACTS, Contract
from evals.reading.layouts import layouts
from evals.reading.truth import Source, sources


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


@cache
def _sources() -> dict[str, Source]:
    return {source.name: source for source in sources(CONTRACTS)}
