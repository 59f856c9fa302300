"""What a sentence of a contract does: settles something, denies it, or points elsewhere.

Every function takes folded text. The patterns are of the language of contracts, French and English; not of a subject.
"""

import re
from functools import lru_cache

# A sentence that binds someone, or settles something; a bare title or the entry of a list does neither.
_OPERATIVE = re.compile(
    r"\b(?:doi(?:t|vent)|devra(?:ient|it|nt)?|s'engage(?:nt|ra)?|(?:est|sont) tenue?s?|peu(?:t|vent)|"
    r"pourra(?:ient|it|nt)?|assur(?:e|ent|era)|fourni(?:t|ra|ssent)|remet(?:tent|tra)?|est|sont|sera|seront|"
    r"(?:rest|demeur|appliqu|conserv|garanti|dispos|procede|verse|prend|permet)\w*|a (?:le droit|pour)|ont?|"
    r"\w{3,}(?:era|eront|ira|iront)|n[e']|il|elle|ils|elles|on|nous|vous|"
    r"(?:confie|informe|notifie|signale|execute|realise|effectue|exploite|couvre|accepte|autorise|concede|cede|incombe|"
    r"cesse|expire|respecte|excede|depasse|paie|paye|propose|participe|prepare|organise|justifie|veille|coopere|"
    r"beneficie|dure|donne|communique|restitue|efface|supporte|decide|entraine|facture|repare|suspend|indemnise|supprime|interrompe)(?:nt)?|"
    r"(?:transmet|repond|met)(?:tent|ent)?|(?:maintien|appartien|revien|obtien|tien)(?:t|nent)|"
    r"(?:poursui|interdi|regi|etabli|defini|recoi|percoi|souscri|detrui|choisi|prevoi|reconnai|connai)t|fait|font|vaut|"
    r"s'eleve|shall|must|may|will|agrees?|is|are|has|have|"
    r"(?:continue|commence|bear|retain|grant|maintain|provide|own|renew|remain)s|applies)\b"
)
# A sentence that only points elsewhere says nothing of its own on what it names.
_POINTER = re.compile(
    r"\b(?:conformement a|en application de|au sens de|dans les conditions (?:prevues|definies|fixees) (?:a|par|dans)|"
    r"(?:vise|prevu|defini|decrit|mentionne|stipule)e?s? (?:a|par|dans|aux?)|cf\.?|voir|sous reserve de|sans prejudice "
    r"de|sauf (?:en|dans les?) cas (?:de|d')|hormis|pursuant to|in accordance with|subject to|"
    r"as (?:set out|defined|described) in)[^,;.]{0,60}"
)
_EMPTY = re.compile(
    r"^\W*(?:sans objet|neant|non applicable|a (?:definir|completer|preciser|determiner|renseigner)|reserve|supprime|"
    r"article (?:reserve|supprime)|intentionally (?:omitted|left blank)|not applicable|n/?a|reserved|tbd)\W*$"
)
_DENIAL = re.compile(
    r"\b(?:ne|n')\b.{1,80}\b(?:pas|aucune?|plus|jamais|ni|qu[e'])(?:\b|(?<='))|\baucune?\b|\bexclu(?:e?s?|t|ent|ant)?\b|"
    r"\b(?:shall|does|do|is|are|will) not\b|\bno (?:obligation|right)\b|\bexclud\w+\b"
)
# What the parties wished before they agreed binds nobody.
_RECITAL = re.compile(
    r"^\W*(?:\d+\W+)?(?:preambule|expose(?: prealable| des motifs)?|il a ete (?:prealablement )?expose|recitals?|"
    r"background|whereas|considerant)\b\W*(?:$|[a-z' ]{0,20}:|the\b|que\b|ce qui suit)",
    re.MULTILINE,
)
_CONTENTS = re.compile(r"^(?:table des matieres|sommaire|table of contents|contents)\b")
_FEWEST_WORDS = 6  # of a sentence that says something
_FEWEST_OF_A_RULE = 4  # "La sous-traitance est interdite."


@lru_cache(maxsize=8192)
def says_something(sentence: str) -> bool:
    """Whether a sentence is more than a title or an announcement."""
    rule = sentence.endswith(".") and _OPERATIVE.search(sentence) is not None
    return len(sentence.split()) >= (_FEWEST_OF_A_RULE if rule else _FEWEST_WORDS) and not sentence.endswith(":")


def settles(sentence: str) -> bool:
    """Whether a sentence has a verb, as far as can be told: a known one, or the build of a whole sentence."""
    whole = sentence.endswith(".") and len(sentence.split()) >= _FEWEST_WORDS
    return whole or _OPERATIVE.search(sentence) is not None


def denies(sentence: str) -> bool:
    """Whether a sentence settles what it settles in the negative, or under a restriction."""
    return _DENIAL.search(sentence) is not None


def without_pointers(sentence: str) -> str:
    """The sentence without what it only refers to."""
    return _POINTER.sub(" ", sentence)


def has_substance(own: str) -> bool:
    """Whether what stands under a heading says something: not "sans objet", nor two words, nor an announcement."""
    return len(own.split()) >= _FEWEST_WORDS and not _EMPTY.match(own) and not own.rstrip().endswith(":")


def is_recital(lines: str) -> bool:
    """Whether one of these lines opens a preamble."""
    return _RECITAL.search(lines) is not None


def is_contents(heading: str) -> bool:
    """Whether a heading is that of a table of contents."""
    return _CONTENTS.match(heading) is not None
