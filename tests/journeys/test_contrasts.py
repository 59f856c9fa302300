"""Contracts set side by side by a question: the figures of each with their words; a winner where nothing is open."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clausier.bundle import CORPUS
from clausier.domain.answers import Finding, Outcome, Verdict
from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting
from clausier.settings import load_settings
from clausier.wiring import Clausier, open_clausier
from tests.conftest import MODELS

NOTICE = "Dans lequel le préavis de sortie anticipée est-il le plus court ?"
EXIT = """# Contrat d’hébergement {name}

## 1. Objet

Le Prestataire héberge les applications du Client et en assure la sauvegarde chaque nuit.

## 2. Sortie anticipée

{exit}

## 3. Pénalités

Le Prestataire doit cent euros (100 €) par heure de retard.
"""
FRENCH = "Le Client peut mettre fin au contrat à tout moment, sans motif, moyennant un préavis de {notice}."
ENGLISH = """# Hosting agreement Ashdown

## 1. Subject

The Supplier hosts the applications of the Customer and keeps a copy of the data.

## 2. Termination for convenience

The Customer may terminate this agreement for convenience at any time by giving {notice} written notice to the Supplier.
"""
AMENDING = """# Avenant n° 1

## 1. Sortie anticipée

À l’article 2 du Contrat, les mots « trois (3) mois » sont remplacés par les mots « neuf (9) mois ».

## 2. Effet

Le présent avenant prend effet le 1er mars 2025.

Fait à Lyon, le 1er février 2025.

Pour le Client – Pour le Prestataire
"""
ELSEWHERE = """# Avenant n° 3

## 1. Pénalités

À l’article 3 du Contrat, les mots « cent euros (100 €) » sont remplacés par les mots « deux cents euros (200 €) ».

## 2. Effet

Le présent avenant prend effet le 1er mars 2026.

Fait à Lyon, le 1er février 2026.

Pour le Client – Pour le Prestataire
"""


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks."""


class Matters:
    """Dossiers of contracts, asked by a question."""

    def __init__(self, clausier: Clausier) -> None:
        self.clausier = clausier

    def holds(self, *texts: str) -> Scope:
        dossier = self.clausier.dossiers.create(f"Affaire {len(self.clausier.dossiers.all())}").id
        for number, text in enumerate(texts):
            self.read(dossier, f"contrat-{number}.md", text.encode())
        return Scope(dossier)

    def read(self, dossier: DossierId, name: str, data: bytes, amends: DocumentId | None = None) -> DocumentId:
        kind = Kind.AMENDMENT if amends else Kind.CONTRACT
        made = self.clausier.ingester.ingest(Submission(name, data, dossier, kind, amends), unwatched).id
        self.clausier.refresh(unwatched)
        return made

    def ask(self, question: str, scope: Scope) -> Finding:
        return self.clausier.desk.ask(question, scope).finding


@pytest.fixture(scope="module")
def matters(tmp_path_factory: pytest.TempPathFactory, kept_cache: Path) -> Iterator[Matters]:
    home = tmp_path_factory.mktemp("home")
    (home / "cache").symlink_to(kept_cache)
    settings = load_settings().model_copy(update={"model": "none", "threads": 1, "home": home, "models": MODELS})
    with closing(open_clausier(settings)) as opened:
        yield Matters(opened)


@pytest.fixture(scope="module")
def demonstration(matters: Matters) -> Scope:
    dossier = matters.clausier.dossiers.create("Démonstration").id
    contract = matters.read(dossier, *_file("brumelaine-contrat-infogerance-2023.pdf"))
    matters.read(dossier, *_file("brumelaine-avenant-1.pdf"), contract)
    matters.read(dossier, *_file("valsonne-contrat-tma-2025.docx"))
    return Scope(dossier)


def _file(name: str) -> tuple[str, bytes]:
    return name, (CORPUS / "contracts" / name).read_bytes()


def exits(name: str, notice: str) -> str:
    return EXIT.format(name=name, exit=FRENCH.format(notice=notice))


