"""What a program reads is exactly what the design says; what a terminal shows is French, and harmless."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from clausier.domain.answers import (
    Answer,
    AnswerId,
    Citation,
    ConversationId,
    Evidence,
    Explanation,
    Finding,
    PagesOf,
    Progress,
    Searched,
    Sentence,
    Source,
    Verdict,
)
from clausier.domain.documents import DocumentId, PassageId
from clausier.domain.questions import Asks
from clausier.domain.text import Span
from clausier.render import (
    FailureLine,
    answer_line,
    explanation_notes,
    finding_text,
    harmless,
    place,
    searched_sentence,
    sentence_text,
)
from clausier.reporting import PageReading
from tests.builders import reading

UNREAD = PagesOf(DocumentId("d1"), "Contrat d’infogérance", "contrat.pdf", (4,))
UNSURE = replace(UNREAD, pages=(5, 6))
QUOTE = "Le Prestataire\nassiste le Client pendant six mois."


def citation(article: str = "14.2", page: int | None = 9, source: Source = Source.CONTRACT) -> Citation:
    return Citation(
        document_id=DocumentId("d1"),
        title="Contrat d’infogérance",
        file="contrat.pdf",
        page=page,
        article=article,
        quote=QUOTE,
        span=Span(0, len(QUOTE)),
        passage_id=PassageId("d1/14.2#0"),
        source=source,
    )


def finding() -> Finding:
    passage = reading().passages[0]
    return Finding(
        question="Réversibilité ?",
        standalone="Réversibilité ?",
        asks=Asks.COVERAGE,
        topics=("reversibilite",),
        verdict=Verdict.PARTIAL,
        conclusion="Le contrat traite de la réversibilité : il manque le prix.",
        evidence=(Evidence("E1", passage, citation()),),
        guidance=(Evidence("R1", passage, citation(article="", page=None, source=Source.GUIDANCE)),),
        nearest=None,
        missing=("prix de l'assistance",),
        searched=Searched(1, 19, 37, (4,), ("Annexe 3",), (UNREAD,), (UNSURE,)),
        support="1 passage retrouvé mot pour mot",
    )


EXPLANATION = Explanation(
    state=Progress.COMPLETE,
    sentences=(Sentence("L’assistance dure six mois.", ("E1",)), Sentence("Rien n’est dit du prix.", ("E1",))),
    withheld=1,
    model="qwen3:8b",
    prompt="explain@00000000",
    seconds=4.1239,
)


def answer(explanation: Explanation | None = EXPLANATION) -> Answer:
    return Answer(
        id=AnswerId("a1"),
        conversation=ConversationId(""),
        at=datetime(2026, 11, 22, tzinfo=UTC),
        finding=finding(),
        explanation=explanation,
        documents=((DocumentId("d1"), "0" * 64),),
        seconds=0.12345,
    )


def test_the_json_of_an_answer_is_the_public_one() -> None:
    assert json.loads(answer_line(answer(), "q1").model_dump_json()) == {
        "id": "q1",
        "question": "Réversibilité ?",
        "verdict": "partiel",
        "conclusion": "Le contrat traite de la réversibilité\u202f: il manque le prix.",
        "explanation": "L’assistance dure six mois. Rien n’est dit du prix.",
        "citations": [
            {
                "document": "d1",
                "file": "contrat.pdf",
                "page": 9,
                "article": "14.2",
                "quote": QUOTE,
                "source": "contract",
                "reading": None,
                "cells": [],
            },
            {
                "document": "d1",
                "file": "contrat.pdf",
                "page": None,
                "article": "",
                "quote": QUOTE,
                "source": "guidance",
                "reading": None,
                "cells": [],
            },
        ],
        "missing": ["prix de l'assistance"],
        "superseded": [],
        "coming": [],
        "cautions": [],
        "contrasts": [],
        "nearest": None,
        "searched": {
            "documents": 1,
            "pages": 19,
            "articles": 37,
            "unreadable_pages": [4],
            "missing_annexes": ["Annexe 3"],
            "unreadable": [{"document": "d1", "file": "contrat.pdf", "pages": [4]}],
            "to_check": [{"document": "d1", "file": "contrat.pdf", "pages": [5, 6]}],
        },
        "support": "1\u00a0passage retrouvé mot pour mot",
        "model": "qwen3:8b",
        "seconds": {"evidence": 0.123, "explanation": 4.124},
    }


def test_the_keys_come_in_their_order_on_one_line() -> None:
    line = answer_line(answer()).model_dump_json()
    assert "\n" not in line
    keys = "id question verdict conclusion explanation citations missing superseded coming"
    keys += " cautions contrasts nearest searched support model seconds"
    assert " ".join(json.loads(line)) == keys


@pytest.mark.parametrize(
    "explanation", [None, replace(EXPLANATION, state=Progress.INTERRUPTED, sentences=(), note="Plus de réponse.")]
)
def test_without_a_sentence_there_is_no_explanation_and_no_model(explanation: Explanation | None) -> None:
    line = answer_line(answer(explanation))
    assert (line.id, line.explanation, line.model, line.seconds.explanation) == ("a1", None, None, None)


def test_words_that_are_not_sure_are_told_to_programs_and_people() -> None:
    readings = {citation(): PageReading.RECOGNISED}
    line = answer_line(answer(), readings=readings)
    assert [one.reading for one in line.citations] == ["recognised", None]
    assert json.loads(line.model_dump_json())["citations"][0]["reading"] == "recognised"
    caution = "page\u00a09\n    Page numérisée\u202f: texte reconnu, vérifiez sur l’image.\n"
    assert caution in finding_text(finding(), readings)
    assert "vérifiez" not in finding_text(finding())
    nearest = replace(finding(), verdict=Verdict.NOT_FOUND, evidence=(), guidance=(), nearest=citation())
    assert "deux lectures diffèrent" in finding_text(nearest, {citation(): PageReading.DISPUTED})


def test_a_question_of_value_has_no_verdict() -> None:
    asked = replace(answer(), finding=replace(finding(), verdict=None, asks=Asks.VALUE))
    assert json.loads(answer_line(asked).model_dump_json())["verdict"] is None
    assert finding_text(asked.finding).startswith("Le contrat traite")


def test_a_failure_names_its_question() -> None:
    line = FailureLine(id="q2", question="?", error="Non.").model_dump_json()
    assert json.loads(line) == {"id": "q2", "question": "?", "error": "Non."}


@pytest.mark.parametrize(
    ("article", "page", "expected"),
    [
        ("14.2", 9, "Article\u00a014.2, page\u00a09"),
        ("31.II", None, "Article\u00a031.II"),
        ("IV", 2, "Article\u00a0IV, page\u00a02"),
        ("Annexe 2", 3, "Annexe\u00a02, page\u00a03"),
        ("Annexe 2, 4.1", None, "Annexe\u00a02, 4.1"),
        ("", 3, "page\u00a03"),
        ("", None, ""),
    ],
)
def test_a_place_is_named_as_a_reader_would(article: str, page: int | None, expected: str) -> None:
    assert place(citation(article, page)) == expected


def test_a_terminal_sees_verdict_then_quotations_then_what_was_searched() -> None:
    text = finding_text(finding())
    order = [
        "Partiel – Le contrat traite de la réversibilité\u202f: il manque le prix.",
        "Non relevé\u202f: prix de l’assistance.",
        "[1] «\u00a0Le Prestataire assiste le Client pendant six mois.\u00a0»",
        "contrat.pdf · Article\u00a014.2, page\u00a09",
        "ce n’est pas votre contrat",
        "Contrat d’infogérance\n",
        "1\u00a0passage retrouvé mot pour mot",
        "Recherche faite dans 1\u00a0document, 19\u00a0pages et 37\u00a0articles.",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def silent() -> Finding:
    return replace(
        finding(), verdict=Verdict.NOT_FOUND, evidence=(), guidance=(), missing=(), nearest=citation(), support=""
    )


def test_not_found_shows_the_nearest_passage() -> None:
    text = finding_text(silent())
    assert text.startswith("Non trouvé – ")
    assert text.index("Le passage le plus proche") < text.index("assiste le Client")


def test_what_could_not_be_read_is_said() -> None:
    searched = Searched(2, 0, 8, (3, 7), ("Annexe 1", "Annexe 4"))
    sentence = searched_sentence(searched)
    assert sentence.startswith("Recherche faite dans 2\u00a0documents et 8\u00a0articles.")
    assert "donc non examinées\u202f: pages\u00a03 et 7." in sentence
    assert "Citées mais absentes du dossier\u202f: Annexe\u00a01 et Annexe\u00a04." in sentence


def test_only_an_absence_is_less_sure_for_pages_that_are_to_be_checked() -> None:
    caution = "Lecture incertaine, à vérifier sur l’image\u202f: pages\u00a05 et 6."
    assert caution in finding_text(silent())
    assert "incertaine" not in finding_text(finding())


def test_a_title_cannot_speak_to_the_terminal_either() -> None:
    hostile = replace(UNREAD, title="\x1b[2JContrat")
    searched = Searched(2, 19, 37, (4,), (), (hostile, UNSURE), (hostile,))
    assert "\x1b" not in finding_text(replace(silent(), searched=searched))


def test_a_document_cannot_speak_to_the_terminal() -> None:
    assert harmless("a\x1b[31mb\u202ec\x07\r\nd") == "a[31mbc\nd"
    hostile = replace(citation(), quote="\x1b]0;titre\x07six mois", file="\x1b[2Jcontrat.pdf")
    shown = finding_text(replace(finding(), evidence=(replace(finding().evidence[0], citation=hostile),)))
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_sentence_bears_the_numbers_of_its_passages() -> None:
    assert sentence_text(Sentence("Il dure six mois.", ("E1", "R1")), finding()) == "Il dure six mois. [1][R1]"


def test_an_explanation_says_who_wrote_it_and_what_was_withheld() -> None:
    said = explanation_notes(EXPLANATION).replace("\n", " ")
    assert "modèle qwen3:8b, à relire" in said
    assert "1 phrase retirée" in said.replace("\u00a0", " ")


def test_an_interrupted_explanation_says_why() -> None:
    said = explanation_notes(replace(EXPLANATION, state=Progress.INTERRUPTED, sentences=(), withheld=0, note="Panne."))
    assert said == "Panne."


def test_an_absence_carries_the_passage_that_came_closest() -> None:
    lost = replace(finding(), verdict=Verdict.NOT_FOUND, evidence=(), guidance=(), nearest=citation())
    line = answer_line(replace(answer(), finding=lost))
    assert line.citations == ()
    assert line.nearest is not None
    assert (line.nearest.article, line.nearest.quote) == ("14.2", QUOTE)
