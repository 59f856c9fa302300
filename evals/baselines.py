"""What one would otherwise pick: LangChain's usual parts, BM25, vectors, and the two together, on the same encoder.

The parts are LangChain's loaders and its splitter at 1,000 characters with 200 in common, as its tutorials have them,
multilingual-e5-small over sentence-transformers with the prefixes that E5 was trained with, Chroma as it comes, and
bm25s with its French stop words and Snowball's French stems.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from clausier.ports import Encoder, Vectors
from evals.reading.readers import plain_pages
from evals.vectors import KeptEncoder, unwatched

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

SIZE, OVERLAP = 1000, 200  # characters
_RRF_K = 60
_FUSED = 100  # of each ranking
_BATCH = 5_000  # Chroma refuses more than 5,461 rows at once


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a rival finds. `page` counts from 1; None where the format has none."""

    document: str
    page: int | None
    text: str
    score: float = 0.0


class Index(Protocol):
    """What was indexed, ready to be asked; `within` names the documents to look in, none meaning all."""

    def find(self, question: str, k: int, within: Collection[str] = ()) -> list[Chunk]: ...


@dataclass(frozen=True, slots=True)
class Baseline:
    """One way of finding. Documents go by the names that files or texts are given under."""

    make: Callable[[Sequence[Chunk]], Index]

    def index(self, files: Mapping[str, Path]) -> Index:
        """Of files, each read by LangChain's loader for its format."""
        return self.make(split([page for name, path in files.items() for page in pages(name, path)]))

    def index_texts(self, texts: Mapping[str, str]) -> Index:
        """Of ready-made passages, cut as pages are where they are longer than a chunk."""
        return self.make(split([Chunk(name, None, text) for name, text in texts.items()]))


def baselines(model: Path, vectors: Path) -> Mapping[str, Baseline]:
    """The rivals by name. `model` is the folder of e5-small, `vectors` where its vectors are kept."""
    from clausier.adapters.encoder.sentence import SentenceTransformersEncoder

    encoder = KeptEncoder(SentenceTransformersEncoder(str(model)), vectors)
    return {
        "langchain": Baseline(lambda chunks: LangChain(chunks, encoder)),
        "bm25": Baseline(Words),
        "dense": Baseline(lambda chunks: Dense(chunks, encoder)),
        "fusion": Baseline(lambda chunks: Fused(chunks, Words(chunks), Dense(chunks, encoder))),
    }


def pages(name: str, path: Path) -> list[Chunk]:
    """The pages of a file, as its loader gives them."""
    paged = path.suffix == ".pdf"
    return [Chunk(name, number if paged else None, text) for number, text in enumerate(plain_pages(path), 1)]


def split(texts: Sequence[Chunk]) -> list[Chunk]:
    """Each cut by LangChain's splitter, in its usual sizes."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    return [replace(text, text=piece) for text in texts for piece in splitter.split_text(text.text)]


class Words:
    """BM25 alone."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        import bm25s

        self._chunks = chunks
        self._index = bm25s.BM25()
        self._index.index(_tokens([chunk.text for chunk in chunks]), show_progress=False)

    def find(self, question: str, k: int, within: Collection[str] = ()) -> list[Chunk]:
        return _best(self._chunks, self.scores(question), k, within)

    def scores(self, question: str) -> NDArray[np.float32]:
        """One score a chunk."""
        (tokens,) = _tokens([question])
        known = [token for token in tokens if token in self._index.vocab_dict]
        if not known:  # bm25s takes no empty question
            return np.zeros(len(self._chunks), np.float32)
        scores: NDArray[np.float32] = self._index.get_scores(known)
        return scores


class Dense:
    """Vectors alone, every one compared."""

    def __init__(self, chunks: Sequence[Chunk], encoder: Encoder) -> None:
        self._chunks = chunks
        self._encoder = encoder
        self._vectors: Vectors = encoder.encode_passages([chunk.text for chunk in chunks], unwatched)

    def find(self, question: str, k: int, within: Collection[str] = ()) -> list[Chunk]:
        return _best(self._chunks, self.scores(question), k, within)

    def scores(self, question: str) -> NDArray[np.float32]:
        """One score a chunk."""
        scores: NDArray[np.float32] = self._vectors @ self._encoder.encode_question(question)
        return scores


@dataclass(frozen=True, slots=True)
class Fused:
    """BM25 and vectors merged by reciprocal rank (Cormack, Clarke and Büttcher, 2009)."""

    chunks: Sequence[Chunk]
    words: Words
    dense: Dense

    def find(self, question: str, k: int, within: Collection[str] = ()) -> list[Chunk]:
        total = np.zeros(len(self.chunks), np.float32)
        for way in (self.words, self.dense):
            ranked = _order(self.chunks, way.scores(question), within)[:_FUSED]
            total[ranked] += 1 / (_RRF_K + 1 + np.arange(len(ranked)))
        return _best(self.chunks, total, k, within)


class LangChain:
    """LangChain's vector store over Chroma, in memory, as it comes."""

    def __init__(self, chunks: Sequence[Chunk], encoder: Encoder) -> None:
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        self._store: Chroma = Chroma(
            collection_name=f"c{uuid4().hex}",  # clients in memory share their collections
            embedding_function=_embeddings(encoder),
            client_settings=Settings(anonymized_telemetry=False, is_persistent=False),
        )
        for start in range(0, len(chunks), _BATCH):
            batch = chunks[start : start + _BATCH]
            told = [{"document": chunk.document, "page": chunk.page or 0} for chunk in batch]
            self._store.add_texts([chunk.text for chunk in batch], told)

    def find(self, question: str, k: int, within: Collection[str] = ()) -> list[Chunk]:
        chosen: dict[str, Any] | None = {"document": {"$in": sorted(within)}} if within else None
        found = self._store.similarity_search_with_score(question, k, filter=chosen)
        return [
            Chunk(one.metadata["document"], one.metadata["page"] or None, one.page_content, -distance)
            for one, distance in found
        ]


def _embeddings(encoder: Encoder) -> "Embeddings":
    """An encoder as LangChain wants it."""
    from langchain_core.embeddings import Embeddings

    class Adapted(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = encoder.encode_passages(texts, unwatched).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = encoder.encode_question(text).tolist()
            return row

    return Adapted()


def _tokens(texts: list[str]) -> list[list[str]]:
    import bm25s
    from Stemmer import Stemmer

    stem = Stemmer("french").stemWords
    found: list[list[str]] = bm25s.tokenize(texts, stopwords="fr", stemmer=stem, return_ids=False, show_progress=False)
    return found


def _order(chunks: Sequence[Chunk], scores: NDArray[np.float32], within: Collection[str]) -> NDArray[np.intp]:
    """The chunks that may be looked at and have anything of the question, best first."""
    rows = np.argsort(-scores, kind="stable")
    allowed = frozenset(within)
    kept = [row for row in rows if scores[row] > 0 and (not allowed or chunks[row].document in allowed)]
    return np.array(kept, dtype=np.intp)


def _best(chunks: Sequence[Chunk], scores: NDArray[np.float32], k: int, within: Collection[str]) -> list[Chunk]:
    return [replace(chunks[row], score=float(scores[row])) for row in _order(chunks, scores, within)[:k]]
