"""Documents handed to an empty library as any user hands them in; what takes long is kept from one run to the next."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.domain.documents import DocumentId, DossierId, Kind, Reading
from clausier.domain.jobs import Submission
from clausier.ports import Encoder, Vectors, Watcher
from clausier.wiring import Clausier
from evals.answers.kept import KeptReading
from evals.sets.shelf import library
from evals.vectors import product_encoder, unwatched
from ingest.pipeline import Ingester


@dataclass(frozen=True, slots=True)
class Desk:
    """An open library, and what takes files into it."""

    clausier: Clausier
    ingester: Ingester

    def dossier(self, name: str) -> DossierId:
        return self.clausier.dossiers.create(name).id

    def take(
        self,
        dossier: DossierId,
        name: str,
        data: bytes,
        kind: Kind | None = None,
        amends: DocumentId | None = None,
    ) -> DocumentId:
        """The document that a file became."""
        return self.ingester.ingest(Submission(name, data, dossier, kind, amends), unwatched).id

    def reading(self, document: DocumentId) -> Reading:
        return self.clausier.library.reading(document)


@dataclass(frozen=True, slots=True)
class _Blank:
    """Fits port Encoder: counts as another one does, and encodes nothing, for measures that need no meaning."""

    counting: Encoder

    @property
    def identity(self) -> str:
        return "blank"

    @property
    def dimension(self) -> int:
        return self.counting.dimension

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        return np.zeros((len(texts), self.dimension), np.float32)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        return np.zeros(self.dimension, np.float32)

    def count_tokens(self, text: str) -> int:
        return self.counting.count_tokens(text)


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """An empty library for the time of a measure. What was read and encoded is kept in `folder`."""
    with library() as clausier:
        read = KeptReading(clausier.ingester.read, folder)
        yield Desk(clausier, replace(clausier.ingester, read=read, encoder=product_encoder(folder)))


@contextmanager
def opened_for_words(folder: Path) -> Iterator[Desk]:
    """The same where words alone are looked at: no vector is computed."""
    with opened(folder) as desk:
        yield replace(desk, ingester=replace(desk.ingester, encoder=_Blank(desk.ingester.encoder)))
