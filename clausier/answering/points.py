"""The points that one question puts together: "Sauvegarde : fréquence, rétention et essais ?" asks three things."""

import re
from collections.abc import Sequence
from functools import lru_cache

from clausier.answering.bearing import Bearing
from clausier.answering.demands import asked_elements, tells
from clausier.answering.figures import figures
from clausier.answering.figures.model import Sort
from clausier.answering.figures.units import sort_of
from clausier.answering.topics import matches
from clausier.answering.words import content_stems, explained, focus_stems
from clausier.domain.folding import fold
from clausier.domain.questions import Topic
from clausier.domain.text import mend

_HALF = 0.5  # of a point's words: a passage says the same in other ones
_GREETING = re.compile(r"^(?:bonjour|bonsoir|hello|hi|merci|svp)\b[^,.!]*[,.!]\s*", re.IGNORECASE)
_ANNOUNCED = re.compile(r"^[^:?]{2,80}\s?:\s+(?=\S)")
_JOINED = r"\s+(?:et|ainsi que|avec|and|as well as|with)\s+(?!demi\b)"
_APART = re.compile(rf"\s*,\s+(?:(?:et|ou|and|or)\s+)?|{_JOINED}")
_ENUMERATES = re.compile(rf",.*,|,\s+(?:et|ou|and|or)\b|{_JOINED}")
_MEASURED: tuple[tuple[re.Pattern[str], frozenset[Sort]], ...] = tuple(
    (re.compile(rf"\b(?:{nouns})\b"), frozenset(sorts))
    for nouns, sorts in (
        (r"montants?|combien|prix|couts?|tarifs?|amounts?|fees?", (Sort.AMOUNT, Sort.SHARE)),
        (r"plafonds?|plafonnee?s?|caps?", (Sort.AMOUNT, Sort.SHARE, Sort.MULTIPLE)),
        (
            r"delais?|durees?|preavis|retention|conservation|jusqu.a quand|combien de temps|periods?|duration|notice",
            (Sort.DURATION, Sort.DATE, Sort.RELATIVE, Sort.CLOCK),
        ),
        (r"taux|pourcentages?|rates?|percentages?", (Sort.SHARE, Sort.MULTIPLE)),
        (r"horaires?|hours", (Sort.WINDOW, Sort.CLOCK)),
        (r"dates?|quand|when", (Sort.DATE, Sort.RELATIVE, Sort.DURATION)),
    )
)
_CIRCUMSTANCE = re.compile(
    r"\W*(?:s[i'’]|en|a|au|aux|apres|avant|une fois|quand|lorsqu\w*|pendant|dans|pour|chez|des|depuis|suite a|sans|"
    r"if|when|after|before|once|during|at|in|on|upon)\b"
)
_OFTEN = re.compile(r"\b(?:frequences?|periodicites?|frequency|how often)\b")
_EACH = re.compile(
    r"\b(?:chaque|tou(?:s|tes) les|par (?:an|mois|semaine|trimestre|semestre)|quotidien\w*|hebdomadaire\w*|mensuel\w*|"
    r"trimestriel\w*|semestriel\w*|annuel\w*|each|every|daily|weekly|monthly|quarterly|annual\w*|once a)\b"
)


def points(question: str) -> tuple[str, ...]:
    """What a question asks, one by one, in its own words; one point where it enumerates nothing."""
    asked = _GREETING.sub("", re.split(r"[.!?…]\s+(?=\S)", question.strip(" ?!.…"))[-1])
    announced = _ANNOUNCED.match(asked)
    rest = asked[announced.end() :] if announced else asked
    if not announced and not _ENUMERATES.search(rest):
        return (asked,)
    ends = [found.span() for found in _APART.finditer(rest)] + [(len(rest), len(rest))]
    several: list[str] = []
    start = 0
    for end, after in ends:
        part = rest[start:end]
        if end == len(rest) or not _is_aside(part, rest[after:]):
            several.append(part)
            start = after
    return tuple(several) if len(several) > 1 else (asked,)


def _is_aside(part: str, after: str) -> bool:
    """Whether what stands before a comma or an "et" is no point of its own: a circumstance, or names in a row."""
    names = all(word[:1].isupper() for word in after.split()[:1])
    return bool(_CIRCUMSTANCE.match(fold(part))) or names or not focus_stems(part) or not focus_stems(after)


def specific(question: str, topic: Topic | None) -> frozenset[str]:
    """What a question is about beyond naming its topic."""
    focus = focus_stems(question)
    if topic is None:
        return focus
    named = " ".join(
        [topic.label, topic.about, *topic.headings, *matches(topic.words + topic.everyday, fold(question))]
    )
    return focus - explained(focus, content_stems(named))


@lru_cache(maxsize=64)
def beyond(question: str, topic: Topic | None) -> frozenset[str]:
    """What a question asks beyond naming its topic; empty where that is one word, which says little by itself."""
    own = specific(question, topic)
    return own if len(own) > 1 else frozenset()


def says_all(own: frozenset[str], said: frozenset[str]) -> bool:
    """Whether a sentence, by the stems of its words, has all that a question asks `beyond` its topic."""
    return bool(own) and explained(own, said) == own


def is_met(point: str, dealing: Sequence[Bearing], topic: Topic | None) -> bool:
    """Whether passages that deal with a topic settle one point of it.

    By an element that the point names; else by a figure of the sort that it wants; else by its own words.
    """
    elements = asked_elements(topic, point) if topic else ()
    if elements:
        return any(tells(found, element, point) for element in elements for found in dealing)
    folded = fold(point)
    texts = [mend(found.passage.text).text for found in dealing]
    if _OFTEN.search(folded):
        return any(_EACH.search(fold(text)) for text in texts)
    sorts = next((sorts for nouns, sorts in _MEASURED if nouns.search(folded)), None)
    if sorts is not None:
        return any(sort_of(figure.unit) in sorts for text in texts for figure in figures(text) if figure.unit)
    own = specific(point, topic)
    said = explained(own, {stem for found in dealing for stem in content_stems(found.passage.indexed)})
    return len(said) >= _HALF * len(own)
