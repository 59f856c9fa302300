"""What of a dossier answers at a date: the text in force, and no other."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from clausier.amending.consolidating import consolidated
from clausier.amending.proposing import seems_to_amend
from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Action, Amendment, Change, Consolidated, Operation, Superseded
from clausier.domain.documents import Document, DocumentId, DossierId, Kind, Passage
from clausier.domain.french import long_date
from clausier.domain.questions import Scope
from clausier.domain.text import Span
from clausier.domain.versions import roots
from clausier.ports import Library

_FEW_WORDS = 4  # of a passage beside what no longer holds: a heading, "L’article 15 est supprimé."
_WORD = re.compile(r"[^\W\d_]{3,}")
_REMEMBERED = 32  # dossiers and dates
_PAIRS = 1024  # of an amendment and a contract


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a dossier's documents holds at a date."""

    at: date
    contracts: tuple[Consolidated, ...] = ()
    amendments: Mapping[DocumentId, Amendment] = field(default_factory=dict)
    hidden: Mapping[DocumentId, tuple[Span, ...]] = field(default_factory=dict)  # what does not hold
    orders: Mapping[DocumentId, tuple[Span, ...]] = field(
        default_factory=dict
    )  # of amendments: without a text in force

    @property
    def is_plain(self) -> bool:
        """Whether nothing was amended: every text holds as it stands."""
        return not self.contracts

    def widened(self, scope: Scope) -> Scope:
        """The scope with the amendments of the contracts in it. One of amendments alone stays what it is."""
        brought = {
            change.amendment
            for contract in self.contracts
            if contract.contract in scope.documents
            for provision in contract.provisions
            for change in provision.changes
        }
        return Scope(scope.dossier, scope.documents | brought, scope.at) if brought else scope

    def applies(self, scope: Scope) -> bool:
        """Whether what is looked at is a contract with its amendments, not an amendment by itself."""
        amended = {contract.contract for contract in self.contracts}
        return bool(amended) and (not scope.documents or bool(scope.documents & amended))

    def holds(self, passage: Passage) -> bool:
        """Whether enough of a passage is in force to answer with it. An order alone answers nothing: "Suppression de
        l’étalonnage" speaks of a benchmark that there is no more."""
        document, span = passage.document_id, passage.span
        ordered = any(order.overlaps(span) for order in self.orders.get(document, ()))
        if ordered and all(one.operation.action is Action.WORDS for one in made_by(self, document, span)):
            return False
        return holds(passage, self.hidden.get(document, ()))


def holds(passage: Passage, hidden: Sequence[Span]) -> bool:
    """Whether more is left of a passage than a heading when the stretches that do not hold are taken out."""
    touched = [span.clipped(passage.span) for span in hidden if span.overlaps(passage.span)]
    if not touched:
        return True
    left, start = [], passage.span.start
    for span in sorted(touched):
        left.append(passage.text[start - passage.span.start : max(span.start, start) - passage.span.start])
        start = max(start, span.end)
    left.append(passage.text[start - passage.span.start :])
    headings = set(_WORD.findall(" ".join(passage.path)))
    return len([word for part in left for word in _WORD.findall(part) if word not in headings]) > _FEW_WORDS


