"""A questionnaire in counts: what the machine found, and apart what a person made of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from clausier.domain.french import count, listed
from clausier.domain.questionnaires import Decision, Line, LineState
from clausier.render import VERDICTS

DECIDED: Final = {
    Decision.ACCEPTED: ("acceptée", "acceptées"),
    Decision.EDITED: ("corrigée", "corrigées"),
    Decision.REJECTED: ("rejetée", "rejetées"),
}


def tally(lines: Sequence[Line]) -> str:
    """What the machine found, by verdict: "30 questions : 18 oui, 4 partiel et 8 non trouvé."."""
    found = Counter(line.answer.finding.verdict for line in lines if line.answer)
    told = [count(found[verdict], word.lower(), word.lower()) for verdict, word in VERDICTS.items() if found[verdict]]
    told += [f"{found[None]} sans verdict à rendre"] if found[None] else []
    states = Counter(line.state for line in lines)
    told += [f"{states[LineState.FAILED]} sans réponse"] if states[LineState.FAILED] else []
    told += [f"{states[LineState.WAITING]} en attente"] if states[LineState.WAITING] else []
    return f"{count(len(lines), 'question')} : {listed(told)}."


def decided(lines: Sequence[Line]) -> list[str]:
    """What a person made of them: "9 acceptées", "2 corrigées"; nothing where nobody has looked them over."""
    found = Counter(line.ruling.decision for line in lines if line.ruling)
    return [count(found[one], *names) for one, names in DECIDED.items() if found[one]]


def unseen(lines: Sequence[Line]) -> int:
    """How many answers nobody has looked over."""
    return sum(line.ruling is None and line.answer is not None for line in lines)
