"""Questionnaires as people make them, and the answers that a test wants."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import docx
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from clausier.domain.answers import Answer, ConversationId
from clausier.domain.questionnaires import Decision, Line, LineState, Ruling, Sheet
from clausier.questionnaires.formats import Form
from clausier.questionnaires.replies import reply_of
from tests.builders import NOON, answer, reading

Row = Sequence[object]


def workbook(*rows: Row, title: str = "Questions") -> Workbook:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: "Workbook | docx.document.Document") -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(data: bytes, at: int = 0) -> Worksheet:
    sheet: Worksheet = load_workbook(BytesIO(data)).worksheets[at]
    return sheet


def found(number: int = 1) -> Answer:
    """An answer that quotes "L’assistance est due même en cas de résiliation…", article 3.2, page 3."""
    return answer(reading(), ConversationId(""), f"r{number}")


def filled(form: Form, data: bytes, rulings: Mapping[int, Ruling] | None = None) -> bytes:
    """The file with the same answer to every question."""
    lines = answered(form.read(data), rulings or {})
    return form.write(data, [reply_of(line, {}, changed=False) for line in lines])


def answered(sheet: Sheet, rulings: Mapping[int, Ruling]) -> list[Line]:
    return [
        Line(number, item, LineState.ANSWERED, found(number), ruling=rulings.get(number))
        for number, item in enumerate(sheet.items, 1)
    ]


ACCEPTED = Ruling(Decision.ACCEPTED, NOON, "Ana Roy")
REJECTED = Ruling(Decision.REJECTED, NOON, "Ana Roy", note="hors sujet")
