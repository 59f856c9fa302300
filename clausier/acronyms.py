"""What acronyms stand for: those of the field, and those that a text explains itself."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from clausier.domain.folding import fold

# Only those with one meaning in a contract: "IP" is an address or a property, so it is left as it is.
FIELD: Mapping[str, str] = MappingProxyType(
    {
        "APP": "Agence pour la protection des programmes, entiercement, séquestre",
        "CGU": "conditions générales d’utilisation",
        "CGV": "conditions générales de vente",
        "COPIL": "comité de pilotage, steering committee",
        "DMIA": "durée maximale d’interruption admissible, recovery time objective, RTO",
        "DPA": "traitement des données à caractère personnel, data processing agreement",
        "DPO": "délégué à la protection des données, data protection officer",
        "DSI": "direction des systèmes d’information",
        "ETP": "équivalent temps plein",
        "GTI": "garantie de temps d’intervention, response time",
        "GTR": "garantie de temps de rétablissement, resolution time",
        "HDS": "hébergeur de données de santé",
        "HNO": "heures non ouvrées",
        "HO": "heures ouvrées, business hours",
        "HT": "hors taxes, excluding VAT",
        "IA": "intelligence artificielle, artificial intelligence",
        "MCO": "maintien en condition opérationnelle",
        "MCS": "maintien en condition de sécurité",
        "PAQ": "plan d’assurance qualité",
        "PAS": "plan d’assurance sécurité",
        "PCA": "plan de continuité d’activité, business continuity plan",
        "PDMA": "perte de données maximale admissible, recovery point objective, RPO",
        "PI": "propriété intellectuelle, intellectual property",
        "PRA": "plan de reprise d’activité, disaster recovery plan",
        "PV": "procès-verbal, minutes",
        "RC": "responsabilité civile, assurance, liability insurance",
        "RGPD": "données à caractère personnel, personal data, GDPR",
        "RPO": "perte de données maximale, recovery point objective, PDMA",
        "RSE": "responsabilité sociétale, environnement",
        "RTO": "durée maximale d’interruption, délai de reprise, recovery time objective, DMIA",
        "SI": "système d’information",
        "SLA": "niveaux de service, engagements de service, service levels",
        "SSI": "sécurité des systèmes d’information",
        "TJM": "taux journalier, prix par jour, day rate",
        "TMA": "tierce maintenance applicative",
        "TTC": "toutes taxes comprises, including VAT",
        "UO": "unité d’œuvre",
        "VABF": "vérification d’aptitude au bon fonctionnement",
        "VSR": "vérification de service régulier",
    }
)
"""In French, then in English where contracts of that language are asked about."""

_SMALLEST_LOWER = 3  # letters: typed small, "pv" may be anything, "rgpd" may not
_WORD = re.compile(r"\w+")
_EXPLAINED = re.compile(r"\(\s*(?:ci-après\s+|dite?s?\s+)?[«“\"]?\s*([A-ZÀ-Ý]{2,8})s?\s*[»”\"]?\s*\)")
_BEFORE = 120  # characters before an acronym in which its words are looked for
_JOINED = "a au aux d de des du en et l la le les of and the for to par pour sur un une"


def spelled_out(text: str, known: Mapping[str, str] = FIELD) -> tuple[str, ...]:
    """What the acronyms in a text stand for, in their order."""
    found = [known.get(word.upper()) for word in _WORD.findall(text) if word.isupper() or len(word) >= _SMALLEST_LOWER]
    return tuple(dict.fromkeys(meaning for meaning in found if meaning))


def explained_in(texts: Iterable[str]) -> dict[str, str]:
    """The acronyms that texts explain, as in "contrat à durée déterminée (CDD)"; the first explanation of each counts.

    After Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions" (2003), by initials alone.
    """
    found: dict[str, str] = {}
    for text in texts:
        for acronym, meaning in _pairs(text):
            found.setdefault(acronym, meaning)
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _EXPLAINED.finditer(text):
        before = _WORD.findall(text[max(0, match.start() - _BEFORE) : match.start()])
        letters = fold(match.group(1))
        # "Date d’entrée en vigueur (DEV)" passes over "en"; "Plan de Continuité (PDC)" counts its "de".
        meaning = _initialled(before, letters, _JOINED.split()) or _initialled(before, letters, ())
        if meaning:
            yield match.group(1), " ".join(meaning)


def _initialled(words: list[str], letters: str, passed: Collection[str]) -> list[str]:
    """The last of some words whose initials these letters are; none where they are not. Some words may be passed."""
    left = len(letters)
    for at in range(len(words) - 1, -1, -1):
        word = fold(words[at])
        if word in passed:
            continue
        if not word.startswith(letters[left - 1]):
            break
        left -= 1
        if left == 0:
            return words[at:]
    return []
