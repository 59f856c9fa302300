"""One change, applied to the articles in force."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clausier.amending.articles import Article, articles, new_articles
from clausier.amending.finding import figure_places, occurrences, paragraphs
from clausier.amending.pieces import stretch
from clausier.amending.targets import head_number, order, within
from clausier.answering.figures import Sort, read
from clausier.answering.figures.plain import plain
from clausier.domain.amendments import Action, Caveat, Change, Doubt, Piece, Superseded
from clausier.domain.documents import DocumentId, Reading, Role
from clausier.domain.text import Span

_TERM = re.compile(r"\b(?:duree|term\b|renouvellement|reconduction|duration|prise d'effet|entree en vigueur)")


@dataclass(frozen=True, slots=True)
class Applied:
    """The articles after a change, and what is doubtful about it."""

    articles: tuple[Article, ...]
    caveats: tuple[Caveat, ...] = ()


class _Refused(Exception):
    """A change that cannot be made: why, for the reader."""

    def __init__(self, doubt: Doubt, sentence: str) -> None:
        super().__init__(sentence)
        self.doubt, self.sentence = doubt, sentence


def applied(change: Change, before: Sequence[Article], readings: Mapping[DocumentId, Reading]) -> Applied:
    """The articles once a change is made; as they were, with a caveat, where it cannot be."""
    work = _Work(change, readings)
    try:
        after = _MADE[change.operation.action](work, list(before))
    except _Refused as refused:
        caveat = Caveat(refused.doubt, refused.sentence, (work.piece(change.operation.sentence),))
        return Applied(tuple(before), (caveat,))
    return Applied(tuple(after), tuple(work.caveats))


class _Work:
    """A change being made, with the texts that it needs."""

    def __init__(self, change: Change, readings: Mapping[DocumentId, Reading]) -> None:
        self.change, self.readings = change, readings
        self.operation = change.operation
        self.reading = readings[change.amendment]
        self.caveats: list[Caveat] = []

    def piece(self, span: Span) -> Piece:
        return Piece(self.change.amendment, span)

    def said(self, piece: Piece) -> str:
        return piece.span.of(self.readings[piece.document].text)

    def warn(self, doubt: Doubt, sentence: str) -> None:
        self.caveats.append(Caveat(doubt, sentence, (self.piece(self.operation.sentence),)))

    @property
    def new(self) -> list[Article]:
        """What is put in; where it is said to be joined and is not, the sentence that says it stands for it."""
        operation = self.operation
        if operation.text is None:
            self.warn(
                Doubt.ABSENT, f"{_the(operation.target)} annoncée par l’{self.change.name} n’est pas dans ce document."
            )
            return [Article(operation.target, "", (), (self.piece(operation.sentence),))]
        return new_articles(self.reading, operation.text, operation.target)

    def indexes(self, found: Sequence[Article]) -> list[int]:
        """Where the target and what is below it stand; refused where it is not there, gone, or there twice."""
        target = self.operation.target
        at = [n for n, one in enumerate(found) if one.numbered and within(one.number, target)]
        if not at:
            raise _Refused(Doubt.NO_TARGET, f"{self._does()} {_the(target, False)}, qui n’est pas dans le contrat.")
        if sum(found[n].number == target for n in at) > 1:
            raise _Refused(Doubt.NO_TARGET, f"{self._does()} {_the(target, False)}, mais plusieurs portent ce numéro.")
        if not any(found[n].pieces for n in at):
            raise _Refused(Doubt.NO_TARGET, f"{self._does()} {_the(target, False)}, qui n’est plus en vigueur.")
        return at

    def _does(self) -> str:
        return f"L’{self.change.name} modifie"


def _the(number: str, capital: bool = True) -> str:
    """« L’article 12.2 », « l’Annexe 2 », « l’article 3 de l’Annexe 2 »."""
    annex, comma, low = number.rpartition(", ")
    name = (
        f"article {low} de l’{annex}"
        if comma
        else number
        if number[:1].isalpha() and len(number) > 5
        else f"article {number}"
    )
    return ("L’" if capital else "l’") + name


def _replaced(work: _Work, found: list[Article]) -> list[Article]:
    if work.operation.paragraph:
        return _paragraph_changed(work, found)
    at = work.indexes(found)
    new, target = work.new, work.operation.target
    old = {found[n].number: found[n] for n in at}
    if not new[0].number or (work.operation.text is None and target in old):
        kept = old.get(target)
        head = kept.head if kept and kept.pieces else ()
        new = [replace(new[0], number=target, head=head, heading=kept.heading if kept else ""), *new[1:]]
    return _put(found, at, _merged(work.change, old, new, target))


def _merged(by: Change, old: Mapping[str, Article], new: Sequence[Article], target: str) -> list[Article]:
    """The new articles with what the old ones of the same number said; the numbers that are left say nothing."""
    first = new[0].pieces[-1]
    whole = Piece(first.document, Span(first.span.start, max(one.pieces[-1].span.end for one in new)))
    merged: dict[str, Article] = {}
    for one in new:
        before = old.get(one.number)
        kept = set(one.head)
        gone = [
            (piece, one.body[0] if one.body else one.pieces[0])
            for piece in (before.pieces if before else ())
            if piece not in kept
        ]
        base = before or replace(one, changes=(), superseded=())
        merged[one.number] = base.changed(
            by, gone, head=one.head, body=one.body, heading=one.heading or (before.heading if before else "")
        )
    for number, before in old.items():
        if number not in merged:
            gone = [(piece, whole) for piece in before.pieces]
            merged[number] = before.changed(by, gone, head=(), body=()) if before.pieces else before
    return sorted(merged.values(), key=lambda one: (one.number != target, order(one.number)))


def _put(found: list[Article], at: Sequence[int], instead: Sequence[Article]) -> list[Article]:
    left = [one for n, one in enumerate(found) if n not in set(at)]
    return [*left[: at[0]], *instead, *left[at[0] :]]


def _deleted(work: _Work, found: list[Article]) -> list[Article]:
    if work.operation.paragraph:
        return _paragraph_changed(work, found)
    for n in work.indexes(found):
        one = found[n]
        if one.pieces:
            found[n] = one.changed(work.change, [(piece, None) for piece in one.pieces], head=(), body=())
    return found


def _paragraph_changed(work: _Work, found: list[Article]) -> list[Article]:
    """A paragraph of an article, replaced, deleted, or followed by another."""
    n, parts, at = _paragraph(work, found)
    operation, one = work.operation, found[n]
    new = [work.piece(operation.text)] if operation.text else []
    gone: list[tuple[Piece, Piece | None]] = []
    if operation.action is Action.COMPLETE:
        parts[at + 1 : at + 1] = new
    else:
        gone = [(parts[at], new[0] if new else None)]
        parts[at : at + 1] = new
    found[n] = one.changed(work.change, gone, body=tuple(parts))
    return found


def _paragraph(work: _Work, found: list[Article]) -> tuple[int, list[Piece], int]:
    """The article of a paragraph, its body cut into paragraphs, and which one is meant."""
    alive = [n for n in work.indexes(found) if found[n].pieces]
    number = work.operation.paragraph
    parts = paragraphs(found[alive[0]].body, work.said) if len(alive) == 1 else None
    index = number - 1 if number > 0 else len(parts or ()) - 1
    if parts is None or not 0 <= index < len(parts):
        raise _Refused(
            Doubt.NO_TARGET,
            f"L’{work.change.name} modifie un alinéa de {_the(work.operation.target, False)} qui n’a pas pu être "
            f"reconnu.",
        )
    return alive[0], parts, index


def _completed(work: _Work, found: list[Article]) -> list[Article]:
    if work.operation.paragraph:
        return _paragraph_changed(work, found)
    at = work.indexes(found)
    new = work.new
    if new[0].number and new[0].number != work.operation.target:
        return _all_inserted(work, found, new)
    n = max(n for n in at if found[n].pieces)
    found[n] = found[n].changed(work.change, (), body=(*found[n].body, *(piece for one in new for piece in one.pieces)))
    return found


def _inserted(work: _Work, found: list[Article]) -> list[Article]:
    operation = work.operation
    if any(one.number == operation.target and one.pieces for one in found):
        raise _Refused(Doubt.CONFLICT, f"L’{work.change.name} insère {_the(operation.target, False)}, qui existe déjà.")
    if operation.after and not any(one.number == operation.after for one in found):
        work.warn(
            Doubt.NO_TARGET,
            f"L’{work.change.name} place {_the(operation.target, False)} après {_the(operation.after, False)}, "
            f"qui n’est pas dans le contrat.",
        )
    new = work.new
    if not new[0].number:
        new = [replace(new[0], number=operation.target), *new[1:]]
    return _all_inserted(work, found, new)


def _all_inserted(work: _Work, found: list[Article], new: Sequence[Article]) -> list[Article]:
    for one in new:
        annexed = head_number(plain(one.number)).startswith(("Annexe", "Schedule", "Appendix", "Exhibit"))
        role = Role.ANNEX if annexed else Role.ITEM
        same = next((n for n, other in enumerate(found) if other.numbered and other.number == one.number), None)
        if same is not None:
            found[same] = found[same].changed(work.change, (), head=one.head, body=one.body, heading=one.heading)
        else:
            found.insert(_place(found, one.number, annexed), replace(one, role=role).changed(work.change, ()))
    return found


def _place(found: Sequence[Article], number: str, annexed: bool) -> int:
    """After the last of its own series with a smaller number."""
    if annexed and ", " not in number:
        before = [
            n for n, one in enumerate(found) if one.numbered and _annex(one) and order(_annex(one)) < order(number)
        ]
        return before[-1] + 1 if before else len(found)
    home = number.rpartition(", ")[0]
    series = [
        n
        for n, one in enumerate(found)
        if one.numbered and one.number.rpartition(", ")[0] == home and not (not home and one.role is Role.ANNEX)
    ]
    before = [n for n in series if order(found[n].number) < order(number)]
    if before:
        return before[-1] + 1
    return series[0] if series else len(found)


def _annex(one: Article) -> str:
    """The annex that an article is of; "" for the body."""
    return one.number.partition(", ")[0] if ", " in one.number or one.role is Role.ANNEX else ""


def _reworded(work: _Work, found: list[Article]) -> list[Article]:
    operation = work.operation
    everywhere = not operation.target
    at = [n for n, one in enumerate(found) if one.numbered] if everywhere else work.indexes(found)
    count = 0
    for n in at:
        changed, times = _with_words(work, found[n], operation.paragraph if len(at) == 1 else 0)
        count += times
        found[n] = changed
    if count == 0:
        place = "du contrat" if everywhere else f"de {_the(operation.target, False)}"
        raise _Refused(Doubt.WORDS_NOT_FOUND, f"L’{work.change.name} modifie des mots {place} qui n’y sont pas.")
    if count > 1 and not everywhere:
        work.warn(
            Doubt.NOT_UNDERSTOOD,
            f"Les mots que l’{work.change.name} modifie figurent {count} fois dans {_the(operation.target, False)} ; "
            "tous ont été modifiés.",
        )
    return found


def _with_words(work: _Work, one: Article, paragraph: int) -> tuple[Article, int]:
    """An article with some of its words changed, and how many times they were there."""
    operation = work.operation
    new = [work.piece(operation.text)] if operation.text else []
    text = "".join(work.said(piece) for piece in one.body)
    meant = _meant(work, one, paragraph)
    places = [place for place in _old_places(work, text) if meant is None or place.within(meant)]
    body: list[Piece] = []
    gone: list[tuple[Piece, Piece | None]] = []
    start = 0
    for place in places:
        cut = place.end if operation.keeps else place.start
        body += [*stretch(one.body, Span(start, cut)), *new]
        gone += [] if operation.keeps else [(piece, new[0] if new else None) for piece in stretch(one.body, place)]
        start = place.end
    body += stretch(one.body, Span(start, len(text)))
    return (one.changed(work.change, gone, body=tuple(body)), len(places)) if places else (one, 0)


def _meant(work: _Work, one: Article, paragraph: int) -> Span | None:
    """Where the paragraph that is meant stands in the body's words; the whole body where none is."""
    if not paragraph:
        return None
    parts = paragraphs(one.body, work.said) or []
    at = paragraph - 1 if paragraph > 0 else len(parts) - 1
    if not 0 <= at < len(parts):
        return Span(0, 0)
    before = sum(len(part.span) for part in parts[:at])
    return Span(before, before + len(parts[at].span))


