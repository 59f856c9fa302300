"""The golden set, or a part of it, from its files to its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from clausier.ports import Watcher
from evals.answers.asking import replies
from evals.answers.documents import files
from evals.answers.figures import figures
from evals.answers.judging import Judge, Judged, cause
from evals.answers.library import Shelf, opened
from evals.answers.quotes import Rereading
from evals.answers.rivals import rival_figures
from evals.answers.truth import ReadDocument
from evals.figures import Failure, Figure, Outcome
from evals.golden.questions import Contract, Golden, Half, Question, load

_NAMES = {
    "development": "questions d’or (développement)",
    "test": "questions d’or (épreuve)",
    "short-development": "contrats brefs (développement)",
    "short-test": "contrats brefs (épreuve)",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which questions are asked: those of a half, narrowed by what is named."""

    half: Half
    documents: tuple[str, ...] = ()  # stems; a question on any of them is asked
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return _NAMES[self.half]

    @property
    def may_be_read(self) -> bool:
        """Whether its failures may be looked at one by one: rules are mended on those, and measured on the others."""
        return self.half.endswith("development")

    def takes(self, question: Question) -> bool:
        """Whether the question is asked."""
        return (
            (not self.documents or not set(self.documents).isdisjoint(question.documents))
            and (not self.kinds or question.kind in self.kinds)
            and (not self.ids or question.id in self.ids)
        )


def judge_all(chosen: Chosen, watch: Watcher, folder: Path) -> list[Judged]:
    """Ask every chosen question of the half's library, and judge the replies."""
    golden = load()
    contracts = [contract for contract in golden.contracts if contract.half == chosen.half]
    questions = [question for question in golden.of(chosen.half) if chosen.takes(question)]
    return judge(golden, contracts, questions, watch, folder)


def judge(
    golden: Golden, contracts: Sequence[Contract], questions: Sequence[Question], watch: Watcher, folder: Path
) -> list[Judged]:
    """Ask these questions of a library of these contracts, and judge the replies."""
    with opened(files(contracts), watch, folder) as shelf:
        return list(_judged(shelf, golden, questions, watch))


def _judged(shelf: Shelf, golden: Golden, questions: Sequence[Question], watch: Watcher) -> Iterator[Judged]:
    library = shelf.clausier.library
    documents = {name: ReadDocument(library.reading(name)) for name in shelf.documents.values()}
    with TemporaryDirectory() as folder:
        judged = Judge(documents, shelf.documents, Rereading(shelf.files, Path(folder)))
        for reply in replies(shelf, questions, watch):
            yield judged(reply, golden.by_stem[reply.question.documents[0]])


def outcome_of(chosen: Chosen, judged: Sequence[Judged]) -> Outcome:
    """Figures, and failures where they may be looked at."""
    failures = [_failure(chosen.name, one) for one in judged if cause(one)] if chosen.may_be_read else []
    return Outcome(tuple(figures(chosen.name, judged)), tuple(failures))


def rivals_of(chosen: Chosen, watch: Watcher, folder: Path) -> tuple[Figure, ...]:
    """The rivals' figures on the same questions."""
    golden = load()
    contracts = [contract for contract in golden.contracts if contract.half == chosen.half]
    questions = [question for question in golden.of(chosen.half) if chosen.takes(question)]
    return tuple(rival_figures(chosen.name, files(contracts), questions, watch, folder))


def _failure(name: str, judged: Judged) -> Failure:
    question = judged.question
    places = ", ".join(gold.article for gold in question.passages)
    cited = ", ".join(dict.fromkeys(one.citation.article for one in judged.cited))
    return Failure(
        set=name,
        question=f"{question.id} : {question.question}",
        documents=", ".join(question.documents),
        expected=" · ".join(part for part in (judged.expected, question.value, places) if part),
        got=" · ".join(part for part in (judged.got, cited, judged.conclusion) if part),
        cause=cause(judged),
    )
