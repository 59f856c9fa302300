"""Real files, made for the tests: what is drawn where is known to the point."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import docx
import reportlab
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from clausier.adapters.pdfium import PdfiumEngine
from ingest.composed import Composed
from ingest.composing import compose
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.reading import read_file, standard_readers

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, LEADING, SIZE = 72.0, 90.0, 14.0, 11.0

CLAUSES = (
    "Le Prestataire assure la réversibilité des Prestations pendant une durée de six (6) mois",
    "à compter de la date de fin du Contrat, quelle qu’en soit la cause, et remet au Client",
    "l’ensemble des données et de la documentation dans un format ouvert et documenté.",
    "Le Client reste seul propriétaire de ses données pendant toute la durée du Contrat et",
    "après son terme. Le Prestataire s’interdit de les conserver au-delà de trente jours.",
    "La disponibilité mensuelle du service est d’au moins 99,9 % hors maintenance planifiée,",
    "mesurée par l’outil de supervision du Prestataire, auquel le Client a accès en lecture.",
    "Toute indisponibilité donne lieu à une pénalité de 2 % de la redevance mensuelle par",
    "heure entamée, dans la limite de 15 % de la redevance annuelle hors taxes du service.",
    "Les pénalités ont un caractère libératoire, sauf faute lourde ou dolosive prouvée.",
)


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""


def read(data: bytes, name: str = "contrat.pdf") -> RawFile:
    """The file as the real readers read it."""
    return read_file(GivenFile(name, data), unwatched, standard_readers(PdfiumEngine()))


def composed(data: bytes, name: str = "contrat.pdf") -> Composed:
    """The file, read and composed."""
    return compose(read(data, name))


@cache
def sans() -> str:
    """The name of a font with ligatures, that comes with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Vera", str(folder / "Vera.ttf")))
    return "Vera"


@dataclass
class Sheet:
    """A PDF page after page; heights are from the top, as a reader measures them."""

    buffer: BytesIO = field(default_factory=BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))

    def font(self, name: str, size: float = SIZE) -> None:
        self.canvas.setFont(name, size)

    def write(self, x: float, y: float, text: str) -> None:
        self.canvas.drawString(x, HEIGHT - y, text)

    def lines(self, texts: Sequence[str], x: float = LEFT, y: float = TOP) -> float:
        """Lines under one another; the height of the next one is returned."""
        for text in texts:
            self.write(x, y, text)
            y += LEADING
        return y

    def justified(self, text: str, x: float, y: float, width: float) -> None:
        """One line, spread to a width as word processors do."""
        natural = self.canvas.stringWidth(text, "Helvetica", SIZE)
        writing = self.canvas.beginText(x, HEIGHT - y)
        writing.setWordSpace((width - natural) / max(text.count(" "), 1))
        writing.textOut(text)
        self.canvas.drawText(writing)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def pdf(*pages: Callable[[Sheet], object], encrypt: str = "") -> bytes:
    """A PDF whose pages are drawn by these, in turn."""
    sheet = Sheet()
    if encrypt:
        from reportlab.lib.pdfencrypt import StandardEncryption

        sheet.canvas = Canvas(sheet.buffer, pagesize=(WIDTH, HEIGHT), encrypt=StandardEncryption(encrypt))
    for draw in pages:
        sheet.font("Helvetica")
        draw(sheet)
        sheet.canvas.showPage()
    return sheet.bytes()


def written(*texts: str) -> bytes:
    """A PDF of one page with these lines."""
    return pdf(lambda sheet: sheet.lines(texts))


def bodies(composition: Composed) -> Iterator[str]:
    """The text of each page."""
    for page in composition.pages:
        yield page.span.of(composition.text)


def word_file(document: Document) -> bytes:
    """A Word document as bytes."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word document of plain paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return word_file(document)


def raw_word(body: str, numbering: str = "") -> bytes:
    """A Word document whose body, and lists, are written in its own XML."""
    document = docx.Document()
    container = document.element.body
    for old in list(container):
        if not old.tag.endswith("sectPr"):
            container.remove(old)
    made = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")
    for at, element in enumerate(list(made)):
        container.insert(at, element)
    if numbering:
        lists = document.part.numbering_part.element
        for old in list(lists):
            lists.remove(old)
        for element in list(parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>")):
            lists.append(element)
    return word_file(document)


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
ODT = "application/vnd.oasis.opendocument.text"


def odt(
    body: str, automatic: str = "", styles: str = "", master: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """An OpenDocument text whose body and styles are written in its own XML."""
    parts = {
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta><dc:title>Contrat cadre</dc:title></office:meta>"
        "</office:document-meta>",
    }
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in [("/", ODT), *((part, "text/xml") for part in parts)]
    )
    space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3"'
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT, ZIP_STORED)
        for path, text in parts.items():
            archive.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        archive.writestr("META-INF/manifest.xml", f'<?xml version="1.0"?><m:manifest {space}>{entries}</m:manifest>')
        for path, content in (extra or {}).items():
            archive.writestr(path, content)
    return buffer.getvalue()


def flat_odt(body: str) -> bytes:
    """The same in one part."""
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    whole = f'<office:document {_ODF} office:mimetype="{ODT}">{text}</office:document>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{whole}'.encode()
