"""The library as the port tests see it, in memory or in SQLite."""

from typing import Protocol

from clausier.ports import (
    Accesses,
    Conversations,
    Dossiers,
    Jobs,
    Library,
    PageDrafts,
    Passages,
    Questionnaires,
    Reviews,
    VectorStore,
)


class Store(Protocol):
    """What `SqliteStore` and `MemoryStore` have in common."""

    @property
    def dossiers(self) -> Dossiers: ...
    @property
    def library(self) -> Library: ...
    @property
    def passages(self) -> Passages: ...
    @property
    def vectors(self) -> VectorStore: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def drafts(self) -> PageDrafts: ...
    @property
    def accesses(self) -> Accesses: ...
    @property
    def reviews(self) -> Reviews: ...
    @property
    def questionnaires(self) -> Questionnaires: ...
