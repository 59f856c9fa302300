"""How far long work has come, on one line of a terminal; a few lines where the output is kept."""

import sys

_KEPT_EVERY = 50  # steps between two lines where nobody looks on


def told(step: str, done: int, total: int) -> None:
    """Fits the port Watcher."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\r\x1b[K{step} {done}/{total}", end=end, file=sys.stderr, flush=True)
    elif done >= total or done % _KEPT_EVERY == 0:
        print(f"{step} {done}/{total}", file=sys.stderr, flush=True)
