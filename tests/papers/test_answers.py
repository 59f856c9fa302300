"""An answer on paper says what the page says: verdict, quotations with their places, notes apart, the model's words."""

from dataclasses import replace
from datetime import UTC, datetime

from clausier.domain.answers import (
    Amended,
    Answer,
    AnswerId,
    Citation,
    Contrast,
    ConversationId,
    Evidence,
    Explanation,
    Finding,
    Outcome,
    Progress,
    Searched,
    Sentence,
    Source,
    Stand,
    Verdict,
)
from clausier.domain.documents import DocumentId, PassageId
from clausier.domain.papers import Block, Grid, Heading, Quotation, Text
from clausier.domain.questions import Asks
from clausier.domain.text import Span
from clausier.papers.answers import answer_paper, conversation_paper
from clausier.papers.covers import About
from clausier.render import DISCLAIMER
from clausier.reporting import PageReading
from tests.builders import NOON, reading

DOCUMENT = replace(reading().document, file="l'offre.pdf", sha256="3f9c01aa12345678" * 4)
ABOUT = About("Affaire Durand", (DOCUMENT,), "2026-11", "", datetime(2026, 11, 22, 12, tzinfo=UTC))


def citation(quote: str, source: Source = Source.CONTRACT, page: int | None = 9) -> Citation:
    return Citation(
        document_id=DOCUMENT.id,
        title="Réversibilité : les 18 points" if source is Source.GUIDANCE else "Contrat",
        file="l'offre.pdf",
        page=page,
        article="14.2",
        quote=quote,
        span=Span(0, len(quote)),
        passage_id=PassageId("p"),
        source=source,
    )


MONTHS = citation("Le Prestataire assiste le Client pen-\ndant six (6) mois.")
NOTE = citation("Une clause dit qui paie.", Source.GUIDANCE, None)


def finding(verdict: Verdict | None = Verdict.PARTIAL) -> Finding:
    passage = reading().passages[0]
    found = verdict is not Verdict.NOT_FOUND
    return Finding(
        question="Que dit-il de la réversibilité ?",
        standalone="Que dit-il de la réversibilité ?",
        asks=Asks.COVERAGE,
        topics=("reversibilite",),
        verdict=verdict,
        conclusion="Le contrat en traite : il manque le prix.",
        evidence=(Evidence("E1", passage, MONTHS),) if found else (),
        guidance=(Evidence("R1", passage, NOTE),),
        nearest=None if found else MONTHS,
        missing=("le prix",) if found else (),
        searched=Searched(1, 12, 37, unreadable_pages=(4,)),
        support="1 passage retrouvé mot pour mot",
    )


def answer(found: Finding, explanation: Explanation | None = None) -> Answer:
    return Answer(AnswerId("a"), ConversationId(""), NOON, found, explanation, ((DocumentId("d"), "sha"),), 0.1)


def quotations(blocks: tuple[Block, ...]) -> list[Quotation]:
    return [block for block in blocks if isinstance(block, Quotation)]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Text | Heading)]


def test_the_cover_says_what_it_was_made_from() -> None:
    made = answer_paper(answer(finding()), {}, ABOUT)
    assert [(fact.name, fact.value) for fact in made.facts] == [
        ("Dossier", "Affaire Durand"),
        ("Document", "l'offre.pdf (Contrat) · SHA-256\u00a03f9c01aa12345678…"),
        ("Modèle", "aucun"),
        ("Version des repères", "2026-11"),
        ("Date", "22\u00a0novembre\u00a02026"),
    ]
    (grid,) = [block for block in made.blocks if isinstance(block, Grid)]
    assert grid.rows[0][2].text == DOCUMENT.sha256
    assert any("intelligence artificielle" in notice for notice in made.notices)
    assert any(DISCLAIMER[:40] in notice for notice in made.notices)