def _old_places(work: _Work, text: str) -> list[Span]:
    operation = work.operation
    if operation.old is not None:
        return occurrences(text, operation.old.of(work.reading.text))
    places = figure_places(text, operation.text.of(work.reading.text)) if operation.text else []
    return places if len(places) == 1 else []


def _renewed(work: _Work, found: list[Article]) -> list[Article]:
    """The sentence that prolongs stands with the article on the term."""
    target = work.operation.target
    headed = [one.number for one in found if one.numbered and one.pieces and _TERM.search(plain(one.heading))]
    numbers = [target] if target else headed[:1]
    at = [
        n
        for n, one in enumerate(found)
        if one.pieces and one.numbered and any(within(one.number, number) for number in numbers)
    ]
    if not at:
        raise _Refused(
            Doubt.NO_TARGET, f"L’{work.change.name} proroge le contrat, dont l’article sur la durée n’a pas été trouvé."
        )
    timed = [
        n for n in at if any(s.sort in (Sort.DURATION, Sort.DATE) for p in found[n].body for s in read(work.said(p)))
    ]
    n = (timed or at)[0]
    found[n] = found[n].changed(work.change, (), body=(*found[n].body, work.piece(work.operation.sentence)))
    return found


def _restated(work: _Work, found: list[Article]) -> list[Article]:
    """Every article of the amendment takes the place of those of the contract."""
    new = [replace(one, changes=(work.change,)) for one in articles(work.reading)]
    numbers = {one.number for one in new if one.numbered}
    old = {one.number: one for one in found if one.numbered}
    whole = work.piece(Span(0, len(work.reading.text)))
    after = [_taking(one, old.get(one.number), work.change) for one in new]
    left = [one for one in found if one.number not in numbers or not one.numbered]
    return [
        *after,
        *(one.changed(work.change, [(piece, whole) for piece in one.pieces], head=(), body=()) for one in left),
    ]


def _taking(new: Article, old: Article | None, by: Change) -> Article:
    if old is None or not new.numbered:
        return new
    gone = tuple(Superseded(piece, by, new.pieces[-1]) for piece in old.pieces)
    return replace(new, changes=(*old.changes, by), superseded=(*old.superseded, *gone))


_MADE = {
    Action.REPLACE: _replaced,
    Action.COMPLETE: _completed,
    Action.DELETE: _deleted,
    Action.INSERT: _inserted,
    Action.WORDS: _reworded,
    Action.RENEW: _renewed,
    Action.RESTATE: _restated,
}
