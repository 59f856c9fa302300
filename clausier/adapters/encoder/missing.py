"""In the place of an encoder whose weights are not there: the library opens, and whoever needs vectors is told."""

from collections.abc import Sequence
from typing import NoReturn

from clausier.errors import ModelUnavailable
from clausier.ports import Watcher


class MissingEncoder:
    """Fits port Encoder; every use raises the reason why there is none."""

    identity = "none"
    dimension = 0

    def __init__(self, reason: ModelUnavailable) -> None:
        self._reason = reason

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> NoReturn:
        raise self._reason

    def encode_question(self, text: str) -> NoReturn:
        raise self._reason

    def count_tokens(self, text: str) -> NoReturn:
        raise self._reason
