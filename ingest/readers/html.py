"""Web pages, as browsers save them: HTML, XHTML, and MHTML (a page and its pictures in one file)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from email import message_from_bytes
from typing import TYPE_CHECKING

from clausier.domain.documents import Findings, HiddenText, Manner
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawPage
from ingest.readers.decoding import Decoded, decoded
from ingest.readers.kinds import is_html, mail_type, text_head

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from ingest.readers.html_body import HtmlBody

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_ADDRESSED = re.compile(rb"^(?:to|received|delivered-to):", re.IGNORECASE | re.MULTILINE)
_BEGINNING = 300  # characters of hidden text that the report may show
_DAMAGED = (
    "Cette page web est endommagée : elle ne peut pas être lue.",
    "Ouvrez-la dans votre navigateur, imprimez-la en PDF, puis ajoutez ce PDF.",
)


class HtmlReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return is_html(data) or _is_saved_page(data)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        from ingest.readers.html_body import HtmlBody

        watch("lecture de la page", 0, 1)
        found = _decoded(*_page_of(file.data))
        root = _parsed(found.text)
        plain = next(root.iter("style", "link"), None) is None
        body = HtmlBody(plain)
        try:
            body.read(root)
        except RecursionError as error:
            raise UnreadableFile(*_DAMAGED) from error
        watch("lecture de la page", 1, 1)
        if not body.lines:
            raise UnreadableFile("Cette page web ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
        return RawFile(
            pages=(RawPage(1, "", 0.0, 0.0, tuple(body.lines), "\n".join(body.menus)),),
            paged=False,
            title=_title(root),
            remarks=(*found.remarks, *_remarks(body)),
            findings=Findings(
                hidden=_hidden(body.hidden), tables=len({line.row.table for line in body.lines if line.row is not None})
            ),
        )


def _is_saved_page(data: bytes) -> bool:
    """Whether it is a page with its pictures, and no message that somebody sent."""
    return mail_type(data) in ("multipart/related", "text/html") and not _ADDRESSED.search(text_head(data))


def _page_of(data: bytes) -> tuple[bytes, str]:
    """The page itself, and the encoding that the file around it claims for it."""
    if not _is_saved_page(data):
        return data, ""
    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, part.get_content_charset() or ""
    raise UnreadableFile(*_DAMAGED)


def _decoded(data: bytes, claimed: str) -> Decoded:
    head = data[:4096]
    told = _CHARSET.search(head) or _XML_ENCODING.search(head)
    found = decoded(data, claimed or (told.group(1).decode("ascii") if told else ""))
    if found is None or found.nonsense:
        raise UnreadableFile(*_DAMAGED)
    return found


def _parsed(text: str) -> "Element":
    """The root of the page, the names of its elements in small letters and without a namespace."""
    from lxml.etree import HTMLParser, LxmlError, XMLParser, fromstring

    options = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "no_network": True}

    data = text.encode("utf-8", errors="replace")
    if text.lstrip().startswith("<?xml"):
        strict = re.sub(r"^\s*<\?xml.*?\?>", "", text, flags=re.DOTALL).encode("utf-8", errors="replace")
        try:
            return _bare(fromstring(strict, XMLParser(resolve_entities=False, **options)))
        except (LxmlError, ValueError):
            pass  # as the browsers do: what is no XML may still be HTML
    parser = HTMLParser(huge_tree=True, **options)
    try:
        root = fromstring(data, parser)
    except (LxmlError, ValueError) as error:
        raise UnreadableFile(*_DAMAGED) from error
    if root is None or any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableFile(*_DAMAGED)
    return root


def _bare(root: "Element") -> "Element":
    for element in root.iter("*"):
        element.tag = element.tag.rpartition("}")[2].lower()
    return root


def _title(root: "Element") -> str:
    """The page's own title, or its first heading."""
    for tag in ("title", "h1"):
        for element in root.iter(tag):
            if told := " ".join("".join(element.itertext()).split()):
                return told
    return ""


def _hidden(found: Sequence[tuple[Manner, str]]) -> tuple[HiddenText, ...]:
    """One finding a manner."""
    texts: dict[Manner, list[str]] = defaultdict(list)
    for manner, text in found:
        if text:
            texts[manner].append(text)
    return tuple(
        HiddenText(None, manner, " ".join(told)[:_BEGINNING], sum(len("".join(text.split())) for text in told))
        for manner, told in texts.items()
    )


def _remarks(body: "HtmlBody") -> list[str]:
    remarks = []
    if body.menus:
        remarks.append("Les menus de navigation et les bandeaux de cookies de cette page ont été laissés de côté.")
    if body.struck:
        remarks.append("Cette page contient du texte barré comme supprimé : il a été laissé de côté.")
    return remarks
