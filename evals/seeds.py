"""Small files of the formats that the data has none of, to be damaged."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image, ImageDraw

_TEXT = (
    "Article 1 - Objet",
    "Le Prestataire assure l’infogérance du système d’information du Client.",
    "Article 2 - Réversibilité",
    "À la fin du contrat, le Prestataire assiste le Client pendant six (6) mois.",
)
_CELLS = (("Disponibilité", "Crédit"), ("99,5 %", "10 %"), ("99,0 %", "25 %"))

_ODT_TYPE = "application/vnd.oasis.opendocument.text"
_ODT_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("manifest", "manifest"),
    )
)


def seeds() -> dict[str, bytes]:
    """By name: pictures of a page, a web page, an OpenDocument text."""
    return {"page.html": _html(), "texte.odt": _odt(), **_pictures()}


def _html() -> bytes:
    rows = "".join(f"<tr><th>{one}</th><td rowspan=1>{other}</td></tr>" for one, other in _CELLS)
    items = "".join(f"<li>{line}<ol><li>{line}</li></ol></li>" for line in _TEXT)
    body = f"<h1>Contrat</h1><p>{'</p><p>'.join(_TEXT)}</p><table>{rows}</table><ol type='a'>{items}</ol>"
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>C</title></head><body>{body}</body></html>".encode()
    )


def _odt() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in _CELLS
    )
    paragraphs = "".join(f"<text:p>{line}</text:p><text:h text:outline-level='1'>{line}</text:h>" for line in _TEXT)
    items = "".join(f"<text:list-item><text:p>{line}</text:p></text:list-item>" for line in _TEXT)
    parts = {
        "mimetype": _ODT_TYPE,
        "content.xml": f"<office:document-content {_ODT_NAMES}><office:body><office:text>{paragraphs}"
        f"<table:table>{rows}</table:table><text:list>{items}</text:list></office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODT_NAMES}><office:styles/></office:document-styles>",
        "META-INF/manifest.xml": f"<manifest:manifest {_ODT_NAMES}><manifest:file-entry manifest:full-path='/' "
        f"manifest:media-type='{_ODT_TYPE}'/></manifest:manifest>",
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _pictures() -> dict[str, bytes]:
    page = Image.new("L", (620, 300), 255)
    draw = ImageDraw.Draw(page)
    for at, line in enumerate(_TEXT):
        draw.text((30, 30 + 40 * at), line.replace("’", "'"), fill=0, font_size=16)
    made = {}
    for name, kind in (("page.png", "PNG"), ("page.jpg", "JPEG"), ("pages.tiff", "TIFF")):
        buffer = BytesIO()
        more = {"save_all": True, "append_images": [page.rotate(180)]} if kind == "TIFF" else {}
        page.save(buffer, kind, **more)
        made[name] = buffer.getvalue()
    return made
