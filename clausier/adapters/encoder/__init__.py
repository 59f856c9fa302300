"""Texts to vectors: the bundled recipe over OpenVINO, and any other sentence-transformers model."""

from typing import TYPE_CHECKING

from clausier.models import ENCODER
from clausier.ports import Encoder, Reranker

if TYPE_CHECKING:
    from clausier.adapters.modelstore import ModelStore


def open_encoder(name: str, models: "ModelStore", threads: int = 0) -> Encoder:
    """The encoder that the settings name; ModelUnavailable if it is not there. Weights are loaded when first used."""
    if name == ENCODER:
        from clausier.adapters.encoder.adapted import AdaptedEncoder, load_adaptation

        return AdaptedEncoder(bare_encoder(models, threads), load_adaptation())
    from clausier.adapters.encoder.sentence import SentenceTransformersEncoder

    return SentenceTransformersEncoder(name, threads)


def bare_encoder(models: "ModelStore", threads: int = 0) -> Encoder:
    """The bundled recipe as it came, its vectors not turned towards the field."""
    from clausier.adapters.encoder.runtime import OpenVinoEncoder

    return OpenVinoEncoder(models.path(ENCODER), threads)


def open_reranker(name: str, threads: int = 0) -> Reranker:
    """The cross-encoder of that name or folder, loaded when first used."""
    from clausier.adapters.encoder.sentence import CrossEncoderReranker

    return CrossEncoderReranker(name, threads)
