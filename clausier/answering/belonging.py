"""Whose matter a question asks: a clause on the liability of one side says nothing of the other's."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from clausier.answering.kin import SIDES
from clausier.answering.quoting import sentences
from clausier.domain.folding import fold
from clausier.domain.questions import Topic
from clausier.domain.text import mend

_BETWEEN = r"(?: [\w'’-]+){0,2}?"  # "responsabilité contractuelle du client"
_OF = r"(?:du|de la|de l['’]|d['’]un|imputable au|incombant au|a la charge du|of the|of a)"
_OPENING = 40  # characters of a sentence in which its subject stands
_BOTH = re.compile(
    r"\b(?:chaque partie|chacune des parties|les parties|l['’]une (?:ou|et) l['’]autre|(?:each|either|both) part)"
)


def of_the_other_side(question: str, topic: Topic, dealing: Sequence[str]) -> str:
    """The words by which a question asks a topic of one side ("responsabilité du client"), where the passages deal with
    it for the other side alone; "" where they do not, or it names no side."""
    asked = _asked_of(question, topic)
    if asked is None:
        return ""
    words, side = asked
    other = next(name for name, _ in SIDES if name != side)
    texts = [fold(mend(text).text) for text in dealing]
    if any(_BOTH.search(text) for text in texts) or _is_of(side, topic, texts):
        return ""
    return words if _is_of(other, topic, texts) else ""


def _asked_of(question: str, topic: Topic) -> tuple[str, str] | None:
    folded = fold(question)
    whole = question if len(folded) == len(question) else folded
    found = [(match, side) for side, _ in SIDES for match in _owned(topic.words, side).finditer(folded)]
    return (whole[found[0][0].start() : found[0][0].end()], found[0][1]) if len(found) == 1 else None


def _is_of(side: str, topic: Topic, texts: Iterable[str]) -> bool:
    """Whether some sentence says the topic to be a side's, or has that side for its subject."""
    owned, led, about = _owned(topic.words, side), _led(side), _about(topic.words)
    return any(
        owned.search(sentence) or (about.search(sentence) and led.match(sentence))
        for text in texts
        for sentence in (span.of(text) for span in sentences(text))
    )


@lru_cache(maxsize=256)
def _owned(words: tuple[str, ...], side: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)}){_BETWEEN} {_OF} ?{_roles(side)}")


@lru_cache(maxsize=256)
def _about(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(words))


@lru_cache(maxsize=4)
def _led(side: str) -> re.Pattern[str]:
    """A sentence whose first party is that side."""
    other = next(name for name, _ in SIDES if name != side)
    return re.compile(rf"(?:(?!\b{_roles(other)}).){{0,{_OPENING}}}?\b{_roles(side)}", re.DOTALL)


def _roles(side: str) -> str:
    return rf"(?:{'|'.join(dict(SIDES)[side])})s?(?!\w)"
