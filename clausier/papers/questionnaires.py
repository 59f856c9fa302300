"""An answered questionnaire as a paper: a table of its questions, then each with what was found and what a person said.

What the program found and what a person decided never stand in one sentence: whoever signs the file must see which
of the two they rely on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausier.domain.answers import Finding, Verdict
from clausier.domain.documents import DocumentId, Dossier
from clausier.domain.french import count, listed, typeset
from clausier.domain.papers import Block, Cell, Fact, Grid, Heading, Paper, Text
from clausier.domain.questionnaires import LeftOut, Line, LineState, Questionnaire, Ruling, Stage
from clausier.papers.answers import amended, contrasted, explained, places, quotation
from clausier.papers.covers import About, answers_about, cover, fingerprints, notices, short
from clausier.ports import Library
from clausier.questionnaires.counts import decided, tally, unseen
from clausier.questionnaires.replies import Reply, remarks
from clausier.render import VERDICTS, Readings, searched_sentence
from clausier.reporting import unsure

_HEADER: Final = ("N°", "Question", "Verdict du programme", "Réponse du programme", "Où", "Décision d’une personne")
_WIDTHS: Final = (0.8, 3.6, 1.5, 3.6, 2.2, 2.4)
_LEFT_OUT: Final = ("Où", "Texte", "Pourquoi")
_STAGES: Final = {
    Stage.WAITING: "Questionnaire en attente",
    Stage.RUNNING: "Questionnaire en cours",
    Stage.CANCELLED: "Questionnaire arrêté avant la fin",
}


def questionnaire_paper(asked: Questionnaire, replies: Sequence[Reply], about: About) -> Paper:
    """`replies`: all of them, in their order. `about`: as `questionnaire_about` tells it."""
    file = Fact("Questionnaire", f"{asked.file} · {short(asked.sha256)}")
    first, *others = cover(about)
    return Paper(
        title=f"Questionnaire\u00a0: {asked.file}",
        facts=(first, file, *others),
        blocks=(
            *_summed_up(asked, replies),
            Grid("Vue d’ensemble", _HEADER, _rows(replies), _WIDTHS),
            *_one_by_one(replies),
            *_left_out(asked.left_out),
            fingerprints(about),
        ),
        notices=notices(),
    )


def questionnaire_about(asked: Questionnaire, replies: Sequence[Reply], library: Library, dossier: Dossier) -> About:
    """What the paper is made from: the documents of which the questions were asked and that are still here."""
    about = answers_about([reply.line.answer for reply in replies if reply.line.answer], library, dossier)
    return about if about.documents else replace(about, documents=library.documents(asked.scope))


def _summed_up(asked: Questionnaire, replies: Sequence[Reply]) -> Iterator[Block]:
    lines = [reply.line for reply in replies]
    yield Text(typeset(tally(lines)), strong=True)
    yield Text(typeset(f"Relecture : {_looked_over(lines)}."))
    if stage := _STAGES.get(asked.stage):
        done = count(asked.done, "question traitée", "questions traitées")
        yield Text(typeset(f"{stage} : {done} sur {asked.total}."))
    if old := sum(reply.changed for reply in replies):
        yield Text(typeset(f"Les documents du dossier ont changé depuis {count(old, 'réponse')}."))
    if asked.left_out:
        passages = count(len(asked.left_out), "passage n’a pas été pris", "passages n’ont pas été pris")
        yield Text(typeset(f"{passages} pour une question : la liste est plus bas."))
    yield from (Text(typeset(notice)) for notice in asked.notices)


def _looked_over(lines: Sequence[Line]) -> str:
    """ "2 acceptées, 1 corrigée et 9 non relues"."""
    left = unseen(lines)
    parts = decided(lines) + ([count(left, "non relue", "non relues")] if left else [])
    return listed(parts) or "rien à relire"


def _rows(replies: Sequence[Reply]) -> tuple[tuple[Cell, ...], ...]:
    """Where several documents are quoted, each place says in which."""
    findings = [reply.line.answer.finding for reply in replies if reply.line.answer]
    quoted = frozenset(item.citation.document_id for finding in findings for item in finding.evidence)
    return tuple(_row(reply, quoted if len(quoted) == 1 else frozenset()) for reply in replies)


def _row(reply: Reply, only: frozenset[DocumentId]) -> tuple[Cell, ...]:
    line, ruling = reply.line, reply.line.ruling
    finding = line.answer.finding if line.answer else None
    verdict = finding.verdict if finding else None
    cited = [item.citation for item in finding.evidence] if finding else []
    own = ruling.verdict if ruling else None
    return (
        Cell(line.item.name),
        Cell(line.item.text),
        Cell(_word(finding), shade=verdict.value if verdict else ""),
        Cell(typeset(finding.conclusion) if finding else reply.note),
        Cell(places(cited, only)),
        Cell(_decision(ruling, reply.checked), shade=own.value if own else ""),
    )


def _word(finding: Finding | None) -> str:
    if finding is None:
        return "Sans réponse"
    return VERDICTS[finding.verdict] if finding.verdict else "–"


def _decision(ruling: Ruling | None, checked: str) -> str:
    """What a person decided, their words as they wrote them."""
    if ruling is None:
        return checked
    verdict = f"\u00a0: {VERDICTS[ruling.verdict]}" if ruling.verdict else ""
    return "\n".join(filter(None, [f"{checked}{verdict}", ruling.text, ruling.note]))


def _one_by_one(replies: Sequence[Reply]) -> Iterator[Block]:
    """Under the questionnaire's own headings, where it has some."""
    yield Heading("Questions une à une")
    sections = any(reply.line.item.section for reply in replies)
    last = ""
    for reply in replies:
        item = reply.line.item
        if item.section and item.section != last:
            yield Heading(item.section, 2)
        last = item.section
        yield Heading(" – ".join(filter(None, [item.name, item.text])), 3 if sections else 2)
        yield from _ruling(reply)
        yield from _found(reply)


