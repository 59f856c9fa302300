"""The days that count in a contract's life: signed, in force, amended, at its end, and the last day to say no."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from clausier.amending.consolidating import consolidated
from clausier.amending.dating import signature
from clausier.amending.days import days, moved
from clausier.amending.pieces import runs, stretch
from clausier.amending.sentences import Sheet
from clausier.answering.figures import Figure, Sort, Stated, in_words, read
from clausier.answering.figures.plain import plain
from clausier.answering.quoting import sentences
from clausier.domain.amendments import Action, Amendment, Consolidated, Event, Moment, Piece, Provision
from clausier.domain.documents import DocumentId, Reading
from clausier.domain.french import long_date, typeset

_TERM_HEADING = re.compile(r"\b(?:duree|term|renouvellement|reconduction|duration|entree en vigueur|prise d'effet)\b")
_NOT_TERM = re.compile(r"(?:confidentialite|garantie|confidentiality|warranty)")
_EFFECT = re.compile(
    r"\b(?:contrat|convention|accord|marche|agreement|contract)\b[^.;]{0,60}?\b(?:prend(?:ra)? effet|"
    r"entre(?:ra)? en vigueur|commence|"
    r"starts?|commences?|takes? effect|comes? into (?:force|effect)|is effective)\b|\bdate d'effet\b|"
    r"\beffective date\b|\bconclue?\b.{0,80}\ba compter\b",
    re.DOTALL,
)
_ENDS = re.compile(
    r"\b(?:prend(?:ra)? (?:donc )?fin|expire(?:ra)?|arrive a (?:son )?(?:terme|echeance)|jusqu'au|se termine|"
    r"continues? until|until|expires?|ends?)\b"
)
_LASTS = re.compile(r"\b(?:duree|conclue?|periode initiale|initial term|term of|pour|period of)\b")
_AGAIN = re.compile(r"\b(?:recondui\w*|reconduction|renouvel\w*|tacite\w*|renews?|renewed|renewal|extend\w*)\b")
_REFUSES = re.compile(
    r"\b(?:sauf|denonc\w+|refus\w*|oppos\w+|preavis|notifi\w+|lettre recommandee|unless|notice|decision)\b"
)
_BEFORE = re.compile(r"\b(?:avant|prealable|preavis|before|prior|notice)\b")
_NEVER_AGAIN = re.compile(
    r"\b(?:n'est pas (?:renouvel|reconduct)\w*|ne se renouvelle pas|does not renew|sans tacite|ne (?:sera|"
    r"peut etre) (?:pas )?(?:reconduit|renouvele))"
)
_PERIOD = re.compile(
    r"(?:periodes?|durees?|periods?)\s+(?:\w+\s+){0,2}(?:de|d'|of)\s*$|(?:pour|for)\s+(?:une (?:duree|periode) de\s*)?$"
)
_YEARLY = re.compile(r"\bd'annee en annee|annuellement|year to year")
_TACIT = re.compile(r"\btacite|\bautomatic|\bde plein droit")
_MOST_RENEWALS = 60  # of a period: what is rolled on farther is no contract's life


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of the text in force; `piece` is its beginning, as far as one document has it."""

    piece: Piece
    text: str

    @property
    def plain(self) -> str:
        return plain(self.text)


def life(contract: Reading, amendments: Sequence[tuple[Amendment, Reading]], at: date) -> tuple[Event, ...]:
    """The days known of a contract and its amendments, in their order; term and notice as in force at a date."""
    readings = {reading.document.id: reading for reading in (contract, *(reading for _, reading in amendments))}
    result = consolidated(contract, amendments, at)
    found = [*_signed(contract), *(event for one, reading in amendments for event in _amended(one, reading))]
    said = [one for provision in result.provisions for one in _said(provision, readings)]
    start = _start(said)
    found += [start] if start else []
    terms = [one for provision in _on_term(result) for one in _said(provision, readings)]
    term = _prolonged(result, readings, _term(terms, start))
    term = _rolled(terms, term, at) if term else None
    found += [term, *_notice(terms, term)] if term else []
    told = (replace(one, label=typeset(one.label), assumption=typeset(one.assumption)) for one in found)
    return tuple(sorted(told, key=lambda event: event.day))


def _signed(contract: Reading) -> Iterator[Event]:
    found = signature(Sheet(contract))
    if found:
        yield Event(found[0], "Signature du contrat", Moment.SIGNATURE, Piece(contract.document.id, found[1]))


def _amended(amendment: Amendment, reading: Reading) -> Iterator[Event]:
    name = f"l’{amendment.name}"
    found = signature(Sheet(reading))
    if found:
        yield Event(found[0], f"Signature de {name}", Moment.SIGNATURE, Piece(reading.document.id, found[1]))
    since = amendment.effective or amendment.signed
    if since is not None:
        assumed = (
            ""
            if amendment.effective
            else "L’avenant ne dit pas quand il prend effet : la date de signature est retenue."
        )
        spans = [span for day, span in days(reading.text) if day == since]
        quotation = Piece(reading.document.id, spans[0]) if spans and not assumed else None
        yield Event(since, f"Prise d’effet de {name}", Moment.EFFECT, quotation, assumed)


def _said(provision: Provision, readings: Mapping[DocumentId, Reading]) -> Iterator[_Said]:
    texts = {document: reading.text for document, reading in readings.items()}
    for run in runs(provision.pieces, texts):
        text = "".join(piece.span.of(texts[piece.document]) for piece in run)
        for span in sentences(text):
            yield _Said(stretch(run, span)[0], span.of(text))


