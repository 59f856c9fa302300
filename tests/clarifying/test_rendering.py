"""A clarification as it is read: whole, marked, in French; and as a program reads it."""

import json
from dataclasses import replace

from clausier.clarifying.lines import clarification_line
from clausier.clarifying.rendering import clarification_text, explanation_text
from clausier.domain.answers import Explanation, Progress, Sentence
from clausier.render import WIDTH
from tests.clarifying.desk import clarified, flat


def test_the_text_names_who_owes_what_under_what_terms() -> None:
    text = flat(clarification_text(clarified("brumelaine", "12")))
    assert "Le Client (Manufacture Brumelaine) peut :" in text
    assert "À défaut, ou passé un délai : « À défaut d’accord »." in text
    assert "Chiffres : 4 mois." in text
    assert "brumelaine-contrat-infogerance-2023.pdf · Article 12.2, page 8" in text
    assert "« AVENANT N° 2 » parle de cet article" in text


def test_notes_stand_apart_from_the_contract() -> None:
    before, _, after = clarification_text(clarified("brumelaine", "35")).partition("Notes de référence")
    assert "R14" not in before
    assert "[R1]" in after


def test_no_line_of_prose_is_too_wide() -> None:
    lines = clarification_text(clarified("hallowmere", "3")).splitlines()
    assert [line for line in lines if len(line) > WIDTH and " " in line.strip()] == []


def test_what_a_document_tells_the_terminal_is_not_passed_on() -> None:
    found = clarified("brumelaine", "35.9")
    citation = replace(found.text[0], quote="fin\x1b[2J du texte")
    assert "\x1b" not in clarification_text(replace(found, text=(citation,)))


def test_a_program_reads_the_same() -> None:
    line = json.loads(clarification_line(clarified("brumelaine", "35.9")).model_dump_json())
    (phrase,) = line["phrases"]
    assert phrase["stances"][0]["force"] == "limit"
    assert phrase["stances"][0]["party"]["name"] == "Ostrevane Services Numériques"
    assert phrase["citations"][0]["page"] == 14
    assert phrase["citations"][0]["article"] == line["article"] == "35.9"
    assert line["explanation"] == []
    assert line["model"] is None


def test_a_models_sentence_carries_the_mark_of_its_passage_and_the_models_name() -> None:
    found = clarified("brumelaine", "35.9")
    told = Explanation(Progress.COMPLETE, (Sentence("Rien n’est retenu.", ("E1",)),), 0, "petit", "clarify@1")
    text = flat(explanation_text(replace(found, explanation=told)))
    assert text.startswith("Rien n’est retenu. [1]")
    assert "petit" in text
