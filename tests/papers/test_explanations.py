"""An explained clause on paper: its own words first, a model's apart and by name, every quotation with its place."""

from dataclasses import replace
from datetime import UTC, datetime

from clausier.domain.answers import Explanation, Progress, Sentence
from clausier.domain.documents import Dossier
from clausier.domain.glosses import Clarification
from clausier.domain.papers import Grid, Heading, Paper, Quotation, Text
from clausier.papers.covers import About
from clausier.papers.explanations import explanation_about, explanation_paper
from tests.clarifying.desk import AFFAIRE, clarified, shelf


def made(found: Clarification) -> Paper:
    library, _ = shelf()
    dossier = Dossier(AFFAIRE, "Affaire", datetime(2026, 3, 2, tzinfo=UTC))
    return explanation_paper(found, explanation_about(found, library, dossier))


def said(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Text | Heading)]


def quoted(paper: Paper) -> list[Quotation]:
    return [block for block in paper.blocks if isinstance(block, Quotation)]


def test_the_clause_is_quoted_whole_and_numbered_before_it_is_taken_apart() -> None:
    found = clarified("brumelaine", "34")
    paper = made(found)
    marked = [one for one in quoted(paper) if one.mark.isdigit()]
    assert [one.mark for one in marked] == ["1", "2", "3", "4", "5"]
    assert marked[2].place == "brumelaine-contrat-infogerance-2023.pdf · Article\u00a034.2, page\u00a013"
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings.index("Le texte, mot pour mot") < headings.index("Qui doit quoi")
    assert "Le Client (Manufacture Brumelaine) peut" in headings


def test_every_quotation_stands_in_a_document_of_the_cover() -> None:
    paper = made(clarified("brumelaine", "34"))
    (grid,) = [block for block in paper.blocks if isinstance(block, Grid)]
    files = {row[1].text for row in grid.rows}
    assert {one.place.split(" · ")[0] for one in quoted(paper) if not one.guidance} == files


def test_a_model_s_words_bear_its_name_and_the_numbers_of_the_passages() -> None:
    found = clarified("brumelaine", "34")
    key = next(item.key for item in found.evidence if "vingt-cinq" in item.passage.text)
    explanation = Explanation(Progress.COMPLETE, (Sentence("Il paie un dédit.", (key,)),), 1, "qwen3:4b", "p")
    paper = made(replace(found, explanation=explanation))
    assert Text("Il paie un dédit. [3]", model="qwen3:4b") in paper.blocks
    assert any(fact.name == "Modèle" and fact.value == "qwen3:4b" for fact in paper.facts)
    assert any("1\u00a0phrase retirée" in text for text in said(paper))


def test_without_a_model_none_is_named() -> None:
    paper = made(clarified("brumelaine", "34"))
    assert paper.models == ()
    assert "Explication" not in said(paper)


def test_notes_of_the_field_are_told_from_the_contract() -> None:
    notes = [one for one in quoted(made(clarified("brumelaine", "35"))) if one.guidance]
    assert notes
    assert all(one.mark.startswith("R") for one in notes)


def test_a_clause_with_nothing_beside_it_is_a_paper_all_the_same() -> None:
    found = clarified("brumelaine", "34")
    bare = replace(found, phrases=(), terms=(), pointers=(), laws=(), unsaid=(), alerts=(), glosses=(), guidance=())
    paper = explanation_paper(bare, About("Affaire", (found.document,), "", "", datetime(2026, 3, 2, tzinfo=UTC)))
    assert len(quoted(paper)) == len(found.text)
