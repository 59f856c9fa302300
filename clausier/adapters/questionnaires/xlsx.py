"""Questionnaires in a workbook: one question a row. The answers stand in columns added at the right."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from clausier.adapters.questionnaires.sheets import make_room, merged, next_column, said, texts
from clausier.domain.french import typeset
from clausier.domain.questionnaires import Item, LeftOut, Sheet
from clausier.errors import UnreadableFile
from clausier.questionnaires.formats import no_question
from clausier.questionnaires.grids import questions_in
from clausier.questionnaires.replies import Reply
from ingest.readers.kinds import names_in_zip
from ingest.readers.package import check_package, damaged

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_KIND = "classeur"
_COLUMNS: Final = (
    *(("Verdict", 16), ("Réponse", 48), ("Citation", 60), ("Article", 12), ("Page", 8)),
    *(("Document", 28), ("Vérifié", 22), ("Note", 48)),
)
"""Each column that is added, and its width in characters."""
_LONGEST: Final = 32_767
"""Characters of a cell: the format holds no more, and what is beyond would be lost without a word."""
_TOO_LONG: Final = "Passages trop longs pour une cellule : ouvrez-les dans Clausier."
_WIDEST: Final = 16_384  # columns of a sheet
_SPEAKS: Final = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula, when somebody edits the cell or makes a CSV of it."""
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What the format would read as a sign's number: "_x0041_" is an A. Its underscore is then written by its own."""
_LOST: Final = re.compile(r"xl/(?:ctrlProps|activeX|embeddings|slicers|threadedComments|diagrams)/")
_SHAPES: Final = "Ce classeur contient des boutons, des objets ou des fils de commentaires que l’export ne reprend pas."
_RULES: Final = "Ce classeur contient des listes ou des mises en forme récentes que l’export ne reprend pas."


@dataclass(frozen=True, slots=True)
class Workbooks:
    """Each sheet has its own column of questions; hidden ones are left aside and told."""

    def read(self, data: bytes) -> Sheet:
        """The questions of every sheet, in order."""
        check_package(data, _KIND)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            book = _opened(data, computed=True)
        items: list[Item] = []
        left: list[LeftOut] = []
        for sheet in book.worksheets:
            asked, beside = _read(sheet, len(items))
            items += asked
            left += beside
        if not items:
            raise no_question(
                "Écrivez une question par ligne, sous un en-tête « Question » ou « Points à vérifier », "
                "ou terminez chacune par un point d’interrogation."
            )
        return Sheet(tuple(items), tuple(left), tuple(_notices(data, [str(one.message) for one in told])))

    def write(self, data: bytes, replies: Sequence[Reply]) -> bytes:
        """The workbook with eight columns more; every other cell as it was."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # told when it was read
            book = _opened(data, computed=False)
        by_sheet: dict[str, list[tuple[int, Reply]]] = {}
        for reply in replies:
            name, _, row = reply.line.item.place.rpartition("!")
            by_sheet.setdefault(name, []).append((int(row), reply))
        for name, rows in by_sheet.items():
            _write(book[name], rows)
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def _opened(data: bytes, *, computed: bool) -> "Workbook":
    """The workbook: with what its formulas came to, or with the formulas themselves."""
    from lxml.etree import LxmlError
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(BytesIO(data), data_only=computed, rich_text=not computed)
    except (InvalidFileException, LxmlError, SyntaxError) as error:
        raise damaged(_KIND) from error
    except (LookupError, AttributeError, OSError, ValueError, TypeError) as error:
        raise damaged(_KIND) from error


def _read(sheet: "Worksheet", before: int) -> tuple[list[Item], list[LeftOut]]:
    name = f"feuille « {sheet.title} »"
    rows = texts(sheet)
    if not rows:
        return [], []
    if sheet.sheet_state != "visible":
        return [], [LeftOut(name, said(rows), "feuille masquée")]
    taken = questions_in(rows, merged(sheet))
    if taken is None:
        return [], [LeftOut(name, said(rows), "aucune question reconnue")]
    items = [
        Item(
            name=row.name or str(before + rank),
            text=row.text,
            place=f"{sheet.title}!{row.row}",
            where=f"{name}, ligne {row.row}",
            section=row.section,
        )
        for rank, row in enumerate(taken.asked, 1)
    ]
    return items, [LeftOut(f"{name}, {one.where}", one.text, one.reason) for one in taken.left_out]


def _notices(data: bytes, told: Sequence[str]) -> Iterator[str]:
    if any(map(_LOST.match, names_in_zip(data))):
        yield _SHAPES
    if any("extension" in message for message in told):
        yield _RULES


def _write(sheet: "Worksheet", rows: Sequence[tuple[int, Reply]]) -> None:
    from openpyxl.utils import get_column_letter

    taken = questions_in(texts(sheet), merged(sheet))
    asked = [row for row, _ in rows]
    header = (taken.header if taken else 0) or min(asked) - 1
    first = next_column(sheet, range(max(header, 1), max(asked) + 1))
    if first + len(_COLUMNS) > _WIDEST:
        raise UnreadableFile(
            f"La feuille « {sheet.title} » n’a plus de place à droite pour les réponses.",
            "Effacez ce qui est écrit dans ses dernières colonnes, puis donnez-la à nouveau.",
        )
    make_room(sheet, first, first + len(_COLUMNS) - 1)
    for column, (name, width) in enumerate(_COLUMNS, first):
        sheet.column_dimensions[get_column_letter(column)].width = width
        if header:
            _put(sheet, header, column, name, bold=True)
    for row, reply in rows:
        for column, text in enumerate(_cells(reply), first):
            _put(sheet, row, column, text, bold=column == first)


def _cells(reply: Reply) -> tuple[str, ...]:
    """What each column says. Of several passages, each has its number in all of them."""
    quotes = reply.quotes
    marks = [f"[{number}] " for number in range(1, len(quotes) + 1)] if len(quotes) > 1 else [""] * len(quotes)
    cited = [f"{mark}«\u00a0{quote.text}\u00a0»" for mark, quote in zip(marks, quotes, strict=True)]
    places = (
        "\n".join(f"{mark}{said or '–'}" for mark, said in zip(marks, column, strict=True))
        for column in ([quote.article for quote in quotes], [quote.page for quote in quotes])
    )
    documents = [quote.document for quote in quotes]
    if len(set(documents)) > 1:
        documents = [f"{mark}{name}" for mark, name in zip(marks, documents, strict=True)]
    return reply.verdict, reply.text, _fitted(cited), *places, _once(documents), reply.checked, reply.note


def _once(names: Sequence[str]) -> str:
    """Each name on its line; one that all passages share, once."""
    return "\n".join(dict.fromkeys(names))


def _fitted(blocks: Sequence[str]) -> str:
    """As many whole passages as a cell holds, and a word on the others."""
    room = _LONGEST - len(_TOO_LONG) - 1
    kept: list[str] = []
    for block in blocks:
        room -= len(block) + 1
        if room < 0:
            return "\n".join([*kept, typeset(_TOO_LONG)])
        kept.append(block)
    return "\n".join(kept)


def _put(sheet: "Worksheet", row: int, column: int, text: str, *, bold: bool = False) -> None:
    """A text that stays one, whatever it begins with."""
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    written = _CODE.sub("_x005F_", _UNWRITABLE.sub("", text))
    cell.value = written if len(written) <= _LONGEST else typeset(_TOO_LONG)
    if text:
        cell.data_type = "s"
    cell.quotePrefix = text.startswith(_SPEAKS)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
