"""The pairs, handed to a library: both documents of a pair in a dossier of their own."""

from collections.abc import Sequence

from clausier.domain.documents import DocumentId, Kind
from clausier.ports import Watcher
from evals.amendments.handed import Desk
from evals.comparisons.gold import SIDES, Pair


def handed_in(desk: Desk, pairs: Sequence[Pair], watch: Watcher) -> dict[tuple[str, str], DocumentId]:
    """By the name of the pair and the side."""
    found: dict[tuple[str, str], DocumentId] = {}
    for done, pair in enumerate(pairs, 1):
        watch("paires de documents", done, len(pairs))
        dossier = desk.dossier(pair.name)
        for side in SIDES:
            data = pair.source(side).encode()
            found[pair.name, side] = desk.take(dossier, f"{pair.name}_{side}.md", data, Kind.CONTRACT)
    return found
