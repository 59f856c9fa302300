"""`clausier ask`: one question, or a questionnaire."""

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from clausier.cli.console import out, out_json, progress, tell
from clausier.cli.handover import WrittenPages, check_paper, write_paper
from clausier.cli.house import (
    DEFAULT_DOSSIER,
    AsJson,
    DossierName,
    Today,
    day_named,
    dossier_named,
    opened,
    refresh,
    scope_of,
)
from clausier.domain.answers import Answer, Progress
from clausier.domain.documents import Dossier
from clausier.domain.french import typeset
from clausier.errors import ClausierError, WrongSetting
from clausier.papers.answers import answer_paper
from clausier.papers.covers import PAGES, answers_about
from clausier.questionnaire import Asked, Refused, read_questionnaire
from clausier.render import (
    AnswerLine,
    FailureLine,
    Readings,
    answer_line,
    explanation_notes,
    finding_text,
    sentence_text,
)

if TYPE_CHECKING:
    from clausier.wiring import Clausier

Documents = Annotated[
    list[str] | None, typer.Option("--in", metavar="DOC", help="Seulement dans ce document ; se répète.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Sans explication rédigée par un modèle.")]
Batch = Annotated[
    Path | None, typer.Option("--batch", metavar="FICHIER", help="Un questionnaire : un objet JSON par ligne.")
]
Output = Annotated[Path | None, typer.Option("--output", metavar="FICHIER", help="Où écrire les réponses.")]


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", show_default=False)] = "",
    documents: Documents = None,
    dossier: DossierName = DEFAULT_DOSSIER,
    no_model: NoModel = False,
    batch: Batch = None,
    output: Output = None,
    at: Today = "",
    paper: WrittenPages = None,
    as_json: AsJson = False,
) -> int:
    """Poser une question, ou tout un questionnaire (--batch)."""
    _check(question, batch, output, paper)
    with opened(model="none" if no_model else "") as clausier:
        matter = dossier_named(clausier, dossier)
        check_paper(clausier, matter, paper, PAGES)
        refresh(clausier)
        day = day_named(at)
        if batch is not None:
            return _questionnaire(clausier, _Batch(matter, documents or [], day), batch, output)
        answer = clausier.desk.ask(question, scope_of(clausier, matter, documents or [], day))
        readings = clausier.desk.page_readings(answer)
        if as_json:
            last = _explained(clausier, answer)
            out_json(answer_line(last, readings=readings))
        else:
            last = _shown(clausier, answer, readings)
            _lead_on(answer, matter)
        write_paper(paper, lambda: answer_paper(last, readings, answers_about([last], clausier.library, matter)))
    return 0


def _check(question: str, batch: Path | None, output: Path | None, paper: Path | None) -> None:
    """Refuse what cannot go together."""
    if bool(question.strip()) == (batch is not None):
        raise WrongSetting(
            "Il faut une question, ou un questionnaire, et un seul des deux.",
            "Par exemple : clausier ask « Le contrat prévoit-il la réversibilité ? » "
            "ou clausier ask --batch questions.jsonl",
        )
    if output is not None and batch is None:
        raise WrongSetting(
            "--output ne va qu’avec --batch.", "Pour une seule question : clausier ask … --json > fichier"
        )
    if paper is not None and batch is not None:
        raise WrongSetting(
            "--paper ne va pas avec --batch.", "Pour tout un questionnaire : clausier questionnaire FICHIER --paper …"
        )


def _explained(clausier: "Clausier", answer: Answer) -> Answer:
    """The answer with its explanation, once that is complete; as it is where no model writes."""
    with progress() as watch:
        watch("le modèle rédige l’explication", 0, 0)
        last = _final(clausier, answer)
    if last.explanation is not None and last.explanation.state is Progress.INTERRUPTED:
        tell(explanation_notes(last.explanation))
    return last


def _shown(clausier: "Clausier", answer: Answer, readings: Readings) -> Answer:
    """The answer as text, sentence by sentence; at the end of its explanation."""
    out(finding_text(answer.finding, readings))
    if clausier.model is not None and answer.finding.evidence:
        tell("Le modèle rédige une explication…")
    last, shown = answer, 0
    for last in clausier.desk.explain(answer):
        for sentence in last.explanation.sentences[shown:] if last.explanation else ():
            out(sentence_text(sentence, answer.finding))
            shown += 1
    if last.explanation is not None:
        out(f"\n{explanation_notes(last.explanation)}")
    return last


def _lead_on(answer: Answer, dossier: Dossier) -> None:
    """Where two contracts were set side by side: the command that compares the whole of them."""
    compared = {stand.document for one in answer.finding.contrasts for stand in one.stands}
    if len(compared) == 2:
        first, second = dict.fromkeys(stand.document for one in answer.finding.contrasts for stand in one.stands)
        command = f'clausier compare {first} {second} --dossier "{dossier.name}"'
        tell("La comparaison entière : {command}", command=command)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the questions of a file are asked of, unless they say otherwise."""

    dossier: Dossier
    documents: Sequence[str]
    at: date | None


def _questionnaire(clausier: "Clausier", asked_of: _Batch, batch: Path, output: Path | None) -> int:
    """Answer line after line, in order, each written as soon as it is known; 1 when any question failed."""
    failed = answered = 0
    with _lines(batch) as lines, _written(output) as written, progress("Questionnaire") as watch:
        for asked in read_questionnaire(lines):
            line = _answered(clausier, asked_of, asked)
            written.write(f"{line.model_dump_json()}\n")
            written.flush()
            failed += isinstance(line, FailureLine)
            answered += isinstance(line, AnswerLine)
            watch("questions répondues", answered + failed, 0)
    tell(f"{answered} réponses, {failed} questions sans réponse possible." if failed else f"{answered} réponses.")
    return 1 if failed or not answered else 0


def _answered(clausier: "Clausier", asked_of: _Batch, asked: Asked | Refused) -> AnswerLine | FailureLine:
    if isinstance(asked, Refused):
        return FailureLine(id=asked.id, question=asked.question, error=asked.reason)
    try:
        scope = scope_of(clausier, asked_of.dossier, asked.documents or asked_of.documents, asked_of.at)
        answer = clausier.desk.ask(asked.question, scope, asked.history)
        return answer_line(_final(clausier, answer), asked.id, clausier.desk.page_readings(answer))
    except ClausierError as error:
        return FailureLine(id=asked.id, question=asked.question, error=typeset(f"{error} {error.advice}".strip()))


def _final(clausier: "Clausier", answer: Answer) -> Answer:
    """The answer at the end of its explanation; itself where no model writes."""
    return deque(chain([answer], clausier.desk.explain(answer)), maxlen=1)[0]


@contextmanager
def _lines(path: Path) -> Iterator[TextIO]:
    if str(path) == "-":
        yield sys.stdin
        return
    try:
        opened_file = path.open(encoding="utf-8")
    except OSError as error:
        raise WrongSetting(f"Le questionnaire {path} ne s’ouvre pas.", "Vérifiez le chemin.") from error
    with opened_file:
        yield opened_file


@contextmanager
def _written(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        opened_file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise WrongSetting(f"Impossible d’écrire dans {path}.", "Donnez un autre fichier à --output.") from error
    with opened_file:
        yield opened_file
