"""One model, three engines: ours, the one its weights were made for, and sentence-transformers."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from clausier.adapters.encoder.runtime import OpenVinoEncoder, clean
from clausier.adapters.modelstore import ModelStore
from clausier.errors import ModelUnavailable
from clausier.models import ENCODER
from clausier.ports import Vectors
from tests.conftest import MODELS
from tests.models.make_reference import REFERENCE
from tests.models.texts import TEXTS


def unwatched(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the product itself would have it."""
    return ModelStore(MODELS).fetch(ENCODER, unwatched)


@pytest.fixture(scope="module")
def vectors(folder: Path) -> Vectors:
    return OpenVinoEncoder(folder, threads=1).encode_passages(TEXTS, unwatched)


def cosines(ours: Vectors, theirs: Vectors) -> list[float]:
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs.astype(np.float32), axis=1)
    return [float(value) for value in (ours * theirs).sum(axis=1) / lengths]


def test_the_weights_were_unpacked_without_a_change_of_meaning(vectors: Vectors) -> None:
    assert min(cosines(vectors, np.load(REFERENCE))) >= 0.999


def test_a_wrong_text_would_be_seen(vectors: Vectors) -> None:
    assert max(cosines(vectors[1:], np.load(REFERENCE)[:-1])) < 0.99


def test_a_word_of_another_script_is_one_unknown_beside_the_others(folder: Path) -> None:
    encoder = OpenVinoEncoder(folder, threads=1)
    alone, mixed = (encoder.count_tokens(text) for text in ("délai de préavis", "délai de préavis уведомление"))
    assert mixed == alone + 2  # a space, and what is unknown
    russian, chinese = (encoder.encode_question(text) for text in ("уведомление", "通知"))
    assert np.allclose(russian, chinese)


def test_the_longest_text_fits_and_a_longer_one_is_counted_whole(folder: Path) -> None:
    encoder = OpenVinoEncoder(folder, threads=1)
    assert 400 < encoder.count_tokens(TEXTS[-1]) <= 512
    assert encoder.count_tokens(TEXTS[-1] * 3) > 1200
    assert encoder.encode_question(TEXTS[-1] * 3).shape == (encoder.dimension,)


@pytest.mark.slow
def test_sentence_transformers_reads_the_same_folder(folder: Path, vectors: Vectors) -> None:
    """In its own process, without network: what a person would do with the folder."""
    code = """
import json, sys
import numpy as np
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True)
print(json.dumps(model.encode(json.load(sys.stdin), prompt_name="passage").tolist()))
"""
    texts = json.dumps([clean(text) for text in TEXTS])
    seen = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code, str(folder)],
        input=texts,
        capture_output=True,
        text=True,
        check=True,
    )
    assert min(cosines(vectors, np.array(json.loads(seen.stdout), np.float32))) >= 0.999
    assert "newly initialized" not in seen.stderr


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("infor\u00admatique", "informatique"),
        ("infogé\u00ad \n  rance", "infogérance"),
        (" a\u00a0b\u202fc\t\nd ", "a b c d"),
        ("a\u200b\ufeffb\u0007c\ufffe", "abc"),
        ("", ""),
    ],
)
def test_a_text_is_cleaned_before_it_is_encoded(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_a_folder_that_is_not_the_model_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as refused:
        OpenVinoEncoder(tmp_path)
    assert "clausier models fetch" in refused.value.advice


def test_a_folder_unpacked_by_another_version_says_what_to_run(folder: Path, tmp_path: Path) -> None:
    origin = json.loads((folder / "origin.json").read_text("utf-8"))
    (tmp_path / "origin.json").write_text(json.dumps({**origin, "recipe": 1}), "utf-8")
    with pytest.raises(ModelUnavailable) as refused:
        OpenVinoEncoder(tmp_path)
    assert "clausier models fetch" in refused.value.advice


def test_neither_torch_nor_a_network_is_needed(folder: Path) -> None:
    code = """
import socket, sys
from pathlib import Path
def refuse(*_):
    raise SystemExit("network")
socket.socket.connect = refuse
from clausier.telemetry import switch_off
switch_off()
from clausier.adapters.encoder.runtime import OpenVinoEncoder
OpenVinoEncoder(Path(sys.argv[1]), threads=1).encode_question("délai de préavis ?")
assert not {"torch", "transformers", "openvino_telemetry.main", "sentence_transformers"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
