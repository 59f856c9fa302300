"""Sentences are paired alike on every run: what a set's order decides changes from one process to the next."""

import os
import subprocess
import sys

_LIKENESS = """
from random import Random
from clausier.comparing import alignment
draw = Random(3)
said = [tuple(draw.choices([f"mot{n}" for n in range(40)], k=12)) for _ in range(60)]
print(alignment._likeness(said[:30], said[30:]).tobytes().hex())
"""


def test_how_alike_sentences_are_does_not_depend_on_the_process() -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", _LIKENESS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
