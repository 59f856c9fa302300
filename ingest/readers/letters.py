"""How well the letters of a text sit where they stand, if the text is French: what tells one encoding from another.

Seen through a wrong table, a letter lands where French does not put it: « rƒversibilitƒ », « m–me », « d…lai ». Each
sign outside ASCII is judged by the two that surround it. The places are those of French spelling: à ends a word, ù
stands in « où » alone, ç precedes a, o or u, no capital follows a small letter.
"""

import re
from collections.abc import Mapping

from ingest.readers.engine import LOST

_SIGN = re.compile(r"[^\x00-\x7f]")
_MOST = 5000  # signs: enough to tell an encoding

_COMMON, _USUAL, _RARE = 4, 2, 1
_ODD, _WRONG, _NEVER = -1, -3, -6

_SMALL: Mapping[str, int] = {"é": _COMMON, "è": 3, "ê": 3, "à": 3, "ç": 3} | dict.fromkeys("âîôûùœ", _USUAL) | {
    "ë": _RARE, "ï": _RARE, "ü": _RARE, "æ": _RARE, "ö": 0, "ä": 0, "ÿ": _ODD,
}  # fmt: skip
_CAPITAL = frozenset("ÀÂÇÈÉÊËÎÏÔÙÛÜŒÆ")
_INSIDE = frozenset("âîôûïæ")  # not the last letter of a French word
_QUOTES = frozenset("«»“”„")
_DASHES = frozenset("–—")
_SPACES = frozenset("\u00a0\u202f\u2009")
_FRACTIONS = frozenset("½¼¾²³¹")
_MARKS = frozenset("°§•·®©™×±µº→✓☐☑☒▪■●‑")
_FOREIGN = frozenset("áíóúñßòìãõåøÁÍÓÚÑÖÄØ")


def soundness(text: str) -> tuple[int, int]:
    """The sum of how well each sign outside ASCII sits, and how many were judged."""
    total = judged = 0
    for found in _SIGN.finditer(text):
        at = found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        total += _fit(before, found.group(), after)
        judged += 1
        if judged == _MOST:
            break
    return total, judged


def _fit(before: str, sign: str, after: str) -> int:
    if sign in _SMALL:
        return _small(before, sign, after)
    if sign in _CAPITAL:
        return _capital(before, sign, after)
    if sign.isalpha() and sign in _FOREIGN:
        return _ODD if sign.islower() or not before.islower() else _WRONG
    between = before.isalpha() and after.isalpha()
    if sign in "’‘":
        return _COMMON if between else _RARE
    if sign in _SPACES:
        return _WRONG if between and before.islower() and after.isupper() else _USUAL
    if sign in _QUOTES or sign in _DASHES or sign == "…":
        return _punctuation(before, sign, after)
    if sign in _FRACTIONS:
        return _WRONG if after.isalpha() or (before.isalpha() and before != "m") else _RARE
    return _other(before, sign, between)


def _small(before: str, sign: str, after: str) -> int:
    if before.isupper() and after.isupper():
        return _WRONG
    alone = not before.isalpha() and not after.isalpha()
    if sign == "à":
        return _SMALL[sign] if not after.isalpha() else _WRONG
    if alone:
        return _WRONG
    if sign == "ù":
        return _SMALL[sign] if before in ("o", "O") and not after.isalpha() else _WRONG
    if sign == "ç":
        return _SMALL[sign] if after.lower() in ("a", "o", "u", "à") and after else _WRONG
    if sign in _INSIDE and not after.isalpha():
        return _ODD
    begins = sign not in "éœ" and not before.isalpha()
    return min(_SMALL[sign], _RARE) if begins else _SMALL[sign]


def _capital(before: str, sign: str, after: str) -> int:
    if before.islower():
        return _WRONG
    if not (after.isalpha() or before.isupper()):
        return _USUAL if sign == "À" else _ODD
    return _USUAL if sign in "ÀÂÇÈÉÊÎÔŒ" else 0


def _punctuation(before: str, sign: str, after: str) -> int:
    if before.isalpha() and after.isalpha():
        return _WRONG
    if sign == "…":
        return _RARE if not before.isspace() else _ODD
    leans = sign in _DASHES and (before.isalpha() or after.isalpha())  # French sets a dash between spaces or figures
    return 0 if leans else _USUAL


def _other(before: str, sign: str, between: bool) -> int:
    if between and sign not in "·\u2011\u00ad":
        return _WRONG
    if sign == "€":
        return 3 if before.isdigit() or before.isspace() else 0
    if sign in _MARKS:
        return _USUAL if sign in "°§•" else _RARE
    return _NEVER if sign == LOST or "\x80" <= sign <= "\x9f" or "\ue000" <= sign <= "\uf8ff" else _WRONG
