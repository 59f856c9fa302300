"""Who reads: Clausier, and what one would otherwise pick."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from clausier.domain.documents import Reading, Role
from clausier.domain.jobs import Submission
from clausier.errors import ClausierError
from clausier.ports import Vectors, Watcher
from clausier.settings import Settings
from clausier.wiring import open_clausier
from evals.reading.measures import Taken
from evals.reading.truth import Article

Read = Callable[[str, bytes], Taken]
"""A file's name and bytes to what was read of it."""


class NoVectors:
    """Reading is measured here, not encoding."""

    identity = "none"
    dimension = 1

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        return np.ones((len(texts), 1), np.float32)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        return np.ones(1, np.float32)

    def count_tokens(self, text: str) -> int:
        return len(text) // 4


@contextmanager
def clausier() -> Iterator[Read]:
    """Clausier as it is put together for its users, but for the encoder."""
    with TemporaryDirectory() as folder:
        opened = open_clausier(Settings(home=Path(folder), model="none"))
        try:
            ingester = replace(opened.ingester, encoder=NoVectors())
            dossier = opened.dossiers.create("essai")

            def read(name: str, data: bytes) -> Taken:
                started = perf_counter()
                try:
                    document = ingester.ingest(Submission(name, data, dossier.id), unwatched)
                except ClausierError as refusal:
                    return Taken((), (), (), seconds=perf_counter() - started, refusal=str(refusal))
                return _taken(opened.library.reading(document.id), perf_counter() - started)

            yield read
        finally:
            opened.close()


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""


def _taken(reading: Reading, seconds: float) -> Taken:
    text = reading.text
    articles = tuple(
        Article(_number(clause.number), clause.span.of(text))
        for clause in reading.clauses
        if clause.role is Role.ARTICLE and clause.number
    )
    rows = tuple(
        tuple((head.of(text), cell.of(text)) for head, cell in zip(row.headers, row.cells, strict=True))
        for row in reading.rows
        if not row.header
    )
    return Taken(tuple(page.span.of(text) for page in reading.pages), articles, rows, seconds)


def _number(number: str) -> str:
    """ "Annexe 2, 1" as the truth writes it: "2/1"."""
    annex, comma, article = number.rpartition(", ")
    return f"{annex.split()[-1]}/{article}" if comma else article


@contextmanager
def plain() -> Iterator[Read]:
    """LangChain's loaders, as its tutorials use them."""
    yield _plain


def plain_pages(path: Path) -> tuple[str, ...]:
    """What LangChain's loader for the format gives: a text a page of a PDF, one text of anything else."""
    from langchain_community.document_loaders import BSHTMLLoader, Docx2txtLoader, PyPDFLoader, TextLoader

    loaders = {".pdf": PyPDFLoader, ".docx": Docx2txtLoader, ".html": BSHTMLLoader}
    loader = loaders.get(path.suffix, partial(TextLoader, autodetect_encoding=True))
    return tuple(document.page_content for document in loader(str(path)).load())


def _plain(name: str, data: bytes) -> Taken:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        started = perf_counter()
        try:
            pages = plain_pages(path)
        except Exception as failure:  # noqa: BLE001 — whatever a rival raises is its answer
            return Taken((), seconds=perf_counter() - started, refusal=f"{type(failure).__name__}: {failure}")
        return Taken(pages, seconds=perf_counter() - started)


READERS = {"clausier": clausier, "langchain": plain}
