"""Questions put to the product: the answer as a person gets it, and the ranking that it was made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clausier.domain.answers import Finding
from clausier.domain.documents import DocumentId
from clausier.domain.questions import Hit, Scope, Turn
from clausier.ports import Watcher
from evals.answers.library import Shelf
from evals.golden.questions import Question

_WRITTEN = date(2026, 11, 22)
"""When the questions were written: they are answered from what was in force on that day, whenever they are put."""
DEPTH = 24
"""Hits that are looked at; what widening adds after them is no ranking."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A question, its answer, and the first ranking that the answer was chosen from."""

    question: Question
    finding: Finding
    hits: tuple[Hit, ...]
    seconds: float


def replies(shelf: Shelf, questions: Sequence[Question], watch: Watcher) -> Iterator[Reply]:
    """Each question with its documents as scope, and after its history."""
    for number, question in enumerate(questions, 1):
        watch("questions", number, len(questions))
        yield _reply(shelf, question)


def _reply(shelf: Shelf, question: Question) -> Reply:
    desk = shelf.clausier.desk
    scope = Scope(shelf.dossier, frozenset(_documents(shelf, question)), _WRITTEN)
    history = [Turn(turn.question, turn.answer) for turn in question.history]
    answer = desk.ask(question.question, scope, history)
    ranked = tuple(shelf.clausier.answerer.ranking(question.question, scope, history)[:DEPTH])
    return Reply(question, answer.finding, ranked, answer.seconds)


def _documents(shelf: Shelf, question: Question) -> Iterator[DocumentId]:
    return (shelf.documents[stem] for stem in question.documents)
