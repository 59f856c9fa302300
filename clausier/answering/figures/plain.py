"""A text made plain for patterns, every character at its own place."""

from functools import lru_cache

from clausier.domain.folding import fold


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    folded = fold(character)
    return folded if len(folded) == 1 else character.lower()[:1]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Small letters without accents, straight apostrophes, plain spaces; as long as the text, so that what is found in
    one stands in the other."""
    return "".join(" " if character == "\r" else _plain(character) for character in text)
