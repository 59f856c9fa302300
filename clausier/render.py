"""An answer for a reader: one line of JSON for a program, plain text for a terminal. Nothing is decided here."""

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from clausier.answering.quoting import readable
from clausier.domain.answers import (
    Amended,
    Answer,
    Citation,
    Contrast,
    Evidence,
    Explanation,
    Finding,
    Outcome,
    PagesOf,
    Progress,
    Searched,
    Sentence,
    Source,
    Stand,
    Verdict,
)
from clausier.domain.french import count, listed, typeset
from clausier.jsonlines import JsonLine
from clausier.reporting import CAUTIONS, PageReading, unread, unsure

WIDTH = 88
_BARE_NUMBER = re.compile(r"\d|[IVXLC]+(?:\.|$)")  # "14.2", "31.II", "IV"; but "Annexe 2" names itself
VERDICTS = {Verdict.YES: "Oui", Verdict.PARTIAL: "Partiel", Verdict.NOT_FOUND: "Non trouvé"}
OUTCOMES = {
    Outcome.SAME: "Identique",
    Outcome.DIFFERENT: "Différent",
    Outcome.SOME: "Pas dans tous",
    Outcome.UNDECIDED: "À comparer vous-même",
}
DISCLAIMER = (
    "Cet outil repère et cite des passages de vos documents et les compare à des notes d’information générales. "
    "Il peut se tromper ou omettre un passage. Il ne fournit pas de consultation juridique ; "
    "faites valider toute décision par un professionnel du droit habilité."
)

Readings = Mapping[Citation, PageReading]
"""The quotations whose page's picture is to be looked at, and why."""
_ALL_SURE: Readings = MappingProxyType({})


class CellLine(JsonLine):
    header: str
    text: str


class CitationLine(JsonLine):
    document: str
    file: str
    page: int | None
    article: str
    quote: str
    source: Literal["contract", "guidance"]
    reading: Literal["recognised", "disputed"] | None = None  # why the quotation is to be compared with its page
    cells: tuple[CellLine, ...] = ()  # of a quotation that is a row of a table


class SupersededLine(JsonLine):
    """Words that an amendment has put out of force, or is going to."""

    document: str
    article: str
    quote: str
    by: CitationLine | None  # the amendment's sentence
    sentence: str


class StandLine(JsonLine):
    """What one contract has on a point. `citations` are places, from 0, among those of the answer."""

    document: str
    title: str
    verdict: Literal["oui", "partiel", "non_trouve"] | None
    value: str
    note: str
    citations: tuple[int, ...]


class ContrastLine(JsonLine):
    """Several contracts on one point."""

    label: str
    outcome: Literal["same", "different", "some", "undecided"]
    line: str
    contracts: tuple[StandLine, ...]


class PagesLine(JsonLine):
    document: str
    file: str
    pages: tuple[int, ...]


class SearchedLine(JsonLine):
    documents: int
    pages: int
    articles: int
    unreadable_pages: tuple[int, ...]  # of all the documents searched
    missing_annexes: tuple[str, ...]
    unreadable: tuple[PagesLine, ...]  # the same, document by document
    to_check: tuple[PagesLine, ...]  # read, but maybe wrongly


class SecondsLine(JsonLine):
    evidence: float
    explanation: float | None


class AnswerLine(JsonLine):
    """An answer as a program reads it. The keys and their order are public."""

    id: str
    question: str
    verdict: Literal["oui", "partiel", "non_trouve"] | None
    conclusion: str
    explanation: str | None
    citations: tuple[CitationLine, ...]
    missing: tuple[str, ...]
    superseded: tuple[SupersededLine, ...]
    coming: tuple[SupersededLine, ...]
    cautions: tuple[str, ...]
    contrasts: tuple[ContrastLine, ...]  # where the question sets contracts side by side
    nearest: CitationLine | None  # where nothing was found: what came closest, and is no answer
    searched: SearchedLine
    support: str
    model: str | None
    seconds: SecondsLine


class FailureLine(JsonLine):
    """A question of a questionnaire that could not be answered, and why."""

    id: str
    question: str
    error: str


