"""Bytes to text, for files that do not say how they were written."""

from clausier.errors import UnreadableFile
from ingest.readers.kinds import is_foreign

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FRENCH = ("cp1252", "mac_roman", "cp850")
"""One byte a letter: Windows, old Macintosh, DOS. Latin-1 and Latin-9 differ from the first by signs that are rare."""

_EXPECTED = frozenset("éèêëàâäçùûüôöîïœæÉÈÊÀÂÇÔÎŒ’‘“”«»°€–—…§•\xa0")
_SAMPLE = 64 * 1024  # bytes: enough to tell an encoding
_BROKEN = 0.003  # of all characters: beyond, control characters say that this is no text
_LAYOUT = frozenset("\t\n\r\x0b\x0c\x85")
_DROPPED = {code: None for code in (*range(9), 14, *range(15, 32), *range(127, 160)) if chr(code) not in _LAYOUT}


def decoded(data: bytes) -> str | None:
    """The text, or None when the bytes are not text. Line ends are left as they are; control characters are dropped."""
    if is_foreign(data):
        return None
    text = _as_unicode(data)
    if text is None:
        text = _as_bytes(data)
    if text is None or _controls(text) > _BROKEN * max(len(text), 1 / _BROKEN):
        return None
    return text.translate(_DROPPED)


def text_or_refusal(data: bytes) -> str:
    """The text of a file that was accepted as text; a refusal when there is nothing in it."""
    text = decoded(data)
    if text is None or not text.strip("\ufeff \t\r\n\x0b\x0c"):
        raise UnreadableFile("Ce fichier ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
    return text.removeprefix("\ufeff")


def _controls(text: str) -> int:
    return sum(ord(character) in _DROPPED or 0xD800 <= ord(character) < 0xE000 for character in text)


def _as_unicode(data: bytes) -> str | None:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None) or _wide(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: text of one byte a letter has no zeros."""
    if b"\x00" not in data[:_SAMPLE]:
        return None
    from charset_normalizer import from_bytes

    whole = data[: min(len(data), _SAMPLE) // 4 * 4]
    best = from_bytes(whole, cp_isolation=["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]).best()
    return best.encoding if best is not None else None


def _as_bytes(data: bytes) -> str | None:
    """The reading with the most French signs in it; the first, where none has any."""
    if b"\x00" in data:
        return None
    best, most = None, -1
    for encoding in _FRENCH:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        signs = sum(character in _EXPECTED for character in text[:_SAMPLE])
        if signs > most:
            best, most = text, signs
    return best
