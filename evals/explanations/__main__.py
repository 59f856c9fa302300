"""Has the embedded model word explanations of answers to short contracts and to long ones, for somebody to read.

    python -m evals.explanations [--questions N] [--cache FOLDER] [--keep FILE]

What is in the file already stays as it is. Whoever reads it writes true or false in `right`, sentence by sentence;
`make eval` shows what they found.
"""

import argparse
import sys
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from clausier.adapters.chat.choice import EMBEDDED, choose_model
from clausier.adapters.modelstore import ModelStore
from clausier.answering.explaining import Explainer
from clausier.domain.answers import Explanation, Finding
from clausier.domain.questions import Scope
from clausier.settings import load_settings
from evals.answers.documents import files
from evals.answers.library import opened
from evals.explanations.sample import SAMPLE, Explained, Worded, keep, read_sample
from evals.golden.questions import Half, Question, load
from evals.progress import told
from evals.vectors import default_folder
from prompts import load as prompt

_HALVES: tuple[Half, ...] = ("short-development", "development")
_LOT = 7  # the seed of the draw


def explained(questions: int, folder: Path, worded: Collection[str]) -> Iterator[Explained]:
    """Of as many questions with evidence in each half, drawn by lot; those `worded` before are passed over."""
    settings = load_settings()
    model = choose_model(
        EMBEDDED, ModelStore(settings.models_folder).path_of_chat(), ollama_url=settings.ollama_url, threads=2
    )
    if model is None:
        raise SystemExit("Il manque le modèle de rédaction : lancer « clausier models fetch --all ».")
    explainer = Explainer(model, prompt("explain"))
    for half in _HALVES:
        for done, (question, finding) in enumerate(islice(_found(half, folder), questions), 1):
            told("explications", done, questions)
            if question.id not in worded:
                *_, last = explainer.explain(finding)
                yield _kept(question.id, finding, last)


def _found(half: Half, folder: Path) -> Iterator[tuple[Question, Finding]]:
    """The questions that the contracts answer, in the order of the draw, where evidence was found."""
    golden = load()
    asked = [one for one in golden.of(half) if one.verdict != "non_trouve"]
    Random(_LOT).shuffle(asked)
    with opened(files([one for one in golden.contracts if one.half == half]), told, folder) as shelf:
        for question in asked:
            scope = Scope(shelf.dossier, frozenset(shelf.documents[stem] for stem in question.documents))
            finding = shelf.clausier.answerer.find(question.question, scope)
            if finding.evidence:
                yield question, finding


def _kept(name: str, finding: Finding, last: Explanation) -> Explained:
    quotes = {one.key: one.citation.quote for one in (*finding.evidence, *finding.guidance)}
    sentences = tuple(Worded(one.text, tuple(quotes[key] for key in one.keys)) for one in last.sentences)
    return Explained(name, finding.question, sentences, last.withheld, round(last.seconds, 1))


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.explanations", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=40, help="of each half")
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where what takes long is kept")
    parser.add_argument("--keep", type=Path, default=SAMPLE)
    given = parser.parse_args(arguments)
    before = read_sample(given.keep) if given.keep.exists() else []
    for one in explained(given.questions, given.cache, {one.id for one in before}):
        keep(one, given.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
