"""The bench: what it measures on, what it makes of its figures, and what makes `make bench` fail. Nothing is timed."""

import sys
from pathlib import Path

import numpy as np
import pytest

from clausier.adapters.sqlite.store import SqliteStore
from clausier.domain.documents import DossierId, Role
from clausier.domain.questions import Scope
from evals.bench.clock import ASKING, READING, Clock, Steps, owner
from evals.bench.contracts import contract, drawn_pdf, themes
from evals.bench.processes import Broken, command_run, family
from evals.bench.profile import Profile, hottest, stacks, tree
from evals.bench.records import plausible, recorded
from evals.bench.report import report
from evals.bench.results import (
    MILLISECONDS,
    RATE,
    Growth,
    Part,
    Ratio,
    Row,
    Stages,
    decimal,
    fallen,
    over,
    percentile_95,
    ratios,
    read,
    written,
)
from evals.bench.table import line, table
from evals.measures import Estimate
from evals.reading.readers import clausier

OF_PATH = pytest.mark.parametrize("place", [*READING, *ASKING])
STACKS = """process 1:x;main (bench/child.py:20);Ingester.ingest (ingest/pipeline.py:48);recognise (b/tree.py:7) 6
process 1:x;Clock.around.<locals>.counted (bench/clock.py:6);Ingester.ingest (ingest/pipeline.py:48) 2
process 2:y;run (ingest/worker.py:12);Desk.answer (ingest/worker.py:12);glyphs (b/pdfium.py:3) 4
process 2:y;run (ingest/worker.py:12);receive (ingest/frames.py:3) 50
process 1:x;main (bench/child.py:20);_warm (bench/ours.py:9);Ingester.ingest (ingest/pipeline.py:48) 70
process 1:x;other (b/threading.py:1) 9
"""


def row(name: str, ours: float, ratio: float = 0.0, owed: float | None = None) -> Row:
    plain = over([ours * ratio] * 2) if ratio else None
    found = over([ratio] * 2) if ratio else None
    return Row(name, MILLISECONDS, over([ours, ours]), plain, found, owed)


def test_a_seed_makes_the_same_contract_every_time_and_another_seed_another() -> None:
    assert contract(4, 3) == contract(4, 3)
    assert drawn_pdf(contract(4, 3), 4) == drawn_pdf(contract(4, 3), 4)
    assert contract(4, 3).blocks[3:] != contract(5, 3).blocks[3:]


def test_every_sentence_of_the_generator_can_be_filled() -> None:
    said = " ".join(block.words for seed in range(40) for block in contract(seed, 12).blocks)
    assert not set("{}[]|") & set(said)
    assert all(any(title in said for title in theme.titles) for theme in themes())


@pytest.mark.parametrize("seed", [11, 12, 14])
def test_generated_contracts_are_read_with_their_articles(seed: int) -> None:
    source = contract(seed, 6)
    with clausier() as reading:
        taken = reading("contrat.pdf", drawn_pdf(source, seed))
    assert taken.articles is not None
    body = [article.number for article in source.articles if "/" not in article.number]
    found = [article.number for article in taken.articles]
    assert found[: len(body)] == body
    assert len(found) == len(source.articles)


def test_a_contract_put_into_a_library_is_found_there_by_its_articles(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "library.sqlite3")
    dossier = store.dossiers.create("essai").id
    source = contract(21, 6)
    made = recorded(source, dossier)
    base = np.eye(8, dtype=np.float32)
    store.library.add(made.reading, made.data, plausible(base, len(made.reading.passages), 1), "essai")
    (document,) = store.library.documents(Scope(dossier))
    clauses = store.library.reading(document.id).clauses
    assert sum(clause.role is Role.ARTICLE for clause in clauses) == len(source.articles)
    passages = store.passages.passages(Scope(dossier))
    assert len(passages) == document.report.passages > len(source.articles)
    assert any(passage.path[0].startswith("Annexe 1, article 1 ") for passage in passages)
    everything = "".join(block.words for block in source.blocks)
    assert "".join("".join(passage.text.split()) for passage in passages) == "".join(everything.split())
    store.close()


def test_the_same_file_in_two_dossiers_is_two_documents() -> None:
    one, other = (recorded(contract(1, 1), DossierId(name)).reading.document for name in ("a", "b"))
    assert one.sha256 == other.sha256
    assert one.id != other.id


def test_drawn_vectors_are_unit_rows_around_real_ones() -> None:
    dice = np.random.default_rng(3)
    base = dice.standard_normal((20, 64)).astype(np.float32)
    base /= np.linalg.norm(base, axis=1, keepdims=True)
    drawn = plausible(base, 300, 5)
    assert np.allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)
    assert np.array_equal(drawn, plausible(base, 300, 5))
    assert not np.array_equal(drawn, plausible(base, 300, 6))
    assert float((drawn @ base.T).max(1).mean()) > 0.7


def test_a_stage_does_not_count_what_is_inside_it() -> None:
    ticks = iter([0.0, 1.0, 4.0, 5.0, 7.0, 10.0])
    clock = Clock(lambda: next(ticks))
    with clock.stage("dehors"):
        with clock.stage("dedans"):
            pass
        with clock.stage("dedans"):
            pass
    assert clock.taken() == {"dehors": 5.0, "dedans": 5.0}
    assert clock.taken() == {}


