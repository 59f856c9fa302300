"""The figure that one contract gives on a question, where nothing in that contract gives another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausier.answering.bearing import names
from clausier.answering.figures import Figure, Sort, Stated, figures, in_words, read, told
from clausier.answering.kin import asked_senses, senses
from clausier.answering.picking import answering_figures, nearness
from clausier.answering.quoting import sentences
from clausier.answering.topics import speaks_of
from clausier.answering.verdicts import support
from clausier.answering.wanted import wanted
from clausier.answering.words import explained
from clausier.domain.answers import Amended, Evidence, Finding
from clausier.domain.documents import Passage
from clausier.domain.folding import fold
from clausier.domain.french import listed
from clausier.domain.questions import Topic
from clausier.domain.text import mend

_NEAR = 0.4  # of the question's words, around a figure: with fewer, the figure may be another's
_RIVAL = 0.6  # of the nearness of the answer: nine months for one party, three for the other, have two thirds
_TOLD = 4  # figures repeated to a reader
_NAMED = frozenset({"préavis", "plafond", "disponibilité", "perte", "reprise", "intérêt"})
"""What a contract calls by its name wherever it stands: another figure of it is looked for in the whole contract. Any
other, as a duration, is said of everything: it is looked for in what stands under the topic."""

_ONE_OF_SEVERAL = re.compile(
    r"\bplus (?:elevee?|faible|fort|bas|haut|petit|grand|long|court)e?s? (?:de|des|du|entre)\b|"
    r"\b(?:greater|lesser|higher|lower|larger|longer|shorter|later|earlier) of\b"
)
_RESTRICTED = re.compile(
    r"\b(?:sauf|toutefois|hormis|excepte|(?:par|a l') ?exception|unless|except(?:ing)?|however|provided that)\b"
)
_INTRODUCED = re.compile(r"\b(?:sauf|hormis|excepte|unless|except)\b[^,;:]*$")
"""What stands within an exception is no figure under reserve: "renouvelé, sauf refus notifié trois mois avant"."""

_YEAR, _QUARTER, _MONTH = "an", "trimestre", "mois"
_PER = (
    (_MONTH, re.compile(r"\b(?:mensuel\w*|monthly|(?:par|per) (?:mois|month))\b")),
    (_QUARTER, re.compile(r"\b(?:trimestriel\w*|quarterly|(?:par|per) (?:trimestre|quarter))\b")),
    (_YEAR, re.compile(r"\b(?:annuel\w*|annual(?:ly)?|yearly|(?:par|per) (?:contract )?(?:an|annee|year|annum))\b")),
)
"""What an amount is counted by, where the sentence says so elsewhere than behind it: "redevance mensuelle"."""
_NEARBY = "rien de sûr, un passage proche à lire"
_RENEWAL = frozenset({"reconduction"})
_SHORT = frozenset({"heure", "minute", "seconde", "milliseconde"})
_BEFORE = re.compile(r"(?:avant|before|precedant)\b")
_MANY = 3  # things that a question is about


@dataclass(frozen=True, slots=True)
class Value:
    """What one contract says on a question of value. `stated`: None where no single figure is sure, `note` says why."""

    stated: Stated | None
    words: str
    note: str = ""
    rivals: tuple[Passage, ...] = ()  # other passages, that give another figure


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that gives figures of the sort asked, and how near they stand to the question's words."""

    passage: Passage
    text: str
    stated: tuple[Stated, ...]
    near: float


def value_of(question: str, finding: Finding, topic: Topic | None, passages: Sequence[Passage]) -> Value:
    """The figure that answers, by the finding's first passage. `passages`: all that is in force of the contract.

    It is sure only where nothing else can be meant: the passage gives one figure for the question, no sentence as near
    to the question gives another, none of them is restricted, and amendments leave nothing to be settled.
    """
    if not finding.evidence:
        return Value(None, "", "aucune valeur trouvée")
    first = finding.evidence[0]
    if first.citation.cells:  # other rows of the table may say the same of something else
        return Value(None, _of_row(first), "une ligne de tableau, à lire avec les autres")
    said = _said(question, finding, topic, passages)
    answers = [one for one in said if one.passage.id == first.passage.id]
    best = max(answers, key=lambda one: one.near, default=None)
    if best is None:
        return Value(None, "", "aucune valeur relevée")
    if topic is None or not _deals(topic, best):
        return Value(None, "", _NEARBY)
    one = best.stated[0]
    now = _now(one, finding)
    if now is None:
        return Value(None, "", "des mots remplacés par un avenant")
    shown = replace(best, stated=(now, *best.stated[1:]))
    if (unclear := _unclear(question, shown, finding)) is not None:
        return unclear
    if beside := _beside(one, first.passage):
        return Value(None, _listed((now, *beside)), "plusieurs valeurs")
    level = max(each.near for each in said if one.figure in _figures(each))
    rivals = [each for each in said if each.near >= _RIVAL * level and _figures(each) - {one.figure}]
    rivals = [each for each in rivals if each.passage.id == first.passage.id or _is_of(question, each)]
    if rivals:
        return _contradicted(shown, rivals)
    if now.sort is Sort.AMOUNT and not now.per and (period := _periods(best.text)):
        now = replace(now, per=f"par {period[0]}")
    return Value(now, told(now))


def _now(one: Stated, finding: Finding) -> Stated | None:
    """A figure of the first passage as amendments have made it; None where what they made of it cannot be told."""
    former = _former(one, finding)
    if former is None:
        return one
    new = _new(one.figure, former)
    return replace(one, figure=new) if new is not None else None


