"""Whether quotations stand where they say, by other means than the product's: the files read again with other
libraries for the page, the texts that the files were made from for the article."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from clausier.domain.answers import Citation
from evals.answers.documents import File
from evals.answers.truth import squeezed
from evals.golden.questions import CONTRACTS, Contract, said
from evals.reading.truth import SOURCES, Source, sources
from evals.verify_quotes import GOOD, verdict

_NUMBER = re.compile(r"(\d+)(?:[. ]|$)")
_COUNT = re.compile(r"^(?:[\w.]*\d[\w.]*[.)]?|\w{1,4}[.)])\s+")


class Rereading:
    """The files of a set, on disk for whoever reads them again."""

    def __init__(self, files: Sequence[File], folder: Path) -> None:
        self._contracts: dict[str, Contract] = {}
        self._paths: dict[str, Path] = {}
        for file in files:
            self._paths[file.name] = folder / file.name
            self._paths[file.name].write_bytes(file.data)
            self._contracts[file.name] = file.contract

    def is_scan(self, citation: Citation) -> bool:
        """Whether the file holds pictures and no text: nobody but a recogniser can read it again."""
        layout = self._contracts[citation.file].layout
        return "scan" in layout or "numérisé" in layout

    def exact(self, citation: Citation) -> bool:
        """Whether the quotation stands letter for letter on its page, hyphens at the ends of lines aside."""
        cells = [{"header": header, "text": text} for header, text in citation.cells]
        if self._stands(citation, citation.quote, cells):
            return True
        # A word processor counts articles, items and notes, and writes their numbers nowhere in the file.
        parts = [part for part in citation.quote.split("\n") if part.strip()] if citation.page is None else []
        return bool(parts) and all(
            self._stands(citation, part, ()) or self._stands(citation, _counted(part), ()) for part in parts
        )

    def _stands(self, citation: Citation, quote: str, cells: Sequence[Mapping[str, str]]) -> bool:
        told = {"quote": quote, "page": citation.page, "cells": cells}
        return verdict(told, [self._paths[citation.file]]) in GOOD

    def likeness(self, citation: Citation) -> float:
        """How alike the quotation and the text that its scan was made from are, between 0 and 1."""
        quote, _ = squeezed(citation.quote)
        return fuzz.partial_ratio(quote, _whole(self._contracts[citation.file].path)) / 100

    def article(self, citation: Citation) -> bool | None:
        """Whether the article that it names holds the quotation; None where the text numbers no such article."""
        number = _NUMBER.match(citation.article)
        holding = _articles(self._contracts[citation.file].stem)
        quote, _ = squeezed(citation.quote)
        right = [name for name, text in holding.items() if quote in text]
        return number[1] in right if number and right else None


def _counted(part: str) -> str:
    """A paragraph without the number that it may open with: « 14.2 », « a) », « C.1.c »."""
    return _COUNT.sub("", part.strip(), count=1)


@cache
def _whole(path: Path) -> str:
    return squeezed(said(path.read_text("utf-8")))[0]


@cache
def _articles(stem: str) -> Mapping[str, str]:
    """What each numbered article says, those of annexes aside."""
    return {one.number: squeezed(one.text)[0] for one in _sources()[stem].articles if "/" not in one.number}


@cache
def _sources() -> Mapping[str, Source]:
    return {source.name: source for folder in (SOURCES, CONTRACTS) for source in sources(folder)}
