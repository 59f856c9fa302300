"""Connections to the library's file, for any number of threads."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from clausier.adapters.sqlite.troubles import told

BUSY_SECONDS = 10.0
"""How long to wait for another process that is writing; within this process writers take turns by a lock."""
KEPT = 8
"""Idle connections kept open; a page server makes a thread for every click, and opening one takes a millisecond."""

_ALWAYS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # what is acknowledged survives a power cut
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store = MEMORY",  # no text in temporary files
)


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the library's settings; transactions are opened by hand."""
    with told(path):
        connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            for pragma in _ALWAYS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
    connection.row_factory = sqlite3.Row
    return connection


class Connections:
    """A pool. `reading` and `writing` lend a connection inside one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._guard = Lock()
        self._writer = Lock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the library, that does not change while it is used."""
        with self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it or, when anything is raised, nothing. On leaving it is safe on disk."""
        with self._writer, self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def erase(self) -> None:
        """Leave what was deleted in no file: give its pages back, and empty the write-ahead log.

        Where another process is reading, the log is emptied at the next deletion, opening or closing instead.
        """
        with self._writer, self._lent() as connection:
            # `execute` takes one step, and each step gives back one page; a script runs to its end.
            connection.executescript("PRAGMA incremental_vacuum")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close what is idle, and what is lent as soon as it comes back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            if self._closed:
                raise RuntimeError("the library is closed")
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect(self._path)
        try:
            with told(self._path):
                yield connection
        finally:
            with self._guard:
                kept = not self._closed and len(self._idle) < KEPT
                if kept:
                    self._idle.append(connection)
            if not kept:
                connection.close()
