"""Who did what with which documents, and when; never a word of what they say."""

from dataclasses import dataclass
from datetime import datetime

from clausier.domain.documents import DocumentId


@dataclass(frozen=True, slots=True)
class Access:
    """One use of the library."""

    at: datetime
    who: str
    verb: str  # "ask", "ingest", "forget", "replace"
    documents: tuple[DocumentId, ...]
