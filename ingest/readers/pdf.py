"""PDF: pages with text of their own, and pages that are pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clausier.domain.documents import Findings
from clausier.domain.french import count, listed
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import Drafts, GivenFile
from ingest.layout import lines_of
from ingest.raw import RawFile, RawPage
from ingest.readers.agreement import differ
from ingest.readers.engine import LOST, PdfEngine, SeenPage
from ingest.readers.fields import with_fields
from ingest.readers.kinds import is_pdf
from ingest.readers.opening import MOST_PAGES, opened
from ingest.readers.pdf_extras import PdfExtras
from ingest.readers.recognition import Recogniser
from ingest.readers.scans import Scan, Scans
from ingest.readers.spelling import as_the_file_says
from ingest.readers.tables import rows_by_page
from ingest.readers.unseen import hidden_in
from ingest.readers.usable import has_words, is_better, is_lost, to_recognise
from ingest.segments import Segment

_INSTALL = (
    "Réinstallez Clausier, ou installez Tesseract avec le français (sous Debian : sudo apt install tesseract-ocr "
    "tesseract-ocr-fra), puis ajoutez de nouveau ce fichier."
)
_STOPPED = (
    "Aucune page de ce fichier n’a pu être lue : chacune arrête la lecture.",
    "Ouvrez-le dans un lecteur PDF, imprimez-le en PDF, puis ajoutez cette copie.",
)
_LEAST_SURE = 5  # words: with fewer, what was recognised are the shapes of a photograph or a drawing


class PdfReader:
    """Pages without usable text are recognised in their pictures, where there is a recogniser."""

    def __init__(self, engine: PdfEngine, recogniser: Recogniser | None = None) -> None:
        self._engine = engine
        self._recogniser = recogniser

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
        disputed: list[int] = []
        watch("lecture des pages", 0, total)
        for page in self._engine.pages(data, file.given_up):
            damaged = page.damaged or source.lacks(page) or (agree and _is_cut(page, extras))
            page = replace(as_the_file_says(page, extras), damaged=damaged)
            if agree and not damaged and differ(page, extras.text(page.number)):
                disputed.append(page.number)
            seen.append(with_fields(page))
            watch("lecture des pages", page.number, total)
        scans = self._recognised(seen, source.data, file.drafts, watch)
        pages = [scans[page.number].page if page.number in scans else page for page in seen]
        unread = tuple(page.number for page in seen if not _is_read(page, scans.get(page.number)))
        if file.given_up and file.given_up >= {page.number for page in pages}:
            raise UnreadableFile(*_STOPPED)
        self._refuse_without_text(pages, scans, unread)
        return RawFile(
            pages=tuple(
                _raw(page, scans.get(page.number), rows) for page, rows in zip(seen, rows_by_page(pages), strict=True)
            ),
            paged=True,
            title=extras.title,
            unreadable_pages=unread,
            remarks=(*_remarks(seen, scans), *source.remarks, *extras.remarks(len(seen))),
            findings=Findings(
                blank_pages=tuple(page.number for page in pages if not page.drawn and not page.damaged),
                recogniser=listed(sorted({scan.by for scan in scans.values() if scan.page.words})),
                recognised=tuple(scan.found for scan in scans.values() if scan.page.words),
                disputed_pages=tuple(
                    page.number
                    for page in seen
                    if (_otherwise(page, scans) if page.number in scans else page.number in disputed)
                    and page.number not in unread
                ),
                hidden=hidden_in(seen),
                locked=source.locked,
                repaired=source.repaired,
            ),
            drawn=None if source.own else data,
        )

    def _recognised(self, seen: Sequence[SeenPage], data: bytes, drafts: Drafts, watch: Watcher) -> dict[int, Scan]:
        """By number, the pages whose words are those recognised in their pictures."""
        wanted = {page.number: page for page in seen if to_recognise(page)}
        if self._recogniser is None or not wanted:
            return {}
        scans = Scans(self._engine, self._recogniser, data, drafts, len(seen)).read(list(wanted.values()), watch)
        return {number: scan for number, scan in scans.items() if is_better(scan, wanted[number])}

    def _refuse_without_text(self, pages: Sequence[SeenPage], scans: Mapping[int, Scan], unread: Sequence[int]) -> None:
        if any(page.words for page in pages if page.number not in scans and page.number not in unread):
            return
        if sum(len(scan.page.words) - scan.doubtful for scan in scans.values()) >= _LEAST_SURE:
            return
        if not pages or all(page.damaged for page in pages):
            raise UnreadableFile(
                "Ce PDF est endommagé : aucune page ne peut en être lue.", "Demandez-en un nouvel exemplaire."
            )
        if not any(page.drawn for page in pages):
            raise UnreadableFile(
                "Les pages de ce fichier sont vides.",
                "Vérifiez que c’est bien le bon fichier, et qu’il a été créé en entier.",
            )
        if self._recogniser is None:
            raise UnreadableFile(
                "Les pages de ce fichier n’ont pas de texte : c’est sans doute un document scanné.", _INSTALL
            )
        raise UnreadableFile(
            "Aucun texte n’a pu être reconnu sur les pages de ce fichier : ce sont des images sans texte lisible.",
            "S’il s’agit d’un document écrit, numérisez-le de nouveau, bien à plat et à 300 points par pouce.",
        )


def _is_read(page: SeenPage, scan: Scan | None) -> bool:
    """Whether the page's words can be relied on; a page that was recognised may have words and not be read."""
    return has_words(page) if scan is None else scan.good or not scan.page.drawn


