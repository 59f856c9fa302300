"""A process that fills a library until it is killed, and says what has been acknowledged: `hard_worker PATH ROUND`."""

import sys
from dataclasses import replace
from pathlib import Path

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.documents import DocumentId, Dossier
from clausier.domain.jobs import JobState, Submission
from tests.builders import ENCODER, answer, reading, vectors_of

DOSSIER = "Affaire"


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def _dossier(store: SqliteStore) -> Dossier:
    known = store.dossiers.all()
    return known[0] if known else store.dossiers.create(DOSSIER)


def _work(store: SqliteStore, dossier: Dossier, name: str) -> DocumentId:
    job = store.jobs.submit(Submission(f"{name}.pdf", name.encode() * 20_000, dossier.id))
    _say("submitted", job.id)
    taken = store.jobs.next()
    assert taken is not None
    read = reading(name, dossier.id)
    store.library.add(read, name.encode() * 20_000, vectors_of(read), ENCODER)
    _say("added", read.document.id, name)
    store.jobs.save(replace(taken[0], state=JobState.DONE, document=read.document.id))
    _say("done", taken[0].id, read.document.id)
    conversation = store.conversations.start(dossier.id, name, frozenset())
    store.conversations.save(answer(read, conversation.id, f"answer-{name}"))
    _say("answered", f"answer-{name}", read.document.id)
    return read.document.id


def _main(path: Path, turn: str) -> None:
    store = SqliteStore.open(path)
    store.jobs.recover()
    dossier = _dossier(store)
    number = 0
    while True:
        number += 1
        document = _work(store, dossier, f"d{turn}n{number}")
        if number % 3 == 0:
            _say("forgetting", document)
            store.library.forget(document)
            _say("forgotten", document)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
