"""A composed document to its structure, in one call."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausier.domain.documents import Clause, ClauseId, DocumentId, Role
from ingest.composed import Composed
from ingest.structure.annexes import named_annexes
from ingest.structure.headings import Heading
from ingest.structure.outline import outline
from ingest.structure.sheet import sheet
from ingest.structure.tree import build, paragraphs

_NUMBERED = (Role.ARTICLE, Role.ITEM, Role.PART, Role.ANNEX)


@dataclass(frozen=True, slots=True)
class Structure:
    """What a document is made of. `structured` is false when it had to be read by paragraphs."""

    clauses: tuple[Clause, ...]
    fragments: frozenset[ClauseId]  # clauses that are pieces of a sentence: they stay in its passage
    structured: bool
    gaps: tuple[tuple[str, str], ...]  # numbers between which others are missing
    annexes_named: tuple[str, ...]
    annexes_present: tuple[str, ...]

    @property
    def articles(self) -> int:
        """How many articles, or how many headings where nothing is numbered."""
        return sum(clause.role is Role.ARTICLE for clause in self.clauses)


def recognise(composed: Composed, document: DocumentId) -> Structure:
    """The clause tree, and the annexes. A text with no line gets one clause, so that all of it belongs somewhere."""
    lines = sheet(composed)
    found = outline(lines)
    structured = _structured(found.headings)
    tree = build(lines, found.headings, document) if structured else paragraphs(lines, document)
    return Structure(
        clauses=tree.clauses,
        fragments=tree.fragments,
        structured=structured,
        gaps=found.gaps if structured else (),
        annexes_named=named_annexes(composed.text),
        annexes_present=tuple(clause.number for clause in tree.clauses if clause.role is Role.ANNEX and clause.number),
    )


def _structured(headings: Sequence[Heading]) -> bool:
    """One numbered article is a structure; one title alone is not."""
    kept = [heading for heading in headings if heading.role in _NUMBERED]
    return len(kept) > 1 or any(heading.number for heading in kept)
