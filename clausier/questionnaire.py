"""A due-diligence questionnaire: one JSON object a line, read as it comes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from clausier.domain.questions import Turn

_KEYS = "id, question, documents, history"
_SENTENCES = {
    "json_invalid": "ce n’est pas du JSON",
    "missing": "il manque « {key} »",
    "extra_forbidden": "« {key} » n’est pas attendu (clés possibles : {keys})",
    "string_type": "« {key} » doit être un texte",
    "string_too_short": "« {key} » est vide",
    "tuple_type": "« {key} » doit être une liste",
    "list_type": "« {key} » doit être une liste",
    "model_type": "chaque ligne doit être un objet JSON",
}


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _TurnLine(_Strict):
    question: str
    answer: str


class _QuestionLine(_Strict):
    id: Annotated[str, BeforeValidator(_as_text)] = ""  # questionnaires number their questions, with or without quotes
    question: str = Field(min_length=1)
    documents: tuple[str, ...] = ()
    history: tuple[_TurnLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the questionnaire. Without an identifier of its own, it bears its line's number."""

    id: str
    question: str
    documents: tuple[str, ...]  # as the line names them: id, title or file name
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not a question, and why, in French."""

    id: str
    question: str  # as far as it can be told
    reason: str


def read_questionnaire(lines: Iterable[str]) -> Iterator[Asked | Refused]:
    """Each line in its order, as soon as it is read; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read(line.lstrip("\ufeff"), number)


def _read(line: str, number: int) -> Asked | Refused:
    try:
        read = _QuestionLine.model_validate_json(line)
    except ValidationError as error:
        name, question = _recognised(line)
        return Refused(name or str(number), question, f"Ligne {number} : {_in_french(error.errors()[0])}.")
    history = tuple(Turn(turn.question, turn.answer) for turn in read.history)
    return Asked(read.id or str(number), read.question, read.documents, history)


def _recognised(line: str) -> tuple[str, str]:
    """The identifier and the question of a line refused for something else, so that its author finds it again."""
    try:
        found = json.loads(line)
    except ValueError:
        return "", ""
    if not isinstance(found, dict):
        return "", ""
    name, question = _as_text(found.get("id")), found.get("question")
    return name if isinstance(name, str) else "", question if isinstance(question, str) else ""


def _in_french(detail: ErrorDetails) -> str:
    key = ".".join(str(part) for part in detail["loc"])
    return _SENTENCES.get(detail["type"], "« {key} » n’est pas acceptable").format(key=key, keys=_KEYS)
