"""The command line: the page's equal. Answers on standard output, progress and errors on standard error."""

from clausier.cli.application import main

__all__ = ["main"]
