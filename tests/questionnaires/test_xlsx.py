"""Workbooks: the column of questions is found, and the answers stand beside it, the rest untouched."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from clausier.adapters.questionnaires.xlsx import Workbooks
from clausier.domain.answers import Verdict
from clausier.domain.questionnaires import Decision, Ruling
from clausier.errors import UnreadableFile
from clausier.questionnaires.formats import format_of
from tests.builders import NOON
from tests.questionnaires.files import ACCEPTED, REJECTED, filled, saved, sheet_of, workbook

FORM = Workbooks()
HEADED = (
    ("Audit d’acquisition", None, None),
    ("N°", "Points à vérifier", "Priorité"),
    (None, "Fin du contrat", None),
    ("1.1", "Réversibilité et transfert des données", "haute"),
    ("1.2", "Le préavis est-il de six mois ?", "basse"),
)
ADDED = ["Verdict", "Réponse", "Citation", "Article", "Page", "Document", "Vérifié", "Note"]


def row(data: bytes, number: int, at: int = 0) -> dict[str, object]:
    """A row of the answered sheet by the names of the columns that were added."""
    sheet = sheet_of(data, at)
    (header,) = [cells for cells in sheet.iter_rows() if "Verdict" in [cell.value for cell in cells]]
    first = next(cell.column for cell in header if cell.value == "Verdict")
    return {name: sheet.cell(number, column).value for column, name in enumerate(ADDED, first)}


def test_a_header_announces_the_questions_whatever_their_form() -> None:
    read = FORM.read(saved(workbook(*HEADED)))
    assert [(item.name, item.text, item.section) for item in read.items] == [
        ("1.1", "Réversibilité et transfert des données", "Fin du contrat"),
        ("1.2", "Le préavis est-il de six mois ?", "Fin du contrat"),
    ]
    assert read.items[0].where == "feuille « Questions », ligne 4"
    assert [(one.text, one.reason) for one in read.left_out] == [
        ("Audit d’acquisition", "avant les questions"),
        ("Fin du contrat", "titre"),
    ]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        (("Question n°", "Question", "Type de question"), 2),
        (("Ref", "Requirement", "Comment"), 2),
        (("Thème", "Points à contrôler", "Réponse"), 2),
        (("Questions", "Theme", "Answer"), 1),
    ],
)
def test_the_column_of_questions_is_told_from_its_neighbours(header: tuple[str, ...], column: int) -> None:
    texts = ("a", "Audit rights over subcontractors", "Exit plan and its price")
    rows = [[text if at == column else f"x{at}" for at in (1, 2, 3)] for text in texts[1:]]
    read = FORM.read(saved(workbook(header, *rows)))
    assert [item.text for item in read.items] == list(texts[1:])


def test_without_a_header_the_cells_that_ask_tell_the_column() -> None:
    rows = (("A", "Is there a liability cap?", 3), ("B", "Quel est le préavis", 4), ("C", "à voir", 5))
    read = FORM.read(saved(workbook(*rows)))
    assert [item.text for item in read.items] == ["Is there a liability cap?", "Quel est le préavis"]
    assert [(one.where, one.text) for one in read.left_out] == [("feuille « Questions », ligne 3", "à voir")]


def test_every_sheet_is_read_and_hidden_ones_are_told() -> None:
    book = workbook(("Question",), ("Le prix est-il révisable ?",))
    for title, text in (
        ("Social", "Y a-t-il un transfert de personnel ?"),
        ("Masquée", "Qui signe ?"),
        ("Notes", "rien"),
    ):
        book.create_sheet(title).append([text])
    book["Masquée"].sheet_state = "hidden"
    read = FORM.read(saved(book))
    assert [item.place for item in read.items] == ["Questions!2", "Social!1"]
    assert {(one.where, one.reason) for one in read.left_out} == {
        ("feuille « Masquée »", "feuille masquée"),
        ("feuille « Notes »", "aucune question reconnue"),
    }


def test_the_answers_stand_in_columns_of_their_own() -> None:
    data = filled(FORM, saved(workbook(*HEADED)))
    told = row(data, 4)
    assert told["Verdict"] == "Oui"
    assert told["Réponse"] == "Le contrat traite de la réversibilité."
    assert str(told["Citation"]).startswith("«\u00a03.2 L’assistance est due même en cas de résiliation")
    assert (told["Article"], told["Page"], told["Document"]) == ("3.2", "3", "contrat.pdf")
    assert told["Vérifié"] == "Non relu"
    assert "coût de la réversibilité" in str(told["Note"])
    assert row(data, 3) == dict.fromkeys(ADDED)


def test_every_other_cell_and_width_stays_as_it_was() -> None:
    book = workbook(*HEADED)
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:C1")
    sheet["E9"] = "=SUM(C4:C5)"
    sheet["B4"].font, sheet["B4"].fill = Font(bold=True, color="FF0000"), PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["B"].width = 77.5
    sheet.row_dimensions[4].height = 40
    sheet.freeze_panes, sheet.auto_filter.ref = "A3", "A2:C5"
    given = saved(book)
    was, now = sheet_of(given), sheet_of(filled(FORM, given))
    for cells in was.iter_rows():
        for cell in cells:
            same = now[cell.coordinate]
            assert (same.value, same.data_type) == (cell.value, cell.data_type)
            assert repr((same.font, same.fill, same.alignment)) == repr((cell.font, cell.fill, cell.alignment))
    assert now.merged_cells == was.merged_cells
    assert (now.column_dimensions["B"].width, now.row_dimensions[4].height) == (77.5, 40)
    assert (now.freeze_panes, now.auto_filter.ref) == ("A3", "A2:C5")
    assert now["F2"].value == "Verdict"


def test_widths_said_of_many_columns_at_once_never_overlap_ours() -> None:
    book = workbook(*HEADED)
    sheet = book.worksheets[0]
    group = sheet.column_dimensions["C"]
    group.min, group.max, group.width, group.hidden = 3, 16384, 33, True
    data = filled(FORM, saved(book))
    with ZipFile(BytesIO(data)) as archive:
        assert b"<cols>" in archive.read("xl/worksheets/sheet1.xml")
    taken = [range(one.min, one.max + 1) for one in sheet_of(data).column_dimensions.values()]
    assert sum(map(len, taken)) == len(set().union(*taken))
    now = sheet_of(data).column_dimensions
    assert (now["C"].width, now["C"].hidden, now["L"].width, now["L"].hidden) == (33, True, 33, True)
    assert not now["D"].hidden


def test_merged_questions_are_answered_once_in_their_first_row() -> None:
    book = workbook(("Question", "Réponse"), ("Quelle est la durée ?",), (None,), ("Quel est le prix ?",))
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("B2:D3")
    data = filled(FORM, saved(book))
    assert [sheet_of(data).cell(number, 5).value for number in (1, 2, 3, 4)] == ["Verdict", "Oui", None, "Oui"]


def test_a_theme_merged_beside_several_questions_makes_none_of_them_a_title() -> None:
    book = workbook(("Thème", "Question"), ("Fin", "Préavis"), (None, "Réversibilité"), ("Prix", "Indice"))
    book.worksheets[0].merge_cells("A2:A3")
    assert [item.text for item in FORM.read(saved(book)).items] == ["Préavis", "Réversibilité", "Indice"]


def test_a_question_that_speaks_to_the_spreadsheet_is_text_and_so_is_its_answer() -> None:
    hostile = ('=HYPERLINK("http://x";"Quel prix ?")', "+1+cmd|' /C calc'!A0 ?", "@SUM(A1) est-il dû ?", "_x0041_ ?")
    book = workbook(("Question",))
    for number, text in enumerate(hostile, 2):
        book.worksheets[0].cell(number, 1).value = text
        book.worksheets[0].cell(number, 1).data_type = "s"
    ruling = Ruling(Decision.EDITED, NOON, '=cmd|"A"', Verdict.YES, '=HYPERLINK("http://x")\x00\ud800', "-2+3")
    given = saved(book)
    data = filled(FORM, given, {1: ruling})
    assert [item.text for item in FORM.read(given).items] == list(hostile)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    formulas = [cell.coordinate for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]
    assert formulas == []
    assert row(data, 2)["Réponse"] == '=HYPERLINK("http://x")'
    assert sheet.cell(2, 3).quotePrefix


def test_what_a_person_decided_is_told_from_what_the_machine_said() -> None:
    edited = Ruling(Decision.EDITED, NOON, "Ana Roy", Verdict.NOT_FOUND, "Rien au contrat.", "relu à deux")
    rows = [("Question",), *([f"Le point {n} est-il prévu ?"] for n in (1, 2, 3, 4))]
    data = filled(FORM, saved(workbook(*rows)), {1: ACCEPTED, 2: edited, 3: REJECTED})
    accepted, changed, refused, unseen = (row(data, number) for number in (2, 3, 4, 5))
    assert (accepted["Verdict"], accepted["Vérifié"]) == ("Oui", "Accepté par Ana Roy le 2\u00a0mars\u00a02026")
    assert (changed["Verdict"], changed["Réponse"], changed["Citation"]) == ("Non trouvé", "Rien au contrat.", None)
    assert "Réponse de la machine\u202f: Oui" in str(changed["Note"])
    assert "relu à deux" in str(changed["Note"])
    assert (refused["Verdict"], refused["Réponse"], refused["Citation"]) == ("Réponse rejetée", None, None)
    assert str(refused["Vérifié"]).startswith("Rejeté par Ana Roy")
    assert unseen["Vérifié"] == "Non relu"


def test_a_workbook_without_questions_is_told() -> None:
    with pytest.raises(UnreadableFile, match="Aucune question") as refused:
        FORM.read(saved(workbook(("Nom", "Prix"), ("Serveur", 3))))
    assert "Points à vérifier" in refused.value.advice


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "vide"),
        (b" \n", "vide"),
        (b"%PDF-1.7", "pas un questionnaire"),
        (b"PK\x03\x04 abime", "endommagé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ancien", "ancien format"),
    ],
)
def test_what_is_no_questionnaire_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as refused:
        format_of(data)
    assert refused.value.advice


def test_a_stray_cell_far_away_costs_nothing() -> None:
    book = workbook(("Question",), ("Quel est le prix ?",))
    book.worksheets[0].cell(1_048_576, 12).value = "x"
    assert len(FORM.read(saved(book)).items) == 1
    book.worksheets[0].cell(5, 16_384).value = "x"
    with pytest.raises(UnreadableFile, match="plus de place"):
        filled(FORM, saved(book))
