"""Bytes to text, for files that do not say how they were written, or say it wrongly."""

import re
from codecs import lookup
from collections.abc import Callable
from dataclasses import dataclass

from clausier.errors import UnreadableFile
from ingest.readers.engine import LOST
from ingest.readers.kinds import is_foreign
from ingest.readers.letters import soundness
from ingest.readers.limits import refuse_too_long

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SINGLE = ("cp1252", "iso8859-15", "mac_roman", "cp858", "cp437")
"""One byte a letter: Windows (and Latin-1, which it extends), Latin-9, old Macintosh, DOS (cp858 is cp850 with €)."""

_SAMPLE = 64 * 1024  # bytes: enough to tell an encoding
_BROKEN = 0.003  # of all characters: beyond, control characters say that this is no text
_TELLING = 0.1  # of all characters: so many such signs are words, not a stray sign or two
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

_STRAY = re.compile("[\udc80-\udcff]")
_BEYOND = re.compile("[^\x00-\x7f]")
_CUT = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{0,2}$")
_SCRAMBLED = re.compile("[ÃÂ][^\\sA-Za-z]|Ã |â€|Å[“’¸]|√[©®†¢ßπ∫´]|├[®¿á┤]|ï»¿")
"""UTF-8 seen through the table of Windows, of the old Macintosh, or of DOS."""

_DOUBTFUL = "L’encodage de ce texte n’est pas certain : des lettres accentuées peuvent être fausses."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text. Line ends are left as they are; control characters are dropped. `remarks`: what was set right, if any."""

    text: str
    remarks: tuple[str, ...] = ()
    nonsense: bool = False  # no encoding that is known here makes words of it


def decoded(data: bytes, declared: str = "") -> Decoded | None:
    """The text, or None when the bytes are not text. `declared` is the encoding that the file claims, if it does."""
    found = _as_unicode(data, declared) or _as_bytes(data, declared)
    if found is None:
        return None
    mended, places = _unscrambled(found.text)
    if len(_CONTROL.findall(mended)) > _BROKEN * max(len(mended), 1 / _BROKEN):
        return None
    mended = _CONTROL.sub("", mended).removeprefix("\ufeff")
    if not places:
        return Decoded(mended, found.remarks, found.nonsense)
    told = f"Lettres altérées (« Ã© » pour « é ») et rétablies ; lignes concernées : {places}."
    return Decoded(mended, (*found.remarks, told), found.nonsense)


def plain_text(data: bytes) -> Decoded | None:
    """The text of a file that is text and nothing else, None where it is of another format."""
    return None if is_foreign(data) else decoded(data)


def text_or_refusal(data: bytes) -> Decoded:
    """The text of a file that was accepted as text; a refusal when there is nothing in it, or nothing legible."""
    refuse_too_long(data)
    found = plain_text(data)
    if found is None or not found.text.strip():
        raise UnreadableFile("Ce fichier ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
    if found.nonsense:
        raise UnreadableFile(
            "L’encodage de ce fichier texte n’est pas reconnu : ses lettres seraient fausses.",
            "Ouvrez-le dans l’éditeur qui l’a créé, enregistrez-le en UTF-8, puis ajoutez cette copie.",
        )
    return found


def _as_unicode(data: bytes, declared: str) -> Decoded | None:
    marked = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if marked is not None:
        return _whole(data[len(marked[0]) :], marked[1])
    wide = _wide(data)
    if wide:
        return _whole(data, wide)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _whole(data: bytes, encoding: str) -> Decoded | None:
    """The text in an encoding that is certain; signs that are cut or broken are shown as lost."""
    text = data.decode(encoding, errors="replace")
    lost = text.count(LOST)
    if lost > _BROKEN * max(len(text), 1 / _BROKEN):
        return None
    return Decoded(text, (_lost(lost),) if lost else ())


def _lost(times: int) -> str:
    return f"Signes illisibles dans ce fichier, montrés par « {LOST} » : {times}."


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: text of one byte a letter has no zeros, and these have them in one place."""
    sample = data[:_SAMPLE]
    zeros = [sample[at::4].count(0) for at in range(4)]
    quarter = max(len(sample) // 4, 1)
    full = [zero >= 0.6 * quarter for zero in zeros]
    shapes = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return shapes.get((full[0], full[1], full[2], full[3]))


def _as_bytes(data: bytes, declared: str) -> Decoded | None:
    """The reading whose letters sit best; the first of equals."""
    if b"\x00" in data[:_SAMPLE]:
        return None
    readings = [reading for way in _ways(declared) if (reading := way(data)) is not None]
    if not readings:
        return None
    judged = [soundness(reading.text) for reading in readings]
    best = max(range(len(readings)), key=lambda at: judged[at][0])
    (total, signs), reading = judged[best], readings[best]
    if total >= 0 or not signs:
        return reading
    nonsense = signs > _TELLING * min(len(reading.text), _SAMPLE)
    return Decoded(reading.text, (*reading.remarks, _DOUBTFUL), nonsense)


def _ways(declared: str) -> list[Callable[[bytes], Decoded | None]]:
    """The claimed encoding first, then those that French texts are found in."""
    claimed = [] if _named(declared) in (None, "utf-8", *_SINGLE) else [_strictly(declared)]
    return [*claimed, _mixed, *(_table(name) for name in _SINGLE)]


def _named(encoding: str) -> str | None:
    """Python's name of an encoding of texts; None where it knows none."""
    try:
        return lookup(encoding).name if encoding and "x".encode(encoding) else None
    except (LookupError, UnicodeError, TypeError, ValueError, AttributeError):
        return None


def _strictly(encoding: str) -> Callable[[bytes], Decoded | None]:
    def read(data: bytes) -> Decoded | None:
        try:
            return Decoded(data.decode(encoding))
        except UnicodeError:
            return None

    return read


def _table(encoding: str) -> Callable[[bytes], Decoded | None]:
    def read(data: bytes) -> Decoded | None:
        text = data.decode(encoding, errors="replace")
        lost = text.count(LOST)
        if lost > _BROKEN * len(text):
            return None
        return Decoded(text, (_lost(lost),) if lost else ())

    return read


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 in which somebody pasted letters of the Windows table, or that was cut in the middle of a letter."""
    text = data.decode("utf-8", errors="surrogateescape")
    text, cut = _CUT.subn("", text)
    pasted = len(_STRAY.findall(text))
    if pasted * 2 > len(_BEYOND.findall(text)):
        return None
    mended = _STRAY.sub(lambda stray: bytes([ord(stray.group()) - 0xDC00]).decode("cp1252", "replace"), text)
    mended += LOST * cut
    told = f"Lettres écrites dans un autre encodage que le reste du fichier, et rétablies : {pasted}."
    return Decoded(mended, (*((told,) if pasted else ()), *((_lost(1),) if cut else ())))


def _unscrambled(text: str) -> tuple[str, int]:
    """The text with the letters that were read through a wrong table before they were saved, and in how many lines."""
    if not _SCRAMBLED.search(text):
        return text, 0
    from ftfy import fix_encoding

    lines = text.splitlines(keepends=True)
    mended = [fix_encoding(line) if _SCRAMBLED.search(line) else line for line in lines]
    return "".join(mended), sum(one != other for one, other in zip(lines, mended, strict=True))
