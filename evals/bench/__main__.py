"""Measures what Clausier costs beside the plain alternative, prints one table, and writes the report.

    python -m evals.bench [--quick | --full] [--only PART]... [--record] [--folder FOLDER] [--afresh]

Ratios are compared with the recorded ones, in evals/results/bench.json. The exit status is 1 when one is below what was
recorded by more than its range; --record records what this run found instead. The last line says all ratios. Each run
is also kept, profiles included, under the name of its commit, in evals/results/runs.

A usual run takes about twenty minutes on two cores, ten more the first time, when its libraries are filled; --full
fills one of a million passages, which takes an hour or more. What else the machine does is in the figures.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from shutil import rmtree
from time import perf_counter

from platformdirs import user_cache_path

from clausier.domain.french import typeset
from evals.bench.asking import asking, million, scaling
from evals.bench.bench import Bench
from evals.bench.inputs import FULL_STORED, QUICK, USUAL
from evals.bench.processes import Broken
from evals.bench.profile import Profile, profiles
from evals.bench.reading import growing, reading, scanning
from evals.bench.report import report
from evals.bench.results import Part, Ratio, fallen, ratios, read, written
from evals.bench.table import line, table
from evals.bench.whole import commands, screen, wording
from evals.commit import commit

RESULTS = Path(__file__).parent.parent / "results"
PARTS: Mapping[str, Callable[[Bench], Part]] = {
    "reading": reading,
    "scanning": scanning,
    "growing": growing,
    "asking": asking,
    "scaling": scaling,
    "million": million,
    "commands": commands,
    "screen": screen,
    "wording": wording,
}
PROFILE = "profile"


def main(arguments: list[str]) -> int:
    """Exit status 0, or 1 where a ratio fell or a part could not be measured."""
    given = _given(arguments)
    bench = _bench(given)
    names = given.only or [name for name in (*PARTS, PROFILE) if _usual(name, bench)]
    found: dict[str, Part] = {}
    broken: list[str] = []
    for name in names:
        if name != PROFILE:
            _measure(name, bench, found, broken)
    seen = profiles(bench) if PROFILE in names else ()
    return _told(given, list(found.values()), seen, broken)


def _given(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes: whether all of it runs")
    size.add_argument("--full", action="store_true", help="a library of a million passages, too")
    parser.add_argument("--only", action="append", choices=[*PARTS, PROFILE], help="a part, instead of all of them")
    parser.add_argument("--record", action="store_true", help="keep these ratios as those to be held")
    parser.add_argument("--folder", type=Path, default=user_cache_path("clausier-bench", appauthor=False))
    parser.add_argument("--afresh", action="store_true", help="fill the libraries again")
    return parser.parse_args(arguments)


def _bench(given: argparse.Namespace) -> Bench:
    sizes = QUICK if given.quick else USUAL
    if given.full:
        sizes = replace(sizes, million=True, stored=FULL_STORED)
    folder = given.folder.absolute() / ("quick" if given.quick else "usual")
    if given.afresh:
        rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return Bench(folder, sizes)


def _usual(name: str, bench: Bench) -> bool:
    return {"million": bench.sizes.million, "wording": bench.sizes.worded}.get(name, True)


def _measure(name: str, bench: Bench, found: dict[str, Part], broken: list[str]) -> None:
    """One part; a part that breaks is told, and does not keep the others from being measured."""
    started = perf_counter()
    print(f"== {name}", file=sys.stderr, flush=True)
    try:
        found[name] = PARTS[name](bench)
    except Broken as error:
        broken.append(f"{typeset(f'La partie « {name} » n’a pas pu être mesurée :')} {error}")
    print(f"== {name} : {perf_counter() - started:.0f} s", file=sys.stderr, flush=True)


def _told(given: argparse.Namespace, parts: Sequence[Part], seen: Sequence[Profile], broken: Sequence[str]) -> int:
    rows = [row for part in parts for row in part.rows]
    now = ratios(rows)
    held = RESULTS / "quick" / "bench.json" if given.quick else RESULTS / "bench.json"
    before = read(held)
    fell = [] if given.record else fallen(now, before)
    _keep(parts, seen, now)
    if given.record or not before:
        _record(held, now, before)
    print(f"\n{table(rows)}\n")
    for remark in (*(typeset(remark) for part in parts for remark in part.remarks), *broken):
        print(remark)
    page = RESULTS / ("report-bench-quick.html" if given.quick else "report-bench.html")
    page.write_text(report([*parts, Part(remarks=tuple(broken))], seen, commit(), machine()), "utf-8")
    print(typeset(f"Rapport : {page}"))
    for ratio, old in fell:
        print(_fell(ratio, old), file=sys.stderr)
    print(typeset(line(now)))
    return 1 if fell or broken else 0


def _keep(parts: Sequence[Part], seen: Sequence[Profile], now: Sequence[Ratio]) -> None:
    """All that was found, for whoever compares runs."""
    folder = RESULTS / "runs" / commit()
    folder.mkdir(parents=True, exist_ok=True)
    told = {"machine": machine(), "parts": [asdict(part) for part in parts]}
    (folder / "bench.json").write_text(written(now, told), "utf-8")
    for profile in seen:
        (folder / f"bench-{profile.path.lower()}.stacks").write_text(profile.stacks, "utf-8")


def _record(path: Path, now: Sequence[Ratio], before: Sequence[Ratio]) -> None:
    """These ratios as those to be held; others that were recorded before, and not measured now, stay."""
    measured = {ratio.name for ratio in now}
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = [*now, *(ratio for ratio in before if ratio.name not in measured)]
    path.write_text(written(kept, {"commit": commit(), "machine": machine()}), "utf-8")


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} cœurs {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _fell(now: Ratio, old: Ratio) -> str:
    return typeset(
        f"EN BAISSE : {now.name} : {now.found.value:.2f} ×, "
        f"contre {old.found.value:.2f} [{old.found.low:.2f} – {old.found.high:.2f}]"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
