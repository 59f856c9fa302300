"""What a process does for Clausier while it is measured. Each task takes and gives what JSON can say.

Clausier is opened as its users open it; its steps are timed around its methods, in that process alone.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import numpy as np

from clausier.bundle import CORPUS
from clausier.desk import Desk
from clausier.domain.answers import Progress
from clausier.domain.documents import Document, Dossier, DossierId
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.ports import ChatModel, Encoder, Vectors, Watcher
from clausier.settings import Settings, load_settings
from clausier.starting import first_run
from clausier.wiring import Clausier, open_clausier
from evals.bench.clock import ASKING, READING, Clock, Steps, watched
from evals.bench.contracts import contract
from evals.bench.processes import on_disk
from evals.bench.records import plausible, recorded

Found = dict[str, Any]

_BASE = 128  # passages that the encoder really reads, around which the other vectors are drawn
_FILLED_PAGES = 20  # of each contract that a library is filled with
_SEED = 7_000_000  # far from the seeds of the contracts that are read from files
_WARMING = 3  # questions before the first that counts: weights, topics and pages of the library come to memory
_NOWHERE = DossierId("banc")
_FIRST = "Article 1 – Objet\nUn premier texte.\n".encode()


class DrawnVectors:
    """Fits port Encoder: another's questions and identity, and vectors drawn instead of computed for passages."""

    def __init__(self, encoder: Encoder, base: Vectors) -> None:
        self.identity, self.dimension = encoder.identity, encoder.dimension
        self.encode_question, self.count_tokens = encoder.encode_question, encoder.count_tokens
        self._base = base

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        return plausible(self._base, len(texts), len(texts))


class Heard:
    """Fits port ChatModel: another one, and when the first piece of its last answer came."""

    def __init__(self, model: ChatModel) -> None:
        self.name, self.remote, self.first = model.name, model.remote, 0.0
        self._model, self.warm = model, model.warm

    def stream(self, system: str, user: str, schema: Mapping[str, object]) -> Iterator[str]:
        self.first = 0.0
        for piece in self._model.stream(system, user, schema):
            self.first = self.first or perf_counter()
            yield piece


def ingest(given: Mapping[str, Any]) -> Found:
    """Files read one after the other: `files`, `dossier`, and `drawn` for vectors that are not computed."""
    clock = Clock()
    missing = watched(READING, clock)
    with opened() as clausier:
        dossier = _dossier(clausier, given["dossier"])
        ingester = clausier.ingester
        if given.get("drawn"):
            ingester = replace(ingester, encoder=DrawnVectors(clausier.encoder, _base(clausier.encoder)))
        _warm(clausier)
        clock.taken()
        started, cores = perf_counter(), _cores()
        lines = []
        for path in map(Path, given["files"]):
            since = perf_counter()
            document = ingester.ingest(Submission(path.name, path.read_bytes(), dossier.id), unwatched)
            lines.append(_line(document, perf_counter() - since, clock.taken()))
        seconds = perf_counter() - started
        steps = Steps()
        clausier.caches.refresh(steps)
        whole = perf_counter() - started
    return {
        "dossier": dossier.id,
        "files": lines,
        "seconds": whole,
        "reading": seconds,
        "cores": _cores() - cores,
        "caches": steps.spent,
        "disk": on_disk(load_settings().home),
        "missing": missing,
    }


def scan(given: Mapping[str, Any]) -> Found:
    """One scanned file, step by step as its reading tells of them."""
    with opened() as clausier:
        dossier, path, steps = _dossier(clausier, "numérisé"), Path(given["file"]), Steps()
        document = clausier.ingester.ingest(Submission(path.name, path.read_bytes(), dossier.id), steps)
    return {"pages": document.report.pages, "articles": document.report.articles, "steps": steps.spent}


def fill(given: Mapping[str, Any]) -> Found:
    """Dossiers filled with generated contracts: `dossiers`, each with how many passages it gets at least."""
    lines = []
    with opened() as clausier:
        base = _base(clausier.encoder)
        clausier.caches.refresh(unwatched)
        for number, (name, passages) in enumerate(given["dossiers"].items(), 1):
            line = _filled(clausier, name, passages, (base, _SEED * number))
            steps, started = Steps(), perf_counter()
            clausier.caches.refresh(steps)
            lines.append({**line, "caches": steps.spent, "refreshing": perf_counter() - started})
    return {"dossiers": lines, "disk": on_disk(load_settings().home), "encoded": _BASE}


def keep(given: Mapping[str, Any]) -> Found:
    """A dossier of files as if they had been read: `files` of one contract each, `pages` long, from `seed` on."""
    with opened() as clausier:
        dossier, base = _dossier(clausier, given["dossier"]), _base(clausier.encoder)
        for seed, path in enumerate(map(Path, given["files"]), given["seed"]):
            made = recorded(contract(seed, given["pages"]), dossier.id, path.read_bytes())
            vectors = plausible(base, len(made.reading.passages), seed)
            document = replace(made.reading.document, file=path.name)
            clausier.library.add(
                replace(made.reading, document=document), made.data, vectors, clausier.encoder.identity
            )
        clausier.caches.refresh(unwatched)
    return {"files": len(given["files"])}


