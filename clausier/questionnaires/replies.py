"""What is written beside a question, in words; the formats only lay it out. Nothing is decided here."""

from collections.abc import Iterator
from dataclasses import dataclass

from clausier.answering.quoting import readable
from clausier.domain.answers import Amended, Citation, Finding, Source, Verdict
from clausier.domain.french import listed, long_date, typeset
from clausier.domain.questionnaires import Decision, Line, LineState, Ruling
from clausier.render import VERDICTS, Readings, harmless, place, searched_sentence
from clausier.reporting import CAUTIONS, unsure

NO_VERDICT = "–"
"""Of a question that wants a value or a meaning: no verdict is due, and an empty cell would look forgotten."""
_DECIDED = {Decision.ACCEPTED: "Accepté", Decision.EDITED: "Corrigé", Decision.REJECTED: "Rejeté"}
_CHANGED = "Les documents du dossier ont changé depuis cette réponse : reposez la question."
_SEVERAL = "Plusieurs questions sont posées ensemble : vérifiez que la réponse vaut pour chacune."


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the contract, and where they stand."""

    text: str
    article: str
    page: str
    document: str
    place: str  # all of that in one: "contrat.pdf · Article 14.2, page 9"


@dataclass(frozen=True, slots=True)
class Reply:
    """A line of a questionnaire, worded. `text` is our words or the person's, `quotes` the contract's."""

    line: Line
    readings: Readings
    verdict: str
    text: str
    quotes: tuple[Quote, ...]
    checked: str
    note: str
    changed: bool  # its documents are others than those that answered


def reply_of(line: Line, readings: Readings, changed: bool) -> Reply:
    """What is written beside a question. `changed`: the documents are others than those that answered."""
    ruling = line.ruling
    finding = line.answer.finding if line.answer else None
    said = finding is not None and (ruling is None or ruling.decision is Decision.ACCEPTED)
    kept = said or _holds(ruling)
    return Reply(
        line=line,
        readings=readings,
        verdict=_verdict(line, finding, said),
        text=_own_words(ruling) or (typeset(finding.conclusion) if finding and said else ""),
        quotes=tuple(_quote(item.citation) for item in finding.evidence) if finding and kept else (),
        checked=_checked(line),
        note="\n".join(_notes(line, readings, changed)),
        changed=changed,
    )


def remarks(line: Line, changed: bool) -> Iterator[str]:
    """What is to be known of an answer beyond its finding: its documents changed, it asks several questions at once."""
    if line.answer is None:
        return
    if changed:
        yield typeset(_CHANGED)
    if line.item.text.count("?") > 1:
        yield typeset(_SEVERAL)


def _holds(ruling: Ruling | None) -> bool:
    """Whether the passages found still bear what the person says."""
    return ruling is not None and ruling.decision is Decision.EDITED and ruling.verdict is not Verdict.NOT_FOUND


def _own_words(ruling: Ruling | None) -> str:
    return harmless(ruling.text) if ruling is not None else ""


def _verdict(line: Line, finding: Finding | None, said: bool) -> str:
    if line.ruling is not None and line.ruling.decision is Decision.EDITED:
        return _word(line.ruling.verdict)
    if finding is None:
        return "Sans réponse"
    return _word(finding.verdict) if said else "Réponse rejetée"


def _word(verdict: Verdict | None) -> str:
    return VERDICTS[verdict] if verdict else NO_VERDICT


def _checked(line: Line) -> str:
    if line.ruling is None:
        return "Non relu" if line.state is LineState.ANSWERED else ""
    by = f" par {harmless(line.ruling.by)}" if line.ruling.by else ""
    return typeset(f"{_DECIDED[line.ruling.decision]}{by} le {long_date(line.ruling.at.astimezone().date())}")


def _quote(citation: Citation) -> Quote:
    return Quote(
        text=_plain(citation),
        article=citation.article,
        page="" if citation.page is None else str(citation.page),
        document=harmless(citation.file),
        place=_place(citation),
    )


def _plain(citation: Citation) -> str:
    return harmless("\n".join(readable(citation.quote)))


def _place(citation: Citation) -> str:
    origin = citation.title if citation.source is Source.GUIDANCE else citation.file
    return " · ".join(part for part in (harmless(origin), place(citation)) if part)


def _cited(citation: Citation) -> str:
    return f"«\u00a0{_plain(citation)}\u00a0» ({_place(citation)})"


def _notes(line: Line, readings: Readings, changed: bool) -> Iterator[str]:
    ruling, finding = line.ruling, line.answer.finding if line.answer else None
    if line.state is LineState.WAITING:
        yield typeset("Cette question n’a pas encore reçu de réponse.")
    if line.state is LineState.FAILED:
        yield harmless(typeset(f"{line.message} {line.advice}".strip()))
    if ruling is not None and ruling.note:
        yield harmless(ruling.note)
    if finding is None:
        return
    if ruling is not None and ruling.decision is not Decision.ACCEPTED:
        yield typeset(f"Réponse de la machine : {_word(finding.verdict)} – {finding.conclusion}")
    else:
        yield from _on_finding(finding)
    yield from remarks(line, changed)
    how = {readings[one] for one in finding.citations if one in readings}
    yield from (typeset(CAUTIONS[one]) for one in sorted(how))


def _on_finding(finding: Finding) -> Iterator[str]:
    """What a reader must know beside the answer: what lacks, what amendments leave open, what was searched."""
    if finding.missing:
        yield typeset(f"Non relevé : {listed(finding.missing)}.")
    yield from (harmless(typeset(caution)) for caution in finding.cautions)
    yield from map(_amended, (*finding.superseded, *finding.coming))
    if not finding.evidence:
        yield from (
            f"{typeset('Note de référence, qui n’est pas votre contrat :')} {_cited(item.citation)}"
            for item in finding.guidance
        )
        yield harmless(searched_sentence(finding.searched))
        if doubts := unsure(finding.searched):
            yield harmless(typeset(doubts))
    if finding.nearest is not None:
        yield f"{typeset('Le passage le plus proche, qui ne répond pas :')} {_cited(finding.nearest)}"


def _amended(one: Amended) -> str:
    return f"{harmless(typeset(one.sentence))} {_cited(one.citation)}"
