"""A clause made plain: every sentence is there, every quotation is the document's, nothing is said of other clauses."""

import json

import pytest

from clausier.answering.topics import load_topics
from clausier.bundle import CORPUS
from clausier.clarifying.subject import subject_of
from clausier.domain.answers import Citation, Progress
from clausier.domain.glosses import Clarification
from tests.clarifying.desk import CONTRACTS, clarified, clarifier, flat, shelf, written
from tests.fakes import ScriptedModel

ODD = """# Contrat d’infogérance

La société Alba, société anonyme, ci-après « le Client », et la société Borée, société anonyme,
ci-après « le Prestataire ».

## Article 1 – Réversibilité

1.1 Le Prestataire doit assister le Client pendant six (12) mois, selon l’Annexe 4 et l’article 9.

1.2 L’article 1195 du code civil ne joue pas.
"""
AMENDMENT = """# Avenant n° 1 au contrat d’infogérance

Entre Alba et Borée.

## Article 1 – Modification

L’article 1.1 du contrat est remplacé par : « Le Prestataire assiste le Client pendant trois mois. »
"""


def quoted(found: Clarification) -> list[Citation]:
    """Every quotation of the contract that a clarification shows."""
    phrases = [one for phrase in found.phrases for one in (*phrase.citations, *phrase.lead)]
    others = [one for alert in found.alerts for one in alert.citations]
    terms = [one for term in found.terms for one in term.citations]
    return [*found.text, *phrases, *others, *terms, *(one.citation for one in found.pointers)]


@pytest.mark.parametrize("name", ["brumelaine", "valsonne", "hallowmere"])
def test_every_quotation_of_every_article_is_the_documents_own(name: str) -> None:
    library, held = shelf()
    reading = library.reading(held[name])
    texts = {one: library.reading(one).text for one in held.values()}
    pages = {page.number: page.span for page in reading.pages}
    for clause in [clause for clause in reading.clauses if clause.number and clause.parent is None]:
        found = clarified(name, clause.number)
        for citation in quoted(found):
            assert citation.quote == citation.span.of(texts[citation.document_id])
            if citation.document_id == reading.document.id and citation.page:
                assert citation.span.within(pages[citation.page])


@pytest.mark.parametrize("name", ["brumelaine", "valsonne", "hallowmere"])
def test_no_word_of_an_article_is_lost(name: str) -> None:
    library, held = shelf()
    reading = library.reading(held[name])
    for clause in [clause for clause in reading.clauses if clause.number and clause.parent is None]:
        found = clarified(name, clause.number)
        assert "".join("".join(one.quote for one in found.text).split()) == "".join(
            clause.span.of(reading.text).split()
        )
        shown = "".join("".join(one.quote for phrase in found.phrases for one in phrase.citations).split())
        rows = "".join(row.span.of(reading.text) for row in reading.rows if row.span.within(clause.span))
        told = "".join("".join(one.quote for one in found.text[1:] if len(found.text) > 1).split())
        assert rows or len(shown) > len(told) * 0.85


def test_a_french_clause_is_made_plain() -> None:
    found = clarified("brumelaine", "35")
    assert found.topics == ("reversibilite",)
    assert {term.term for term in found.terms} >= {"Prestations", "Date d’Effet", "Redevance mensuelle"}
    assert [pointer.label for pointer in found.pointers] == ["Article 29.3", "Article 28.3"]
    assert "690 € HT par jour-homme" in {flat(figure) for phrase in found.phrases for figure in phrase.figures}
    assert {entry.term for entry in found.glosses} >= {"Réversibilité", "Jour-homme", "Procès-verbal"}
    assert found.guidance
    assert {item.citation.source.value for item in found.guidance} == {"guidance"}


def test_an_english_clause_is_told_in_french() -> None:
    found = clarified("hallowmere", "3.3")
    assert found.english
    assert "120 000 £" in {flat(figure) for phrase in found.phrases for figure in phrase.figures}
    assert clarified("hallowmere", "7").topics == ("niveaux_service", "penalites")