def plain(text: str) -> str:
    """Without the fixed spaces of our own typography."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def stands(finding: Finding) -> list[tuple[str, str]]:
    [contrast] = finding.contrasts
    return [(plain(stand.value), stand.note) for stand in contrast.stands]


def quotes(finding: Finding, at: int, contrast: int = 0) -> list[str]:
    keys = finding.contrasts[contrast].stands[at].keys
    return [item.citation.quote for item in finding.evidence if item.key in keys]


def test_two_figures_of_one_kind_are_told_with_the_least_first(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trois (3) mois"))
    found = matters.ask(NOTICE, scope)
    assert found.contrasts[0].outcome is Outcome.DIFFERENT
    assert stands(found) == [("6 mois", ""), ("3 mois", "")]
    assert found.conclusion.startswith("Préavis de sortie anticipée : la durée la plus courte est dans « ")
    assert found.conclusion.index("3 mois") < found.conclusion.index("6 mois")
    assert "trois (3) mois" in quotes(found, 1)[0]
    assert "favorable" not in found.conclusion


def test_a_value_that_one_contract_lacks_names_no_winner(matters: Matters) -> None:
    silent = EXIT.format(name="Cormery", exit="Le contrat prend fin à son terme, sans autre formalité.")
    found = matters.ask(NOTICE, matters.holds(exits("Alder", "six (6) mois"), silent))
    assert found.contrasts[0].outcome is Outcome.UNDECIDED
    assert [value for value, _ in stands(found)] == ["6 mois", ""]
    assert "à comparer vous-même" in found.conclusion
    assert "la plus courte" not in found.conclusion


def test_a_contract_that_contradicts_itself_names_no_winner(matters: Matters) -> None:
    twice = exits("Dorval", "trois (3) mois") + "\n## 4. Fin\n\n" + FRENCH.format(notice="douze (12) mois")
    found = matters.ask(NOTICE, matters.holds(exits("Alder", "six (6) mois"), twice))
    assert found.contrasts[0].outcome is Outcome.UNDECIDED
    value, note = stands(found)[1]
    assert "3 mois" in value
    assert "12 mois" in value
    assert note == "plusieurs valeurs"
    assert any("douze (12) mois" in quote for quote in quotes(found, 1))


def test_a_number_that_its_digits_contradict_names_no_winner(matters: Matters) -> None:
    found = matters.ask(NOTICE, matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trois (5) mois")))
    assert found.contrasts[0].outcome is Outcome.UNDECIDED


def test_days_are_not_set_against_months(matters: Matters) -> None:
    found = matters.ask(NOTICE, matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trente (30) jours")))
    assert found.contrasts[0].outcome is Outcome.UNDECIDED
    assert "unités différentes" in found.conclusion
    assert [value for value, _ in stands(found)] == ["6 mois", "30 jours"]


def test_years_are_twelve_months(matters: Matters) -> None:
    found = matters.ask(NOTICE, matters.holds(exits("Alder", "un (1) an"), exits("Bessac", "douze (12) mois")))
    assert found.contrasts[0].outcome is Outcome.SAME


def test_an_english_contract_stands_beside_a_french_one(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"), ENGLISH.format(notice="three (3) months'"))
    found = matters.ask("Which contract has the shortest notice of termination for convenience?", scope)
    assert [value for value, _ in stands(found)] == ["6 mois", "3 mois"]
    assert found.contrasts[0].outcome is Outcome.DIFFERENT


def test_words_that_an_amendment_replaced_are_not_the_value(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trois (3) mois"))
    contract = matters.clausier.library.documents(scope)[-1]
    matters.read(scope.dossier, "avenant.md", AMENDING.encode(), contract.id)
    now = matters.ask(NOTICE, scope)
    before = matters.ask(NOTICE, Scope(scope.dossier, at=date(2024, 6, 1)))
    assert [value for value, _ in stands(now)] == ["6 mois", "9 mois"]
    assert "3 mois" not in plain(now.conclusion)
    assert [value for value, _ in stands(before)] == ["6 mois", "3 mois"]
    assert any("1er\u00a0juin\u00a02024" in caution for caution in before.cautions)


def test_what_amendments_leave_to_be_settled_names_no_winner(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trois (3) mois"))
    contract = matters.clausier.library.documents(scope)[-1]
    second = matters.read(scope.dossier, "deux.md", AMENDING.replace("n° 1", "n° 2").encode(), contract.id)
    matters.read(scope.dossier, "trois.md", ELSEWHERE.encode(), second)
    found = matters.ask(NOTICE, scope)
    assert found.contrasts[0].outcome is Outcome.UNDECIDED
    assert stands(found)[1] == ("9 mois", "un point que les avenants laissent à régler")
    assert any("manque au dossier" in caution for caution in found.cautions)
    assert found.searched.documents == 4


def test_leaving_earlier_is_a_matter_of_notice_and_of_a_day(matters: Matters, demonstration: Scope) -> None:
    found = matters.ask("Lequel de ces deux contrats me laisse partir plus tôt ?", demonstration)
    assert [one.label for one in found.contrasts] == ["Préavis de sortie anticipée", "Première date de sortie"]
    notice = found.contrasts[0]
    assert [plain(stand.value) for stand in notice.stands] == [
        "4 mois",
        "3 mois et 9 mois",
    ]  # of the client and of the provider
    assert notice.outcome is Outcome.UNDECIDED


def test_the_duration_of_two_real_contracts(matters: Matters, demonstration: Scope) -> None:
    found = matters.ask("Lequel dure le plus longtemps ?", demonstration)
    assert found.contrasts[0].outcome is Outcome.DIFFERENT
    assert "5 ans, contre 36 mois" in found.conclusion


def test_a_cap_that_is_the_greater_of_two_amounts_is_not_one_of_them(matters: Matters, demonstration: Scope) -> None:
    found = matters.ask("Lequel a le plafond de responsabilité le plus élevé ?", demonstration)
    assert found.contrasts[0].outcome is Outcome.UNDECIDED


def test_differences_are_those_of_the_comparison_in_force(matters: Matters, demonstration: Scope) -> None:
    found = matters.ask("Quelles différences sur la sortie anticipée ?", demonstration)
    [contrast] = found.contrasts
    assert (contrast.label, contrast.outcome) == (
        "Sortie anticipée et résiliation pour convenance",
        Outcome.DIFFERENT,
    )
    assert "quatre (4) mois" in contrast.stands[0].value
    assert "six (6) mois" not in contrast.stands[0].value
    assert any("quatre (4) mois" in quote for quote in quotes(found, 0))
    assert any("trois (3) mois" in quote for quote in quotes(found, 1))
    before = matters.ask(
        "Quelles différences sur la sortie anticipée ?", Scope(demonstration.dossier, at=date(2025, 1, 1))
    )
    assert "six (6) mois" in before.contrasts[0].stands[0].value


def test_which_contract_deals_with_something_is_told_of_each(matters: Matters) -> None:
    silent = EXIT.format(name="Cormery", exit="Le contrat prend fin à son terme, sans autre formalité.")
    leaving = EXIT.format(name="Elne", exit="Le Prestataire assure la réversibilité et remet un plan de réversibilité.")
    found = matters.ask(
        "Dans lequel de ces contrats la réversibilité est-elle prévue ?", matters.holds(silent, leaving)
    )
    assert [stand.verdict is Verdict.NOT_FOUND for stand in found.contrasts[0].stands] == [True, False]
    assert found.contrasts[0].outcome is Outcome.SOME


def test_what_is_no_contract_is_said_to_be_left_aside(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trois (3) mois"))
    for name in ("annexe-1.md", "annexe-2.md"):
        text = f"# {name}\n\n## 1. Horaires\n\nLe support répond les jours ouvrés, selon {name}.\n".encode()
        matters.clausier.ingester.ingest(Submission(name, text, scope.dossier, Kind.ANNEX), unwatched)
    matters.clausier.refresh(unwatched)
    assert any(one.startswith("Laissés de côté") for one in matters.ask(NOTICE, scope).cautions)


def test_one_contract_cannot_be_set_beside_itself(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"))
    with pytest.raises(WrongSetting, match="un seul est interrogé"):
        matters.ask("Quelles différences sur la sortie anticipée ?", scope)
    with pytest.raises(WrongSetting, match="un seul est interrogé"):
        matters.ask(NOTICE, scope)


def test_a_difference_between_two_things_of_one_contract_is_answered_as_ever(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"))
    assert matters.ask("Quelle différence entre le préavis et la pénalité ?", scope).contrasts == ()


def test_an_opinion_is_not_given(matters: Matters, demonstration: Scope) -> None:
    with pytest.raises(WrongSetting, match="ne dit pas quel contrat vaut mieux"):
        matters.ask("Lequel est le plus favorable au client ?", demonstration)


@pytest.mark.parametrize("question", ["Lequel ?", "Lequel est le plus court ?", "Which one?"])
def test_which_of_them_without_a_point_asks_for_one(matters: Matters, demonstration: Scope, question: str) -> None:
    with pytest.raises(WrongSetting, match="ne dit pas sur quel point"):
        matters.ask(question, demonstration)


def test_an_answer_that_compares_is_kept_and_goes_with_either_contract(matters: Matters) -> None:
    scope = matters.holds(exits("Alder", "six (6) mois"), exits("Bessac", "trois (3) mois"))
    conversations = matters.clausier.conversations
    conversation = conversations.start(scope.dossier, NOTICE, frozenset())
    answer = matters.clausier.desk.ask_in(conversation, NOTICE)
    assert conversations.answer(answer.id) == answer
    assert list(matters.clausier.desk.explain(answer)) == []
    matters.clausier.forget(matters.clausier.library.documents(scope)[1].id)
    assert conversations.answers(conversation.id) == []
