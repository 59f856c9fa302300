"""Figures as texts state them: each with its exact words, its unit and its worth, in both languages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.answering.figures import Figure, Sort, Stated, figures, in_words, read, told
from clausier.domain.french import FIXED, long_date

WORKING_DAY, WORKING_HOUR = "jour ouvre", "heure ouvre"


def figure(value: str, unit: str) -> Figure:
    return Figure(Decimal(value), unit)


def only(text: str) -> Stated:
    (one,) = read(text)
    return one


def said(one: Stated) -> str:
    return told(one).replace("\u202f", " ").replace(FIXED, " ")


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "sort"),
    [
        ("une durée de trente-six (36) mois ferme", "trente-six (36) mois", "36", "mois", Sort.DURATION),
        ("upon ninety (90) days’ notice", "ninety (90) days", "90", "jour", Sort.DURATION),
        ("dans les cinq (5) jours ouvrés suivants", "cinq (5) jours ouvrés", "5", WORKING_DAY, Sort.DURATION),
        ("within two business days", "two business days", "2", WORKING_DAY, Sort.DURATION),
        ("sous dix jours francs", "dix jours francs", "10", "jour franc", Sort.DURATION),
        ("GTR de 4 h ouvrées", "4 h ouvrées", "4", WORKING_HOUR, Sort.DURATION),
        ("GTI : 8 HO", "8 HO", "8", WORKING_HOUR, Sort.DURATION),
        ("rétabli en 2 h 30", "2 h 30", "2.5", "heure", Sort.DURATION),
        ("pendant un an et demi", "un an et demi", "1.5", "an", Sort.DURATION),
        ("toute demi-heure entamée, soit une demi-heure", "une demi-heure", "0.5", "heure", Sort.DURATION),
        ("les douze (12) derniers mois", "douze (12) derniers mois", "12", "mois", Sort.DURATION),
        ("trente-six (36)\nmois", "trente-six (36)\nmois", "36", "mois", Sort.DURATION),
        ("à 45 jours fin de mois", "45 jours fin de mois", "45", "jour fin de mois", Sort.DURATION),
        ("un budget de 2 M€ environ", "2 M€", "2000000", "€", Sort.AMOUNT),
        ("un forfait de 150 k€ HT", "150 k€ HT", "150000", "€", Sort.AMOUNT),
        ("a fee of EUR 1,200,000 only", "EUR 1,200,000", "1200000", "€", Sort.AMOUNT),
        ("capped at £250k overall", "£250k", "250000", "£", Sort.AMOUNT),
        ("a sum of £1.2 million in total", "£1.2 million", "1200000", "£", Sort.AMOUNT),
        ("seven million pounds (£7,000,000)", "seven million pounds (£7,000,000)", "7000000", "£", Sort.AMOUNT),
        ("CHF 20’000 de caution", "CHF 20’000", "20000", "CHF", Sort.AMOUNT),
        ("1,5 million d’euros", "1,5 million d’euros", "1500000", "€", Sort.AMOUNT),
        ("2,5 millions d’euros", "2,5 millions d’euros", "2500000", "€", Sort.AMOUNT),
        ("taux de 99,85 % visé", "99,85 %", "99.85", "%", Sort.SHARE),
        ("at 99.950% or more", "99.950%", "99.95", "%", Sort.SHARE),
        ("three and a half per cent (3.5%) more", "three and a half per cent (3.5%)", "3.5", "%", Sort.SHARE),
        ("one half per cent (0.5%) for each day", "one half per cent (0.5%) for each day", "0.5", "%", Sort.SHARE),
        ("half of one per cent (0.5%) monthly", "one per cent (0.5%)", "0.5", "%", Sort.SHARE),
        ("one and one-half percent (1.5%)", "one and one-half percent (1.5%)", "1.5", "%", Sort.SHARE),
        ("one-half of one per cent", "one-half of one per cent", "0.5", "%", Sort.SHARE),
        ("dix p. 100 de remise", "dix p. 100 de remise", "10", "%", Sort.SHARE),
        ("fixé au 1er mars 2027", "1er mars 2027", "20270301", "date", Sort.DATE),
        ("until 1 March 2027", "1 March 2027", "20270301", "date", Sort.DATE),
        ("by March 31st, 2028", "March 31st, 2028", "20280331", "date", Sort.DATE),
        ("depuis le 2027-03-01", "2027-03-01", "20270301", "date", Sort.DATE),
        ("signé le 30/06/27", "30/06/27", "20270630", "date", Sort.DATE),
        ("le neuf mars deux mille vingt-sept", "neuf mars deux mille vingt-sept", "20270309", "date", Sort.DATE),
        ("avant le 31 mars de chaque exercice", "31 mars", "331", "jour d'annee", Sort.DATE),
        ("courant mars 2027", "mars 2027", "202703", "mois d'annee", Sort.DATE),
        ("livré à J+1", "J+1", "1", "j", Sort.RELATIVE),
        ("au plus tard à J-30", "J-30", "-30", "j", Sort.RELATIVE),
        ("au service à M + 3", "M + 3", "3", "m", Sort.RELATIVE),
        ("ouvert avant 18 h chaque soir", "18 h", "18", "heure", Sort.CLOCK),
        ("deux fois par an", "deux fois par an", "2", "fois", Sort.FREQUENCY),
        ("reviewed twice a year", "twice a year", "2", "fois", Sort.FREQUENCY),
        ("cinq jours-homme offerts", "cinq jours-homme", "5", "jour-homme", Sort.COUNT),
        ("dans les 250 postes équipés", "250", "250", "", Sort.COUNT),
        ("selon l’article 12.3.1", "12.3.1", "-1", "12.3.1", Sort.NUMBER),
        ("l’article 12", "12", "12", "", Sort.NUMBER),
        ("la troisième année", "troisième", "3", "rang", Sort.RANK),
    ],
)
def test_a_figure_is_found_where_it_stands(text: str, words: str, value: str, unit: str, sort: Sort) -> None:
    one = next(one for one in read(text) if one.figure == figure(value, unit))
    assert (one.span.of(text), one.sort) == (words, sort)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quatre-vingt-cinq euros (85 €) hors taxes par heure entamée", "85 € HT par heure entamée"),
        ("12,50 € HT par utilisateur et par mois", "12,50 € HT par utilisateur et par mois"),
        ("1 000 € HT/jour", "1 000 € HT par jour"),
        ("£4,000 for each further Business Day", "4 000 £ par jour ouvré"),
        ("trois fois le taux d’intérêt légal", "3 fois le taux d’intérêt légal"),
        ("0,5 % par jour de retard", "0,5 % par jour"),
        ("100 % du montant annuel", "100 % du montant annuel"),
        ("60 % des abonnements restant à courir", "60 % des abonnements restant à courir"),
        ("150% of the Charges", "150 % « of the Charges »"),
        ("de 8 h à 18 h 30, du lundi au vendredi", "de 8 h à 18 h 30, du lundi au vendredi"),
        ("from 9.00 am to 5.30 pm", "de 9 h à 17 h 30"),
        ("entre 22 h et 6 h", "de 22 h à 6 h"),
        ("24h/24 7j/7", "24 h/24, 7 j/7"),
        ("a 24/7 service", "24 h/24, 7 j/7"),
        ("tous les six mois", "tous les 6 mois"),
        ("250 postes", "250 postes"),
        ("quatre heures ouvrées", "4 heures ouvrées"),
        ("en 2028", "2028"),
        ("45 jours fin de mois", "45 jours fin de mois"),
        ("J+1", "J+1"),
    ],
)
def test_a_figure_is_told_with_what_belongs_to_it(text: str, expected: str) -> None:
    assert said(only(text)) == expected


@pytest.mark.parametrize(
    ("text", "number", "again"),
    [
        ("douze (6) mois", figure("12", "mois"), figure("6", "mois")),
        ("six months (12 months)", figure("6", "mois"), figure("12", "mois")),
        ("cent mille euros (150 000 €)", figure("100000", "€"), figure("150000", "€")),
        ("les cinq (6) techniciens", figure("5", ""), figure("6", "")),
        ("one hundred pounds (£1,000)", figure("100", "£"), figure("1000", "£")),
    ],
)
def test_words_and_digits_that_differ_are_both_kept(text: str, number: Figure, again: Figure) -> None:
    one = only(text)
    assert (one.figure, one.again) == (number, again)
    assert figures(text) == {number, again}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de deux à quatre heures", [figure("2", "heure"), figure("4", "heure")]),
        ("30 ou 60 jours", [figure("30", "jour"), figure("60", "jour")]),
        ("entre 2 et 4 semaines", [figure("2", "semaine"), figure("4", "semaine")]),
        ("l’article 12 et 30 jours", [figure("12", ""), figure("30", "jour")]),
        ("P1\t10 minutes\t2 heures", [figure("10", "minute"), figure("2", "heure")]),
        ("10 to 20 and 10 To", [figure("10", ""), figure("20", ""), figure("10", "To")]),
        ("clause 12 may end on 2 May 2027", [figure("12", ""), figure("20270502", "date")]),
        ("une fois achevé, l’une des Parties", []),
        ("par un tiers mandaté", []),
        ("un tiers du prix", [figure("1", "tiers")]),
    ],
)
def test_neighbours_keep_apart_and_share_their_unit(text: str, expected: list[Figure]) -> None:
    assert [one.figure for one in read(text)] == expected


@pytest.mark.parametrize(
    "forms",
    [
        ("2 M€", "2 millions d’euros", "deux millions d’euros", "EUR 2,000,000", "2.000.000 €", "€2m"),
        ("24 h/24 et 7 j/7", "24h/24, 7j/7", "24/7", "24x7"),
        ("de 8 h à 18 h", "de 8h00 à 18h00", "from 8 am to 6 pm", "8:00-18:00"),
        ("ninety-nine point nine per cent", "99.9%", "99,9 %", "quatre-vingt-dix-neuf virgule neuf pour cent"),
        ("le 3 décembre 2027", "3 December 2027", "2027-12-03", "03/12/2027", "December 3, 2027"),
        ("quatre heures ouvrées", "4 HO", "4 business hours", "4 h ouvrées"),
    ],
)
def test_one_figure_has_many_forms(forms: tuple[str, ...]) -> None:
    assert len({figures(form) for form in forms}) == 1


UNITS = ("mois", "jours ouvrés", "jours calendaires", "heures", "ans", "€", "%", "jours-homme", "semaines", "£")


@given(st.integers(2, 10**7), st.sampled_from(UNITS))
def test_what_is_told_reads_as_what_was_read(number: int, unit: str) -> None:
    one = only(f"{number} {unit}")
    assert read(told(one))[0].figure == one.figure
    assert in_words(one.figure) == told(one)


@given(st.dates(date(1990, 1, 1), date(2150, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    forms = (long_date(day), f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%d %B %Y}", f"{day:%B %d, %Y}")
    expected = {figure(f"{day:%Y%m%d}", "date")}
    assert [figures(f"le {form}.") for form in forms] == [expected] * len(forms)
    assert figures(in_words(next(iter(expected)))) == expected


@given(st.integers(0, 23 * 60 + 59), st.integers(0, 23 * 60 + 59))
def test_hours_of_service_are_read_to_the_minute(opens: int, closes: int) -> None:
    first, last = timedelta(minutes=opens), timedelta(minutes=closes)
    written = [f"{t.seconds // 3600} h {t.seconds // 60 % 60:02}" for t in (first, last)]
    one = only(f"ouvert de {written[0]} à {written[1]}, du lundi au vendredi")
    assert one.sort is Sort.WINDOW
    assert one.to is not None
    assert [round(f.value * 60) for f in (one.figure, one.to)] == [opens, closes]
    assert one.days == "du lundi au vendredi"


PIECES = ("0", "12", "1.500", "2,5", "€", "£", "k", "six", "(6)", "/24", "7/7", "J+1", "mois", "h", "8 h 30", "à", "-")


@given(
    st.lists(st.sampled_from((*PIECES, " ", "\n", "\t", "mars", "2027", "par", "an", "HT", "%")), max_size=16).map(
        "".join
    )
)
def test_any_text_is_read_and_its_figures_stand_apart(text: str) -> None:
    ends = [0]
    for one in read(text):
        assert ends[-1] <= one.span.start < one.span.end <= len(text)
        ends.append(one.span.end)


@given(st.text(max_size=40))
def test_what_surrounds_a_figure_does_not_move_it(before: str) -> None:
    text = f"{before} ; un préavis de six (6) mois."
    assert any(one.span.of(text) == "six (6) mois" and one.figure == figure("6", "mois") for one in read(text))
