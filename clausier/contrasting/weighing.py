"""Figures of several contracts, side by side: which is the least or the greatest, when that can be told."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from clausier.answering.figures import Sort, Stated
from clausier.answering.words import tokens
from clausier.contrasting.asked import Lean
from clausier.contrasting.values import Value
from clausier.domain.answers import Outcome
from clausier.domain.french import listed

_EXACT: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "an": ("mois", 12),
        "semestre": ("mois", 6),
        "trimestre": ("mois", 3),
        "heure": ("seconde", 3600),
        "minute": ("seconde", 60),
    }
)
"""Units that are so many of another. Days are none of them: a month has no number of days, a working day no length."""

_SUPERLATIVES: Mapping[Sort, tuple[str, str]] = MappingProxyType(
    {
        Sort.DURATION: ("la durée la plus courte", "la durée la plus longue"),
        Sort.AMOUNT: ("le montant le plus bas", "le montant le plus élevé"),
        Sort.SHARE: ("le taux le plus bas", "le taux le plus élevé"),
        Sort.MULTIPLE: ("le multiple le plus bas", "le multiple le plus élevé"),
        Sort.DATE: ("la date la plus proche", "la date la plus lointaine"),
        Sort.COUNT: ("le nombre le plus petit", "le nombre le plus grand"),
    }
)
_OF_SOMETHING = frozenset({Sort.SHARE, Sort.MULTIPLE, Sort.COUNT, Sort.AMOUNT})
_BEFORE = frozenset({"avant", "before", "precedant"})
_AFTER = frozenset({"apres", "after", "following", "compter", "partir", "from", "suivant"})


def weighed(label: str, lean: Lean, values: Sequence[tuple[str, Value]]) -> tuple[Outcome, str]:
    """What came of it, and the line that tells it. `values`: each contract's title, and what it says."""
    unsure = [(title, value) for title, value in values if value.stated is None]
    stated = [value.stated for _, value in values if value.stated is not None]
    if unsure:
        return Outcome.UNDECIDED, _undecided(label, [f"{value.note} dans « {title} »" for title, value in unsure])
    if why := _unlike(stated):
        return Outcome.UNDECIDED, _undecided(label, [why])
    sizes = [_size(one) for one in stated]
    best = min(sizes) if lean is Lean.LEAST else max(sizes)
    if len(set(sizes)) == 1:
        return Outcome.SAME, f"{label} : la même valeur partout, {values[0][1].words}."
    first = [(title, value) for (title, value), size in zip(values, sizes, strict=True) if size == best]
    others = [(title, value) for (title, value), size in zip(values, sizes, strict=True) if size != best]
    superlative = _SUPERLATIVES[stated[0].sort][lean is not Lean.LEAST]
    where = listed([f"« {title} »" for title, _ in first])
    against = listed([f"{value.words} dans « {title} »" for title, value in others])
    return Outcome.DIFFERENT, f"{label} : {superlative} est dans {where}, {first[0][1].words}, contre {against}."


def _undecided(label: str, reasons: Sequence[str]) -> str:
    return f"{label} : à comparer vous-même ({' ; '.join(reasons)})."


def _unlike(stated: Sequence[Stated]) -> str:
    """Why figures cannot be set against one another; "" where they can."""
    if any(one.sort not in _SUPERLATIVES or one.to is not None for one in stated):
        return "ces valeurs ne se rangent pas"
    if len({one.sort for one in stated}) > 1:
        return "valeurs de natures différentes"
    if len({_unit(one) for one in stated}) > 1:
        return "unités différentes"
    if len({_per(one) for one in stated}) > 1:
        return "valeurs comptées par des durées ou des choses différentes"
    if len({one.tax for one in stated}) > 1:
        return "hors taxes ou toutes taxes"
    if len({_base(one) for one in stated}) > 1:
        return "valeurs rapportées à des choses différentes"
    return ""


def _unit(one: Stated) -> str:
    return _EXACT.get(one.figure.unit, (one.figure.unit, 1))[0]


def _size(one: Stated) -> Decimal:
    return one.figure.value * _EXACT.get(one.figure.unit, ("", 1))[1]


def _per(one: Stated) -> str:
    return " ".join(tokens(one.per))


def _base(one: Stated) -> str:
    """What a figure is of, or runs from: the words themselves of a share, before or after of a duration."""
    said = tokens(one.base)
    if one.sort in _OF_SOMETHING:
        return " ".join([*said, *tokens(one.noun)])
    if not said or said[0] in ("de", "of"):
        return " ".join(said)
    return "before" if _BEFORE & set(said) else "after" if _AFTER & set(said) else ""
