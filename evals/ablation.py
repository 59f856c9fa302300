"""What each step of finding brings: the product's retriever beside itself with a step left out or done otherwise.

    python -m evals.ablation [--agreements N] [--cache FOLDER] [--keep FILE]

On the golden set's development half, and on some agreements of the folder that CLAUSIER_DATA names, where there is one.
Differences are taken question by question, so that their intervals are of the difference itself.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.adapters.encoder import bare_encoder
from clausier.adapters.modelstore import ModelStore
from clausier.domain.documents import DocumentId
from clausier.domain.questions import Hit, Query, Scope, Turn
from clausier.ports import Encoder, Passages, Retriever
from clausier.retrieval import MEANING_WEIGHT, Dense, Fused, Scored, Words
from clausier.settings import load_settings
from clausier.wiring import Clausier
from evals.answers.documents import files
from evals.answers.library import opened
from evals.answers.truth import ReadDocument, Spot
from evals.golden.questions import load
from evals.measures import Estimate, estimate, gain_at, hit_at, mean, recall_at, reciprocal_rank
from evals.progress import told
from evals.reading.found import data_folder
from evals.sets.finding import MOST
from evals.sets.parts import Size, means
from evals.sets.shelf import shelved
from evals.sets.sources import conventions
from evals.vectors import KeptEncoder, default_folder, unwatched

RESULTS = Path(__file__).parent / "results" / "ablation.md"
_PRODUCT = "tel que livré"
_DEPTH = 24  # what the product reads before it concludes
_RRF_K, _RRF_DEPTH = 60, 40

Make = Callable[["Ways"], Retriever]
Scores = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scanned:
    """The passages nearest to a vector, every one of them looked at, by the vectors of an encoder of its own."""

    encoder: Encoder
    passages: Passages

    def nearest(self, vector: NDArray[np.float32], scope: Scope, limit: int) -> Scored:
        passages = self.passages.passages(scope)
        cosines = self.encoder.encode_passages([passage.indexed for passage in passages], unwatched) @ vector
        return [(passages[at].id, float(cosines[at])) for at in np.argsort(-cosines, kind="stable")[:limit]]


@dataclass(frozen=True, slots=True)
class Ways:
    """What a variant is made of."""

    words: Words
    dense: Dense
    unturned: Dense  # by the encoder's vectors as they come, not turned towards the field


@dataclass(frozen=True, slots=True)
class ByRank:
    """Two rankings merged by reciprocal rank alone (Cormack, Clarke and Büttcher, 2009)."""

    words: Words
    dense: Dense

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        shares: dict[str, float] = {}
        hits: dict[str, Hit] = {}
        for way in (self.words, self.dense):
            for rank, hit in enumerate(way.find(query, scope, max(limit, _RRF_DEPTH)), 1):
                hits[hit.passage.id] = hit
                shares[hit.passage.id] = shares.get(hit.passage.id, 0.0) + 1 / (_RRF_K + rank)
        return [hits[name] for name in sorted(shares, key=lambda name: (-shares[name], name))][:limit]


@dataclass(frozen=True, slots=True)
class Bare:
    """Another retriever, given the question's own words alone."""

    inner: Retriever

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        return self.inner.find(Query(query.text), scope, limit)


def _fused(ways: Ways, meaning: float = MEANING_WEIGHT) -> Fused:
    return Fused(((ways.words, 1.0), (ways.dense, meaning)), ways.words.passages)


VARIANTS: Mapping[str, Make] = {
    _PRODUCT: _fused,
    "mots seuls": lambda ways: ways.words,
    "sens seul": lambda ways: ways.dense,
    "sens seul, vecteurs non tournés": lambda ways: ways.unturned,
    "vecteurs non tournés": lambda ways: _fused(replace(ways, dense=ways.unturned)),
    "fusion par rangs": lambda ways: ByRank(ways.words, ways.dense),
    "poids du sens 0,4": lambda ways: _fused(ways, 0.4),
    "poids du sens 1,2": lambda ways: _fused(ways, 1.2),
    "articles non espacés": lambda ways: replace(_fused(ways), repeated=1.0),
    "sans les mots du sujet ni des sigles": lambda ways: Bare(_fused(ways)),
}
"""Each is the product but for what its name says."""


@dataclass(frozen=True, slots=True)
class Column:
    """One set: its measures, and what every variant scored on each of its questions."""

    name: str
    measures: tuple[str, ...]
    scores: Mapping[str, Sequence[Scores]]


def golden(folder: Path) -> Column:
    """The development half, each question as the product understands it."""
    asked = load()
    chosen = [contract for contract in asked.contracts if contract.half == "development"]
    with opened(files(chosen), told, folder) as shelf:
        read = {name: ReadDocument(shelf.clausier.library.reading(name)) for name in shelf.documents.values()}
        cases = []
        for question in asked.of("development"):
            spots = [read[shelf.documents[gold.document]].spot(gold) for gold in question.passages]
            scope = Scope(shelf.dossier, frozenset(shelf.documents[name] for name in question.documents))
            history = [Turn(turn.question, turn.answer) for turn in question.history]
            if spots:
                cases.append((_understood(shelf.clausier, question.question, scope, history), scope, spots))
        scores = {
            name: [
                _golden_scores(way.find(query, scope, _DEPTH)[:_DEPTH], spots, read) for query, scope, spots in cases
            ]
            for name, way in _ways(shelf.clausier, folder)
        }
    return Column("questions d’or, développement", ("@4", "@8", "@4 sans élargir", "MRR"), scores)


