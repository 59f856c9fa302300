"""A contract cut into its numbered clauses, each with its own words; and a new text, cut the same way."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausier.amending.quotations import trimmed
from clausier.amending.sentences import heading_end
from clausier.amending.targets import head_number, order, within
from clausier.answering.figures.plain import plain
from clausier.domain.amendments import Change, Piece, Provision, Superseded
from clausier.domain.documents import Clause, Reading, Role
from clausier.domain.text import Span

_NUMBERED = (Role.ARTICLE, Role.ITEM, Role.ANNEX)
_LETTERED = re.compile(r".*[.]([a-z]|[ivx]+)")
_HEAD = re.compile(
    r"\W*(?:(?:article|art\.|clause|section|annexe|schedule|appendix|exhibit)\s*)?(?:n°\s*)?(?:premier|1er|"
    r"[\divxl]+|[a-z]\b)(?:\.[\w]+)*"
    r"(?:[a-h]\b|\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies)\b)?(?:\.\d+)*\s*(?:[-:.)]+\s*)?"
)
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered clause without those below it: its number and title, then its words."""

    number: str
    heading: str
    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    role: Role = Role.ITEM
    changes: tuple[Change, ...] = ()
    superseded: tuple[Superseded, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (*self.head, *self.body)

    @property
    def numbered(self) -> bool:
        return bool(self.number) and self.role in _NUMBERED

    def changed(self, by: Change, gone: Sequence[tuple[Piece, Piece | None]], **fields: object) -> "Article":
        """The article after a change: its new fields, and each piece that goes with what takes its place."""
        superseded = (*self.superseded, *(Superseded(piece, by, instead) for piece, instead in _joined(gone)))
        return replace(self, changes=(*self.changes, by), superseded=superseded, **fields)  # type: ignore[arg-type]

    @property
    def provision(self) -> Provision:
        pieces = tuple(piece for piece, _ in _joined([(piece, None) for piece in self.pieces]))
        return Provision(self.number, self.heading, pieces, self.changes, self.superseded)


def _joined(pieces: Sequence[tuple[Piece, Piece | None]]) -> list[tuple[Piece, Piece | None]]:
    """Pieces that follow each other in one document, and that the same piece replaces, taken as one."""
    found: list[tuple[Piece, Piece | None]] = []
    for piece, instead in pieces:
        last = found[-1] if found else None
        if last and last[1] == instead and last[0].document == piece.document and last[0].span.end == piece.span.start:
            found[-1] = (Piece(piece.document, Span(last[0].span.start, piece.span.end)), instead)
        else:
            found.append((piece, instead))
    return found


def articles(reading: Reading, needed: Sequence[str] = (), inside: Span | None = None) -> list[Article]:
    """The clauses of a document in its order, which together hold all of its text (or of `inside`).

    Lettered items stay with what they belong to, unless one of them is `needed`.
    """
    whole = inside or Span(0, len(reading.text))
    cuts = [
        c for c in reading.clauses if _stands(c, needed) and c.span.start >= whole.start and c.span.start < whole.end
    ]
    found: list[Article] = []
    if not cuts or cuts[0].span.start > whole.start:
        end = cuts[0].span.start if cuts else whole.end
        found.append(Article("", "", (), (Piece(reading.document.id, Span(whole.start, end)),), Role.FRONT))
    for clause, end in zip(cuts, [*(c.span.start for c in cuts[1:]), whole.end], strict=True):
        found.append(_article(reading, clause, end))
    return [one for one in found if any(len(piece.span) for piece in one.pieces)]


def _stands(clause: Clause, needed: Sequence[str]) -> bool:
    if clause.role in _NUMBERED and clause.number:
        return clause.role is not Role.ITEM or not _LETTERED.fullmatch(clause.number) or clause.number in needed
    return clause.role not in (Role.ITEM, Role.PARAGRAPH)


def _article(reading: Reading, clause: Clause, end: int) -> Article:
    start = clause.span.start
    body = min(max(heading_end(reading.text, clause), start), end) if clause.number else start
    head = (Piece(reading.document.id, Span(start, body)),) if body > start else ()
    words = (Piece(reading.document.id, Span(body, end)),) if end > body else ()
    return Article(clause.number, clause.heading, head, words, clause.role)


def new_articles(reading: Reading, text: Span, target: str) -> list[Article]:
    """A text that an amendment puts in, cut where a number of the article begins a line. The first has no number where
    the text does not say it."""
    joined = next(
        (c for c in reading.clauses if c.role is Role.ANNEX and text.within(c.span) and c.span.start == text.start),
        None,
    )
    if joined is not None:
        return [_renamed(one, joined.number, target) for one in articles(reading, (), text)]
    cuts = list(_cuts(reading.text, text, target))
    if not cuts or cuts[0][0] > text.start:
        cuts = [(text.start, ""), *cuts]
    ends = [*(at for at, _ in cuts[1:]), text.end]
    return [_written(reading, Span(at, end), number) for (at, number), end in zip(cuts, ends, strict=True) if end > at]


def _renamed(one: Article, old: str, new: str) -> Article:
    return replace(one, number=new + one.number.removeprefix(old)) if within(one.number, old) else one


def _cuts(text: str, span: Span, target: str) -> Iterator[tuple[int, str]]:
    last: tuple[tuple[int, int], ...] = ()
    for line in re.finditer(r"^[^\n]*", span.of(text), re.MULTILINE):
        number = head_number(plain(line.group()[:_LONGEST_HEADING]))
        if number and within(number, target) and order(number) > last:
            last = order(number)
            yield span.start + line.start(), number


def _written(reading: Reading, span: Span, number: str) -> Article:
    text, document = reading.text, reading.document.id
    if not number:
        return Article("", "", (), (Piece(document, span),))
    found = _HEAD.match(plain(span.of(text)))
    label = span.start + (found.end() if found else 0)
    line = text.find("\n", label, span.end)
    title = text[label:line].strip() if line > 0 else ""
    titled = 0 < len(title) < _LONGEST_HEADING and title[-1] not in ".;:,»" and "." not in number.partition(", ")[2]
    titled = titled and (label == span.start or not number.rpartition(" ")[2].count(".") or text[span.start].isalpha())
    body = trimmed(text, Span(line, span.end)).start if titled else label
    head = (Piece(document, Span(span.start, body)),)
    return Article(
        number, title if titled else "", head, (Piece(document, Span(body, span.end)),) if span.end > body else ()
    )
