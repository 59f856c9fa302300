"""Whether another document of the dossier changes a clause: an explanation of words that no longer hold misleads."""

import re
from collections.abc import Iterator, Sequence

from clausier.answering.quoting import cite, quoted
from clausier.answering.tabled import pages_of
from clausier.clarifying.parties import Parties
from clausier.domain.answers import Citation
from clausier.domain.documents import Clause, Document, DocumentId, Kind, Passage
from clausier.domain.folding import fold
from clausier.domain.glosses import Alert
from clausier.domain.questions import Scope
from clausier.domain.text import mend
from clausier.ports import Library, Passages

_NAMED = r"\b(?:articles?|clauses?|sections?|paragraphes?)\s[^;\n]{0,40}?(?<![\d.])"
_OTHER = r"(?!\s(?:bis|ter|quater)\b)(?!\s(?:du code|du rgpd|de la loi|du reglement)\b)"
_MOST = 3  # passages quoted of one amendment


def amended(
    document: Document,
    clause: Clause,
    library: Library,
    passages: Passages,
    parties: Parties,
    told: frozenset[DocumentId] = frozenset(),
) -> Iterator[Alert]:
    """For each amendment of the dossier that names the clause, what it stands in or what it holds: where it does.

    `told` are those whose changes are told already.
    """
    if document.kind is Kind.AMENDMENT or not clause.number:
        return
    wanted = _naming(clause.number)
    for other in library.documents(Scope(document.dossier)):
        if other.id in told or other.kind is not Kind.AMENDMENT or other.amends not in (None, document.id):
            continue
        held = passages.passages(Scope(document.dossier, frozenset({other.id})))
        if other.amends is None and not _between(parties, held):
            continue
        if found := [passage for passage in held if _names(wanted, passage.text)]:
            sentence = f"« {other.title} » parle de cet article : lisez-le avec lui, ces mots ont pu changer."
            yield Alert(sentence, tuple(_cited(other, found[:_MOST], wanted, library)))


def _between(parties: Parties, held: Sequence[Passage]) -> bool:
    """Whether an amendment that nobody tied to a contract names its parties, where the contract tells who they are."""
    names = [party.name for party in parties.known if party.name]
    text = fold(" ".join(mend(passage.text).text for passage in held))
    return not names or any(fold(name) in text for name in names)


def _names(wanted: re.Pattern[str], text: str) -> bool:
    """Whether a text names an article; its own heading, at its beginning, is none of them."""
    return any(found.start() for found in wanted.finditer(fold(mend(text).text)))


def _naming(number: str) -> re.Pattern[str]:
    """The number of a clause, of what stands above it, or of what it holds: an amendment may change any of them."""
    annex = re.match(r"(?:annexe|appendice|appendix|schedule|exhibit)\s+[\w./]+", fold(number))
    if annex:
        return re.compile(rf"\b{re.escape(annex.group())}(?!\w)")
    parts = fold(number).split(".")
    above = "|".join(re.escape(".".join(parts[:depth])) for depth in range(1, len(parts)))
    own = rf"{re.escape(fold(number))}(?:\.\w+)*"
    return re.compile(rf"{_NAMED}(?:{own}{f'|{above}' if above else ''})(?!\w|\.\d){_OTHER}")


def _cited(
    document: Document, found: Sequence[Passage], wanted: re.Pattern[str], library: Library
) -> Iterator[Citation]:
    for passage in found:
        span = quoted(passage, lambda sentence: float(bool(wanted.search(fold(sentence)))))
        yield cite(document, passage, span, pages_of(library, passage))
