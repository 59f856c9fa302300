"""What people compare without naming its figure: to leave sooner, to pay less, to lose fewer data."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that is asked of each contract."""

    label: str  # "Préavis de sortie anticipée"
    question: str


_SOONER = r"(?:plus (?:tot|tard|vite|rapidement)|earlier|earliest|sooner|soonest|later|latest|first|en premier)"
_LEAVE = (
    r"(?:partir|sortir|quitter|lacher|resilier|s'en aller|mettre fin|en finir|se (?:liberer|degager|retirer)|"
    r"se desengager|arreter|leave|exit|get out|walk away|terminate|part(?:ons|ez)|sort(?:ons|ez))"
)
_KNOWN: tuple[tuple[str, tuple[Measure, ...]], ...] = (
    (
        rf"\b{_LEAVE}\b.{{0,40}}\b{_SOONER}|\b{_SOONER}\b.{{0,20}}\b{_LEAVE}\b",
        (
            Measure("Préavis de sortie anticipée", "Quel est le préavis de sortie anticipée ?"),
            Measure("Première date de sortie", "Date de sortie anticipée ?"),
        ),
    ),
    (
        r"\b(?:(?:plus|moins) cher\w*|coute\w*\b.{0,12}\b(?:plus|moins)|cheap(?:er|est)|(?:more|less) expensive)",
        (Measure("Prix", "Quel est le prix ?"),),
    ),
    (
        r"\b(?:dure|court|engage|lie|lock)\w*\b.{0,20}\b(?:(?:plus|moins) longtemps|longer|longest)",
        (Measure("Durée du contrat", "Quelle est la durée du contrat ?"),),
    ),
    (
        r"\b(?:pertes? de donnees|data loss|lose\b.{0,12}\bdata|perd\w*\b.{0,12}\bdonnees)",
        (Measure("Perte de données admise", "Quelle est la perte de données admise (RPO) ?"),),
    ),
    (
        r"\b(?:repar|retabl|remet\w* en service|restor|fix)\w*\b.{0,20}\b(?:plus vite|plus rapidement|faster|fastest)",
        (Measure("Délai de rétablissement", "Quel est le délai de rétablissement ?"),),
    ),
    (
        r"\b(?:interv|repon|respond|react)\w*\b.{0,20}\b(?:plus vite|plus rapidement|faster|fastest)",
        (Measure("Délai d’intervention", "Quel est le délai d’intervention ?"),),
    ),
)
_PATTERNS = tuple((re.compile(pattern), measures) for pattern, measures in _KNOWN)


def known_measures(text: str) -> tuple[Measure, ...]:
    """The figures that a plain text compares in everyday words; none where it uses none."""
    return next((measures for pattern, measures in _PATTERNS if pattern.search(text)), ())
