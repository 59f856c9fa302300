"""How often, where no number says it: "mensuel", "chaque trimestre", "annually"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from clausier.answering.figures.model import Figure, Sort, Stated
from clausier.answering.figures.plain import plain
from clausier.domain.text import Span

_PACES = (
    ("par jour", r"quotidien(?:ne)?s?|quotidiennement|journali(?:er|ere)s?|chaque jour|tous les jours|daily|every day"),
    ("par semaine", r"hebdomadaires?|hebdomadairement|chaque semaine|toutes les semaines|weekly|(?:each|every) week"),
    ("par mois", r"mensuel(?:le)?s?|mensuellement|chaque mois|tous les mois|monthly|(?:each|every) month"),
    (
        "par trimestre",
        r"trimestriel(?:le)?s?|trimestriellement|chaque trimestre|tous les trimestres|quarterly|(?:each|every) quarter",
    ),
    ("par semestre", r"semestriel(?:le)?s?|semestriellement|chaque semestre|tous les semestres|half-yearly"),
    ("par an", r"annuel(?:le)?s?|annuellement|chaque annee|tous les ans|annual(?:ly)?|yearly|(?:each|every) year"),
)
_FOUND = tuple((per, re.compile(rf"\b(?:{pattern})\b")) for per, pattern in _PACES)


def paces(text: str) -> Iterator[Stated]:
    """The words of a text that tell how often, each as "1 fois par"."""
    folded = plain(text)
    for per, pattern in _FOUND:
        for found in pattern.finditer(folded):
            yield Stated(Figure(Decimal(1), "fois"), Sort.FREQUENCY, Span(*found.span()), per=per)
