"""The numbers of a text, in digits and in words, French and English, each where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from clausier.answering.figures.plain import plain
from clausier.answering.words import is_english


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written. Digits are read once their unit is known: "1,500" is 1500 pounds, and 1,5 %."""

    start: int
    end: int
    digits: str
    spelled: bool = False
    rank: bool = False
    scale: int = 1


_GROUPED = r"\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+)?"
_DIGITS = re.compile(rf"(?<![\w.,])(?:{_GROUPED}|\d+(?:[.,]\d+)*)")
_FRENCH_GROUPS = re.compile(r"\d{1,3}(?:[ .']\d{3})+(?:,\d+)?")
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_RANK = re.compile(r"(?:i?emes?|eres?|ers?|es?|nde?s?|rds?|sts?|ths?)\b")
_SCALES = (
    (re.compile(r"[ \n]?(?:mille|thousand)\b"), 1_000),
    (re.compile(r"[ \n]?millions?\b"), 1_000_000),
    (re.compile(r"[ \n]?(?:milliards?|billions?)\b"), 1_000_000_000),
)
_MONEY_AFTER = r"(?= ?(?:€|\$|£|eur|usd|gbp|ht\b|ttc\b|hors tax))"
_SHORT_SCALES = (
    (re.compile(rf" ?k{_MONEY_AFTER}"), 1_000),
    (re.compile(rf" ?mn?{_MONEY_AFTER}"), 1_000_000),
    (re.compile(rf" ?(?:mds?|bn){_MONEY_AFTER}"), 1_000_000_000),
)
_SHORT_AFTER_SIGN = (
    (re.compile(r" ?k\b"), 1_000),
    (re.compile(r" ?mn?\b"), 1_000_000),
    (re.compile(r" ?(?:mds?|bn)\b"), 1_000_000_000),
)
SIGN_BEFORE = re.compile(r"(?<![a-z])(?P<sign>€|us ?\$|\$|£|eur|usd|gbp|chf)[ \n]?$")
"""A currency that stands before its number."""
_LONGEST_SIGN = 5  # characters, its space with it

_WORD = re.compile(r"[^\W\d_]+|\d+")
_APART = re.compile(r"[^\s\-'’‑‐]|\t")
_HUNDREDTH = re.compile(r"\b(?:pour|per|p\.)\s?cents?$")  # the "cent" of "pour cent" is no number
_CENTS = re.compile(r"cents?")  # of a dollar
_SECOND = re.compile(r"\bsecond(?:e|es|s)?\b")


def value_of(number: Number, english: bool, money: bool, share: bool) -> Decimal | None:
    """What a number is worth: groups of thousands told from decimals; None for the number of an article, "12.3.1"."""
    digits = number.digits
    zero = digits.startswith("0")
    signed_english = not zero and _ENGLISH_GROUPS.fullmatch(digits) and (english or money or digits.count(",") > 1)
    dotted = _DOT_GROUPS.fullmatch(digits) is not None
    if number.spelled or signed_english:
        digits = digits.replace(",", "") if signed_english else digits.replace(",", ".")
    elif _FRENCH_GROUPS.fullmatch(digits) and not (dotted and not money and (zero or english or share)):
        digits = re.sub("[ .']", "", digits).replace(",", ".")
    try:
        value = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return None
    return (value * number.scale).normalize() + 0


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text, in its order, none within another; a text is read in both languages, its own first."""
    written = sorted(_in_digits(text), key=lambda one: one.start)
    first, second = ("en", "fr") if is_english(text) else ("fr", "en")
    found = list(written)
    for spelled in (*_in_words(text, first), *_in_words(text, second)):
        rivals = [one for one in found if one.start < spelled.end and spelled.start < one.end]
        if all(one.spelled and one.end - one.start < spelled.end - spelled.start for one in rivals):
            found = [one for one in found if one not in rivals] + [spelled]
    return tuple(sorted(found, key=lambda one: one.start))


def _in_digits(text: str) -> Iterator[Number]:
    folded = plain(text)
    for match in _DIGITS.finditer(folded):
        start, end = match.span()
        if rank := _RANK.match(folded, end):
            yield Number(start, rank.end(), match.group(), rank=True)
            continue
        signed = SIGN_BEFORE.search(folded, max(0, start - _LONGEST_SIGN), start)
        scales = (*_SCALES, *(_SHORT_AFTER_SIGN if signed else _SHORT_SCALES))
        scaled = next(((found.end(), by) for pattern, by in scales if (found := pattern.match(folded, end))), (end, 1))
        yield Number(start, scaled[0], match.group(), scale=scaled[1])


class _Token:
    """A word as the number parser takes it."""

    __slots__ = ("apart", "end", "start", "word")

    def __init__(self, word: str, start: int, end: int, apart: bool) -> None:
        self.word, self.start, self.end, self.apart = word, start, end, apart

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: "_Token") -> bool:
        """Whether punctuation stands before it: what it divides is not one number."""
        return self.apart

    def not_a_number_part(self) -> bool:
        """Digits are read by our own grammar, which knows their groups."""
        return self.word.isdigit()


def _in_words(text: str, language: str) -> Iterator[Number]:
    from text_to_num import find_numbers

    foreign = language == "fr" and is_english(text)
    tokens: list[_Token] = []
    at = 0
    for word in _WORD.finditer(text):
        apart = _APART.search(text, at, word.start()) is not None
        tokens.append(_Token(word.group().lower(), *word.span(), apart))
        at = word.end()
    for found in find_numbers(tokens, language, threshold=0):
        start, end = tokens[found.start].start, tokens[found.end - 1].end
        digits = re.match(r"\d+(?:[.,]\d+)?", found.text)
        told = not any(token.word.isdigit() for token in tokens[found.start : found.end])
        second = _SECOND.fullmatch(plain(text[start:end]))  # sixty of them make a minute, as a rule
        hundredth = _HUNDREDTH.search(plain(text[max(0, start - _LONGEST_SIGN) : end]))
        if foreign and _CENTS.fullmatch(plain(text[start:end])):
            continue
        if digits and told and not hundredth and not (second and found.is_ordinal and language == "en"):
            yield Number(start, end, digits.group(), spelled=True, rank=found.is_ordinal)
