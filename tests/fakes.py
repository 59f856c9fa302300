"""One small honest implementation of each port, that passes the same tests as the real one."""

from tests.intake import MemoryDrafts, MemoryJobs
from tests.memory import (
    MemoryAccesses,
    MemoryConversations,
    MemoryDossiers,
    MemoryLibrary,
    MemoryReviews,
    MemoryStore,
)
from tests.pictures import BlankPictures, TypedEngine
from tests.questioned import MemoryQuestionnaires
from tests.scanning import ToldRecogniser
from tests.scripted import ScriptedModel
from tests.search import ByWords, MemoryVectorIndex, MemoryWordIndex, WordEncoder

__all__ = [
    "BlankPictures",
    "ByWords",
    "MemoryAccesses",
    "MemoryConversations",
    "MemoryDossiers",
    "MemoryDrafts",
    "MemoryJobs",
    "MemoryLibrary",
    "MemoryQuestionnaires",
    "MemoryReviews",
    "MemoryStore",
    "MemoryVectorIndex",
    "MemoryWordIndex",
    "ScriptedModel",
    "ToldRecogniser",
    "TypedEngine",
    "WordEncoder",
]
