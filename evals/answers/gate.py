"""The few questions that every run of the tests asks again: contracts of the corpus, quick to read, of the development
half."""

from pathlib import Path

from clausier.ports import Watcher
from evals.answers.figures import measured_on
from evals.answers.judging import Judged
from evals.answers.outcome import judge
from evals.figures import Outcome
from evals.golden.questions import load

SET = "garde-fou"
RECORDED = Path(__file__).parents[1] / "results" / "gate.json"
DOCUMENTS = frozenset({"aubrelot_contrat", "valsonne_contrat"})
HELD = (
    "rappel du passage @4",
    "rappel du passage @8",
    "passage cité",
    "verdicts justes",
    "fausse couverture",
    "fausse absence",
    "valeurs justes",
    "citations exactes, à leur page",
)


def gate(watch: Watcher, folder: Path) -> list[Judged]:
    """The replies to every question on these contracts alone."""
    golden = load()
    contracts = [contract for contract in golden.contracts if contract.stem in DOCUMENTS]
    questions = [question for question in golden.of("development") if DOCUMENTS.issuperset(question.documents)]
    return judge(golden, contracts, questions, watch, folder)


def outcome(judged: list[Judged]) -> Outcome:
    """The figures that are held."""
    return Outcome(tuple(measured_on(SET, HELD, judged)))
