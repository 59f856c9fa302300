"""PDF with text."""

from collections.abc import Sequence
from dataclasses import replace

from clausier.domain.documents import Findings
from clausier.domain.french import count, listed
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.layout import lines_of
from ingest.raw import RawFile, RawPage
from ingest.readers.engine import LOST, PdfEngine, SeenPage
from ingest.readers.kinds import is_pdf
from ingest.readers.opening import MOST_PAGES, opened
from ingest.readers.pdf_extras import PdfExtras
from ingest.readers.spelling import as_the_file_says
from ingest.readers.tables import rows_by_page
from ingest.segments import Segment

_MOSTLY_LOST = 0.3
"""Above this share of signs without a letter a page is not read: its words would have holes everywhere."""

_STAMP = 80
"""Letters. A page that is one picture and has no more text than this is a scan with a stamp or a page number on it."""


class PdfReader:
    def __init__(self, engine: PdfEngine) -> None:
        self._engine = engine

    def accepts(self, data: bytes, name: str) -> bool:
        return is_pdf(data)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        source = opened(file, self._engine.count)
        data, total = source.data, source.pages
        if total > MOST_PAGES:
            raise UnreadableFile(
                f"Ce PDF a {total} pages ; Clausier en lit {MOST_PAGES} au plus.",
                "Découpez-le, par exemple un fichier par contrat ou par annexe.",
            )
        extras = PdfExtras(data)
        agree = extras.pages == total
        seen: list[SeenPage] = []
        watch("lecture des pages", 0, total)
        for page in self._engine.pages(data, file.given_up):
            page = as_the_file_says(page, extras)
            seen.append(
                replace(page, damaged=page.damaged or source.lacks(page) or (agree and extras.is_cut(page.number)))
            )
            watch("lecture des pages", page.number, total)
        unread = tuple(page.number for page in seen if not _readable(page))
        _refuse_without_text(seen, unread)
        return RawFile(
            pages=tuple(
                _raw(page, page.number not in unread, rows) for page, rows in zip(seen, rows_by_page(seen), strict=True)
            ),
            paged=True,
            title=extras.title,
            unreadable_pages=unread,
            remarks=(*_remarks(seen, unread), *source.remarks, *extras.remarks(len(seen))),
            findings=Findings(
                blank_pages=tuple(page.number for page in seen if not page.drawn and not page.damaged),
                locked=source.locked,
                repaired=source.repaired,
            ),
            drawn=None if source.own else data,
        )


def _letters(page: SeenPage) -> int:
    return sum(len(word.text) for word in page.words)


def _readable(page: SeenPage) -> bool:
    """Whether the page's words are there. An empty page is readable: there is nothing to miss."""
    if page.damaged:
        return False
    letters = _letters(page)
    if not letters:
        return not page.drawn
    return not _is_lost(page) and not (page.scanned and letters <= _STAMP)


def _raw(page: SeenPage, readable: bool, rows: Sequence[Segment]) -> RawPage:
    """The page's lines; none where its words are mostly holes."""
    lines = lines_of(page.words, rows) if readable or not _is_lost(page) else ()
    return RawPage(page.number, page.label, page.width, page.height, lines)


def _is_lost(page: SeenPage) -> bool:
    return sum(word.text.count(LOST) for word in page.words) > _MOSTLY_LOST * _letters(page)


def _refuse_without_text(seen: list[SeenPage], unread: tuple[int, ...]) -> None:
    if any(page.words for page in seen if page.number not in unread):
        return
    if not seen or all(page.damaged for page in seen):
        raise UnreadableFile(
            "Ce PDF est endommagé : aucune page ne peut en être lue.", "Demandez-en un nouvel exemplaire."
        )
    if not unread:
        raise UnreadableFile(
            "Les pages de ce PDF sont vides.", "Vérifiez que c’est bien le bon fichier, et qu’il a été créé en entier."
        )
    raise UnreadableFile(
        "Les pages de ce PDF n’ont pas de texte : c’est sans doute un document scanné.",
        "Faites-en reconnaître le texte (OCR) avec votre scanner ou votre lecteur PDF, puis ajoutez la copie obtenue.",
    )


def _remarks(seen: list[SeenPage], unread: tuple[int, ...]) -> list[str]:
    remarks = []
    holes = [str(page.number) for page in seen if page.number not in unread and _holed(page)]
    if holes:
        where = f"Page {holes[0]}" if len(holes) == 1 else f"Pages {listed(holes)}"
        remarks.append(
            f"{where} : certains signes n’ont pas de lettre dans le fichier ; ils sont montrés par « {LOST} »."
        )
    if outside := sum(page.outside for page in seen):
        remarks.append(f"{count(outside, 'lettre')} hors du bord des pages, donc invisibles, ont été laissées de côté.")
    return remarks


def _holed(page: SeenPage) -> bool:
    return any(LOST in word.text for word in page.words)
