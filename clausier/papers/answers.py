"""An answer, or a whole conversation, as a paper: everything that the page says, with where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausier.answering.quoting import readable
from clausier.domain.answers import Amended, Answer, Citation, Evidence, Explanation, Finding, Progress, Source, Verdict
from clausier.domain.french import count, listed, long_date, typeset
from clausier.domain.papers import Block, Heading, Paper, Quotation, Text
from clausier.papers.covers import About, cover, fingerprints, notices
from clausier.render import VERDICTS, Readings, place, searched_sentence
from clausier.reporting import CAUTIONS, unsure

_ABSENCE: Final = (
    "« Non trouvé » ne veut pas dire « interdit » : la clause peut figurer dans un document qui n’a pas été ajouté."
)


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
        blocks.append(Text(typeset(f"Réponse du {long_date(answer.at.date())}.")))
        blocks.extend(_answered(answer, readings))
    return Paper(typeset(title), cover(about), (*blocks, fingerprints(about)), notices())


def _answered(answer: Answer, readings: Readings) -> Iterator[Block]:
    finding = answer.finding
    verdict = f"{VERDICTS[finding.verdict]} – " if finding.verdict else ""
    yield Text(typeset(f"{verdict}{finding.conclusion}"), strong=True)
    if finding.missing:
        yield Text(typeset(f"Éléments attendus non trouvés : {listed(finding.missing)}."))
    numbered = [(item, str(number)) for number, item in enumerate(finding.evidence, 1)]
    yield from _passages("Passages du contrat", numbered, readings)
    yield from _amended("Texte qui n’est plus en vigueur", finding.superseded, readings, gone=True)
    yield from _amended("À venir", finding.coming, readings, gone=False)
    if finding.nearest is not None:
        yield Heading("Le passage le plus proche, qui n’est pas une réponse", 2)
        yield quotation(finding.nearest, "", readings)
    yield from _passages("Repères (hors contrat)", [(item, item.key) for item in finding.guidance], readings)
    yield from _explained(answer.explanation, _marks(finding))
    yield from _searched(finding)


def _passages(heading: str, items: Sequence[tuple[Evidence, str]], readings: Readings) -> Iterator[Block]:
    if items:
        yield Heading(heading, 2)
    for item, mark in items:
        yield quotation(item.citation, mark, readings)


def _amended(heading: str, amended: Sequence[Amended], readings: Readings, gone: bool) -> Iterator[Block]:
    """Words of the contract with what an amendment does to them; `gone`: it has done so already."""
    if amended:
        yield Heading(heading, 2)
    for one in amended:
        yield replace(quotation(one.citation, "", readings), superseded=gone)
        yield Text(typeset(one.sentence))
        if one.by is not None:
            yield quotation(one.by, "", readings)


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


def _marks(finding: Finding) -> dict[str, str]:
    """Each evidence's number on the paper, by the key that an explanation cites it by."""
    numbered = {item.key: str(number) for number, item in enumerate(finding.evidence, 1)}
    return numbered | {item.key: item.key for item in finding.guidance}


def _explained(explanation: Explanation | None, marks: dict[str, str]) -> Iterator[Block]:
    if explanation is None:
        return
    sentences = [
        f"{sentence.text} {''.join(f'[{marks[key]}]' for key in sentence.keys if key in marks)}".strip()
        for sentence in explanation.sentences
    ]
    notes = _notes(explanation)
    if sentences or notes:
        yield Heading("Explication", 2)
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
