"""Makes the measure of what sentences settle, says what it is worth, and writes it where it is shipped.

    python -m evals.adapting.elements [CACHE]

It is learnt from the contracts of `labelled/` and from the clauses of `wordings/`. What it is worth is measured on what
authors wrote, learnt from what others did: of the elements that a contract settles, how many are found in some
sentence of it, and how many of those found are settled.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from clausier.answering.saying import says_something, without_pointers
from clausier.answering.topics import load_topics
from clausier.answering.vectors import stored_vectors
from clausier.answering.vocabulary import load_vocabulary
from clausier.answering.words import in_order
from clausier.auditing.checklists import GENERAL
from clausier.auditing.hearing import heard
from clausier.auditing.naming import plainly
from clausier.auditing.settling import SHIPPED, WORTH, Measure, Row, save_measure, shares, signs
from clausier.bundle import CORPUS
from clausier.domain.documents import Kind
from clausier.domain.folding import fold
from clausier.ports import Encoder
from evals.adapting.wordings import wordings
from evals.amendments.handed import Desk, opened
from evals.golden.labelled import Labelled, labelled
from evals.progress import told
from evals.vectors import default_folder, product_encoder, unwatched

HERE = Path(__file__).with_name("labelled")

_OFTEN = 3  # sentences that a stem stands in: of fewer, nothing is learnt
_KINDS = 1024  # directions that stems are learnt in
_PASSAGE = 0.7  # what a vector's spread is set to; that of stems is 1
_EPOCHS, _BATCH, _RATE, _DECAY, _RARE = 20, 256, 3e-3, 1e-2, 6.0
_ALONE = 0.5  # the weight of a clause that stands in no contract
_SEED = 20261123
_FOLDS = 6  # of authors, each left out in turn
_BARS = (0.35, 0.5, 0.7)

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of a sentence, and what it settles."""

    contract: str  # "" of a clause that stands in none
    heading: str
    said: str
    vector: Row  # of its passage
    about: tuple[Row, Row]  # (e,) each: how far its passage is about each element's topic
    settles: frozenset[str]

    @property
    def author(self) -> str:
        return self.contract.partition("_")[0]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """All sentences at once: `k` rows."""

    worded: Numbers  # (k, s)
    vectors: Numbers  # (k, n)
    settles: Numbers  # (k, e)

    def of(self, rows: NDArray[np.intp]) -> "_Numbers":
        return _Numbers(self.worded[rows], self.vectors[rows], self.settles[rows])


def sentences(desk: Desk, contracts: Sequence[Labelled], blank: Measure) -> Iterator[Sentence]:
    """Every sentence of contracts that says something, as an audit reads it."""
    clausier, dossier = desk.clausier, desk.dossier("appris")
    for done, contract in enumerate(contracts, 1):
        told("contrats", done, len(contracts))
        document = desk.take(dossier, f"{contract.name}.md", contract.source.encode(), Kind.CONTRACT)
        passages = desk.reading(document).passages
        ids = [passage.id for passage in passages]
        meant = clausier.auditor.meanings("", ids)
        vectors = stored_vectors(clausier.vectors, clausier.encoder.identity, ids)
        read = plainly(tuple(passages))
        listened = heard(load_vocabulary(), read)
        settling = {name: [_plain(one) for one in sayings] for name, sayings in contract.settling().items()}
        for plain in read:
            about = shares(blank, plain.passage.id, meant, listened)
            for span, said in plain.said:
                if says_something(said):
                    here = _plain(plain.passage.text[span.start : span.end])
                    settles = frozenset(name for name, sayings in settling.items() if _any_is(sayings, here))
                    heading = plain.named.path[-1] if plain.named.path else ""
                    vector = vectors[plain.passage.id]
                    yield Sentence(contract.name, heading, without_pointers(said), vector, about, settles)


def clauses(encoder: Encoder, blank: Measure) -> Iterator[Sentence]:
    """What settles an element by itself, in no contract."""
    known = [one for one in wordings(load_topics(CORPUS / "topics")).clauses if one.name in blank.elements]
    rows = encoder.encode_passages([one.text for one in known], unwatched)
    nowhere = np.zeros(len(blank.elements), np.float32)
    for one, row in zip(known, rows, strict=True):
        yield Sentence("", "", fold(one.text), row, (nowhere, nowhere), frozenset([one.name]))


def _any_is(labelled: Sequence[str], here: str) -> bool:
    """Whether one of them is this sentence, or the other way round a part of it."""
    return any(one in here or here in one for one in labelled)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def stemmed(blank: Measure, known: Sequence[Sentence]) -> Measure:
    """With the stems that something can be learnt of, and their rarity."""
    found = Counter(stem for one in known for stem in set(in_order(f"{one.heading} . {one.said}")))
    kept = sorted(stem for stem, times in found.items() if times >= _OFTEN)
    rarity = np.array([log(len(known) / (1 + found[stem])) for stem in kept], np.float32)
    return replace(blank, stems={stem: place for place, stem in enumerate(kept)}, rarity=rarity)


