"""What numbers count: units of time, money, shares; French and English, as contracts write them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from clausier.answering.figures.model import Sort
from clausier.answering.figures.plain import plain


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that stands in a text: its name, where it ends, and what one of it is worth of that name."""

    name: str
    end: int
    factor: Decimal = Decimal(1)


# Written folded; the first that fits decides.
_UNITS: tuple[tuple[str, str], ...] = (
    ("rang", r"(?:i?emes?|eres?|ers?|es?|nde?s?|rds?|sts?|ths?)\b"),
    ("%", r"%|per ?cent\b|p(?:our|\.) ?(?:cents?|100)\b(?! ?%)"),
    ("k€", r"(?:k ?€|keuros?\b|k ?eur\b)"),
    ("M€", r"(?:m ?€|meuros?\b|m ?eur\b|millions? (?:d'|of )?euros?\b)"),
    ("€", r"(?:€|(?:d')?euros?\b|eur\b)(?! ?\d)"),
    ("£", r"(?:£|(?:de )?livres? sterling\b|pounds?(?: sterling)?\b|gbp\b|livres\b)(?! ?\d)"),
    ("$", r"(?:(?:us ?)?\$|(?:de )?dollars?\b|usd\b)(?! ?\d)"),
    ("CHF", r"(?:chf\b|(?:de )?francs? suisses?\b|swiss francs?\b)(?! ?\d)"),
    ("jour-homme", r"(?:jours?[- /]+(?:hommes?|personnes?|consultants?)\b|hommes?[- /]+jours?\b|j/?h\b)"),
    ("jour-homme", r"(?:(?:man|person|consultant)[- ]days?\b)"),
    ("jour ouvre", r"(?:business|working) days?\b"),
    ("jour calendaire", r"calendar days?\b"),
    ("jour franc", r"clear days?\b"),
    ("heure ouvre", r"(?:business|working) hours?\b|ho\b"),
    ("jour/2", r"demi[- ]journees?\b|half[- ]days?\b"),
    ("jour", r"(?:jours?|journees?|days?|j)\b(?!-)"),
    ("semaine", r"(?:semaines?|weeks?)\b"),
    ("mois", r"(?:mois|months?)\b"),
    ("trimestre", r"(?:trimestres?|quarters?)\b"),
    ("semestre", r"(?:semestres?)\b"),
    ("an", r"(?:ans?|annees?|years?)\b"),
    ("heure/2", r"demi[- ]heures?\b|half[- ]hours?\b"),
    ("heure", r"(?:heures?|hours?|hrs?|h)\b"),
    ("minute", r"(?:minutes?|min|mins|mn)\b"),
    ("milliseconde", r"(?:millisecondes?|milliseconds?|ms)\b"),
    ("seconde", r"(?:secondes?|seconds?|sec|s)\b"),
    ("fois", r"(?:fois|times)\b"),
    ("tiers", r"tiers\b|thirds\b"),
    ("quart", r"quarts\b"),
    ("To", r"(?:to|tb|teraoctets?|terabytes?)\b"),
    ("Go", r"(?:go|gb|gigaoctets?|gigabytes?)\b"),
    ("Mo", r"(?:mo|mb|megaoctets?|megabytes?)\b"),
    ("Gbit/s", r"(?:gbit/s|gbps|gb/s)\b"),
    ("Mbit/s", r"(?:mbit/s|mbps|mb/s)\b"),
)
_SCALES = {"k€": (1_000, "€"), "M€": (1_000_000, "€"), "jour/2": (0.5, "jour"), "heure/2": (0.5, "heure")}
_ANY = re.compile("|".join(f"(?P<u{at}>{pattern})" for at, (_, pattern) in enumerate(_UNITS)))
_BETWEEN = re.compile(r"(?:[ \n]?\)[ \n]?|[ \n]{0,2})(?=[^ \n])")
_RANGE = re.compile(r"[ \n]+\d")
_ADJECTIVE = re.compile(
    r"(?:premier|premiere|dernier|derniere|prochain|prochaine|plein|pleine|full|last|first|next|preceding|previous|"
    r"following|consecutive|successive|further|additional|whole|complete)s?[ \n]"
)
# The kind of days or hours; "jours ouvrés" are not days.
_KIND = re.compile(r"[ \n]?(ouvre|ouvrable|calendaire|franc)e?s?\b")
_HALF = re.compile(r"[ \n]et[ \n]demie?\b|[ \n]and[ \n](?:a|one)[ \n-]half\b")
_HALVED = re.compile(r"(?<=\bone)[ \n-]half\b(?:[ \n]of[ \n](?:one|a|1)\b)?(?=[ \n]per ?cent)")
_HALF_OF = re.compile(r"\bhalf(?:[ \n]of)?[ \n]one$")
_LONGEST_HALF = 12  # characters of "half of one"
_END_OF_MONTH = re.compile(r",?[ \n](?:fin de mois|end of (?:the )?month)\b")

