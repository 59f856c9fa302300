"""Two contracts topic by topic: which clauses each has on it, and the figures that answer one another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from clausier.answering.bearing import names
from clausier.answering.figures import Sort
from clausier.answering.topics import elements_in, mentions
from clausier.answering.vectors import PassageVectors
from clausier.answering.words import content_stems, stem
from clausier.auditing.sightings import Meant, Sighted, sighted
from clausier.comparing.citing import citations
from clausier.comparing.contents import bearing_on, common, is_heading
from clausier.comparing.natures import Measure, measures
from clausier.comparing.nearby import nearby
from clausier.comparing.sentences import Said, Text, Word
from clausier.domain.answers import Citation
from clausier.domain.comparisons import Change, ComparisonRow, Edit, Nature, Relation, Side
from clausier.domain.documents import Passage
from clausier.domain.folding import fold
from clausier.domain.french import count, typeset
from clausier.domain.questions import Topic
from clausier.domain.text import Span, mend
from clausier.ports import Watcher

STEP = "comparaison des sujets"
_SHOWN = 5  # clauses quoted of each side
_TOLD = 4  # figures in a summary
_VALUES = 6  # figures in a side's value
_WORDS = re.compile(r"[^\W\d_]{4,}")
_ALIKE = 3  # figures of one thing on a side: more are a table, which no line can set against another
_SAID_OF: Mapping[Sort, str] = {
    Sort.DURATION: r"duree|delai|preavis|periode|terme|echeance|conservation|anciennete",
    Sort.AMOUNT: r"montant|plafond|prix|indemnite|penalite|franchise|frais|cout|dedit",
    Sort.SHARE: r"taux|plafond|pourcentage|disponibilite|seuil|indemnite|penalite|dedit|majoration",
    Sort.MULTIPLE: r"taux|plafond|penalite|majoration|interets",
    Sort.FREQUENCY: r"frequence|periodicite|rythme",
    Sort.WINDOW: r"horaires?|heures|plages?|jours",
}
"""The sorts of figures that are compared, and the words by which an element of a topic is known to be such a figure."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One of the two, and what its passages are about by meaning."""

    text: Text
    meant: Meant
    vectors: PassageVectors = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure that a clause on the topic gives."""

    measure: Measure
    said: Said
    of: str  # what it is of, in words of the topic: "préavis", or the one element that its sentence deals with
    named: bool  # its heading or its sentence names the topic: what shows an element alone may be on another one


@dataclass(frozen=True, slots=True)
class _Found:
    """What a contract has on a topic."""

    contract: Contract
    sighted: Sighted
    shown: tuple[Passage, ...]  # the clauses that deal with it; where none does for sure, those that may
    said: tuple[Said, ...]  # their sentences
    values: tuple[_Value, ...]

    @property
    def sure(self) -> bool:
        return bool(self.sighted.dealing)


def topic_row(topic: Topic, topics: Sequence[Topic], a: Contract, b: Contract) -> ComparisonRow | None:
    """A topic on both sides; None where neither deals with it, nor may."""
    ours, theirs = _found(topic, a), _found(topic, b)
    ours, theirs = _looked_again(topic, ours, theirs), _looked_again(topic, theirs, ours)
    if not ours.said and not theirs.said:
        return None
    changes = tuple(_change(ours, theirs, *opposed) for opposed in _opposed(ours.values, theirs.values))
    shared, same = _common(topic, topics, ours, theirs)
    relation = _relation(ours, theirs, same)
    told = _summary(relation, changes, [*_apart(topic, ours, theirs), *_same_words(shared)])
    sure = _is_sure(ours, theirs)
    return ComparisonRow(
        topic=topic.id,
        label=topic.label,
        relation=relation,
        summary=told if sure else _doubt(ours, theirs),
        a=_side(topic, ours),
        b=_side(topic, theirs),
        changes=changes,
        doubtful=not sure,
    )


def topic_rows(
    topics: Sequence[Topic], a: Contract, b: Contract, watch: Watcher, known: Sequence[Topic] = ()
) -> Iterator[ComparisonRow]:
    """A row for each topic that one of the contracts deals with, or may, in the order of the topics.

    `known` are all there are, where only some are compared: what bears on another topic is told by them.
    """
    for done, topic in enumerate(topics, 1):
        if (row := topic_row(topic, known or topics, a, b)) is not None:
            yield row
        watch(STEP, done, len(topics))


def _found(topic: Topic, contract: Contract) -> _Found:
    seen = sighted(topic, topic.elements, contract.text.reading.passages, contract.meant)
    said = _sentences(contract.text, seen.dealing)
    values = tuple(value for one in said for value in _values(topic, contract.text, one))
    return _Found(contract, seen, seen.dealing, said, values)


def _looked_again(topic: Topic, silent: _Found, other: _Found) -> _Found:
    """A contract in which nothing deals with a topic for sure, with the passages that may."""
    if silent.sure:
        return silent
    contract, vectors = silent.contract, other.contract.vectors
    like = [vectors[one.id] for one in other.sighted.dealing if one.id in vectors]
    shown = nearby(topic, contract.text.reading.passages, contract.meant, contract.vectors, like)
    return replace(silent, shown=shown, said=_sentences(contract.text, shown))


def _sentences(text: Text, passages: Sequence[Passage]) -> tuple[Said, ...]:
    ids = {passage.id for passage in passages}
    return tuple(one for one in text.said if one.passage.id in ids)


def _is_sure(ours: _Found, theirs: _Found) -> bool:
    """Whether every side that is shown deals with the topic for sure."""
    return all(side.sure or not side.said for side in (ours, theirs))


def _doubt(ours: _Found, theirs: _Found) -> str:
    """What is told where a side may deal with the topic: no absence, and nothing that sets it against the other."""
    sides = (("A", ours), ("B", theirs))
    told = [f"traité dans {name}" for name, side in sides if side.sure]
    told += [f"dans {name}, peut-être en d’autres termes" for name, side in sides if side.said and not side.sure]
    told += [f"rien de relevé dans {name}" for name, side in sides if not side.said]
    words = " ; ".join([*told, "à rapprocher vous-même" if ours.said and theirs.said else "à lire"])
    return typeset(words[0].upper() + words[1:])


def _values(topic: Topic, text: Text, said: Said) -> Iterator[_Value]:
    """The figures of a sentence that is on the topic."""
    words = mend(said.span.of(text.reading.text)).text
    folded = fold(words)
    elements = elements_in(topic.elements, folded)
    named = names(topic, said.passage.path) or mentions(topic.words, folded) > 0
    if not (elements or named):
        return
    only = elements[0].label if len(elements) == 1 else ""
    for measure in measures(words):
        words_of_sort = _SAID_OF.get(measure.sort) if measure.sort else None
        if words_of_sort and not measure.reference:
            told = re.search(rf"\b(?:{words_of_sort})", fold(only)) is not None
            yield _Value(measure, said, _noun(topic, measure.about) or (only if told else ""), named)


def _noun(topic: Topic, about: str) -> str:
    """The word before a figure, where it is one of the topic's: plural or not, it is the same."""
    if not about:
        return ""
    for word in _words_of(topic):
        if stem(fold(word)) == stem(fold(about)):
            return word
    return ""


