"""The default encoder: OpenVINO and tokenizers over the unpacked folder; no torch, no network."""

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
    MODEL_FILE,
    ORIGIN_FILE,
    PASSAGE_PREFIX,
    QUESTION_PREFIX,
    RECIPE,
    TOKENIZER_FILE,
)
from clausier.errors import ModelUnavailable
from clausier.ports import Vectors, Watcher

if TYPE_CHECKING:
    from openvino import InferRequest
    from tokenizers import Encoding, Tokenizer

_BATCH_TOKENS = 800
"""Padded tokens in a batch, or one text: more of them are no faster, and keep a question waiting."""
_ROUNDED = 64
"""Activations that are rounded to 8 bits together: of fewer, it costs more time; of more, the cosine of a vector to
itself unrounded leaves 0.9998 (docs/decisions/0027)."""
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
    request: "InferRequest"
    tokenizer: "Tokenizer"


class OpenVinoEncoder:
    """Fits port Encoder. Weights are loaded at the first text; texts are cut at 512 tokens. Safe across threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`threads` 0 leaves the choice to OpenVINO: one a physical core."""
        try:
            origin = json.loads((folder / ORIGIN_FILE).read_text(encoding="utf-8"))
            self._identity = f"e5-small-q4@{origin['sha256'][:12]}/{origin['recipe']}"
            self._dimension = int(origin["dimension"])
            if origin["recipe"] != RECIPE:
                raise ValueError("unpacked by another version")
        except (OSError, ValueError, KeyError) as error:
            raise ModelUnavailable(
                "Le modèle de recherche n’est pas installé, ou son dossier est abîmé ou d’une autre version.",
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

    def _run(self, engine: _Engine, encodings: Sequence["Encoding"]) -> NDArray[np.float32]:
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.full((len(encodings), width), _PADDING, np.int64)
        mask = np.zeros((len(encodings), width), np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        with self._lock:  # a request answers one at a time
            vectors: NDArray[np.float32] = engine.request.infer({"ids": ids, "mask": mask})["vectors"].copy()
        return vectors

    def _engine(self) -> _Engine:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder, self._threads)
            return self._loaded


def _load(folder: Path, threads: int) -> _Engine:
    from openvino import Core
    from tokenizers import Tokenizer

    options = {
        "PERFORMANCE_HINT": "LATENCY",  # all cores for one batch
        "INFERENCE_PRECISION_HINT": "f32",  # not halved where a processor could
        "DYNAMIC_QUANTIZATION_GROUP_SIZE": _ROUNDED,
        "ENABLE_CPU_PINNING": False,  # other processes read pages meanwhile
        "INFERENCE_NUM_THREADS": threads,
    }
    model = Core().compile_model(folder / MODEL_FILE, "CPU", options)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return _Engine(model.create_infer_request(), tokenizer)


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
