"""The sets as their files hold them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.sets.shelf import Item


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the document it is put to ("" where there is but one), and the texts that answer it."""

    id: str
    text: str
    document: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts by document, and questions put to them."""

    documents: Mapping[str, tuple[Item, ...]]
    questions: tuple[Asked, ...]

    def of(self, names: Sequence[str]) -> "Collection":
        """These documents, and the questions put to them."""
        documents = {name: self.documents[name] for name in names}
        return Collection(documents, tuple(asked for asked in self.questions if asked.document in documents))

    def smallest(self, most: int) -> tuple[str, ...]:
        """The names of the documents with the fewest texts that questions are put to; all where `most` is 0."""
        asked = {question.document for question in self.questions}
        names = sorted(asked & self.documents.keys(), key=lambda name: len(self.documents[name]))
        return tuple(names[: most or None])


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question put to an agreement, and whether the ministry found it dealt with there."""

    question: str
    document: str
    covered: bool


def conventions(data: Path) -> Collection:
    """Collective agreements by their number; a question is put to one of them."""
    folder = data / "conventions"
    return Collection(_grouped(_lines(folder / "corpus.jsonl"), "idcc", _article), _asked(folder, "idcc"))


def labelled(data: Path) -> tuple[Labelled, ...]:
    """The questions whose answer the ministry worded as covered or as not covered."""
    rows = _lines(data / "conventions" / "abstention.jsonl")
    return tuple(
        Labelled(row["question"], row["idcc"], row["label"] == "covered")
        for row in rows
        if row["label"] in {"covered", "not_covered"}
    )


def sheets(data: Path) -> Collection:
    """The labour ministry's sheets, each a document; a question is put to all of them."""
    folder = data / "fiches_travail"
    return Collection(_grouped(_lines(folder / "corpus.jsonl"), "fiche", _section), _asked(folder, ""))


def _article(row: dict[str, Any]) -> Item:
    above = tuple(part.strip() for part in row["metadata"]["path"].split(" > "))
    return Item(row["_id"], (*above, row["title"].strip() or "Article"), row["text"])


def _section(row: dict[str, Any]) -> Item:
    """Without its own title, which is the question."""
    return Item(row["_id"], (row["metadata"]["fiche"],), row["text"])


def _grouped(
    rows: list[dict[str, Any]], key: str, item: Callable[[dict[str, Any]], Item]
) -> dict[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for row in rows:
        found.setdefault(row["metadata"][key], []).append(item(row))
    return {name: tuple(items) for name, items in found.items()}


def _asked(folder: Path, key: str) -> tuple[Asked, ...]:
    right: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        question, text, _ = line.split("\t")
        right.setdefault(question, set()).add(text)
    return tuple(
        Asked(row["_id"], row["text"], row["metadata"].get(key, ""), frozenset(right[row["_id"]]))
        for row in _lines(folder / "queries.jsonl")
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
