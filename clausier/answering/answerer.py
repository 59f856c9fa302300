"""From a question to a finding: what was found, the verdict, the quotations. No model takes part."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from clausier.answering.abbreviations import expansions
from clausier.answering.addressed import Addressed, addressed
from clausier.answering.asking import asks, places, standalone, subject, wants_advice
from clausier.answering.bearing import Bearing, has_substance, names
from clausier.answering.dealing import dealing, weighed
from clausier.answering.demands import asked_elements, insisted, told_figures
from clausier.answering.figures import clashes, in_words
from clausier.answering.meaning import Meanings, no_meanings
from clausier.answering.picking import answers_in_words, nearness
from clausier.answering.points import beyond, says_all, specific
from clausier.answering.presence import Whole, presence, whole
from clausier.answering.quoting import cite, quoted, rows
from clausier.answering.relevance import Signs, Subject, signs
from clausier.answering.rows import Choice
from clausier.answering.searching import searched
from clausier.answering.tabled import Tabled, TableReader, pages_of
from clausier.answering.tables import Tables
from clausier.answering.topics import TopicIndex, elements_in, mentions
from clausier.answering.valued import with_figures
from clausier.answering.verdicts import Grounds, Judgement, Put, conclusion, judge, judge_untold, support
from clausier.answering.vocabulary import Vocabulary, load_vocabulary
from clausier.answering.words import content_stems, explained, focus_stems
from clausier.domain.answers import Citation, Evidence, Finding, Verdict
from clausier.domain.documents import GUIDANCE, Document, DocumentId, Passage
from clausier.domain.folding import fold
from clausier.domain.questions import Asks, Hit, Query, Scope, Topic, Turn
from clausier.domain.text import mend
from clausier.errors import UnknownName
from clausier.naming import called
from clausier.ports import Library, Passages, Retriever

_FOUND = 24  # passages taken from the retriever: an article of a long contract, and its rivals
_SHOWN = 5  # passages shown: what a reader goes through before a second question
_SCANNED = 4000  # passages: in a smaller scope every heading is read, so that no titled clause is missed
_RESEMBLING = 1 / 2  # of a question's words may be missing when it never uses the words of its topic
_SHOWABLE = 0.35  # of likelihood: more than to be found first, in a contract of some lines
_LIKELY_THERE = 0.6  # so likely, an answer that nothing establishes is shown, and its absence not claimed
_IN_DOUBT = 3  # passages shown then
_FIGURES = 4  # told in a conclusion: all those of the passage, or none
_OUTRIGHT = 4.0  # of weight: all that the question asks beyond its topic, in two words or more
_TITLE = re.compile(r"^\W*(?:[A-ZÀ-Þ\d][A-ZÀ-Þ\d’'.-]*[\s–—-]+){2,}")  # in capitals, before the sentence itself
_FIGURED = 3.0  # of weight: a figure of the sort asked, with all the question's words in its clause
_NOTES = 2  # passages of guidance beside an answer


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, understood."""

    question: str
    text: str  # standalone
    asks: Asks
    topics: tuple[Topic, ...]  # the surest first
    faint: bool = False  # the question only resembles its topic

    @property
    def topic(self) -> Topic | None:
        return self.topics[0] if self.topics else None

    @property
    def places(self) -> tuple[str, ...]:
        """The articles whose content is asked for; none where a topic is asked and an article named in passing."""
        return places(self.text) if self.topic is None or self.asks is Asks.MEANING else ()

    @property
    def under_second(self) -> "_Asked | None":
        """The same question, read under the other topic that it is nearly as much about."""
        return replace(self, topics=self.topics[1:]) if len(self.topics) > 1 else None

    def accepts(self, found: Bearing) -> bool:
        """Whether a passage may answer: half the question is there, unless topic or passage is named outright."""
        usual = content_stems(" ".join(self.topic.questions)) if self.topic else frozenset[str]()
        named = self.topic is not None and mentions(self.topic.words, fold(self.text)) > 0
        foreign = found.unexplained - explained(found.unexplained, usual)
        return named or found.headed or len(foreign) <= _RESEMBLING * len(focus_stems(self.text))

    @property
    def query(self) -> Query:
        return Query(
            self.text, (*expansions(self.text), *((self.topic.label, *self.topic.headings) if self.topic else ()))
        )


