"""A contract and its amendments read as one: what is in force of each, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausier.amending.standing import Standing, Standings, reworded
from clausier.amending.telling import day
from clausier.answering.searching import searched
from clausier.domain.amendments import Piece
from clausier.domain.answers import Citation, Searched
from clausier.domain.documents import Document, DocumentId, Reading
from clausier.domain.questions import Scope
from clausier.domain.text import Span, mend
from clausier.ports import Library

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """Several documents in one coordinate system. What is cited in it is given back to its own document."""

    reading: Reading  # the contract's document, the texts of all
    parts: tuple[Document, ...]
    starts: tuple[int, ...]  # where each text begins, in characters
    pages: tuple[int, ...]  # how many pages stand before each
    standing: Standing
    cautions: tuple[str, ...] = ()  # sentences: what amendments leave to be settled

    @property
    def amendments(self) -> tuple[Document, ...]:
        return self.parts[1:]

    @property
    def searched(self) -> Searched:
        return searched(self.parts)

    def restored(self, citation: Citation) -> Citation:
        """The citation in the document that its words stand in."""
        at = max(n for n, start in enumerate(self.starts) if start <= citation.span.start)
        document, start = self.parts[at], self.starts[at]
        page = citation.page - self.pages[at] if citation.page is not None and document.paged else None
        return replace(
            citation,
            document_id=document.id,
            title=document.title,
            file=document.file,
            page=page,
            span=Span(citation.span.start - start, citation.span.end - start),
        )

    def rereadings(self, citation: Citation) -> tuple[str, ...]:
        """How words of a restored citation read since an amendment replaced them, each in one sentence."""
        replaced = reworded(self.standing, citation.document_id, citation.span)
        return tuple(
            f"Lire « {self._words(one.replacement)} » au lieu de « {self._words(one.piece)} » : "
            f"{one.by.name}{day(one.by)}."
            for one in replaced
            if one.replacement is not None
        )

    def _words(self, piece: Piece) -> str:
        at = next(n for n, part in enumerate(self.parts) if part.id == piece.document)
        start = self.starts[at]
        return mend(self.reading.text[piece.span.start + start : piece.span.end + start]).text.strip()


Joining = Callable[[DocumentId], Joined]
"""A document with what of its amendments is in force."""


@dataclass(frozen=True, slots=True)
class JoinedInForce:
    """Joins contracts with their amendments, as they are in force today."""

    library: Library
    standings: Standings
    today: Callable[[], date]

    def __call__(self, document: DocumentId) -> Joined:
        """The document alone where nothing amends it. Raises UnknownName for one that is not there."""
        reading = self.library.reading(document)
        scope = Scope(reading.document.dossier, frozenset({document}))
        loose = self.standings.unattached(scope.dossier, [document])
        standing = self.standings(scope.dossier, self.today())
        if not standing.applies(scope):
            return replace(as_it_stands(reading), cautions=loose)
        others = sorted(standing.widened(scope).documents - {document})
        whole = joined([reading, *map(self.library.reading, others)], standing)
        doubts = [one.sentence for made in standing.contracts if made.contract == document for one in made.caveats]
        return replace(whole, cautions=tuple(dict.fromkeys([*doubts, *loose])))


def as_it_stands(reading: Reading) -> Joined:
    """A document by itself."""
    return joined([reading], Standing(date.min))


def joined(readings: Sequence[Reading], standing: Standing) -> Joined:
    """The passages that hold, of the first reading and of its amendments. Of tables the first's rows alone are kept."""
    whole = replace(readings[0], document=replace(readings[0].document, paged=True))
    starts, pages = [0], [0]
    for reading in readings[1:]:
        starts.append(len(whole.text) + len(_BETWEEN))
        pages.append(len(whole.pages))
        moved = _moved(reading, starts[-1], pages[-1])
        whole = replace(
            whole,
            text=f"{whole.text}{_BETWEEN}{reading.text}",
            pages=whole.pages + moved.pages,
            clauses=whole.clauses + moved.clauses,
            passages=whole.passages + moved.passages,
            definitions=whole.definitions + moved.definitions,
            references=whole.references + moved.references,
        )
    own = {passage.id: passage for reading in readings for passage in reading.passages}
    held = tuple(passage for passage in whole.passages if standing.holds(own[passage.id]))
    parts = tuple(reading.document for reading in readings)
    return Joined(replace(whole, passages=held), parts, tuple(starts), tuple(pages), standing)


def _moved(reading: Reading, start: int, pages: int) -> Reading:
    """A reading whose text begins at another place, after so many pages."""

    def at(span: Span) -> Span:
        return Span(span.start + start, span.end + start)

    return replace(
        reading,
        text=" " * start + reading.text,
        pages=tuple(replace(one, number=one.number + pages, span=at(one.span)) for one in reading.pages),
        clauses=tuple(replace(one, span=at(one.span)) for one in reading.clauses),
        passages=tuple(
            replace(one, span=at(one.span), pages=(one.pages[0] + pages, one.pages[1] + pages))
            for one in reading.passages
        ),
        definitions=tuple(replace(one, span=at(one.span)) for one in reading.definitions),
        references=tuple(replace(one, span=at(one.span)) for one in reading.references),
        rows=(),
    )
