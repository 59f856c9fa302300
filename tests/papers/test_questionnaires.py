"""A questionnaire on paper keeps what the program found apart from what a person decided."""

from dataclasses import replace
from datetime import UTC, datetime

from clausier.domain.answers import Verdict
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.papers import Grid, Heading, Paper, Quotation, Text
from clausier.domain.questionnaires import (
    Decision,
    Format,
    Item,
    LeftOut,
    Line,
    LineState,
    Questionnaire,
    QuestionnaireId,
    Ruling,
    Stage,
)
from clausier.papers.covers import About
from clausier.papers.questionnaires import questionnaire_paper
from clausier.questionnaires.replies import Reply, reply_of
from tests.builders import NOON, reading
from tests.questionnaires.files import ACCEPTED, REJECTED, found

ABOUT = About("Affaire", (reading().document,), "2026-11", "", datetime(2026, 11, 22, 12, tzinfo=UTC))
EDITED = Ruling(Decision.EDITED, NOON, "Ana Roy", Verdict.NOT_FOUND, "Rien de tel.", "vu en réunion")
ASKED = Questionnaire(
    QuestionnaireId("q"), "due diligence.xlsx", Format.XLSX, "ab" * 32, DossierId("a"), frozenset(), Stage.DONE, NOON
)


def reply(number: int, ruling: Ruling | None = None, changed: bool = False, section: str = "") -> Reply:
    item = Item(f"Q{number}", "Et la réversibilité ?", "", "ligne 3", section)
    return reply_of(Line(number, item, LineState.ANSWERED, found(number), ruling=ruling), {}, changed)


def failed(number: int) -> Reply:
    item = Item(f"Q{number}", "?", "", "ligne 4")
    return reply_of(Line(number, item, LineState.FAILED, message="Rien ne va.", advice="Recommencez."), {}, False)


def made(*replies: Reply, asked: Questionnaire = ASKED) -> Paper:
    return questionnaire_paper(asked, replies, ABOUT)


def said(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Text | Heading)]


def rows(paper: Paper) -> list[list[str]]:
    grid = next(block for block in paper.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


def test_the_table_says_what_was_found_where_and_what_a_person_decided() -> None:
    conclusion = found().finding.conclusion
    first, second, third = rows(made(reply(1), reply(2, EDITED), failed(3)))
    assert first[0] == "Q1"
    assert first[2:5] == ["Oui", conclusion.replace(" :", "\u202f:"), "Article\u00a03.2, page\u00a03"]
    assert first[5] == "Non relu"
    assert second[2] == "Oui"
    assert second[5] == "Corrigé par Ana Roy le 2\u00a0mars\u00a02026\u00a0: Non trouvé\nRien de tel.\nvu en réunion"
    assert third[2:4] == ["Sans réponse", "Rien ne va. Recommencez."]


def test_where_several_documents_are_quoted_each_place_says_in_which() -> None:
    one = reply(1)
    assert one.line.answer
    (item, *_) = one.line.answer.finding.evidence
    elsewhere = replace(item, citation=replace(item.citation, document_id=DocumentId("bail"), file="bail.pdf"))
    finding = replace(one.line.answer.finding, evidence=(elsewhere,))
    other = replace(one, line=replace(one.line, answer=replace(one.line.answer, finding=finding)))
    first, second = rows(made(one, other))
    assert first[4] == f"{item.citation.file} · Article\u00a03.2, page\u00a03"
    assert second[4] == "bail.pdf · Article\u00a03.2, page\u00a03"


def test_a_person_s_words_never_stand_with_the_machine_s() -> None:
    texts = said(made(reply(2, EDITED)))
    assert any(text.startswith("Décision d’une personne") and text.endswith("Non trouvé.") for text in texts)
    (machine,) = [text for text in texts if text.startswith("Trouvé par le programme")]
    assert "Oui" in machine
    assert "Rien de tel" not in machine


def test_what_a_person_rejected_stays_in_sight_under_their_decision() -> None:
    paper = made(reply(1, REJECTED))
    texts = said(paper)
    decided = next(at for at, text in enumerate(texts) if "Rejeté par Ana Roy" in text)
    assert decided < next(at for at, text in enumerate(texts) if text.startswith("Trouvé par le programme"))
    assert [block.text for block in paper.blocks if isinstance(block, Quotation)]


def test_the_counts_are_the_program_s_and_the_person_s_apart() -> None:
    texts = said(made(reply(1), reply(2, EDITED), reply(3, ACCEPTED), failed(4)))
    assert texts[0] == "4\u00a0questions\u202f: 3\u00a0oui et 1 sans réponse."
    assert texts[1] == "Relecture\u202f: 1\u00a0acceptée, 1\u00a0corrigée et 1\u00a0non relue."


def test_an_answer_from_other_documents_than_today_s_says_so() -> None:
    warning = "Les documents du dossier ont changé"
    assert any(text.startswith(warning) for text in said(made(reply(1, changed=True))))
    assert not any(text.startswith(warning) for text in said(made(reply(1))))


def test_what_was_not_asked_is_listed_with_its_reason() -> None:
    left = LeftOut("ligne 1", "À remplir par le candidat", "consigne")
    paper = made(reply(1), asked=replace(ASKED, left_out=(left,), notices=("Les images manquent.",)))
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grids[1].rows[0]] == ["ligne 1", "À remplir par le candidat", "consigne"]
    assert grids[1].rows[0][1].quoted
    assert "Les images manquent." in said(paper)
    assert any("1\u00a0passage n’a pas été pris pour une question" in text for text in said(paper))


def test_the_questionnaire_s_own_headings_come_once_each() -> None:
    paper = made(reply(1, section="Fin"), reply(2, section="Fin"), reply(3, section="Prix"))
    headings = [(block.level, block.text) for block in paper.blocks if isinstance(block, Heading)]
    assert [text for level, text in headings if level == 2] == ["Fin", "Prix"]
    assert [level for level, text in headings if text.startswith("Q3")] == [3]


def test_the_cover_names_the_questionnaire_by_its_fingerprint_and_says_that_it_is_not_done() -> None:
    paper = made(reply(1), asked=replace(ASKED, stage=Stage.CANCELLED, total=9, answered=1))
    assert [fact.value for fact in paper.facts if fact.name == "Questionnaire"] == [
        "due diligence.xlsx · SHA-256\u00a0abababababababab…"
    ]
    assert any(text.endswith("1\u00a0question traitée sur 9.") for text in said(paper))
