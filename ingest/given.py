"""A file as it is handed to the readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Drafts(Protocol):
    """Pages already recognised of a file whose reading was cut short. What a page holds is the reader's own affair."""

    def kept(self) -> Mapping[int, bytes]:
        """By page number."""
        ...

    def keep(self, page: int, draft: bytes) -> None:
        """Keep a page until the file is read, or given up."""
        ...


class NoDrafts:
    """Keeps nothing: for files that are read in a moment."""

    def kept(self) -> Mapping[int, bytes]:
        return {}

    def keep(self, page: int, draft: bytes) -> None:
        pass


@dataclass(frozen=True, slots=True)
class GivenFile:
    """Its name promises nothing; its content decides how it is read.

    Pages given up are those that brought their reading down before: they are not looked at, and count as unreadable.
    """

    name: str
    data: bytes = field(repr=False)
    password: str = field(default="", repr=False)
    drafts: Drafts = field(default_factory=NoDrafts, repr=False, compare=False)
    given_up: frozenset[int] = frozenset()
