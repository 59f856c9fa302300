"""Conditions, exceptions and ceilings, by the words that announce them."""

import re

from clausier.answering.figures import ARTICLE, read
from clausier.domain.folding import fold
from clausier.domain.glosses import Cue, Hinge
from clausier.domain.text import Span

_LONGEST = 140  # characters of a condition that are repeated: enough to know it by
_HINGES = (
    (
        Hinge.EXCEPTION,
        r"sauf\b|excepte\w*|hormis|a l'exception d|a l'exclusion d|a moins qu|hors (?:le )?cas|nonobstant|"
        r"par derogation|"
        r"except\b|unless\b|other than|notwithstanding|save (?:for|that|where)|excluding\b",
    ),
    (
        Hinge.CONDITION,
        r"sous reserve|a (?:la )?condition|pour autant qu|si et seulement si|uniquement si|seulement si|des lors qu|"
        r"subject to|provided that|on condition|only if\b|to the extent|so long as|as long as",
    ),
    (
        Hinge.DEFAULT,
        r"a defaut|faute (?:d|pour)|passe ce delai|au-dela (?:de ce|du) delai|failing (?:that|which|to)|"
        r"in default of|after that (?:time|date)|otherwise\b",
    ),
    (
        Hinge.CEILING,
        r"dans la limite|jusqu'a concurrence|a concurrence|sans (?:pouvoir )?(?:exceder|depasser)|plafonn\w+|"
        r"(?:tout )?au (?:plus|maximum)(?! tard)|pas plus d|limitee?s?(?:,[^,;:.]*,)? a\b|maxim(?:um|al\w*) d|"
        r"ne (?:peu\w+|pourra\w*|saura\w*|doi\w+)?\s?"
        r"(?:exceder|depasser|excede|depasse)|n'excede\w*|"
        r"up to\b|not exceed\w*|at most|no more than|capped\b|limited to\b",
    ),
    (
        Hinge.CASE,
        r"en cas d|au cas ou|dans le cas|dans l'hypothese|lorsqu|s'il|si (?:le|la|les|l'|une?|aucune?|ce)|"
        r"if\b|where\b|when\b|whenever\b|in (?:the )?(?:event|case)\b",
    ),
)
_FOUND = [(hinge, re.compile(rf"(?<![\w'])(?:{pattern})")) for hinge, pattern in _HINGES]
_END = re.compile(r"[;:]|,\s(?!de\b|du\b|ou\b|et\b|or\b|and\b)|[.](?=\s|$)")
_STOP = re.compile(r"[;:]|[.](?=\s|$)")
_BEHIND = re.compile(r"(?:tout )?au (?:plus|maximum)|at most")
"""Ceilings that stand behind what they bound: "deux (2) fois au plus"."""


def cues(text: str) -> tuple[Cue, ...]:
    """What a sentence hangs on, in its own words, in their order; of one within another, the outer.

    A ceiling is told by itself even within another, and with the figure that it sets.
    """
    folded = fold(text)
    if len(folded) != len(text):  # a ligature moves every letter after it
        text = folded
    found = sorted((match.start(), hinge) for hinge, pattern in _FOUND for match in pattern.finditer(folded))
    kept: list[Cue] = []
    free = bounded = 0
    for start, hinge in found:
        if hinge is Hinge.CEILING and start >= bounded:
            span = _bound(text, folded, start)
            kept.append(Cue(hinge, _short(span.of(text))))
            free, bounded = max(free, span.end), span.end
        elif start >= free:
            end = _end(text, start)
            kept.append(Cue(hinge, _short(text[start:end])))
            free = end
    return tuple(dict.fromkeys(kept))


def _bound(text: str, folded: str, start: int) -> Span:
    """A ceiling from its first word to its last, across commas as far as the figure that it sets."""
    behind = _BEHIND.match(folded, start)
    if behind is None or _has_figure(text[start : _end(text, start)]):
        return _ahead(text, start)
    first = max((found.end() for found in _STOP.finditer(text, 0, start)), default=0)
    begins = [found.end() for found in _END.finditer(text, first, start)]
    chosen = next((at for at in reversed([first, *begins]) if _has_figure(text[at:start])), [first, *begins][-1])
    return Span(chosen + len(text[chosen:start]) - len(text[chosen:start].lstrip()), behind.end())


def _ahead(text: str, start: int) -> Span:
    """From a place to where that part of the sentence ends; where it holds no figure, to where the next one does."""
    ends = [found.start() for found in _END.finditer(text, start + 1)]
    stop = next((found.start() for found in _STOP.finditer(text, start + 1)), len(text))
    within = [end for end in ends if end < stop] + [stop]
    end = next((end for end in within if _has_figure(text[start:end])), within[0])
    return Span(start, end)


def _has_figure(text: str) -> bool:
    return any(one.figure.value != ARTICLE for one in read(text))


def _end(text: str, start: int) -> int:
    """Where the part of a sentence that a place stands in ends."""
    end = _END.search(text, start + 1)
    return end.start() if end else len(text)


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
