"""Clauses of English contracts, marked by experts in CUAD, asked for in French: found, and missed when absent.

Hendrycks et al., "CUAD: An Expert-Annotated NLP Dataset for Legal Contract Review" (2021). An empty cell of its table
means that the contract has no such clause.
"""

import csv
import tomllib
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clausier.domain.answers import Verdict
from clausier.domain.jobs import Submission
from evals.answers.asking import Reply, replies
from evals.answers.figures import READER
from evals.answers.library import Shelf
from evals.answers.rivals import holds
from evals.answers.truth import ReadDocument, squeezed
from evals.baselines import Index
from evals.figures import Failure, Figure, Outcome
from evals.golden.questions import GoldPassage, Question
from evals.measures import estimate, mean
from evals.sets.finding import Means
from evals.sets.shelf import library
from evals.vectors import unwatched

SET = "CUAD, question française"
_CATEGORIES = Path(__file__).with_name("cuad.toml")
_SHORTEST = 8_000  # letters: what is shorter is an extract or a cover page
_DEPTHS = (4, 8)
_CUT = "<omitted>"  # where the experts left something out of a clause


@dataclass(frozen=True, slots=True)
class Marked:
    """A contract's file, and the clauses that experts marked in it, by category."""

    path: Path
    clauses: Mapping[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Judged:
    """A question about one category, put to one contract."""

    contract: str
    category: str
    question: str
    present: bool
    verdict: Verdict | None
    rank: int | None  # of the first passage found that holds the clause; None where none of the first does


def contracts(data: Path, most: int) -> list[Marked]:
    """The shortest contracts of some length; all where `most` is 0."""
    with (data / "cuad_it" / "master_clauses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [Marked(data / "cuad_it" / "texts" / row["text_file"], _marked(row)) for row in rows]
    long = [one for one in found if one.path.is_file() and one.path.stat().st_size >= _SHORTEST]
    return sorted(long, key=lambda one: one.path.stat().st_size)[: most or None]


def _marked(row: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The pieces of text of each category that is asked about."""
    found = {category: literal_eval(row[category] or "[]") for category in categories()}
    return {
        category: tuple(part.strip() for text in texts for part in str(text).split(_CUT) if part.strip())
        for category, texts in found.items()
    }


def categories() -> dict[str, str]:
    """Each category with its question."""
    return {str(name): str(text) for name, text in tomllib.loads(_CATEGORIES.read_text("utf-8")).items()}


def detect_clauses(data: Path, most: int, means: Means) -> Outcome:
    """What is found of each category in each contract, and what is said of those that are absent."""
    chosen = contracts(data, most)
    judged = list(_judged(chosen, means))
    present = [one for one in judged if one.present]
    figures = [
        *(_figure(f"rappel de la clause @{depth}", READER, present, partial(_within, depth)) for depth in _DEPTHS),
        *_verdicts(judged),
        *_rivals(chosen, means),
    ]
    return Outcome(tuple(figures), tuple(_failure(one) for one in judged if _wrong(one)))


def _judged(chosen: Sequence[Marked], means: Means) -> Iterator[Judged]:
    with library() as opened:
        ingester = replace(opened.ingester, encoder=means.encoder)
        dossier = opened.dossiers.create("essai").id
        names = {}
        for number, one in enumerate(chosen, 1):
            submission = Submission(f"{one.name}.txt", one.path.read_bytes(), dossier)
            names[one.name] = ingester.ingest(submission, unwatched).id
            means.watch("contrats", number, len(chosen))
        shelf = Shelf(opened, dossier, names, ())
        for one in chosen:
            read = ReadDocument(opened.library.reading(names[one.name]))
            asked = {category: _question(one, category, text) for category, text in categories().items()}
            found = replies(shelf, list(asked.values()), unwatched)
            yield from (_judge(one.name, category, reply, read) for category, reply in zip(asked, found, strict=True))


def _question(contract: Marked, category: str, text: str) -> Question:
    passages = tuple(GoldPassage(contract.name, "", clause) for clause in contract.clauses[category])
    return Question(category, text, "cross-lingual", (contract.name,), passages=passages)


def _judge(contract: str, category: str, reply: Reply, read: ReadDocument) -> Judged:
    spots = [read.spot(gold) for gold in reply.question.passages]
    right = {passage for spot in spots for passage in spot.passages}
    ranks = (rank for rank, hit in enumerate(reply.hits, 1) if hit.passage.id in right)
    return Judged(contract, category, reply.question.question, bool(spots), reply.finding.verdict, next(ranks, None))


def _within(depth: int, one: Judged) -> float:
    return float(one.rank is not None and one.rank <= depth)


def _verdicts(judged: Sequence[Judged]) -> Iterator[Figure]:
    present, absent = ([one for one in judged if one.present is there] for there in (True, False))
    yes, no = (lambda one: float(one.verdict is Verdict.YES)), (lambda one: float(one.verdict is Verdict.NOT_FOUND))
    yield replace(_figure("fausse couverture", READER, absent, yes), lower_is_better=True)
    yield replace(_figure("fausse absence", READER, present, no), lower_is_better=True)
    yield _figure("absences dites", READER, absent, no)


def _rivals(chosen: Sequence[Marked], means: Means) -> Iterator[Figure]:
    files = {one.name: one.path for one in chosen}
    for reader, rival in means.rivals.items():
        index = rival.index(files)
        judged = [_judged_of(index, one, category) for one in chosen for category, text in one.clauses.items() if text]
        for depth in _DEPTHS:
            yield _figure(f"rappel de la clause @{depth}", reader, judged, partial(_within, depth))


def _judged_of(index: Index, contract: Marked, category: str) -> Judged:
    """A chunk holds a clause when it has one half of it or the other."""
    question = categories()[category]
    wanted = [squeezed(clause)[0] for clause in contract.clauses[category]]
    chunks = index.find(question, max(_DEPTHS), [contract.name])
    ranks = (
        rank
        for rank, chunk in enumerate(chunks, 1)
        if any(holds(squeezed(chunk.text)[0], one[: len(one) // 2], one[len(one) // 2 :]) for one in wanted)
    )
    return Judged(contract.name, category, question, True, None, next(ranks, None))


def _figure(measure: str, reader: str, judged: Sequence[Judged], score: Callable[[Judged], float]) -> Figure:
    """Units are contracts."""
    units: dict[str, list[float]] = {}
    for one in judged:
        units.setdefault(one.contract, []).append(score(one))
    return Figure(SET, measure, reader, estimate(list(units.values()), _flat))


def _flat(units: Sequence[Sequence[float]]) -> float:
    return mean([value for unit in units for value in unit])


def _wrong(one: Judged) -> bool:
    return one.verdict is (Verdict.NOT_FOUND if one.present else Verdict.YES)


def _failure(one: Judged) -> Failure:
    expected = "présente" if one.present else "absente"
    got = f"{one.verdict} · rang {one.rank}" if one.verdict else ""
    cause = "absence à tort" if one.present else "couverture fausse"
    return Failure(SET, one.question, one.contract, f"{one.category}, {expected}", got, f"verdict : {cause}")
