"""How far passages deal with a question."""

from clausier.coverage import Rarity, coverage, rarity
from clausier.domain.documents import ClauseId, DocumentId, Passage, PassageId
from clausier.domain.text import Span


def _passage(text: str, *path: str) -> Passage:
    return Passage(PassageId(text), DocumentId("d"), ClauseId("c"), path, "", Span(0, len(text)), (1, 1), text)


QUESTION = "Les sauvegardes sont-elles testées chaque mois ?"
SAID = _passage("Le Prestataire teste les sauvegardes chaque mois et en rend compte.")
HALF = _passage("Le Prestataire rend compte de ses sauvegardes.")
APART = _passage("Les sauvegardes sont conservées un an. Le plan de secours est testé. Un rapport est remis par mois.")
ELSE = _passage("Le Client paie les factures à trente jours.")


def test_what_says_more_of_the_question_deals_more_with_it() -> None:
    scores = [coverage(QUESTION, [passage]) for passage in (SAID, HALF, ELSE)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] > scores[2] == 0


def test_words_of_one_sentence_say_more_than_the_same_words_apart() -> None:
    assert coverage(QUESTION, [SAID]) > max(coverage(QUESTION, [_passage(one)]) for one in APART.text.split(". "))


def test_a_sentence_is_read_under_its_headings() -> None:
    text = "Elles sont testées chaque mois."
    assert coverage(QUESTION, [_passage(text, "Article 12 Sauvegardes")]) > coverage(QUESTION, [_passage(text)])


def test_a_rare_word_counts_for_more() -> None:
    rare = rarity(["la facture du client", "la facture du mois", "la facture et les pénalités"])
    penalty, bill = _passage("Des pénalités sont dues."), _passage("Une facture est due.")
    question = "Quelles pénalités sur la facture ?"
    assert rare.of("penalit") > rare.of("factur")
    assert coverage(question, [penalty], rare) > coverage(question, [bill], rare)
    assert coverage(question, [penalty]) == coverage(question, [bill])
    assert Rarity().of("factur") == 1.0


def test_an_acronym_is_said_by_its_words() -> None:
    spelled = _passage("Le plan de reprise d’activité est testé.")
    assert coverage("PRA testé ?", [spelled]) > coverage("XRA testé ?", [spelled])
    named = {"CDD": "contrat à durée déterminée"}
    fixed = _passage("Un contrat à durée déterminée est possible.")
    assert coverage("CDD possible ?", [fixed], acronyms=named) > coverage("CDD possible ?", [fixed])


def test_nothing_asked_or_nothing_read_is_nothing() -> None:
    assert coverage("est-ce que ?", [SAID]) == 0
    assert coverage(QUESTION, []) == 0
