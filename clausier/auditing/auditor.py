"""From a document and a checklist to an audit. No model takes part, and no question is asked."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.amending.joining import Joined, Joining
from clausier.answering.bearing import has_substance, names
from clausier.answering.meaning import UNKNOWN, Meanings
from clausier.answering.quoting import cite, quoted
from clausier.answering.topics import elements_in, mentions
from clausier.answering.vectors import VectorsOf, no_vectors
from clausier.answering.vocabulary import Vocabulary, load_vocabulary
from clausier.answering.words import content_stems, explained
from clausier.auditing.hearing import Heard, heard
from clausier.auditing.naming import plainly
from clausier.auditing.settling import SILENT, Measure, Settled, settled
from clausier.auditing.sightings import Meant, Sighted, sighted
from clausier.domain.answers import Citation, Searched, Verdict
from clausier.domain.audits import Audit, AuditRow, Checklist, Found, Lead, Point
from clausier.domain.documents import GUIDANCE, Document, DocumentId, Page, Passage
from clausier.domain.folding import fold
from clausier.domain.questions import Element, Scope, Topic
from clausier.domain.text import Span
from clausier.ports import Library, Passages, Watcher

_SHOWN = 3  # quotations of a point at most where no element has one of its own
_LACKING = 2.5
"""One in so many of the elements expected missing, a point is dealt with in part. Lawyers say « oui » of contracts that
have three in four of them at least, and « partiel » of half; between, a sentence in words unknown here is likelier."""
_FEW = 3  # of so few, any one missing
_LED = 2  # passages to read before an absence is believed
_WITHIN = 5  # of the passages most about the topic: further down, meaning misleads
_NOTES = 1  # quotations of the notes beside a point
_HELPFUL = 1.0  # less of heading, meaning and words together, a note says nothing on a point
_WORDED = 2.5  # so that two words of five of a point's name are enough


@dataclass(frozen=True, slots=True)
class _Text:
    """A document under audit, and whence its passages are quoted."""

    joined: Joined
    pages: Mapping[int, Page]
    meant: Meant
    heard: Heard
    settled: Settled
    searched: Searched

    @property
    def passages(self) -> Sequence[Passage]:
        return self.joined.reading.passages


@dataclass(frozen=True, slots=True)
class _Note:
    passage: Passage
    document: Document
    topics: frozenset[str]  # that it serves


@dataclass(frozen=True, slots=True)
class Auditor:
    """Holds documents against checklists."""

    library: Library
    passages: Passages
    topics: Sequence[Topic]
    meanings: Meanings
    joining: Joining
    vectors_of: VectorsOf = no_vectors
    measure: Callable[[], Measure] = lambda: SILENT
    vocabulary: Callable[[], Vocabulary] = load_vocabulary

    def audit(self, document: DocumentId, checklist: Checklist, watch: Watcher) -> Audit:
        """One contract as it is in force, point by point, in the checklist's order. `watch` is told of each topic."""
        text = self._text(document)
        first, *amendments = text.joined.parts
        seen = dict(self._sighted(text, checklist, watch))
        notes = list(self._notes(checklist))
        about = self.meanings("", [note.passage.id for note in notes]) if notes else {}
        return Audit(
            document=document,
            title=first.title,
            file=first.file,
            checklist=checklist,
            rows=tuple(
                self._row(point, seen[point.topic], text, self._advised(point, notes, about))
                for point in checklist.points
            ),
            searched=text.searched,
            amended=tuple(other.title for other in amendments),
            cautions=text.joined.cautions,
        )

    def _text(self, document: DocumentId) -> _Text:
        joined = self.joining(document)
        reading = joined.reading
        ids = [passage.id for passage in reading.passages]
        meant, read = self.meanings("", ids), plainly(tuple(reading.passages))
        pages = {page.number: page for page in reading.pages}
        listened = heard(self.vocabulary(), read)
        settling = settled(self.measure(), read, self.vectors_of(ids), meant, listened)
        return _Text(joined, pages, meant, listened, settling, joined.searched)

    def _sighted(self, text: _Text, checklist: Checklist, watch: Watcher) -> Iterator[tuple[str, Sighted]]:
        """What the document shows of each topic of a checklist, in one go for all the points on it."""
        wanted = {topic.id: _elements(checklist, topic) for topic in self.topics}
        topics = [topic for topic in self.topics if wanted[topic.id]]
        for done, topic in enumerate(topics):
            watch("sujets examinés", done, len(topics))
            yield topic.id, sighted(topic, wanted[topic.id], text.passages, text.meant, text.heard, text.settled)

    def _row(self, point: Point, seen: Sighted, text: _Text, guidance: tuple[Citation, ...]) -> AuditRow:
        found = tuple(
            Found(element, _cited(text, one.passage, one.span), reworded=one.learnt > 0)
            for element in point.elements
            if (one := seen.elements.get(element.id))
        )
        missing = tuple(element for element in point.expected if element.id not in seen.elements)
        dealing = seen.dealing if point.at_large else ()
        likely = seen.likely[:_LED] if point.at_large and not found else ()
        verdict = Verdict.PARTIAL if likely else _verdict(bool(found or dealing), point.expected, missing)
        lost = verdict is Verdict.NOT_FOUND
        read = dealing[:_SHOWN] or likely
        shown = [one.citation for one in found] or [self._telling(point, text, one, seen) for one in read]
        leads = self._leads(point, missing, seen, text, lost)
        around = [*seen.dealing, *(passage for passage, _ in seen.near[:_LED])]
        return AuditRow(
            point=point,
            verdict=verdict,
            found=found,
            missing=missing,
            absent=tuple(element for element in point.further if element.id not in seen.elements),
            citations=tuple(dict.fromkeys(shown)),
            leads=() if likely else leads,
            doubtful=bool(likely),
            annexes=_annexes(around, text.searched.missing_annexes) if missing else (),
            guidance=guidance,
            denied=seen.denied and not lost,
            rereadings=tuple(dict.fromkeys(said for one in shown for said in text.joined.rereadings(one))),
        )

    def _leads(
        self, point: Point, missing: Sequence[Element], seen: Sighted, text: _Text, lost: bool
    ) -> tuple[Lead, ...]:
        """Where what is missing may stand all the same."""
        if lost:
            clauses = [*seen.dealing, *(passage for passage, _ in seen.near)]
            return tuple(Lead(point.label, self._opening(point, text, passage)) for passage in clauses[:1])
        leads = []
        for element in missing:
            likely = [passage for passage, told in seen.near[:_WITHIN] if element.id in told and passage.article]
            leads += [Lead(element.label, self._opening(point, text, passage)) for passage in likely[:1]]
        return tuple(leads[:_LED])

    def _telling(self, point: Point, text: _Text, passage: Passage, seen: Sighted) -> Citation:
        """The sentence that tells of a topic, where one was learnt to; else the best ones on the point."""
        at = seen.telling.get(passage.id)
        return _cited(text, passage, at) if at else self._opening(point, text, passage)

    def _opening(self, point: Point, text: _Text, passage: Passage) -> Citation:
        """The best sentences of a passage on a point."""
        topic = next(topic for topic in self.topics if topic.id == point.topic)
        return _cited(text, passage, quoted(passage, lambda sentence: _worth(sentence, topic, point)))

    def _notes(self, checklist: Checklist) -> Iterator[_Note]:
        """The passages of the notes that serve some topic of a checklist."""
        wanted = {point.topic for point in checklist.points}
        documents = {note.id: note for note in self.library.documents(Scope(GUIDANCE))}
        serving = {key: wanted & _served(note) for key, note in documents.items()}
        named = frozenset(key for key, topics in serving.items() if topics)
        for passage in self.passages.passages(Scope(GUIDANCE, named)) if named else ():
            if has_substance(passage):
                yield _Note(passage, documents[passage.document_id], frozenset(serving[passage.document_id]))

    def _advised(self, point: Point, notes: Sequence[_Note], about: Meant) -> tuple[Citation, ...]:
        """What the notes say on a point, the likeliest first; nothing where none is near enough."""
        topic = next(topic for topic in self.topics if topic.id == point.topic)
        scored = [(_helpful(point, topic, note, about), note) for note in notes if topic.id in note.topics]
        best = sorted((one for one in scored if one[0] >= _HELPFUL), key=lambda one: (-one[0], one[1].passage.id))
        return tuple(self._quoted_note(note, topic, point) for _, note in best[:_NOTES])

    def _quoted_note(self, note: _Note, topic: Topic, point: Point) -> Citation:
        passage = note.passage
        pages = [self.library.page(passage.document_id, number) for number in range(*_through(passage))]
        return cite(note.document, passage, quoted(passage, lambda said: _worth(said, topic, point)), pages)