def numbers(measure: Measure, known: Sequence[Sentence]) -> _Numbers:
    """A row for each sentence."""
    places = {name: place for place, name in enumerate(measure.elements)}
    settles = np.zeros((len(known), len(places)), np.float32)
    for row, one in enumerate(known):
        settles[row, [places[name] for name in one.settles]] = 1
    worded = np.stack([measure.worded(one.heading, one.said) for one in known])
    return _Numbers(worded, np.stack([one.vector for one in known]), settles)


def learnt(measure: Measure, given: _Numbers, weights: Numbers) -> Measure:
    """The first regression: one for each element, over a few hundred directions of stems and the passage's vector."""
    turned = TruncatedSVD(_KINDS, random_state=_SEED).fit(given.worded)
    directions = (turned.components_.T / turned.transform(given.worded).std()).astype(np.float32)
    centre, spread = given.vectors.mean(0), given.vectors.std() / _PASSAGE
    seen = np.concatenate([given.worded @ directions, (given.vectors - centre) / spread], axis=1)
    weight, bias = _regression(seen, given.settles, weights)
    vectors = weight[_KINDS:] / spread
    return replace(measure, words=directions @ weight[:_KINDS], vectors=vectors, bias=bias - centre @ vectors)


def _regression(seen: Numbers, settles: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """(k, d), (k, e) and (k,) to (d, e) and (e,): logistic, by AdamW (Loshchilov and Hutter, 2019)."""
    torch.manual_seed(_SEED)
    given, right, weigh = (torch.tensor(one) for one in (seen, settles, weights))
    model = torch.nn.Linear(seen.shape[1], settles.shape[1])
    torch.nn.init.zeros_(model.weight)
    torch.nn.init.constant_(model.bias, -5.0)
    optimiser = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
    surprise = torch.nn.BCEWithLogitsLoss(reduction="none", pos_weight=torch.tensor(_RARE))
    for _ in range(_EPOCHS):
        order = torch.randperm(len(given))
        for rows in (order[start : start + _BATCH] for start in range(0, len(given), _BATCH)):
            loss = (surprise(model(given[rows]), right[rows]).sum(1) * weigh[rows]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.weight.detach().numpy().T.copy(), model.bias.detach().numpy().copy()


def weighed(measure: Measure, known: Sequence[Sentence], likely: Numbers, given: _Numbers) -> Measure:
    """The second regression, over what the first says of sentences that it was not learnt from."""
    rows, right = [], []
    for one, row, settles in zip(known, likely, given.settles, strict=True):
        worth = row > WORTH
        rows.append(signs(row, *one.about)[worth])
        right.append(settles[worth])
    model = LogisticRegression(max_iter=2000).fit(np.concatenate(rows), np.concatenate(right))
    return replace(measure, seconds=np.array([*model.coef_[0], model.intercept_[0]], np.float32))


def told_of(measure: Measure, known: Sequence[Sentence], likely: Numbers) -> dict[tuple[str, str], float]:
    """By contract and element, how likely some sentence settles it."""
    found: dict[tuple[str, str], float] = {}
    for one, row in zip(known, likely, strict=True):
        worth = np.flatnonzero(row > WORTH)
        for place, second in zip(worth, measure.second(signs(row, *one.about)[worth]), strict=True):
            key = one.contract, measure.elements[place]
            found[key] = max(found.get(key, 0.0), float(second))
    return found


def main() -> int:
    """Exit status 0."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default_folder()
    contracts = labelled(HERE)
    with opened(folder) as desk:
        desk.clausier.resemblance.prepare(unwatched)
        points = desk.clausier.checklists[GENERAL].points
        names = tuple(f"{point.topic}/{element.id}" for point in points for element in point.expected)
        blank = Measure(desk.clausier.encoder.identity, names)
        inside = list(sentences(desk, contracts, blank))
        alone = list(clauses(product_encoder(folder), blank))
    every = [*inside, *alone]
    measure = stemmed(blank, every)
    given = numbers(measure, every)
    weights = np.array([1.0 if one.contract else _ALONE for one in every], np.float32)
    held = given.of(np.arange(len(inside)))
    likely = np.zeros_like(held.settles)
    for _, apart in GroupKFold(_FOLDS).split(inside, groups=[one.author for one in inside]):
        rest = np.setdiff1d(np.arange(len(every)), apart)
        of_others = learnt(measure, given.of(rest), weights[rest])
        likely[apart] = of_others.first(held.worded[apart], held.vectors[apart])
    measure = weighed(learnt(measure, given, weights), inside, likely, held)
    save_measure(measure)
    print(f"{len(inside)} phrases de {len(contracts)} contrats, {len(alone)} clauses : {SHIPPED}")
    there = {(contract.name, name) for contract in contracts for name in contract.settling()}
    found = told_of(measure, inside, likely)
    for bar in _BARS:
        said = {key for key, one in found.items() if one >= bar}
        print(f"{bar} : trouvés {len(said & there) / len(there):.3f}, justes {len(said & there) / len(said):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
