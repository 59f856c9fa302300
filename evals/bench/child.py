"""Where tasks are done that are measured: `python -m evals.bench.child TASK GIVEN FOUND`, the two being JSON files."""

import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from clausier.telemetry import switch_off

TASKS = ("ours.ingest", "ours.scan", "ours.fill", "ours.keep", "ours.ask", "ours.explain", "ours.house")
RIVALS = ("plain.ingest", "plain.fill", "plain.ask")


def main(arguments: list[str]) -> None:
    """Do one task. Only what it needs is imported: imports are part of what is measured."""
    name, given, found = arguments
    if name not in (*TASKS, *RIVALS):
        raise SystemExit(f"no such task: {name}")
    switch_off()
    module, _, verb = name.partition(".")
    work: Callable[[Mapping[str, Any]], Mapping[str, Any]] = getattr(import_module(f"evals.bench.{module}"), verb)
    answer = work(json.loads(Path(given).read_text(encoding="utf-8")))
    Path(found).write_text(json.dumps(answer), encoding="utf-8")
    print("fait", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
