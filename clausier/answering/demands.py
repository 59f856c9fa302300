"""What a question demands by name: elements of its topic, names, acronyms, figures; and whether passages meet it."""

import re
from collections.abc import Sequence

from clausier.answering.abbreviations import stands_for
from clausier.answering.bearing import Bearing
from clausier.answering.countries import met
from clausier.answering.figures import ARTICLE, in_words, read_figures
from clausier.answering.figures.model import Sort
from clausier.answering.figures.units import sort_of
from clausier.answering.topics import elements_in, matches, mentions
from clausier.answering.words import content_stems, explained, focus_stems
from clausier.domain.folding import fold
from clausier.domain.questions import Element, Topic

_MOMENTS = frozenset((Sort.DATE, Sort.CLOCK, Sort.WINDOW))
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE_STARTS = ("", ".", "?", "!", "…", ":", "(", "\n")


def asked_elements(topic: Topic, question: str) -> tuple[Element, ...]:
    """The elements of a topic that a question names, by their signs or by their label."""
    signed = elements_in(topic.elements, fold(question))
    said = content_stems(question)
    own = content_stems(f"{topic.label} {topic.about}")
    return tuple(element for element in topic.elements if element in signed or _labelled(element, said, own))


def _labelled(element: Element, said: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a question has all the words of an element's label that are not the topic's."""
    stems = content_stems(element.label)
    label = stems - explained(stems, own)
    return bool(label) and explained(label, said) == label


def tells(found: Bearing, element: Element, question: str) -> bool:
    """Whether a passage deals with an element: shows a sign of it, or has every word by which the question names it."""
    named = focus_stems(" ".join(matches(element.signs, fold(question))))
    return element in found.elements or (
        bool(named) and explained(named, content_stems(found.passage.indexed)) == named
    )


def insisted(question: str) -> tuple[str, ...]:
    """Words that a question insists on: names, acronyms, figures. An answer that lacks one is not a plain yes."""
    figured = told_figures(question)
    found = []
    for match in re.finditer(r"[\w’'.-]*\w", question):
        word = match.group()
        opens = question[: match.start()].rstrip(' \u00a0\u202f«"')[-1:] in _SENTENCE_STARTS
        named = word[0].isupper() and not opens and "'" not in word and "’" not in word
        if any(c.isdigit() for c in word):
            if not any(word in figure for figure in figured):
                found.append(word)
        elif len(word) > 1 and (word.isupper() or named):
            found.append(word)
    return (*found, *figured)


def told_figures(text: str) -> tuple[str, ...]:
    """The figures of a text that count something, in words."""
    return tuple(in_words(figure) for figure in read_figures(text) if figure.unit and figure.value != ARTICLE)


def lacking(
    question: str, bearings: Sequence[Bearing], topic: Topic | None, known: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The insisted words that no passage has, as the question writes them, and its figures however they are written.

    `known` need no witness: figures that a row of a table holds for, names that stand elsewhere in the documents. Nor
    do days and hours, which say when one asks.
    """
    texts = " ".join(fold(b.passage.indexed) for b in bearings)
    told = {figure for b in bearings for figure in told_figures(b.passage.text)}
    return tuple(
        word
        for word in insisted(question)
        if word not in known
        and word not in told
        and not re.search(rf"\b{re.escape(fold(word))}", texts)
        and not _is_moment(word)
        and not stands_for(word, texts)
        and not met(fold(word), texts)
        and not (topic is not None and mentions(topic.words, fold(word)))
    )


def _is_moment(word: str) -> bool:
    """Whether a figure is a day, a year or an hour."""
    found = read_figures(word)
    return _YEAR.fullmatch(word) is not None or any(sort_of(figure.unit) in _MOMENTS for figure in found)
