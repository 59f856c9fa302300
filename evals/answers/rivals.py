"""The same questions put to what one would otherwise pick: whether its chunks hold the passages that answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from clausier.adapters.modelstore import ModelStore
from clausier.models import ENCODER
from clausier.ports import Watcher
from clausier.settings import load_settings
from evals.answers.documents import File
from evals.answers.truth import squeezed
from evals.baselines import Baseline, Chunk, Index, baselines
from evals.figures import Figure
from evals.golden.questions import GoldPassage, Question, said
from evals.measures import estimate, mean

_DEEPEST = 10
_DEPTHS = (1, 4, 8)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """For each passage that answers, the rank of the first chunk that holds it; 0 where none does."""

    question: Question
    ranks: tuple[int, ...]

    def found(self, most: int) -> float:
        within = [0 < rank <= most for rank in self.ranks]
        return mean(within) if self.question.kind == "comparison" else float(any(within))

    @property
    def reciprocal(self) -> float:
        return max((1 / rank for rank in self.ranks if rank), default=0.0)


def rival_figures(
    name: str, files: Sequence[File], questions: Sequence[Question], watch: Watcher, folder: Path
) -> Iterator[Figure]:
    """Recall and reciprocal rank of each rival."""
    asked = [question for question in questions if question.passages]
    model = ModelStore(load_settings().models_folder).path(ENCODER)
    for number, (reader, baseline) in enumerate(baselines(model, folder).items(), 1):
        watch("voies ordinaires", number, 4)
        ranked = _ranked(baseline, files, asked)
        for most in _DEPTHS:
            found = [one.found(most) for one in ranked]
            yield Figure(name, f"rappel du passage @{most}", reader, estimate(found, mean))
        yield Figure(name, "MRR", reader, estimate([one.reciprocal for one in ranked], mean))


def _ranked(baseline: Baseline, files: Sequence[File], questions: Sequence[Question]) -> list[_Ranked]:
    with TemporaryDirectory() as folder:
        paths = {}
        for file in files:
            paths[file.contract.stem] = Path(folder) / file.name
            paths[file.contract.stem].write_bytes(file.data)
        index = baseline.index(paths)
    return [_asked(index, question) for question in questions]


def _asked(index: Index, question: Question) -> _Ranked:
    chunks = index.find(question.question, _DEEPEST, question.documents)
    return _Ranked(question, tuple(_rank(gold, chunks) for gold in question.passages))


def _rank(gold: GoldPassage, chunks: Sequence[Chunk]) -> int:
    quote, _ = squeezed(said(gold.quote))
    half = len(quote) // 2
    holding = (
        rank
        for rank, chunk in enumerate(chunks, 1)
        if chunk.document == gold.document and holds(squeezed(chunk.text)[0], quote[:half], quote[half:])
    )
    return next(holding, 0)


def holds(text: str, *halves: str) -> bool:
    """Whether one half of a quotation is there: a chunk may begin or end within it."""
    return any(half in text for half in halves)
