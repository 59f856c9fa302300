"""Which sort of figure a question wants: told by its interrogative, or by the noun that it is put on."""

import re
from dataclasses import dataclass

from clausier.answering.figures import DURATIONS, Sort
from clausier.answering.figures.units import unit_at
from clausier.answering.words import kindred, stem
from clausier.domain.folding import fold

_Sorts = tuple[frozenset[Sort], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Sorts of figures that answer: those of the first group, else those of the next. `units` are those that the
    question names, `noun` the stem of what it counts, `head` the noun that it is put on: "plafond"."""

    sorts: _Sorts
    units: frozenset[str] = frozenset()
    noun: str = ""
    head: str = ""

    def counts(self, noun: str) -> bool:
        """Whether a noun is what the question counts."""
        return any(kindred(self.noun, stem(word)) for word in re.findall(r"[a-z]+", fold(noun)))


_LENGTH: _Sorts = (frozenset({Sort.DURATION}), frozenset({Sort.RELATIVE, Sort.FREQUENCY}))
_PRICE: _Sorts = (frozenset({Sort.AMOUNT}), frozenset({Sort.SHARE, Sort.MULTIPLE}))
_SUM: _Sorts = (frozenset({Sort.AMOUNT, Sort.SHARE, Sort.MULTIPLE}),)
_SHARE: _Sorts = (frozenset({Sort.SHARE}), frozenset({Sort.MULTIPLE}))
_RATE: _Sorts = (frozenset({Sort.SHARE, Sort.MULTIPLE}), frozenset({Sort.AMOUNT}))
_DAY: _Sorts = (frozenset({Sort.DATE}), frozenset({Sort.RELATIVE}), frozenset({Sort.DURATION}))
_WHEN: _Sorts = (frozenset({Sort.DATE, Sort.RELATIVE, Sort.DURATION, Sort.FREQUENCY, Sort.CLOCK}),)
_HOURS: _Sorts = (frozenset({Sort.CLOCK, Sort.WINDOW}),)
_OFTEN: _Sorts = (frozenset({Sort.FREQUENCY}),)
_COUNT: _Sorts = (frozenset({Sort.COUNT}),)
_WORK: _Sorts = (frozenset({Sort.DURATION, Sort.COUNT}),)
_ANY: _Sorts = (
    frozenset({Sort.AMOUNT, Sort.SHARE, Sort.MULTIPLE, Sort.DURATION, Sort.COUNT}),
    frozenset({Sort.FREQUENCY, Sort.RELATIVE}),
)

# Interrogatives that leave no doubt; the first of these that fits decides, wherever it stands.
_OUTRIGHT = (
    (_HOURS, r"\bquelles? heures?\b|\b(?:les|quels|aux) (?:sont les )?horaires\b|\bwhat time\b|\bservice hours\b"),
    (_OFTEN, r"\bcombien de fois\b|\btou(?:te)?s les combien\b|\bhow often\b|\bhow many times\b"),
    (_OFTEN, r"\bquel(?:le)?s? (?:est (?:la|le) |sera (?:la|le) )?(?:frequence|periodicite|rythme|cadence)\b"),
    (_DAY, r"\bquelle (?:est (?:la|sa) )?date\b|\bquel jour\b|\bquelle annee\b|\b(?:what|which) (?:date|day|year)\b"),
    (_DAY, r"\b(?:depuis|jusqu'a|a partir de|a compter de|des) quand\b|\b(?:since|until|from) when\b"),
    (
        _SHARE,
        r"\bpourcentage\b|\ben %|\bcombien (?:de |en )?(?:%|pour ?cent\b)|\bpercentage\b|"
        r"\bquelle (?:part|proportion)\b",
    ),
    (_LENGTH, r"\bcombien de temps\b|\bhow (?:long|soon|quickly|fast)\b|\blongtemps\b|\bhow much (?:notice|time)\b"),
)
_COUNTED = re.compile(r"\b(?:combien (?:de |d'|en )|nombre (?:de |d')|how many |number of )(?=\w)")
_WITHIN = re.compile(r"\b(?:pendant|sous|dans|au bout de|d'ici|avant|apres) combien\b")
_PAID = re.compile(
    r"\bcombien (?:(?:ca|cela|on|nous|il|elle|ils|elles) )?(?:\w+ )?"
    r"(?:cout|pai|pay|vers|doit|doiv|factur|risqu|touch|peu)\w*|"
    r"\b(?:cout|pai|pay|vers|doit|doiv|factur|risqu|touch|revien|vaut|est a|sont a)\w* combien\b|"
    r"\b(?:a|jusqu'a) combien\b|\bhow much\b|\bpai\w* quoi\b|\bquelles? sommes?\b"
)
# Nouns that have figures; the one nearest to "quel" decides, else the first of the question.
_NOUNS = (
    (
        _LENGTH,
        r"delais?|duree|preavis|gti|gtr|gte|rto|rpo|dmia|pdma|temps|notice|duration|period|time|engagement ferme",
    ),
    (_PRICE, r"prix|couts?|tarifs?|montants?|sommes?|tjm|honoraires|total|redevances?|price|fees?|cost|amount"),
    (_PRICE, r"taux (?:journalier|horaire)|(?:daily|hourly|day) rates?|frais|forfait|abonnement|loyer|charges?|budget"),
    (_SUM, r"plafond|limite|penalites?|indemnites?|dedit|franchise|malus|caution|cap|penalty|penalties|limit|avoirs?"),
    (_SUM, r"service credits?|credits?|augmentation|hausse|remise|retenue|majoration|reduction"),
    (_RATE, r"taux|interets?|rate|interest"),
    (_SHARE, r"disponibilites?|dispo|availability|uptime|quote-part"),
    (_DAY, r"date|echeance|terme|prise d'effet|entree en vigueur|date d'effet"),
    (_HOURS, r"horaires?|plages? horaires?|heures d'ouverture|opening hours"),
    (_OFTEN, r"frequence|periodicite|frequency"),
    (_COUNT, r"nombre|volume|capacite|quantite|effectif|debit|bande passante|number"),
)
_HEADS = tuple((sorts, re.compile(rf"\b(?:{nouns})\b(?!-)")) for sorts, nouns in _NOUNS)
_WHICH = re.compile(
    r"\b(?:quel(?:le)?s?|what|which)\b(?: (?:est|sont|sera|etait|serait|is|are|was))?"
    r"(?: (?:le|la|les|l'|the|son|sa|leur|notre|nos))? ?"
)
_HOW_MUCH = re.compile(r"\bcombien\b|\bhow (?:much|many)\b|\bpai\w* quoi\b|\bquelles? sommes?\b")
_QUAND = re.compile(r"\bquand\b|\bwhen\b")
# Interrogatives that want a deed, a person or a place; and questions that yes or no answers.
_OTHERWISE = re.compile(
    r"\b(?:comment|pourquoi|qui|que|quoi|qu'est|lequel|laquelle|how|why|who|where|what|which)\b|^ou\b|\best[- ]ce qu|"
    r"\b[a-z]+-(?:t-)?(?:il|elle|on|ils|elles|nous|vous)\b|^(?:is|are|does|do|can|may|must|has|have|will)\b"
)
_OPENS = re.compile(
    r"(?:le |la |l')?(?:delai|duree|preavis|gti|gtr|gte|rto|rpo|dmia|pdma|prix|cout|tarif|montant|tjm|total|"
    r"dispo(?:nibilite)?|taux|plafond|penalite|indemnite|dedit|date|pourcentage|horaires|frequence)\b(?!-)\W+\w"
)
_LISTS = re.compile(r"[,:] | et |\?.*\?")
_CONTEXT = re.compile(r" \(à propos de : (?P<context>.*)\)$", re.DOTALL)
_OPENING = 40  # characters of a question without a verb, within which the noun that it is put on begins
_NEAR = 24  # characters after "quel" within which its noun begins: "quel est le nouveau plafond"


def parts(question: str) -> tuple[str, str]:
    """A question as it is typed, and the earlier one that it leans on; "" where it leans on none."""
    found = _CONTEXT.search(question)
    return (question[: found.start()], found["context"]) if found else (question, "")


def wanted(question: str) -> Wanted | None:
    """What sort of figure a question asks for; None where no figure answers it. One that leans on an earlier question
    without asking for anything else asks for the same."""
    own, context = parts(question)
    return _wanted(fold(own)) or (_wanted(fold(context)) if context else None)


def opens_with_figure(question: str) -> bool:
    """Whether a question without a verb is put on a noun that is a figure: "RTO du PRA ?", "prix au mois". A list of
    things, "durée, préavis et renouvellement", asks whether they are there."""
    folded = fold(question)
    return _OPENS.match(folded) is not None and _LISTS.search(folded) is None


def _wanted(folded: str) -> Wanted | None:
    for sorts, pattern in _OUTRIGHT:
        if re.search(pattern, folded):
            return Wanted(sorts)
    if counted := _COUNTED.search(folded):
        return _counted(folded, counted)
    if _WITHIN.search(folded):
        return Wanted(_LENGTH)
    which = _WHICH.search(folded)
    named = _head(folded, which.end(), _NEAR) if which else None
    if named:
        return named
    if _HOW_MUCH.search(folded):
        return _how_much(folded)
    if _QUAND.search(folded):
        return Wanted(_WHEN)
    if which or _OTHERWISE.search(folded):
        return None
    return _head(folded, 0, _OPENING)


def _how_much(folded: str) -> Wanted:
    """What "combien" asks: by the verb of paying, or the noun that it is said of."""
    head = _head(folded, 0, len(folded))
    if _PAID.search(folded):
        paid = head is not None and head.sorts in (_PRICE, _SUM, _RATE, _SHARE)
        return head if head and paid else Wanted((*_SUM, frozenset({Sort.DURATION, Sort.COUNT})))
    return head or Wanted(_ANY)


def _head(folded: str, start: int, within: int) -> Wanted | None:
    """What the first noun that has figures wants, from a place on and no further than some characters."""
    found = [(match, sorts) for sorts, pattern in _HEADS if (match := pattern.search(folded, start))]
    near = [one for one in found if one[0].start() - start <= within]
    match, sorts = min(near, key=lambda one: one[0].start(), default=(None, ()))
    return Wanted(sorts, head=match.group()) if match else None


def _counted(folded: str, counted: re.Match[str]) -> Wanted:
    """What "combien de" counts: lengths of time, working days of people, or things."""
    unit = unit_at(folded, counted.end(), adjectives=False)
    if unit is None or unit.name in ("rang", "fois"):
        noun = re.match(r"\w+", folded[counted.end() :])
        return Wanted(_COUNT, noun=stem(noun.group()) if noun else "")
    if unit.name in DURATIONS:
        family = unit.name.split()[0]
        alike = frozenset(name for name in (*DURATIONS, "jour-homme") if re.split("[ -]", name)[0] == family)
        return Wanted((*_WORK, *_LENGTH[1:]), units=alike if family == unit.name else frozenset({unit.name}))
    sorts = _PRICE if unit.name in ("€", "£", "$", "CHF") else _SHARE if unit.name == "%" else _COUNT
    return Wanted(sorts, units=frozenset({unit.name}))
