"""A row of a table is quoted letter for letter, and read under the names of its columns."""

import json
from dataclasses import replace

from pydantic import TypeAdapter

from clausier.answering.quoting import readable, said, sentences
from clausier.domain.answers import Citation, Evidence
from clausier.domain.text import Span
from clausier.render import answer_line, finding_text
from clausier.ui.export import as_text
from clausier.ui.row import row_shown
from clausier.ui.text import verbatim_items
from tests.builders import reading
from tests.test_render import answer, citation, finding

QUOTE = "Entre 99,00 % et 99,94 %\t10 %"
CELLS = (("Taux de disponibilité", "Entre 99,00 % et 99,94 %"), ("Crédit de service", "10 %"))


def row() -> Citation:
    return replace(citation(), quote=QUOTE, span=Span(0, len(QUOTE)), cells=CELLS)


def evidence(cited: Citation) -> Evidence:
    return Evidence("E1", reading().passages[0], cited)


def test_programs_get_the_cells_beside_the_quotation() -> None:
    told = replace(answer(), finding=replace(finding(), evidence=(evidence(row()),)))
    line = json.loads(answer_line(told).model_dump_json())["citations"][0]
    assert line["quote"] == QUOTE
    assert line["cells"] == [
        {"header": "Taux de disponibilité", "text": "Entre 99,00 % et 99,94 %"},
        {"header": "Crédit de service", "text": "10 %"},
    ]
    assert json.loads(answer_line(answer()).model_dump_json())["citations"][0]["cells"] == []


def test_a_terminal_and_a_copy_show_each_cell_under_its_name() -> None:
    told = replace(finding(), evidence=(evidence(row()),))
    for text in (finding_text(told), as_text(replace(answer(), finding=told), {})):
        assert "Crédit de service\u202f: 10 %" in text
        assert "Entre 99,00 % et 99,94 % | 10 %" in text


def test_a_row_cannot_speak_to_the_terminal() -> None:
    cited = replace(row(), cells=(("Nom\x1b[31m", "valeur\u202e"),))
    text = finding_text(replace(finding(), evidence=(evidence(cited),), conclusion="la ligne « \x1b[31m » du tableau"))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_page_shows_each_cell_under_its_name_and_escapes_both() -> None:
    shown = str(row_shown(replace(row(), cells=(("<b>Taux</b>", "10 %"), ("", "seul")))))
    assert "<dt>&lt;b&gt;Taux&lt;/b&gt;</dt><dd>10 %</dd>" in shown
    assert str(row_shown(citation())) == ""
    assert str(row_shown(replace(row(), cells=(("", "Date"), ("", "15 avril"))))) == ""


def test_rows_are_read_one_by_one() -> None:
    text = "Les crédits sont les\nsuivants :\n\nTaux\tCrédit\n99 %\t10 %\n\nIls sont dus. Toujours."
    assert [span.of(text) for span in sentences(text)] == [
        "Les crédits sont les\nsuivants :",
        "Taux\tCrédit",
        "99 %\t10 %",
        "Ils sont dus.",
        "Toujours.",
    ]
    assert readable(text) == [
        "Les crédits sont les suivants :",
        "Taux | Crédit",
        "99 % | 10 %",
        "Ils sont dus. Toujours.",
    ]
    assert verbatim_items("Taux | Crédit\n99 % | 10 %") == ["Taux | Crédit", "99 % | 10 %"]


def test_a_model_is_given_the_row_that_answers_and_no_other() -> None:
    passage = replace(reading().passages[0], text="Taux\tCrédit\n99 %\t10 %\n95 %\t25 %", headers="")
    cited = replace(row(), cells=(("Taux", "99 %"), ("Crédit", "10 %")))
    assert said(Evidence("E1", passage, cited)) == "Taux : 99 % ; Crédit : 10 %"
    below = replace(passage, text="95 %\t25 %", headers="Taux | Crédit")
    assert said(Evidence("E1", below, citation())) == "Taux | Crédit\n95 % | 25 %"


def test_answers_kept_before_rows_were_cited_can_still_be_read() -> None:
    kept = TypeAdapter(Citation).dump_python(row(), mode="json")
    assert TypeAdapter(Citation).validate_python(kept) == row()
    kept.pop("cells")
    assert TypeAdapter(Citation).validate_python(kept) == replace(row(), cells=())