@lru_cache(maxsize=64)
def _words_of(topic: Topic) -> tuple[str, ...]:
    """The words of a topic's name and of its elements."""
    said = " ".join((topic.label, *(element.label for element in topic.elements)))
    return tuple(dict.fromkeys(word.lower() for word in _WORDS.findall(said) if content_stems(word)))


def _opposed(ours: Sequence[_Value], theirs: Sequence[_Value]) -> Iterator[tuple[str, list[_Value], list[_Value]]]:
    """The figures of one sort that both sides say of one thing, where they are not the same, under its name.

    All of a side are taken together: which of two notices answers which is for the reader to see.
    """
    for name, sort in dict.fromkeys((value.of, value.measure.sort) for value in ours if value.of and value.named):
        before, after = (
            [value for value in side if value.named and (value.of, value.measure.sort) == (name, sort)]
            for side in (ours, theirs)
        )
        keys_a, keys_b = ({value.measure.key for value in side} for side in (before, after))
        if keys_b and keys_a != keys_b and max(len(keys_a), len(keys_b)) <= _ALIKE:
            yield name, before, after


def _change(ours: _Found, theirs: _Found, name: str, before: Sequence[_Value], after: Sequence[_Value]) -> Change:
    edit = Edit(_listed(before), _listed(after))
    return Change(
        natures=(Nature.FIGURE,),
        summary=f"{typeset(f'{name} :')} {edit.before} → {edit.after}",
        edits=(edit,),
        a=_cited(ours.contract.text, before),
        b=_cited(theirs.contract.text, after),
    )


