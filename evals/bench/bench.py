"""A run of the bench: where it works, how much it measures, and what its parts have in common."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from evals.bench import inputs
from evals.bench.processes import Ran, task
from evals.bench.results import over
from evals.measures import Estimate

DOSSIER = "banc d’essai"


@dataclass(frozen=True, slots=True)
class Bench:
    """`folder` keeps libraries that take long to fill, from one run to the next."""

    folder: Path
    sizes: inputs.Sizes

    def home(self, name: str) -> Path:
        """Where one of the libraries is."""
        return self.folder / "bibliotheques" / name

    def fresh(self, name: str) -> Path:
        """The same, emptied."""
        home = self.home(name)
        rmtree(home, ignore_errors=True)
        return home

    def built(self, name: str, work: str, given: Mapping[str, object]) -> Mapping[str, Any]:
        """What filling a library found, now or in an earlier run that was asked for the same."""
        kept = self.folder / f"{name}.json"
        if kept.exists():
            before: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
            if before["given"] == given and self.home(name).exists():
                found: dict[str, Any] = before["found"]
                return found
        kept.unlink(missing_ok=True)
        ran = task(work, self.fresh(name), given)
        kept.write_text(json.dumps({"given": given, "found": ran.found}), encoding="utf-8")
        return ran.found


def pages(ran: Ran) -> int:
    """Those that Clausier read."""
    return sum(int(line["pages"]) for line in ran.found["files"])


def named(files: Sequence[Path]) -> list[str]:
    """Paths, as a task takes them."""
    return [str(path) for path in files]


def better(ours: Sequence[float], plain: Sequence[float]) -> Estimate:
    """How many times less Clausier takes, round by round."""
    return over([theirs / own for own, theirs in zip(ours, plain, strict=True)])
