"""An audit as a paper: a table of its points, then each of them with its quotations and what a person said of it."""

from collections.abc import Iterator, Mapping, Sequence

from clausier.auditing.rendering import DOUBTFUL, doubts, review_sentence, tally
from clausier.domain.answers import Citation, Verdict
from clausier.domain.audits import Audit, AuditRow, Review, Reviewed
from clausier.domain.documents import Document, Dossier
from clausier.domain.french import listed, typeset
from clausier.domain.papers import Block, Cell, Grid, Heading, Paper, Text
from clausier.papers.answers import places, quotation
from clausier.papers.covers import About, capital, cover, fingerprints, made_now, notices, with_amendments
from clausier.ports import Library
from clausier.render import VERDICTS, Readings, searched_sentence
from clausier.reporting import unsure

_HEADER = ("Point", "Verdict", "Relevé", "Non relevé", "Où")
_WIDTHS = (2.5, 1.3, 3.8, 2.4, 2.6)


def audit_paper(reviewed: Reviewed, readings: Readings, about: About) -> Paper:
    """`readings`: the quotations that are to be compared with the picture of their page."""
    audit = reviewed.audit
    blocks = [*_summed_up(audit), *_points(reviewed, readings), *_searched(audit), fingerprints(about)]
    return Paper(
        title=f"{audit.title} – {typeset(audit.checklist.label)}",
        facts=cover(about),
        blocks=tuple(blocks),
        notices=(*([typeset(audit.checklist.notice)] if audit.checklist.notice else []), *notices()),
    )


def audit_about(audits: Sequence[Reviewed], documents: Sequence[Document], library: Library, dossier: Dossier) -> About:
    """What the paper is made from: the documents audited, and their amendments whose text is taken in."""
    titles = [title for reviewed in audits for title in reviewed.audit.amended]
    return made_now(library, dossier, with_amendments(library, dossier, documents, titles))


def audit_citations(audit: Audit) -> list[Citation]:
    """Every quotation of an audit, the notes' too."""
    return [
        one for row in audit.rows for one in (*row.citations, *(lead.citation for lead in row.leads), *row.guidance)
    ]


def _summed_up(audit: Audit) -> Iterator[Block]:
    yield Text(tally(audit), strong=True)
    if audit.amended:
        titles = listed(audit.amended)
        yield Text(f"Texte en vigueur, avec {titles}.")
    yield from (Text(typeset(caution)) for caution in audit.cautions)
    yield Grid("Points de la liste", _HEADER, tuple(_line(row, audit) for row in audit.rows), _WIDTHS)


def _line(row: AuditRow, audit: Audit) -> tuple[Cell, ...]:
    found = [one.told for one in row.found]
    missing = [element.label for element in row.missing]
    return (
        Cell(typeset(row.point.label)),
        Cell(VERDICTS[row.verdict], shade=row.verdict.value),
        Cell(typeset(capital(" ; ".join(found)))),
        Cell(typeset(capital(" ; ".join(missing)))),
        Cell(places(row.citations, {audit.document})),
    )


def _points(reviewed: Reviewed, readings: Readings) -> Iterator[Block]:
    yield Heading("Points un à un")
    for number, row in enumerate(reviewed.audit.rows, 1):
        yield Heading(typeset(f"{number}. {row.point.label} – {VERDICTS[row.verdict]}"), 2)
        yield from _quoted(row, readings)
        yield from _told(row, reviewed.audit, reviewed.reviews, readings)


def _quoted(row: AuditRow, readings: Readings) -> Iterator[Block]:
    for citation in row.citations:
        if told := [one.told for one in row.found if one.citation == citation]:
            yield Text(typeset(capital(f"{' ; '.join(told)} :")))
        yield quotation(citation, "", readings)
    if row.doubtful:
        yield Text(typeset(DOUBTFUL))
    for sentence in row.rereadings:
        yield Text(typeset(sentence))
    if row.denied:
        yield Text(typeset("Le passage principal nie ou restreint : à lire en entier."))
    for lead in row.leads:
        there = row.verdict is not Verdict.NOT_FOUND
        yield Text(
            typeset(f"À lire avant de conclure, sur « {lead.label} » :" if there else "Passage le plus proche :")
        )
        yield quotation(lead.citation, "", readings)


def _told(row: AuditRow, audit: Audit, reviews: Mapping[str, Review], readings: Readings) -> Iterator[Block]:
    if row.missing and row.verdict is not Verdict.NOT_FOUND:
        yield Text(typeset(f"Non relevé : {' ; '.join(element.label for element in row.missing)}."))
    if doubt := doubts(row, audit.searched):
        yield Text(doubt)
    if row.verdict is not Verdict.YES:
        yield from _beside(row.point.risk, row.guidance, readings)
    if row.point.id in reviews and (said := review_sentence(reviews[row.point.id])):
        yield Text(said, strong=True)


def _beside(risk: str, guidance: tuple[Citation, ...], readings: Readings) -> Iterator[Block]:
    """What is not the contract's: what silence costs, and what the notes say."""
    if risk:
        yield Text(typeset(f"Risque : {risk}"))
    for citation in guidance:
        yield quotation(citation, "", readings)


def _searched(audit: Audit) -> Iterator[Block]:
    yield Heading("Ce que l’audit vaut")
    yield Text(searched_sentence(audit.searched))
    if unsaid := unsure(audit.searched):
        yield Text(typeset(unsaid))