def _listed(values: Sequence[_Value]) -> str:
    return ", ".join({value.measure.key: value.measure.words for value in values}.values())


def _cited(text: Text, values: Sequence[_Value]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for value in values for citation in _stated(text, value)))


def _stated(text: Text, value: _Value) -> tuple[Citation, ...]:
    """The sentence of a figure."""
    start = value.said.span.start
    inside = mend(value.said.span.of(text.reading.text)).source(value.measure.span)
    place = Span(start + inside.start, start + inside.end)
    return citations(text, [value.said], [word for word in value.said.words if word.span.overlaps(place)])


def _relation(ours: _Found, theirs: _Found, same: bool) -> Relation:
    if not theirs.said:
        return Relation.ONLY_A
    if not ours.said:
        return Relation.ONLY_B
    return Relation.IDENTICAL if same and ours.sure and theirs.sure else Relation.DIFFERENT


def _common(topic: Topic, topics: Sequence[Topic], ours: _Found, theirs: _Found) -> tuple[int, bool]:
    """How many sentences on the topic both sides say, and whether these are all."""
    one, other = ours.contract.text, theirs.contract.text
    return common(one, bearing_on(topic, topics, one, ours.said), other, bearing_on(topic, topics, other, theirs.said))


def _apart(topic: Topic, ours: _Found, theirs: _Found) -> list[str]:
    """The elements of the topic that one side shows and not the other."""
    told = []
    for name, seen, unseen in (("A", ours, theirs), ("B", theirs, ours)):
        ids = seen.sighted.elements.keys() - unseen.sighted.elements.keys()
        labels = [element.label for element in topic.elements if element.id in ids]
        if labels:
            more = [f"et {count(len(labels) - _TOLD, 'autre')}"] if len(labels) > _TOLD else []
            told.append(f"relevé dans {name} seulement : {', '.join([*labels[:_TOLD], *more])}")
    return told


def _same_words(shared: int) -> list[str]:
    return [f"{count(shared, 'phrase')} de mêmes mots des deux côtés, d’autres diffèrent"] if shared else []


def _summary(relation: Relation, changes: Sequence[Change], apart: Sequence[str]) -> str:
    if relation is Relation.IDENTICAL:
        return typeset("Mêmes mots, mêmes chiffres")
    if relation is not Relation.DIFFERENT:
        here, there = ("A", "B") if relation is Relation.ONLY_A else ("B", "A")
        return typeset(f"Traité dans {here} ; rien de relevé dans {there}")
    told = [change.summary for change in changes[:_TOLD]]
    more = ["…"] if len(changes) > _TOLD else []
    return " ; ".join([*told, *more, *map(typeset, apart)]) or typeset("Traité des deux côtés, en d’autres termes")


def _side(topic: Topic, found: _Found) -> Side:
    """The figures of a side, and its clauses quoted: the sentences that show an element, or the first."""
    figures = [f"{typeset(f'{one.of} :')} {one.measure.words}" if one.of else one.measure.words for one in found.values]
    distinct = list(dict.fromkeys(figures))
    more = ["…"] if len(distinct) > _VALUES else []
    cited = [
        citation
        for passage in found.shown[:_SHOWN]
        for citation in _telling(topic, found, [one for one in found.said if one.passage.id == passage.id])
    ]
    return Side(" ; ".join([*distinct[:_VALUES], *more]), tuple(cited))


def _telling(topic: Topic, found: _Found, said: Sequence[Said]) -> tuple[Citation, ...]:
    """The sentence of a passage that tells most of the topic, with what fits around it."""
    text = found.contract.text

    def worth(one: Said) -> int:
        folded = fold(mend(one.span.of(text.reading.text)).text)
        return 2 * len(elements_in(topic.elements, folded)) + min(mentions(topic.words, folded), 2)

    best = max([one for one in said if not is_heading(one)] or said, key=worth, default=None)
    words: Sequence[Word] = best.words if best else ()
    return citations(text, said, words)[:1]