def test_what_a_clause_leaves_out_is_told_with_where_the_document_says_it() -> None:
    unsaid = {one.label: one.elsewhere for one in clarified("brumelaine", "30.3").unsaid}
    elsewhere = unsaid["cas où le plafond ne joue pas"]
    assert elsewhere is not None
    assert elsewhere.article == "30.4"


def test_an_item_of_a_list_is_read_with_the_words_that_open_it() -> None:
    (item,) = [one for one in clarified("valsonne", "6").phrases if "correspondant" in one.citations[0].quote]
    assert "s’engage" in item.lead[0].quote
    assert [stance.force.value for stance in item.stances] == ["duty"]


def test_the_rows_of_a_table_keep_the_names_of_their_columns() -> None:
    cells = [dict(one.citations[0].cells) for one in clarified("brumelaine", "annexe 2, 2").phrases]
    assert {"Priorité": "P1", "Prise en compte (GTI)": "15 minutes"}.items() <= cells[0].items()


def test_what_disagrees_or_is_absent_is_pointed_at() -> None:
    found = written(ODD, "1")
    said = " ".join(flat(alert.sentence) for alert in found.alerts)
    assert "6 mois et 12 mois" in said
    assert "« Annexe 4 », qui n’est ni dans ce fichier ni dans le dossier" in said
    assert "l’article 9, que ce document n’a pas" in said
    assert "1195" not in said
    assert [law.words for law in found.laws] == ["article 1195 du code civil"]
    assert all(not phrase.figures or "mois" not in phrase.figures[0] for phrase in found.phrases)


@pytest.mark.parametrize(("article", "warned"), [("1.1", True), ("1", True), ("1.2", False)])
def test_a_clause_that_an_amendment_names_is_said_to_have_changed(article: str, warned: bool) -> None:
    found = written(ODD, article, AMENDMENT)
    assert any("parle de cet article" in alert.sentence for alert in found.alerts) is warned


def test_an_amendment_of_other_parties_is_none_of_this_contracts() -> None:
    found = written(ODD, "1.1", AMENDMENT.replace("Alba", "Cyan").replace("Borée", "Dune"))
    assert not any("parle de cet article" in alert.sentence for alert in found.alerts)


def test_a_models_words_are_checked_before_they_are_shown() -> None:
    library, held = shelf()
    true = "Le Prestataire ne peut retenir aucune donnée, même en cas de litige ou de facture impayée."
    false = "Le Prestataire peut retenir les données en cas de facture impayée."
    reply = {"phrases": [{"texte": text, "sources": ["E1"]} for text in (true, false)]}
    model = ScriptedModel(json.dumps(reply, ensure_ascii=False))
    desk = clarifier(library, model)
    *_, last = desk.explain(desk.clarify(held["brumelaine"], "35.9"))
    assert last.explanation is not None
    assert last.explanation.state is Progress.COMPLETE
    assert [sentence.text for sentence in last.explanation.sentences] == [true]
    assert last.explanation.withheld == 1
    assert last.explanation.prompt.startswith("clarify@")


def test_without_a_model_nothing_is_reworded() -> None:
    library, held = shelf()
    desk = clarifier(library)
    assert list(desk.explain(desk.clarify(held["brumelaine"], "35.9"))) == []


def test_the_shelf_is_whole() -> None:
    assert set(shelf()[1]) == set(CONTRACTS)


def test_a_title_above_does_not_speak_for_an_article_with_a_title_of_its_own() -> None:
    topics = load_topics(CORPUS / "topics")
    assert subject_of(("Divers", "Matériel et actifs"), (), topics, {}).topics == ()
    assert subject_of(("", "Matériel et actifs"), (), topics, {}).topics[0].id == "materiel_actifs"
