"""The encoder as an OpenVINO model that keeps the weights short: token ids and mask in, unit vectors out.

A BERT encoder (Devlin et al., 2019) with the mean pooling of E5 (Wang et al., 2024). The vocabulary stays in the 4 bits
that it came in. The matrices are kept in 8 bits, one scale for each row: so narrow, the processor's own instructions
for 8-bit numbers multiply them, with activations rounded as they come (docs/decisions/0027).
"""

from typing import Any

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset15 as ops

from clausier.adapters.encoder.packed import BLOCK, Blocks, Packed, Shape

Node = Any  # openvino's own are untyped

_STEPS = 127  # of a weight, either side of 0
_ZERO = 8  # the level of a 4-bit weight that stands for 0
_ROWS, _COLUMNS = (0, 2, 1, 3), (0, 2, 3, 1)  # orders that OpenVINO makes one operation of, attention
_UNSEEN = np.float32(np.finfo(np.float32).min)  # added to what a token must not look at


def encoder_model(packed: Packed) -> ov.Model:
    """Inputs `ids` and `mask` (int64, texts x tokens); output `vectors` (float32, texts x hidden, unit length)."""
    ids, mask = ops.parameter([-1, -1], np.int64), ops.parameter([-1, -1], np.int64)
    kept = ops.convert(mask, "f32")
    states = _embeddings(packed, ids)
    hidden = ops.multiply(ops.subtract(_number(1), ops.unsqueeze(kept, _axes(1, 2))), ops.constant(_UNSEEN))
    for layer in range(packed.shape.layers):
        states = _layer(packed, f"l{layer}.", states, hidden)
    vectors = _pooled(states, kept)
    for node, name in ((ids, "ids"), (mask, "mask"), (vectors, "vectors")):
        node.output(0).set_names({name})
    return ov.Model([vectors], [ids, mask], "encoder")


def _embeddings(packed: Packed, ids: Node) -> Node:
    hidden = packed.shape.hidden
    words = ops.gather(_vocabulary(packed.blocks["emb.word"]), ids, _number(0, np.int64))
    places = packed.plain["emb.pos"].reshape(-1, hidden) + packed.plain["emb.type"][:hidden]  # every token is of type 0
    length = ops.gather(ops.shape_of(ids), _axes(1), _number(0, np.int64))
    standing = ops.slice(ops.constant(places), _axes(0), length, _axes(1), _axes(0))
    return _normalised(packed, "emb.ln", ops.add(words, standing))


def _layer(packed: Packed, prefix: str, states: Node, hidden: Node) -> Node:
    query, key, value = (
        ops.transpose(_headed(packed, _linear(packed, f"{prefix}{name}", states)), _axes(*order))
        for name, order in (("q", _ROWS), ("k", _COLUMNS), ("v", _ROWS))
    )
    alike = ops.multiply(ops.matmul(query, key, False, False), _number(_per_head(packed.shape) ** -0.5))
    attended = ops.matmul(ops.softmax(ops.add(alike, hidden), -1), value, False, False)
    joined = ops.reshape(ops.transpose(attended, _axes(0, 2, 1, 3)), _axes(0, 0, packed.shape.hidden), True)
    states = _normalised(packed, f"{prefix}aln", ops.add(states, _linear(packed, f"{prefix}ao", joined)))
    widened = ops.gelu(_linear(packed, f"{prefix}fi", states), "erf")
    return _normalised(packed, f"{prefix}oln", ops.add(states, _linear(packed, f"{prefix}fo", widened)))


def _headed(packed: Packed, states: Node) -> Node:
    """(texts, tokens, hidden) to (texts, tokens, heads, hidden of a head)."""
    return ops.reshape(states, _axes(0, 0, packed.shape.heads, _per_head(packed.shape)), True)


def _per_head(shape: Shape) -> int:
    return shape.hidden // shape.heads


def _linear(packed: Packed, name: str, states: Node) -> Node:
    values = packed.blocks[f"{name}.w"].values()
    scales = np.abs(values).max(axis=1, keepdims=True) / _STEPS
    levels = np.round(values / np.maximum(scales, np.finfo(np.float32).tiny)).astype(np.int8)
    weights = ops.multiply(ops.convert(ops.constant(levels), "f32"), ops.constant(scales))
    return ops.add(ops.matmul(states, weights, False, True), ops.constant(packed.plain[f"{name}.b"]))


def _normalised(packed: Packed, name: str, states: Node) -> Node:
    centred = ops.mvn(states, _axes(-1), True, packed.shape.epsilon, "inside_sqrt")
    scaled = ops.multiply(centred, ops.constant(packed.plain[f"{name}.w"]))
    return ops.add(scaled, ops.constant(packed.plain[f"{name}.b"]))


def _pooled(states: Node, kept: Node) -> Node:
    """The mean of the real tokens, made unit length: the sum of them points the same way."""
    total = ops.reduce_sum(ops.multiply(states, ops.unsqueeze(kept, _axes(2))), _axes(1))
    return ops.normalize_l2(total, _axes(1), 1e-12, "max")


def _vocabulary(words: Blocks) -> Node:
    """(vocabulary, hidden), unpacked as it is looked up."""
    rows, columns = words.levels.shape
    pairs = words.levels[:, 0::2] | (words.levels[:, 1::2] << np.uint8(4))  # two neighbours in a byte, the first low
    tensor = ov.Tensor(np.ascontiguousarray(pairs), [rows, columns // BLOCK, BLOCK], ov.Type.u4)
    levels = ov.op.Constant(tensor, shared_memory=False)  # it would not keep the array alive
    centred = ops.subtract(ops.convert(levels, "f32"), _number(_ZERO))
    scales = ops.convert(ops.constant(np.ascontiguousarray(words.scales).reshape(rows, -1, 1)), "f32")
    return ops.reshape(ops.multiply(centred, scales), _axes(rows, columns), False)


def _axes(*values: int) -> Node:
    return ops.constant(np.array(values, np.int64))


def _number(value: float, kind: type[np.generic] = np.float32) -> Node:
    number: NDArray[np.generic] = np.array(value, kind)
    return ops.constant(number)