def answer_line(answer: Answer, name: str = "", readings: Readings = _ALL_SURE) -> AnswerLine:
    """The answer for a program; `name` is the identifier that the questionnaire gave it."""
    finding, explanation = answer.finding, answer.explanation
    worded = explanation if explanation is not None and explanation.sentences else None
    return AnswerLine(
        id=name or str(answer.id),
        question=finding.question,
        verdict=None if finding.verdict is None else finding.verdict.value,
        conclusion=typeset(finding.conclusion),
        explanation=worded.text if worded else None,
        citations=tuple(citation_line(citation, readings) for citation in finding.citations),
        missing=finding.missing,
        superseded=tuple(_superseded_line(one, readings) for one in finding.superseded),
        coming=tuple(_superseded_line(one, readings) for one in finding.coming),
        cautions=tuple(map(typeset, finding.cautions)),
        contrasts=tuple(_contrast_line(one, finding) for one in finding.contrasts),
        nearest=citation_line(finding.nearest, readings) if finding.nearest else None,
        searched=_searched_line(finding.searched),
        support=typeset(finding.support),
        model=worded.model if worded else None,
        seconds=SecondsLine(
            evidence=round(answer.seconds, 3), explanation=round(worded.seconds, 3) if worded else None
        ),
    )


def citation_line(citation: Citation, readings: Readings = _ALL_SURE) -> CitationLine:
    """A quotation for a program, and why it is to be compared with its page."""
    how = readings.get(citation)
    return CitationLine(
        document=str(citation.document_id),
        file=citation.file,
        page=citation.page,
        article=citation.article,
        quote=citation.quote,
        source=citation.source.value,
        reading=how.value if how else None,
        cells=tuple(CellLine(header=header, text=text) for header, text in citation.cells),
    )


def _superseded_line(one: Amended, readings: Readings) -> SupersededLine:
    return SupersededLine(
        document=str(one.citation.document_id),
        article=one.citation.article,
        quote=one.citation.quote,
        by=citation_line(one.by, readings) if one.by else None,
        sentence=typeset(one.sentence),
    )


def _contrast_line(one: Contrast, finding: Finding) -> ContrastLine:
    places = {item.key: place for place, item in enumerate(finding.evidence)}
    contracts = tuple(
        StandLine(
            document=str(stand.document),
            title=stand.title,
            verdict=None if stand.verdict is None else stand.verdict.value,
            value=stand.value,
            note=typeset(stand.note),
            citations=tuple(places[key] for key in stand.keys),
        )
        for stand in one.stands
    )
    return ContrastLine(label=one.label, outcome=one.outcome.value, line=typeset(one.line), contracts=contracts)


def _searched_line(searched: Searched) -> SearchedLine:
    return SearchedLine(
        documents=searched.documents,
        pages=searched.pages,
        articles=searched.articles,
        unreadable_pages=searched.unreadable_pages,
        missing_annexes=searched.missing_annexes,
        unreadable=tuple(map(_pages_line, searched.unreadable)),
        to_check=tuple(map(_pages_line, searched.to_check)),
    )


def _pages_line(found: PagesOf) -> PagesLine:
    return PagesLine(document=str(found.document_id), file=found.file, pages=found.pages)


def harmless(text: str) -> str:
    """The text without the control characters by which a document could speak to the terminal."""
    return "".join(
        character for character in text if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf")
    )


def place(citation: Citation) -> str:
    """Where a quotation stands: "Article 14.2, page 9". Empty where the document has neither."""
    article = f"Article {citation.article}" if _BARE_NUMBER.match(citation.article) else citation.article
    page = "" if citation.page is None else f"page {citation.page}"
    return typeset(", ".join(part for part in (article, page) if part))


def searched_sentence(searched: Searched) -> str:
    """What an absence rests on, in one sentence."""
    pages = [count(searched.pages, "page")] if searched.pages else []  # none where no document has pages
    read = listed([count(searched.documents, "document"), *pages, count(searched.articles, "article")])
    sentences = [f"Recherche faite dans {read}."]
    if unseen := unread(searched):
        sentences.append(unseen)
    if searched.missing_annexes:
        plural = "s" if len(searched.missing_annexes) > 1 else ""
        sentences.append(f"Citée{plural} mais absente{plural} du dossier : {listed(searched.missing_annexes)}.")
    return typeset(" ".join(sentences))


