"""A reply for a program: one line of JSON, in the shape that `ask` gives an answer."""

import json

from clausier.domain.questionnaires import Decision, Ruling
from clausier.questionnaires.replies import Reply
from clausier.render import FailureLine, answer_line


def line_of(reply: Reply) -> str:
    """A reply for a program. Where a person decided, their words stand first and the machine's under "machine"."""
    line = reply.line
    if line.answer is None and (line.ruling is None or line.ruling.decision is not Decision.EDITED):
        failed = FailureLine(id=line.item.name, question=line.item.text, error=reply.note)
        return failed.model_dump_json()
    said: dict[str, object] = {"id": line.item.name, "question": line.item.text}
    if line.answer is not None:
        said = answer_line(line.answer, line.item.name, reply.readings).model_dump(mode="json")
        said["question"] = line.item.text
    if line.ruling is not None:
        said |= _ruled(line.ruling, reply, said)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _ruled(ruling: Ruling, reply: Reply, machine: dict[str, object]) -> dict[str, object]:
    review = {"decision": ruling.decision.value, "by": ruling.by, "at": ruling.at.isoformat(), "note": ruling.note}
    if ruling.decision is Decision.ACCEPTED:
        return {"review": review}
    kept = ("verdict", "conclusion", "explanation", "citations", "missing", "contrasts", "support")
    return {
        "verdict": ruling.verdict.value if ruling.verdict else None,
        "conclusion": ruling.text,
        "explanation": None,
        "citations": machine.get("citations", []) if reply.quotes else [],
        "missing": [],
        "contrasts": [],
        "support": "",
        "review": review,
        "machine": {key: machine[key] for key in kept if key in machine} or None,
    }
