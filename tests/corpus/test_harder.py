"""The four contracts that are hard to read: each is hard in the way it claims, and says what its source says."""

import re
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from lxml import etree
from lxml.etree import _Element as Element

FOLDER = Path(__file__).parents[2] / "corpus" / "contracts"
TOPICS = {path.stem for path in (FOLDER.parent / "topics").glob("*.toml")}
FACTS = tomllib.loads((FOLDER / "sources" / "facts.toml").read_text("utf-8"))
SHEETS = {
    sheet["built"]: sheet
    for sheet in tomllib.loads((FOLDER / "sources" / "contracts.toml").read_text("utf-8"))["contracts"]
}
NAMES = sorted(FACTS)
LARGEST_SCAN = 2_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def path_of(name: str) -> Path:
    return FOLDER / str(FACTS[name]["file"])


def source_of(name: str) -> str:
    return (FOLDER / "sources" / str(SHEETS[FACTS[name]["file"]]["source"])).read_text("utf-8")


def pages_of(name: str) -> list[str]:
    document = pypdfium2.PdfDocument(path_of(name))
    return [str(page.get_textpage().get_text_range()).replace("\r", "") for page in document]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def missing_from(text: str, source: str) -> list[str]:
    """The paragraphs and cells of a source that a text lacks; a page or a column may divide a paragraph."""
    plain = re.sub(r"\[\^(\d+)\]", r"(\1)", re.sub(r"^\[\^\d+\]: ", "", source, flags=re.M))
    lines = (re.sub(r"[*#\\]|^- |^---.*", "", line) for line in plain.splitlines() if not line.startswith("|---"))
    stretches = [flat(cell) for line in lines for cell in line.split("|")]
    return [each for each in stretches if each not in text and not _in_two(each, text)]


def _in_two(stretch: str, text: str) -> bool:
    return any(stretch[:at] in text and stretch[at:] in text for at in range(1, len(stretch)))


def articles(name: str) -> dict[str, str]:
    """The text of each article and annex under its number, counted where the source does not write it."""
    found: dict[str, str] = {}
    counted = 0
    annex = ""
    for title, text in re.findall(r"^#+ (.*)\n((?:(?!#).*\n)*)", source_of(name), re.M):
        if hit := re.match(r"(ANNEXE|SCHEDULE) (\d+)|(CONDITIONS PARTICULIÈRES)|(@) ", title):
            letter = chr(ord("A") + sum(key.startswith("annexe") for key in found))
            named = {"ANNEXE": f"annexe {hit[2]}", "SCHEDULE": f"Schedule {hit[2]}"}.get(str(hit[1]))
            annex = named or ("conditions particulières" if hit[3] else f"annexe {letter}")
            found[annex] = text
        elif hit := re.match(r"(?:Article )?(F?\d+)(?:er)?(?:\.| –) ", title):
            found[hit[1]] = text
        elif annex:
            found[annex] += text
        elif name == "vercambre" and not title.startswith("- ") and text.strip():
            counted += 1
            found[str(counted)] = text
    return found


class TestFacts:
    def test_are_told_of_each_contract(self) -> None:
        assert {facts["file"] for facts in FACTS.values()} == {built for built in SHEETS if built.startswith("harder/")}

    @pytest.mark.parametrize("name", NAMES)
    def test_each_topic_is_either_covered_or_absent(self, name: str) -> None:
        covered, absent = set(FACTS[name]["covers"]), set(FACTS[name]["absent"])
        assert covered | absent == TOPICS
        assert covered & absent == set()

    @pytest.mark.parametrize("name", NAMES)
    def test_what_is_covered_stands_where_it_is_said_to(self, name: str) -> None:
        places = {place for topic in FACTS[name]["covers"].values() for place in topic}
        assert places - set(articles(name)) == set()

    @pytest.mark.parametrize("name", NAMES)
    def test_figures_and_near_misses_stand_where_they_are_said_to(self, name: str) -> None:
        texts = articles(name)
        facts = [*FACTS[name]["figures"], *FACTS[name]["near_misses"]]
        assert {fact["topic"] for fact in FACTS[name]["near_misses"]} <= TOPICS
        for fact in facts:
            text = texts[re.sub(r"\.\d+$", "", fact["where"])]
            assert fact["words"] in text, fact
            assert fact.get("deleted", "") in text, fact

    @pytest.mark.parametrize("name", NAMES)
    def test_what_is_missing_is_named_and_not_there(self, name: str) -> None:
        source = source_of(name)
        for annex in FACTS[name]["missing"]:
            assert annex.lower() in source.lower()
            assert not re.search(rf"^#+ {annex}", source, re.M | re.I)


