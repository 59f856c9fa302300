"""A clarification as a program reads it. The keys and their order are public."""

from collections.abc import Iterable
from typing import Literal

from clausier.clarifying.wording import subject
from clausier.domain.answers import Citation
from clausier.domain.french import typeset
from clausier.domain.glosses import Alert, Clarification, GlossEntry, Party, Phrase, Stance
from clausier.jsonlines import JsonLine
from clausier.render import CitationLine, citation_line


class PartyLine(JsonLine):
    alias: str
    name: str


class StanceLine(JsonLine):
    force: Literal["duty", "limit", "faculty", "warranty", "said"]
    party: PartyLine | None  # null: the sentence does not tell it beyond doubt
    towards: tuple[PartyLine, ...]


class CueLine(JsonLine):
    hinge: Literal["case", "condition", "exception", "default", "ceiling"]
    words: str


class PhraseLine(JsonLine):
    citations: tuple[CitationLine, ...]
    stances: tuple[StanceLine, ...]
    figures: tuple[str, ...]
    cues: tuple[CueLine, ...]
    lead: tuple[CitationLine, ...]


class TermLine(JsonLine):
    term: str
    citations: tuple[CitationLine, ...]


class PointerLine(JsonLine):
    words: str
    label: str
    citation: CitationLine


class LawLine(JsonLine):
    words: str
    citation: CitationLine


class UnsaidLine(JsonLine):
    label: str
    elsewhere: CitationLine | None


class AlertLine(JsonLine):
    sentence: str
    citations: tuple[CitationLine, ...]


class GlossLine(JsonLine):
    term: str
    names: tuple[str, ...]
    definition: str
    topic: str
    caution: str


class ExplainedLine(JsonLine):
    text: str
    citations: tuple[CitationLine, ...]


class ClarificationLine(JsonLine):
    document: str
    file: str
    article: str
    label: str
    path: tuple[str, ...]
    subject: str
    topics: tuple[str, ...]
    english: bool
    text: tuple[CitationLine, ...]
    phrases: tuple[PhraseLine, ...]
    terms: tuple[TermLine, ...]
    references: tuple[PointerLine, ...]
    laws: tuple[LawLine, ...]
    unsaid: tuple[UnsaidLine, ...]
    alerts: tuple[AlertLine, ...]
    glossary: tuple[GlossLine, ...]
    guidance: tuple[CitationLine, ...]
    explanation: tuple[ExplainedLine, ...]  # in a model's words, checked; empty without one
    withheld: int  # sentences of the model that failed a check
    model: str | None


def clarification_line(found: Clarification) -> ClarificationLine:
    """The clarification for a program, its explanation with it where there is one."""
    worded = found.explanation if found.explanation and found.explanation.sentences else None
    return ClarificationLine(
        document=str(found.document.id),
        file=found.document.file,
        article=found.number,
        label=found.label,
        path=found.path,
        subject=typeset(subject(found)),
        topics=found.topics,
        english=found.english,
        text=_cited(found.text),
        phrases=tuple(map(_phrase, found.phrases)),
        terms=tuple(TermLine(term=one.term, citations=_cited(one.citations)) for one in found.terms),
        references=tuple(
            PointerLine(words=one.words, label=one.label, citation=citation_line(one.citation))
            for one in found.pointers
        ),
        laws=tuple(LawLine(words=one.words, citation=citation_line(one.citation)) for one in found.laws),
        unsaid=tuple(
            UnsaidLine(label=one.label, elsewhere=citation_line(one.elsewhere) if one.elsewhere else None)
            for one in found.unsaid
        ),
        alerts=tuple(map(_alert, found.alerts)),
        glossary=tuple(map(_gloss, found.glosses)),
        guidance=_cited(item.citation for item in found.guidance),
        explanation=_explained(found),
        withheld=found.explanation.withheld if found.explanation else 0,
        model=worded.model if worded else None,
    )


def _cited(citations: Iterable[Citation]) -> tuple[CitationLine, ...]:
    return tuple(map(citation_line, citations))


def _phrase(phrase: Phrase) -> PhraseLine:
    return PhraseLine(
        citations=_cited(phrase.citations),
        stances=tuple(map(_stance, phrase.stances)),
        figures=phrase.figures,
        cues=tuple(CueLine(hinge=cue.hinge.value, words=cue.words) for cue in phrase.cues),
        lead=_cited(phrase.lead),
    )


def _stance(stance: Stance) -> StanceLine:
    party = _party(stance.party) if stance.party else None
    return StanceLine(force=stance.force.value, party=party, towards=tuple(map(_party, stance.towards)))


def _party(party: Party) -> PartyLine:
    return PartyLine(alias=party.alias, name=party.name)


def _alert(alert: Alert) -> AlertLine:
    return AlertLine(sentence=typeset(alert.sentence), citations=_cited(alert.citations))


def _gloss(entry: GlossEntry) -> GlossLine:
    return GlossLine(
        term=entry.term,
        names=entry.names,
        definition=typeset(entry.definition),
        topic=entry.topic,
        caution=typeset(entry.caution),
    )


def _explained(found: Clarification) -> tuple[ExplainedLine, ...]:
    known = {item.key: item.citation for item in found.evidence}
    sentences = found.explanation.sentences if found.explanation else ()
    return tuple(ExplainedLine(text=one.text, citations=_cited(known[key] for key in one.keys)) for one in sentences)
