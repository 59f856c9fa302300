"""Conditions and exceptions are told in the clause's own words; laws are named, nothing more."""

import pytest

from clausier.clarifying.cues import cues
from clausier.clarifying.laws import laws
from clausier.domain.glosses import Hinge


@pytest.mark.parametrize(
    ("text", "hinge", "words"),
    [
        ("Il paie, sous réserve de l’article 9.2.", Hinge.CONDITION, "sous réserve de l’article 9.2"),
        ("Rien n’est dû sauf si le Client s’y oppose.", Hinge.EXCEPTION, "sauf si le Client s’y oppose"),
        ("À défaut, il est réputé accepter.", Hinge.DEFAULT, "À défaut"),
        ("Il paie dans la limite de 5 % du prix.", Hinge.CEILING, "dans la limite de 5 % du prix"),
        ("En cas de retard, il paie.", Hinge.CASE, "En cas de retard"),
        ("It may not claim, unless it was concealed.", Hinge.EXCEPTION, "unless it was concealed"),
        ("It pays up to £120,000.", Hinge.CEILING, "up to £120,000"),
    ],
)
def test_what_a_sentence_hangs_on_is_told_in_its_words(text: str, hinge: Hinge, words: str) -> None:
    assert [(cue.hinge, cue.words) for cue in cues(text)] == [(hinge, words)]


@pytest.mark.parametrize(
    ("text", "ceiling"),
    [
        ("La durée est de trois mois, reconduite deux (2) fois au plus.", "reconduite deux (2) fois au plus"),
        ("Il est tenu, dans la limite, par année, de 60 % du prix.", "dans la limite, par année, de 60 % du prix"),
        ("Elle est de 5 % du prix annuel, hors taxes, au plus.", "Elle est de 5 % du prix annuel, hors taxes, au plus"),
        (
            "En cas de retard le Prestataire doit 10 000 € au plus.",
            "En cas de retard le Prestataire doit 10 000 € au plus",
        ),
        ("Elle est limitée, par sinistre, à 5 000 €, sauf faute lourde.", "limitée, par sinistre, à 5 000 €"),
        ("Sa responsabilité est limitée à 5 000 €, sauf faute lourde.", "limitée à 5 000 €"),
        ("Il répond au plus tard dans les dix (10) jours.", None),
    ],
)
def test_a_ceiling_is_told_with_its_figure(text: str, ceiling: str | None) -> None:
    found = [cue.words for cue in cues(text) if cue.hinge is Hinge.CEILING]
    assert found == ([ceiling] if ceiling else [])


def test_a_plain_sentence_hangs_on_nothing() -> None:
    assert cues("Le Prestataire exploite le système, sans difficulté.") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("au sens de l’article L. 442-1 du Code de commerce", ["article L. 442-1 du Code de commerce"]),
        ("l’article 28 du RGPD et l’article 12.3 du contrat", ["article 28 du RGPD"]),
        ("le règlement (UE) 2016/679", ["règlement (UE) 2016/679"]),
        ("la loi n° 75-1334 du 31 décembre 1975 s’applique", ["loi n° 75-1334 du 31 décembre 1975"]),
        ("the Data Protection Act 2018", ["Data Protection Act 2018"]),
        ("la loi du pays et l’article 12", []),
    ],
)
def test_the_laws_that_a_text_names_are_found_with_their_articles(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in laws(text)] == found