def _ruling(reply: Reply) -> Iterator[Block]:
    ruling = reply.line.ruling
    if ruling is None:
        return
    verdict = f"{typeset(' : ')}{VERDICTS[ruling.verdict]}" if ruling.verdict else ""
    yield Text(f"{typeset('Décision d’une personne – ')}{reply.checked}{verdict}.", strong=True)
    if ruling.text:
        yield Text(f"{typeset('Sa réponse : ')}{ruling.text}")
    if ruling.note:
        yield Text(f"{typeset('Sa remarque : ')}{ruling.note}")


def _found(reply: Reply) -> Iterator[Block]:
    line = reply.line
    alone = line.ruling is None
    if line.answer is None:
        yield Text("Sans réponse du programme.", strong=alone)
        if line.state is not LineState.ANSWERED and alone and reply.note:
            yield Text(reply.note)
        return
    finding = line.answer.finding
    verdict = f"{VERDICTS[finding.verdict]} – " if finding.verdict else ""
    yield Text(typeset(f"Trouvé par le programme : {verdict}{finding.conclusion}"), strong=alone)
    yield from contrasted(finding)
    yield from _borne_out(finding, reply.readings)
    yield from explained(line.answer, 3)
    yield from (Text(sentence) for sentence in remarks(reply.line, reply.changed))
    if alone:
        yield Text("Non relu par une personne.")


def _borne_out(finding: Finding, readings: Readings) -> Iterator[Block]:
    """What the finding rests on; of an absence, what came closest, the notes, and where it was looked for."""
    if finding.missing:
        yield Text(typeset(f"Éléments attendus non trouvés : {listed(finding.missing)}."))
    for number, item in enumerate(finding.evidence, 1):
        yield quotation(item.citation, str(number), readings)
    yield from (Text(typeset(sentence)) for sentence in finding.cautions)
    yield from amended(finding.superseded, readings, gone=True)
    yield from amended(finding.coming, readings, gone=False)
    if finding.nearest is not None:
        yield Text("Le passage le plus proche, qui n’est pas une réponse\u202f:")
        yield quotation(finding.nearest, "", readings)
    if not finding.evidence:
        yield from (quotation(item.citation, item.key, readings) for item in finding.guidance)
    if finding.verdict is Verdict.NOT_FOUND or not finding.evidence:
        yield Text(searched_sentence(finding.searched))
        if doubts := unsure(finding.searched):
            yield Text(typeset(doubts))


def _left_out(left: Sequence[LeftOut]) -> Iterator[Block]:
    if left:
        rows = tuple((Cell(one.where), Cell(one.text, quoted=True), Cell(one.reason)) for one in left)
        yield Heading("Ce qui n’a pas été pris pour une question")
        yield Grid("Passages laissés de côté", _LEFT_OUT, rows, (2, 5, 2))