_TIME = ("milliseconde", "seconde", "minute", "heure", "jour", "semaine", "mois", "trimestre", "semestre", "an")
_KINDS = ("ouvre", "ouvrable", "calendaire", "franc")
DURATIONS = frozenset(_TIME) | {f"{unit} {kind}" for unit in ("jour", "heure") for kind in _KINDS}
"""Units of time. Those of work, "jours-homme", are not."""
MONEY = frozenset({"€", "£", "$", "CHF"})
_SORTS = {
    "%": Sort.SHARE,
    "tiers": Sort.SHARE,
    "quart": Sort.SHARE,
    "fois": Sort.MULTIPLE,
    "rang": Sort.RANK,
    "date": Sort.DATE,
    "jour d'annee": Sort.DATE,
    "mois d'annee": Sort.DATE,
    "h/24": Sort.WINDOW,
    "j/7": Sort.WINDOW,
    "": Sort.NUMBER,
}


def sort_of(unit: str) -> Sort:
    """What kind of answer a number with this unit is, as far as the unit tells."""
    if unit in MONEY:
        return Sort.AMOUNT
    if unit in DURATIONS or unit.endswith("fin de mois"):
        return Sort.DURATION
    return _SORTS.get(unit, Sort.COUNT)


def unit_at(folded: str, at: int, adjectives: bool = True) -> Unit | None:
    """The unit that follows a place of a plain text, an adjective between them at most: "les douze derniers mois"."""
    between = _BETWEEN.match(folded, at)
    start = between.end() if between else at
    if adjectives and (adjective := _ADJECTIVE.match(folded, start)):
        start = adjective.end()
    found = _ANY.match(folded, start)
    if found is None or (found.lastgroup == "u0" and start != at) or _is_short_and_apart(found, folded, at):
        return None
    name = _UNITS[int((found.lastgroup or "u0")[1:])][0]
    return _qualified(folded, name, found.end())


def _is_short_and_apart(found: re.Match[str], folded: str, at: int) -> bool:
    """Whether letters that could be a unit are a word of their own: "les 2 s'engagent", "10 to 20"."""
    letters = found.group()
    if letters in ("j", "s"):
        return folded[found.end() : found.end() + 1] in ("'", ".") or (letters == "s" and found.start() > at)
    return letters == "to" and _RANGE.match(folded, found.end()) is not None


def _qualified(folded: str, name: str, end: int) -> Unit:
    """A unit with its kind, half a unit more, or the end of the month that it runs to."""
    factor, name = _SCALES.get(name, (1, name))
    if name in ("jour", "heure") and (kind := _KIND.match(folded, end)):
        name, end = f"{name} {kind[1]}", kind.end()
    if name.split()[0] in ("jour", "mois") and (month := _END_OF_MONTH.match(folded, end)):
        name, end = f"{name} fin de mois", month.end()
    return Unit(name, end, Decimal(str(factor)))


def half_more(folded: str, at: int) -> tuple[Decimal, int]:
    """What "et demi" adds, and where that ends: "un an et demi", "three and a half per cent". "One half", or "half of
    one", is less."""
    if halved := _HALVED.match(folded, at):
        return Decimal("-0.5"), halved.end()
    if _HALF_OF.search(folded, max(0, at - _LONGEST_HALF), at):
        return Decimal("-0.5"), at
    found = _HALF.match(folded, at)
    return (Decimal("0.5"), found.end()) if found else (Decimal(0), at)


@lru_cache(maxsize=4096)
def named_unit(text: str) -> str:
    """The unit that the name of a column tells: "Disponibilité (%)", "Délai en heures"; "" where it tells none."""
    folded = plain(text)
    places = (found.start() for found in re.finditer(r"(?<!\w)(?=\w)|[%€$£]", folded))
    units = (unit_at(folded, at, adjectives=False) for at in places)
    return next((unit.name for unit in units if unit is not None and unit.name != "rang"), "")
