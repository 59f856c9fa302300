"""A paper is written whole where a person says, or not at all."""

from pathlib import Path

import pytest

from clausier.adapters.papers.files import paper_format, save_paper
from clausier.domain.papers import PaperFormat
from clausier.errors import WrongSetting
from clausier.papers.covers import PAGES
from tests.papers.read_back import READERS
from tests.papers.samples import full


@pytest.mark.parametrize("format", PaperFormat)
def test_the_end_of_the_name_is_the_format(tmp_path: Path, format: PaperFormat) -> None:
    path = tmp_path / f"compte rendu.{format.upper()}"
    save_paper(full(), path)
    assert "Affaire Durand" in READERS[format](path.read_bytes())
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_asks_for_nothing_that_is_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"\.docx ou \.pdf"):
        paper_format(tmp_path / "a.xlsx", PAGES)
    with pytest.raises(WrongSetting, match="n’existe pas"):
        paper_format(tmp_path / "absent" / "a.pdf")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(WrongSetting, match="Impossible"):
        save_paper(full(), tmp_path / "a.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
