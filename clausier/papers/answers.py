"""An answer, or a whole conversation, as a paper: everything that the page says, with where it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from clausier.answering.quoting import readable
from clausier.domain.answers import Amended, Answer, Citation, Evidence, Explanation, Finding, Progress, Source, Verdict
from clausier.domain.documents import DocumentId
from clausier.domain.french import count, listed, long_date, typeset
from clausier.domain.papers import Block, Cell, Grid, Heading, Paper, Quotation, Text
from clausier.papers.covers import About, capital, cover, fingerprints, notices
from clausier.render import OUTCOMES, VERDICTS, Readings, place, said_of, searched_sentence
from clausier.reporting import CAUTIONS, unsure

_ABSENCE: Final = (
    "« Non trouvé » ne veut pas dire « interdit » : la clause peut figurer dans un document qui n’a pas été ajouté."
)
_CONTRASTED: Final = ("Contrat", "Ce que le programme y a trouvé", "Passages")


def answer_paper(answer: Answer, readings: Readings, about: About) -> Paper:
    """`readings`: the quotations that are to be compared with the picture of their page."""
    return Paper(
        title=typeset(answer.finding.question),
        facts=cover(about),
        blocks=(*_answered(answer, readings), fingerprints(about)),
        notices=notices(),
    )


def conversation_paper(title: str, answers: Sequence[Answer], readings: Readings, about: About) -> Paper:
    """The answers in their order, each under its question and with its date. `readings`: of all of them."""
    blocks: list[Block] = []
    for answer in answers:
        blocks.append(Heading(typeset(answer.finding.question)))
        blocks.append(Text(typeset(f"Réponse du {long_date(answer.at.astimezone().date())}.")))
        blocks.extend(_answered(answer, readings))
    return Paper(typeset(title), cover(about), (*blocks, fingerprints(about)), notices())


def _answered(answer: Answer, readings: Readings) -> Iterator[Block]:
    finding = answer.finding
    verdict = f"{VERDICTS[finding.verdict]} – " if finding.verdict else ""
    if finding.contrasts:
        yield from contrasted(finding)
    else:
        yield Text(typeset(f"{verdict}{finding.conclusion}"), strong=True)
    if finding.missing:
        yield Text(typeset(f"Éléments attendus non trouvés : {listed(finding.missing)}."))
    numbered = [(item, str(number)) for number, item in enumerate(finding.evidence, 1)]
    yield from _passages("Passages du contrat", numbered, readings)
    yield from (Text(typeset(sentence)) for sentence in finding.cautions)
    yield from _headed("Texte qui n’est plus en vigueur", amended(finding.superseded, readings, gone=True))
    yield from _headed("À venir", amended(finding.coming, readings, gone=False))
    if finding.nearest is not None:
        yield Heading("Le passage le plus proche, qui n’est pas une réponse", 2)
        yield quotation(finding.nearest, "", readings)
    yield from _passages("Repères (hors contrat)", [(item, item.key) for item in finding.guidance], readings)
    yield from explained(answer, 2)
    yield from _searched(finding)


def _passages(heading: str, items: Sequence[tuple[Evidence, str]], readings: Readings) -> Iterator[Block]:
    if items:
        yield Heading(heading, 2)
    for item, mark in items:
        yield quotation(item.citation, mark, readings)


def contrasted(finding: Finding) -> Iterator[Block]:
    """Contracts set side by side, point by point; nothing where the question asks for no such thing."""
    marks = _marks(finding)
    for one in finding.contrasts:
        yield Text(typeset(one.line))
        rows = tuple(
            (Cell(stand.title), Cell(capital(said_of(stand))), Cell("".join(f"[{marks[key]}]" for key in stand.keys)))
            for stand in one.stands
        )
        yield Grid(f"{typeset(one.label)} – {OUTCOMES[one.outcome].lower()}", _CONTRASTED, rows, (3, 5, 1.5))


def _headed(heading: str, blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks under a heading; nothing where there are none."""
    for number, block in enumerate(blocks):
        if not number:
            yield Heading(heading, 2)
        yield block


def amended(found: Sequence[Amended], readings: Readings, gone: bool) -> Iterator[Block]:
    """Words of the contract with what an amendment does to them; `gone`: it has done so already."""
    for (sentence, by), same in groupby(found, key=lambda one: (one.sentence, one.by)):
        yield from (replace(quotation(one.citation, "", readings), superseded=gone) for one in same)
        yield Text(typeset(sentence))
        if by is not None:
            yield quotation(by, "", readings)


def quotation(citation: Citation, mark: str, readings: Readings) -> Quotation:
    """A citation as a paper shows it: its words as they read on the page, its file, its place."""
    how = readings.get(citation)
    guidance = citation.source is Source.GUIDANCE
    where = (citation.title if guidance else citation.file, place(citation))
    return Quotation(
        text="\n".join(readable(citation.quote)),
        place=" · ".join(filter(None, where)),
        mark=mark,
        caution=typeset(CAUTIONS[how]) if how else "",
        guidance=guidance,
        cells=citation.cells,
    )


def places(citations: Iterable[Citation], own: Collection[DocumentId]) -> str:
    """Where quotations stand, each place once on its line; after the file's name where it is not in an `own` one."""
    told = [" · ".join(filter(None, ["" if one.document_id in own else one.file, place(one)])) for one in citations]
    return "\n".join(dict.fromkeys(filter(None, told)))


def _marks(finding: Finding) -> dict[str, str]:
    """Each evidence's number on the paper, by the key that an explanation cites it by."""
    numbered = {item.key: str(number) for number, item in enumerate(finding.evidence, 1)}
    return numbered | {item.key: item.key for item in finding.guidance}


def explained(answer: Answer, level: int) -> Iterator[Block]:
    """What a model worded, under a heading of that level; nothing where none did."""
    if answer.explanation is not None:
        yield from worded(answer.explanation, _marks(answer.finding), level)


def worded(explanation: Explanation, marks: Mapping[str, str], level: int) -> Iterator[Block]:
    """The words of a model, each sentence with the numbers of its passages; `marks`: those, by the passages' keys."""
    sentences = [
        f"{sentence.text} {''.join(f'[{marks[key]}]' for key in sentence.keys if key in marks)}".strip()
        for sentence in explanation.sentences
    ]
    notes = _notes(explanation)
    if sentences or notes:
        yield Heading("Explication", level)
    if sentences:
        yield Text(" ".join(sentences), model=explanation.model)
    if notes:
        yield Text(typeset(notes))


def _notes(explanation: Explanation) -> str:
    """What is to be known of an explanation: what was withheld, and why it stopped."""
    notes = []
    if explanation.withheld:
        withheld = count(explanation.withheld, "phrase retirée", "phrases retirées")
        notes.append(f"{withheld} : non vérifiable dans les passages cités.")
    if explanation.state is not Progress.COMPLETE:
        notes.append(explanation.note or "L’explication a été interrompue.")
    return " ".join(notes)


def _searched(finding: Finding) -> Iterator[Block]:
    yield Heading("Ce que la réponse vaut", 2)
    if finding.support:
        yield Text(typeset(f"Appui : {finding.support.rstrip('.')}."))
    if finding.verdict is Verdict.NOT_FOUND:
        yield Text(typeset(_ABSENCE))
    yield Text(searched_sentence(finding.searched))
    if not finding.evidence and (doubts := unsure(finding.searched)):
        yield Text(typeset(doubts))
