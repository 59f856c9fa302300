"""The field's abbreviations, written out: a question says « PV » where the contract says « procès-verbal »."""

import re
from collections.abc import Mapping

from clausier.answering.words import content_stems, explained, tokens

_LONG: Mapping[str, tuple[str, ...]] = {
    "ano": ("anomalie",),
    "bc": ("bon de commande",),
    "cgv": ("conditions générales de vente", "conditions générales"),
    "copil": ("comité de pilotage", "comité de suivi", "steering committee"),
    "cp": ("conditions particulières",),
    "dpa": ("accord sur les données", "protection des données", "data processing agreement"),
    "gti": ("délai d’intervention", "prise en compte", "response time"),
    "gtr": ("délai de rétablissement", "rétablissement", "resolution time", "restore"),
    "hds": ("hébergeur de données de santé", "hébergement de données de santé"),
    "ht": ("hors taxes",),
    "ip": ("adresses publiques", "propriété intellectuelle", "intellectual property"),
    "jh": ("jours-homme", "man-days"),
    "mco": ("maintien en condition opérationnelle",),
    "mcs": ("maintien en condition de sécurité",),
    "pca": ("continuité d’activité", "business continuity"),
    "pi": ("propriété intellectuelle",),
    "pra": ("reprise d’activité", "secours", "disaster recovery"),
    "pv": ("procès-verbal",),
    "rc": ("responsabilité civile", "responsabilité professionnelle", "liability"),
    "rgpd": ("données à caractère personnel", "données personnelles", "personal data"),
    "rpo": ("perte de données", "recovery point"),
    "rto": ("délai de reprise", "recovery time"),
    "sla": ("niveaux de service", "service levels"),
    "tjm": ("jour", "journalier", "daily rate", "day rate"),
    "tma": ("tierce maintenance applicative",),
    "uo": ("unité d’œuvre", "unités d’œuvre", "unités"),
}
_FEWEST = 3  # letters: the first letters of any two words meet everywhere


def expansions(question: str) -> tuple[str, ...]:
    """What the abbreviations of a question stand for, all readings of each."""
    return tuple(long for token in tokens(question) for long in _LONG.get(token, ()))


def stands_for(word: str, text: str) -> bool:
    """Whether a text has what an abbreviation is short for: as the field knows it, or by the letters its words begin
    with."""
    small = word.lower()
    stems = content_stems(text)
    if any(explained(content_stems(long), stems) == content_stems(long) for long in _LONG.get(small, ())):
        return True
    if not (word.isupper() and word.isalpha() and len(word) >= _FEWEST):
        return False
    initials = "".join(token[0] for token in tokens(text) if content_stems(token))
    return re.search(re.escape(small), initials) is not None
