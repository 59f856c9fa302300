"""The models folder: what is there, fetching what is not, and proof that it is what it claims to be."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from clausier.adapters.encoder.folder import RECIPE, unpack_encoder
from clausier.adapters.modelways import Way, from_disk, held, ways
from clausier.errors import ModelUnavailable, UnknownName
from clausier.models import CATALOGUE, WRITER, Model, ModelState, ModelStatus
from clausier.ports import Watcher

_CHUNK = 1 << 20
_SPARE = 200 << 20  # bytes left free for everything else
_CHECKING, _INSTALLING = "vérification", "installation"
_ADVICE = (
    "Vérifier la connexion et relancer : le téléchargement reprend où il s’est arrêté. Sans connexion, copier le "
    "fichier depuis une autre machine et lancer « clausier models fetch {name} --from FICHIER »."
)


class _Seen(TypedDict):
    size: int
    changed: int  # nanoseconds
    sha256: str


class _Record(TypedDict):
    """Kept beside the model, so that a start need not hash a gigabyte again."""

    sha256: str  # of what was fetched
    recipe: int
    files: dict[str, _Seen]


class ModelStore:
    """The models of `catalogue` in `folder`. Several processes may share the folder; one of them fetches a model."""

    def __init__(self, folder: Path, catalogue: tuple[Model, ...] = CATALOGUE) -> None:
        self._folder = folder
        self._models: Mapping[str, Model] = {model.name: model for model in catalogue}

    def status(self) -> list[ModelStatus]:
        """Every model of the catalogue. Quick: a change since the last check is told by size and date."""
        return [self._status(model) for model in self._models.values()]

    def path(self, name: str) -> Path:
        """Where the model is. ModelUnavailable when it is not there, or not what it should be."""
        model = self._model(name)
        if self._status(model).state is not ModelState.READY and not self.verify(name, _unwatched):
            raise ModelUnavailable(f"Il manque le {model.label}.", f"Lancer « clausier models fetch {name} ».")
        return self._folder / model.installed

    def path_of_chat(self) -> Path | None:
        """Where the embedded chat model is; None when it was not fetched."""
        try:
            return self.path(WRITER)
        except ModelUnavailable:
            return None

    def verify(self, name: str, watch: Watcher) -> bool:
        """Hash what is there, now. False: absent, incomplete or altered; fetching then replaces it."""
        model = self._model(name)
        target = self._folder / model.installed
        known = self._known(model)
        sound = not model.unpacked and target.is_file() and _hashed([target], watch) == [model.sha256]
        if model.unpacked and known:
            files = [target / file for file in known["files"]]
            expected = [seen["sha256"] for seen in known["files"].values()]
            sound = all(file.is_file() for file in files) and _hashed(files, watch) == expected
        if sound:
            self._remember(model, known)
        else:
            self._record_path(model).unlink(missing_ok=True)
        return sound

    def fetch(self, name: str, watch: Watcher, source: Path | None = None) -> Path:
        """Have the model there, proven; nothing is done when it is. `source`: where it is on disk, for want of network.

        `watch` counts bytes. Stopped in any way, it goes on from there the next time.
        """
        model = self._model(name)
        if self._status(model).state is ModelState.READY:
            return self._folder / model.installed
        with self._alone(model):
            if self.verify(name, watch):
                return self._folder / model.installed
            self._make_room(model)
            self._gather(model, [from_disk(source)] if source else ways(model), watch)
            self._install(model, watch)
        return self._folder / model.installed

    def _model(self, name: str) -> Model:
        try:
            return self._models[name]
        except KeyError:
            raise UnknownName(
                f"Aucun modèle ne s’appelle « {name} ».", f"Les modèles sont : {', '.join(self._models)}."
            ) from None

    def _status(self, model: Model) -> ModelStatus:
        target = self._folder / model.installed
        known = self._known(model)
        if known and all(_unchanged(target, file, seen) for file, seen in known["files"].items()):
            return ModelStatus(model, ModelState.READY, model.size, target)
        if target.exists():
            return ModelStatus(model, ModelState.UNVERIFIED, model.size, target)
        done = held(self._partial(model))
        return ModelStatus(model, ModelState.PARTIAL if done else ModelState.ABSENT, done, target)

    def _partial(self, model: Model) -> Path:
        return self._folder / f".{model.file}.partial"

    def _record_path(self, model: Model) -> Path:
        return self._folder / f".{model.name}.json"

    def _known(self, model: Model) -> _Record | None:
        """What was proven of the model; None when nothing was, or when it was of other content."""
        try:
            record: _Record = json.loads(self._record_path(model).read_text(encoding="utf-8"))
            same = (record["sha256"], record["recipe"]) == (model.sha256, RECIPE)
            return record if same and record["files"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _remember(self, model: Model, known: _Record | None) -> None:
        """Write down what was just proven; `known` spares hashing an unpacked folder a second time."""
        target = self._folder / model.installed
        if known:
            hashes = {target / name if name else target: seen["sha256"] for name, seen in known["files"].items()}
        elif model.unpacked:
            files = sorted(path for path in target.rglob("*") if path.is_file())
            hashes = dict(zip(files, _hashed(files, _unwatched), strict=True))
        else:
            hashes = {target: model.sha256}
        seen = {_name(target, file): _seen(file, sha256) for file, sha256 in hashes.items()}
        _write(self._record_path(model), {"sha256": model.sha256, "recipe": RECIPE, "files": seen})

    @contextmanager
    def _alone(self, model: Model) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / f".{model.name}.lock", timeout=0):
                yield
        except Timeout:
            raise ModelUnavailable(
                f"Le {model.label} est déjà en cours de téléchargement.", "Attendre qu’il soit terminé."
            ) from None

    def _make_room(self, model: Model) -> None:
        needed = model.size - held(self._partial(model)) + 2 * model.part_size + model.unpacked + _SPARE
        if (free := shutil.disk_usage(self._folder).free) < needed:
            raise ModelUnavailable(
                f"La place manque sur le disque : {needed >> 20} Mo sont nécessaires, {free >> 20} Mo sont libres.",
                f"Libérer de la place, ou choisir un autre dossier que {self._folder} (réglage « models »).",
            )

    def _gather(self, model: Model, tried: list[Way], watch: Watcher) -> None:
        """Try each way until the partial file is the whole model."""
        partial = self._partial(model)
        refusals = []
        for way in tried:
            try:
                if held(partial) < model.size:
                    way(model, partial, watch)
            except ModelUnavailable as error:
                refusals.append(str(error))
                continue
            except (OSError, zipfile.BadZipFile, KeyError) as error:
                refusals.append(f"Lecture ou écriture impossible : {error}.")
                continue
            if _hashed([partial], watch) == [model.sha256]:
                return
            partial.unlink()
            refusals.append("Le contenu reçu n’est pas celui du modèle ; il a été jeté.")
        raise ModelUnavailable(
            f"Le {model.label} n’a pas pu être obtenu. {' '.join(refusals)}", _ADVICE.format(name=model.name)
        )

    def _install(self, model: Model, watch: Watcher) -> None:
        partial, target = self._partial(model), self._folder / model.installed
        watch(_INSTALLING, 0, 1)
        if model.unpacked:
            unpack_encoder(partial, target)
            partial.unlink()
        else:
            partial.replace(target)
        self._remember(model, None)
        watch(_INSTALLING, 1, 1)


def _unwatched(step: str, done: int, total: int) -> None:
    pass


def _hashed(files: list[Path], watch: Watcher) -> list[str]:
    total = sum(file.stat().st_size for file in files)
    done = 0
    hashes = []
    for file in files:
        digest = hashlib.sha256()
        with file.open("rb") as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                watch(_CHECKING, done, total)
        hashes.append(digest.hexdigest())
    return hashes


def _name(target: Path, file: Path) -> str:
    return "" if file == target else file.relative_to(target).as_posix()


def _seen(file: Path, sha256: str) -> _Seen:
    about = file.stat()
    return {"size": about.st_size, "changed": about.st_mtime_ns, "sha256": sha256}


def _unchanged(target: Path, name: str, seen: _Seen) -> bool:
    try:
        about = (target / name if name else target).stat()
    except OSError:
        return False
    return (about.st_size, about.st_mtime_ns) == (seen["size"], seen["changed"])


def _write(path: Path, record: _Record) -> None:
    making = path.with_suffix(".making")
    making.write_text(json.dumps(record, indent=2), encoding="utf-8")
    making.replace(path)
