"""Two documents of the library, compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from clausier.amending.joining import Joined, Joining
from clausier.answering.bearing import names
from clausier.answering.meaning import UNKNOWN, Meanings, no_meanings
from clausier.answering.searching import searched
from clausier.answering.vectors import VectorsOf, no_vectors
from clausier.auditing.sightings import Meant
from clausier.comparing.sentences import Text, shared, text_of
from clausier.comparing.topics import Contract, topic_rows
from clausier.comparing.versions import Redline
from clausier.domain.comparisons import Comparison, ComparisonRow, Manner, Side
from clausier.domain.documents import DocumentId, Passage
from clausier.domain.french import listed
from clausier.domain.questions import Topic
from clausier.errors import UnknownName, WrongSetting
from clausier.ports import Watcher

VERSIONS_SHARE = 0.3
"""So much of the texts in common, they are taken for versions of one contract. Contracts that owe each other nothing
share a hundredth; versions of public terms of service, from three fifths to nearly all, rewritten ones a fifth."""

_SURE = 0.5  # so likely, a clause is about a topic


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares documents of the library. No model writes, and nothing is judged."""

    joining: Joining
    topics: Sequence[Topic]
    meanings: Meanings = no_meanings
    vectors_of: VectorsOf = no_vectors

    def compare(
        self, a: DocumentId, b: DocumentId, watch: Watcher, manner: Manner | None = None, topic: str = ""
    ) -> Comparison:
        """Clause by clause where they are versions of one contract, else topic by topic; `manner` settles which.

        `topic` keeps the rows of one topic. Raises UnknownName for a topic that is none, WrongSetting for a document
        compared with itself.
        """
        if a == b:
            raise WrongSetting("C’est deux fois le même document.", "Donnez-en deux différents.")
        wanted = self._wanted(topic)
        one, other = self.joining(a), self.joining(b)
        ours, theirs = text_of(one.reading), text_of(other.reading)
        common = shared(ours, theirs)
        chosen = manner or (Manner.VERSIONS if common >= VERSIONS_SHARE else Manner.CONTRACTS)
        if chosen is Manner.VERSIONS:
            meant = {**self._meant(ours), **self._meant(theirs)}
            every = Redline(ours, theirs, partial(self._topic_of, meant)).rows(watch)
            rows = tuple(row for row in every if not topic or row.topic == topic)
            absent: list[str] = []
        else:
            rows = tuple(topic_rows(wanted, self._contract(ours), self._contract(theirs), watch, self.topics))
            dealt = {row.topic for row in rows}
            absent = [one.label for one in wanted if one.id not in dealt]
        return Comparison(
            manner=chosen,
            a=one.parts[0],
            b=other.parts[0],
            shared=common,
            rows=tuple(_restored(row, one, other) for row in rows),
            absent=tuple(absent),
            searched=searched([*one.parts, *other.parts]),
            amended=tuple(document.title for document in (*one.amendments, *other.amendments)),
            cautions=tuple(dict.fromkeys([*one.cautions, *other.cautions])),
        )

    def _contract(self, text: Text) -> Contract:
        return Contract(text, self._meant(text), self.vectors_of([passage.id for passage in text.reading.passages]))

    def _meant(self, text: Text) -> Meant:
        return self.meanings("", [passage.id for passage in text.reading.passages])

    def _topic_of(self, meant: Meant, passages: Sequence[Passage]) -> str:
        """The topic that a heading names, or that the passages are about by meaning; "" where neither is sure."""
        headed = [topic.id for topic in self.topics if passages and names(topic, passages[0].path[-1:])]
        if len(headed) == 1:
            return headed[0]
        about = meant.get(passages[0].id, UNKNOWN) if passages else UNKNOWN
        likely = [(share, topic) for topic, share in about.topics.items()]
        share, topic = max(likely, default=(0.0, ""))
        return topic if share >= _SURE else ""

    def _wanted(self, topic: str) -> list[Topic]:
        wanted = [one for one in self.topics if topic in ("", one.id)]
        if not wanted:
            known = listed([one.id for one in self.topics])
            raise UnknownName(f"Aucun sujet ne s’appelle « {topic} ».", f"Les sujets : {known}.")
        return wanted


def _restored(row: ComparisonRow, a: Joined, b: Joined) -> ComparisonRow:
    """A row whose quotations are those of the documents that they stand in."""

    def side(one: Side, joined: Joined) -> Side:
        return replace(one, citations=tuple(map(joined.restored, one.citations)))

    changes = tuple(
        replace(change, a=tuple(map(a.restored, change.a)), b=tuple(map(b.restored, change.b)))
        for change in row.changes
    )
    restored = replace(row, a=side(row.a, a), b=side(row.b, b), changes=changes)
    read = [
        said
        for joined, one in ((a, restored.a), (b, restored.b))
        for c in one.citations
        for said in joined.rereadings(c)
    ]
    return replace(restored, summary=" ".join(filter(None, [restored.summary, *dict.fromkeys(read)])))
