"""The text in force of a contract as a paper: each article, what made it so, and the words that no longer hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausier.amending.family import Family
from clausier.amending.rendering import contents_apart
from clausier.amending.saying import action_named, change_told, dates_told, place_named
from clausier.answering.quoting import readable
from clausier.domain.amendments import Amendment, Consolidated, Piece, Provision
from clausier.domain.answers import Citation
from clausier.domain.documents import Document, Reading
from clausier.domain.french import long_date, typeset
from clausier.domain.papers import Block, Heading, Paper, Quotation, Text
from clausier.papers.answers import quotation
from clausier.papers.covers import About, cover, fingerprints, notices
from clausier.render import place
from clausier.reporting import CAUTIONS, page_reading

_NOT_OFFICIAL = (
    "Texte reconstitué par un programme à partir du contrat et de ses avenants. Seuls les documents signés font foi."
)
_TITLE_SIGNS = 30  # beside its heading, in the first line of an article: "ARTICLE 18 BIS – "


def consolidated_paper(family: Family, result: Consolidated, about: About) -> Paper:
    """Everything that is known of the contract on the day of `result`."""
    provisions, left_out = contents_apart(family, result)
    blocks = [
        Text(typeset(f"Texte en vigueur au {long_date(result.at)}."), strong=True),
        Text(typeset(_NOT_OFFICIAL)),
        *_understood(family, result),
        *_pending(family, result),
        *_caveats(family, result),
        Heading("Texte en vigueur"),
        *([Text(left_out)] if left_out else []),
        *(block for one in provisions for block in _article(family, one, result)),
        fingerprints(about),
    ]
    title = f"{family.contract.document.title}{typeset(f' – texte en vigueur au {long_date(result.at)}')}"
    return Paper(title, cover(about), tuple(blocks), notices())


def _understood(family: Family, result: Consolidated) -> Iterator[Block]:
    if family.amendments:
        yield Heading("Ce qui a été compris des avenants")
    for amendment, reading in family.amendments:
        yield Heading(reading.document.title, 2)
        yield Text(dates_told(amendment, result.at))
        for operation in amendment.operations:
            yield Text(f"{place_named(operation.target)}{typeset(f' : {action_named(operation).lower()}')}")
            yield _quoted(family, Piece(amendment.document, operation.sentence))
        yield from _not_understood(family, amendment, reading)


def _not_understood(family: Family, amendment: Amendment, reading: Reading) -> Iterator[Block]:
    if amendment.not_understood:
        yield Text("Non compris, à lire dans l’avenant", strong=True)
    for span in amendment.not_understood:
        yield _quoted(family, Piece(reading.document.id, span))


def _pending(family: Family, result: Consolidated) -> Iterator[Block]:
    if result.pending:
        yield Heading("À venir, ou sans date")
    for change in result.pending:
        yield Text(f"{place_named(change.operation.target)}{typeset(' : ')}{change_told(change, result.at)}")
        yield _quoted(family, Piece(change.amendment, change.operation.text or change.operation.sentence))


def _caveats(family: Family, result: Consolidated) -> Iterator[Block]:
    if result.caveats:
        yield Heading("À vérifier")
    for caveat in result.caveats:
        yield Text(typeset(caveat.sentence))
        for piece in caveat.pieces:
            yield _quoted(family, piece)


def _article(family: Family, provision: Provision, result: Consolidated) -> Iterator[Block]:
    text = "\n".join(readable(family.text(provision.pieces)))
    if provision.heading or provision.changes:
        yield Heading(place_named(provision.number, provision.heading), 2)
    if text and not is_title(text, provision.heading):
        yield Quotation(text, origin(family, provision.pieces), caution=_caution(family, provision.pieces))
    for change in provision.changes:
        yield Text(change_told(change, result.at))
    for one in provision.superseded:
        yield replace(_quoted(family, one.piece), superseded=True)


def is_title(text: str, heading: str) -> bool:
    """Whether the words of an article are its title and nothing else."""
    return bool(heading) and text.endswith(heading) and len(text) - len(heading) < _TITLE_SIGNS


def origin(family: Family, pieces: Sequence[Piece]) -> str:
    """Where some pieces stand: each place once, in their order."""
    cited = [family.cited(piece) for piece in pieces if piece.span.of(family.readings[piece.document].text).strip()]
    return " ; ".join(dict.fromkeys(" · ".join(filter(None, [one.file, place(one)])) for one in cited))


def _caution(family: Family, pieces: Sequence[Piece]) -> str:
    documents = {one.id: one for one in family.documents}
    return next(filter(None, (caution_of(family.cited(piece), documents[piece.document]) for piece in pieces)), "")


def caution_of(citation: Citation, document: Document) -> str:
    """Why a quotation is to be compared with the picture of its page; "" where it need not."""
    how = page_reading(document.report, citation.page)
    return typeset(CAUTIONS[how]) if how else ""


def _quoted(family: Family, piece: Piece) -> Quotation:
    citation = family.cited(piece)
    return replace(quotation(citation, "", {}), caution=_caution(family, [piece]))
