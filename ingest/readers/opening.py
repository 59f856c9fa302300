"""A PDF before it is read: unlocked with its password, repaired where it is damaged, its pages counted twice.

The engine opens damaged files too, but passes over pages in silence. So a second library (qpdf) counts as well; where
it finds more, its repaired copy is read; where neither finds the pages, they are looked for object by object.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

from clausier.errors import UnreadableFile
from ingest.given import GivenFile
from ingest.readers.engine import SeenPage
from ingest.readers.locks import password_needed, password_wrong
from ingest.readers.salvage import salvaged

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

MOST_PAGES = 2000
"""Four times the longest framework contract with its annexes; more is an archive, not a document."""

_REBUILT = "reconstruct"  # what qpdf says when it had to look for the objects of a file
_MENDED = re.compile(r"\bkid \d|/Type key should be /Page\b")  # and when a page did not hang in its tree as it should
_FONT_USED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+.\d]+\s+Tf\b")
_LONGEST = 1024 * 1024  # bytes of packed drawing instructions that are unpacked to see whether they are whole
_NO_END = (
    "La fin de ce PDF manque : des pages ont pu être perdues avec elle, sans que le fichier dise combien il en avait."
)
_DAMAGED = (
    "Ce PDF est endommagé : il ne peut pas être ouvert.",
    "Demandez-en un nouvel exemplaire, ou ouvrez-le dans un lecteur PDF et enregistrez-le de nouveau.",
)


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """A PDF that opens without a password. `own`: it is the file itself, not a copy of it.

    Pages in `broken` came without what they draw: they are not to be taken for empty ones.
    """

    data: bytes = field(repr=False)
    pages: int
    own: bool = True
    locked: bool = False
    repaired: bool = False
    broken: frozenset[int] = frozenset()
    remarks: tuple[str, ...] = ()

    def lacks(self, page: SeenPage) -> bool:
        """Whether a page misses what it draws. A damaged file has no empty pages: what was on them is lost."""
        return page.number in self.broken or (self.repaired and not page.drawn)


@dataclass(frozen=True, slots=True)
class _Tree:
    """What qpdf finds in a file. `copy` is set where a copy may be needed: the pages as they could be put together."""

    pages: int
    rebuilt: bool = False
    mended: bool = False
    ended: bool = True  # the file's end is there, or how many pages it had is known
    broken: frozenset[int] = frozenset()
    copy: bytes = field(default=b"", repr=False)

    @property
    def damaged(self) -> bool:
        return self.rebuilt or bool(self.broken)

    @property
    def good(self) -> int:
        return self.pages - len(self.broken)


def opened(file: GivenFile, count: Callable[[bytes], int]) -> OpenedPdf:
    """The file, ready to be read. `count` is the engine's: it raises UnreadableFile for what it cannot open.

    Raises LockedFile when a password is missing or wrong, UnreadableFile when nothing can be restored.
    """
    data, locked = _unlocked(file)
    return replace(_whole(data, count), own=data is file.data, locked=locked) if locked else _whole(data, count)


def _unlocked(file: GivenFile) -> tuple[bytes, bool]:
    """The file, or a copy that needs no password; and whether it was encrypted."""
    import pikepdf

    encrypted = False
    for password in ("", *_spellings(file.password)):
        try:
            with _read(file.data, password) as pdf:
                if not pdf.is_encrypted:
                    return file.data, False
                if password == "" and pdf.user_password_matched:
                    return file.data, True  # it only forbids changes: everything opens it
                return _saved(pdf), True
        except pikepdf.PasswordError:
            encrypted = True
        except _troubles() as error:
            if "encrypt" in str(error).lower():
                raise UnreadableFile(
                    "Ce PDF est chiffré par un certificat ou des droits numériques : Clausier ne peut pas l’ouvrir.",
                    "Demandez-en une copie sans protection.",
                ) from error
            return file.data, False
    assert encrypted
    if file.password:
        raise password_wrong("PDF")
    raise password_needed("PDF")


def _spellings(password: str) -> Iterator[str | bytes]:
    """A password as the programs of each generation write it: Latin letters of one byte, then Unicode."""
    if not password:
        return
    composed = normalize("NFC", password)
    yield composed
    for encoding in ("pdfdoc", "cp1252"):
        try:
            if (spelled := composed.encode(encoding)) != composed.encode():
                yield spelled
        except UnicodeError:
            continue
    for other in (password, normalize("NFKC", password)):  # SASLprep, of the last generation, folds letters so
        if other != composed:
            yield other


def _whole(data: bytes, count: Callable[[bytes], int]) -> OpenedPdf:
    """The file itself where both libraries agree on it; else the copy with most pages."""
    seen, refusal = _counted(data, count)
    tree = _tree(data, seen)
    if tree is not None and not tree.copy:
        return OpenedPdf(data, tree.pages, repaired=bool(tree.broken), broken=tree.broken)
    restored = _restored(data, tree, seen, count)
    if restored is not None:
        return restored
    if seen is None:
        raise refusal or UnreadableFile(*_DAMAGED)
    same = tree is not None and tree.pages == seen  # otherwise the numbers of one are not those of the other
    return OpenedPdf(
        data, seen, repaired=tree is None or tree.damaged, broken=tree.broken if tree and same else frozenset()
    )


def _counted(data: bytes, count: Callable[[bytes], int]) -> tuple[int | None, UnreadableFile | None]:
    try:
        return count(data), None
    except UnreadableFile as refusal:
        return None, refusal


def _restored(data: bytes, tree: _Tree | None, seen: int | None, count: Callable[[bytes], int]) -> OpenedPdf | None:
    """A copy that shows more than the engine sees in the file; None where there is none."""
    possible = seen if seen is not None and seen <= MOST_PAGES else 0
    best = tree
    if best is None or best.broken or not best.good:
        found = _salvage(data)
        best = max((each for each in (tree, found) if each is not None), key=lambda each: each.good, default=None)
    if best is None or not best.good or not _is_better(best, possible):
        return None
    pages, _ = _counted(best.copy, count)
    if pages is None:
        return None
    remarks = () if best.ended else (_NO_END,)
    return OpenedPdf(best.copy, pages, own=False, repaired=True, broken=best.broken, remarks=remarks)


def _is_better(copy: _Tree, seen: int) -> bool:
    """Whether a copy is read rather than the file; of two alike, the file, unless its pages hang askew."""
    if copy.good == seen and not copy.broken:
        return copy.mended or not copy.ended
    return copy.good > seen


def _tree(data: bytes, seen: int | None) -> _Tree | None:
    """The file as qpdf reads it, None where it cannot. `seen`: the pages that the engine counts."""
    try:
        with _read(data) as pdf:
            pages = len(pdf.pages)
            told = _complaints(pdf)
            doubtful = {number: said for number, page in enumerate(pdf.pages, 1) if (said := _touched(pdf, page))}
            told += [warning for said in doubtful.values() for warning in said]
            rebuilt = any(_REBUILT in warning for warning in told)
            mended = any(_MENDED.search(warning) for warning in told)
            if pages == seen and not rebuilt and not mended:
                return _Tree(pages, broken=frozenset(doubtful))
            broken = _broken(pdf) if rebuilt else frozenset(doubtful)
            return _Tree(pages, rebuilt, mended and not rebuilt, broken=broken, copy=_saved(pdf))
    except _troubles():
        return None


def _salvage(data: bytes) -> _Tree | None:
    """The pages found object by object; those announced and not found follow them, empty and broken."""
    try:
        remains = salvaged(data)
        if remains is None:
            return None
        with remains.pdf as pdf:
            broken, found = _broken(pdf), len(pdf.pages)
            announced = remains.announced if remains.announced <= MOST_PAGES else 0
            missing = frozenset(range(found + 1, announced + 1))
            for _ in missing:
                pdf.add_blank_page(page_size=_size(pdf.pages[-1]))
            return _Tree(found + len(missing), True, ended=announced > 0, broken=broken | missing, copy=_saved(pdf))
    except _troubles():
        return None


def _size(page: "Page") -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return abs(right - left) or 595.0, abs(top - bottom) or 842.0


def _complaints(pdf: "Pdf") -> list[str]:
    """What qpdf has complained about since it was last asked."""
    return [str(warning) for warning in pdf.get_warnings()]


def _touched(pdf: "Pdf", page: "Page") -> list[str]:
    """What is wrong with what a page draws; qpdf says so only when it is asked for it."""
    try:
        for _ in _streams(page):
            pass
        _fonts(page)
    except _troubles() as error:
        return [str(error)]
    return _complaints(pdf)


def _broken(pdf: "Pdf") -> frozenset[int]:
    """Pages of a damaged file that miss their instructions, a part of them, or a font that these use."""
    return frozenset(number for number, page in enumerate(pdf.pages, 1) if not _is_whole(pdf, page))


def _is_whole(pdf: "Pdf", page: "Page") -> bool:
    streams = list(_streams(page))
    if not streams:
        return False
    _complaints(pdf)
    try:
        read = [stream.read_bytes() for stream in streams if len(stream.get_raw_stream_buffer()) <= _LONGEST]
        fonts = _fonts(page)
    except _troubles():
        return False
    used = {name.decode("latin-1") for content in read for name in _FONT_USED.findall(content)}
    return used <= fonts and not _complaints(pdf)


def _streams(page: "Page") -> "Iterator[Object]":
    import pikepdf

    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return (part for part in parts if isinstance(part, pikepdf.Stream))


def _fonts(page: "Page") -> set[str]:
    import pikepdf

    fonts = page.resources.get("/Font")
    if not isinstance(fonts, pikepdf.Dictionary):
        return set()
    return {str(name)[1:] for name, font in fonts.items() if isinstance(font, pikepdf.Dictionary)}


@contextmanager
def _read(data: bytes, password: str | bytes = "") -> "Iterator[Pdf]":
    import pikepdf

    with pikepdf.open(BytesIO(data), password=password, suppress_warnings=True) as pdf:
        yield pdf


def _saved(pdf: "Pdf") -> bytes:
    """A copy without password."""
    import pikepdf

    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # of form fields that no form lists: they are drawn
        pdf.save(buffer, encryption=False, deterministic_id=True)
    return buffer.getvalue()


def _troubles() -> tuple[type[Exception], ...]:
    """What the library raises over a damaged file, in all the ways seen so far."""
    import pikepdf

    return (
        pikepdf.PikepdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
        NotImplementedError, RuntimeError, OSError,
    )  # fmt: skip