def ask(given: Mapping[str, Any]) -> Found:
    """Questions asked of a `dossier`: of its longest document alone where `alone`, so many as `questions`."""
    clock = Clock()
    started = perf_counter()
    with opened() as clausier:
        clausier.refresh(unwatched)
        missing = watched(ASKING, clock)
        scope = _scope(clausier, given["dossier"], given["alone"])
        first, *asked = questions(clausier, given["questions"] + _WARMING)
        clausier.desk.ask(first, scope)
        opening = perf_counter() - started
        seconds = [_asked(clausier, question, scope) for question in asked[: _WARMING - 1]]
        clock.taken()
        seconds = [_asked(clausier, question, scope) for question in asked[_WARMING - 1 :]]
        stages = {stage: spent / len(seconds) for stage, spent in clock.taken().items()}
        size = sum(document.report.passages for document in clausier.library.documents(scope))
    return {"seconds": seconds, "stages": stages, "opening": opening, "passages": size, "missing": missing}


def explain(given: Mapping[str, Any]) -> Found:
    """Questions on one contract, worded by the embedded model, once it is ready; {} where its file is not there."""
    with opened() as clausier:
        weights = clausier.models.path_of_chat()
    if weights is None:
        return {}
    with opened(model=str(weights)) as clausier:
        scope = _scope(clausier, given["dossier"], alone=True)
        explainer = clausier.desk.explainer
        assert explainer is not None
        assert clausier.model is not None
        started = perf_counter()
        explainer.warm()
        ready = perf_counter() - started
        heard = Heard(clausier.model)
        desk = replace(clausier.desk, explainer=replace(explainer, model=heard))
        return {"ready": ready, "questions": [_worded(desk, heard, question, scope) for question in given["asked"]]}


def house(given: Mapping[str, Any]) -> Found:
    """A library as its first run leaves it, and what `ingest` makes of `files`, where some are given."""
    with opened() as clausier:
        first_run(clausier, CORPUS, unwatched)
        clausier.refresh(unwatched)
    return ingest(given) if given.get("files") else {}


@contextmanager
def opened(**settings: str) -> Iterator[Clausier]:
    """The library of this process's home folder."""
    chosen = load_settings()
    clausier = open_clausier(Settings(**{**chosen.model_dump(), **settings}))
    try:
        yield clausier
    finally:
        clausier.close()


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""


def questions(clausier: Clausier, count: int) -> list[str]:
    """Usual questions on every topic, in an order that a seed draws; the same ones again where more are wanted."""
    usual = [question for topic in clausier.topics for question in topic.questions]
    Random(_SEED).shuffle(usual)
    return [usual[at % len(usual)] for at in range(count)]


def _asked(clausier: Clausier, question: str, scope: Scope) -> float:
    started = perf_counter()
    clausier.desk.ask(question, scope)
    return perf_counter() - started


def _worded(desk: Desk, heard: Heard, question: str, scope: Scope) -> Found:
    """Until evidence, until the model's first word, until the first sentence that is shown, until the end."""
    started = perf_counter()
    answer = desk.ask(question, scope)
    evidence, first, sentences, state = perf_counter() - started, 0.0, 0, ""
    for growing in desk.explain(answer):
        if growing.explanation is not None:
            sentences, state = len(growing.explanation.sentences), growing.explanation.state.value
        if sentences and not first:
            first = perf_counter() - started
    whole, word = perf_counter() - started, heard.first - started
    told = {"evidence": evidence, "word": max(word, 0.0), "first": first, "whole": whole}
    return {**told, "sentences": sentences, "complete": state == Progress.COMPLETE.value}


def _filled(clausier: Clausier, name: str, passages: int, drawn: tuple[Vectors, int]) -> Found:
    """A dossier of generated contracts; the time is that of writing them, not of drawing them."""
    base, seed = drawn
    dossier = _dossier(clausier, name)
    held = documents = 0
    writing = 0.0
    while held < passages:
        pages = min(_FILLED_PAGES, 1 + (passages - held) // 8)
        made = recorded(contract(seed + documents, pages), dossier.id)
        vectors = plausible(base, len(made.reading.passages), seed + documents)
        started = perf_counter()
        clausier.library.add(made.reading, made.data, vectors, clausier.encoder.identity)
        writing += perf_counter() - started
        held, documents = held + len(vectors), documents + 1
    return {"dossier": name, "id": dossier.id, "passages": held, "documents": documents, "writing": writing}


def _base(encoder: Encoder) -> Vectors:
    """Vectors of passages of generated contracts, computed."""
    passages = recorded(contract(_SEED, _FILLED_PAGES), _NOWHERE).reading.passages[:_BASE]
    return np.asarray(encoder.encode_passages([passage.indexed for passage in passages], unwatched), np.float32)


def _warm(clausier: Clausier) -> None:
    """Have everything started that starts once: the process that reads, the encoder, the indexes."""
    apart = _dossier(clausier, "échauffement")
    clausier.ingester.ingest(Submission("premier.txt", _FIRST, apart.id), unwatched)
    clausier.caches.refresh(unwatched)
    clausier.dossiers.forget(apart.id)


def _line(document: Document, seconds: float, stages: Mapping[str, float]) -> Found:
    report = document.report
    counted = {"pages": report.pages, "passages": report.passages, "articles": report.articles}
    return {"file": document.file, **counted, "seconds": seconds, "stages": dict(stages)}


def _dossier(clausier: Clausier, name: str) -> Dossier:
    known = {dossier.name: dossier for dossier in clausier.dossiers.all()}
    return known.get(name) or clausier.dossiers.create(name)


def _scope(clausier: Clausier, dossier: str, alone: bool) -> Scope:
    scope = Scope(_dossier(clausier, dossier).id)
    if not alone:
        return scope
    longest = max(clausier.library.documents(scope), key=lambda document: document.report.passages)
    return replace(scope, documents=frozenset({longest.id}))


def _cores() -> float:
    """Seconds of processor so far, of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
