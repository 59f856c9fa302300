"""What a text puts between quotation marks: « », “ ” or " "."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausier.domain.text import Span

MASK = "\x01"
"""Stands for each character of a quotation where only the words around it are read."""

_PAIRS = {"«": "»", "“": "”", '"': '"'}
_LONGEST = 40_000  # characters: the longest article that is quoted whole, and more; farther, a mark was never closed
_BEFORE_OPENING = " \t\n\r\u00a0\u202f([:'’-–—"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `span` with its marks, `inner` without them, nor the white space inside them."""

    span: Span
    inner: Span


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text, in order; what is quoted within one is a part of it. Unclosed marks open nothing."""
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        end = _closed(text, at) if text[at] in _PAIRS and _opens(text, at) else None
        if end is None:
            at += 1
            continue
        found.append(Quotation(Span(at, end), trimmed(text, Span(at + 1, end - 1))))
        at = end
    return found


def masked(text: str, found: Sequence[Quotation]) -> str:
    """The text with every character of its quotations masked, as long as it was."""
    for one in found:
        text = text[: one.span.start] + MASK * len(one.span) + text[one.span.end :]
    return text


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    inside = span.of(text)
    lead = len(inside) - len(inside.lstrip())
    return Span(span.start + lead, max(span.start + lead, span.start + len(inside.rstrip())))


def _closed(text: str, start: int) -> int | None:
    depth = 0
    for at, turn in _turns(text, start):
        depth += turn
        if depth <= 0:
            return at + 1
    return None


def _turns(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Each mark of the kind that opens at `start`: +1 where one opens, -1 where one closes.

    A paragraph inside a long quotation may open it again without having closed it: that counts for nothing.
    """
    opening, closing = text[start], _PAIRS[text[start]]
    for at in range(start, min(len(text), start + _LONGEST)):
        if text[at] == opening and (opening != closing or _opens(text, at)):
            again = at > start and not text[text.rfind("\n", 0, at) + 1 : at].strip()
            yield at, 0 if again else 1
        elif text[at] == closing:
            yield at, -1


def _opens(text: str, at: int) -> bool:
    """A straight mark opens after a space and before a word."""
    if text[at] != '"':
        return True
    return (at == 0 or text[at - 1] in _BEFORE_OPENING) and not text[at + 1 : at + 2].isspace()
