"""What a question wants, and what it leans on."""

import pytest

from clausier.answering.asking import asks, leans, places, standalone, subject, wants_advice
from clausier.domain.questions import Asks, Turn


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Le contrat prévoit-il une clause d’audit ?", Asks.COVERAGE),
        ("Y a-t-il un comité de pilotage ?", Asks.COVERAGE),
        ("Peut-on résilier pour convenance et à quel prix ?", Asks.COVERAGE),
        ("Ils peuvent céder le contrat sans notre accord ?", Asks.COVERAGE),
        ("Does the agreement cover data return?", Asks.COVERAGE),
        ("Quel préavis faut-il respecter ?", Asks.VALUE),
        ("Que fait le prestataire au juste ?", Asks.VALUE),
        ("Combien de temps dure l’assistance ?", Asks.VALUE),
        ("Où sont stockées les copies ?", Asks.VALUE),
        ("Le logiciel appartient à qui ?", Asks.VALUE),
        ("How long does the warranty last?", Asks.VALUE),
        ("RTO du PRA pour la paie ?", Asks.VALUE),
        ("prix au mois hors taxes", Asks.VALUE),
        ("Le préavis de résiliation ?", Asks.VALUE),
        ("Le contrat TMA a-t-il un préavis plus court que celui de parc ?", Asks.VALUE),
        ("Le plafond est-il moins élevé que dans l’autre contrat ?", Asks.VALUE),
        ("Is the notice longer than in the hosting agreement?", Asks.VALUE),
        ("Le délai peut-il être plus long que trente jours ?", Asks.COVERAGE),
        ("Sauvegarde : durée, fréquence et tests ?", Asks.COVERAGE),
        ("Délai, préavis et forme de la résiliation ?", Asks.COVERAGE),
        ("Pénalités de retard ?", Asks.COVERAGE),
        ("Le délai est-il prolongé en cas de grève ?", Asks.COVERAGE),
        ("Et en Espagne ? (à propos de : Quel est le délai de paiement ?)", Asks.VALUE),
        ("Et en Espagne ? (à propos de : Peut-on payer à terme échu ?)", Asks.COVERAGE),
        ("Et nous, on peut l’exiger ? (à propos de : Quel est le délai de paiement ?)", Asks.COVERAGE),
        ("Que veut dire « recette » ?", Asks.MEANING),
        ("C’est quoi un PAQ ?", Asks.MEANING),
        ("Explique-moi l’article 12", Asks.MEANING),
    ],
)
def test_what_a_question_wants(question: str, expected: Asks) -> None:
    assert asks(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Et pour le préavis ?", True),
        ("Et dans l’autre sens ?", True),
        ("Combien ?", True),
        ("Quel délai ?", True),
        ("Quelle est la durée de celle-ci ?", True),
        ("Le contrat est-il reconduit tacitement ?", False),
        ("Et si le prestataire est racheté par un concurrent, le contrat continue-t-il ?", False),
    ],
)
def test_what_leans_on_the_conversation(question: str, expected: bool) -> None:
    assert leans(question) is expected


def test_a_leaning_question_gets_the_last_one_that_stood_alone() -> None:
    history = [
        Turn("Le contrat prévoit-il la réversibilité ?", "Oui."),
        Turn("Peut-on résilier pour convenance ?", "Oui."),
        Turn("Et le préavis ?", "Six mois."),
    ]
    assert (
        standalone("Et l’indemnité ?", history) == "Et l’indemnité ? (à propos de : Peut-on résilier pour convenance ?)"
    )


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    history = [Turn("Le contrat prévoit-il la réversibilité ?", "Oui.")]
    assert standalone(" Quel est le tribunal compétent ? ", history) == "Quel est le tribunal compétent ?"


def test_without_a_history_nothing_is_added() -> None:
    assert standalone("Et pour le préavis ?", []) == "Et pour le préavis ?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Devons-nous signer cet avenant ?", True),
        ("Combien devons-nous payer ?", False),
        ("Cette clause est-elle valable ?", True),
        ("La clause d’audit est-elle limitée ?", False),
    ],
)
def test_a_request_for_advice_is_recognised(question: str, expected: bool) -> None:
    assert wants_advice(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Que dit l’article 12.3 ?", ("12.3",)),
        ("Explique les art. 4-2 et l’annexe B", ("4.2", "Annexe B")),
        ("Que devient l’article 18 bis ?", ("18 bis",)),
        ("Que dit l’article 28 du RGPD ?", ()),
        ("L’article L. 1224-1 s’applique-t-il ?", ()),
    ],
)
def test_the_articles_a_question_names(question: str, expected: tuple[str, ...]) -> None:
    assert places(question) == expected


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Décrire les pénalités", "les pénalités"),
        ("Merci de préciser la durée", "la durée"),
        ("Please describe the cap", "the cap"),
        ("Vérifier que le prix est ferme", "Vérifier que le prix est ferme"),
        ("Le prix est-il ferme ?", "Le prix est-il ferme ?"),
    ],
)
def test_what_tells_to_describe_something_is_asked_as_that_thing(told: str, asked: str) -> None:
    assert subject(told) == asked
