"""The reference notes: each says where it comes from, when it was checked, and what it serves."""

import re
from datetime import date
from pathlib import Path

import frontmatter
import pytest

ROOT = Path(__file__).parents[2]
NOTES = sorted((ROOT / "corpus" / "guidance").glob("*.md"))
TOPICS = {path.stem for path in (ROOT / "corpus" / "topics").glob("*.toml")}
CLAUSIER_NEVER_SAYS = re.compile(r"\b(vous|je|nous)\b|!", re.IGNORECASE)
# A sign that French sets apart, after anything but a fixed space.
LOOSE = re.compile(r"(?<![\u202f\u00a0|])[;?!»](?!\S)|(?<=\w) ?:(?=\s)|« ")


def test_there_are_notes() -> None:
    assert len(NOTES) >= 6


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
class TestNote:
    def test_front_matter(self, path: Path) -> None:
        note = frontmatter.loads(path.read_text("utf-8"))
        assert set(note.metadata) == {"title", "checked_on", "status", "topics", "sources"}
        assert isinstance(note["checked_on"], date)
        assert re.search("vérifié|connaissance générale", str(note["status"]))
        sources, topics = note["sources"], note["topics"]
        assert isinstance(sources, list)
        assert isinstance(topics, list)
        assert sources
        assert topics
        assert set(topics) <= TOPICS

    def test_is_short_and_in_sections(self, path: Path) -> None:
        note = frontmatter.loads(path.read_text("utf-8"))
        assert 300 <= len(re.findall(r"\w[\w’'-]*", note.content)) <= 600
        assert re.findall(r"^# (.*)$", note.content, re.M) == [note["title"]]
        sections = re.split(r"^## ", note.content, flags=re.M)[1:]
        assert len(sections) >= 4
        assert all(len(section.split("\n", 1)[1].split()) >= 15 for section in sections)

    def test_describes_and_never_advises(self, path: Path) -> None:
        assert CLAUSIER_NEVER_SAYS.findall(frontmatter.loads(path.read_text("utf-8")).content) == []

    def test_typography(self, path: Path) -> None:
        note = frontmatter.loads(path.read_text("utf-8"))
        text = f"{note['title']}\n{note.content}"
        assert "'" not in text
        assert [text[max(0, found.start() - 20) : found.end()] for found in LOOSE.finditer(text)] == []