def _is_cut(page: SeenPage, extras: PdfExtras) -> bool:
    """Whether the page's instructions break off, or come to nothing although they write."""
    return extras.is_cut(page.number) or (not page.drawn and extras.writes(page.number))


def _otherwise(page: SeenPage, scans: Mapping[int, Scan]) -> bool:
    """Whether the words that came with a scan, from another recognition, are not those that were recognised now."""
    return page.layered and differ(page, " ".join(word.text for word in scans[page.number].page.words))


def _raw(page: SeenPage, scan: Scan | None, rows: Sequence[Segment]) -> RawPage:
    """The page's lines; none where its words are mostly holes."""
    if scan is not None:
        lines = scan.placed(lines_of(scan.page.words, rows))
    else:
        lines = () if is_lost(page) else lines_of(page.words, rows)
    return RawPage(page.number, page.label, page.width, page.height, lines)


def _remarks(seen: Sequence[SeenPage], scans: Mapping[int, Scan]) -> list[str]:
    remarks = []
    own = [page for page in seen if page.number not in scans and has_words(page)]
    if holes := [page.number for page in own if _holed(page)]:
        remarks.append(
            f"{_named(holes)} : certains signes n’ont pas de lettre dans le fichier ; ils sont montrés par « {LOST} »."
        )
    if layered := [page.number for page in own if page.layered]:
        remarks.append(
            f"{_named(layered)} : le texte a été reconnu dans l’image par un autre programme, à la numérisation ; "
            "vérifiez-le sur l’image."
        )
    return [*remarks, *_on_annotations(seen)]


def _on_annotations(seen: Sequence[SeenPage]) -> list[str]:
    remarks = []
    if comments := sum(page.comments for page in seen):
        told = "commentaire, qui ne fait pas partie du texte, n’a pas été lu"
        many = "commentaires, qui ne font pas partie du texte, n’ont pas été lus"
        where = _named([page.number for page in seen if page.comments])
        remarks.append(f"{where} : {count(comments, told, many)}.")
    if struck := [page.number for page in seen if page.struck]:
        remarks.append(f"{_named(struck)} : du texte est barré par une annotation ; il a été lu comme le reste.")
    return remarks


def _named(pages: Sequence[int]) -> str:
    return f"Page {pages[0]}" if len(pages) == 1 else f"Pages {listed([str(page) for page in pages])}"


def _holed(page: SeenPage) -> bool:
    return any(LOST in word.text for word in page.words)
