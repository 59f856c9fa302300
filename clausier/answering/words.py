"""Words as they are compared: folded, cut to their stem, without the small change of the language."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from clausier.domain.folding import fold
from clausier.small_words import SMALL_WORDS

_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*")
_SAME_STEM = 5  # letters: shorter beginnings are shared by unrelated words


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Written folded. What binds sentences, in both languages; then what every question to a contract is made of.
_GRAMMAR = frozenset(map(fold, SMALL_WORDS)) | _listed("""
    a aie apres aucun aucune avant bien c chaque ci contre d depuis derriere encore etant etc eu faut fois font hors i
    j jusqu jusque l m moins n non oui parce pendant peu plutot pourrait pouvoir pouvons qu s t va
    about after all an and any are as at be been before between both but by can could did do does each for from had
    has have he her his how if in into is it its may more must no not of on or our shall should so such than that the
    their them then there these they this those to under upon was we were what when where which while who will with
    within without would you your
""")
_FRAME = _listed("""
    contrat contrats convention accord clause clauses article articles disposition dispositions stipulation
    stipulations texte document documents annexe prevoit prevoient prevu prevue prevus prevues couvre couvrent
    couvert traite traitent evoque mentionne mentionnent contient contiennent comporte dit disent figure existe
    existent question cas client clients prestataire prestataires presta titulaire fournisseur parties partie savoir
    dire veut signifie exactement quelque chose contract contracts agreement provide provides provided cover covers
    acheteur beneficiaire operateur infogerant hebergeur juste
    covered mention mentions customer supplier provider party parties does say says
""")


class FrenchStemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  (the library's name)


@cache
def _stemmer() -> FrenchStemmer:
    from Stemmer import Stemmer

    stemmer: FrenchStemmer = Stemmer("french")
    return stemmer


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word. Folding comes first, so that capitals without accents meet small letters with them."""
    return word if word[0].isdigit() else _stemmer().stemWord(word)


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return _WORD.findall(fold(text))


def content_stems(text: str) -> frozenset[str]:
    """What a text speaks of: the stems of its words, without grammar."""
    return frozenset(stem(word) for word in tokens(text) if word not in _GRAMMAR and (len(word) > 1 or word.isdigit()))


def focus_stems(question: str) -> frozenset[str]:
    """What a question is about: its content, less the words that any question to a contract has."""
    return frozenset(in_order(question))


def in_order(question: str) -> tuple[str, ...]:
    """The same, as they follow one another."""
    return tuple(
        stem(word) for word in tokens(question) if len(word) > 1 and word not in _GRAMMAR and word not in _FRAME
    )


def kindred(one: str, other: str) -> bool:
    """Whether two stems belong to the same family: equal, or one begins with the other at some length."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _SAME_STEM and longer.startswith(shorter))


def explained(stems: Iterable[str], by: Iterable[str]) -> frozenset[str]:
    """Those of `stems` that have a relative in `by`."""
    known = frozenset(by)
    return frozenset(word for word in stems if word in known or _is_kindred_to_any(word, known))


def _is_kindred_to_any(word: str, known: frozenset[str]) -> bool:
    """`kindred`, of one stem and many: what it begins with is looked up, not looked for."""
    if len(word) < _SAME_STEM:
        return False
    begun = (word[:length] for length in range(_SAME_STEM, len(word)))
    return any(map(known.__contains__, begun)) or any(other.startswith(word) for other in known)


def is_english(text: str) -> bool:
    """Whether the grammar of a stretch of text is English rather than French."""
    words = tokens(text)
    english = sum(word in ("the", "of", "and", "shall", "any", "by", "this", "or", "be") for word in words)
    french = sum(word in ("le", "la", "les", "de", "des", "du", "et", "par", "dans", "en", "est") for word in words)
    return english > french
