"""A sentence that says something else than its sources is never shown."""

import pytest

from clausier.answering.grounding import Draft, Fault, check
from clausier.domain.answers import Citation, Evidence, Sentence, Source
from clausier.domain.documents import ClauseId, DocumentId, Passage, PassageId
from clausier.domain.text import Span

CONVENIENCE = (
    "14.3 Le Client peut résilier le Contrat pour convenance à compter de la deuxième année, moyennant un préavis de "
    "six (6) mois et le versement d’une indemnité de vingt pour cent (20 %) des redevances restant dues."
)
ASSIGNMENT = (
    "22.1 Le Prestataire ne peut pas céder le Contrat à un tiers, sauf accord écrit et préalable du Client, qui "
    "dispose de trente (30) jours ouvrés pour se prononcer."
)


def evidence(key: str, article: str, text: str) -> Evidence:
    span = Span(0, len(text))
    document, passage_id = DocumentId("d"), PassageId(f"d#{key}")
    passage = Passage(passage_id, document, ClauseId("d/c1"), (f"Article {article}",), article, span, (1, 1), text)
    citation = Citation(document, "Contrat", "contrat.pdf", 1, article, text, span, passage_id, Source.CONTRACT)
    return Evidence(key, passage, citation)


GIVEN = {"E1": evidence("E1", "14.3", CONVENIENCE), "E2": evidence("E2", "22.1", ASSIGNMENT)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Le Client peut résilier le contrat pour convenance avec un préavis de six mois.", "E1"),
        ("La résiliation pour convenance suppose un préavis de 6 mois et une indemnité de 20 % des redevances.", "E1"),
        ("Selon l’article 14.3, le Client peut résilier « moyennant un préavis de six (6) mois ».", "E1"),
        ("Le Prestataire ne peut pas céder le contrat à un tiers, sauf accord écrit du Client.", "E2"),
    ],
)
def test_a_faithful_sentence_is_shown(text: str, key: str) -> None:
    assert check(Draft(text, (key,)), GIVEN) == Sentence(text, (key,))


@pytest.mark.parametrize(
    ("text", "key", "fault"),
    [
        ("Le Client peut résilier le contrat pour convenance avec un préavis de sept mois.", "E1", Fault.FIGURE),
        ("Le Client peut résilier pour convenance avec un préavis de six jours.", "E1", Fault.FIGURE),
        ("L’indemnité de résiliation est de 20,5 % des redevances restant dues.", "E1", Fault.FIGURE),
        (
            "Le Client dispose de trente jours pour se prononcer sur la cession à un tiers, sauf accord.",
            "E2",
            Fault.FIGURE,
        ),
        ("Le contrat peut être confié à un tiers au bout de six (6) mois.", "E1", Fault.MISPLACED),
        ("Le Client peut résilier « moyennant un préavis de six (7) mois ».", "E1", Fault.QUOTATION),
        ("Le Prestataire peut céder le contrat à un tiers, sauf accord écrit du Client.", "E2", Fault.POLARITY),
        ("Le Prestataire ne peut pas céder le contrat à un tiers.", "E2", Fault.POLARITY),
        ("Le Client ne peut pas résilier le contrat pour convenance.", "E1", Fault.POLARITY),
        ("Le Client doit résilier le contrat pour convenance avec un préavis de six mois.", "E1", Fault.POLARITY),
        ("Les sauvegardes chiffrées sont conservées dans un centre de données distant.", "E1", Fault.INVENTION),
        ("Le Client peut résilier le contrat pour convenance.", "E7", Fault.NO_SOURCE),
        ("Le Client peut résilier le contrat pour convenance dans les cas suivants :", "E1", Fault.UNFINISHED),
    ],
)
def test_an_unfaithful_sentence_is_withheld(text: str, key: str, fault: Fault) -> None:
    assert check(Draft(text, (key,)), GIVEN) is fault


def test_a_sentence_without_a_source_is_withheld() -> None:
    assert check(Draft("Le Client peut résilier le contrat pour convenance.", ()), GIVEN) is Fault.NO_SOURCE


@pytest.mark.parametrize("digit", "0123457")
def test_a_quotation_altered_by_one_digit_is_refused(digit: str) -> None:
    altered = CONVENIENCE.replace("(6)", f"({digit})")
    assert isinstance(check(Draft(f"Le contrat dit : « {altered} »", ("E1",)), GIVEN), Fault)


def test_a_quotation_that_loses_its_negation_is_refused() -> None:
    altered = ASSIGNMENT.replace("ne peut pas", "peut")
    assert check(Draft(f"Le contrat dit : « {altered} »", ("E2",)), GIVEN) is Fault.QUOTATION


def test_the_true_quotation_is_shown() -> None:
    assert isinstance(check(Draft(f"Le contrat dit : « {ASSIGNMENT} »", ("E2",)), GIVEN), Sentence)


def test_the_question_said_as_if_it_were_so_is_withheld() -> None:
    text = "Les archives sont tenues dans deux salles. Elles restent sur le sol français. Un transfert vaut faute."
    question = "Les archives peuvent-elles être transférées hors de France ?"
    echo = Draft("Les archives peuvent être transférées hors de France.", ("E1",))
    assert check(echo, {"E1": evidence("E1", "5", text)}, question) is Fault.INVENTION
    sourced = {"E1": evidence("E1", "5", f"{text} Les archives peuvent être transférées hors de France sur accord.")}
    assert isinstance(check(echo, sourced, question), Sentence)


def test_which_of_two_durations_is_meant_is_not_guessed_across_languages() -> None:
    notice = "The Provider shall inform the Customer of any breach within twelve (12) hours."
    both = {"E1": evidence("E1", "7", f"Recordings shall be kept for six (6) months. {notice}")}
    wrong = Draft("Le Prestataire prévient le Client d’une intrusion sous six mois.", ("E1",))
    right = Draft("Le Prestataire prévient le Client d’une intrusion sous douze heures.", ("E1",))
    assert check(wrong, both) is Fault.MISPLACED
    assert isinstance(check(right, {"E1": evidence("E1", "7", notice)}), Sentence)