def _unclear(question: str, best: _Said, finding: Finding) -> Value | None:
    """What keeps the sentence that answers from giving one sure figure; None where nothing does."""
    fragile = finding.support == support(finding.citations, sure=False)
    if fragile or best.near < _NEAR or not _is_of(question, best):
        return Value(None, "", _NEARBY)
    words = _listed(best.stated)
    again = next((one.again for one in best.stated if one.again is not None), None)
    if again is not None:
        return Value(None, listed([words, in_words(again)]), "un nombre en lettres qui n’est pas celui en chiffres")
    if len(best.stated) > 1:
        return Value(None, words, "plusieurs valeurs")
    if _ONE_OF_SEVERAL.search(fold(best.text)):
        return Value(None, words, "une valeur parmi plusieurs entre lesquelles il faut choisir")
    if _is_restricted(best) or (best.stated[0].sort is Sort.AMOUNT and len(_periods(best.text)) > 1):
        return Value(None, words, "une valeur sous réserve")
    if finding.unsettled:
        return Value(None, words, "un point que les avenants laissent à régler")
    return None


def _is_restricted(best: _Said) -> bool:
    """Whether a sentence restricts its figure, other than by the exception that the figure belongs to."""
    before, after = fold(best.text[: best.stated[0].span.start]), fold(best.text[best.stated[0].span.end :])
    inside = _INTRODUCED.search(before)
    return any(_RESTRICTED.search(part) for part in (before[: inside.start()] if inside else before, after))


def _is_of(question: str, said: _Said) -> bool:
    """Whether a sentence speaks of all that a question is about, of what it is put on in its own words: a notice to
    withdraw a site is no notice not to renew. Of three things or more one may go without saying."""
    asked, own = asked_senses(question), senses(said.text)
    head = wanted(question)
    put_on = asked_senses(head.head) if head is not None else frozenset[str]()
    missing = asked - explained(asked, own | senses(" ".join(said.passage.path)))
    spoken = put_on <= own if put_on else bool(asked & own)
    return spoken and len(missing) <= (len(asked) >= _MANY) and not (_RENEWAL & own) - asked


def _deals(topic: Topic, said: _Said) -> bool:
    """Whether a sentence, or what it stands under, speaks of a topic: "dure cinq ans" may be said of a secret."""
    return names(topic, said.passage.path) or speaks_of(topic, fold(said.text))


def _beside(one: Stated, passage: Passage) -> tuple[Stated, ...]:
    """The other figures of its sort in the passage: they may be the answer, or change it, in words of their own."""
    others = [other for other in read(mend(passage.text).text) if _kind(other) == _kind(one)]
    return tuple({other.figure: other for other in others if one.figure not in other.figures}.values())


def _kind(one: Stated) -> tuple[Sort, bool, bool]:
    """What a figure may be taken for: hours are not months, nor is what runs up to a day what runs by itself."""
    return one.sort, one.figure.unit.partition(" ")[0] in _SHORT, bool(_BEFORE.match(fold(one.base)))


def _periods(sentence: str) -> list[str]:
    folded = fold(sentence)
    return [period for period, pattern in _PER if pattern.search(folded)]


def _of_row(first: Evidence) -> str:
    stated = {one.figure: one for _, cell in first.citation.cells[1:] for one in read(mend(cell).text)}
    return _listed(tuple(stated.values()))


def _contradicted(best: _Said, rivals: Sequence[_Said]) -> Value:
    every = dict.fromkeys(told(one) for said in (best, *rivals) for one in said.stated)
    elsewhere = tuple({each.passage.id: each.passage for each in rivals if each.passage.id != best.passage.id}.values())
    return Value(None, listed(list(every)[:_TOLD]), "plusieurs valeurs", elsewhere)


def _said(question: str, finding: Finding, topic: Topic | None, passages: Sequence[Passage]) -> list[_Said]:
    """The sentences that give figures for a question, in the passages where another figure of the same may stand."""
    asked = wanted(question)
    named = asked is not None and bool(asked_senses(asked.head) & _NAMED)
    first = finding.evidence[0].passage.id
    dealing = {
        item.passage.id: item.passage
        for item in finding.evidence
        if item.passage.id == first or (topic is not None and names(topic, item.passage.path))
    }
    ordering = {one.by.passage_id for one in finding.superseded if one.by is not None}
    looked = {passage.id: passage for passage in passages} | dealing if named else dealing
    return [
        said
        for passage in looked.values()
        if passage.id not in ordering or passage.id == first
        for said in _of_passage(question, passage)
    ]


def _of_passage(question: str, passage: Passage) -> Iterator[_Said]:
    above = " ".join(passage.path)
    for span in sentences(passage.text):
        text = mend(span.of(passage.text)).text
        stated = answering_figures(question, text, above)
        if stated:
            distinct = {(one.figure, one.to, one.per, one.again): one for one in stated}
            yield _Said(passage, text, tuple(distinct.values()), nearness(question, text, above))


def _figures(said: _Said) -> set[Figure]:
    return {one.figure for one in said.stated}


def _listed(stated: Sequence[Stated]) -> str:
    return listed([told(one) for one in stated[:_TOLD]])


def _former(one: Stated, finding: Finding) -> Amended | None:
    """The words of the first passage that give a figure, where an amendment has replaced them."""
    first = finding.evidence[0].passage
    for former in finding.superseded:
        inside = former.citation.document_id == first.document_id and former.citation.span.within(first.span)
        if inside and one.figure in figures(mend(former.citation.quote).text):
            return former
    return None


def _new(old: Figure, former: Amended) -> Figure | None:
    """The one figure of an amendment's order that is not among the words it replaces, in the same unit."""
    ordered = figures(mend(former.by.quote).text) if former.by else frozenset[Figure]()
    fresh = [one for one in ordered - figures(mend(former.citation.quote).text) if one.unit == old.unit]
    return fresh[0] if len(fresh) == 1 else None
