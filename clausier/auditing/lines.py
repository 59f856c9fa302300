"""An audit for a program: JSON whose keys and order are public."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from clausier.auditing.rendering import Readings, doubts
from clausier.domain.audits import Audit, AuditRow, Proposal, Review, Reviewed
from clausier.domain.french import typeset
from clausier.domain.questions import Element
from clausier.jsonlines import JsonLine
from clausier.render import CitationLine, citation_line

Verdicts = Literal["oui", "partiel", "non_trouve"]


class ElementLine(JsonLine):
    """An element looked for: expected, or only told; with its quotation where it was found."""

    id: str
    label: str
    expected: bool
    citation: CitationLine | None
    reworded: bool  # found in words that no sign knows: to be read again


class LeadLine(JsonLine):
    """A passage to read before an absence is believed."""

    label: str
    citation: CitationLine


class ReviewLine(JsonLine):
    """What a person said; it changes nothing of what was found."""

    at: datetime
    checked: bool
    note: str
    verdict: Verdicts | None


class RowLine(JsonLine):
    """A point of the checklist, as it was found in one document."""

    topic: str
    point: str
    label: str
    verdict: Verdicts
    found: tuple[str, ...]
    missing: tuple[str, ...]  # of what is expected
    citations: tuple[CitationLine, ...]
    elements: tuple[ElementLine, ...]
    leads: tuple[LeadLine, ...]
    to_check: str  # why an absence is to be checked
    doubtful: bool
    denied: bool
    rereadings: tuple[str, ...]  # how words quoted read since an amendment replaced them
    risk: str
    guidance: tuple[CitationLine, ...]
    review: ReviewLine | None


class WordsLine(JsonLine):
    words: str
    where: str


class ChecklistLine(JsonLine):
    id: str
    label: str
    about: str
    notice: str
    proposed: tuple[WordsLine, ...] | None  # the words that call for it; null where a person chose it


class AuditLine(JsonLine):
    """One document."""

    document: str
    title: str
    file: str
    checklist: ChecklistLine
    pages: int
    articles: int
    unreadable_pages: tuple[int, ...]
    missing_annexes: tuple[str, ...]
    amended_by: tuple[str, ...]  # which the rows take in
    cautions: tuple[str, ...]  # sentences
    rows: tuple[RowLine, ...]


class MatrixRowLine(JsonLine):
    topic: str
    point: str
    label: str
    verdicts: tuple[Verdicts, ...]  # in the order of `audits`


class MatrixLine(JsonLine):
    """Several documents on one checklist."""

    rows: tuple[MatrixRowLine, ...]
    audits: tuple[AuditLine, ...]


def audit_line(reviewed: Reviewed, readings: Readings, proposal: Proposal | None = None) -> AuditLine:
    """An audit for a program. `proposal`: where the checklist was not chosen by a person."""
    audit, list_ = reviewed.audit, reviewed.audit.checklist
    words = None if proposal is None else tuple(WordsLine(words=said, where=where) for said, where in proposal.words)
    return AuditLine(
        document=str(audit.document),
        title=audit.title,
        file=audit.file,
        checklist=ChecklistLine(id=list_.id, label=list_.label, about=list_.about, notice=list_.notice, proposed=words),
        pages=audit.searched.pages,
        articles=audit.searched.articles,
        unreadable_pages=audit.searched.unreadable_pages,
        missing_annexes=audit.searched.missing_annexes,
        amended_by=audit.amended,
        cautions=tuple(map(typeset, audit.cautions)),
        rows=tuple(_row_line(row, audit, reviewed.reviews, readings) for row in audit.rows),
    )


def matrix_line(lines: Sequence[AuditLine]) -> MatrixLine:
    """Audits of one checklist, side by side."""
    rows = tuple(
        MatrixRowLine(
            topic=across[0].topic,
            point=across[0].point,
            label=across[0].label,
            verdicts=tuple(row.verdict for row in across),
        )
        for across in zip(*(line.rows for line in lines), strict=True)
    )
    return MatrixLine(rows=rows, audits=tuple(lines))


def _row_line(row: AuditRow, audit: Audit, reviews: Mapping[str, Review], readings: Readings) -> RowLine:
    review = reviews.get(row.point.id)
    return RowLine(
        topic=row.point.topic,
        point=row.point.id,
        label=row.point.label,
        verdict=row.verdict.value,
        found=tuple(one.element.label for one in row.found),
        missing=tuple(element.label for element in row.missing),
        citations=tuple(citation_line(citation, readings) for citation in row.citations),
        elements=tuple(_element_line(element, row, readings) for element in row.point.elements),
        leads=tuple(LeadLine(label=one.label, citation=citation_line(one.citation, readings)) for one in row.leads),
        to_check=doubts(row, audit.searched),
        doubtful=row.doubtful,
        denied=row.denied,
        rereadings=row.rereadings,
        risk=typeset(row.point.risk),
        guidance=tuple(citation_line(citation, readings) for citation in row.guidance),
        review=_review_line(review) if review is not None else None,
    )


def _element_line(element: Element, row: AuditRow, readings: Readings) -> ElementLine:
    found = next((one for one in row.found if one.element == element), None)
    return ElementLine(
        id=element.id,
        label=element.label,
        expected=element in row.point.expected,
        citation=citation_line(found.citation, readings) if found is not None else None,
        reworded=found is not None and found.reworded,
    )


def _review_line(review: Review) -> ReviewLine:
    own: Verdicts | None = review.verdict.value if review.verdict is not None else None
    return ReviewLine(at=review.at, checked=review.checked, note=review.note, verdict=own)
