"""What a contract's own words tell of its passages: the topics they are on.

Elements are not told so: of those that words claimed in real contracts, most were not there (docs/decisions/0022).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clausier.answering.meaning import UNKNOWN
from clausier.answering.saying import says_something, without_pointers
from clausier.answering.topics import mentioned, without_near_misses
from clausier.answering.vocabulary import Vocabulary
from clausier.auditing.naming import Plain
from clausier.auditing.seeing import FAINT, WHOLLY, Meant
from clausier.domain.documents import PassageId
from clausier.domain.questions import Topic

_SURE = 0.9
"""Of 3: how likely a passage is about a topic by its words, its likeliest sentence by its own, and its vector. Chosen
on eight contracts judged by hand, where silence stays below it; in four others one topic in fifty that is not there
reaches it."""
_AUDIBLE = 0.2  # of 2: less, words say nothing of it, and what it means is not enough


@dataclass(frozen=True, slots=True)
class Heard:
    """What words tell of the passages of one contract; of none, where nothing is known."""

    shares: Mapping[PassageId, Mapping[str, float]] = field(default_factory=dict)  # of 2: by topic

    def is_about(self, topic: Topic, plain: Plain, meant: Meant) -> bool:
        """Whether its words, those of one of its sentences, and what it means agree on the topic."""
        worded = self.shares.get(plain.passage.id, {}).get(topic.id, 0.0)
        meaning = meant.get(plain.passage.id, UNKNOWN).topics
        share = meaning.get(topic.id, 0.0)
        if worded < _AUDIBLE or worded + share < _SURE:
            return False
        if share < FAINT and max(meaning.values(), default=0.0) >= WHOLLY:
            return False
        return not _only_looks_like(topic, " ".join(said for _, said in plain.said))


def _only_looks_like(topic: Topic, folded: str) -> bool:
    """Whether a text names what is taken for the topic, and never the topic itself."""
    cleared = without_near_misses(topic, folded)
    return cleared != folded and not mentioned(topic.words, cleared)


SILENT = Heard()


def heard(vocabulary: Vocabulary, passages: Sequence[Plain]) -> Heard:
    """Every passage of a contract, listened to once for all the topics."""
    return Heard({plain.passage.id: _shares(vocabulary, plain) for plain in passages})


def _shares(vocabulary: Vocabulary, plain: Plain) -> Mapping[str, float]:
    """By topic, the likelihood of a passage with its heading, and that of its likeliest sentence."""
    said = [without_pointers(sentence) for _, sentence in plain.said]
    whole = vocabulary.shares(" ".join([*plain.named.path[-1:], *said]))
    each = [vocabulary.shares(sentence) for sentence in said if says_something(sentence)]
    return {topic: share + max((one.get(topic, 0.0) for one in each), default=0.0) for topic, share in whole.items()}
