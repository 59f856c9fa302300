"""How the page names things, in French. Pure: values in, sentences out."""

import re
from typing import Final

from clausier.domain.answers import Citation, Explanation, Searched, Verdict
from clausier.domain.documents import Document, Kind
from clausier.domain.french import count, long_date, lowered
from clausier.domain.jobs import Job, JobState
from clausier.reporting import absent, unread, unsure
from clausier.ui.text import label

VERDICTS: Final = {
    Verdict.YES: ("Oui", "oui"),
    Verdict.PARTIAL: ("Partiel", "partiel"),
    Verdict.NOT_FOUND: ("Non trouvé", "nt"),
}
"""Each verdict's word, and the style of its badge."""

KINDS: Final = {
    Kind.CONTRACT: "Contrat",
    Kind.AMENDMENT: "Avenant",
    Kind.ANNEX: "Annexe",
    Kind.GUIDANCE: "Repère",
}

_UNITS: Final = (("page", "Page"), ("image", "Image"))
_NUMBERED = re.compile(r"\d|[IVXLC]+\b")


def article(citation: Citation) -> str:
    """ "article 7.2"; a name that speaks for itself ("Annexe 2") stays as it is."""
    if _NUMBERED.match(citation.article):
        return f"article {citation.article}"
    return citation.article


def place(citation: Citation) -> str:
    """ "article 7.2 · page 7"."""
    page = f"page {citation.page}" if citation.page else ""
    return " · ".join(part for part in (article(citation), page) if part)


def place_in(citation: Citation, page: int | None, pages: int) -> str:
    """Where the drawer stands: "Article 7.2 · page 7 sur 12"."""
    at = f"page {page} sur {pages}" if page else ""
    line = " · ".join(part for part in (article(citation), at) if part)
    return line[:1].upper() + line[1:]


def see(citation: Citation) -> str:
    """What the button beside a quotation says."""
    return label("Voir la page {page}", page=citation.page) if citation.page else label("Voir le passage")


def searched(found: Searched) -> list[str]:
    """What an absence rests on, and what it does not mean."""
    documents = f" dans {count(found.documents, 'document')}" if found.documents > 1 else ""
    read = f"{count(found.pages, 'page lue', 'pages lues')}, " if found.pages else ""
    sentences = [
        f"{read}{count(found.articles, 'article examiné', 'articles examinés')}{documents}. "
        "« Non trouvé » ne veut pas dire « interdit » : la clause peut figurer dans un document "
        "qui n’a pas été ajouté."
    ]
    if found.missing_annexes:
        sentences.append(absent(found.missing_annexes))
    return [*sentences, *filter(None, (unread(found), unsure(found)))]


def withheld(explanation: Explanation) -> str:
    """How many sentences failed a check and are not shown; "" when none did."""
    number = explanation.withheld
    if not number:
        return ""
    if not explanation.sentences:
        return "Aucune phrase du modèle n’a pu être vérifiée ; relisez les passages ci-dessus."
    if number == 1:
        return "1 phrase non vérifiée n’est pas affichée."
    return f"{number} phrases non vérifiées ne sont pas affichées."


def in_line(position: int) -> str:
    """The place of an explanation that others come before."""
    return f"En attente : {position + 1}e dans la file."


def about(document: Document) -> str:
    """ "Contrat · 12 pages · 37 articles · ajouté le 22 novembre 2026"."""
    report = document.report
    parts = [KINDS[document.kind]]
    if document.paged:
        parts.append(count(report.pages, "page"))
    if report.articles:
        parts.append(count(report.articles, "article"))
    parts.append(f"ajouté le {long_date(document.added.date())}")
    return " · ".join(parts)


def progress(job: Job) -> str:
    """How far the reading of a file has come: "Page 34 sur 120 – lecture des pages"."""
    if job.state is JobState.WAITING:
        return "En attente"
    step = job.step or "lecture"
    if not job.total:
        return step[:1].upper() + step[1:]
    return _stand(job, step)


def cancelled(job: Job) -> str:
    """What a reading that was given up has left: it is taken up from there."""
    if not job.total or not job.done:
        return "Lecture annulée."
    stand = _stand(job, job.step)
    return f"Lecture annulée : {lowered(stand)}."


def _stand(job: Job, step: str) -> str:
    unit = next((unit for word, unit in _UNITS if word in step), "Étape")
    return f"{unit} {min(max(job.done, 1), job.total)} sur {job.total} – {step}"
