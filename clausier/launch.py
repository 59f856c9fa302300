"""The console script: makes the application's own folders importable in this process, and nowhere else."""

import sys

from clausier.bundle import HOME
from clausier.telemetry import switch_off


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    switch_off()
    sys.path.insert(0, str(HOME))
    from clausier.cli import main as run

    sys.exit(run())
