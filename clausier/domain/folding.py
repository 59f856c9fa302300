"""How texts are compared when accents, case and apostrophes must not matter."""

import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if not unicodedata.combining(part)).lower()


def fold(text: str) -> str:
    """Small letters without accents, straight apostrophes, plain hyphens and spaces. Lengths may change."""
    return "".join(map(_folded, text.translate(_PLAIN)))
