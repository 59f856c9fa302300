"""Which figure of a passage answers a question: of the sort asked, nearest to the question's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from clausier.answering.figures import Sort, Stated, read, told
from clausier.answering.figures.paces import paces
from clausier.answering.figures.plain import plain
from clausier.answering.kin import asked_senses, senses, sides
from clausier.answering.quoting import rows, sentences
from clausier.answering.wanted import Wanted, parts, wanted
from clausier.domain.text import Span, mend

_OWN, _AROUND, _BEFORE = 2.0, 1.0, 0.25
"""What a word of the question is worth near a figure: in its own clause, in its sentence, in the sentence before."""
_LED = 2.5  # the same, in the sentence before, where the figure's own only points back: "il est porté à"
_HEAD = 1.5  # of what the question is put on, in the figure's own clause: a notice is not the term that it ends
_CONTEXT = 0.5  # of a word of the earlier question that this one leans on
_SIDE = 1.5  # of the side that the question names, in the figure's own clause: each may have a notice of its own
_NAMED = 6.0  # for the unit that the question names
_LEAST = 0.25  # a word of the question in the sentence before, or near the figure; with none, the figure is another's
_FAR = 0.5  # the same for a figure of a sort that seldom answers such a question
_MARGIN = 1.0  # below the best: less than one word of the question in a figure's own clause

_ESSENTIAL = frozenset(
    {"préavis", "plafond", "reprise", "perte", "rétablissement", "intervention", "intérêt", "disponibilité"}
)
"""What a figure is never of unless it is said. A penalty may go without its name: "doit 500 € par jour de retard"."""

_DIVIDES = re.compile(r"[,;:]| (?:et|and|puis|then|ou|or|mais|but) ")
_LINKS = re.compile(
    r"\b(?:soit|c'est-a-dire|i\.e\.|that is|sans (?:pouvoir )?(?:exceder|depasser)|sans (?:etre|que)|dans la limite|"
    r"avec un (?:maximum|minimum|plafond)|plafonnee?s? a|(?:plus|moins) (?:elevee?|importante?|eleve)|"
    r"et au (?:plus|moins)|up to|not exceeding|subject to a (?:maximum|minimum))\b"
    r"|^ ?(?:ou|or) |^ ?(?:a|au|to|until|jusqu'au) ?(?:le )?$"
)
_EITHER = re.compile(
    r"\b(?:greater|lesser|higher|lower|larger) of\b|\bplus (?:elevee?|faible|fort) (?:de|des|du|entre)\b"
)
_BECOMES = re.compile(
    r"\b(?:remplacee?s?|modifiee?s?) (?:par|comme suit|en)\b|\b(?:portee?s?|ramenee?s?|reduite?s?|elevee?s?|fixee?s?) "
    r"(?:desormais )?a\b|\b(?:replaced (?:by|with)|increased to|reduced to|amended to)\b"
)
_CONDITION = re.compile(r"[ ,]*(?:si|s'il|lorsqu|en cas|quand|pour|des que|if|where|when|in case|for|par|sauf)\b")
_INSTEAD = re.compile(r"\b(?:au lieu de|en remplacement de|instead of|et non(?: plus)?|rather than)\b[^;.]{0,20}$")
_FROM = re.compile(r"\b(?:pass(?:e|ent|era)|portee?s?|ramenee?s?|from) (?:de |d')?$")
_POINTS_BACK = re.compile(
    r"(?:ce (?:delai|montant|taux|plafond|prix|preavis)|cette (?:duree|somme|limite|periode|indemnite)|"
    r"celui\b|celle\b|ceux\b|celles\b|that of\b|those of\b|"
    r"(?:il|elle|ils|elles|it|this) (?:est|sont|sera|seront|peut etre|dure|lasts|is|shall be|may be|s'eleve|passe))\b"
)
_CELL = re.compile(r"[^\t|]+")
_LAW = re.compile(r"\b(?:loi|ordonnance|decret|arrete|reglement|directive|code|act|regulation)\b[^.;]{0,40}$")
_LEAD = 60  # characters before a date that may name a law


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A figure of a passage with what stands around it. `stated` has its place in the passage."""

    stated: Stated
    own: str
    sentence: str
    before: str
    tabular: bool = False
    links: bool = False  # goes with the figure before it: "50 % du forfait, soit 159 000 €"


