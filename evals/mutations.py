"""Ways to damage a file: blind ones, and ones that know how PDF, zip archives and texts are built.

All of them are pure: the same chance and the same bytes give the same damage.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Mutation = Callable[[Random, bytes, bytes], bytes]
"""The file, and another one to take pieces from."""

MOST = 12 * 1024 * 1024
"""Bytes. A mutated file is cut there: what is looked for is damage, not size."""

_NUMBER = re.compile(rb"\d+")
_REFERENCE = re.compile(rb"\d+ \d+ R\b")
_NAME = re.compile(rb"/[A-Z][A-Za-z0-9]*")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_STRANGE_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"9" * 20,
    b"1e38",
    b"0.1",
)
_TOKENS = (
    b"<<" * 400, b"[" * 4000, b"(" * 3000, b"q " * 5000, b"endobj", b"endstream", b"/Kids [1 0 R 1 0 R 2 0 R]",
    b"/Count 100000", b"/Length 0", b"/Filter [/FlateDecode /FlateDecode /LZWDecode]", b"/Type /Pages", b"%%EOF",
    b"\x00" * 64, b"\xff\xfe", b"\xef\xbb\xbf", b"<w:p>" * 800, b"<div>" * 3000, b"<table><tr><td>" * 500,
    b"> " * 3000, b"| a | b |\n" * 400, b"* " * 2000, b"`" * 999, b"&#x110000;", b"<!--", b"<![CDATA[", b"]]>",
    b"<!ENTITY a \"aaaaaaaa\">", b"\n" * 3000, b"1.1.1.1.1.1.1.1.1.1.1.1.1.1 ", b"a)" * 999, b"Article I\n" * 300,
)  # fmt: skip
_STREAMS_LOOKED_AT = 400


def flipped(chance: Random, data: bytes, other: bytes) -> bytes:
    """A few bytes changed."""
    made = bytearray(data)
    for _ in range(1 << chance.randrange(8)):
        made[chance.randrange(len(made))] = chance.choice((chance.randrange(256), 0, 255, 32, 40, 60, 62, 47))
    return bytes(made)


def cut(chance: Random, data: bytes, other: bytes) -> bytes:
    """A piece left out."""
    start, end = _piece(chance, data)
    return data[:start] + data[end:]


def truncated(chance: Random, data: bytes, other: bytes) -> bytes:
    """The end, or the beginning, missing."""
    at = chance.randrange(1, len(data) + 1)
    return data[:at] if chance.random() < 0.8 else data[at - 1 :]


def repeated(chance: Random, data: bytes, other: bytes) -> bytes:
    """A piece many times over."""
    start, end = _piece(chance, data)
    times = chance.choice((2, 3, 10, 100, 2000))
    return data[:start] + data[start:end] * times + data[end:]


def spliced(chance: Random, data: bytes, other: bytes) -> bytes:
    """A piece of another file in the place of one of this."""
    (start, end), (first, last) = _piece(chance, data), _piece(chance, other)
    return data[:start] + other[first:last] + data[end:]


def inserted(chance: Random, data: bytes, other: bytes) -> bytes:
    """Something that parsers stumble on."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) + data[at:]


def renumbered(chance: Random, data: bytes, other: bytes) -> bytes:
    """Numbers changed; most of them by as many digits, so that the places in the file stay true."""
    return _some_replaced(chance, data, _NUMBER, lambda number: _another_number(chance, number))


def repointed(chance: Random, data: bytes, other: bytes) -> bytes:
    """References to objects changed: cycles, and nothing."""
    known = _REFERENCE.findall(data) or [b"1 0 R"]
    return _some_replaced(chance, data, _REFERENCE, lambda _: chance.choice(known))


def renamed(chance: Random, data: bytes, other: bytes) -> bytes:
    """Names exchanged with others of this file or of the other."""
    known = _NAME.findall(data)[:2000] + _NAME.findall(other)[:200] or [b"/Type"]
    return _some_replaced(chance, data, _NAME, lambda _: chance.choice(known))


def disordered(chance: Random, data: bytes, other: bytes) -> bytes:
    """The table of places in the file, or where it stands, made wrong."""
    at = max(data.rfind(b"startxref"), 0)
    table = max(data.rfind(b"xref", 0, at), 0)
    start = chance.choice((table, at))
    return data[:start] + renumbered(chance, data[start:] or b"0", other)


