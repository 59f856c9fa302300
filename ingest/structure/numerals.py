"""How contracts count: digits, Roman numerals, letters, ordinals, « bis »."""

import re

_ROMAN = re.compile(r"(X{0,3}L|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50}
BIS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies")
FIRST = ("premier", "première", "1er", "1ère", "unique")
_ORDINALS = ("premi", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti", "neuvi", "dixi")


def roman(text: str) -> int | None:
    """The value of a Roman numeral below ninety, in capitals or in small letters; None for anything else."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    worth = [_WORTH[letter] for letter in text.lower()]
    return sum(-here if here < after else here for here, after in zip(worth, [*worth[1:], 0], strict=True))


def letter(text: str) -> int | None:
    """The rank of a single letter of the plain alphabet."""
    return ord(text.lower()) - ord("a") + 1 if len(text) == 1 and text.isascii() and text.isalpha() else None


def ordinal(text: str) -> int | None:
    """The rank that an ordinal in letters says: « deuxième » is 2; « second » too."""
    word = text.lower().replace("è", "e")
    if word.startswith("second"):
        return 2
    return next((rank for rank, stem in enumerate(_ORDINALS, 1) if word.startswith(stem)), None)


def components(printed: str) -> tuple[int, ...] | None:
    """ "12.3" and "12-3" are (12, 3), "XII" is (12,), "premier" is (1,), "12.3.a" is (12, 3, 1)."""
    if printed.lower() in FIRST:
        return (1,)
    if printed[:1].isdigit():
        parts = [part.strip() for part in re.split(r"[.\-]", printed) if part.strip()]
        values = [int(part) if part.isdigit() else letter(part) for part in parts]
        known = [value for value in values if value is not None]
        # "4.0" is how some number the article itself.
        return tuple(known[:-1] if len(known) > 1 and known[-1] == 0 else known)
    value = roman(printed)
    return None if value is None else (value,)


def normal(printed: str) -> str:
    """One way of writing a number: "12-3." and "12 . 3" are "12.3", « premier » is "1"."""
    printed = re.sub(r"\s+", "", printed).strip(".-°)")
    if printed.lower() in FIRST:
        return "unique" if printed.lower() == "unique" else "1"
    if printed[:1].isdigit():
        printed = re.sub(r"(?<=\d)-(?=[\da-z])", ".", printed)
        return re.sub(r"(?<=\d)\.0$", "", printed)
    return printed
