"""A country is the same in both languages, by its name and by its adjective; another is another."""

import pytest

from clausier.answering.countries import met, unmet

FRENCH = "le contrat est soumis au droit francais."
YORK = "this agreement is governed by the laws of the state of new york."
ART = "the supplier follows the state of the art. contact us."


@pytest.mark.parametrize(
    ("question", "text", "left"),
    [
        ("est-il soumis au droit francais ?", FRENCH, ()),
        ("is it governed by french law?", FRENCH, ()),
        ("est-il soumis au droit anglais ?", FRENCH, ("anglais",)),
        ("le droit americain s'applique-t-il ?", YORK, ()),
        ("le droit suisse ou italien s'applique-t-il ?", YORK, ("italien", "suisse")),
        ("is american law the one?", ART, ("american",)),
        ("can you tell us what law applies?", FRENCH, ()),
        ("une indemnite est-elle due ?", FRENCH, ()),
    ],
)
def test_a_country_is_looked_for_in_both_languages(question: str, text: str, left: tuple[str, ...]) -> None:
    assert sorted(unmet(question, text)) == sorted(left)


def test_a_word_meets_its_country_alone() -> None:
    assert met("french", FRENCH)
    assert not met("english", FRENCH)
    assert not met("contrat", FRENCH)
