"""What acronyms stand for, as texts explain them."""

import re
from collections.abc import Collection, Iterable, Iterator

from clausier.domain.folding import fold

_WORD = re.compile(r"\w+")
_EXPLAINED = re.compile(r"\(\s*(?:ci-après\s+|dite?s?\s+)?[«“\"]?\s*([A-ZÀ-Ý]{2,8})s?\s*[»”\"]?\s*\)")
_BEFORE = 120  # characters before an acronym in which its words are looked for
_JOINED = "a au aux d de des du en et l la le les of and the for to par pour sur un une"


def explained_in(texts: Iterable[str]) -> dict[str, str]:
    """The acronyms that texts explain, as in "contrat à durée déterminée (CDD)"; the first explanation of each counts.

    After Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions" (2003), by initials alone.
    """
    found: dict[str, str] = {}
    for text in texts:
        for acronym, meaning in _pairs(text):
            found.setdefault(acronym, meaning)
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _EXPLAINED.finditer(text):
        before = _WORD.findall(text[max(0, match.start() - _BEFORE) : match.start()])
        letters = fold(match.group(1))
        # "Date d’entrée en vigueur (DEV)" passes over "en"; "Plan de Continuité (PDC)" counts its "de".
        meaning = _initialled(before, letters, _JOINED.split()) or _initialled(before, letters, ())
        if meaning:
            yield match.group(1), " ".join(meaning)


def _initialled(words: list[str], letters: str, passed: Collection[str]) -> list[str]:
    """The last of some words whose initials these letters are; none where they are not. Some words may be passed."""
    left = len(letters)
    for at in range(len(words) - 1, -1, -1):
        word = fold(words[at])
        if word in passed:
            continue
        if not word.startswith(letters[left - 1]):
            break
        left -= 1
        if left == 0:
            return words[at:]
    return []
