"""Names of files that came from elsewhere, made fit to be shown, stored and given back under."""

import re
import unicodedata

_NAMELESS = "sans nom"
_LONGEST, _HEAVIEST = 120, 240
"""Characters, and bytes in UTF-8: every file system takes that much, and a line of a list shows it."""
_ENDING = re.compile(r"\.[0-9A-Za-z]{1,8}$")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Devices of Windows: no file can have these names there, whatever their ending."""
_SEPARATORS = re.compile(r"[/\\]+")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def harmless_name(given: str) -> str:
    """The name without folders, without signs that are not seen or turn what is, and of bounded length. Never empty."""
    parts = [part for part in map(_seen, _SEPARATORS.split(given)) if part.strip(". ")]
    name = parts[-1].strip(" ").rstrip(". ") if parts else ""
    if not name:
        return _NAMELESS
    return _shortened(f"_{name}" if _RESERVED.match(name) else name)


def _seen(part: str) -> str:
    spaced = "".join(" " if character in "\t\n\r\v\f\u2028\u2029" else character for character in part)
    kept = "".join(character for character in spaced if unicodedata.category(character) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _shortened(name: str) -> str:
    """The beginning and the ending, which tells the kind of file."""
    if len(name) <= _LONGEST and len(name.encode()) <= _HEAVIEST:
        return name
    found = _ENDING.search(name)
    ending = found.group() if found else ""
    beginning = name[: _LONGEST - len(ending) - 1]
    while len(beginning.encode()) > _HEAVIEST - len(ending) - len("…".encode()):
        beginning = beginning[:-1]
    return f"{beginning.rstrip()}…{ending}"
