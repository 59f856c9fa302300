"""Makes the map that turns vectors towards the field, says what it is worth, and writes it where it is shipped.

    python -m evals.adapting [CACHE]

It is learnt from `wordings/` and the topics alone. What it is worth is measured on the development half, which it never
saw: the place of the passage that answers among a document's passages, by meaning alone, without the map and with it.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clausier.adapters.encoder import bare_encoder
from clausier.adapters.encoder.adapted import SHIPPED, AdaptedEncoder, Matrix, load_adaptation, save_adaptation
from clausier.adapters.modelstore import ModelStore
from clausier.adapters.resemblance import Wordings, save_wordings
from clausier.answering.topics import load_topics
from clausier.bundle import CORPUS
from clausier.domain.questions import Scope
from clausier.ports import Encoder
from clausier.settings import load_settings
from evals.adapting.learning import learn
from evals.adapting.wordings import wordings
from evals.answers.documents import files
from evals.answers.library import opened
from evals.answers.truth import ReadDocument
from evals.golden.questions import load
from evals.measures import estimate, mean
from evals.progress import told
from evals.vectors import KeptEncoder, default_folder, unwatched

_DEPTHS = (1, 4, 8)


@dataclass(frozen=True, slots=True)
class _Case:
    """A question, the passages of its documents, and which of them answer."""

    question: Matrix
    passages: Matrix
    right: tuple[bool, ...]

    def place(self) -> int:
        """That of the first passage that answers, from 1."""
        scores = self.passages @ self.question
        return 1 + int((scores > scores[np.array(self.right)].max()).sum())


def cases(encoder: Encoder, folder: Path) -> Iterator[_Case]:
    """The development half's questions that have an answer."""
    golden = load()
    contracts = [contract for contract in golden.contracts if contract.half == "development"]
    with opened(files(contracts), told, folder) as shelf:
        clausier = shelf.clausier
        read = {name: ReadDocument(clausier.library.reading(name)) for name in shelf.documents.values()}
        for question in golden.of("development"):
            scope = Scope(shelf.dossier, frozenset(shelf.documents[stem] for stem in question.documents))
            answers = {
                passage
                for gold in question.passages
                for passage in read[shelf.documents[gold.document]].spot(gold).passages
            }
            passages = clausier.passages.passages(scope)
            right = tuple(passage.id in answers for passage in passages)
            if any(right):
                rows = encoder.encode_passages([passage.indexed for passage in passages], unwatched)
                yield _Case(encoder.encode_question(question.question), rows, right)


def main() -> int:
    """Exit status 0."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default_folder()
    encoder = KeptEncoder(bare_encoder(ModelStore(load_settings().models_folder)), folder)
    learnt_from = wordings(load_topics(CORPUS / "topics"))
    questions = np.stack([encoder.encode_question(one.text) for one in learnt_from.questions])
    clauses = encoder.encode_passages([one.text for one in learnt_from.clauses], told)
    asked = list(cases(encoder, folder))
    passage_mean: Matrix = np.concatenate([case.passages for case in asked]).mean(0)
    adaptation = learn(learnt_from, questions, clauses, passage_mean)
    save_adaptation(adaptation, SHIPPED)
    adapted = AdaptedEncoder(encoder, load_adaptation()).identity
    rows = np.concatenate([adaptation.of_questions(questions), adaptation.of_passages(clauses)])
    names = tuple(one.name for one in (*learnt_from.questions, *learnt_from.clauses))
    save_wordings(Wordings(adapted, names, len(questions), rows))
    print(f"{len(learnt_from.questions)} questions, {len(learnt_from.clauses)} clauses : {SHIPPED}, {adaptation.name}")
    turned = [
        _Case(adaptation.of_questions(case.question[None])[0], adaptation.of_passages(case.passages), case.right)
        for case in asked
    ]
    for name, measured in (("sans", asked), ("avec", turned)):
        places = [case.place() for case in measured]
        for depth in _DEPTHS:
            found = estimate([float(place <= depth) for place in places], mean)
            print(f"{name} @{depth} : {found.value:.3f} [{found.low:.3f} – {found.high:.3f}] sur {found.units}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