@dataclass(frozen=True, slots=True)
class Answerer:
    """Finds what documents say on a question, and judges it."""

    retriever: Retriever
    library: Library
    passages: Passages
    topics: TopicIndex
    meanings: Meanings = no_meanings
    vocabulary: Callable[[], Vocabulary] = load_vocabulary

    def find(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Finding:
        """The finding. A scope without a document raises UnknownName, unless guidance alone can answer."""
        asked = self._understood(question, history)
        documents = _told_apart(self.library.documents(scope))
        if not documents and asked.asks is not Asks.MEANING:
            raise UnknownName("Ce dossier ne contient aucun document.", "Ajoutez un contrat, puis posez la question.")
        said, put = asked.text, self._put(question, history, documents, scope)
        if len(put.documents) < len(documents):
            documents, scope = dict(put.documents), replace(scope, documents=frozenset(put.documents))
            asked = self._understood(put.question, put.history)
        asked, hits, dealing, judgement = self._weighed(asked, scope, documents)
        closest = [*(b.passage for b in dealing), *(hit.passage for hit in hits)][:1]
        reader = TableReader(self.passages, self.library, Tables(self.passages, self.library), documents)
        choice = _choice(asked, reader, [*(b.passage for b in dealing), *(hit.passage for hit in hits)])
        tabled = reader.tabled(choice) if asked.asks is Asks.VALUE or choice.found else Tabled()
        told = tabled.conclusion(len(documents) > 1) if asked.asks is Asks.VALUE else ""
        if choice.found:
            judgement = self._judged(asked, scope, dealing, frozenset(told_figures(asked.text)))
        if judgement.verdict is Verdict.NOT_FOUND:
            dealing = []
            judgement = Judgement(None) if told and tabled.told else judgement
        notes = self._notes(asked)
        if asked.asks is Asks.MEANING and notes and judgement.verdict is Verdict.NOT_FOUND:
            judgement = Judgement(None)
        lost = judgement.verdict is Verdict.NOT_FOUND
        shown = [] if lost else self._shown(asked, dealing, tabled, (reader, choice))
        grounds = _grounds(asked, dealing, [citation for _, citation in shown], len(documents) > 1)
        near = tabled.cited[:1] or [(nearest, self._cited(asked, nearest, reader, choice)) for nearest in closest]
        return Finding(
            question=question,
            standalone=said,
            asks=asked.asks,
            topics=tuple(topic.id for topic in asked.topics),
            verdict=judgement.verdict,
            conclusion=told or conclusion(judgement, asked.topic, grounds),
            evidence=tuple(Evidence(f"E{n}", passage, citation) for n, (passage, citation) in enumerate(shown, 1)),
            guidance=tuple(notes),
            nearest=next((citation for _, citation in near), None) if lost else None,
            missing=judgement.missing,
            searched=searched(tuple(documents.values())),
            cautions=put.cautions,
            support=support(grounds.citations, bool(tabled.told) or (_sure(asked, dealing) and not judgement.doubtful)),
        )

    def ranking(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> list[Hit]:
        """The passages found for a question, in the order in which an answer takes them up."""
        asked = self._understood(question, history)
        hits = self.retriever.find(asked.query, scope, _FOUND)
        return [Hit(one.passage, one.likelihood) for one in self._found(asked, hits, scope)]

    def signs(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> list[tuple[Passage, Signs]]:
        """The same passages in no order, each with the signs that its likelihood is made of."""
        asked = self._understood(question, history)
        hits = {hit.passage.id: hit for hit in self.retriever.find(asked.query, scope, _FOUND)}
        subject = self._subject(asked)
        return [
            (found.passage, signs(hit, found, subject))
            for found in self._found(asked, tuple(hits.values()), scope)
            if (hit := hits.get(found.passage.id)) is not None
        ]

    def whole(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Whole:
        """The signs of everything found, of which "non trouvé" takes account."""
        asked = self._understood(question, history)
        found = self._found(asked, self.retriever.find(asked.query, scope, _FOUND), scope)
        return whole(found, self._subject(asked))

    def _put(
        self, question: str, history: Sequence[Turn], documents: Mapping[DocumentId, Document], scope: Scope
    ) -> Addressed:
        opening = None if self._is_large(scope) else partial(self._opening, scope)
        return addressed(question, history, documents, self.topics.vocabulary, opening)

    def _opening(self, scope: Scope, document: DocumentId) -> str:
        alone = replace(scope, documents=frozenset({document}))
        return "\n".join(
            one.text for one in takewhile(lambda passage: not passage.article, self.passages.passages(alone))
        )

    def _weighed(
        self, asked: _Asked, scope: Scope, documents: Iterable[DocumentId]
    ) -> tuple[_Asked, Sequence[Hit], list[Bearing], Judgement]:
        """What was found and what it amounts to. Where a value is asked, a question is read under its second topic too
        when the first has nothing; whether a point is dealt with is asked of the first alone."""
        hits = self.retriever.find(asked.query, scope, _FOUND) if documents else []
        found = [] if asked.places else self._found(asked, hits, scope)
        dealing = [*self._defining(asked, documents), *self._dealing(asked, found, scope)]
        if asked.asks is Asks.VALUE and not asked.places:
            dealing = with_figures(asked.text, dealing, hits)
        judgement = self._judged(asked, scope, dealing)
        second = asked.under_second
        if judgement.verdict is Verdict.NOT_FOUND and second is not None and asked.asks is not Asks.COVERAGE:
            other = self._weighed(second, scope, documents)
            if other[-1].verdict is not Verdict.NOT_FOUND:
                return other
        if self._is_doubtful(asked, judgement, found, scope):
            return asked, hits, found[:_IN_DOUBT], Judgement(Verdict.PARTIAL, doubtful=True)
        return asked, hits, dealing, judgement

    def _is_doubtful(self, asked: _Asked, judgement: Judgement, found: Sequence[Bearing], scope: Scope) -> bool:
        """Whether "non trouvé" would be said of what is likely there, in words that no rule knows."""
        if judgement.verdict is not Verdict.NOT_FOUND or asked.asks is not Asks.COVERAGE or not found:
            return False
        return presence(whole(found, self._subject(asked))) >= _LIKELY_THERE and not self._is_foreign(asked, scope)

    def _understood(self, question: str, history: Sequence[Turn]) -> _Asked:
        question = subject(question) if asks(question) is Asks.COVERAGE else question
        text = standalone(question, history)
        topics = self.topics.recognised(question) or self.topics.recognised(text)
        if topics:
            return _Asked(question, text, asks(text), topics)
        nearest = self.topics.nearest(text)
        return _Asked(question, text, asks(text), (nearest,) if nearest else (), faint=True)

    def _dealing(self, asked: _Asked, found: Sequence[Bearing], scope: Scope) -> list[Bearing]:
        """The passages that deal with what is asked, the most telling first."""
        if asked.places:
            return self._standing(asked.places, scope)
        kept = dealing(found, asked.text, asked.topic, asked.accepts)
        if kept or asked.asks is Asks.COVERAGE or not asked.faint:
            return kept
        # A value or a meaning is shown, not judged: where no topic is sure, the likeliest passage is worth a look.
        return [one for one in found[:1] if one.likelihood >= _SHOWABLE]

    def _found(self, asked: _Asked, hits: Sequence[Hit], scope: Scope) -> list[Bearing]:
        """What was found, the likeliest to answer first."""
        headed = self._headed(asked.topic, hits, scope) if asked.topic else ()
        found = [*hits, *headed]
        meanings = self.meanings(asked.text, [hit.passage.id for hit in found])
        return weighed(found, self._subject(asked), meanings)

    def _subject(self, asked: _Asked) -> Subject:
        likely = {topic.id: share for share, topic in self.topics.likelihoods(asked.text)}
        return Subject(asked.text, asked.topic, likely, self.topics.topics, self.vocabulary())

    def _standing(self, places: Sequence[str], scope: Scope) -> list[Bearing]:
        """The passages of the articles and annexes that a question names, in their order, bare titles left out."""
        standing = [
            Bearing(passage, rank, headed=True, spoken=1, denied=False, elements=(), unexplained=frozenset())
            for rank, passage in enumerate(self.passages.passages(scope), 1)
            if any(re.match(rf"{re.escape(place)}(?:[., ]|$)", passage.article) for place in places)
        ]
        return [found for found in standing if has_substance(found.passage)] or standing

    def _defining(self, asked: _Asked, documents: Iterable[DocumentId]) -> list[Bearing]:
        """The definitions of the terms whose meaning is asked, as the documents themselves give them."""
        if asked.asks is not Asks.MEANING:
            return []
        folded = fold(asked.text)
        return [
            Bearing(passage, 0, headed=True, spoken=1, denied=False, elements=(), unexplained=frozenset())
            for document in documents
            for definition in self.passages.definitions(document)
            if re.search(rf"\b{re.escape(fold(definition.term))}\b", folded)
            for passage in self.passages.of_clause(definition.clause_id)
            if definition.span.overlaps(passage.span)
        ]

    def _headed(self, topic: Topic, hits: Sequence[Hit], scope: Scope) -> Iterator[Hit]:
        """What stands under a heading that names the topic, and the retriever did not bring."""
        if self._is_large(scope):
            return
        brought = {hit.passage.id for hit in hits}
        passages = self.passages.passages(scope)
        yield from (Hit(p, 0.0) for p in passages if p.id not in brought and names(topic, p.path))

    def _judged(
        self, asked: _Asked, scope: Scope, dealing: Sequence[Bearing], held: frozenset[str] = frozenset()
    ) -> Judgement:
        known = held | self._named(asked, scope)
        if asked.topic is None:
            return judge_untold(asked.text, asked.asks, dealing, known)
        both = asked.faint or self._speak_of_all(self.topics.named(asked.text), dealing)
        judgement = judge(Put(asked.text, asked.asks, asked.topic, asked.faint, both), dealing, known)
        foreign = judgement.verdict is Verdict.YES and self._is_foreign(asked, scope)
        return Judgement(Verdict.NOT_FOUND) if foreign else judgement

    def _is_foreign(self, asked: _Asked, scope: Scope) -> bool:
        """Whether half of what a question names beyond its topic is known neither to the documents nor to the field:
        nobody keeps hens in a data centre, near as data centres are to what the contract says."""
        own = frozenset(stem for stem in specific(asked.question, asked.topic) if not any(map(str.isdigit, stem)))
        unknown = own - explained(own, self.topics.vocabulary)
        if not own or 2 * len(unknown) < len(own) or self._is_large(scope):
            return False
        said = {stem for passage in self.passages.passages(scope) for stem in content_stems(passage.indexed)}
        return 2 * len(unknown - explained(unknown, said)) >= len(own)

    def _speak_of_all(self, named: Sequence[Topic], dealing: Sequence[Bearing]) -> bool:
        """Whether a question names one topic at most, or some passage speaks of all those that it names."""
        texts = [fold(mend(found.passage.indexed).text) for found in dealing]
        return len(named) < 2 or any(all(mentions(topic.words, text) for topic in named) for text in texts)

    def _named(self, asked: _Asked, scope: Scope) -> frozenset[str]:
        """The words that a question insists on and that stand somewhere in the documents: the parties' names."""
        words = insisted(asked.text)
        if not words or self._is_large(scope):
            return frozenset()
        texts = [fold(passage.indexed) for passage in self.passages.passages(scope)]
        titles = [fold(f"{document.title} {document.file}") for document in self.library.documents(scope)]
        patterns = {word: re.compile(rf"\b{re.escape(fold(word))}") for word in words}
        return frozenset(word for word, wanted in patterns.items() if any(map(wanted.search, (*titles, *texts))))

    def _is_large(self, scope: Scope) -> bool:
        return sum(document.report.passages for document in self.library.documents(scope)) > _SCANNED

    def _shown(
        self, asked: _Asked, dealing: Sequence[Bearing], tabled: Tabled, tables: tuple[TableReader, Choice]
    ) -> list[tuple[Passage, Citation]]:
        """The rows that answer, then the passages that deal with the question, each with its quotation."""
        first = {passage.id for passage, _ in tabled.cited}
        others = [b.passage for b in dealing if b.passage.id not in first][: max(_SHOWN - len(first), 0)]
        return [*tabled.cited, *((passage, self._cited(asked, passage, *tables)) for passage in others)]

    def _cited(self, asked: _Asked, passage: Passage, reader: TableReader, choice: Choice) -> Citation:
        """The row of a passage that the question is about; else its best sentences."""
        row = [one.line.row.span for one in (*choice.found, *choice.near) if one.stands_in(passage)]
        span = row[0] if len(row) == 1 else quoted(passage, lambda sentence: _worth(sentence, asked))
        document = reader.documents[passage.document_id]
        return reader.named(cite(document, passage, span, pages_of(self.library, passage)))

    def _notes(self, asked: _Asked) -> list[Evidence]:
        """What the guidance says of the topic, under keys of its own: "R1"."""
        if asked.topic is None:
            return []
        serving = {d.id: d for d in self.library.documents(Scope(GUIDANCE)) if _serves(d, asked.topic.id)}
        if not serving:
            return []
        hits = self.retriever.find(asked.query, Scope(GUIDANCE, frozenset(serving)), _NOTES)
        reader = TableReader(self.passages, self.library, Tables(self.passages, self.library), serving)
        return [
            Evidence(f"R{n}", hit.passage, self._cited(asked, hit.passage, reader, Choice()))
            for n, hit in enumerate(hits, 1)
        ]


def _told_apart(documents: Sequence[Document]) -> dict[DocumentId, Document]:
    """The documents, each under the name that a citation gives it: two versions have the same title."""
    names = called(documents)
    return {document.id: replace(document, title=names[document.id]) for document in documents}


def _choice(asked: _Asked, reader: TableReader, around: Sequence[Passage]) -> Choice:
    """The rows of tables that answer; none where a meaning is asked, or an article to be read."""
    return Choice() if asked.asks is Asks.MEANING or asked.places else reader.choice(asked.text, around)


def _sure(asked: _Asked, dealing: Sequence[Bearing]) -> bool:
    return asked.topic is not None and any(found.headed for found in dealing[:_SHOWN])


def _grounds(asked: _Asked, dealing: Sequence[Bearing], citations: Sequence[Citation], several: bool) -> Grounds:
    first = mend(citations[0].quote).text if citations else ""
    # Of several rows only the one that answers may be told, and that is told cell by cell.
    tabular = bool(citations and rows(citations[0].quote))
    above = next(
        (" ".join(b.passage.path) for b in dealing if citations and b.passage.id == citations[0].passage_id), ""
    )
    figured = asked.asks is Asks.VALUE and citations and not tabular
    told = answers_in_words(asked.text, citations[0].quote, above) if figured else ()
    clash = next(((in_words(said), in_words(again)) for said, again in clashes(first)), None)
    return Grounds(
        citations=tuple(citations),
        figures=told if len(told) <= _FIGURES else (),
        denied=bool(dealing) and dealing[0].denied,
        advice=wants_advice(asked.question),
        clash=clash,
        several=several,
    )


def _serves(document: Document, topic: str) -> bool:
    return any(name == "topics" and topic in re.findall(r"\w+", value) for name, value in document.facts)


def _worth(sentence: str, asked: _Asked) -> float:
    """How much of a question's matter a sentence holds."""
    folded = fold(sentence)
    focus, said = focus_stems(asked.text), content_stems(sentence)
    own = len(explained(focus, said)) / len(focus) if focus else 0.0
    if says_all(beyond(asked.question, asked.topic), content_stems(_TITLE.sub("", sentence))):
        own += _OUTRIGHT
    figured = _FIGURED * nearness(asked.text, sentence) if asked.asks is Asks.VALUE else 0.0
    if asked.topic is None:
        return own + figured
    wanted = elements_in(asked_elements(asked.topic, asked.text), folded)
    told = min(mentions(asked.topic.words, folded), 2) + 2 * len(wanted)
    return own + told + figured + 0.3 * len(elements_in(asked.topic.elements, folded))


def scope_documents(documents: Sequence[Document]) -> tuple[tuple[DocumentId, str], ...]:
    """The documents an answer rests on, each with its file's sha256."""
    return tuple((document.id, document.sha256) for document in documents)