@dataclass(frozen=True)
class Standings:
    """The standing of a dossier at a date, worked out once for each state of the library."""

    library: Library

    def __call__(self, dossier: DossierId, at: date) -> Standing:
        """Never raises for what an amendment says: what is not understood is among the caveats."""
        return self._known(dossier, at, self.library.generation())

    def unattached(self, dossier: DossierId, contracts: Iterable[DocumentId]) -> tuple[str, ...]:
        """A sentence for each amendment that seems to amend one of the contracts, and that nobody has attached to any:
        what it changes is not followed. It has no word of theirs, and can be kept when they are forgotten."""
        generation = self.library.generation()
        loose = self._loose(dossier, generation)
        kept = {one.id for one in self.library.documents(Scope(dossier)) if one.kind is Kind.CONTRACT} if loose else ()
        asked = [one for one in dict.fromkeys(contracts) if one in kept]
        names = [self._seeming(amending, contract, generation) for amending in loose for contract in asked]
        return tuple(
            f"L’{name} semble modifier un contrat dont il est question ici, et n’y est pas rattaché : ce qu’il change "
            "n’est pas suivi. Confirmez-le dans « Documents » ou par « clausier amend »."
            for name in dict.fromkeys(names)
            if name
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", lru_cache(_REMEMBERED)(self._worked_out))
        object.__setattr__(self, "_loose", lru_cache(_REMEMBERED)(self._attached_to_none))
        object.__setattr__(self, "_seeming", lru_cache(_PAIRS)(self._named))

    _known: Callable[[DossierId, date, int], Standing] = field(init=False, repr=False, compare=False)
    _loose: Callable[[DossierId, int], tuple[DocumentId, ...]] = field(init=False, repr=False, compare=False)
    _seeming: Callable[[DocumentId, DocumentId, int], str] = field(init=False, repr=False, compare=False)

    def _attached_to_none(self, dossier: DossierId, generation: int) -> tuple[DocumentId, ...]:
        held = self.library.documents(Scope(dossier))
        return tuple(one.id for one in held if one.kind is Kind.AMENDMENT and one.amends is None)

    def _named(self, amending: DocumentId, contract: DocumentId, generation: int) -> str:
        """The name of an amendment, with its day, where it seems to amend a contract; else ""."""
        reading = self.library.reading(amending)
        amendment = amendment_of(reading)
        if not seems_to_amend(amendment, reading, self.library.reading(contract)):
            return ""
        return f"{amendment.name} signé le {long_date(amendment.signed)}" if amendment.signed else amendment.name

    def _worked_out(self, dossier: DossierId, at: date, generation: int) -> Standing:
        documents = self.library.documents(Scope(dossier))
        families = families_of(documents)
        amendments: dict[DocumentId, Amendment] = {}
        contracts = []
        for contract, amending in families.items():
            read = [self.library.reading(one) for one in amending]
            understood = [(amendment_of(reading), reading) for reading in read]
            amendments |= {amendment.document: amendment for amendment, _ in understood}
            contracts.append(consolidated(self.library.reading(contract), understood, at))
        return Standing(
            at, tuple(contracts), amendments, _hidden(contracts, amendments), _orders(contracts, amendments)
        )


def families_of(documents: Sequence[Document]) -> Mapping[DocumentId, tuple[DocumentId, ...]]:
    """Each amended contract with its amendments, those of amendments too, in the order they came in."""
    root = roots(documents)
    families: dict[DocumentId, tuple[DocumentId, ...]] = {}
    for document in documents:
        if root[document.id] != document.id and document.kind is not Kind.GUIDANCE:
            families[root[document.id]] = (*families.get(root[document.id], ()), document.id)
    return families


def _hidden(
    contracts: Sequence[Consolidated], amendments: Mapping[DocumentId, Amendment]
) -> Mapping[DocumentId, tuple[Span, ...]]:
    hidden: dict[DocumentId, list[Span]] = {}
    for contract in contracts:
        for one in contract.superseded:
            if one.by.operation.action is not Action.WORDS:
                hidden.setdefault(one.piece.document, []).append(one.piece.span)
    waiting = _pending(contracts)
    for amendment in amendments.values():
        for operation in amendment.operations:
            if operation.text is not None and (amendment.document, operation) in waiting:
                hidden.setdefault(amendment.document, []).append(operation.text)
    return {document: tuple(sorted(spans)) for document, spans in hidden.items() if spans}


def _orders(
    contracts: Sequence[Consolidated], amendments: Mapping[DocumentId, Amendment]
) -> Mapping[DocumentId, tuple[Span, ...]]:
    """The sentences that only take something out, or whose text is not in force."""
    waiting = _pending(contracts)
    return {
        amendment.document: tuple(
            operation.sentence
            for operation in amendment.operations
            if operation.action in (Action.DELETE, Action.WORDS) or (amendment.document, operation) in waiting
        )
        for amendment in amendments.values()
    }


def _pending(contracts: Sequence[Consolidated]) -> frozenset[tuple[DocumentId, Operation]]:
    """What consolidation did not apply yet: it is to come, or it is a draft, or nothing dates it."""
    return frozenset((change.amendment, change.operation) for contract in contracts for change in contract.pending)


def replaced_by(standing: Standing, document: DocumentId, span: Span) -> tuple[Superseded, ...]:
    """What the stretch of an amendment that is quoted has put out of force."""
    return tuple(
        one
        for contract in standing.contracts
        for one in contract.superseded
        if one.by.amendment == document
        if one.by.operation.text is not None and one.by.operation.text.overlaps(span)
    )


def reworded(standing: Standing, document: DocumentId, span: Span) -> tuple[Superseded, ...]:
    """The words of a stretch of a contract that others have replaced."""
    return tuple(
        one
        for contract in standing.contracts
        for one in contract.superseded
        if one.by.operation.action is Action.WORDS
        if one.piece.document == document and one.piece.span.overlaps(span)
    )


def made_by(standing: Standing, document: DocumentId, span: Span) -> tuple[Change, ...]:
    """The changes by which a stretch of an amendment is the contract's text."""
    return tuple(
        change
        for contract in standing.contracts
        for provision in contract.provisions
        for change in provision.changes
        if change.amendment == document
        if change.operation.text is not None and change.operation.text.overlaps(span)
    )