def restreamed(chance: Random, data: bytes, other: bytes) -> bytes:
    """The content of a stream changed before it is packed again, into the same room where it fits."""
    found = [match.span(1) for _, match in zip(range(_STREAMS_LOOKED_AT), _STREAM.finditer(data), strict=False)]
    if not found:
        return flipped(chance, data, other)
    start, end = chance.choice(found)
    packed = data[start:end]
    try:
        plain = zlib.decompress(packed.rstrip(b"\r\n"))
    except zlib.error:
        plain = b""
    if not plain:
        return data[:start] + chance.choice(BLIND)(chance, packed or b"0", other) + data[end:]
    changed = chance.choice((*BLIND, renumbered, renamed))(chance, plain, other)
    return data[:start] + zlib.compress(changed[:MOST], 9).ljust(len(packed), b"\n") + data[end:]


def rezipped(chance: Random, data: bytes, other: bytes) -> bytes:
    """Members of an archive damaged, renamed, left out, or there twice; the archive itself whole."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [(part.filename, archive.read(part)) for part in archive.infolist()]
    except (BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return flipped(chance, data, other)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in _members(chance, members, other):
            archive.writestr(name, content)
    return buffer.getvalue()


def _members(chance: Random, members: Sequence[tuple[str, bytes]], other: bytes) -> list[tuple[str, bytes]]:
    # the parts with the text matter most
    weights = [4.0 if re.search(r"document|content|numbering|styles", name) else 1.0 for name, _ in members]
    made = list(members)
    for _ in range(chance.choice((1, 1, 2, 5))):
        [at] = chance.choices(range(len(members)), weights)
        name, content = members[at]
        match chance.randrange(12):
            case 0:
                made[at] = (name, b"")
            case 1:
                made[at] = (f"../{name}", content)
            case 2:
                made[at] = (name, chance.choice(members)[1])
            case _:
                made[at] = (name, chance.choice((*BLIND, retagged, renumbered))(chance, content or b"0", other)[:MOST])
    return made


def retagged(chance: Random, data: bytes, other: bytes) -> bytes:
    """Elements of a marked-up text opened, closed, nested or exchanged where they should not be."""
    tags = re.findall(rb"<[^<>]{1,200}>", data[: 1 << 20]) or [b"<a>"]
    pattern = re.compile(re.escape(chance.choice(tags)))
    return _some_replaced(
        chance, data, pattern, lambda tag: chance.choice((b"", tag * 2, tag * 300, chance.choice(tags)))
    )


BLIND: tuple[Mutation, ...] = (flipped, cut, truncated, repeated, spliced, inserted)
_PDF: tuple[Mutation, ...] = (renumbered, repointed, renamed, disordered, restreamed, restreamed, restreamed)


def mutated(chance: Random, data: bytes, other: bytes) -> bytes:
    """The file, damaged in one to three ways that suit what it is."""
    ways = _ways(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(ways)(chance, data or b"\0", other or b"\0")[:MOST]
    return data


def _ways(data: bytes) -> Sequence[Mutation]:
    if data.startswith(b"%PDF"):
        return (*BLIND, *_PDF)
    if data.startswith(b"PK"):
        return (*BLIND, *[rezipped] * 12)
    return (*BLIND, renumbered, retagged)


def _piece(chance: Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + (1 << chance.randrange(15)))


def _some_replaced(chance: Random, data: bytes, pattern: re.Pattern[bytes], replace: Callable[[bytes], bytes]) -> bytes:
    found = list(pattern.finditer(data, *_window(chance, data)))
    chosen = sorted(chance.sample(range(len(found)), min(len(found), 1 << chance.randrange(5))))
    parts, at = [], 0
    for index in chosen:
        parts += [data[at : found[index].start()], replace(found[index].group())]
        at = found[index].end()
    return b"".join([*parts, data[at:]])


def _window(chance: Random, data: bytes) -> tuple[int, int]:
    start = chance.choice((0, chance.randrange(max(len(data), 1)), max(0, len(data) - 4096)))
    return start, start + (1 << 18)


def _another_number(chance: Random, number: bytes) -> bytes:
    if chance.random() < 0.3:
        return chance.choice(_STRANGE_NUMBERS)
    return bytes(chance.choice(b"0123456789") for _ in number)
