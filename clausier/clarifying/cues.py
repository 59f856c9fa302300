"""Conditions, exceptions and ceilings, by the words that announce them."""

import re

from clausier.domain.folding import fold
from clausier.domain.glosses import Cue, Hinge

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
        r"(?:\d+|\w+) au (?:plus|maximum)|au (?:plus|maximum)|ne (?:peu\w+|pourra\w*|saura\w*|doi\w+)?\s?"
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


def cues(text: str) -> tuple[Cue, ...]:
    """What a sentence hangs on, in its own words, in their order; of one within another, the outer."""
    folded = fold(text)
    if len(folded) != len(text):  # a ligature moves every letter after it
        text = folded
    found = sorted((match.start(), hinge) for hinge, pattern in _FOUND for match in pattern.finditer(folded))
    kept: list[Cue] = []
    free = 0
    for start, hinge in found:
        if start >= free:
            words = _words(text, start)
            kept.append(Cue(hinge, words))
            free = start + len(words)
    return tuple(dict.fromkeys(kept))


def _words(text: str, start: int) -> str:
    """The words from a place to where that part of the sentence ends."""
    end = _END.search(text, start + 1)
    words = text[start : end.start() if end else len(text)].strip()
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
