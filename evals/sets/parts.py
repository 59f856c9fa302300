"""The sets by name, each measured in the size that there is time for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clausier.adapters.modelstore import ModelStore
from clausier.models import ENCODER
from clausier.ports import Watcher
from clausier.settings import load_settings
from evals.baselines import baselines
from evals.figures import Outcome
from evals.sets.abstaining import abstain_in_conventions
from evals.sets.clauses import detect_clauses
from evals.sets.finding import Means, find_in_conventions, find_in_sheets
from evals.sets.sources import conventions
from evals.vectors import product_encoder


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each set is measured, 0 meaning all, and beside which rivals, None meaning all."""

    agreements: int = 0
    questions: int = 0
    contracts: int = 0
    rivals: frozenset[str] | None = None


Measured = Callable[[Path, Size, Path, Watcher], Outcome]
"""Of the folder of data, the size, the folder of vectors."""


def _conventions(data: Path, size: Size, vectors: Path, watch: Watcher) -> Outcome:
    agreements = conventions(data).smallest(size.agreements)
    return find_in_conventions(data, agreements, means(size, vectors, watch))


def _sheets(data: Path, size: Size, vectors: Path, watch: Watcher) -> Outcome:
    return find_in_sheets(data, size.questions, means(size, vectors, watch))


def _abstention(data: Path, size: Size, vectors: Path, watch: Watcher) -> Outcome:
    return abstain_in_conventions(data, product_encoder(vectors), watch)


def means(size: Size, vectors: Path, watch: Watcher) -> Means:
    """The product's encoder and the rivals, both with what they encoded before."""
    models = ModelStore(load_settings().models_folder)
    rivals = baselines(models.path(ENCODER), vectors)
    chosen = {name: rival for name, rival in rivals.items() if size.rivals is None or name in size.rivals}
    return Means(product_encoder(vectors), chosen, watch)


def _clauses(data: Path, size: Size, vectors: Path, watch: Watcher) -> Outcome:
    return detect_clauses(data, size.contracts, means(size, vectors, watch))


SETS: Mapping[str, Measured] = {
    "conventions": _conventions,
    "fiches": _sheets,
    "abstention": _abstention,
    "cuad": _clauses,
}
