"""How texts are compared when accents, case and apostrophes must not matter."""

import unicodedata

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


class _Folding(dict[int, str]):
    """What becomes of each character, by its code; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", _PLAIN.get(code, chr(code)))
        self[code] = "".join(part for part in decomposed if not unicodedata.combining(part)).lower()
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Small letters without accents, straight apostrophes, plain hyphens and spaces. Lengths may change."""
    return text.translate(_FOLDING)
