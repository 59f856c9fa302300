"""Passages that answer a question with a figure, whatever their topic: a price may stand under "Durée"."""

from collections.abc import Sequence

from clausier.answering.bearing import Bearing, is_evidence
from clausier.answering.picking import nearness
from clausier.answering.wanted import wanted
from clausier.domain.documents import Passage
from clausier.domain.questions import Hit

_FIRST = 3  # hits: those that rank so high need fewer of the question's words near their figure
_NEAR, _NEARER = 0.4, 0.6  # of the question's words, near a figure of the sort asked
_DEALS = 0.15  # of nearness: what dealing with the topic is worth beside it
_RANK = 0.2  # of nearness: what the first rank is worth; the second has half of it


def with_figures(question: str, dealing: Sequence[Bearing], hits: Sequence[Hit]) -> list[Bearing]:
    """The passages that deal with a question, and those that answer it with a figure; the one that answers best comes
    first. Unchanged where the question wants no figure."""
    if wanted(question) is None:
        return list(dealing)
    known = {found.passage.id for found in dealing}
    looked = [(rank, hit) for rank, hit in enumerate(hits, 1) if hit.passage.id not in known]
    added = [
        Bearing(hit.passage, rank, headed=False, spoken=1, denied=False, elements=(), unexplained=frozenset())
        for rank, hit in looked
        if _near(question, hit.passage) >= (_NEAR if rank <= _FIRST else _NEARER) and is_evidence(hit.passage)
    ]
    found = [*dealing, *added]
    scores = [
        _near(question, one.passage) + _DEALS * (one.passage.id in known) + _RANK / max(one.rank, 1) for one in found
    ]
    if not found:
        return []
    best = max(range(len(found)), key=lambda at: (scores[at], -at))
    return [found[best], *found[:best], *found[best + 1 :]]


def answers_with_figure(question: str, passage: Passage) -> bool:
    """Whether a passage has a figure of the sort asked, near the question's words."""
    return _near(question, passage) >= _NEAR


def _near(question: str, passage: Passage) -> float:
    return nearness(question, passage.text, " ".join(passage.path))