_NOTHING = Query("")


@dataclass(slots=True)
class _Overheard:
    """A retriever that finds nothing, and remembers what it was asked."""

    query: Query = _NOTHING

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        self.query = query
        return []


def _understood(clausier: Clausier, question: str, scope: Scope, history: Sequence[Turn]) -> Query:
    """What the product looks for when it is asked this."""
    overheard = _Overheard()
    replace(clausier.answerer.plain, retriever=overheard).signs(question, scope, history)
    return overheard.query


def _ways(clausier: Clausier, folder: Path) -> Iterator[tuple[str, Retriever]]:
    bare = KeptEncoder(bare_encoder(ModelStore(load_settings().models_folder)), folder)
    ways = Ways(
        words=Words(clausier.caches.words, clausier.passages),
        dense=Dense(clausier.encoder, clausier.caches.vectors, clausier.passages),
        unturned=Dense(bare, Scanned(bare, clausier.passages), clausier.passages),
    )
    for name, make in VARIANTS.items():
        yield name, make(ways)


def _golden_scores(hits: Sequence[Hit], spots: Sequence[Spot], read: Mapping[DocumentId, ReadDocument]) -> Scores:
    passages = [str(hit.passage.id) for hit in hits]
    articles = [str(read[hit.passage.document_id].article_of(hit.passage)) for hit in hits]
    right = frozenset(str(one) for spot in spots for one in spot.articles)
    exact = frozenset(str(one) for spot in spots for one in spot.passages)
    return (
        hit_at(articles, right, 4),
        hit_at(articles, right, 8),
        hit_at(passages, exact, 4),
        reciprocal_rank(list(dict.fromkeys(articles)), right),
    )


def agreements(data: Path, most: int, folder: Path) -> Column:
    """The smallest agreements; each question is looked for in its own."""
    whole = conventions(data)
    chosen = whole.of(whole.smallest(most))
    encoder = means(Size(rivals=frozenset()), folder, told).encoder
    with shelved(chosen.documents, encoder, told) as shelf:
        scores = {}
        for name, way in _ways(shelf.opened, folder):
            ranked = [(asked, shelf.ranked(way, asked.text, MOST, asked.document)) for asked in chosen.questions]
            scores[name] = [
                (recall_at(found, asked.right, MOST), gain_at(found, asked.right, MOST)) for asked, found in ranked
            ]
    return Column(f"conventions ({len(chosen.documents)} accords)", (f"rappel @{MOST}", f"nDCG@{MOST}"), scores)


def table(columns: Sequence[Column]) -> str:
    """As Markdown: the product's figures, then what each variant changes, with its interval."""
    heads = [f"{column.name} : {measure}" for column in columns for measure in column.measures]
    lines = [["variante", *heads], ["---"] * (len(heads) + 1)]
    for name in VARIANTS:
        lines.append([name, *(cell for column in columns for cell in _cells(column, name))])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _cells(column: Column, name: str) -> Iterator[str]:
    for place in range(len(column.measures)):
        product = [scores[place] for scores in column.scores[_PRODUCT]]
        if name == _PRODUCT:
            yield f"{mean(product):.3f} (n = {len(product)})"
        else:
            changed = [scores[place] for scores in column.scores[name]]
            yield _changed(estimate([now - before for now, before in zip(changed, product, strict=True)], mean))


def _changed(difference: Estimate) -> str:
    """In bold where chance alone does not explain it."""
    shown = f"{difference.value:+.3f} [{difference.low:+.3f} ; {difference.high:+.3f}]"
    return shown if difference.low <= 0 <= difference.high else f"**{shown}**"


_HEADER = """# Ce qu’apporte chaque étape de la recherche

Première ligne : la recherche telle qu’elle est livrée. Lignes suivantes : l’écart avec elle quand une seule chose
change, et son intervalle à 95 %, question par question ; en gras, l’écart que le hasard n’explique pas.
Produit par `python -m evals.ablation`.

"""


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.ablation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--agreements", type=int, default=6, help="how many, the smallest first; 0: all")
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where what takes long is kept")
    parser.add_argument("--keep", type=Path, default=RESULTS)
    given = parser.parse_args(arguments)
    columns = [golden(given.cache)]
    data = data_folder()
    if data is None:
        print("Conventions : non mesurées (la variable CLAUSIER_DATA ne nomme pas de dossier).", file=sys.stderr)
    else:
        columns.append(agreements(data, given.agreements, given.cache))
    given.keep.parent.mkdir(parents=True, exist_ok=True)
    given.keep.write_text(_HEADER + table(columns), "utf-8")
    print(table(columns))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
