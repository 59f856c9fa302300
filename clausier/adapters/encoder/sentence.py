"""Any other sentence-transformers model, as encoder or reranker. Slow to import: only when the settings name one."""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausier.adapters.encoder.folder import PASSAGE_PREFIX, QUESTION_PREFIX
from clausier.adapters.encoder.runtime import clean
from clausier.errors import ModelUnavailable
from clausier.ports import Vectors, Watcher

_BATCH = 8  # passages: on a CPU more of them take more memory and no less time
_RECIPE = 1
_STEP = "calcul des vecteurs"
_HUB_NAME = re.compile(r"\w[\w.-]*(/[\w.-]+)?")  # anything else is a path, which must not be asked of the hub
_E5 = re.compile(r"\be5\b(?!.*instruct)", re.IGNORECASE)


class SentenceTransformersEncoder:
    """Fits port Encoder. The first use of a name that is not a folder fetches it from the hub, unless it was before."""

    def __init__(self, name: str, threads: int = 0) -> None:
        self._name = name
        self._threads = threads
        self._lock = Lock()
        self._loaded: Any = None  # SentenceTransformer, which must not be imported yet
        self._fingerprint = ""

    @property
    def identity(self) -> str:
        """Of the weights themselves: the same model under another name, or in another folder, is the same."""
        model = self._model()
        with self._lock:
            self._fingerprint = self._fingerprint or _fingerprint(model)
            return f"sentence-transformers@{self._fingerprint}/{_RECIPE}"

    @property
    def dimension(self) -> int:
        return int(self._model().get_embedding_dimension())

    def encode_question(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encoded([clean(text)], self._prefix("query", QUESTION_PREFIX))[0]
        return vector

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        """One unit row a text, in the order given; `watch` is told after each batch."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        cleaned = [clean(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda row: -len(cleaned[row]))
        prefix = self._passage_prefix()
        watch(_STEP, 0, len(texts))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows] = self._encoded([cleaned[row] for row in rows], prefix)
            watch(_STEP, start + len(rows), len(texts))
        return vectors

    def count_tokens(self, text: str) -> int:
        tokens = self._model().tokenizer(self._passage_prefix() + clean(text), truncation=False, verbose=False)
        return len(tokens["input_ids"])

    def _passage_prefix(self) -> str:
        return self._prefix("passage", PASSAGE_PREFIX) or self._prefix("document", "")

    def _prefix(self, kind: str, e5: str) -> str:
        """What the model says of itself comes first; models of the E5 family often say nothing and need theirs."""
        told = self._model().prompts.get(kind)
        return str(told) if told else (e5 if _E5.search(Path(self._name).name) else "")

    def _encoded(self, texts: Sequence[str], prefix: str) -> Vectors:
        vectors: Vectors = self._model().encode(
            [prefix + text for text in texts], prompt="", normalize_embeddings=True, show_progress_bar=False
        )
        return vectors

    def _model(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = _open(_sentence_transformer, self._name, self._threads)
            return self._loaded


class CrossEncoderReranker:
    """Fits port Reranker: reads question and passage together. Better than vectors, and much slower."""

    def __init__(self, name: str, threads: int = 0) -> None:
        self._name = name
        self._threads = threads
        self._lock = Lock()
        self._loaded: Any = None

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, in the order given; higher is nearer."""
        if not texts:
            return []
        with self._lock:
            if self._loaded is None:
                self._loaded = _open(_cross_encoder, self._name, self._threads)
        pairs = [(clean(question), clean(text)) for text in texts]
        scores = self._loaded.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(score) for score in scores]


def _sentence_transformer(name: str, local: bool) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, device="cpu", local_files_only=local)


def _cross_encoder(name: str, local: bool) -> Any:
    from sentence_transformers import CrossEncoder

    return CrossEncoder(name, device="cpu", local_files_only=local)


def _open(make: Callable[[str, bool], Any], name: str, threads: int) -> Any:
    """The model from its folder or the hub's cache; from the hub only when it was named and is not there yet."""
    from transformers.utils import logging

    quiet: Callable[[], None] = logging.disable_progress_bar
    quiet()  # the reader's terminal is ours
    folder = Path(name).expanduser()
    is_folder = folder.is_dir()
    try:
        model = _local_first(make, str(folder) if is_folder else name, is_folder)
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelUnavailable(
            f"Le modèle « {name} » ne s’ouvre pas : {str(error).splitlines()[0]}",
            "Donner le dossier d’un modèle sentence-transformers, ou un nom de la plateforme Hugging Face : il est "
            "alors téléchargé une fois.",
        ) from error
    if threads:
        import torch

        torch.set_num_threads(threads)
    return model


def _local_first(make: Callable[[str, bool], Any], name: str, is_folder: bool) -> Any:
    try:
        return make(name, True)
    except OSError:
        if is_folder or not _HUB_NAME.fullmatch(name):
            raise
        return make(name, False)


def _fingerprint(model: Any) -> str:
    digest = hashlib.sha256()
    for name, values in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(values.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()[:12]
