"""An audit for a reader: plain text for a terminal. Nothing is decided here."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clausier.answering.quoting import readable
from clausier.domain.answers import Citation, Searched, Verdict
from clausier.domain.audits import Audit, AuditRow, Proposal, Review, Reviewed, cautions_of
from clausier.domain.french import count, listed, long_date, typeset
from clausier.render import DISCLAIMER, VERDICTS, WIDTH, harmless, place, searched_sentence
from clausier.reporting import CAUTIONS, PageReading, unsure

SIGNS = {Verdict.YES: "✓", Verdict.PARTIAL: "◐", Verdict.NOT_FOUND: "–"}
"""Verdicts for those who do not see colours."""
LEGEND = " · ".join(f"{SIGNS[verdict]} {name}" for verdict, name in VERDICTS.items())
_INDENT = "   "
_ENDS = (".", "…", "!", "?")

Readings = Mapping[Citation, PageReading]
"""The quotations whose page's picture is to be looked at, and why."""


DOUBTFUL = "Peut-être traité en d’autres termes : à lire avant de conclure."


def tally(audit: Audit) -> str:
    """ "30 points traités, 4 en partie, 2 non trouvés"."""
    verdicts = Counter(row.verdict for row in audit.rows)
    parts = [
        count(verdicts[Verdict.YES], "point traité", "points traités"),
        f"{verdicts[Verdict.PARTIAL]} en partie",
        count(verdicts[Verdict.NOT_FOUND], "non trouvé"),
    ]
    return typeset(f"{', '.join(parts)}.")


def why_proposed(proposal: Proposal) -> str:
    """Why a checklist was chosen, with the contract's own words."""
    if not proposal.words:
        return typeset("Liste générale : aucun mot du titre ni de l’objet n’en appelle une autre.")
    words = listed([f"« {' '.join(words.split())} » dans {where}" for words, where in proposal.words])
    return typeset(f"Liste proposée d’après {words}. Pour une autre : --checklist NOM.")


def doubts(row: AuditRow, searched: Searched) -> str:
    """Why an absence on this point is to be checked; "" where nothing was found wanting, or nothing hides it."""
    if row.verdict is Verdict.YES:
        return ""
    reasons = []
    if row.annexes:
        reasons.append(f"ces passages renvoient à {listed(row.annexes)}, qui n’est pas dans le document")
    elif searched.missing_annexes and row.verdict is Verdict.NOT_FOUND:
        reasons.append(f"{_absent(searched.missing_annexes)} du document")
    if searched.unreadable_pages:
        reasons.append("des pages n’ont pas pu être lues")
    if searched.to_check:
        reasons.append("des pages sont d’une lecture incertaine")
    return typeset(f"À vérifier : {listed(reasons)}.") if reasons else ""


def _absent(annexes: Sequence[str]) -> str:
    plural = "s" if len(annexes) > 1 else ""
    return f"{listed(annexes)}, citée{plural}, {'sont absentes' if plural else 'est absente'}"


def review_sentence(review: Review) -> str:
    """What a person said of a point."""
    parts = []
    if review.checked:
        parts.append(f"vérifiée le {long_date(review.at.astimezone().date())}")
    if review.verdict is not None:
        parts.append(f"verdict corrigé : {VERDICTS[review.verdict]}")
    if review.note:
        parts.append(f"note : {harmless(review.note).strip()}")
    said = " ; ".join(parts)
    return f"{typeset('Votre relecture :')} {said}{'' if said.endswith(_ENDS) else '.'}" if parts else ""


def audit_text(reviewed: Reviewed, readings: Readings) -> str:
    """The whole audit, in the checklist's order."""
    audit = reviewed.audit
    blocks = [_wrapped(f"{harmless(audit.title)} – {audit.checklist.label}"), _wrapped(tally(audit))]
    if audit.amended:
        titles = listed([harmless(title) for title in audit.amended])
        blocks.append(_wrapped(typeset(f"Texte en vigueur, avec {titles}.")))
    blocks += [_wrapped(harmless(typeset(caution))) for caution in audit.cautions]
    for number, row in enumerate(audit.rows, 1):
        blocks.append("\n".join(_row(number, row, audit, reviewed.reviews, readings)))
    blocks.append(_wrapped(harmless(searched_sentence(audit.searched))))
    if unsaid := unsure(audit.searched):
        blocks.append(_wrapped(harmless(typeset(unsaid))))
    blocks += [_wrapped(typeset(text)) for text in (audit.checklist.notice, DISCLAIMER) if text]
    return "\n\n".join(blocks) + "\n"


def _row(number: int, row: AuditRow, audit: Audit, reviews: Mapping[str, Review], readings: Readings) -> Iterator[str]:
    yield _wrapped(typeset(f"{number}. {row.point.label} – {VERDICTS[row.verdict]}"))
    for citation in row.citations:
        told = [one.told for one in row.found if one.citation == citation]
        yield from _quotation(citation, typeset(f"{' ; '.join(told)} :") if told else "", readings)
    if row.doubtful:
        yield _line(DOUBTFUL)
    for sentence in row.rereadings:
        yield _line(harmless(sentence))
    if row.denied:
        yield _line("Le passage principal nie ou restreint : à lire en entier.")
    if row.missing and row.verdict is not Verdict.NOT_FOUND:
        yield _line(f"Non relevé : {' ; '.join(element.label for element in row.missing)}.")
    for lead in row.leads:
        found = row.verdict is not Verdict.NOT_FOUND
        label = f"À lire avant de conclure, sur « {lead.label} » :" if found else ""
        yield from _quotation(lead.citation, typeset(label or "Le passage le plus proche :"), readings)
    if doubt := doubts(row, audit.searched):
        yield _line(doubt)
    if row.point.risk and row.verdict is not Verdict.YES:
        yield _line(f"Risque : {row.point.risk}")
    for citation in row.guidance if row.verdict is not Verdict.YES else ():
        yield from _quotation(citation, typeset("Note de référence (ce n’est pas votre contrat) :"), readings)
    if row.point.id in reviews and (said := review_sentence(reviews[row.point.id])):
        yield _wrapped(said, _INDENT)


def _quotation(citation: Citation, before: str, readings: Readings) -> Iterator[str]:
    if before:
        yield _wrapped(before, _INDENT)
    words = harmless("\n".join(readable(citation.quote)))
    for line in f"«\u00a0{words}\u00a0»".split("\n"):
        yield _wrapped(line, f"{_INDENT}  ")
    where = " · ".join(part for part in (harmless(citation.title), place(citation)) if part)
    yield f"{_INDENT}  {where if citation not in readings else f'{where}. {typeset(CAUTIONS[readings[citation]])}'}"


def matrix_text(audits: Sequence[Audit]) -> str:
    """Several contracts on one checklist: a line a point, a column a contract."""
    width = max(len(row.point.label) for row in audits[0].rows)
    lines = [f"{n}. {harmless(audit.title)} ({harmless(audit.file)})" for n, audit in enumerate(audits, 1)]
    lines += ["", " " * width + "".join(f"{n:>4}" for n in range(1, len(audits) + 1))]
    for rows in zip(*(audit.rows for audit in audits), strict=True):
        lines.append(rows[0].point.label.ljust(width) + "".join(f"{SIGNS[row.verdict]:>4}" for row in rows))
    warned = [_wrapped(harmless(typeset(caution))) for caution in cautions_of(audits)]
    return "\n".join([*lines, "", LEGEND, *warned]) + "\n"


def _line(text: str) -> str:
    return _wrapped(harmless(typeset(text)), _INDENT)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
