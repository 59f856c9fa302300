"""Which questions set contracts side by side, and what is asked of each of them."""

import pytest

from clausier.contrasting.asked import Lean, sought

NAMES = ("valsonne", "vercambre")


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Quelles différences sur la réversibilité ?", "la réversibilité"),
        ("Quelles sont les différences entre Valsonne et Vercambre sur la sauvegarde ?", "la sauvegarde"),
        ("Compare les préavis", "les préavis"),
        ("Peux-tu comparer les pénalités de ces deux contrats ?", "les pénalités"),
        ("En quoi ces deux contrats diffèrent-ils sur les pénalités ?", "les pénalités"),
        ("How do they differ on liability?", "liability"),
        ("What are the differences between these two contracts on data location?", "data location"),
        ("Quelles différences entre ces deux contrats ?", ""),
    ],
)
def test_a_question_for_differences_says_on_what(question: str, about: str) -> None:
    found = sought(question, names=NAMES)
    assert found is not None
    assert found.differences
    assert found.about == about


@pytest.mark.parametrize(
    ("question", "measure", "lean"),
    [
        ("Dans lequel le préavis est-il le plus court ?", "Quel est le préavis ?", Lean.LEAST),
        ("Lequel a le plafond de responsabilité le plus élevé ?", "Quel est le plafond de responsabilité ?", Lean.MOST),
        ("Which contract has the higher liability cap?", "What is the liability cap?", Lean.MOST),
        ("Lequel a la réversibilité la plus longue ?", "Combien de temps dure la réversibilité ?", Lean.MOST),
        ("Le préavis est-il plus court chez Valsonne ou chez Vercambre ?", "Quel est le préavis ?", Lean.LEAST),
        ("Au 1er mars 2025, lequel a le préavis le plus court ?", "Quel est le préavis ?", Lean.LEAST),
        ("De ces deux contrats, lequel coûte le moins cher ?", "Quel est le prix ?", Lean.LEAST),
        ("Lequel me laisse partir plus tôt ?", "Quel est le préavis de sortie anticipée ?", Lean.LEAST),
        ("Which agreement lets us leave earlier?", "Quel est le préavis de sortie anticipée ?", Lean.LEAST),
    ],
)
def test_a_question_for_the_least_or_the_most_asks_a_figure_of_each(question: str, measure: str, lean: Lean) -> None:
    found = sought(question, names=NAMES)
    assert found is not None
    assert (found.measures[0].question, found.lean) == (measure, lean)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Lequel reporte les unités d’œuvre non consommées ?", "reporte les unités d’œuvre non consommées"),
        ("Dans lequel de ces contrats la recette est-elle prévue ?", "la recette est-elle prévue"),
        ("Lequel couvre les sauvegardes : Valsonne ou Vercambre ?", "couvre les sauvegardes"),
    ],
)
def test_any_other_which_is_asked_of_each_as_it_stands(question: str, about: str) -> None:
    found = sought(question, names=NAMES)
    assert found is not None
    assert (found.about, found.measures, found.lean) == (about, (), None)


@pytest.mark.parametrize("question", ["Lequel est le plus favorable ?", "Which one is better for us?"])
def test_an_opinion_is_known_for_one(question: str) -> None:
    found = sought(question)
    assert found is not None
    assert (found.lean, found.measures) == (Lean.OPINION, ())


@pytest.mark.parametrize(
    "question",
    [
        "Quelle différence entre la maintenance corrective et la maintenance évolutive ?",
        "Le délai dans lequel le prestataire doit intervenir est-il fixé ?",
        "Deux papiers se contredisent, lequel gagne ?",
        "C’est lequel le bon ?",
        "Quel contrat prévaut en cas de contradiction ?",
        "Peut-on faire comparer la redevance avec les prix du marché ?",
        "L’audit de reprise a révélé des écarts : qui paie ?",
        "Quel est le plus long préavis du contrat ?",
        "Les sauvegardes sont-elles externalisées sur un site différent ?",
        "Combien de temps avons-nous pour réparer plus vite ?",
    ],
)
def test_a_question_on_one_contract_is_left_alone(question: str) -> None:
    assert sought(question, names=NAMES) is None


def test_a_question_that_goes_on_asks_the_same_of_something_else() -> None:
    differences = sought("Et pour le plafond ?", "Quelles différences sur la réversibilité ?")
    assert differences is not None
    assert (differences.differences, differences.about) == (True, "le plafond")
    least = sought("Et la durée ?", "Lequel a le préavis le plus court ?")
    assert least is not None
    assert (least.measures[0].label, least.lean) == ("Durée", Lean.LEAST)
    assert sought("Et pour le plafond ?", "Quel est le préavis ?") is None


def test_which_of_them_leans_on_what_was_asked_before() -> None:
    found = sought("Et dans lequel est-il le plus court ?", "Quel est le préavis de résiliation ?")
    assert found is not None
    assert found.measures[0].label == "Préavis de résiliation"
