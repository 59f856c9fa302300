"""The finding: never a yes without a clause that says so, and an absence that says what was read."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from clausier.answering.answerer import Answerer
from clausier.answering.meaning import Meanings, no_meanings
from clausier.answering.topics import TopicIndex
from clausier.domain.answers import Finding, Verdict
from clausier.domain.documents import DossierId
from clausier.domain.questions import Asks, Element, Scope, Topic, Turn
from clausier.errors import UnknownName
from tests.builders import reading
from tests.memory import MemoryDossiers, MemoryLibrary
from tests.search import ByWords

REVERSIBILITY = Topic(
    id="reversibilite",
    label="Réversibilité",
    about="la réversibilité",
    questions=("comment récupérer notre informatique en fin de contrat", "peut-on changer de prestataire"),
    headings=("Réversibilité", "Transférabilité"),
    words=(r"reversibilite", r"transferabilite", r"reprendre l'exploitation"),
    near_misses=(r"reversibilite du teletravail",),
    elements=(
        Element("duree", "durée de l’assistance", (r"pendant .{0,40}\bmois",)),
        Element("plan", "plan de réversibilité", (r"plan de (?:reversibilite|sortie)",)),
        Element("prix", "prix de la réversibilité", (r"sans frais", r"facture\w*", r"gratuit\w*", r"prix")),
    ),
)
PENALTIES = Topic(
    id="penalites",
    label="Pénalités",
    about="les pénalités",
    questions=("que paient-ils en cas de panne",),
    headings=("Pénalités",),
    words=(r"penalites?",),
    near_misses=(r"penalites? de retard de paiement",),
    elements=(Element("plafond", "plafond des pénalités", (r"plafonn?\w*", r"dans la limite de")),),
)
FULL = {
    "Objet": ("Le Prestataire exploite le système d’information du Client.",),
    "Réversibilité": (
        "À la fin du contrat, le Prestataire assure la réversibilité pendant six (6) mois.",
        "Un plan de réversibilité est remis dans les trois mois de la signature.",
        "Les travaux de réversibilité sont facturés au prix du bordereau.",
    ),
    "Pénalités": ("En cas d’indisponibilité, le Prestataire doit des pénalités de 500 € par heure.",),
}
SILENT = {
    "Objet": ("Le Prestataire exploite le système d’information du Client.",),
    "Personnel": ("La réversibilité du télétravail est décidée par chaque Partie pour ses salariés.",),
    "Paiement": ("Les pénalités de retard de paiement sont dues au taux de trois fois l’intérêt légal.",),
}


def find(
    question: str,
    articles: Mapping[str, tuple[str, ...]],
    *history: Turn,
    topics: tuple[Topic, ...] = (REVERSIBILITY, PENALTIES),
    meanings: Meanings = no_meanings,
) -> Finding:
    dossiers = MemoryDossiers()
    library = MemoryLibrary(dossiers)
    dossier = dossiers.create("Affaire").id
    one = reading(dossier=dossier, articles=articles)
    library.add(one, b"file", np.zeros((len(one.passages), 4), dtype=np.float32), "none")
    answerer = Answerer(ByWords(library), library, library, TopicIndex(topics), meanings)
    return answerer.find(question, Scope(dossier), history)


def test_a_clause_that_deals_with_the_topic_is_a_yes_with_its_words_and_page() -> None:
    finding = find("Notre contrat couvre-t-il la réversibilité ?", FULL)
    assert finding.verdict is Verdict.YES
    assert finding.evidence[0].citation.page == 2
    assert all("versibilité" in item.citation.quote for item in finding.evidence)
    assert "réversibilité" in finding.conclusion


def test_a_near_miss_is_not_a_yes() -> None:
    finding = find("Notre contrat couvre-t-il la réversibilité ?", SILENT)
    assert finding.verdict is Verdict.NOT_FOUND
    assert finding.evidence == ()
    assert finding.nearest is not None
    assert (finding.searched.pages, finding.searched.articles) == (3, 3)
    assert finding.searched.missing_annexes == ("Annexe 1",)


def test_late_payment_interest_is_not_a_service_penalty() -> None:
    assert find("Le contrat prévoit-il des pénalités en cas de panne ?", SILENT).verdict is Verdict.NOT_FOUND


def test_an_element_that_the_question_names_decides() -> None:
    assert find("Les pénalités sont-elles plafonnées ?", FULL).verdict is Verdict.NOT_FOUND
    assert find("Y a-t-il un plan de réversibilité ?", FULL).verdict is Verdict.YES


def test_a_thin_clause_is_partial_and_says_what_it_lacks() -> None:
    thin = {"Réversibilité": ("Le Prestataire est tenu d’assurer la réversibilité des services confiés.",)}
    finding = find("Le contrat traite-t-il de la réversibilité ?", thin)
    assert finding.verdict is Verdict.PARTIAL
    assert "plan de réversibilité" in finding.missing


def test_a_name_that_stands_nowhere_forbids_a_plain_yes() -> None:
    finding = find("Le contrat prévoit-il la réversibilité vers Azure ?", FULL)
    assert finding.verdict is Verdict.PARTIAL
    assert "« Azure »" in finding.missing


def test_a_heading_without_substance_is_silence() -> None:
    empty = {"Objet": ("Le Prestataire exploite le système du Client.",), "Réversibilité": ("Sans objet.",)}
    assert find("Le contrat prévoit-il une réversibilité ?", empty).verdict is Verdict.NOT_FOUND


def test_a_question_of_value_has_no_verdict_but_passages() -> None:
    finding = find("Combien de temps dure la réversibilité ?", FULL)
    assert (finding.asks, finding.verdict) == (Asks.VALUE, None)
    assert "six (6) mois" in finding.evidence[0].citation.quote


def test_a_question_of_value_without_an_answer_is_not_found() -> None:
    assert find("Combien coûte la réversibilité ?", SILENT).verdict is Verdict.NOT_FOUND


def test_a_value_that_the_passages_on_the_topic_do_not_give_is_not_found() -> None:
    finding = find("Quel est le plafond des pénalités ?", FULL)
    assert (finding.asks, finding.verdict) == (Asks.VALUE, Verdict.NOT_FOUND)
    assert finding.missing == ("plafond des pénalités",)


def test_a_value_is_looked_for_under_the_second_topic_but_coverage_is_not() -> None:
    only = {"Réversibilité": FULL["Réversibilité"]}
    value = find("Combien pour la réversibilité et les pénalités ?", only)
    assert (value.verdict, value.topics) == (None, ("reversibilite",))
    coverage = find("La réversibilité ou les pénalités sont-elles prévues ?", only)
    assert coverage.topics[0] == "penalites"
    assert coverage.verdict is Verdict.PARTIAL
    assert "à lire avant de conclure" in coverage.conclusion


def test_a_question_on_nothing_in_the_contract_is_not_found() -> None:
    assert find("Le contrat prévoit-il la garde des animaux ?", FULL).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("question", ["La réversibilité des poules ?", "La réversibilité prévoit-elle une licorne ?"])
def test_a_word_that_neither_contract_nor_field_knows_is_no_yes(question: str) -> None:
    assert find(question, FULL).verdict is not Verdict.YES


def test_a_leaning_question_keeps_its_subject() -> None:
    finding = find("Et le prix ?", FULL, Turn("Le contrat prévoit-il la réversibilité ?", "Oui."))
    assert finding.topics == ("reversibilite",)
    assert "prix du bordereau" in " ".join(item.citation.quote for item in finding.evidence)


def test_an_empty_dossier_says_what_to_do() -> None:
    library = MemoryLibrary()
    answerer = Answerer(ByWords(library), library, library, TopicIndex((REVERSIBILITY,)))
    with pytest.raises(UnknownName, match="aucun document"):
        answerer.find("Le contrat prévoit-il la réversibilité ?", Scope(DossierId("vide")))


@pytest.mark.parametrize("question", ["Que dit l’article 2 ?", "Résume l’article 2.1", "Explique l’article 2"])
def test_a_question_on_an_article_shows_that_article(question: str) -> None:
    finding = find(question, FULL)
    assert finding.evidence
    assert all(item.passage.article.startswith("2") for item in finding.evidence)


def test_an_article_that_is_not_there_is_not_found() -> None:
    assert find("Que dit l’article 88 ?", FULL).verdict is Verdict.NOT_FOUND


def test_a_quantity_is_shown_from_the_topics_own_clause_even_where_its_element_is_worded_otherwise() -> None:
    odd = {"Pénalités": ("Chaque heure d’arrêt coûte 500 € au Prestataire, à hauteur de deux mois de redevance.",)}
    finding = find("Les pénalités, plafonnées à combien ?", odd)
    assert (finding.verdict, len(finding.evidence)) == (None, 1)
    assert find("Les pénalités, plafonnées par qui ?", odd).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("clause", "warned"),
    [
        ("Le Prestataire ne doit des pénalités qu’en cas de faute, dans la limite de 5 %.", True),
        ("Le Prestataire doit des pénalités en cas de faute, dans la limite de 5 %.", False),
    ],
)
def test_a_clause_that_denies_or_restricts_is_said_to(clause: str, warned: bool) -> None:
    finding = find("Le contrat prévoit-il des pénalités en cas de faute ?", {"Pénalités": (clause,)})
    assert finding.verdict is Verdict.YES
    assert ("restreint" in finding.conclusion) is warned


def test_words_and_digits_that_disagree_are_both_told() -> None:
    odd = {"Réversibilité": ("Le Prestataire assure la réversibilité pendant six (12) mois.",)}
    assert "6 mois et 12 mois" in find("Combien de temps dure la réversibilité ?", odd).conclusion.replace(
        "\u00a0", " "
    )


def test_a_sentence_that_says_all_that_is_asked_answers_wherever_it_stands() -> None:
    elsewhere = {"Durée": ("Passé un an, les pénalités dues au titre du retard sont plafonnées à 5 % du prix.",)}
    quiet = {"Durée": ("Le contrat est conclu pour trois ans. Les pénalités éventuelles restent dues.",)}
    assert "5 %" in find("À combien les pénalités sont-elles plafonnées ?", elsewhere).evidence[0].citation.quote
    assert find("À combien les pénalités sont-elles plafonnées ?", quiet).verdict is Verdict.NOT_FOUND


def test_how_people_ask_tells_a_questions_topic_and_never_a_clauses() -> None:
    everyday = replace(PENALTIES, everyday=(r"plant\w+",))
    assert TopicIndex((everyday,)).recognised("Ils nous doivent quoi si tout plante ?") == (everyday,)
    clause = {"Incidents": ("En cas de plantage, le Prestataire est tenu de redémarrer le système sans délai.",)}
    assert find("Ils nous doivent quoi si tout plante ?", clause, topics=(everyday,)).verdict is Verdict.NOT_FOUND


def test_two_contracts_of_one_title_are_told_by_their_files() -> None:
    dossiers = MemoryDossiers()
    library = MemoryLibrary(dossiers)
    dossier = dossiers.create("Affaire").id
    for name in ("projet", "signe"):
        one = reading(name, dossier, articles=FULL)
        one = replace(one, document=replace(one.document, title="Contrat de services"))
        library.add(one, b"file", np.zeros((len(one.passages), 4), dtype=np.float32), "none")
    answerer = Answerer(ByWords(library), library, library, TopicIndex((REVERSIBILITY, PENALTIES)))
    finding = answerer.find("Le contrat couvre-t-il la réversibilité ?", Scope(dossier))
    assert {citation.title for citation in finding.citations} == {"projet.pdf", "signe.pdf"}
