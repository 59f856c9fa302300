"""The library: one SQLite file, the record from which all else that is kept on disk can be made again."""

from clausier.adapters.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
