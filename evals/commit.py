"""The state of the code that figures belong to."""

import subprocess
from functools import cache

from clausier.bundle import HOME

_LETTERS = 12
UNKNOWN = "sans-version"


@cache
def commit() -> str:
    """The commit, marked with + where files differ from it; UNKNOWN outside a checkout."""
    named = _git("rev-parse", f"--short={_LETTERS}", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return f"{named}{'+' if changed else ''}" if named else UNKNOWN


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=HOME, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