def answering_figures(question: str, text: str, headings: str = "") -> tuple[Stated, ...]:
    """The figures of a passage that answer a question, in the passage's order, each with its place in it.

    None where the question wants no figure, or the passage has none of that sort near any of the question's words, be
    they in the headings above it; several where several answer, or where nothing tells which does. A single sentence
    needs no such word. What an amendment replaces is left out, and so are tables: their reader knows their columns.
    """
    asked = wanted(question)
    if asked is None:
        return ()
    candidates = [one for one in _candidates(text, headings, Sort.FREQUENCY in asked.sorts[0]) if not one.tabular]
    least = _LEAST if len(sentences(text)) > 1 else 0.0
    weighing = _Weighing(question, asked)
    for rank, sorts in enumerate(asked.sorts):
        fitting = [one for one in candidates if one.stated.sort in sorts and _is_counted(asked, one.stated)]
        fitting = [one for one in fitting if weighing.allows(one)]
        if fitting and (chosen := _best(weighing, candidates, fitting, least if rank == 0 else max(least, _FAR))):
            return chosen
    return ()


def answers_in_words(question: str, text: str, headings: str = "") -> tuple[str, ...]:
    """The figures that answer, as a reader expects them, each once."""
    return tuple(dict.fromkeys(told(one) for one in answering_figures(question, text, headings)))


def nearness(question: str, text: str, headings: str = "") -> float:
    """How near a figure of the sort asked stands to the words of the question: 1 where it has them all in its clause,
    0 where there is no such figure. A cell has the words of its row's names and of its title."""
    asked = wanted(question)
    if asked is None:
        return 0.0
    candidates = _candidates(text, headings, Sort.FREQUENCY in asked.sorts[0])
    weighing = _Weighing(question, asked)
    fitting = [one for one in candidates if one.stated.sort in asked.sorts[0] and _is_counted(asked, one.stated)]
    fitting = [one for one in fitting if weighing.allows(one)]
    near = {id(one): max(map(weighing.share, group)) for group in _linked(candidates) for one in group}
    return max((near[id(one)] for one in fitting), default=0.0)


def _is_counted(asked: Wanted, stated: Stated) -> bool:
    if stated.sort is not Sort.COUNT:
        return True
    if stated.noun:
        return not asked.units and (not asked.noun or asked.counts(stated.noun))
    return stated.figure.unit in asked.units if asked.units else not asked.noun


@dataclass(frozen=True, slots=True)
class _Weighing:
    """How near figures stand to the words of a question."""

    question: str
    asked: Wanted

    @property
    def essential(self) -> frozenset[str]:
        """What must be spoken of where the figure stands: a penalty is not its cap."""
        return asked_senses(self.asked.head) & _ESSENTIAL

    def allows(self, one: _Candidate) -> bool:
        """Whether a figure may answer: it is of what the question is put on, as far as its sentence tells."""
        return self.essential <= senses(f"{one.before} {one.sentence}")

    def weight(self, one: _Candidate) -> float:
        own, context = parts(self.question)
        named = _NAMED * (one.stated.figure.unit in self.asked.units)
        put_on = senses(one.own) | (senses(one.before) if _POINTS_BACK.match(plain(one.sentence)) else frozenset())
        headed = _HEAD * len(self.essential & put_on)
        sided = _SIDE * len(sides(self.question) & sides(one.own))
        return (
            named
            + headed
            + sided
            + self._near(asked_senses(own), one)
            + _CONTEXT * self._near(asked_senses(context), one)
        )

    def share(self, one: _Candidate) -> float:
        """Of what could be, from 0 to 1: the unit that is named, left aside."""
        own, context = map(asked_senses, parts(self.question))
        most = (_OWN + _AROUND) * (len(own) + _CONTEXT * len(context))
        near = self._near(own, one) + _CONTEXT * self._near(context, one)
        return min(near / most, 1.0) if most else 0.0

    def _near(self, words: frozenset[str], one: _Candidate) -> float:
        own, around, before = (words & senses(part) for part in (one.own, one.sentence, one.before))
        led = _LED if _POINTS_BACK.match(plain(one.sentence)) else _BEFORE
        return _OWN * len(own) + _AROUND * len(around) + led * len(before - around)


def _best(
    weighing: _Weighing, candidates: Sequence[_Candidate], fitting: Sequence[_Candidate], least: float
) -> tuple[Stated, ...]:
    """The nearest of the fitting figures, those that go with them included; none where none is near enough."""
    weights = {}
    for group in _linked(candidates):
        most = max(weighing.weight(one) for one in group)
        weights.update({id(one): most for one in group})
    best = max(weights[id(one)] for one in fitting)
    if best < least:
        return ()
    chosen = [one.stated for one in fitting if weights[id(one)] > best - _MARGIN]
    return tuple({(one.figure, one.to, one.per): one for one in reversed(chosen)}.values())[::-1]


