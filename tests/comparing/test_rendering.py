"""A comparison as a program and as a person read it."""

import json
from dataclasses import replace

from clausier.comparing.rendering import comparison_line, comparison_text
from tests.comparing.compared import BASE, Desk, against

CHANGED = BASE.replace("six (6) mois", "trois (3) mois").replace("et de Reims", "et de Laon")


def test_a_program_is_given_rows_changes_and_both_sides() -> None:
    line = json.loads(comparison_line(against(CHANGED)).model_dump_json())
    assert (line["kind"], line["a"]["file"], line["b"]["file"]) == ("versions", "a.md", "b.md")
    assert [change["natures"] for change in line["changes"]] == [["figure"], ["wording"]]
    first = line["changes"][0]
    row = line["rows"][first["row"]]
    assert set(row) == {"topic", "label", "relation", "summary", "a", "b", "moved"}
    assert (row["topic"], row["relation"]) == ("resiliation", "different")
    assert set(row["a"]) == {"value", "citations"}
    assert first["a"][0]["article"] == "3"
    assert "six (6) mois" in first["a"][0]["quote"]


def test_a_person_reads_the_figures_first_and_what_is_alike_as_a_number() -> None:
    told = comparison_text(against(CHANGED)).replace("\u00a0", " ").replace("\u202f", " ")
    assert told.index("six (6) mois → trois (3) mois") < told.index("Clause par clause") < told.index("Laon")
    assert "7 clauses identiques." in told
    assert "Recherche faite dans 2 documents" in told


def test_what_amendments_leave_to_be_settled_is_told() -> None:
    compared = replace(against(CHANGED), cautions=("L’avenant n° 2 ne porte pas de date lisible.",))
    assert "ne porte pas de date lisible." in " ".join(comparison_text(compared).split())
    assert comparison_line(compared).cautions == ("L’avenant n°\u00a02 ne porte pas de date lisible.",)


def test_signs_that_command_a_terminal_are_not_shown() -> None:
    odd = CHANGED.replace("Laon", "La\x1b[31mon")
    assert "\x1b" not in comparison_text(Desk().written(BASE, odd))
