"""Several contracts held against one checklist, as a paper: points down, contracts across."""

from collections.abc import Sequence
from typing import Final

from clausier.domain.audits import AuditRow, Reviewed, cautions_of
from clausier.domain.french import typeset
from clausier.domain.papers import Cell, Grid, Paper, Text
from clausier.papers.answers import places
from clausier.papers.covers import About, cover, fingerprints, notices
from clausier.render import VERDICTS

_LABEL: Final = 3.0
"""The width of the points' own column, where a contract's is 1.4."""
_CONTRACT: Final = 1.4


def matrix_paper(audits: Sequence[Reviewed], about: About) -> Paper:
    """Of each contract the verdict, a person's own beside it, and where the passages stand."""
    header = ("Point", *(reviewed.audit.title for reviewed in audits))
    rows = tuple(
        (Cell(typeset(across[0].point.label)), *(_cell(row, audits[n]) for n, row in enumerate(across)))
        for across in zip(*(reviewed.audit.rows for reviewed in audits), strict=True)
    )
    checklist = audits[0].audit.checklist
    cautions = [Text(typeset(caution)) for caution in cautions_of([one.audit for one in audits])]
    widths = (_LABEL, *[_CONTRACT] * len(audits))
    return Paper(
        title=typeset(f"Contrats comparés à la liste « {checklist.label} »"),
        facts=cover(about),
        blocks=(Grid("Points de la liste", header, rows, widths), *cautions, fingerprints(about)),
        notices=(*([typeset(checklist.notice)] if checklist.notice else []), *notices()),
    )


def _cell(row: AuditRow, reviewed: Reviewed) -> Cell:
    review = reviewed.reviews.get(row.point.id)
    own = "" if review is None or review.verdict is None else f" (corrigé : {VERDICTS[review.verdict]})"
    found = places(row.citations, {reviewed.audit.document}).replace("\n", " ; ")
    where = f"{typeset(' – ')}{found}" if found else ""
    return Cell(f"{typeset(f'{VERDICTS[row.verdict]}{own}')}{where}", shade=row.verdict.value)
