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
# Numbers that the code civil and the code de commerce no longer give to these rules.
FORMER = re.compile(r"articles? (?:1134|1135|1147|1150|1152|1153|1184|1271|1273|L\. ?441-6|L\. ?442-6)\b")
# A sign that French sets apart, after anything but a fixed space.
LOOSE = re.compile(r"(?<![\u202f\u00a0|])[;?!»](?!\S)|(?<=\w) ?:(?=\s)|« ")


def test_there_are_notes() -> None:
    assert [path.name[:3] for path in NOTES] == [f"{number:02}-" for number in range(1, 16)]


def test_each_topic_is_served_by_a_note() -> None:
    notes = (frontmatter.loads(path.read_text("utf-8")).metadata for path in NOTES)
    served = {topic for note in notes for topic in re.findall(r"\w+", str(note["topics"]))}
    assert TOPICS - served == set()


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

    def test_each_section_makes_sense_alone(self, path: Path) -> None:
        """A passage is cited under its title: neither may point to what stands elsewhere in the note."""
        content = frontmatter.loads(path.read_text("utf-8")).content
        titles = re.findall(r"^## (.*)$", content, re.M)
        assert len(titles) == len(set(titles))
        assert re.findall(r"ci-dessus|note précédente|voir plus haut|supra", content) == []

    def test_cites_statutes_by_their_present_numbers(self, path: Path) -> None:
        content = frontmatter.loads(path.read_text("utf-8")).content
        assert re.findall(FORMER, content) == []
        for paragraph in content.split("\n\n"):
            assert "L. 122-12" not in paragraph or "L. 1224-1" in paragraph

    def test_typography(self, path: Path) -> None:
        note = frontmatter.loads(path.read_text("utf-8"))
        text = f"{note['title']}\n{note.content}"
        assert "'" not in text
        assert [text[max(0, found.start() - 20) : found.end()] for found in LOOSE.finditer(text)] == []
