"""The console script: makes the application's own folders importable in this process, and nowhere else."""

import sys

from clausier.bundle import HOME


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    sys.path.insert(0, str(HOME))
    from clausier.cli import main as run

    sys.exit(run())
