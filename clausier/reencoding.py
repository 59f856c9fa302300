"""Vectors for what an encoder has not read yet: after a change of encoder, or a crash in the middle of one."""

from clausier.ports import Encoder, VectorStore, Watcher

_STEP = "vecteurs des passages"
_BATCH = 256  # passages put on record at a time: what an interruption may cost


def reencode(encoder: Encoder, store: VectorStore, watch: Watcher) -> int:
    """Encode every passage without a vector of this encoder, and say how many there were.

    Raises what `watch` raises; what is on record by then is not done again.
    """
    # The nearest in length share a batch, so that short ones are not padded to long ones.
    missing = sorted(store.missing(encoder.identity), key=lambda passage: (len(passage.text), passage.id))
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        watch(_STEP, start, len(missing))
        vectors = encoder.encode_passages([passage.indexed for passage in batch], _within(watch, start, len(missing)))
        store.put(encoder.identity, [passage.id for passage in batch], vectors)
    if missing:
        watch(_STEP, len(missing), len(missing))
    return len(missing)


def _within(watch: Watcher, start: int, whole: int) -> Watcher:
    """Passes on how far a batch has come as how far the whole has."""

    def told(step: str, done: int, total: int) -> None:
        watch(_STEP, start + done, whole)

    return told
