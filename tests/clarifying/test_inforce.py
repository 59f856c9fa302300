"""A clause is explained as its amendments have made it, and what no longer holds is shown as such."""

from dataclasses import replace
from datetime import date

import pytest

from clausier.domain.glosses import Clarification
from tests.amending.drafted import CONTRACT
from tests.clarifying.desk import clarifier, flat, take_in
from tests.fakes import MemoryLibrary

TODAY = date(2026, 11, 22)


def explained(article: str, body: str, effective: str = "1er janvier 2025") -> Clarification:
    """An article of the contract, once an amendment of these words is tied to it."""
    library = MemoryLibrary()
    contract = take_in(library, "contrat.md", CONTRACT.encode())
    text = f"# Avenant n° 1\n\nau contrat n° INF-7 entre Alderive et Borvane\n\n{body}\n\n## Article 9 – Effet\n\n"
    text += f"Le présent avenant prend effet le {effective}.\n\nFait à Lyon, le 2 décembre 2024.\n\n"
    amendment = take_in(library, "avenant-1.md", f"{text}Pour le Client          Pour le Prestataire\n".encode())
    library.amend(amendment, contract)
    return replace(clarifier(library), today=lambda: TODAY).clarify(contract, article)


def said(found: Clarification) -> str:
    return flat(" ".join(citation.quote for phrase in found.phrases for citation in phrase.citations))


def alerts(found: Clarification) -> str:
    return flat(" ".join(alert.sentence for alert in found.alerts))


REPLACED = """## Article 1 – Préavis

L’article 12.2 est remplacé par : « 12.2 Le préavis est de six (6) mois, réduit à deux (2) mois en cas de faute. »"""
REWORDED = """## Article 1 – Plafond

À l’article 9.1, les mots « cent mille euros (100 000 €) » sont remplacés par « deux cent mille euros (200 000 €) »."""
DELETED = """## Article 1 – Faute lourde

L’article 9.2 est supprimé."""


@pytest.mark.parametrize("article", ["12", "12.2"])
def test_a_replaced_article_is_explained_in_its_new_words(article: str) -> None:
    found = explained(article, REPLACED)
    figures = [figure for phrase in found.phrases for figure in phrase.figures]
    assert "6 mois" in figures
    assert "3 mois" not in figures
    assert "Le préavis est de six (6) mois" in said(found)
    assert "trois (3) mois" not in said(found)
    assert "remplacé par l’avenant n° 1 depuis le 1er janvier 2025" in alerts(found)
    former = [
        citation.quote for alert in found.alerts for citation in alert.citations if "ne valent plus" in alert.sentence
    ]
    assert any("trois (3) mois" in quote for quote in former)
    assert "parle de cet article" not in alerts(found)


def test_an_article_that_is_replaced_whole_is_told_once() -> None:
    whole = REPLACED.replace("L’article 12.2 est remplacé par : « 12.2", "L’article 12 est remplacé par : « 12.1")
    found = explained("12", whole.replace("faute. »", "faute.\n\n12.2 Il court à compter de la réception. »"))
    told = [flat(alert.sentence) for alert in found.alerts]
    assert [one.partition(",")[0] for one in told] == [
        "Article 12 : remplacé par l’avenant n° 1 depuis le 1er janvier 2025. "
        "Le texte expliqué ici est celui qui est en vigueur.",
        "Article 12 : ces mots ne valent plus depuis le 1er janvier 2025.",
    ]
    former = " ".join(citation.quote for citation in found.alerts[1].citations)
    assert all(words in former for words in ("Chaque Partie peut résilier", "trois (3) mois", "la réception"))


def test_a_sentence_whose_words_changed_is_read_across_both_documents() -> None:
    found = explained("9.1", REWORDED)
    assert [flat(figure) for phrase in found.phrases for figure in phrase.figures] == ["200 000 € par an"]
    assert len({citation.document_id for citation in found.phrases[0].citations}) == 2
    assert all(evidence.passage.document_id != found.document.id for evidence in found.evidence)


def test_a_deleted_article_says_nothing_any_more() -> None:
    found = explained("9.2", DELETED)
    assert found.phrases == ()
    assert found.evidence == ()
    assert "n’est plus en vigueur" in alerts(found)


def test_what_is_still_to_come_is_told_and_not_applied() -> None:
    found = explained("12.2", REPLACED, "1er janvier 2028")
    assert "trois (3) mois" in said(found)
    assert "à compter du 1er janvier 2028" in alerts(found)


def test_an_article_that_no_amendment_touches_is_explained_as_before() -> None:
    found = explained("4.1", REPLACED)
    assert "cinq (5) ans" in said(found)
    assert "avenant" not in alerts(found)