def _on_term(result: Consolidated) -> list[Provision]:
    """The articles on the term, with what is below them."""
    headed = [
        one.number
        for one in result.provisions
        if one.number and _TERM_HEADING.search(plain(one.heading)) and not _NOT_TERM.search(plain(one.heading))
    ]
    return [one for one in result.provisions if any(one.number == n or one.number.startswith(f"{n}.") for n in headed)]


def _start(said: Sequence[_Said]) -> Event | None:
    for one in said:
        verb = _EFFECT.search(one.plain)
        after = [day for day, span in days(one.text) if verb and span.start >= verb.start()]
        if after:
            return Event(after[0], "Prise d’effet du contrat", Moment.EFFECT, one.piece)
    return None


def _term(terms: Sequence[_Said], start: Event | None) -> Event | None:
    """The day that the text gives; failing that, what a duration from the start makes."""
    for one in terms:
        ends = _ENDS.search(one.plain)
        after = [day for day, span in days(one.text) if ends and span.start >= ends.end()]
        if after:
            return Event(after[0], "Terme du contrat", Moment.TERM, one.piece)
    for one in terms:
        lasts = _LASTS.search(one.plain)
        lengths = [s for s in read(one.text) if s.sort is Sort.DURATION and lasts and s.span.start >= lasts.start()]
        if lengths and start and not (_AGAIN.search(one.plain[: lengths[0].span.start])):
            end = moved(start.day, lengths[0].figure, 1)
            if end is not None:
                told = f"{in_words(lengths[0].figure)} à compter du {long_date(start.day)}"
                return Event(
                    end - timedelta(days=1),
                    "Terme du contrat",
                    Moment.TERM,
                    one.piece,
                    f"Calculé : {told}, la veille de la date anniversaire.",
                )
    return None


def _prolonged(result: Consolidated, readings: Mapping[DocumentId, Reading], term: Event | None) -> Event | None:
    """The term after the prolongations in force."""
    changes = [change for one in result.provisions for change in one.changes if change.operation.action is Action.RENEW]
    for change in dict.fromkeys(changes):
        text = change.operation.text
        words = text.of(readings[change.amendment].text) if text else ""
        told = days(words)
        lengths = [one.figure for one in read(words) if one.sort is Sort.DURATION]
        piece = Piece(change.amendment, change.operation.sentence)
        label = f"Terme du contrat, prorogé par l’{change.name}"
        if told and not lengths:
            term = Event(told[-1][0], label, Moment.TERM, piece)
        elif lengths:
            term = _later(label, piece, lengths[0], told[0][0] if told else None, term) or term
    return term


def _later(label: str, piece: Piece, length: Figure, start: date | None, term: Event | None) -> Event | None:
    if start is not None:
        end = moved(start, length, 1)
        said = f"Calculé : {in_words(length)} à compter du {long_date(start)}."
        return Event(end - timedelta(days=1), label, Moment.TERM, piece, said) if end else None
    end = moved(term.day, length, 1) if term else None
    if end is None or term is None:
        return None
    return Event(end, label, Moment.TERM, piece, f"Calculé : {in_words(length)} après le {long_date(term.day)}.")


def _rolled(terms: Sequence[_Said], term: Event, at: date) -> Event:
    """The present term, where the first has passed and the contract says that it goes on by periods."""
    again = next((one for one in terms if _AGAIN.search(one.plain) and _TACIT.search(one.plain)), None)
    period = _period(again) if again and not _NEVER_AGAIN.search(again.plain) else None
    day = term.day
    for _ in range(_MOST_RENEWALS):
        later = moved(day, period, 1) if period else None
        if day >= at or later is None:
            break
        day = later
    if day == term.day or again is None or period is None:
        return term
    told = f"a été reconduit par périodes de {in_words(period)}"
    said = f"Suppose que le contrat, arrivé à son terme le {long_date(term.day)}, {told}."
    return Event(day, "Terme de la période en cours", Moment.TERM, again.piece, said)


def _period(one: _Said) -> Figure | None:
    lengths = [s for s in read(one.text) if s.sort is Sort.DURATION and _PERIOD.search(one.plain[: s.span.start])]
    if lengths:
        return lengths[0].figure
    return Figure(Decimal(1), "an") if _YEARLY.search(one.plain) else None


def _notice(terms: Sequence[_Said], term: Event) -> Iterator[Event]:
    """The last day to stop a renewal: so long before the term."""
    for at, one in enumerate(terms):
        near = " ".join(other.plain for other in terms[max(0, at - 1) : at + 1])
        if not (_AGAIN.search(near) and _REFUSES.search(one.plain)) or _NEVER_AGAIN.search(near):
            continue
        lengths = [s for s in read(one.text) if s.sort is Sort.DURATION and _is_notice(one, s)]
        last = moved(term.day, lengths[0].figure, -1) if lengths else None
        if last is not None:
            told = f"{in_words(lengths[0].figure)} avant le {long_date(term.day)}"
            tacit = _TACIT.search(near) is not None
            label = (
                "Dernier jour du préavis de non-renouvellement"
                if tacit
                else "Dernier jour pour notifier le renouvellement"
            )
            said = f"Calculé : {told}. Vérifiez si le contrat compte l’envoi ou la réception."
            yield Event(last, label, Moment.NOTICE, one.piece, said)
            return


def _is_notice(one: _Said, length: Stated) -> bool:
    around = one.plain[max(0, length.span.start - 40) : length.span.end + 40]
    return _BEFORE.search(around) is not None and not _PERIOD.search(one.plain[: length.span.start])
