"""Where the text that an order puts in stands: quoted, in a block that follows, or in a joined annex."""

import re
from collections.abc import Sequence
from itertools import pairwise

from clausier.amending.quotations import Quotation, quotations, trimmed
from clausier.amending.sentences import Sentence, Sheet
from clausier.amending.targets import head_number, within
from clausier.answering.figures.plain import plain
from clausier.domain.documents import Role
from clausier.domain.text import Span

_ANNOUNCED = re.compile(r":\s*$")
_CLOSING = re.compile(
    r"^\W*(?:(?:toutes |tous )?les autres (?:stipulations|dispositions|clauses|termes|articles)|all (?:the )?other "
    r"(?:terms|provisions|clauses)|"
    r"le reste (?:du (?:contrat|marche|texte)|de (?:l'accord|l'article|l'annexe|la (?:convention|clause)))\b|"
    r"le present avenant|this amendment|(?:la presente|cette) modification)\b",
    re.MULTILINE,
)
_GLOSSED = re.compile(
    r"(?:\d|\b[ivxl]|\bbis|\bter|[a-z]\))\s*(?:\([^()]*\)\s*)?$|(?:intitulee?s?|denommee?s?|entitled|titled)\s*$"
)
_LABELLED = re.compile(r"\W*(?:l')?(?:article|art\.|clause|section)\s[^:«“\n]{1,20}:\s*", re.IGNORECASE)
_COLON = re.compile(r":(?=\s)")


def new_text(sheet: Sheet, sentence: Sentence, verb: Span, number: str, stop: int) -> Span | None:
    """The text that comes after an order to `number`; `stop` is where the next order begins."""
    quotes = [one for one in sheet.quoted_in(sentence.span) if one.span.start >= verb.end]
    quotes = [one for one in quotes if not is_title(sheet.plain[verb.end : one.span.start])]
    if quotes:
        return _together(sheet, quotes)
    colon = _COLON.search(sheet.masked, verb.end, sentence.span.end + 1)
    if colon is None:
        return None
    found = trimmed(
        sheet.reading.text, Span(colon.end(), max(colon.end(), _block_end(sheet, colon.end(), number, stop)))
    )
    return found if len(found) else None


def _together(sheet: Sheet, quotes: Sequence[Quotation]) -> Span | None:
    """The quotations of a text put in, paragraph by paragraph; None where the sentence says something between them."""
    apart = (sheet.plain[one.span.end : other.span.start] for one, other in pairwise(quotes))
    if any(words.strip(" \n\t,;") for words in apart):
        return None
    return Span(quotes[0].inner.start, quotes[-1].inner.end)


def is_title(lead: str) -> bool:
    """Whether a quotation after these plain words is a title: « l'article 12 « Audit » », « intitulé « Audit » »."""
    return _GLOSSED.search(lead) is not None


def _block_end(sheet: Sheet, start: int, number: str, stop: int) -> int:
    """The next clause of the amendment that is not the new text's own, or the next order.

    A clause of the very number that is replaced is the new text's where it opens it; further on it is the amendment's.
    """

    def own(at: int, named: str) -> bool:
        return within(named, number) and (named != number or not sheet.plain[start:at].strip())

    clauses = [c.span.start for c in sheet.clauses if c.span.start >= start and not own(c.span.start, c.number)]
    closings = [start + found.start() for found in _CLOSING.finditer(sheet.plain[start : sheet.body.end])]
    return min([*clauses, *closings, sheet.body.end, stop])


def joined_annex(sheet: Sheet, *names: str) -> Span | None:
    """The annex of one of these names that the amendment carries; its only annex, where it carries one of another name
    and calls it joined."""
    annexes = [clause for clause in sheet.reading.clauses if clause.role is Role.ANNEX and not clause.parent]
    found = next((clause for name in names for clause in annexes if clause.number == name), None)
    return trimmed(sheet.reading.text, found.span) if found else None


def shares(text: str, span: Span, numbers: Sequence[str]) -> list[Span] | None:
    """The part of a new text that each of several articles has, told by their numbers; None where one is missing."""
    starts = [span.start + found.start() for found in re.finditer(r"^", span.of(text), re.MULTILINE)]
    places = [
        next((at for at in starts if head_number(plain(text[at : min(at + 80, span.end)])) == n), None) for n in numbers
    ]
    known = [at for at in places if at is not None]
    if len(known) < len(numbers) or known != sorted(known):
        return None
    return [_unlabelled(text, trimmed(text, Span(a, b))) for a, b in zip(known, [*known[1:], span.end], strict=True)]


def _unlabelled(text: str, part: Span) -> Span:
    """« – article 10 : « L'Opérateur … » ; » less its label: what is quoted, where that is all of the rest."""
    found = quotations(part.of(text))
    if not found:
        return part
    first = found[0]
    lead, rest = part.of(text)[: first.span.start], part.of(text)[first.span.end :]
    if not _LABELLED.fullmatch(lead) or rest.strip(" ;.,\n"):
        return part
    return Span(part.start + first.inner.start, part.start + first.inner.end)
