"""Has clauses of the corpus and of the short contracts made plain without a model, for somebody to read.

    python -m evals.clauses [--cache FOLDER] [--keep FILE]

What is in the file already stays as it is. Whoever reads it writes true or false in `right`, statement by statement,
and `why` beside what is false; `python -m evals --only clauses` shows what they found.
"""

import argparse
import sys
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path

from clausier.bundle import CORPUS
from clausier.clarifying.wording import REST, grouped, hinged, subject, towards
from clausier.domain.documents import Clause, DocumentId, Kind, Reading, Role
from clausier.domain.french import listed
from clausier.domain.glosses import Clarification
from clausier.domain.text import mend
from evals.amendments.handed import opened
from evals.clauses.sample import SAMPLE, Clarified, Statement, keep, read_sample
from evals.golden.questions import CONTRACTS
from evals.progress import told
from evals.vectors import default_folder

_BUILT = CORPUS / "contracts"
_LONG = (
    _BUILT / "aubrelot-contrat-parc-2025.pdf",
    _BUILT / "brumelaine-contrat-infogerance-2023.pdf",
    _BUILT / "valsonne-contrat-tma-2025.docx",
    _BUILT / "harder" / "vercambre-contrat-tma-2026.docx",
    _BUILT / "harder" / "hallowmere-managed-services-agreement-2025.pdf",
    _BUILT / "harder" / "vauxelin-conditions-generales-2026.pdf",
)
_OF_LONG, _SHORT = 3, 28  # clauses of each long contract; short contracts, a clause of each
_FEWEST, _MOST = 150, 1000  # letters: with fewer a clause says nothing, with more nobody reads it twice


def clarified(folder: Path, known: Collection[str]) -> Iterator[Clarified]:
    """Forty clauses, the same at every run; those `known` are passed over."""
    short = sorted(sorted(CONTRACTS.glob("bref_*.md"), key=_drawn)[:_SHORT])
    with opened(folder) as desk:
        desk.clausier.resemblance.prepare(told)
        for done, path in enumerate([*_LONG, *short], 1):
            told("clauses expliquées", done, len(_LONG) + len(short))
            dossier = desk.dossier(path.stem)
            document = desk.take(dossier, path.name, path.read_bytes(), Kind.CONTRACT)
            desk.clausier.caches.refresh(told)
            for clause in _chosen(desk.reading(document), _OF_LONG if path in _LONG else 1):
                name = f"{path.stem} {clause.number}"
                if name not in known:
                    yield _told(name, desk.clausier.clarifier.clarify(DocumentId(document), clause.number))


def _drawn(path: Path) -> str:
    return sha256(path.name.encode()).hexdigest()


def _chosen(reading: Reading, most: int) -> list[Clause]:
    """Numbered clauses of a length to be read, spread over a contract by chance, in its order."""
    numbers = [clause.number for clause in reading.clauses]
    fit = [
        clause
        for clause in reading.clauses
        if clause.role in (Role.ARTICLE, Role.ITEM)
        and numbers.count(clause.number) == 1
        and _FEWEST <= len(clause.span) <= _MOST
        and clause.number
    ]
    drawn = sorted(fit, key=lambda one: sha256(f"{reading.document.file} {one.number}".encode()).hexdigest())[:most]
    return sorted(drawn, key=lambda one: one.span)


def _told(name: str, found: Clarification) -> Clarified:
    clause = " ".join(mend(" ".join(citation.quote for citation in found.text)).text.split())
    return Clarified(name, clause, tuple(_statements(found)))


def _statements(found: Clarification) -> Iterator[Statement]:
    yield Statement("sujet", subject(found))
    for group, phrases in grouped(found):
        for phrase in phrases:
            quote = " ".join(" ".join(citation.quote.split()) for citation in phrase.citations)
            whom = towards(phrase, group)
            if group != REST:  # which tells nothing
                yield Statement("rôle", f"{group}{f' (envers {whom})' if whom else ''}", quote)
            if phrase.figures:
                yield Statement("chiffres", listed(phrase.figures), quote)
            for hinge, words in hinged(phrase.cues):
                yield Statement("condition", f"{hinge} : {listed(list(words))}", quote)
    for pointer in found.pointers:
        yield Statement("renvoi", f"{pointer.words} → {pointer.label}", pointer.citation.quote)
    for term in found.terms:
        yield Statement("terme", term.term, " ".join(citation.quote for citation in term.citations))
    for law in found.laws:
        yield Statement("texte cité", law.words, law.citation.quote)
    for gloss in found.glosses:
        yield Statement("métier", f"{gloss.term} : {gloss.definition}")
    for one in found.unsaid:
        yield Statement("absence", one.label, one.elsewhere.quote if one.elsewhere else "")
    for alert in found.alerts:
        yield Statement("alerte", alert.sentence, " ".join(citation.quote for citation in alert.citations))


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.clauses", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where what takes long is kept")
    parser.add_argument("--keep", type=Path, default=SAMPLE)
    given = parser.parse_args(arguments)
    before = read_sample(given.keep) if given.keep.exists() else []
    for one in clarified(given.cache, {one.id for one in before}):
        keep(one, given.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