def finding_text(finding: Finding, readings: Readings = _ALL_SURE) -> str:
    """What is known before any model writes: verdict, conclusion, quotations, what was searched."""
    passages = [(item, _quotation(item.citation, mark, readings)) for item, mark in _marked(finding)]
    verdict = "" if finding.verdict is None else f"{VERDICTS[finding.verdict]} – "
    told = [_contrast(one, finding) for one in finding.contrasts]
    blocks = told or [_wrapped(verdict + harmless(typeset(finding.conclusion)))]
    if finding.missing:
        blocks.append(_wrapped(typeset(f"Non relevé : {listed(finding.missing)}.")))
    if quoted := [quotation for item, quotation in passages if item in finding.evidence]:
        blocks.append("\n\n".join(["Passages du contrat", *quoted]))
    blocks += [_wrapped(harmless(typeset(sentence))) for sentence in finding.cautions]
    for heading, amended in (("Texte qui n’est plus en vigueur", finding.superseded), ("À venir", finding.coming)):
        if amended:
            blocks.append("\n\n".join([heading, *(_amended(one, readings) for one in amended)]))
    if finding.nearest is not None:
        blocks.append("Le passage le plus proche\n\n" + _quotation(finding.nearest, "[ ]", readings))
    if notes := [quotation for item, quotation in passages if item in finding.guidance]:
        blocks.append("\n\n".join(["Notes de référence (ce n’est pas votre contrat)", *notes]))
    if finding.support:
        blocks.append(_wrapped(typeset(f"Appui : {finding.support}.")))
    blocks.append(_wrapped(harmless(searched_sentence(finding.searched))))
    if not finding.evidence and (doubts := unsure(finding.searched)):
        blocks.append(_wrapped(harmless(typeset(doubts))))
    return "\n\n".join(blocks) + "\n"


def _contrast(one: Contrast, finding: Finding) -> str:
    """A point of several contracts: its line, then each contract with the marks of its passages."""
    marks = {item.key: mark for item, mark in _marked(finding)}
    lines = [_wrapped(harmless(typeset(one.line)))]
    for stand in one.stands:
        told = harmless(f"– {typeset(f'« {stand.title} » :')} {said_of(stand)}")
        lines.append(_wrapped(f"{told} {''.join(marks[key] for key in stand.keys)}".strip(), "  ", "    "))
    return "\n".join(lines)


def said_of(stand: Stand) -> str:
    """What one contract says on a point, in few words: its verdict, its figures, what keeps them from being sure."""
    verdict = VERDICTS[stand.verdict].lower() if stand.verdict else ""
    note = typeset(stand.note)
    value = f"{stand.value} ({note})" if stand.value and note else stand.value or note
    return " – ".join(filter(None, [verdict, value])) or "passages à lire"


def _amended(one: Amended, readings: Readings) -> str:
    return f"{_quotation(one.citation, '[ ]', readings)}\n    {harmless(typeset(one.sentence))}"


def _headed(citation: Citation) -> list[tuple[str, str]]:
    """The cells of a row that stand under a name, fit for a terminal."""
    return [(harmless(header), harmless(text)) for header, text in citation.cells if header]


def _quotation(citation: Citation, mark: str, readings: Readings) -> str:
    indent = " " * (len(mark) + 1)
    quoted = f"«\u00a0{harmless(chr(10).join(readable(citation.quote)))}\u00a0»"
    origin = citation.title if citation.source is Source.GUIDANCE else citation.file
    where = " · ".join(part for part in (harmless(origin), place(citation)) if part)
    first, *others = quoted.split("\n")
    lines = [_wrapped(first, f"{mark} ", indent), *(_wrapped(line, indent, indent) for line in others)]
    lines += [_wrapped(f"{typeset(f'{header} :')} {text}", indent, indent) for header, text in _headed(citation)]
    lines.append(f"{indent}{where}")
    if citation in readings:
        lines.append(f"{indent}{typeset(CAUTIONS[readings[citation]])}")
    return "\n".join(lines)


def explanation_notes(explanation: Explanation) -> str:
    """What must be said after an explanation: by which model, what was withheld, why it stopped."""
    notes = [f"Explication rédigée par le modèle {explanation.model}, à relire."] if explanation.sentences else []
    if explanation.withheld:
        refused = count(explanation.withheld, "phrase retirée", "phrases retirées")
        notes.append(f"{refused} : non vérifiable dans les passages cités.")
    if explanation.state is Progress.INTERRUPTED:
        notes.append(explanation.note or "L’explication a été interrompue.")
    return _wrapped(typeset(" ".join(notes)))


def sentence_text(sentence: Sentence, finding: Finding) -> str:
    """A sentence of the explanation, with the marks of the passages that it leans on."""
    marks = {item.key: mark for item, mark in _marked(finding)}
    return _wrapped(f"{harmless(sentence.text)} {''.join(marks[key] for key in sentence.keys)}".strip())


def _marked(finding: Finding) -> list[tuple[Evidence, str]]:
    """Each passage with its mark: "[1]" for the contract's, "[R1]" for the notes'."""
    numbered = [(item, f"[{number}]") for number, item in enumerate(finding.evidence, 1)]
    return numbered + [(item, f"[{item.key}]") for item in finding.guidance]


def _wrapped(text: str, first: str = "", indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
