"""Whether a sentence says what its sources say. One that fails any check is not shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausier.answering.figures import ARTICLE, Figure, figures, read
from clausier.answering.quoting import said, sentences
from clausier.answering.words import content_stems, explained, is_english
from clausier.domain.answers import Evidence, Sentence
from clausier.domain.folding import fold


class Fault(StrEnum):
    """Why a sentence is withheld."""

    UNFINISHED = "was cut, or announces or asks something and does not say it"
    NO_SOURCE = "cites nothing, or what it was not given"
    QUOTATION = "quotes words that are not there"
    FIGURE = "has a figure that its sources do not have"
    MISPLACED = "has a figure that its sources give of something else"
    OUTDATED = "has a figure that an amendment has replaced"
    POLARITY = "says no where its source says yes, or drops an exception"
    INVENTION = "speaks of things that its sources do not speak of"


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model wrote it, before any check."""

    text: str
    sources: tuple[str, ...]


_QUOTED = re.compile(r"«\s*(.+?)\s*»|“(.+?)”|\"(.+?)\"")
_NEGATION = re.compile(
    r"\b(?:n'|ne )|\b(?:pas|aucune?s?|jamais|ni|non|sans|nul(?:le)?|interdi\w+|exclu\w*|refus\w+|insuscept\w+|"
    r"not|no|never|neither|nor|without|cannot|prohibit\w+|exclud\w+)\b"
)
_EXCEPTION = re.compile(
    r"\b(?:sauf|excepte|hormis|a l'exception|a moins que|sous reserve|uniquement|seulement|exclusivement|"
    r"except|unless|other than|subject to|only|solely)\b|\bne\b[^.;]{1,60}\bque\b|\bn'[^.;]{1,60}\bque\b"
)
_DUTY = re.compile(
    r"\b(?:doi(?:t|vent)|devra|devront|s'engage\w*|tenue?s? de|tenue?s? a|oblige\w*|obligatoire\w*|shall|must)\b"
)
_FACULTY = re.compile(r"\b(?:peu(?:t|vent)|pourra|pourront|faculte|optionnel\w*|may|can)\b")
_ENDS = (".", "!", "»", "”", '"', ")")  # a sentence without any was cut, announces what it does not say, or asks
_SUPPORTED = 0.6  # of the content words: explaining needs words of its own, but not many
_ECHOED = 0.75  # of the content words are the question's own: the sentence answers it with itself
_ALIKE = 0.5  # share of a sentence's content that makes a source sentence one of those it words
_AKIN = 0.34  # the same, where the source sentence has the figure: two of them may be told in one


def check(
    draft: Draft, evidence: Mapping[str, Evidence], question: str = "", outdated: frozenset[Figure] = frozenset()
) -> Sentence | Fault:
    """The sentence, fit to be shown, or the first fault found.

    `evidence` is what the model was given, by key, and `question` what it was asked; `outdated` are figures of the
    evidence that no longer hold.
    """
    cited = [evidence[key] for key in draft.sources if key in evidence]
    if not cited or len(cited) != len(draft.sources):
        return Fault.NO_SOURCE
    if not draft.text.rstrip().endswith(_ENDS) or draft.text.rstrip().endswith("..."):
        return Fault.UNFINISHED
    texts = [said(item) for item in cited]
    if not all(_found(quotation, texts) for quotation in quotations(draft.text)):
        return Fault.QUOTATION
    if not figures(draft.text) <= _figures_of(cited, texts):
        return Fault.FIGURE
    if figures(draft.text) & outdated:
        return Fault.OUTDATED
    each = _sentences(draft.text)
    if any(_misplaced(one, texts) for one in each):
        return Fault.MISPLACED
    if any(_turned(one, texts) for one in each):
        return Fault.POLARITY
    if not _supported(draft.text, cited, texts, question):
        return Fault.INVENTION
    return Sentence(draft.text, draft.sources)


