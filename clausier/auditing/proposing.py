"""Which checklist a contract calls for, by its own words: its title, its object, its headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausier.auditing.checklists import GENERAL, Known
from clausier.domain.audits import Checklist, Proposal
from clausier.domain.documents import Reading, Role
from clausier.domain.folding import fold
from clausier.domain.questions import Topic
from clausier.domain.text import mend

_TITLE, _OBJECT, _HEADING = 3, 2, 1  # what words weigh, by where they stand
_ENOUGH = 6  # less, a word in passing would choose a checklist: it takes a strong word of the object, or of the title
_FRONT = 1200  # characters before the first article: a title page, and who the parties are
_SUBJECT = "objet_perimetre"


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    text: str
    weight: int


def proposed(reading: Reading, topics: Sequence[Topic], known: Known) -> Proposal:
    """The checklist whose words weigh most, with those words as the contract has them; else the general one."""
    places = list(_places(reading, topics))
    scored = [(score, checklist, words) for checklist in known.values() for score, words in [_score(checklist, places)]]
    score, best, words = max(scored, key=lambda one: one[0])
    return Proposal(best, words) if score >= _ENOUGH else Proposal(known[GENERAL])


def _score(checklist: Checklist, places: Iterable[_Place]) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The sum of the hints, each counted once, where it weighs most; and the words that were met."""
    total, met = 0, list[tuple[str, str]]()
    for hint in checklist.hints:
        found = [(place, words) for place in places if (words := _met(hint.words, place.text))]
        if found:
            place, words = max(found, key=lambda one: one[0].weight)
            total += hint.weight * place.weight
            met.append((words, place.name))
    return total, tuple(met)


def _places(reading: Reading, topics: Sequence[Topic]) -> Iterator[_Place]:
    titles = [clause for clause in reading.clauses if clause.role in (Role.ARTICLE, Role.PART, Role.ITEM, Role.ANNEX)]
    first = min((clause.span.start for clause in titles), default=len(reading.text))
    yield _Place("le titre", f"{reading.document.title} {reading.text[: min(first, _FRONT)]}", _TITLE)
    headings = next((tuple(map(fold, topic.headings)) for topic in topics if topic.id == _SUBJECT), ())
    for clause in titles:
        if clause.heading and any(heading in fold(clause.heading) for heading in headings):
            yield _Place("l’objet", clause.span.of(reading.text), _OBJECT)
    yield _Place("les titres d’articles", "\n".join(clause.heading for clause in titles), _HEADING)


def _met(patterns: Sequence[str], text: str) -> str:
    """The first words of a text that match, as the text has them; "" where none do."""
    mended = mend(text).text
    folded = [fold(character) for character in mended]
    found = re.search(rf"\b(?:{'|'.join(patterns)})\b", "".join(folded))
    if found is None:
        return ""
    origins = [at for at, letters in enumerate(folded) for _ in letters]
    return mended[origins[found.start()] : origins[found.end() - 1] + 1]
