"""What a reading report says, for the page and for the command line alike. Pure: values in, French sentences out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from clausier.domain.answers import PagesOf, Searched
from clausier.domain.documents import Document, HiddenText, Manner, ReadingReport, RecognisedPage
from clausier.domain.french import count, listed

_MOST: Final = 5
"""Of one sort: a report that names more than this is no longer read."""
_RUN: Final = 3
"""Pages in a row from which they are told by the first and the last."""
_MANNERS: Final = {
    Manner.OUTSIDE: "hors du bord de la page",
    Manner.TINY: "en caractères trop petits pour l’œil",
    Manner.UNSEEN: "de la couleur du fond, transparent ou recouvert",
    Manner.MASKED: "marqué comme masqué dans le fichier",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of a report, not yet typeset."""

    text: str
    grave: bool = False  # to be checked by the reader; otherwise only told
    pages: tuple[int, ...] = ()  # where to look, the most telling first
    quote: str = ""  # words of the document that the sentence ends on, never to be typeset


class PageReading(StrEnum):
    """Why the words of a page are to be compared with its picture."""

    RECOGNISED = "recognised"
    DISPUTED = "disputed"


def read_in(document: Document) -> str:
    """What was read: "11 pages lues sur 12, 37 articles reconnus, 3 tableaux, 120 passages"."""
    report = document.report
    parts = []
    if document.paged:
        unread = len(report.unreadable_pages)
        parts.append(
            count(report.pages - unread, "page lue", "pages lues") + (f" sur {report.pages}" if unread else "")
        )
    articles = count(report.articles, "article reconnu", "articles reconnus")
    parts.append(articles if report.articles else "aucun article reconnu")
    if report.findings.tables:
        parts.append(count(report.findings.tables, "tableau", "tableaux"))
    line = ", ".join([*parts, count(report.passages, "passage")])
    return f"{line[:1].upper()}{line[1:]}."


def points(report: ReadingReport, elsewhere: Collection[str] = ()) -> tuple[Point, ...]:
    """Everything that a report tells, what is to be checked first. `elsewhere`: annexes that came as other files."""
    told = [*_on_the_file(report), *_on_pages(report), *_on_texts(report), *_on_structure(report, elsewhere)]
    told += [Point(remark, grave=True) for remark in report.remarks]
    return tuple(sorted(told, key=lambda point: not point.grave))


def graves(told: Sequence[Point]) -> int:
    """How many of the points are to be checked."""
    return sum(point.grave for point in told)


def to_check(number: int) -> str:
    """ "3 points à vérifier"; "" where there is none."""
    return count(number, "point à vérifier", "points à vérifier") if number else ""


def recognised_pages(report: ReadingReport) -> tuple[RecognisedPage, ...]:
    """The pages that a recogniser found words on."""
    return tuple(page for page in report.findings.recognised if page.page not in report.unreadable_pages)


def page_reading(report: ReadingReport, page: int | None) -> PageReading | None:
    """How the words of a page came, where that calls for a look at its picture."""
    if any(recognised.page == page for recognised in recognised_pages(report)):
        return PageReading.RECOGNISED
    return PageReading.DISPUTED if page in report.findings.disputed_pages else None


CAUTIONS: Final = {
    PageReading.RECOGNISED: "Page numérisée : texte reconnu, vérifiez sur l’image.",
    PageReading.DISPUTED: "Page à vérifier sur l’image : deux lectures diffèrent.",
}
"""What is said beside a quotation from such a page."""


def numbered_pages(pages: Collection[int]) -> str:
    """ "page 3", "pages 3, 4 et 9", "pages 3 à 12 et 14"."""
    ordered = sorted(set(pages))
    runs = [
        [page for _, page in run] for _, run in groupby(enumerate(ordered), key=lambda placed: placed[1] - placed[0])
    ]
    names: list[str] = []
    for run in runs:
        names += [f"{run[0]} à {run[-1]}"] if len(run) >= _RUN else map(str, run)
    return f"{'page' if len(ordered) == 1 else 'pages'} {listed(names)}"


def unread(searched: Searched) -> str:
    """The pages that nobody searched, with their documents where there are several; "" where there are none."""
    if not searched.unreadable_pages:
        return ""
    pages = _by_document(searched.unreadable, searched.documents) or numbered_pages(searched.unreadable_pages)
    plural = "s" if len(searched.unreadable_pages) > 1 or len(searched.unreadable) > 1 else ""
    return f"Sans texte lisible, donc non examinée{plural} : {pages}."


def unsure(searched: Searched) -> str:
    """The pages whose words are no ground for an absence; "" where there are none."""
    pages = _by_document(searched.to_check, searched.documents)
    return f"Lecture incertaine, à vérifier sur l’image : {pages}." if pages else ""


def _by_document(found: Sequence[PagesOf], documents: int) -> str:
    """ "page 3 de « Contrat » ; pages 1 et 2 de « Annexe 2 »"."""
    if documents == 1:
        return " ; ".join(numbered_pages(one.pages) for one in found)
    named = [f"{numbered_pages(one.pages)} de « {one.title} »" for one in found[:_MOST]]
    if len(found) > _MOST:
        named.append(f"des pages de {count(len(found) - _MOST, 'autre document', 'autres documents')}")
    return " ; ".join(named)