def _elements(checklist: Checklist, topic: Topic) -> tuple[Element, ...]:
    """The elements of a topic that the points of a checklist look for, each once."""
    every = [element for point in checklist.points if point.topic == topic.id for element in point.elements]
    return tuple({element.id: element for element in every}.values())


def _verdict(dealt: bool, expected: Sequence[Element], missing: Sequence[Element]) -> Verdict:
    if not dealt:
        return Verdict.NOT_FOUND
    lacks = len(missing) * _LACKING >= max(len(expected), 1) or (bool(missing) and len(expected) <= _FEW)
    return Verdict.PARTIAL if lacks else Verdict.YES


def _through(passage: Passage) -> tuple[int, int]:
    first, last = passage.pages
    return first, last + 1


def _cited(text: _Text, passage: Passage, span: Span) -> Citation:
    pages = [text.pages[number] for number in range(*_through(passage))]
    return text.joined.restored(cite(text.joined.reading.document, passage, span, pages))


def _worth(sentence: str, topic: Topic, point: Point) -> float:
    """How much a sentence says on a point."""
    folded = fold(sentence)
    return min(mentions(topic.words, folded), 2) + len(elements_in(point.elements, folded))


def _annexes(passages: Sequence[Passage], missing: Sequence[str]) -> tuple[str, ...]:
    """The missing annexes that passages refer to."""
    said = " ".join(fold(passage.text) for passage in passages)
    return tuple(name for name in missing if re.search(rf"\b{re.escape(fold(name))}\b", said))


def _served(note: Document) -> frozenset[str]:
    """The topics that a note serves, as its front matter says."""
    return frozenset(topic for name, value in note.facts if name == "topics" for topic in re.findall(r"\w+", value))


def _helpful(point: Point, topic: Topic, note: _Note, about: Meant) -> float:
    """How near a passage of a note is to a point.

    To a topic: by its heading, by meaning, and rather a section than one item of a list. To one thing of a topic: by
    the words of that thing's name.
    """
    heading = note.passage.path[-1] if note.passage.path else ""
    if not point.at_large:
        own = content_stems(point.label)
        return _WORDED * len(explained(own, content_stems(heading))) / len(own) if own else 0.0
    share = about.get(note.passage.id, UNKNOWN).topics.get(topic.id, 0.0)
    named = mentions(topic.words, fold(f"{note.document.title} {heading}")) > 0
    return names(topic, note.passage.path) + share + 0.5 * named + 0.5 * (not note.passage.article)