def _linked(candidates: Sequence[_Candidate]) -> list[list[_Candidate]]:
    groups: list[list[_Candidate]] = []
    for one in candidates:
        if one.links and groups:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


@lru_cache(maxsize=1024)
def _candidates(text: str, headings: str, paced: bool) -> tuple[_Candidate, ...]:
    return tuple(_stated_in(text, headings, paced))


def _stated_in(text: str, headings: str, paced: bool) -> Iterator[_Candidate]:
    """The figures of a passage, sentence by sentence, cell by cell."""
    tabular = {row.start for row in rows(text)}
    before, titles = headings, list[str]()
    for span in sentences(text):
        written = span.of(text)
        if span.start in tabular:
            titles = titles or _CELL.findall(written)
            yield from _of_row(written, span.start, titles, headings)
        else:
            yield from _of_sentence(written, span.start, before, paced)
            before, titles = f"{headings} {mend(written).text}", []


def _of_row(written: str, start: int, titles: Sequence[str], headings: str) -> Iterator[_Candidate]:
    """The figures of a row: each cell is a clause of its own, with its title and what names the row."""
    cells = list(_CELL.finditer(written))
    names = [cell.group() for cell in cells if not read(cell.group())]
    for at, cell in enumerate(cells):
        title = titles[at : at + 1] if len(titles) == len(cells) else []
        own = " ".join([*names, *title, cell.group()])
        for stated in read(mend(cell.group()).text):
            placed = replace(stated, span=Span(start + cell.start(), start + cell.end()))
            yield _Candidate(placed, own, own, headings, tabular=True)


def _of_sentence(written: str, start: int, before: str, paced: bool) -> Iterator[_Candidate]:
    mended = mend(written)
    counted = [one for one in read(mended.text) if one.sort is not Sort.NUMBER]
    stated = sorted([*counted, *(paces(mended.text) if paced else ())], key=lambda one: one.span.start)
    folded = plain(mended.text)
    kept = [one for one in stated if not _is_replaced(folded, stated, one) and not _is_of_law(folded, one)]
    for at, one in enumerate(kept):
        previous = kept[at - 1] if at else None
        inside = mended.source(one.span)
        yield _Candidate(
            stated=replace(one, span=Span(start + inside.start, start + inside.end)),
            own=_own(folded, kept, at),
            sentence=mended.text,
            before=before,
            links=previous is not None and _goes_with(folded, previous, one),
        )


def _own(folded: str, stated: Sequence[Stated], at: int) -> str:
    """The clause of a figure: from where that of the one before ends to where that of the next begins."""
    span = stated[at].span
    start, end = 0, len(folded)
    if at:
        last = stated[at - 1].span.end
        divides = _DIVIDES.search(folded, last, span.start)
        start = divides.start() if divides else last
    if at + 1 < len(stated):
        following = stated[at + 1].span.start
        divides = _DIVIDES.search(folded, span.end, following)
        end = divides.start() if divides else following
    return folded[start:end]


def _goes_with(folded: str, one: Stated, other: Stated) -> bool:
    """Whether two figures make one answer: the second says the first again, bounds it, or is the other of two."""
    between = folded[one.span.end : other.span.start]
    joined = _LINKS.search(between) or _BECOMES.search(between)
    return joined is not None or _EITHER.search(folded[: one.span.start]) is not None


def _is_replaced(folded: str, stated: Sequence[Stated], one: Stated) -> bool:
    """Whether the sentence puts another figure in the place of this one, for good."""
    lead = folded[: one.span.start]
    if _INSTEAD.search(lead):
        return True
    later = [other for other in stated if other.span.start >= one.span.end and other.sort is one.sort]
    if not later:
        return False
    between = folded[one.span.end : later[0].span.start]
    if _FROM.search(lead) and between.strip() in ("a", "to"):
        return True
    return _BECOMES.search(between) is not None and not _CONDITION.match(folded, later[0].span.end)


def _is_of_law(folded: str, one: Stated) -> bool:
    lead = folded[max(0, one.span.start - _LEAD) : one.span.start]
    return one.sort is Sort.DATE and _LAW.search(lead) is not None