def quotations(text: str) -> list[str]:
    """What a sentence puts between quotation marks."""
    return [next(filter(None, found)) for found in _QUOTED.findall(text)]


def _found(quotation: str, texts: Sequence[str]) -> bool:
    """Letter for letter, but for white space and the shape of apostrophes."""
    wanted = _plain(quotation)
    return any(wanted in _plain(text) for text in texts)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def _figures_of(cited: Sequence[Evidence], texts: Sequence[str]) -> frozenset[Figure]:
    """The figures of the sources, and the numbers of their articles and pages, by which a sentence may name them."""
    own = frozenset().union(*map(figures, texts))
    places = " ".join(f"{' '.join(item.passage.path)} {item.passage.article}" for item in cited)
    numbers = {Figure(ARTICLE, number) for number in re.findall(r"\d+(?:\.\d+){2,}", places)}
    return own | figures(places) | numbers


def _misplaced(text: str, texts: Sequence[str]) -> bool:
    """Whether a figure of the sentence stands only in sentences of the sources that speak of other things.

    Across languages words cannot tell which of several durations, or amounts, is meant.
    """
    if _crosses(text, texts):
        sorts = {one.sort for one in read(text)}
        return any(sum(one.sort is sort for whole in texts for one in read(whole)) > 1 for sort in sorts)
    mine = content_stems(_without_figures(text))
    theirs = [(figures(one), content_stems(one)) for whole in texts for one in _sentences(whole)]
    return any(
        holding and max(holding) < _AKIN * len(mine)
        for figure in figures(text)
        for holding in [[len(explained(mine, stems)) for held, stems in theirs if figure in held]]
    )


def _crosses(text: str, texts: Sequence[str]) -> bool:
    """Whether a sentence is not in the language of its sources."""
    return any(is_english(source) for source in texts) and not is_english(text)


def _without_figures(text: str) -> str:
    for stated in reversed(read(text)):
        text = f"{text[: stated.span.start]} {text[stated.span.end :]}"
    return text


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def _turned(text: str, texts: Sequence[str]) -> bool:
    """Whether the sentence reverses what it words: the sources' own sentences nearest to it decide.

    With no near sentence there is nothing to compare a plain statement with; a denial then needs one in its sources.
    """
    said = fold(text)
    mine = content_stems(text)
    near = _near(mine, texts)
    if not near:
        joined = fold(" ".join(texts))
        return any(p.search(said) and not p.search(joined) for p in (_NEGATION, _EXCEPTION))
    closest = max(near, key=lambda source: len(explained(mine, content_stems(source))))
    reversed_sign = any(bool(p.search(said)) != bool(p.search(closest)) for p in (_NEGATION, _EXCEPTION))
    hardened = bool(_DUTY.search(said)) and bool(_FACULTY.search(closest)) and not _DUTY.search(closest)
    return reversed_sign or hardened


def _near(stems: frozenset[str], texts: Sequence[str]) -> list[str]:
    """The sentences of the sources, folded, that speak of half of that."""
    every = (source for whole in texts for source in _sentences(whole))
    return [fold(one) for one in every if stems and len(explained(stems, content_stems(one))) >= _ALIKE * len(stems)]


def _supported(text: str, cited: Sequence[Evidence], texts: Sequence[str], question: str) -> bool:
    """Whether most of what the sentence speaks of is spoken of in its sources.

    A sentence that only says the question again needs one of theirs that speaks of the same. Across languages words
    cannot tell, and it is then supported by nothing.
    """
    mine = content_stems(text)
    echoed = len(explained(mine, content_stems(question))) >= _ECHOED * len(mine)
    if _crosses(text, texts):
        return not echoed
    if echoed and not _near(mine, texts):
        return False
    theirs = content_stems(" ".join([*texts, *(" ".join(item.passage.path) for item in cited)]))
    return len(explained(mine, theirs)) >= _SUPPORTED * len(mine)
