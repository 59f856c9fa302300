"""`clausier questionnaire`: a file of questions in, the same file with its answers out."""

import os
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.cli.console import out, progress, tell
from clausier.cli.handover import WrittenTable, check_paper, write_paper
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_named, opened, refresh, scope_of
from clausier.domain.french import count, listed, typeset
from clausier.domain.questionnaires import Questionnaire, Stage
from clausier.errors import UnreadableFile, WrongSetting
from clausier.papers.questionnaires import questionnaire_about, questionnaire_paper

if TYPE_CHECKING:
    from clausier.questionnaires.desk import QuestionnaireDesk
    from clausier.questionnaires.replies import Reply

_TOLD = 12  # passages left out that are listed: what is read on a screen without scrolling
_SHOWN = 90  # letters of each

Documents = Annotated[
    list[str] | None, typer.Option("--in", metavar="DOC", help="Seulement dans ce document ; se répète.")
]
Output = Annotated[Path | None, typer.Option("--output", metavar="FICHIER", help="Où écrire le fichier rempli.")]
Again = Annotated[
    bool, typer.Option("--again", help="Reposer toutes les questions, sans reprendre les réponses gardées.")
]


def questionnaire(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Un fichier .xlsx, .docx ou .jsonl.")],
    documents: Documents = None,
    dossier: DossierName = DEFAULT_DOSSIER,
    output: Output = None,
    paper: WrittenTable = None,
    again: Again = False,
    as_json: AsJson = False,
) -> int:
    """Remplir un questionnaire Word, Excel ou JSONL."""
    data = _data(file)
    if paper is not None and paper.exists() and paper.samefile(file):
        raise WrongSetting("Le compte rendu effacerait le questionnaire.", "Donnez un autre fichier à --paper.")
    with opened(model="none") as clausier:  # evidence answers; no explanation is worded
        matter = dossier_named(clausier, dossier)
        check_paper(clausier, matter, paper)
        scope = scope_of(clausier, matter, documents or [])
        desk = clausier.questionnaires
        known = None if again else desk.known(data, scope)
        asked = known or desk.hand_in(file.name, data, scope)
        target = _target(file, output, asked)
        _tell_reading(asked)
        refresh(clausier)
        replies = desk.replies(_answered(desk, asked).id)
        _write(target, desk.export(asked.id))
        about = partial(questionnaire_about, asked, replies, clausier.library, matter)
        write_paper(paper, lambda: questionnaire_paper(desk.store.get(asked.id), replies, about()))
    _show(replies, as_json)
    tell("Questionnaire rempli : {target}", target=target)
    return 1 if any(reply.line.answer is None and reply.line.ruling is None for reply in replies) else 0


def _answered(desk: "QuestionnaireDesk", asked: Questionnaire) -> Questionnaire:
    """The questionnaire, answered; stopped from the keyboard, it keeps what was answered so far."""
    if asked.answered:
        tell(f"{count(asked.answered, 'réponse gardée', 'réponses gardées')} d’une fois précédente.")
    taken = desk.store.take(asked.id)
    try:
        with progress("Questionnaire") as watch:
            return desk.answer(taken, watch)
    except KeyboardInterrupt:
        desk.store.move(taken, Stage.CANCELLED)
        kept = desk.store.get(taken.id)
        tell(
            f"{count(kept.answered, 'réponse gardée', 'réponses gardées')} sur {kept.total}. "
            "Relancez la même commande pour continuer."
        )
        raise


def _data(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WrongSetting(f"Le questionnaire {file} ne s’ouvre pas.", "Vérifiez le chemin.") from error


def _target(file: Path, output: Path | None, asked: Questionnaire) -> Path:
    """Where the answered file goes: never over the questionnaire, nor over an earlier one that nobody named."""
    from clausier.questionnaires.desk import export_name

    if output is None:
        first = file.with_name(export_name(asked))
        others = (first.with_stem(f"{first.stem} ({number})") for number in range(2, 10_000))
        return next((one for one in (first, *others) if not one.exists()), first) if first.exists() else first
    if output.suffix.lower() != f".{asked.format.value}":
        raise WrongSetting(
            f"Ce questionnaire est rendu en .{asked.format.value}.", "Donnez à --output un nom qui finit ainsi."
        )
    if output.exists() and output.samefile(file):
        raise WrongSetting("Les réponses effaceraient le questionnaire.", "Donnez un autre fichier à --output.")
    if not output.absolute().parent.is_dir():
        raise WrongSetting(f"Le dossier {output.parent} n’existe pas.", "Donnez un autre fichier à --output.")
    return output


def _write(target: Path, data: bytes) -> None:
    """All of the file, or nothing of it."""
    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        half.write_bytes(data)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise UnreadableFile(
            f"Impossible d’écrire {target}.", "Les réponses sont gardées : donnez un autre fichier à --output."
        ) from error


def _tell_reading(asked: Questionnaire) -> None:
    tell("{questions} dans {file}.", questions=count(asked.total, "question"), file=asked.file)
    if asked.left_out:
        told = count(
            len(asked.left_out),
            "passage n’est pas pris pour une question",
            "passages ne sont pas pris pour des questions",
        )
        tell(f"{told} :")
    for one in asked.left_out[:_TOLD]:
        text = one.text if len(one.text) <= _SHOWN else f"{one.text[:_SHOWN]}…"
        tell(f"  {one.where} ({one.reason}) : {text}")
    if len(asked.left_out) > _TOLD:
        tell(f"  et {count(len(asked.left_out) - _TOLD, 'autre')}.")
    for notice in asked.notices:
        tell(notice)


def _counted(reply: "Reply") -> str:
    """What a reply counts as: a question that calls for a value or a meaning has an answer, and no verdict."""
    finding = reply.line.answer.finding if reply.line.answer else None
    if reply.line.ruling is None and finding is not None and finding.verdict is None:
        return "sans verdict à rendre"
    return reply.verdict.lower()


def _show(replies: Sequence["Reply"], as_json: bool) -> None:
    from clausier.questionnaires.lines import line_of

    if as_json:
        for reply in replies:
            out(line_of(reply))
        return
    counts = Counter(map(_counted, replies))
    told = [f"{number} {verdict}" for verdict, number in counts.most_common()]
    out(typeset(f"{count(len(replies), 'question')} : {listed(told)}."))
