"""Two texts in force that give different figures on the same subject, and what the documents say of which one wins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from clausier.amending.articles import Article
from clausier.amending.pieces import runs, stretch
from clausier.answering.figures import Sort, Stated, in_words, read
from clausier.answering.figures.plain import plain
from clausier.answering.quoting import sentences
from clausier.answering.words import content_stems
from clausier.domain.amendments import Amendment, Caveat, Doubt, Piece
from clausier.domain.documents import DocumentId, Reading, Role

COMPARED = (Sort.SHARE, Sort.AMOUNT, Sort.DURATION)
"""The figures of which two texts may contradict each other."""
_SET_APART = re.compile(
    r"\b(?:autres?|hors|sauf|excepte|exception|other|except|excluding|minim\w*|maxim\w*|supplementaires?)\b"
)
_MEASURES = frozenset(
    content_stems(
        "engagement garantie minimum maximum niveau service taux mensuel mois annuel an valeur cible au moins égal fixé"
    )
)
_SHARED = 0.5  # of the words ahead of a figure: a longer sentence speaks of something else as well
_SUPPOSES = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:lorsqu|si\b|s'il|en cas|a defaut|au-dela|quand|if\b|when|where|in the event)"
)
_HIERARCHY = re.compile(
    r"\b(?:ordre (?:de )?(?:priorite|preseance|prevalence|decroissant)|priorite decroissante|prevau(?:t|dra|"
    r"dront)|prevalent|order of precedence|shall prevail|"
    r"prevails?|rang superieur)\b"
)
_BODY = re.compile(
    r"\b(?:corps|present contrat|le contrat|conditions (?:generales|particulieres)|this agreement|the agreement|"
    r"clauses)\b"
)
_ANNEXES = re.compile(r"\b(?:annexes?|schedules?|exhibits?|appendi\w+)\b")
_WIN = re.compile(r"\bprev(?:aut|audr\w+|alent|ails?)|shall prevail|prime(?:nt|ra)? sur\b")


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a sentence in force says of one subject."""

    place: str  # "" for the body, "Annexe 3"
    number: str
    pieces: tuple[Piece, ...]
    figure: Stated
    stems: frozenset[str]
    words: str  # plain, ahead of the figure
    changed: frozenset[DocumentId]  # the amendments that made it so


def conflicts(
    current: Sequence[Article], readings: Mapping[DocumentId, Reading], amendments: Sequence[Amendment]
) -> list[Caveat]:
    """The contradictions between the body, the annexes and what amendments put there."""
    figures = [one for article in current for one in _figures(article, readings)]
    return [
        _caveat(one, other, current, readings, amendments)
        for one, other in combinations(figures, 2)
        if (one.place != other.place or one.changed != other.changed) and _contradict(one, other)
    ]


def _figures(article: Article, readings: Mapping[DocumentId, Reading]) -> Iterator[_Figure]:
    if not article.numbered:
        return
    changed = frozenset(change.amendment for change in article.changes)
    place = article.number.partition(", ")[0] if ", " in article.number or article.role is Role.ANNEX else ""
    texts = {document: reading.text for document, reading in readings.items()}
    for run in runs(article.body, texts):
        text = "".join(piece.span.of(texts[piece.document]) for piece in run)
        for span in sentences(text):
            sentence = span.of(text)
            stated = [one for one in read(sentence) if one.sort in COMPARED]
            if len(stated) != 1:
                continue
            words = sentence[: stated[0].span.start]
            stems = frozenset(content_stems(words)) - _MEASURES
            if stems and not _SUPPOSES.match(plain(words)):
                where = tuple(stretch(run, span))
                yield _Figure(place, article.number, where, stated[0], stems, plain(words), changed)


def _contradict(one: _Figure, other: _Figure) -> bool:
    """The same sort of figure on the same subject, with another value."""
    a, b = one.figure.figure, other.figure.figure
    if one.figure.sort is not other.figure.sort or a.unit != b.unit or a.value == b.value:
        return False
    less, more = sorted((one.stems, other.stems), key=len)
    if not less <= more or len(less) < _SHARED * len(more):
        return False
    return set(_SET_APART.findall(one.words)) == set(_SET_APART.findall(other.words))


def _caveat(
    one: _Figure,
    other: _Figure,
    current: Sequence[Article],
    readings: Mapping[DocumentId, Reading],
    amendments: Sequence[Amendment],
) -> Caveat:
    said = f"{_the(one)} dit {in_words(one.figure.figure)} et {_lower(other)} dit {in_words(other.figure.figure)}"
    winning = _by_amendment(one, other, amendments)
    if winning is not None:
        amendment, winner = winning
        clause = [Piece(amendment.document, amendment.prevails)] if amendment.prevails else []
        kept = in_words(winner.figure.figure)
        sentence = f"{said} : l’{amendment.name} déclare prévaloir, ce qui retient {kept} ; à confirmer."
        return Caveat(Doubt.CONFLICT, sentence, (*one.pieces, *other.pieces, *clause))
    hierarchy = _hierarchy(current, readings)
    if hierarchy is not None and bool(one.place) != bool(other.place):
        number, piece, body_first = hierarchy
        winner = one if bool(one.place) != body_first else other
        sentence = (
            f"{said} : selon l’article {number} sur la hiérarchie des documents, {_lower(winner)} prévaut, "
            f"soit {in_words(winner.figure.figure)} ; à confirmer."
        )
        return Caveat(Doubt.CONFLICT, sentence, (*one.pieces, *other.pieces, piece))
    return Caveat(Doubt.CONFLICT, f"{said} : à confirmer.", (*one.pieces, *other.pieces))


def _by_amendment(one: _Figure, other: _Figure, amendments: Sequence[Amendment]) -> tuple[Amendment, _Figure] | None:
    """The amendment that made one of two texts, and says that it prevails; the last signed, of several."""
    for amendment in sorted(amendments, key=lambda act: act.signed or date.min, reverse=True):
        made = [figure for figure in (one, other) if amendment.document in figure.changed]
        if amendment.prevails and len(made) == 1:
            return amendment, made[0]
    return None


def _hierarchy(current: Sequence[Article], readings: Mapping[DocumentId, Reading]) -> tuple[str, Piece, bool] | None:
    """The article that ranks documents, and whether the body comes before its annexes; None where none says it."""
    for article in current:
        if not article.numbered or not article.body or ", " in article.number:
            continue
        text = plain("".join(piece.span.of(readings[piece.document].text) for piece in article.body))
        ranks = _HIERARCHY.search(text)
        body, annexes = _BODY.search(text), _ANNEXES.search(text)
        if ranks is None or body is None or annexes is None:
            continue
        first = body.start() < annexes.start()
        wins = _WIN.search(text)
        between = wins and min(body.start(), annexes.start()) < wins.start() < max(body.start(), annexes.start())
        if between or ranks.group().startswith(("ordre", "priorite", "order")):
            return article.number, article.body[0], first
    return None


def _lower(one: _Figure) -> str:
    annex, comma, low = one.number.rpartition(", ")
    return f"l’article {low} de l’{annex}" if comma else f"l’{one.number}" if one.place else f"l’article {one.number}"


def _the(one: _Figure) -> str:
    return _lower(one).replace("l’", "L’", 1)