def test_steps_are_counted_from_what_work_tells() -> None:
    ticks = iter([0.0, 1.0, 3.0, 6.0, 10.0, 11.0])
    steps = Steps(lambda: next(ticks))
    for step, done in (("lire", 0), ("lire", 1), ("lire", 2), ("écrire", 0), ("écrire", 2)):
        steps(step, done, 2)
    assert steps.spent == {"lire": 5.0, "écrire": 1.0}


@OF_PATH
def test_every_method_that_is_timed_is_there(place: str) -> None:
    assert owner(place) is not None


def test_a_method_that_has_moved_is_known_to_be_missing() -> None:
    assert owner("clausier.retrieval:Fused.no_more") is None
    assert owner("clausier.no_more:find") is None


def test_a_process_is_measured_and_one_that_fails_says_why(tmp_path: Path) -> None:
    ran = command_run([sys.executable, "-c", "print('là')"], tmp_path / "home")
    assert ran.found["out"] == "là\n"
    assert 0 < ran.first <= ran.seconds
    assert ran.memory > 0
    with pytest.raises(Broken, match="il manque tout"):
        command_run([sys.executable, "-c", "raise SystemExit('il manque tout')"], tmp_path / "home")


def test_a_process_that_ended_has_no_family() -> None:
    assert family(2**22 + 1) == [2**22 + 1]


def test_what_is_owed_is_of_the_figure_or_of_the_ratio() -> None:
    assert row("a", 0.09, owed=0.1).met is True
    assert row("a", 0.11, owed=0.1).met is False
    assert row("a", 0.11).met is None
    faster = Row("b", RATE, over([9.0]), over([3.0]), over([3.0]), 3.0, of_ratio=True)
    assert faster.met is True
    assert Row("b", RATE, over([9.0]), None, None, 3.0, of_ratio=True).met is None


def test_a_ratio_falls_when_it_loses_more_than_its_range() -> None:
    before = [Ratio("lecture", Estimate(3.0, 2.8, 3.2, 3)), Ratio("question", Estimate(5.0, 5.0, 5.0, 3))]
    held = [Ratio("lecture", over([2.65])), Ratio("question", over([4.8])), Ratio("nouveau", over([0.1]))]
    assert fallen(held, before) == []
    now = [Ratio("lecture", over([2.55])), Ratio("question", over([4.7]))]
    assert fallen(now, before) == list(zip(now, before, strict=True))


def test_recorded_ratios_come_back_as_they_were_written(tmp_path: Path) -> None:
    kept = ratios([row("lecture", 1.0, 3.0), row("seul", 1.0)])
    (tmp_path / "bench.json").write_text(written(kept, {"commit": "essai"}), encoding="utf-8")
    assert read(tmp_path / "bench.json") == kept == [Ratio("lecture", Estimate(3.0, 3.0, 3.0, 2))]
    assert read(tmp_path / "absent.json") == []


def test_the_exponent_is_that_of_the_power_law() -> None:
    points = tuple((float(size), 0.002 * size**1.5) for size in (10, 100, 1_000))
    assert Growth("c", "pages", points).exponent == pytest.approx(1.5)
    assert Growth("c", "pages", points[:2]).exponent is None


def test_of_many_values_the_slowest_in_twenty_are_left_out() -> None:
    assert percentile_95([float(value) for value in range(1, 101)]) == 95.0
    assert percentile_95([3.0, 1.0, 2.0]) == 3.0


def test_the_table_says_what_is_owed_and_what_is_met() -> None:
    told = table([row("question", 0.0421, 8.0, owed=0.1), row("page", 6.0, owed=5.0)])
    assert (
        "| question | ≤ 100 ms | 42,1 ms [42,1 – 42,1] | 337 ms [337 – 337] | 8,00 × [8,00 – 8,00] | atteint |" in told
    )
    assert "manqué |" in told.splitlines()[-1]
    assert line([]) == "Aucun rapport mesuré."
    assert line(ratios([row("question", 1.0, 8.0)])) == "Rapports à la voie simple : question 8,00 ×"
    assert [decimal(value) for value in (0.01234, 1.234, 1234.5)] == ["0,0123", "1,23", "1\u202f234"]


def test_a_profile_begins_at_the_task_and_knows_who_was_at_work() -> None:
    root = tree(stacks(STACKS))
    assert root.seen == 12
    assert hottest(root, 1) == [("recognise (b/tree.py)", 0.5)]
    assert set(root.inside) == {"Ingester.ingest (ingest/pipeline.py)", "Desk.answer (ingest/worker.py)"}


def test_the_report_stands_alone_and_shows_every_part() -> None:
    growth = Growth("écriture", "passages", ((10.0, 1.0), (100.0, 10.0), (1000.0, 100.0)))
    stages = Stages("Une question", (("mots", 0.01), ("<b>verdict", 0.03)), "par question")
    part = Part((row("question", 0.05, 2.0, 0.1),), (stages,), (growth,), ("Pas de page.",))
    profile = Profile("Lecture", tree(stacks(STACKS)), STACKS)
    page = report([part], [profile], "0123456789ab", "2 cœurs")
    assert page.count("<svg") == 3
    for told in ("0123456789ab", "2 cœurs", "atteint", "Pas de page.", "exposant 1,00", "recognise", "2,00 ×"):
        assert told in page
    assert "<b>verdict" not in page
    for outside in ("src=", 'href="http', "@import", "url("):
        assert outside not in page.replace('xmlns="http', "").replace("url(#", "")
