"""The terms of the field, and those of them that a text uses."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clausier.domain.folding import fold
from clausier.domain.glosses import GlossEntry
from clausier.errors import WrongSetting

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_PLURAL = 4  # letters: "sas" and "dus" are no plurals

_REFLEXIVE = frozenset({"se", "s"})
_FIELDS = {"processor": frozenset({"data", "personal", "controller", "gdpr", "rgpd", "donnee"})}
"""Names that mean something else outside of their field, and words of it: a payment processor treats no data for us."""
_TOLD_ALONE = 8  # words: a text so short asks what the name means

Words = tuple[str, ...]


def load_glossary(folder: Path) -> tuple[GlossEntry, ...]:
    """Every entry of a folder of TOML files, by file name. A file that does not hold any raises WrongSetting."""
    return tuple(entry for path in sorted(folder.glob("*.toml")) for entry in _entries(path))


def _entries(path: Path) -> list[GlossEntry]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return [_entry(each) for each in data["terms"]]
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise WrongSetting(f"Le glossaire « {path.name} » est mal écrit ({error}).", "Corrigez ce fichier.") from error


def _entry(data: Mapping[str, Any]) -> GlossEntry:
    return GlossEntry(
        term=data["term"],
        names=tuple(data.get("names", ())),
        definition=data["definition"],
        topic=data["topic"],
        caution=data.get("caution", ""),
        exact=tuple(data.get("exact", ())),
    )


@dataclass(frozen=True)
class Glossary:
    """The entries, ready to be found in texts."""

    entries: tuple[GlossEntry, ...]

    def gloss_of(self, text: str) -> tuple[GlossEntry, ...]:
        """The entries that a text names, in its order, each once. Where names overlap, the longest counts.

        Case and accents do not matter, nor plurals, nor hyphens; capitals do for names that are words of the language.
        A name of one word is no noun where it is a verb ("se réserve"), and some count in their own field alone.
        """
        return tuple(dict.fromkeys(self._found(_WORD.findall(text))))

    def _found(self, words: Sequence[str]) -> Iterator[GlossEntry]:
        plain = [_singular(word) for word in words]
        at = 0
        while at < len(words):
            length, entry = self._longest(words, plain, at)
            if entry is not None:
                yield entry
            at += length

    def _longest(self, words: Sequence[str], plain: Sequence[str], at: int) -> tuple[int, GlossEntry | None]:
        """The longest name that begins at a word, in words, and its entry; a word further where there is none."""
        for length in self._lengths.get(plain[at], ()):
            end = at + length
            if length == 1 and (_is_verb(plain, at) or _is_elsewhere(plain, at)):
                continue
            entry = self._exact.get(tuple(words[at:end])) or self._names.get(tuple(plain[at:end]))
            if entry is not None:
                return length, entry
        return 1, None

    @cached_property
    def _names(self) -> Mapping[Words, GlossEntry]:
        named = ((name, entry) for entry in self.entries for name in (entry.term, *entry.names))
        return {tuple(map(_singular, _WORD.findall(name))): entry for name, entry in named if name not in entry.exact}

    @cached_property
    def _exact(self) -> Mapping[Words, GlossEntry]:
        return {tuple(_WORD.findall(name)): entry for entry in self.entries for name in entry.exact}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        """By first word, how long the names are that begin with it, the longest first."""
        lengths: dict[str, set[int]] = {}
        firsts = [(name[0], len(name)) for name in self._names]
        firsts += [(_singular(name[0]), len(name)) for name in self._exact]
        for first, length in firsts:
            lengths.setdefault(first, set()).add(length)
        return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


def _is_verb(plain: Sequence[str], at: int) -> bool:
    """ "le Client se réserve": what a reflexive pronoun comes before."""
    return at > 0 and plain[at - 1] in _REFLEXIVE


def _is_elsewhere(plain: Sequence[str], at: int) -> bool:
    """Whether a name that counts in its own field alone stands in a text that says nothing of that field."""
    field = _FIELDS.get(plain[at])
    return field is not None and len(plain) > _TOLD_ALONE and field.isdisjoint(plain)


def _singular(word: str) -> str:
    """A word folded, without the mark of its plural: "pénalités", "procès-verbaux", "niveaux"."""
    folded = fold(word)
    if len(folded) < _SHORTEST_PLURAL:
        return folded
    if folded.endswith("aux") and not folded.endswith("eaux"):
        return f"{folded[:-3]}al"
    return folded[:-1] if folded[-1] in "sx" else folded
