"""The encoder as one ONNX file that keeps the weights in 4 bits: token ids and mask in, unit vectors out.

A BERT encoder (Devlin et al., 2019) with the mean pooling of E5 (Wang et al., 2024), written with onnxruntime's own
operators: MatMulNBits and GatherBlockQuantized compute from 4-bit weights, the fused ones spare optimisation at load.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from clausier.adapters.encoder.packed import BLOCK, Blocks, Packed

_OPSET, _IR = 21, 10
_RUNTIME = "com.microsoft"
_INT8_ACTIVATIONS = 4  # MatMulNBits' accuracy_level: activations in 8 bits by block, as the file's own engine does


@dataclass(slots=True)
class _Graph:
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def put(self, operator: str, inputs: list[str], *, domain: str = "", **attributes: Any) -> str:
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name, domain=domain, **attributes))
        return name

    def plain(self, name: str, values: NDArray[np.generic]) -> str:
        self.weights.append(onnx.numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def raw(self, name: str, kind: int, shape: tuple[int, ...], data: bytes) -> str:
        self.weights.append(helper.make_tensor(name, kind, shape, data, raw=True))
        return name


def encoder_graph(packed: Packed) -> onnx.ModelProto:
    """Inputs `ids` and `mask` (int64, texts x tokens); output `vectors` (float32, texts x hidden, unit length)."""
    shape = packed.shape
    graph = _Graph()
    padding = graph.put("Cast", ["mask"], to=TensorProto.INT32)
    states = _embeddings(graph, packed)
    for layer in range(shape.layers):
        states = _layer(graph, packed, f"l{layer}.", states, padding)
    _pooled(graph, states)
    tokens = helper.make_tensor_value_info
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [tokens("ids", TensorProto.INT64, ["texts", "tokens"]), tokens("mask", TensorProto.INT64, ["texts", "tokens"])],
        [tokens("vectors", TensorProto.FLOAT, ["texts", shape.hidden])],
        graph.weights,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR)


def _embeddings(graph: _Graph, packed: Packed) -> str:
    shape = packed.shape
    word = packed.blocks["emb.word"]
    signed = word.levels ^ np.uint8(8)  # level - 8 as a signed nibble: two's complement flips the high bit
    graph.raw("word.levels", TensorProto.INT4, word.levels.shape, _paired(signed).tobytes())
    graph.plain("word.scales", word.scales.astype(np.float32))
    words = graph.put(
        "GatherBlockQuantized",
        ["word.levels", "ids", "word.scales"],
        domain=_RUNTIME,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    places = packed.plain["emb.pos"].reshape(-1, shape.hidden)
    graph.plain("places", places + packed.plain["emb.type"][: shape.hidden])  # every token is of type 0
    graph.plain("zero", np.zeros(1, np.int64))
    length = graph.put("Shape", ["ids"], start=1, end=2)
    summed = graph.put("Add", [words, graph.put("Slice", ["places", "zero", length, "zero"])])
    weight = graph.plain("emb.ln.w", packed.plain["emb.ln.w"])
    bias = graph.plain("emb.ln.b", packed.plain["emb.ln.b"])
    return graph.put("LayerNormalization", [summed, weight, bias], axis=-1, epsilon=shape.epsilon)


def _layer(graph: _Graph, packed: Packed, prefix: str, states: str, padding: str) -> str:
    query, key, value = (_linear(graph, packed, f"{prefix}{name}", states) for name in "qkv")
    attended = graph.put(
        "MultiHeadAttention", [query, key, value, "", padding], domain=_RUNTIME, num_heads=packed.shape.heads
    )
    states = _added(graph, packed, f"{prefix}aln", states, _linear(graph, packed, f"{prefix}ao", attended))
    widened = graph.put("Gelu", [_linear(graph, packed, f"{prefix}fi", states)])
    return _added(graph, packed, f"{prefix}oln", states, _linear(graph, packed, f"{prefix}fo", widened))


def _linear(graph: _Graph, packed: Packed, name: str, states: str) -> str:
    matrix: Blocks = packed.blocks[f"{name}.w"]
    rows, columns = matrix.levels.shape
    levels = _paired(matrix.levels).reshape(rows, columns // BLOCK, BLOCK // 2)
    inputs = [
        states,
        graph.plain(f"{name}.levels", levels),
        graph.plain(f"{name}.scales", matrix.scales.astype(np.float32).reshape(-1)),
        "",
        "",
        graph.plain(f"{name}.bias", packed.plain[f"{name}.b"]),
    ]
    sizes = {"N": rows, "K": columns, "bits": 4, "block_size": BLOCK, "accuracy_level": _INT8_ACTIVATIONS}
    return graph.put("MatMulNBits", inputs, domain=_RUNTIME, **sizes)


def _added(graph: _Graph, packed: Packed, name: str, states: str, more: str) -> str:
    weight = graph.plain(f"{name}.w", packed.plain[f"{name}.w"])
    bias = graph.plain(f"{name}.b", packed.plain[f"{name}.b"])
    inputs = [states, more, weight, bias]
    return graph.put("SkipLayerNormalization", inputs, domain=_RUNTIME, epsilon=packed.shape.epsilon)


def _pooled(graph: _Graph, states: str) -> None:
    """The mean of the real tokens, made unit length."""
    graph.plain("last", np.array([-1], np.int64))
    graph.plain("middle", np.array([1], np.int64))
    kept = graph.put("Cast", ["mask"], to=TensorProto.FLOAT)
    weighted = graph.put("Mul", [states, graph.put("Unsqueeze", [kept, "last"])])
    total = graph.put("ReduceSum", [weighted, "middle"], keepdims=0)
    mean = graph.put("Div", [total, graph.put("ReduceSum", [kept, "middle"], keepdims=1)])
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vectors"], "unit", axis=-1, p=2))


def _paired(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two neighbours in a byte, the first in the low half."""
    return levels[:, 0::2] | (levels[:, 1::2] << np.uint8(4))
