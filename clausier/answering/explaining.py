"""The model's words, sentence by sentence, each checked before it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from secrets import token_hex
from time import monotonic

import pydantic_core
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from clausier.answering.figures import Figure, figures
from clausier.answering.grounding import Draft, Fault, check
from clausier.answering.quoting import said
from clausier.domain.answers import Evidence, Explanation, Finding, Progress, Sentence
from clausier.domain.prompts import Prompt
from clausier.errors import ModelUnavailable, PromptTruncated
from clausier.ports import ChatModel

ANSWER_BUDGET = 700
"""Characters of evidence: some 200 tokens of French. Small models read 30 to 90 tokens a second on a laptop."""
CLAUSE_BUDGET = 2400
"""The same, where one clause is to be said again as a whole."""


class _Phrase(BaseModel):
    model_config = ConfigDict(extra="ignore")
    texte: str
    sources: list[str]


def schema(keys: Sequence[str]) -> dict[str, object]:
    """The JSON schema that the model's words are held to: it cannot name a source that it was not given."""
    phrase = {
        "type": "object",
        "properties": {
            "texte": {"type": "string", "minLength": 10, "maxLength": 400},
            "sources": {
                "type": "array",
                "items": {"type": "string", "enum": list(keys)},
                "minItems": 1,
                "maxItems": 2,
            },
        },
        "required": ["texte", "sources"],
        "additionalProperties": False,
    }
    phrases = {"type": "array", "items": phrase, "minItems": 1, "maxItems": 4}
    return {
        "type": "object",
        "properties": {"phrases": phrases},
        "required": ["phrases"],
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class Explainer:
    """Words what the evidence says, through a chat model."""

    model: ChatModel
    prompt: Prompt
    budget: int = ANSWER_BUDGET  # characters of evidence given to the model
    nonce: str = field(default_factory=partial(token_hex, 2))
    """What fences evidence off: unknown to who wrote the documents, and the same from one request to the next, so that
    a model that reads the same passages again has them still in mind."""

    def warm(self) -> None:
        """Have the model get ready, so that the first explanation does not wait for it. Takes seconds; never raises."""
        self.model.warm(self.prompt.system)

    def explain(self, finding: Finding) -> Iterator[Explanation]:
        """The explanation as it grows, the last one complete or interrupted. Never raises for a model's failure."""
        given = within_budget(finding.worded, self.budget)
        started = monotonic()
        explanation = Explanation(Progress.WRITING, (), 0, self.model.name, self.prompt.version)
        yield explanation
        keys = {item.key: item for item in given}
        outdated = _outdated(finding)
        nonce = _unsaid(self.nonce, given)
        user = self.prompt.fill(nonce=nonce, evidence=fenced(given, nonce), question=finding.standalone)
        try:
            for drafts in _growing(self.model.stream(self.prompt.system, user, schema(list(keys)))):
                results = [
                    Fault.INVENTION if nonce in draft.text else check(draft, keys, finding.standalone, outdated)
                    for draft in drafts
                ]
                grown = _checked(explanation, results)
                if grown != explanation:
                    explanation = grown
                    yield explanation
        except (ModelUnavailable, PromptTruncated) as error:
            note = f"{error} {error.advice}".strip()
            yield replace(explanation, state=Progress.INTERRUPTED, note=note, seconds=monotonic() - started)
            return
        yield replace(explanation, state=Progress.COMPLETE, seconds=monotonic() - started)


def within_budget(evidence: Sequence[Evidence], budget: int) -> tuple[Evidence, ...]:
    """The evidence that fits so many characters, the first always; a passage is given whole or not at all."""
    kept: list[Evidence] = []
    left = budget
    for item in evidence:
        left -= len(said(item))
        if kept and left < 0:
            break
        kept.append(item)
    return tuple(kept)


def _unsaid(nonce: str, evidence: Sequence[Evidence]) -> str:
    """The nonce, or another where it stands in the evidence."""
    text = "\n".join(map(said, evidence))
    return next(one for one in chain([nonce], iter(partial(token_hex, 2), "")) if one not in text)


def fenced(evidence: Sequence[Evidence], nonce: str) -> str:
    """The evidence as data, between lines that begin with a nonce, which its text cannot contain.

    A document is named once, before the first of its passages that follow one another: names are long to read.
    """
    blocks = []
    title = ""
    for item in evidence:
        citation = item.citation
        article = citation.article and f"article {citation.article}"
        named = "" if citation.title == title else citation.title
        title = citation.title
        blocks.append(f"{nonce} {' · '.join(filter(None, [item.key, named, article]))}\n{said(item)}")
    return "\n".join([*blocks, nonce])


def _growing(pieces: Iterator[str]) -> Iterator[list[Draft]]:
    """The sentences finished so far, each time one more is. Text that is not the JSON asked for raises."""
    text = ""
    seen = 0
    for piece in pieces:
        text += piece
        phrases = _phrases(text, partial=True)
        if len(phrases) > seen:
            seen = len(phrases)
            yield phrases
    yield _phrases(text, partial=False)


_PHRASES = TypeAdapter(list[_Phrase])
_CLOSED = ("]", "}")  # what ends the sources of a sentence, or the sentence with them


def _at_rest(text: str) -> bool:
    """Whether what was begun last is finished. A sign within words does not deceive: half a string is not read."""
    return text.rstrip(" ,\n").endswith(_CLOSED)


def _phrases(text: str, *, partial: bool) -> list[Draft]:
    try:
        reply = pydantic_core.from_json(text, allow_partial=partial)
        items = reply.get("phrases", []) if isinstance(reply, dict) else []
        if partial and not _at_rest(text):
            items = items[:-1]  # the last may still grow
        whole = [item for item in items if isinstance(item, dict) and item.keys() >= {"texte", "sources"}]
        once: dict[str, Draft] = {}  # a small model may say the same again
        for phrase in _PHRASES.validate_python(whole):
            once.setdefault(phrase.texte.strip(), Draft(phrase.texte.strip(), tuple(phrase.sources)))
        return list(once.values())
    except (ValueError, ValidationError) as error:
        if partial:
            return []
        raise ModelUnavailable(
            "La réponse du modèle s’est arrêtée avant la fin.", "Réessayez, ou choisissez un autre modèle."
        ) from error


def _outdated(finding: Finding) -> frozenset[Figure]:
    """The figures of the evidence that may not be told as they stand: an amendment has replaced them, or another text
    contradicts them."""
    shown = [item.passage for item in finding.evidence]
    gone = [
        one.citation
        for one in finding.superseded
        if any(one.citation.document_id == p.document_id and one.citation.span.overlaps(p.span) for p in shown)
    ]
    return frozenset().union(*(figures(citation.quote) for citation in (*gone, *finding.disputed)))


def _checked(before: Explanation, results: Sequence[Sentence | Fault]) -> Explanation:
    kept = tuple(result for result in results if isinstance(result, Sentence))
    withheld = sum(isinstance(result, Fault) for result in results)
    return replace(before, sentences=kept, withheld=withheld)
