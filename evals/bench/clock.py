"""Where the time goes: a stopwatch that knows what runs inside what, set around methods from outside.

Only a process that measures holds one; the product knows nothing of it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from time import perf_counter
from typing import Any

READING: Mapping[str, str] = {
    "ingest.pipeline:Ingester.ingest": "structure",
    "clausier.adapters.isolated:IsolatedReading.__call__": "lecture",
    "clausier.adapters.encoder.adapted:AdaptedEncoder.count_tokens": "découpe (jetons)",
    "clausier.adapters.encoder.adapted:AdaptedEncoder.encode_passages": "vecteurs",
    "evals.bench.ours:DrawnVectors.encode_passages": "vecteurs tirés",
    "clausier.adapters.sqlite.library:SqliteLibrary.add": "écriture",
}
"""The steps of taking a file in, by the method that takes each; the first holds the others, and keeps the rest."""

ASKING: Mapping[str, str] = {
    "clausier.desk:Desk.ask": "le reste, journal compris",
    "clausier.amending.inforce:AnswererInForce.find": "texte en vigueur",
    "clausier.amending.inforce:AnswererInForce.standing": "texte en vigueur",
    "clausier.answering.answerer:Answerer.find": "verdict",
    "clausier.answering.answerer:standalone": "réécriture",
    "clausier.answering.topics:TopicIndex.recognised": "sujets",
    "clausier.answering.topics:TopicIndex.nearest": "sujets",
    "clausier.answering.topics:TopicIndex.named": "sujets",
    "clausier.adapters.encoder.adapted:AdaptedEncoder.encode_question": "vecteur de la question",
    "clausier.retrieval:Dense.rank": "vecteurs",
    "clausier.retrieval:Words.rank": "mots",
    "clausier.retrieval:Fused.find": "fusion",
    "clausier.retrieval:Widened.find": "voisins",
    "clausier.adapters.meaning:PassageMeanings.__call__": "sens des passages",
    "clausier.adapters.sqlite.passages:SqlitePassages.passages": "relecture des passages",
    "clausier.adapters.sqlite.library:SqliteLibrary.documents": "liste des documents",
}
"""The steps from a question to its evidence and verdict, likewise."""


class Clock:
    """Seconds by stage, each without those of the stages inside it. For one thread."""

    def __init__(self, now: Callable[[], float] = perf_counter) -> None:
        self.spent: dict[str, float] = {}
        self._now = now
        self._inside: list[float] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done in the block under a name."""
        self._inside.append(0.0)
        started = self._now()
        try:
            yield
        finally:
            whole = self._now() - started
            self.spent[name] = self.spent.get(name, 0.0) + whole - self._inside.pop()
            if self._inside:
                self._inside[-1] += whole

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """The function, counted."""

        def counted(*given: Any, **named: Any) -> Any:
            with self.stage(name):
                return function(*given, **named)

        return counted

    def taken(self) -> dict[str, float]:
        """What was counted since it was last taken."""
        spent, self.spent = self.spent, {}
        return spent


class Steps:
    """Fits the port Watcher: seconds by step, as work tells of them itself."""

    def __init__(self, now: Callable[[], float] = perf_counter) -> None:
        self.spent: dict[str, float] = {}
        self._step = ""
        self._now = now
        self._since = now()

    def __call__(self, step: str, done: int, total: int) -> None:
        now = self._now()
        if self._step:
            self.spent[self._step] = self.spent.get(self._step, 0.0) + now - self._since
        self._step, self._since = "" if done >= total else step, now


def watched(stages: Mapping[str, str], clock: Clock) -> list[str]:
    """Have the methods named counted, in this process, from now on. The stages of which nothing was found."""
    found = {stage for place, stage in stages.items() if _watched(place, stage, clock)}
    return sorted(set(stages.values()) - found)


def _watched(place: str, stage: str, clock: Clock) -> bool:
    found = owner(place)
    if found is None:
        return False
    holder, name = found
    setattr(holder, name, clock.around(getattr(holder, name), stage))
    return True


def owner(place: str) -> tuple[Any, str] | None:
    """What holds the method "module:Class.method", and its name there; None where the code has changed since."""
    module, _, path = place.partition(":")
    *parents, name = path.split(".")
    try:
        holder: Any = import_module(module)
        for parent in parents:
            holder = getattr(holder, parent)
        return (holder, name) if hasattr(holder, name) else None
    except (ImportError, AttributeError):
        return None
