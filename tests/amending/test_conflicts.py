"""Two figures on one subject: which one wins, and that a reader is told."""

import pytest

from clausier.domain.amendments import Caveat, Doubt
from clausier.domain.documents import Reading
from tests.amending.drafted import CONTRACT, amendment, in_force, plainly, read

ANNEX = "\n## Annexe 3 – Niveaux de service\n\nDisponibilité des Services : 99,7 %.\n"
ORDER = "L’Annexe 3 est annulée et remplacée par l’Annexe 3 jointe au présent avenant."
SAME = "Disponibilité des Services : 99,9 %."
EFFECT = "Le présent avenant prend effet le 1er mars 2024."


def told(*amendments: Reading, contract: str = CONTRACT) -> list[Caveat]:
    return [one for one in in_force(read(contract), *amendments).caveats if one.doubt is Doubt.CONFLICT]


def test_an_amendment_that_says_so_prevails() -> None:
    change = amendment(ORDER, effect=f"{EFFECT}\n\nIl prévaut sur toute stipulation contraire.", annexes=ANNEX)
    (one,) = told(change)
    assert "99,9 %" in plainly(one.sentence)
    assert "l’avenant n° 1 déclare prévaloir, ce qui retient 99,7 % ; à confirmer" in plainly(one.sentence)
    assert len(one.pieces) == 3


def test_failing_that_the_hierarchy_of_the_documents_decides() -> None:
    (one,) = told(amendment(ORDER, effect=EFFECT, annexes=ANNEX))
    assert "l’article 8.1 prévaut, soit 99,9 % ; à confirmer" in plainly(one.sentence)


def test_failing_both_it_is_to_be_confirmed() -> None:
    silent = CONTRACT.replace("par ordre de priorité décroissante, ", "").replace(
        SAME, "Disponibilité des Services : 99,5 %."
    )
    (one,) = told(contract=silent)
    assert plainly(one.sentence) == "L’article 8.1 dit 99,9 % et l’Annexe 3 dit 99,5 % : à confirmer."


@pytest.mark.parametrize(
    "annexed",
    [
        SAME,
        "Disponibilité des autres Services : 99,5 %.",
        "Sauvegardes réussies : 99,5 %.",
        "Lorsque la disponibilité des Services est inférieure, la pénalité est de 2 %.",
        "Disponibilité des Services : mesurée sous 5 jours.",
    ],
)
def test_another_subject_or_the_same_figure_is_no_conflict(annexed: str) -> None:
    assert told(contract=CONTRACT.replace(SAME, annexed)) == []
