"""The terms of the field are found as people and contracts write them."""

from pathlib import Path

import pytest

from clausier.clarifying.glossary import Glossary, load_glossary
from clausier.domain.glosses import GlossEntry
from clausier.errors import WrongSetting

SET_OFF = GlossEntry("Dédit", ("exit fee",), "Le prix d’une sortie.", "sortie_anticipee")
PENALTY = GlossEntry("Pénalité", ("service credit",), "Une somme fixée d’avance.", "penalites")
LATE = GlossEntry("Pénalité de retard", (), "Une somme par jour de retard.", "penalites")
MINUTES = GlossEntry("Procès-verbal", ("PV",), "Un écrit qui constate.", "recette")
SECURITY = GlossEntry("Plan d’assurance sécurité", ("PAS",), "Un document.", "securite_si", exact=("PAS",))
RESERVES = GlossEntry("Réserves", (), "Des défauts notés.", "recette")
PROCESSOR = GlossEntry("Sous-traitant", ("processor",), "Celui qui traite.", "sous_traitance")
GLOSSARY = Glossary((SET_OFF, PENALTY, LATE, MINUTES, SECURITY, RESERVES, PROCESSOR))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("que veut dire DEDIT ?", (SET_OFF,)),
        ("Les pénalités et le dédit", (PENALTY, SET_OFF)),
        ("une pénalité de retard", (LATE,)),
        ("les procès-verbaux, un pv", (MINUTES,)),
        ("service-credits", (PENALTY,)),
        ("il n’est pas tenu", ()),
        ("le PAS est annexé", (SECURITY,)),
        ("la pénalisation", ()),
        ("le Client se réserve de refuser", ()),
        ("la recette avec réserves", (RESERVES,)),
        ("The Supplier is a processor of personal data within the meaning of that law.", (PROCESSOR,)),
        ("Cards are charged by the payment processor that the Customer has chosen.", ()),
        ("what is a processor?", (PROCESSOR,)),
        ("", ()),
    ],
)
def test_terms_are_found_whatever_their_case_accents_and_number(text: str, found: tuple[GlossEntry, ...]) -> None:
    assert GLOSSARY.gloss_of(text) == found


def test_a_glossary_file_that_lacks_a_definition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[[terms]]\nterm = "Dédit"\ntopic = "penalites"\n', encoding="utf-8")
    with pytest.raises(WrongSetting, match=r"a\.toml"):
        load_glossary(tmp_path)
