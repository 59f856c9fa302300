"""Who must, may, may not or warrants what: told where a sentence says it beyond doubt, left open elsewhere.

The words of duty and the names of the parties are looked for in folded text. A word of duty is a party's when nothing
but adverbs stands between them; anything else is told without a name, for the reader to see in the sentence.
"""

import re
from collections.abc import Iterator, Sequence

from clausier.clarifying.parties import Mention, Parties
from clausier.domain.folding import fold
from clausier.domain.glosses import Force, Party, Stance

_ADVERB = (
    r"(?:seule?|seul et|egalement|aussi|alors|toujours|enfin|notamment|expressement|irrevocablement|formellement|"
    r"solidairement|lui-meme|elle-meme|en outre|par ailleurs|d'ores et deja|quant a (?:lui|elle)|demeure|reste|"
    r"restera|demeurera|y|en|also|hereby|then|only|at all times|always|promptly|each|both|further|"
    r"in particular|in addition)"
)
_BETWEEN = re.compile(rf"(?:,[^,;:.]{{1,120}},|\([^()]{{1,80}}\))?\s*(?:{_ADVERB}[\s,]+)*")
_NOT = r"(?:ne |n')(?:le |la |les |lui |leur |y |en |se |s')?"
_LIMIT = (
    rf"{_NOT}(?:peu(?:t|vent)|pourra(?:it)?|pourront|doi(?:t|vent)|devra(?:it)?|devront|saura(?:it)?|sauraient|repond|"
    r"repondra|s'engage|garantit|(?:est|sont|sera|seront|etait)\s+(?:\w+\s+){0,2}?(?:tenue?s?|responsables?|"
    r"autorisee?s?|oblige\w*|redevables?))"
    r"|s'interdi(?:t|sent|ra|ront)|il est interdit|(?:est|sont) (?:strictement |formellement )?(?:interdite?s?|"
    r"prohibee?s?)"
    r"|renonce(?:nt|ra|ront)?\b|(?:shall|may|must|will|need) (?:not|never|only)|can only|cannot|"
    r"(?:is|are) not (?:required|obliged|entitled|liable|responsible|permitted|appointed)|"
    r"(?:do|does) not (?:warrant|guarantee)|waives?"
)
_DUTY = (
    r"doi(?:t|vent)|devra|devront|s'engage(?:nt|ra|ront)?|s'oblige(?:nt|ra|ront)?|fait son affaire|"
    r"(?:est|sont|sera|seront|reste|demeure)\s+(?:\w+\s+){0,2}?(?:tenue?s?|oblige\w*|redevables?|responsables?|"
    r"chargee?s?)\s(?=d|a\b|au|de)|a (?:l'obligation|la charge)|(?:est|sont) tenue?s?\b|supporte(?:nt|ra|ront)?\b|"
    r"shall|must|undertakes?|agrees? to|(?:is|are) (?:required to|obliged to|liable|responsible)\b|will"
)
_FACULTY = (
    r"peu(?:t|vent)|pourra|pourront|se reserve|(?:est|sont) (?:libres?|en droit|autorisee?s?|fondee?s?)|"
    r"a (?:la faculte|le droit)|dispose(?:nt)? (?:de la faculte|du droit)|"
    r"(?<!\d )may(?!\s\d)|can|(?:is|are) entitled|(?:has|have) the right|at its (?:sole )?(?:option|discretion)"
)
_WARRANTY = (
    r"garanti(?:t|ssent|ra|ront)|se porte(?:nt|ra)? (?:fort|garante?)|warrants?|guarantees?|indemnif(?:y|ies)|"
    r"(?:tient|tiendra) indemne|represents? and warrants?"
)
_FORCES = (
    (Force.LIMIT, re.compile(rf"(?<![\w'])(?:{_LIMIT})(?!\w)")),
    (Force.WARRANTY, re.compile(rf"(?<![\w'])(?:{_WARRANTY})(?!\w)")),
    (Force.FACULTY, re.compile(rf"(?<![\w'])(?:{_FACULTY})(?!\w)")),
    (Force.DUTY, re.compile(rf"(?<![\w'])(?:{_DUTY})(?!\w)")),
)
_PLURAL = re.compile(
    r"(?:ne |n')?(?:\w+ )?(?:peuvent|doivent|devront|pourront|sauraient|sont|seront|s'\w+nt|\w+issent)\b"
)
_OPENS = re.compile(r"(?:[^;:]{0,200},\s)?(?:le |la |les |l'|the )?")
_JOINED = re.compile(r"\s(?:et|ou|and|or)\s(?:le |la |l'|the )?$")
_NONE = re.compile(r"\b(?:neither|no party|aucune)\b")


def stances(text: str, parties: Parties) -> tuple[Stance, ...]:
    """What a sentence does to whom, each once, in its order; what it only says of a party comes with SAID."""
    folded = fold(text)
    mentions = parties.mentions(folded)
    found: list[Stance] = []
    for force, at in _forced(folded):
        acting = _acting(folded, mentions, at)
        barred = any(_NONE.search(folded, mention.start, mention.end) for mention in acting)
        told = Force.LIMIT if barred and force is not Force.LIMIT else force
        towards = _towards(mentions, at, [mention.party for mention in acting])
        found += [Stance(told, mention.party, towards) for mention in acting] or [Stance(told, None)]
    if not found:
        opening = next((mention for mention in mentions if _opens(folded, mention)), None)
        found = [_said(mentions, opening)] if opening else []
    named = [stance for stance in found if stance.party is not None]
    return tuple(dict.fromkeys(named or found))


def _said(mentions: Sequence[Mention], opening: Mention) -> Stance:
    return Stance(Force.SAID, opening.party, _towards(mentions, opening.end, [opening.party]))


def _forced(folded: str) -> Iterator[tuple[Force, int]]:
    """The words of duty with their places; a place counts once, "ne peut" before "peut"."""
    taken: list[tuple[int, int]] = []
    places = []
    for force, pattern in _FORCES:
        for match in pattern.finditer(folded):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                places.append((match.start(), force))
    yield from ((force, at) for at, force in sorted(places))


def _acting(folded: str, mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The party, or the parties joined by "et", whose the word of duty at a place is."""
    before = [mention for mention in mentions if mention.end <= at]
    if not before:
        return []
    last = before[-1]
    joined = bool(_JOINED.search(folded, 0, last.start + _lead(folded, last))) and len(before) > 1
    first = before[-2] if joined else last
    if not (first.acts and _BETWEEN.fullmatch(folded[last.end : at].lstrip(" "))):
        return []
    plural = _PLURAL.match(folded, at) is not None
    if plural and not (joined or last.plural or last.party.citation is None):
        return []
    return [first, last] if joined else [last]


def _lead(folded: str, mention: Mention) -> int:
    found = re.compile(r"(?:le |la |les |l'|the )").match(folded, mention.start)
    return found.end() - found.start() if found else 0


def _towards(mentions: Sequence[Mention], at: int, acting: Sequence[Party]) -> tuple[Party, ...]:
    """The parties that something is owed, given or said to after a place."""
    found = (one.party for one in mentions if one.start >= at and one.towards and one.party not in acting)
    return tuple(dict.fromkeys(found))


def _opens(folded: str, mention: Mention) -> bool:
    """Whether a party is what a sentence begins with, after a complement at most."""
    return mention.acts and _OPENS.fullmatch(folded, 0, mention.end - _length(folded, mention)) is not None


def _length(folded: str, mention: Mention) -> int:
    return mention.end - mention.start - _lead(folded, mention)
