"""What a reader of a consolidated text should look at: unsure amendments, references that lead nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from clausier.amending.articles import Article
from clausier.amending.proposing import names_another
from clausier.amending.targets import Act, targets, within
from clausier.answering.figures.plain import plain
from clausier.domain.amendments import Amendment, Caveat, Doubt, Piece
from clausier.domain.documents import DocumentId, Reading
from clausier.domain.french import long_date
from clausier.domain.text import Span


def about(amendment: Amendment, contract: Reading, at: date) -> Iterator[Caveat]:
    """What is doubtful about an amendment as a whole."""
    name = f"L’{amendment.name}"

    def caveat(doubt: Doubt, sentence: str, spans: Sequence[Span] = ()) -> Caveat:
        return Caveat(doubt, sentence, tuple(Piece(amendment.document, span) for span in spans))

    if names_another(amendment, contract):
        yield caveat(Doubt.ABSENT, f"{name} désigne un autre contrat que celui-ci : vérifiez à quoi il se rattache.")
    if amendment.draft:
        yield caveat(Doubt.UNSIGNED, f"{name} se présente comme un projet : ses modifications ne sont pas appliquées.")
    elif amendment.unsigned:
        yield caveat(Doubt.UNSIGNED, f"{name} ne montre pas de place pour les deux signatures : à confirmer.")
    if not amendment.effective and not amendment.signed:
        left = any(amendment.since(one) is None for one in amendment.operations)
        if left:
            yield caveat(
                Doubt.UNDATED, f"{name} ne porte pas de date lisible : ses modifications ne sont pas appliquées."
            )
    if amendment.conditions:
        yield caveat(
            Doubt.CONDITIONAL,
            f"{name} dépend d’un événement à vérifier : son effet est à confirmer.",
            amendment.conditions,
        )
    if amendment.signed and amendment.signed > at and (amendment.effective or amendment.signed) <= at:
        day = long_date(amendment.signed)
        yield caveat(Doubt.CONDITIONAL, f"{name} a un effet rétroactif : il n’a été signé que le {day}.")
    for span in amendment.not_understood:
        yield caveat(
            Doubt.NOT_UNDERSTOOD,
            f"{name} modifie le contrat dans une phrase qui n’a pas pu être appliquée : lisez-la.",
            [span],
        )


def orphans(current: Sequence[Article], contract: Reading, readings: Mapping[DocumentId, Reading]) -> list[Caveat]:
    """The references of the text in force to an article that is no longer in it."""
    gone = [one for one in current if one.numbered and one.changes and not one.pieces]
    alive = {one.number for one in current if one.pieces}
    lost = {one.number: one for one in gone if not any(within(number, one.number) for number in alive)}
    found: dict[tuple[str, str], Caveat] = {}
    for article in current:
        for piece in article.pieces:
            for span, number in _pointed(piece, contract, readings):
                if number in lost and not within(article.number, number):
                    sentence = (
                        f"{_the(article.number)} renvoie à {_lower(number)}, "
                        f"supprimé{'e' * _is_annex(number)} par l’{lost[number].changes[-1].name}."
                    )
                    caveat = Caveat(Doubt.ORPHAN, sentence, (Piece(piece.document, span),))
                    found.setdefault((article.number, number), caveat)
    return list(found.values())


def _pointed(piece: Piece, contract: Reading, readings: Mapping[DocumentId, Reading]) -> Iterator[tuple[Span, str]]:
    """The numbers that a piece points at; in an amendment's words, an article is the contract's."""
    if piece.document == contract.document.id:
        numbers = {clause.id: clause.number for clause in contract.clauses}
        for reference in contract.references:
            if reference.span.within(piece.span):
                yield reference.span, numbers[reference.target]
        return
    for one in targets(plain(piece.span.of(readings[piece.document].text))):
        if one.act is Act.CONTRACT:
            span = Span(piece.span.start + one.start, piece.span.start + one.end)
            yield from ((span, number) for number in one.numbers)


def _is_annex(number: str) -> bool:
    return number[:1].isalpha() and len(number) > 5 and ", " not in number


def _lower(number: str) -> str:
    annex, comma, low = number.rpartition(", ")
    return f"l’article {low} de l’{annex}" if comma else f"l’{number}" if _is_annex(number) else f"l’article {number}"


def _the(number: str) -> str:
    return _lower(number).replace("l’", "L’", 1) if number else "Le contrat"
