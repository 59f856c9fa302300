"""A real contract's PDF to a cited, explained answer: real library, indexes, encoder, engine and chat model."""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdf
import pytest

from clausier.adapters.chat.choice import EMBEDDED
from clausier.answering.figures import figures
from clausier.bundle import CORPUS
from clausier.domain.answers import Answer, Progress, Verdict
from clausier.domain.documents import Document, DossierId
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope, Turn
from clausier.domain.text import mend
from clausier.settings import load_settings
from clausier.wiring import Clausier, open_clausier

CONTRACT = CORPUS / "contracts" / "brumelaine-contrat-infogerance-2023.pdf"
WEAK = CORPUS / "contracts" / "aubrelot-contrat-parc-2025.pdf"


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks."""


@pytest.fixture
def clausier(warm_home: Path) -> Iterator[Clausier]:
    settings = load_settings().model_copy(update={"model": EMBEDDED, "threads": 1})
    with closing(open_clausier(settings)) as opened:
        yield opened


def read(clausier: Clausier, *files: Path) -> tuple[Scope, list[Document]]:
    dossier = clausier.dossiers.create("Affaire").id
    submitted = [Submission(file.name, file.read_bytes(), DossierId(dossier)) for file in files]
    documents = [clausier.ingester.ingest(one, unwatched) for one in submitted]
    clausier.refresh(unwatched)
    return Scope(dossier), documents


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assert_quoted_on_its_page(answer: Answer, file: Path) -> None:
    pages = pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages
    assert answer.finding.evidence
    for item in answer.finding.evidence:
        citation = item.citation
        assert citation.page is not None
        assert squeezed(citation.quote) in squeezed(pages[citation.page - 1].extract_text())


def test_a_question_on_a_real_contract_is_answered_with_its_words_on_their_page(clausier: Clausier) -> None:
    scope, (document,) = read(clausier, CONTRACT)
    answer = clausier.desk.ask("Notre contrat couvre-t-il la réversibilité ?", scope)
    assert answer.finding.verdict is Verdict.YES
    assert answer.finding.evidence[0].citation.article.startswith("35")
    assert_quoted_on_its_page(answer, CONTRACT)
    assert "Annexe 6" in answer.finding.searched.missing_annexes
    assert answer.documents == ((document.id, document.sha256),)


def test_a_contract_without_the_clause_says_so_and_what_was_searched(clausier: Clausier) -> None:
    scope, _ = read(clausier, WEAK)
    finding = clausier.desk.ask("Notre contrat couvre-t-il la réversibilité ?", scope).finding
    assert finding.verdict is Verdict.NOT_FOUND
    assert (finding.evidence, finding.searched.pages) == ((), 2)
    assert finding.nearest is not None


def test_one_dossier_never_answers_from_another(clausier: Clausier) -> None:
    read(clausier, CONTRACT)
    other = clausier.dossiers.create("Autre").id
    clausier.ingester.ingest(Submission(WEAK.name, WEAK.read_bytes(), other), unwatched)
    finding = clausier.desk.ask("Notre contrat couvre-t-il la réversibilité ?", Scope(other)).finding
    assert finding.verdict is Verdict.NOT_FOUND


def test_a_leaning_question_is_answered_on_what_it_leans_on(clausier: Clausier) -> None:
    scope, _ = read(clausier, CONTRACT)
    history = [Turn("Peut-on résilier pour convenance ?", "Oui.")]
    finding = clausier.desk.ask("Et quel est le préavis ?", scope, history).finding
    assert any("préavis" in item.citation.quote for item in finding.evidence)


def test_a_second_process_searches_the_same_library_and_leaves_the_reading_to_the_first(clausier: Clausier) -> None:
    scope, _ = read(clausier, WEAK)
    question = "Le prestataire est-il responsable des dommages indirects ?"
    with closing(open_clausier(clausier.settings)) as second:
        assert (clausier.owner, second.owner) == (True, False)
        first, other = (one.desk.ask(question, scope).finding for one in (clausier, second))
        assert first == other


@pytest.mark.slow
def test_a_real_model_words_an_explanation_that_its_passages_bear_out(clausier: Clausier) -> None:
    scope, _ = read(clausier, CONTRACT)
    answer = clausier.desk.ask("Combien de temps dure l’assistance à la réversibilité ?", scope)
    *_, last = clausier.desk.explain(answer)
    explanation = last.explanation
    assert explanation is not None
    assert explanation.state is Progress.COMPLETE, explanation.note
    assert len(explanation.sentences) + explanation.withheld > 0
    given = {item.key: item.passage for item in answer.finding.evidence}
    for sentence in explanation.sentences:
        sources = " ".join(f"{' '.join(given[key].path)} {mend(given[key].text).text}" for key in sentence.keys)
        assert figures(sentence.text) <= figures(sources)