def absent(annexes: Sequence[str]) -> str:
    """Annexes that the documents speak of, and that were not added."""
    plural = "" if len(annexes) == 1 else "s"
    return f"Annexe{plural} citée{plural} mais absente{plural} : {listed(annexes)}."


def _on_the_file(report: ReadingReport) -> Iterator[Point]:
    if report.findings.repaired:
        yield Point(
            "Fichier abîmé, lu après réparation : comparez ce qui a été lu avec l’original, "
            "ou demandez-en une copie saine.",
            grave=True,
        )
    if report.findings.locked:
        yield Point("Fichier chiffré : il a pu être ouvert.")


def _on_pages(report: ReadingReport) -> Iterator[Point]:
    findings = report.findings
    guessed = {page.page for page in findings.recognised if page.words} & set(report.unreadable_pages)
    if unread := tuple(page for page in report.unreadable_pages if page not in guessed):
        plural = "s" if len(unread) > 1 else ""
        yield Point(f"Sans texte lisible, donc non lue{plural} : {numbered_pages(unread)}.", True, unread)
    if guessed:
        text = f"Mal reconnu, ne vous y fiez pas sans l’image : {numbered_pages(guessed)}."
        yield Point(text, True, tuple(sorted(guessed)))
    if disputed := findings.disputed_pages:
        yield Point(f"Deux lectures diffèrent, à comparer avec l’image : {numbered_pages(disputed)}.", True, disputed)
    if pages := recognised_pages(report):
        yield _on_recognition(findings.recogniser, pages)
    if blank := findings.blank_pages:
        name = "Page blanche" if len(blank) == 1 else "Pages blanches"
        yield Point(f"{name} : {numbered_pages(blank).partition(' ')[2]}.", pages=blank)


def _on_recognition(recogniser: str, pages: Sequence[RecognisedPage]) -> Point:
    engine = f", avec {recogniser}" if recogniser else ""
    read = f"{count(len(pages), 'page lue', 'pages lues')} par reconnaissance de caractères{engine}"
    doubtful = sum(page.doubtful for page in pages)
    if not doubtful:
        return Point(f"{read} ; aucun mot douteux.", pages=tuple(page.page for page in pages))
    worst = sorted((page for page in pages if page.doubtful), key=lambda page: (-page.doubtful, page.page))
    words = f"{count(doubtful, 'mot douteux', 'mots douteux')} sur {sum(page.words for page in pages)}"
    return Point(f"{read} ; {words}{_mostly(worst, len(pages))}.", True, tuple(page.page for page in worst))


def _mostly(worst: Sequence[RecognisedPage], pages: int) -> str:
    """Where most of the doubts are, among the pages that have some."""
    if pages == 1:
        return ""
    return f", page {worst[0].page}" if len(worst) == 1 else f", surtout page {worst[0].page}"


def _on_texts(report: ReadingReport) -> Iterator[Point]:
    hidden: dict[tuple[Manner, str], list[HiddenText]] = {}
    for text in report.findings.hidden:
        hidden.setdefault((text.manner, text.text), []).append(text)
    groups = list(hidden.values())
    yield from map(_on_hidden, groups[:_MOST])
    if rest := [text for group in groups[_MOST:] for text in group]:
        number = count(len(groups) - _MOST, "autre texte caché, laissé", "autres textes cachés, laissés")
        yield _placed(f"{number} de côté", [text.page for text in rest], ".")
    for excerpt in report.aimed[:_MOST]:
        yield _placed(
            "Texte adressé à une machine", [excerpt.page], " ; ses consignes ne sont pas suivies :", excerpt.text
        )
    if more := report.aimed[_MOST:]:
        number = count(len(more), "autre texte adressé", "autres textes adressés")
        yield _placed(f"{number} à une machine", [excerpt.page for excerpt in more], ".")


def _on_hidden(group: Sequence[HiddenText]) -> Point:
    letters = count(sum(text.letters for text in group), "lettre")
    end = f" ({_MANNERS[group[0].manner]} ; {letters}). Il commence par :"
    return _placed("Texte caché, laissé de côté", [text.page for text in group], end, group[0].text)


def _placed(start: str, pages: Sequence[int | None], end: str, quote: str = "") -> Point:
    numbers = tuple(sorted({page for page in pages if page is not None}))
    where = f", {numbered_pages(numbers)}" if numbers else ""
    return Point(f"{start}{where}{end}", True, numbers, quote)


def _on_structure(report: ReadingReport, elsewhere: Collection[str]) -> Iterator[Point]:
    for before, after in report.gaps[:_MOST]:
        yield Point(f"La numérotation passe de {before} à {after}.", grave=True)
    if more := len(report.gaps) - min(len(report.gaps), _MOST):
        yield Point(f"La numérotation comporte {count(more, 'autre lacune', 'autres lacunes')}.", grave=True)
    missing = [name for name in report.missing_annexes if name not in elsewhere]
    if missing:
        yield Point(absent(missing), grave=True)
    if report.annexes_present:
        yield Point(f"Annexe{'s' if len(report.annexes_present) > 1 else ''} : {listed(report.annexes_present)}.")
    if not report.structured:
        yield Point("Aucune numérotation d’articles reconnue : le document est lu par paragraphes.")