def test_the_verdict_comes_first_and_the_contract_is_told_from_the_notes() -> None:
    made = answer_paper(answer(finding()), {MONTHS: PageReading.RECOGNISED}, ABOUT)
    assert made.blocks[0] == Text("Partiel – Le contrat en traite\u202f: il manque le prix.", strong=True)
    ours, note = quotations(made.blocks)
    assert (ours.text, ours.mark, ours.guidance) == (
        "Le Prestataire assiste le Client pendant six (6) mois.",
        "1",
        False,
    )
    assert ours.place == "l'offre.pdf · Article\u00a014.2, page\u00a09"
    assert "numérisée" in ours.caution
    assert (note.mark, note.guidance, note.caution) == ("R1", True, "")


def test_an_absence_says_what_was_searched_and_shows_what_came_closest() -> None:
    made = answer_paper(answer(finding(Verdict.NOT_FOUND)), {}, ABOUT)
    said = " ".join(texts(made.blocks))
    assert "qui n’est pas une réponse" in said
    assert "ne veut pas dire «\u00a0interdit\u00a0»" in said
    assert "page\u00a04" in said


def test_the_words_of_a_model_bear_its_name_and_the_numbers_of_the_passages() -> None:
    explanation = Explanation(Progress.COMPLETE, (Sentence("L'aide dure six mois.", ("E1", "R1")),), 2, "qwen3:4b", "p")
    made = answer_paper(answer(finding(), explanation), {}, ABOUT)
    assert made.models == ("qwen3:4b",)
    assert Text("L'aide dure six mois. [1][R1]", model="qwen3:4b") in made.blocks
    assert any("2\u00a0phrases retirées" in text for text in texts(made.blocks))


def test_superseded_words_are_marked_as_such_and_coming_ones_are_not() -> None:
    old, new = citation("Le préavis est de trois mois."), citation("Il est de six mois.")
    by = citation("L’article 12 est remplacé.")
    found = replace(
        finding(), superseded=(Amended(old, by, "Remplacé."),), coming=(Amended(new, None, "À venir en 2027."),)
    )
    shown = {one.text: one.superseded for one in quotations(answer_paper(answer(found), {}, ABOUT).blocks)}
    assert shown[old.quote] is True
    assert (shown[new.quote], shown[by.quote]) == (False, False)


def test_one_order_that_changes_several_words_is_quoted_once_under_all_of_them() -> None:
    first, second = citation("Le préavis est de trois mois."), citation("Il court de l’envoi.")
    by = citation("L’article 12 est remplacé.")
    gone = tuple(Amended(one, by, "Remplacé.") for one in (first, second))
    made = answer_paper(answer(replace(finding(), superseded=gone)), {}, ABOUT)
    shown = [one.text for one in quotations(made.blocks) if not one.guidance and not one.mark]
    assert shown == [first.quote, second.quote, by.quote]


def test_what_amendments_leave_to_be_settled_is_said() -> None:
    found = replace(finding(), cautions=("L’annexe 2 dit autre chose : à confirmer.",))
    assert "L’annexe\u00a02 dit autre chose\u202f: à confirmer." in texts(answer_paper(answer(found), {}, ABOUT).blocks)


def test_contracts_set_side_by_side_are_a_table_with_the_numbers_of_their_passages() -> None:
    stand = Stand(DOCUMENT.id, "Contrat", None, "six mois", ("E1",), "à vérifier")
    found = replace(finding(), contrasts=(Contrast("Préavis", Outcome.UNDECIDED, "Préavis : six mois.", (stand,)),))
    grid = next(block for block in answer_paper(answer(found), {}, ABOUT).blocks if isinstance(block, Grid))
    assert grid.title == "Préavis – à comparer vous-même"
    assert [cell.text for cell in grid.rows[0]] == ["Contrat", "Six mois (à vérifier)", "[1]"]


def test_a_conversation_keeps_its_questions_in_order() -> None:
    second = replace(finding(Verdict.NOT_FOUND), question="Et le prix ?")
    made = conversation_paper("Sortie", [answer(finding()), answer(second)], {}, ABOUT)
    headings = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["Que dit-il de la réversibilité\u202f?", "Et le prix\u202f?"]
    assert made.title == "Sortie"
