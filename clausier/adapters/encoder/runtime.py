"""The default encoder: onnxruntime and tokenizers over the unpacked folder; no torch, no network."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clausier.adapters.encoder.folder import (
    MAX_TOKENS,
    ONNX_FILE,
    ORIGIN_FILE,
    PASSAGE_PREFIX,
    QUESTION_PREFIX,
    TOKENIZER_FILE,
)
from clausier.errors import ModelUnavailable
from clausier.ports import Vectors, Watcher

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

_BATCH_TOKENS = 8 * 400
"""Padded tokens in a batch: attention over more of them needs hundreds of megabytes and is no faster."""
_PADDING = 1
_STEP = "calcul des vecteurs"
_SOFT_HYPHEN = re.compile("\u00ad(?:[ \t]*\n\\s*)?")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc-\ufffe]")
_SPACES = re.compile(r"[\s▁]+")


def clean(text: str) -> str:
    """What is given to the tokeniser: no soft hyphen, control or zero-width character; single spaces."""
    return _SPACES.sub(" ", _UNSEEN.sub("", _SOFT_HYPHEN.sub("", text))).strip()


@dataclass(frozen=True, slots=True)
class _Engine:
    session: "InferenceSession"
    tokenizer: "Tokenizer"


class OnnxEncoder:
    """Fits port Encoder. Weights are loaded at the first text; texts are cut at 512 tokens. Safe across threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`threads` 0 leaves the choice to onnxruntime: one a physical core."""
        try:
            origin = json.loads((folder / ORIGIN_FILE).read_text(encoding="utf-8"))
            self._identity = f"e5-small-q4@{origin['sha256'][:12]}/{origin['recipe']}"
            self._dimension = int(origin["dimension"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelUnavailable(
                "Le modèle de recherche n’est pas installé, ou son dossier est abîmé.",
                "Lancer « clausier models fetch e5-small ».",
            ) from error
        self._folder = folder
        self._threads = threads
        self._lock = Lock()
        self._loaded: _Engine | None = None

    @property
    def identity(self) -> str:
        return self._identity

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """One unit vector."""
        vector: NDArray[np.float32] = self._run(self._engine(), self._tokens([QUESTION_PREFIX + clean(text)]))[0]
        return vector

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        """One unit row a text, in the order given; `watch` is told after each batch."""
        encodings = self._tokens([PASSAGE_PREFIX + clean(text) for text in texts])
        vectors = np.zeros((len(texts), self._dimension), np.float32)
        done = 0
        watch(_STEP, 0, len(texts))
        for rows in _batches([len(encoding.ids) for encoding in encodings]):
            vectors[rows] = self._run(self._engine(), [encodings[row] for row in rows])
            done += len(rows)
            watch(_STEP, done, len(texts))
        return vectors

    def count_tokens(self, text: str) -> int:
        """How many tokens the text takes as a passage, prefix and marks included; over 512 its end is not encoded."""
        tokens = self._tokens([PASSAGE_PREFIX + clean(text)])[0]
        return len(tokens.ids) + sum(len(more.ids) - 2 for more in tokens.overflowing)

    def _tokens(self, texts: list[str]) -> list["Encoding"]:
        return self._engine().tokenizer.encode_batch(texts)

    @staticmethod
    def _run(engine: _Engine, encodings: Sequence["Encoding"]) -> NDArray[np.float32]:
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.full((len(encodings), width), _PADDING, np.int64)
        mask = np.zeros((len(encodings), width), np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        vectors: NDArray[np.float32] = engine.session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return vectors

    def _engine(self) -> _Engine:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder, self._threads)
            return self._loaded


def _load(folder: Path, threads: int) -> _Engine:
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3  # errors only: warnings are about hardware it does not find
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # the file is fused already
    options.enable_cpu_mem_arena = False  # the arena keeps the peak of the largest batch for ever
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores alone
    session = onnxruntime.InferenceSession(folder / ONNX_FILE, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return _Engine(session, tokenizer)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows by length, longest first, so that a batch wastes little padding and a lack of memory shows at once."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
