"""Questionnaires of one JSON object a line. An answer is a line of the same order, as `ask --batch` gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from clausier.domain.questionnaires import Item, Sheet
from clausier.errors import UnreadableFile
from clausier.questionnaire import Asked, Refused, read_questionnaire
from clausier.questionnaires.formats import no_question
from clausier.questionnaires.lines import line_of
from clausier.questionnaires.replies import Reply


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A line that is not a question stays in its place, and is answered by why it is none."""

    def read(self, data: bytes) -> Sheet:
        """Every line that is not empty."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableFile("Ce questionnaire n’est pas en UTF-8.", "Enregistrez-le en UTF-8.") from error
        found = list(read_questionnaire(StringIO(text)))
        refused = [one for one in found if isinstance(one, Refused)]
        if len(refused) == len(found):
            raise no_question(refused[0].reason if refused else "Chaque ligne doit être un objet JSON.")
        return Sheet(tuple(_item(one, rank) for rank, one in enumerate(found, 1)))

    def write(self, data: bytes, replies: Sequence[Reply]) -> bytes:
        """A line for each, in their order."""
        return "".join(f"{line_of(reply)}\n" for reply in replies).encode()


def _item(one: Asked | Refused, rank: int) -> Item:
    if isinstance(one, Refused):
        return Item(one.id, one.question, str(rank), f"question {rank}", refused=one.reason)
    return Item(one.id, one.question, str(rank), f"question {rank}", documents=one.documents, history=one.history)
