"""Whether a text says a value: compared as people read figures, not letter by letter."""

import re
import unicodedata

from clausier.domain.folding import fold

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s'.](?=\d{3}(?!\d))|(?<=\d),(?=\d{3}(?!\d))")
_DOUBLED = re.compile(r"(?P<words>[^()]*?)\s*\((?P<digits>[^()]*\d[^()]*)\)(?P<rest>[^()]*)")
_UNITS = (
    (re.compile(r"\b(?:d')?euros?\b|€|\beur\b"), "€"),
    (re.compile(r"\bpour cent\b|\bper cent\b"), "%"),
    (re.compile(r"\bpounds?\b|\blivres?(?: sterling)?\b"), "£"),
    (re.compile(r"\bmonths?\b"), "mois"),
    (re.compile(r"\bdays?\b"), "jours"),
    (re.compile(r"\bhours?\b|\bheures?\b|(?<=\d)\s*h\b"), " heures"),
    (re.compile(r"\bjour\b"), "jours"),
    (re.compile(r"\byears?\b|\bans?\b"), "ans"),
)


def says(text: str, value: str, also: tuple[str, ...] = ()) -> bool:
    """Whether the text holds the value in one of its spellings, no digit before it and none after."""
    within = plain(text)
    return any(_stands(spelling, within) for one in (value, *also) for spelling in spellings(one))


def spellings(value: str) -> frozenset[str]:
    """A value as it may be written: « six (6) mois » is also « six mois » and « 6 mois »."""
    found = {value}
    if doubled := _DOUBLED.fullmatch(value):
        words, digits, rest = (doubled[name] for name in ("words", "digits", "rest"))
        found |= {f"{words}{rest}", f"{digits}{rest}"}
    return frozenset(map(plain, found))


def plain(text: str) -> str:
    """Folded, figures without separators, units in one spelling, no space where spaces vary."""
    small = _BETWEEN_DIGITS.sub("", fold(unicodedata.normalize("NFKC", text)))
    for pattern, name in _UNITS:
        small = pattern.sub(name, small)
    small = re.sub(r"£\s*(\d[\d.,]*)", r"\1£", small)
    return re.sub(r"\s+", " ", re.sub(r"\s*([€%£()])\s*", r"\1", small)).strip()


def _stands(value: str, text: str) -> bool:
    return bool(value) and re.search(rf"(?<![\w,.]){re.escape(value)}(?![\d])(?!,\d)", text) is not None
