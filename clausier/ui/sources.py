"""Everything of an answer that can be opened and checked, in the order of its numbers."""

from dataclasses import dataclass

from clausier.domain.answers import Answer, Citation
from clausier.ui.text import label


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation as the page names it."""

    place: int  # in the address, from 1
    key: str  # by which an explanation cites it; "" for the nearest passage, which none may cite
    mark: str  # on its card and on chips: "2" for the contract's words, "R1" for a note's
    name: str  # in the drawer: "Source 2"
    citation: Citation


def sources(answer: Answer) -> tuple[Shown, ...]:
    """The contract's passages, then the notes, then what came closest where nothing was found."""
    finding = answer.finding
    named = [(item, str(n), label("Source {n}", n=n)) for n, item in enumerate(finding.evidence, 1)]
    named += [(item, f"R{n}", label("Repère {n}", n=n)) for n, item in enumerate(finding.guidance, 1)]
    shown = [Shown(place, item.key, mark, name, item.citation) for place, (item, mark, name) in enumerate(named, 1)]
    if finding.nearest is not None:
        shown.append(Shown(len(shown) + 1, "", "", label("Passage proche"), finding.nearest))
    return tuple(shown)
