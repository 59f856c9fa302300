"""The library, opened."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clausier.adapters.sqlite.accesses import SqliteAccesses
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.conversations import SqliteConversations
from clausier.adapters.sqlite.dossiers import SqliteDossiers
from clausier.adapters.sqlite.drafts import SqliteDrafts
from clausier.adapters.sqlite.jobs import SqliteJobs
from clausier.adapters.sqlite.library import SqliteLibrary
from clausier.adapters.sqlite.passages import SqlitePassages
from clausier.adapters.sqlite.questionnaires import SqliteQuestionnaires
from clausier.adapters.sqlite.reviews import SqliteReviews
from clausier.adapters.sqlite.schema import prepare
from clausier.adapters.sqlite.vectors import SqliteVectors

DRAFTED = timedelta(days=30)
"""How long pages are kept of a file that nobody comes back to; they only save the time of recognising them again."""


@dataclass(frozen=True, slots=True)
class SqliteStore:
    """One library file, as each port sees it. Any thread may use any of them."""

    dossiers: SqliteDossiers
    library: SqliteLibrary
    passages: SqlitePassages
    vectors: SqliteVectors
    conversations: SqliteConversations
    jobs: SqliteJobs
    drafts: SqliteDrafts
    accesses: SqliteAccesses
    reviews: SqliteReviews
    questionnaires: SqliteQuestionnaires
    connections: Connections

    @classmethod
    def open(cls, path: Path) -> "SqliteStore":
        """Open a library, made or brought up to date where needed. `ClausierError` says what is wrong with the file."""
        prepare(path)
        connections = Connections(path)
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            connections.erase()  # the last process was killed, maybe between a deletion and the end of its traces
        drafts = SqliteDrafts(connections)
        drafts.sweep(datetime.now(UTC) - DRAFTED)
        return cls(
            dossiers=SqliteDossiers(connections),
            library=SqliteLibrary(connections),
            passages=SqlitePassages(connections),
            vectors=SqliteVectors(connections),
            conversations=SqliteConversations(connections),
            jobs=SqliteJobs(connections),
            drafts=drafts,
            accesses=SqliteAccesses(connections),
            reviews=SqliteReviews(connections),
            questionnaires=SqliteQuestionnaires(connections),
            connections=connections,
        )

    def close(self) -> None:
        """Close the file. Whoever still uses it is told by a `RuntimeError`."""
        self.connections.close()
