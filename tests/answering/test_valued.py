"""A question that wants a figure is answered by the passage that has it, wherever it stands."""

import pytest

from clausier.domain.answers import Verdict
from tests.answering.asking_tables import Matter, note

PERIOD = note(
    "## Article 1 – Durée",
    "Le contrat dure quatre (4) ans à compter du 1er avril 2027.",
    "## Article 2 – Prix",
    "Le prix est fixé par l’annexe financière. Il est ferme la première année et payé par trimestre échu.",
    "## Article 3 – Organisation",
    "Les Parties se réunissent au siège du Client. Chaque réunion donne lieu à un relevé de décisions. Le déplacement "
    "d’un technicien est facturé soixante-dix euros (70 €) hors taxes par intervention.",
    "## Article 4 – Responsabilité",
    "Le Prestataire répond des dommages directs qu’il cause. Sa responsabilité est plafonnée à cent pour cent (100 %) "
    "du prix annuel, sans pouvoir excéder un million d’euros (1 000 000 €).",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Combien est facturé le déplacement d’un technicien ?", "70 € HT par intervention"),
        ("Quel est le plafond de responsabilité ?", "100 % du prix annuel et 1\u202f000\u202f000 €"),
        ("Durée du contrat ?", "4 ans"),
    ],
)
def test_the_conclusion_tells_the_figure_asked_and_no_other(question: str, told: str) -> None:
    finding = Matter(PERIOD).ask(question)
    assert finding.verdict is None
    assert told in finding.conclusion
    assert finding.conclusion.count("chiffres du passage") == 1


def test_a_question_that_wants_no_figure_is_told_none() -> None:
    finding = Matter(PERIOD).ask("Comment le prix est-il fixé ?")
    assert "chiffres du passage" not in finding.conclusion


def test_a_figure_far_from_the_question_s_words_is_no_answer() -> None:
    finding = Matter(PERIOD).ask("Combien de temps les sauvegardes sont-elles conservées ?")
    assert finding.verdict is Verdict.NOT_FOUND
