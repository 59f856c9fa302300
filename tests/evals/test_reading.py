"""How readings of real documents are measured: on files made here, whose text is known."""

from pathlib import Path

import pytest

from evals.reading.found import Printed, found, running_lines
from evals.reading.measures import Score, Taken, score
from evals.reading.truth import Known
from tests.reading.made import CLAUSES, LEFT, Sheet, pdf, read

KIND = "réel, PDF de contrats"
PAGES = 4


def text(number: int) -> list[str]:
    return [f"{number}.{at} {clause}" for at, clause in enumerate(CLAUSES[number:], 1)]


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """A contract of four pages, each with the register number of a company at its foot."""

    def draw(number: int, sheet: Sheet) -> None:
        sheet.write(LEFT, 40, "Contrat-cadre 2026")
        sheet.lines(text(number))
        sheet.write(LEFT, 805, f"SIRET 825 400 336 00012 – page {number} / {PAGES}")

    (tmp_path / "contrats").mkdir()
    (tmp_path / "contrats" / "cadre.pdf").write_bytes(
        pdf(*[lambda sheet, n=n: draw(n, sheet) for n in range(1, PAGES + 1)])
    )
    return next(found(tmp_path, KIND))


def taken(*left_out: str, furniture: bool = False) -> Taken:
    """The file as a reader may give it: with its heads and feet or without, and without some lines."""
    pages = []
    for number in range(1, PAGES + 1):
        around = ["Contrat-cadre 2026", f"SIRET 825 400 336 00012 – page {number} / {PAGES}"] if furniture else []
        pages.append("\n".join([*around, *(line for line in text(number) if line not in left_out)]))
    return Taken(tuple(pages))


def faults(scored: Score) -> tuple[int, int, int, int]:
    """Words missed and invented, figures missed and invented."""
    return scored.found[1] - scored.found[0], scored.invented[0], *scored.figures[:2]


@pytest.mark.parametrize("furniture", [True, False])
def test_heads_and_feet_may_be_read_and_need_not_be(known: Known, furniture: bool) -> None:
    scored = score(known, taken(furniture=furniture))
    assert faults(scored) == (0, 0, 0, 0)
    assert scored.paged == (sum(len(text(number)) for number in range(1, PAGES + 1)),) * 2


def test_a_line_of_the_text_that_is_not_read_is_missed_with_its_figures(known: Known) -> None:
    line = next(line for line in text(2) if "99,9" in line)
    scored = score(known, taken(line, furniture=True))
    assert scored.figures[0] == 2
    assert scored.found[1] - scored.found[0] > 10
    assert scored.paged is not None
    assert scored.paged[1] - scored.paged[0] == 1


def test_a_figure_of_the_foot_is_not_invented_where_libraries_differ_on_its_spaces(known: Known) -> None:
    first, *others = taken(furniture=True).pages
    whole = Taken((first.replace("825 400 336 00012", "82540033600012"), *others))
    assert faults(score(known, whole))[2:] == (0, 0)
    wrong = Taken((first.replace("825 400 336 00012", "82540033600013"), *others))
    assert faults(score(known, wrong))[2:] == (0, 1)


def test_a_word_that_a_file_divides_at_the_end_of_a_line_is_one_word_for_both(tmp_path: Path) -> None:
    (tmp_path / "contrats").mkdir()
    data = pdf(lambda sheet: sheet.lines([*CLAUSES, "Les sous-", "traitants sont agréés."]))
    (tmp_path / "contrats" / "court.pdf").write_bytes(data)
    given = Taken(("\n".join(line.text for line in read(data).pages[0].lines),))
    assert faults(score(next(found(tmp_path, KIND)), given)) == (0, 0, 0, 0)


def test_only_what_stands_at_one_height_on_most_pages_runs() -> None:
    head = [Printed(f"Page {page} / 4", page, 39 + page % 2) for page in range(1, 5)]
    caps = [Printed(f"Plafond : {page}00 000 euros, au plus 4", page, 200) for page in range(1, 5)]
    moving = [Printed("Le Client paie le prix.", page, 100 * page) for page in range(1, 5)]
    rare = [Printed("Sans objet.", page, 300) for page in (1, 2)]
    assert running_lines([*head, *caps, *moving, *rare]) == frozenset(head)
    assert running_lines(head) == frozenset()
