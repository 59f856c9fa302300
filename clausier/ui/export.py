"""An answer as plain text, to paste into a note or a letter: everything it says, with where it stands."""

from collections.abc import Sequence
from typing import Final

from clausier.domain.answers import Amended, Answer, Citation, Contrast, Source
from clausier.domain.french import listed, long_date, typeset
from clausier.render import DISCLAIMER, Readings, said_of
from clausier.reporting import CAUTIONS
from clausier.ui.sources import Shown, sources
from clausier.ui.text import verbatim
from clausier.ui.wording import VERDICTS, place, searched, withheld

_HEADINGS: Final = {Source.CONTRACT: "Passages du contrat", Source.GUIDANCE: "Repères (hors contrat)"}


def as_text(answer: Answer, readings: Readings) -> str:
    """Never mixed: the contract's words, the notes', the model's. `readings`: what is to be compared with its page."""
    finding = answer.finding
    verdict = f"{VERDICTS[finding.verdict][0]} – " if finding.verdict else ""
    told = [_contrasted(one, answer) for one in finding.contrasts] or [typeset(f"{verdict}{finding.conclusion}")]
    blocks = [typeset(finding.question), *told, *map(typeset, finding.cautions)]
    for source, heading in _HEADINGS.items():
        cited = [_cited(one, readings) for one in sources(answer) if one.key and one.citation.source is source]
        if cited:
            blocks.append("\n\n".join([heading, *cited]))
    blocks.extend(_amended("Texte qui n’est plus en vigueur", finding.superseded))
    blocks.extend(_amended("À venir", finding.coming))
    if finding.missing:
        blocks.append(typeset(f"Éléments attendus non trouvés : {listed(finding.missing)}."))
    if not finding.evidence:
        blocks.append(typeset("\n".join(searched(finding.searched))))
    blocks.extend(_explained(answer))
    if finding.evidence:
        blocks.append(typeset(f"Appui : {finding.support.rstrip('.')}."))
    blocks.append(typeset(f"Clausier, {long_date(answer.at.date())}. {DISCLAIMER}"))
    return "\n\n".join(blocks) + "\n"


def _contrasted(one: Contrast, answer: Answer) -> str:
    marks = {shown.key: shown.mark for shown in sources(answer) if shown.key}
    lines = [typeset(one.line)]
    for stand in one.stands:
        cited = "".join(f"[{marks[key]}]" for key in stand.keys)
        lines.append(f"– {typeset(f'« {stand.title} » :')} {said_of(stand)} {cited}".rstrip())
    return "\n".join(lines)


def _cited(one: Shown, readings: Readings) -> str:
    how = readings.get(one.citation)
    caution = f"\n{typeset(CAUTIONS[how])}" if how else ""
    where = [one.citation.title, typeset(place(one.citation))]
    cells = "".join(f"\n{typeset(f'{header} :')} {text}" for header, text in one.citation.cells if header)
    quote = f"[{one.mark}] «\u00a0{verbatim(one.citation.quote)}\u00a0»{cells}"
    return f"{quote}\n{' · '.join(filter(None, where))}{caution}"


def _amended(heading: str, amended: Sequence[Amended]) -> list[str]:
    """What an amendment did, or is going to do, to the words quoted: each with its place, and the amendment's own."""
    told = [
        "\n".join([_quoted(one.citation), typeset(one.sentence), *([_quoted(one.by)] if one.by else [])])
        for one in amended
    ]
    return ["\n\n".join([typeset(heading), *told])] if told else []


def _quoted(citation: Citation) -> str:
    where = [citation.title, typeset(place(citation))]
    return f"«\u00a0{verbatim(citation.quote)}\u00a0»\n{' · '.join(filter(None, where))}"


def _explained(answer: Answer) -> list[str]:
    explanation = answer.explanation
    if explanation is None or not explanation.sentences:
        return []
    marks = {one.key: one.mark for one in sources(answer) if one.key}
    sentences = " ".join(
        f"{sentence.text} " + "".join(f"[{marks[key]}]" for key in sentence.keys if key in marks)
        for sentence in explanation.sentences
    )
    heading = typeset(f"Explication – rédigée par le modèle {explanation.model}, à relire :")
    return [f"{heading}\n{sentences.strip()}", *filter(None, [typeset(withheld(explanation))])]
