"""Checks the quotations of a questionnaire's answers against the original files, by other means than Clausier's.

    python evals/verify_quotes.py answers.jsonl contracts/ corpus/guidance/

Reads the files with pypdf and python-docx, and nothing of ours. Prints counts and every miss; the exit status is 0
when each quotation stands on the page that it names, 1 when one does not, 2 when there was nothing to check.
"""

import argparse
import html
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
from lxml import etree

LINE_END_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u00ad\ufffe\u0002]\s*\n\s*(?=\w)")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\ufffe\u0002]")
HYPHEN_IN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")
TABLE_RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)
MARKDOWN = re.compile(r"<[^<>]*>|[*_`#>|\\]+|\[([^]]*)\]\([^)]*\)")


@cache
def collapsed(text: str) -> str:
    """Line-end hyphens undone, white space collapsed, ligatures and the like opened."""
    text = INVISIBLE.sub("", LINE_END_HYPHEN.sub("", text))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


@cache
def squeezed(text: str) -> str:
    """Letters, digits and signs alone: libraries differ on spaces, and on which hyphens a line's end had added."""
    return re.sub(r"\s+", "", HYPHEN_IN_WORD.sub("", collapsed(text)))


def unmarked(text: str) -> str:
    """A Markdown text without its marks."""
    return MARKDOWN.sub(lambda found: found.group(1) or "", TABLE_RULE.sub("", text))


@cache
def pages_of(path: Path) -> tuple[str, ...] | None:
    """The text of each page; None where the format has none."""
    if path.read_bytes()[:1024].find(b"%PDF-") >= 0:
        return tuple(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return None


@cache
def whole(path: Path) -> str:
    """The text of a file without pages: paragraphs and table cells in the order in which they stand, then the notes."""
    if path.suffix.lower() != ".docx":
        text = path.read_text(encoding="utf-8", errors="replace")
        return html.unescape(text) if path.suffix.lower() in (".html", ".htm") else text
    document = docx.Document(str(path))
    notes = [part.target_part.blob for part in document.part.rels.values() if part.reltype.endswith("notes")]
    trees = [document.element.body, *map(etree.fromstring, notes)]
    paragraphs = (node for tree in trees for node in tree.iter("{*}p"))
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter():
        kind = node.tag.rsplit("}", 1)[-1]
        if kind == "t":
            yield node.text or ""
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"


GOOD = ("exact", "spacing", "cells")


def found_in(quote: str, text: str) -> str:
    """How the quotation stands in the text: "exact", "spacing" (all but spaces and hyphens), or ""."""
    forms: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("exact", collapsed),
        ("spacing", squeezed),
        ("spacing", lambda raw: squeezed(unmarked(raw))),
    )
    for name, form in forms:
        if form(quote) and form(quote) in form(text):
            return name
    return ""


def stands_in(citation: dict[str, Any], text: str) -> str:
    """The same for a citation. Of a row of a table, whose cells libraries read in an order of their own, each cell
    may stand by itself: "cells"."""
    if how := found_in(citation["quote"], text):
        return how
    cells = [cell["text"] for cell in citation.get("cells", ())]
    return "cells" if cells and all(found_in(cell, text) for cell in cells) else ""


def verdict(citation: dict[str, Any], candidates: list[Path]) -> str:
    """What became of one quotation: one of GOOD, or a sentence that says what is wrong."""
    if not candidates:
        return f"no file named {citation['file']!r} in the folders given"
    wrong = ""
    for path in candidates:
        pages, page = pages_of(path), citation["page"]
        if pages is None:
            if page is not None:
                wrong = f"page {page} of a file without pages"
            elif how := stands_in(citation, whole(path)):
                return how
            continue
        if not isinstance(page, int) or not 1 <= page <= len(pages):
            wrong = f"page {page} of {len(pages)}"
        elif how := stands_in(citation, pages[page - 1]):
            return how
        elif elsewhere := [number for number, text in enumerate(pages, 1) if found_in(citation["quote"], text)]:
            wrong = f"not on page {page}, but on {elsewhere}"
    return wrong or "not in the file"


def originals(folders: list[Path]) -> dict[str, list[Path]]:
    """The files of the folders, by name."""
    named = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file():
                named[unicodedata.normalize("NFC", path.name)].append(path)
    return named


def superseded(citation: dict[str, Any], files: dict[str, list[Path]]) -> str:
    """The same for words that are no longer in force, which are cited without a page: in any of the files."""
    texts = ("\n".join(pages_of(path) or (whole(path),)) for paths in files.values() for path in paths)
    return next((how for text in texts if (how := found_in(citation["quote"], text))), "in none of the files")


def checked(answer: dict[str, Any], files: dict[str, list[Path]]) -> Iterator[tuple[str, str]]:
    """Each quotation of an answer, and what became of it."""
    for citation in [*answer.get("citations", ()), *filter(None, [answer.get("nearest")])]:
        said = verdict(citation, files.get(unicodedata.normalize("NFC", citation["file"]), []))
        place = f"{citation['file']}, page {citation['page']}, article {citation['article']!r}"
        yield f"{place}: {said}\n    {collapsed(citation['quote'])}", said
    for citation in answer.get("superseded", ()):
        said = superseded(citation, files)
        yield f"superseded, article {citation['article']!r}: {said}\n    {collapsed(citation['quote'])}", said


def main() -> int:
    """Check every line, print what was found, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    asked = parser.parse_args()
    files = originals(asked.folders)
    counts: Counter[str] = Counter()
    for number, line in enumerate(asked.answers.read_text(encoding="utf-8").splitlines(), 1):
        answer = json.loads(line)
        counts["lines with an error" if "error" in answer else f"verdict {answer['verdict']}"] += 1
        for told, said in checked(answer, files):
            good = said in GOOD
            counts[f"quotes {said}" if good else "quotes missed"] += 1
            if not good:
                print(f"line {number}, id {answer['id']}: {told}")
    print(", ".join(f"{name}: {count}" for name, count in sorted(counts.items())) or "nothing to check")
    if counts["quotes missed"]:
        return 1
    return 0 if any(counts[f"quotes {how}"] for how in GOOD) else 2


if __name__ == "__main__":
    sys.exit(main())