class TestScan:
    def test_has_no_text_layer(self) -> None:
        assert [text for text in pages_of("combelle") if text.strip()] == []
        assert b"/Font" not in path_of("combelle").read_bytes()

    def test_is_a_small_file_of_whole_page_pictures(self) -> None:
        assert path_of("combelle").stat().st_size <= LARGEST_SCAN
        document = pypdfium2.PdfDocument(path_of("combelle"))
        assert 6 <= len(document) <= 10
        for page in document:
            (picture,) = page.get_objects()
            width, height = picture.get_px_size()
            assert width / page.get_width() * 72 == pytest.approx(200, abs=1)
            assert height / page.get_height() * 72 == pytest.approx(200, abs=1)

    def test_each_page_lies_otherwise_on_the_glass(self) -> None:
        document = pypdfium2.PdfDocument(path_of("combelle"))
        leanings = [leaning(page.render(scale=1.5, grayscale=True).to_numpy()) for page in document]
        assert all(first != second for first, second in pairwise(leanings))
        assert all(1 <= abs(each) <= 20 for each in leanings)

    def test_its_text_is_kept(self) -> None:
        assert len(source_of("combelle").split()) > 2000


def leaning(page: "np.typing.NDArray[np.uint8]") -> int:
    """How far the lines of a page lean, in thousandths: where dark rows stand out most."""
    down, across = np.nonzero(page.reshape(page.shape[0], -1)[20:-20, 80:-20] < 110)

    def contrast(thousandths: int) -> float:
        rows = down + across * thousandths // 1000
        return float(np.bincount(rows - rows.min()).var())

    return max(range(-20, 21), key=contrast)


class TestColumns:
    def test_every_page_has_two_columns_and_nothing_between_them(self) -> None:
        for page in pypdfium2.PdfDocument(path_of("vauxelin")):
            text, width, height = page.get_textpage(), page.get_width(), page.get_height()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            body = [box for box in boxes if 85 < box[1] < height - 125 and box[2] > box[0]]
            left = [box for box in body if box[2] < width / 2]
            right = [box for box in body if box[0] > width / 2]
            assert min(len(left), len(right)) > 800
            assert len(left) + len(right) == len(body)

    def test_says_what_its_source_says(self) -> None:
        assert missing_from(flat("".join(pages_of("vauxelin"))), source_of("vauxelin")) == []

    def test_notes_stand_at_the_foot_of_the_page_that_calls_them(self) -> None:
        notes = re.findall(r"^\[\^(\d+)\]: (.*)$", source_of("vauxelin"), re.M)
        pages = [flat(page) for page in pages_of("vauxelin")]
        assert len(notes) == 7
        for number, note in notes:
            (page,) = [page for page in pages if flat(f"({number}) {note}") in page]
            assert len(re.findall(rf"\({number}\)", page.split(flat(note))[0])) >= 2

    def test_its_pages_carry_furniture(self) -> None:
        pages = pages_of("vauxelin")
        assert len(pages) >= 6
        for number, page in enumerate(pages, 1):
            assert f"{number} / {len(pages)}" in page
            assert "Paraphes" in page


class TestEnglish:
    def test_says_what_its_source_says(self) -> None:
        assert missing_from(flat("".join(pages_of("hallowmere"))), source_of("hallowmere")) == []

    def test_is_long_and_has_a_table_of_contents(self) -> None:
        pages = pages_of("hallowmere")
        assert len(pages) >= 15
        assert "CONTENTS" in pages[1]
        assert pages[1].count(". . .") > 20

    def test_has_no_french_spaces(self) -> None:
        assert not re.search("[\u00a0\u202f]", "".join(pages_of("hallowmere")))

    def test_cross_references_lead_somewhere(self) -> None:
        source = source_of("hallowmere")
        numbers = set(re.findall(r"^## (\d+)\.", source, re.M)) | set(re.findall(r"^(\d+\.\d+) ", source, re.M))
        listed = re.findall(r"\b[Cc]lauses? ([\d., and]*\d)", source)
        named = {number for each in listed for number in re.findall(r"\d+(?:\.\d+)?", each)}
        assert len(named) > 25
        assert named - numbers == set()
        schedules = set(re.findall(r"^# SCHEDULE (\d)", source, re.M))
        assert set(re.findall(r"Schedule (\d)", source)) - schedules == {"7"}


def part(name: str) -> Element:
    with zipfile.ZipFile(path_of("vercambre")) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def typed(paragraph: Element) -> str:
    """What was typed in a paragraph: neither what a field shows nor what was deleted."""
    depth, pieces = 0, []
    for each in paragraph.iter(f"{W}fldChar", f"{W}t"):
        if each.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(str(each.get(f"{W}fldCharType")), 0)
        elif not depth:
            pieces.append(each.text or "")
    return "".join(pieces)


def style_of(paragraph: Element) -> str:
    return str(next((each.get(f"{W}val") for each in paragraph.iter(f"{W}pStyle")), ""))


