"""The demonstration contracts: built again they are the same, and they are what a lawyer would take for real."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from text_to_num import text2num

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus" / "contracts"
SHEETS = tomllib.loads((FOLDER / "sources" / "contracts.toml").read_text("utf-8"))["contracts"]
BUILT = [sheet["built"] for sheet in SHEETS]
PLAIN = [name for name in BUILT if not name.startswith("harder/")]
ENGLISH = [sheet["built"] for sheet in SHEETS if sheet["language"] == "en-GB"]
MAIN, FIRST_AMENDMENT, SECOND_AMENDMENT, OTHER, WEAK = (
    "brumelaine-contrat-infogerance-2023.pdf",
    "brumelaine-avenant-1.pdf",
    "brumelaine-avenant-2.docx",
    "valsonne-contrat-tma-2025.docx",
    "aubrelot-contrat-parc-2025.pdf",
)
NUMBERS = {
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip


def text_of(name: str) -> str:
    path = FOLDER / name
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    pages = pypdfium2.PdfDocument(path)
    texts = [str(page.get_textpage().get_text_range()) for page in pages]
    return "\n".join(texts).replace("\r", "")


def source_of(name: str) -> str:
    (sheet,) = [sheet for sheet in SHEETS if sheet["built"] == name]
    return (FOLDER / "sources" / str(sheet["source"])).read_text("utf-8")


def words(number: str) -> int:
    """French number words, up to the millions, as a number."""
    total = group = 0
    for word in re.split(r"[ -]", number):
        if word in ("et", "euros", "d’euros"):
            continue
        if word.startswith("million"):
            total, group = total + (group or 1) * 1_000_000, 0
        elif word == "mille":
            total, group = total + (group or 1) * 1_000, 0
        elif word in ("cent", "cents"):
            group = group // 100 * 100 + (group % 100 or 1) * 100 if group < 100 else group * 100
        elif word in ("vingt", "vingts") and group % 100 == 4:
            group += 76  # quatre-vingts
        else:
            group += NUMBERS[word]
    return total + group


def number_words(text: str) -> str:
    """The number words that end `text`."""
    kept: list[str] = []
    known = NUMBERS.keys() | {"cent", "cents", "mille", "vingts", "million", "millions", "et", "euros", "d’euros"}
    for word in reversed(text.split()):
        if not all(part in known for part in word.split("-")):
            break
        kept.insert(0, word)
    return " ".join(kept)


def english_number(said: str) -> int:
    """The number that ends a stretch of English, « pounds » or « per cent » aside."""
    spoken = re.sub(r" (?:pounds|euros|per cent) $", " ", said.lower()).split()
    numbers = (" ".join(spoken[start:]) for start in range(len(spoken)))
    return next(int(text2num(each, "en")) for each in numbers if _is_number(each))


def _is_number(text: str) -> bool:
    try:
        text2num(text, "en")
    except ValueError:
        return False
    return True


def figures(text: str) -> list[tuple[str, int]]:
    found = re.finditer(r"([^().,;]*)\((\d[\d ]*)( ?[%€])?\)", text)
    pairs = [(number_words(match[1].replace("pour cent", "")), int(match[2].replace(" ", ""))) for match in found]
    return [(said, digits) for said, digits in pairs if said]


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(FOLDER / "build.py"), str(tmp_path)], check=True, cwd=tmp_path)
    made = (path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert sorted(made) == sorted(BUILT)
    differing = [name for name in BUILT if (tmp_path / name).read_bytes() != (FOLDER / name).read_bytes()]
    assert differing == []


@pytest.mark.parametrize("name", sorted(set(BUILT) - set(ENGLISH)))
def test_figures_in_words_and_in_digits_agree(name: str) -> None:
    source = re.sub(r"\{(?:--|\+\+)|(?:--|\+\+)\}", "", source_of(name))
    assert [(said, digits) for said, digits in figures(source) if words(said) != digits] == []


@pytest.mark.parametrize("name", ENGLISH)
def test_english_figures_in_words_and_in_digits_agree(name: str) -> None:
    found = re.findall(r"((?:[a-zA-Z-]+ ){1,6})\([£€]?(\d[\d,]*)%?\)", source_of(name))
    pairs = [(english_number(said), int(digits.replace(",", ""))) for said, digits in found]
    assert len(pairs) > 40
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_there_are_figures_to_compare() -> None:
    counted = {name: len(figures(source_of(name))) for name in BUILT}
    assert all(counted[name] > 25 for name in set(BUILT) - set(PLAIN) - set(ENGLISH))
    assert counted[MAIN] > 60
    assert counted[OTHER] > 20
    assert words("un million cinq cent mille euros") == 1_500_000
    assert words("mille cent quatre-vingts euros") == 1_180
    assert words("trois cent dix-huit mille euros") == 318_000
    assert words("six cent quatre-vingt-dix euros") == 690


def test_cross_references_of_the_main_contract_lead_somewhere() -> None:
    source = source_of(MAIN)
    body = source.split("# ANNEXE 1")[0]
    articles = set(re.findall(r"^## ARTICLE (\d+)", body, re.M)) | set(re.findall(r"^(\d+\.\d+) ", body, re.M))
    named = re.findall(
        r"\barticles? (\d+(?:\.\d+)?)\b(?:(?:,| et| ou| à) (\d+(?:\.\d+)?))?\b(?! du (?:code|règlement))", body
    )
    statutes = {"1218", "1195", "28"}
    wanted = {number for pair in named for number in pair if number} - statutes
    assert wanted - articles == set()
    assert len(wanted) > 15


def test_annexes_of_the_main_contract_are_attached_but_one() -> None:
    source = source_of(MAIN)
    named = set(re.findall(r"l’Annexe (\d+)", source))
    attached = set(re.findall(r"^# ANNEXE (\d+)", source, re.M))
    assert named - attached == {"6"}


def test_the_main_contract_is_long_and_its_pages_are_numbered() -> None:
    pages = pypdfium2.PdfDocument(FOLDER / MAIN)
    total = len(pages)
    assert total >= 15
    for number, page in enumerate(pages, 1):
        assert f"Page {number}/{total}" in page.get_textpage().get_text_range()
    assert len(list(pages.get_toc())) > 40


def test_the_prices_add_up() -> None:
    fees = source_of(MAIN).split("## 1. Redevance mensuelle")[1].split("##")[0]
    rows = re.findall(r"^\| \**([^|*]+)\** \| \**([\d ]+) €\** \|", fees, re.M)
    amounts = {name.strip(): int(amount.replace(" ", "")) for name, amount in rows}
    total = amounts.pop("Total")
    assert sum(amounts.values()) == total == 140_000
    assert amounts["Support des utilisateurs et gestion du parc (1 050 postes à 30 €)"] == 1050 * 30


def test_the_amendments_quote_words_that_the_contract_has() -> None:
    contract = source_of(MAIN)
    for amendment in (FIRST_AMENDMENT, SECOND_AMENDMENT):
        replaced = re.findall(
            r"l’article ([\d.]+) du Contrat, les mots « ([^»]+) » sont remplacés", source_of(amendment)
        )
        assert len(replaced) == 1
        for number, old in replaced:
            paragraph = re.search(rf"^{re.escape(number)} .*$", contract, re.M)
            assert paragraph is not None
            assert paragraph[0].count(old) == 1


def test_the_weak_contract_is_silent_on_reversibility() -> None:
    text = text_of(WEAK).lower()
    assert not re.search(r"réversib|repreneur|données personnelles|pénalité|sous-trait|audit|propriété", text)


@pytest.mark.parametrize("name", PLAIN)
def test_the_built_text_is_the_source_text(name: str) -> None:
    """Every paragraph of the source is found, letter for letter, in the file."""
    flat = re.sub(r"\s+", "", text_of(name))
    for line in source_of(name).splitlines():
        plain = re.sub(r"[*|#]|^- |^---.*", "", line)
        for cell in plain.split("|"):
            wanted = re.sub(r"\s+", "", cell)
            if wanted and "|" not in line:
                assert wanted in flat or _divided_by_a_page(wanted, flat), cell


def _divided_by_a_page(wanted: str, flat: str) -> bool:
    """Whether the paragraph is there in two parts, a page's foot and head between them."""
    return any(wanted[:at] in flat and wanted[at:] in flat for at in range(1, len(wanted)))
