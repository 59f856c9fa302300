"""The days of a contract's life, as the text in force says them."""

from datetime import date

from clausier.amending.life import life
from clausier.domain.amendments import Event, Moment
from clausier.domain.documents import Reading
from tests.amending.drafted import CONTRACT, TODAY, amendment, plainly, read, understood


def events(contract: Reading, *amendments: Reading, at: date = TODAY) -> dict[Moment, Event]:
    """The last event of each sort."""
    return {event.kind: event for event in life(contract, understood(*amendments), at)}


def test_the_term_and_the_notice_are_computed_and_say_from_what() -> None:
    contract = read(CONTRACT)
    found = life(contract, [], TODAY)
    assert [(event.kind, event.day) for event in found] == [
        (Moment.EFFECT, date(2023, 1, 1)),
        (Moment.SIGNATURE, date(2023, 1, 10)),
        (Moment.NOTICE, date(2027, 6, 30)),
        (Moment.TERM, date(2027, 12, 31)),
    ]
    *_, notice, term = found
    assert "6 mois" in plainly(notice.assumption)
    assert "5 ans" in plainly(term.assumption)
    assert term.quotation is not None
    assert "cinq (5) ans" in term.quotation.span.of(contract.text)


def test_a_written_term_assumes_nothing() -> None:
    contract = read(CONTRACT.replace("pour une durée de cinq (5) ans", "et prend fin le 31 décembre 2027"))
    term = events(contract)[Moment.TERM]
    assert (term.day, term.assumption) == (date(2027, 12, 31), "")


def test_an_amendment_moves_the_term_and_the_notice_from_its_date_on() -> None:
    change = amendment("La durée du Contrat est prorogée jusqu’au 31 décembre 2028.")
    contract = read(CONTRACT)
    before, after = events(contract, change, at=date(2024, 2, 20)), events(contract, change)
    assert (before[Moment.TERM].day, after[Moment.TERM].day) == (date(2027, 12, 31), date(2028, 12, 31))
    assert after[Moment.NOTICE].day == date(2028, 6, 30)
    assert "avenant n° 1" in plainly(after[Moment.TERM].label)


def test_a_prolongation_by_months_runs_from_the_term() -> None:
    change = amendment("La durée du Contrat est prorogée de douze (12) mois.")
    assert events(read(CONTRACT), change)[Moment.TERM].day == date(2028, 12, 31)


def test_the_notice_follows_the_words_in_force() -> None:
    change = amendment("À l’article 4.2, les mots « six (6) mois » sont remplacés par « neuf (9) mois ».")
    assert events(read(CONTRACT), change)[Moment.NOTICE].day == date(2027, 3, 31)


def test_a_past_term_that_renews_itself_gives_the_present_one_and_says_that_it_supposes_so() -> None:
    term = events(read(CONTRACT), at=date(2029, 5, 2))[Moment.TERM]
    assert term.day == date(2029, 12, 31)
    assert "Suppose" in term.assumption


def test_an_amendment_without_a_date_of_effect_holds_from_its_signature() -> None:
    change = amendment("L’article 15 est supprimé.", effect="Les autres stipulations demeurent inchangées.")
    found = [event for event in life(read(CONTRACT), understood(change), TODAY) if "avenant" in event.label]
    assert [(event.kind, event.day, bool(event.assumption)) for event in found] == [
        (Moment.SIGNATURE, date(2024, 2, 15), False),
        (Moment.EFFECT, date(2024, 2, 15), True),
    ]