def is_numbered(paragraph: Element) -> bool:
    """Whether the paragraph, or else its style, has a place in a numbering."""
    own = [each.get(f"{W}val") for each in paragraph.iter(f"{W}numId")]
    by_style = style_of(paragraph) in {"Heading1", "Heading2", "Clause", "Annexe", "AnnexeTitre", "AnnexeClause"}
    return own[0] != "0" if own else by_style


class TestWord:
    def test_no_number_of_a_title_clause_or_item_is_typed(self) -> None:
        numbered = [typed(paragraph) for paragraph in part("document").iter(f"{W}p") if is_numbered(paragraph)]
        assert len(numbered) > 140
        looks = re.compile(r"(?:article|titre|annexe)\s+[\dIVXA-Z]|\d+[.)]|\(?[a-z]\)|[ivx]+\)|[A-Z]\.\d", re.I)
        assert [text for text in numbered if looks.match(text)] == []

    def test_no_reference_to_an_article_is_typed(self) -> None:
        body = (each for each in part("document").iter(f"{W}p") if not style_of(each).startswith("TOC"))
        text = "\n".join(typed(paragraph) for paragraph in body)
        assert re.findall(r"\b(?:article|annexe)s? (?:\d+|[ABC])\b(?! du code)", text, re.I) == []

    def test_levels_are_tied_to_styles_and_lists_begin_again(self) -> None:
        numbering = part("numbering")
        tied = {each.get(f"{W}val") for each in numbering.iter(f"{W}pStyle")}
        assert tied == {"Heading1", "Heading2", "Clause", "Annexe", "AnnexeTitre", "AnnexeClause"}
        formats = {each.get(f"{W}val") for each in numbering.iter(f"{W}numFmt")}
        assert formats == {"upperRoman", "decimal", "upperLetter", "lowerLetter", "lowerRoman"}
        lists = {each.get(f"{W}val") for p in part("document").iter(f"{W}p") for each in p.iter(f"{W}numId")} - {"0"}
        again = {num.get(f"{W}numId") for num in numbering.iter(f"{W}num") if list(num.iter(f"{W}startOverride"))}
        assert lists == again
        assert len(lists) > 5

    def test_references_show_the_number_that_word_counts(self) -> None:
        shown = re.findall(r"REF _Ref_([\w-]+) [^\x00]*?\x00([^\x00]*)\x00", fields(part("document")))
        counted = counted_titles(part("document"))
        assert len(shown) > 10
        assert [(label, number) for label, number in shown if counted[label] != number] == []

    def test_changes_are_tracked_on_both_sides(self) -> None:
        document = part("document")
        added = ["".join(each.itertext()) for each in document.iter(f"{W}ins")]
        removed = ["".join(text.text or "" for text in each.iter(f"{W}delText")) for each in document.iter(f"{W}del")]
        assert "dix pour cent (10\u00a0%)" in added
        assert "huit pour cent (8\u00a0%)" in removed
        assert list(document.iter(f"{W}del")) != []
        assert [each for each in document.iter(f"{W}del") if list(each.iter(f"{W}t"))] == []

    def test_has_notes_contents_page_numbers_and_joined_cells(self) -> None:
        document = part("document")
        called = {each.get(f"{W}id") for each in document.iter(f"{W}footnoteReference")}
        assert called == {each.get(f"{W}id") for each in part("footnotes").iter(f"{W}footnote")} - {"-1", "0"}
        assert "TOC " in fields(document)
        assert any("NUMPAGES" in str(each.get(f"{W}instr")) for each in part("footer1").iter(f"{W}fldSimple"))
        for tag in ("tblHeader", "gridSpan", "vMerge"):
            assert list(document.iter(f"{W}{tag}")), tag


def fields(document: Element) -> str:
    """Every field: its instruction, then what it shows, each ended by a zero."""
    signs = {"begin": "", "separate": "\0", "end": "\0"}
    pieces = []
    for each in document.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = each.get(f"{W}fldCharType")
        pieces.append(signs[str(kind)] if kind else each.text or "")
    return "".join(pieces)


def counted_titles(document: Element) -> dict[str, str]:
    """The number of each labelled title, counted from the styles alone."""
    article, annex, section, numbers = 0, "", 0, {}
    for paragraph in document.iter(f"{W}p"):
        style = style_of(paragraph)
        if not is_numbered(paragraph):
            continue
        if style == "Heading2":
            article += 1
        elif style == "Annexe":
            annex, section = chr(ord(annex or "@") + 1), 0
        elif style == "AnnexeTitre":
            section += 1
        shown = {"Heading2": str(article), "Annexe": annex, "AnnexeTitre": f"{annex}.{section}"}
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            numbers[str(mark.get(f"{W}name")).removeprefix("_Ref_")] = shown[style]
    return numbers
