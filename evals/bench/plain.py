"""What a process does for the plain alternative while it is measured.

LangChain's parts as its tutorials put them together: PyPDFLoader, RecursiveCharacterTextSplitter(1000, 200),
HuggingFaceEmbeddings over the same e5-small in full precision, Chroma on disk, the four nearest. It has no verdict, no
article, and nothing to say of what it does not find: retrieval alone is compared.
"""

import os
from collections.abc import Mapping, Sequence
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from clausier.answering.topics import load_topics
from clausier.bundle import CORPUS
from clausier.models import ENCODER
from clausier.settings import load_settings
from evals.baselines import OVERLAP, SIZE
from evals.bench.clock import Clock
from evals.bench.contracts import contract
from evals.bench.processes import on_disk
from evals.bench.records import plausible

if TYPE_CHECKING:
    from langchain_chroma import Chroma

Found = dict[str, Any]

_NEAREST = 4
_BASE = 64  # chunks that the model really reads, where the other vectors are drawn
_FILLED_PAGES = 20
_SEED = 7_000_000
_WARMING = 3


def ingest(given: Mapping[str, Any]) -> Found:
    """PDF files, `files`, loaded, cut, encoded and stored."""
    from langchain_community.document_loaders import PyPDFLoader
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    clock = Clock()
    model = _Counted(_model(), clock)
    store = _store(model)
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    store.add_texts(["Une phrase."])  # what starts once is started
    clock.taken()
    started, cores = perf_counter(), _cores()
    pages = chunks = 0
    for path in given["files"]:
        with clock.stage("lecture"):
            loaded = PyPDFLoader(path).load()
        with clock.stage("découpe"):
            pieces = splitter.split_documents(loaded)
        with clock.stage("écriture"):
            store.add_documents(pieces)
        pages, chunks = pages + len(loaded), chunks + len(pieces)
    return {
        "pages": pages,
        "chunks": chunks,
        "seconds": perf_counter() - started,
        "cores": _cores() - cores,
        "stages": clock.taken(),
        "disk": on_disk(load_settings().home),
        "weights": model.weights,
    }


def fill(given: Mapping[str, Any]) -> Found:
    """A store of `passages` chunks of generated contracts; their vectors are drawn around those of a few."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    model = _model()
    texts = _chunks(splitter, 1)[:_BASE]
    drawn = _Drawn(np.asarray(model.embed_documents(texts), np.float32))
    store = _store(drawn)
    held = number = 0
    writing = 0.0
    while held < given["passages"]:
        number += 1
        pieces = _chunks(splitter, number)[: given["passages"] - held]
        started = perf_counter()
        store.add_texts(pieces, [{"source": f"contrat-{number}"} for _ in pieces])
        writing += perf_counter() - started
        held += len(pieces)
    return {"passages": held, "writing": writing, "disk": on_disk(load_settings().home)}


def ask(given: Mapping[str, Any]) -> Found:
    """Questions, so many as `questions`, asked of all that is stored: without a filter, which would only slow it."""
    started = perf_counter()
    store = _store(_model())
    usual = [question for topic in load_topics(CORPUS / "topics") for question in topic.questions]
    Random(_SEED).shuffle(usual)
    asked = [usual[at % len(usual)] for at in range(given["questions"] + _WARMING)]
    store.similarity_search(asked[0], k=_NEAREST)
    opening = perf_counter() - started
    seconds = []
    for question in asked[1:]:
        since = perf_counter()
        store.similarity_search(question, k=_NEAREST)
        seconds.append(perf_counter() - since)
    return {"seconds": seconds[_WARMING - 1 :], "opening": opening}


class _Counted:
    """HuggingFaceEmbeddings, with the time that it takes."""

    def __init__(self, model: Any, clock: Clock) -> None:
        self._model = model
        self._clock = clock
        self.weights = str(next(model.client.parameters()).dtype)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        with self._clock.stage("vecteurs"):
            rows: list[list[float]] = self._model.embed_documents(texts)
            return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._model.embed_query(text)
        return row


class _Drawn:
    """Vectors drawn instead of computed."""

    def __init__(self, base: np.ndarray[Any, np.dtype[np.float32]]) -> None:
        self._base = base
        self._seed = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self._seed += 1
        rows: list[list[float]] = plausible(self._base, len(texts), self._seed).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def _model() -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its deprecation: the class that replaces it does the same
        import torch
        from langchain_community.embeddings import HuggingFaceEmbeddings

        return HuggingFaceEmbeddings(
            model_name=str(load_settings().models_folder / ENCODER),
            model_kwargs={"device": "cpu", "model_kwargs": {"dtype": torch.float32}},
        )


def _store(model: Any) -> "Chroma":
    from langchain_chroma import Chroma

    return Chroma("essai", embedding_function=model, persist_directory=str(load_settings().home / "simple"))


def _chunks(splitter: Any, number: int) -> list[str]:
    text = "\n".join(block.words for block in contract(_SEED + number, _FILLED_PAGES).blocks)
    pieces: Sequence[str] = splitter.split_text(text)
    return list(pieces)


def _cores() -> float:
    times = os.times()
    return times.user + times.system
