"""What the reference notes say of the topic of a clause: cited apart, never mixed with the contract's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausier.answering.bearing import has_substance
from clausier.answering.quoting import cite, quoted
from clausier.answering.tabled import pages_of
from clausier.answering.topics import mentions
from clausier.answering.words import content_stems, explained
from clausier.domain.answers import Evidence
from clausier.domain.documents import GUIDANCE, Document, DocumentId, Passage
from clausier.domain.folding import fold
from clausier.domain.questions import Query, Scope, Topic
from clausier.ports import Library, Retriever

_SEARCHED = 6  # passages of guidance looked at: bare titles are among them
_NOTES = 2  # shown beside a clause


@dataclass(frozen=True, slots=True)
class Notes:
    """The reference notes, searched by topic."""

    retriever: Retriever
    library: Library

    def on(self, topic: Topic, heading: str) -> tuple[Evidence, ...]:
        """The passages of the notes that serve a topic, under keys of their own: "R1"."""
        serving = {note.id: note for note in self.library.documents(Scope(GUIDANCE)) if _serves(note, topic)}
        if not serving:
            return ()
        query = Query(" ".join(filter(None, [heading, topic.label])), topic.headings)
        hits = self.retriever.find(query, Scope(GUIDANCE, frozenset(serving)), _SEARCHED)
        kept = [hit.passage for hit in hits if has_substance(hit.passage) and _speaks(topic, hit.passage)][:_NOTES]
        return tuple(self._evidence(f"R{n}", passage, query, serving) for n, passage in enumerate(kept, 1))

    def _evidence(self, key: str, passage: Passage, query: Query, serving: Mapping[DocumentId, Document]) -> Evidence:
        asked = content_stems(query.text)
        span = quoted(passage, lambda sentence: len(explained(asked, content_stems(sentence))))
        return Evidence(
            key, passage, cite(serving[passage.document_id], passage, span, pages_of(self.library, passage))
        )


def _serves(note: Document, topic: Topic) -> bool:
    return any(name == "topics" and topic.id in _listed(value) for name, value in note.facts)


def _listed(value: str) -> Sequence[str]:
    return [name.strip(" []'\"") for name in value.split(",")]


def _speaks(topic: Topic, passage: Passage) -> bool:
    """Whether a passage has a word of the topic: a note serves several."""
    return mentions(topic.words, fold(passage.indexed)) > 0
