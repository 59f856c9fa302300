"""What it costs to take files in: pages, processor, memory, disk, step by step, beside the plain alternative."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evals.bench import inputs
from evals.bench.bench import DOSSIER, Bench, better, named, pages
from evals.bench.processes import Ran, task
from evals.bench.results import BYTES, RATE, Growth, Part, Row, Stages, over

OURS, PLAIN = "clausier", "simple"
"""The libraries that reading leaves, of which questions are then asked."""

_FASTER, _ROOM = 3.0, 40e6
_RECOGNITION = "reconnaissance des pages"
_THOUSAND = 1_000


def reading(bench: Bench) -> Part:
    """The same PDF files, by both ways in turn."""
    files = inputs.contracts(bench.folder, bench.sizes)
    ours, plain = [], []
    for number in range(bench.sizes.rounds):
        if number % 2:  # neither way always has the warmer disk
            plain.append(_plainly(bench, files))
        ours.append(task("ours.ingest", bench.fresh(OURS), {"files": named(files), "dossier": DOSSIER}))
        if not number % 2:
            plain.append(_plainly(bench, files))
    stages = (_stages(ours), _plain_stages(plain))
    return Part(tuple(_rows(files, ours, plain)), stages, remarks=_unseen(ours))


def libraries(bench: Bench) -> None:
    """Have both libraries there, whether or not reading was measured in this run."""
    files = named(inputs.contracts(bench.folder, bench.sizes))
    if not (bench.home(OURS) / "library.sqlite3").exists():
        task("ours.ingest", bench.fresh(OURS), {"files": files, "dossier": DOSSIER})
    if not bench.home(PLAIN).exists():
        task("plain.ingest", bench.home(PLAIN), {"files": files})


def scanning(bench: Bench) -> Part:
    """Pages without text: the plain alternative reads nothing there, so there is nothing to compare with."""
    path = inputs.scanned(bench.folder, bench.sizes)
    ran = task("ours.scan", bench.fresh("numerise"), {"file": str(path)})
    count, steps = ran.found["pages"], ran.found["steps"]
    rows = [Row("reconnaissance d’une page numérisée", "s", over([steps.get(_RECOGNITION, 0.0) / count]))]
    return Part(tuple(rows), (Stages("Une page numérisée", _shares(steps, count), "par page"),))


def growing(bench: Bench) -> Part:
    """Contracts of growing length; vectors of the longest are drawn, for they take minutes and grow like the others."""
    files = inputs.growing(bench.folder, bench.sizes)
    read = [str(path) for pages, path in files if pages <= bench.sizes.encoded]
    longer = [str(path) for pages, path in files if pages > bench.sizes.encoded]
    encoded = task("ours.ingest", bench.fresh("croissance"), {"files": read, "dossier": DOSSIER})
    drawn = task("ours.ingest", bench.fresh("croissance"), {"files": longer, "dossier": DOSSIER, "drawn": True})
    lines = [*encoded.found["files"], *drawn.found["files"]]
    by_pages = [_growth(lines, stage, "pages") for stage in ("lecture", "structure")]
    writing = replace(_growth(lines, "écriture", "passages"), cost="écriture d’un document")
    by_passages = [writing, _growth(encoded.found["files"], "vecteurs", "passages")]
    return Part(growths=(*by_pages, *by_passages))


def _plainly(bench: Bench, files: Sequence[Path]) -> Ran:
    return task("plain.ingest", bench.fresh(PLAIN), {"files": named(files)})


def _rows(files: Sequence[Path], ours: Sequence[Ran], plain: Sequence[Ran]) -> list[Row]:
    given = sum(path.stat().st_size for path in files)
    cores = [
        [pages(ran) / ran.found["cores"] for ran in ours],
        [ran.found["pages"] / ran.found["cores"] for ran in plain],
    ]
    walls = [
        [pages(ran) / ran.found["seconds"] for ran in ours],
        [ran.found["pages"] / ran.found["seconds"] for ran in plain],
    ]
    held = [[ran.memory for ran in ours], [ran.memory for ran in plain]]
    disk = [
        [(ran.found["disk"] - given) / pages(ran) * _THOUSAND for ran in ours],
        [ran.found["disk"] / ran.found["pages"] * _THOUSAND for ran in plain],
    ]
    return [
        _rate("lecture de PDF, par seconde de processeur", cores, _FASTER),
        _rate("lecture de PDF, par seconde", walls, None),
        _least("lecture de PDF, mémoire", held, None),
        _least("disque pour 1 000 pages, fichiers non compris", disk, _ROOM),
    ]


def _rate(name: str, rates: Sequence[Sequence[float]], owed: float | None) -> Row:
    ours, plain = rates
    return Row(name, RATE, over(ours), over(plain), better(plain, ours), owed, of_ratio=owed is not None)


def _least(name: str, costs: Sequence[Sequence[float]], owed: float | None) -> Row:
    ours, plain = costs
    return Row(name, BYTES, over(ours), over(plain), better(ours, plain), owed)


def _stages(ours: Sequence[Ran]) -> Stages:
    """Of all rounds together, a page."""
    spent: dict[str, float] = {}
    for ran in ours:
        for each in (*(line["stages"] for line in ran.found["files"]), ran.found["caches"]):
            for stage, seconds in each.items():
                spent[stage] = spent.get(stage, 0.0) + seconds
    order = ["lecture", "structure", "découpe (jetons)", "vecteurs", "écriture"]
    kept = {stage: spent[stage] for stage in (*order, *spent) if stage in spent}
    return Stages("Un PDF qui entre, Clausier", _shares(kept, sum(map(pages, ours))), "par page")


def _plain_stages(plain: Sequence[Ran]) -> Stages:
    spent = {
        stage: sum(ran.found["stages"].get(stage, 0.0) for ran in plain)
        for stage in ("lecture", "découpe", "vecteurs", "écriture")
    }
    return Stages("Un PDF qui entre, voie simple", _shares(spent, sum(ran.found["pages"] for ran in plain)), "par page")


def _shares(spent: Mapping[str, float], count: int) -> tuple[tuple[str, float], ...]:
    return tuple((stage, seconds / count) for stage, seconds in spent.items())


def _growth(lines: Sequence[Mapping[str, object]], stage: str, against: str) -> Growth:
    points = [(float(str(line[against])), _spent(line, stage)) for line in lines]
    return Growth(stage, against, tuple(sorted(points)))


def _spent(line: Mapping[str, object], stage: str) -> float:
    stages = line["stages"]
    assert isinstance(stages, dict)
    return float(stages.get(stage, 0.0))


def _unseen(ours: Sequence[Ran]) -> tuple[str, ...]:
    missing = sorted({stage for ran in ours for stage in ran.found["missing"] if stage != "vecteurs tirés"})
    return tuple(f"Étape non mesurée, son code a changé de place : {stage}." for stage in missing)
