"""PDFs that are locked or damaged: opened, repaired, or refused; never fewer pages than there were, in silence."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from clausier.adapters.pdfium import PdfiumEngine
from clausier.errors import LockedFile, UnreadableFile
from ingest.composing import compose
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.reading import read_file, standard_readers
from tests.reading.made import CLAUSES, Sheet, pdf, read, unwatched

PAGES = 6
GENERATIONS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")


def numbered(number: int) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        sheet.lines([f"Article {number} de la page {number}", *CLAUSES])

    return draw


WHOLE = pdf(*[numbered(number) for number in range(1, PAGES + 1)])


def saved(packed: bool = False, linear: bool = False) -> bytes:
    buffer = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    with pikepdf.open(BytesIO(WHOLE)) as file:
        file.save(buffer, object_stream_mode=mode, linearize=linear)
    return buffer.getvalue()


def locked(password: str, generation: str, owner: str = "clef du propriétaire") -> bytes:
    writer = PdfWriter(clone_from=BytesIO(WHOLE))
    writer.encrypt(user_password=password, owner_password=owner, algorithm=generation)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def unlocked(data: bytes, password: str = "") -> RawFile:
    return read_file(GivenFile("contrat.pdf", data, password), unwatched, standard_readers(PdfiumEngine()))


def page_numbers(raw: RawFile) -> list[int]:
    """What each page says that it is; 0 for a page that is named as unreadable."""
    said = []
    for page in raw.pages:
        first = page.lines[0].text if page.lines else ""
        found = re.search(r"page (\d+)", first)
        assert found or page.number in raw.unreadable_pages, f"page {page.number} is lost in silence"
        said.append(int(found.group(1)) if found else 0)
    return said


def read_or_refused(data: bytes) -> RawFile | None:
    try:
        return read(data)
    except UnreadableFile:
        return None


EVERY = list(range(1, PAGES + 1))


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("password", ["secret", "clé", "100 € par mois"])
def test_a_locked_file_opens_with_its_password(generation: str, password: str) -> None:
    raw = unlocked(locked(password, generation), password)
    assert page_numbers(raw) == EVERY
    assert raw.findings.locked
    assert not raw.findings.repaired
    assert raw.drawn is not None
    assert not PdfReader(BytesIO(raw.drawn)).is_encrypted


@pytest.mark.parametrize("generation", GENERATIONS)
def test_without_a_password_it_is_asked_for_and_a_wrong_one_is_said_to_be_wrong(generation: str) -> None:
    data = locked("secret", generation)
    with pytest.raises(LockedFile, match="protégé par un mot de passe") as asked:
        unlocked(data)
    with pytest.raises(LockedFile, match="n’ouvre pas") as wrong:
        unlocked(data, "autre")
    for refusal in (asked, wrong):
        assert "--password" in refusal.value.advice
        assert "Mot de passe du fichier" in refusal.value.advice


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_owners_password_opens_too(generation: str) -> None:
    assert page_numbers(unlocked(locked("secret", generation, owner="maître"), "maître")) == EVERY


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_file_that_only_forbids_changes_asks_for_nothing(generation: str) -> None:
    raw = unlocked(locked("", generation))
    assert page_numbers(raw) == EVERY
    assert raw.findings.locked
    assert raw.drawn is None


def test_a_file_that_the_engine_does_not_open_for_its_owner_is_read_from_a_copy() -> None:
    """An empty owner's password: some programs ask, others open."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(WHOLE)) as file:
        file.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="", R=6, allow=pikepdf.Permissions()))
    raw = unlocked(buffer.getvalue(), "secret")
    assert page_numbers(raw) == EVERY


def test_a_whole_file_is_read_as_it_is() -> None:
    for data in (WHOLE, saved(packed=True), saved(linear=True), b"junk" * 100 + WHOLE):
        raw = read(data)
        assert page_numbers(raw) == EVERY
        assert not raw.findings.repaired
        assert raw.drawn is None
        assert raw.remarks == ()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("linear", [False, True])
@pytest.mark.parametrize("cut", [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995])
def test_a_file_that_breaks_off_shows_what_is_left_and_names_the_rest(packed: bool, linear: bool, cut: float) -> None:
    data = saved(packed, linear) if packed or linear else WHOLE
    raw = read_or_refused(data[: int(len(data) * cut)])
    if raw is None:
        assert cut <= 0.3
        return
    said = page_numbers(raw)
    assert [number for number in said if number] == EVERY[: len([number for number in said if number])]
    assert len(said) == PAGES or any("La fin de ce PDF manque" in remark for remark in raw.remarks)
    assert raw.findings.repaired


def without(pattern: bytes, replacement: bytes) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(pattern, replacement, data)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: data.rfind(b"startxref")],
        without(rb"startxref\s+\d+", b"startxref\n77"),
        without(rb"trailer", b"tr4iler"),
        without(rb"/Count 6", b"/Count 2"),
        without(rb"\d{10} 00000 n", b"0000000007 00000 n"),
    ],
    ids=["no start", "wrong start", "no trailer", "wrong count", "wrong places"],
)
def test_a_lost_index_loses_no_page(damage: Callable[[bytes], bytes]) -> None:
    for data in (WHOLE, saved(linear=True)):
        broken = damage(data)
        assert broken != data
        raw = read(broken)
        assert page_numbers(raw) == EVERY
        assert raw.findings.repaired


def test_packed_objects_are_found_without_their_index() -> None:
    data = saved(packed=True)
    raw = read(data[: data.rfind(b"/Type /XRef") + 20])
    assert page_numbers(raw) == EVERY
    assert raw.drawn is not None
    assert raw.findings.repaired


@pytest.mark.parametrize("place", [0.2, 0.35, 0.5, 0.65, 0.8])
@pytest.mark.parametrize("packed", [False, True])
def test_a_hole_in_a_file_is_a_page_that_is_named(place: float, packed: bool) -> None:
    data = saved(packed)
    start = int(len(data) * place)
    raw = read_or_refused(data[:start] + bytes(600) + data[start + 600 :])
    if raw is None:  # what every page needs, its font, was there
        return
    said = page_numbers(raw)
    assert len(said) == PAGES
    assert all(number in (0, at) for at, number in enumerate(said, 1))
    assert 0 in said


def test_a_page_whose_instructions_are_not_in_the_file_is_no_blank_page() -> None:
    buffer = BytesIO()
    writer = PdfWriter(clone_from=BytesIO(WHOLE))
    writer.write(buffer)
    number = writer.pages[2].raw_get("/Contents").idnum
    away = re.sub(rb"\n%d 0 obj.*?endobj" % number, b"\n", buffer.getvalue(), count=1, flags=re.DOTALL)
    raw = read(away)
    assert page_numbers(raw) == [1, 2, 0, 4, 5, 6]


def test_instructions_with_a_hole_are_no_whole_page() -> None:
    with pikepdf.open(BytesIO(WHOLE)) as file:
        contents = file.pages[1].Contents.read_bytes()
        at = contents.index(b"disponibilit")
        file.pages[1].Contents = file.make_stream(contents[: at - 10] + bytes(200) + contents[at + 190 :])
        buffer = BytesIO()
        file.save(buffer, compress_streams=False)
    raw = read(buffer.getvalue())
    assert raw.unreadable_pages == (2,)


def test_instructions_that_come_to_nothing_are_no_blank_page() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(WHOLE)) as file:
        file.pages[1].Contents = file.make_stream(b"BT /F1 11 Tf [ << BT (Clause perdue) Tj ET")
        file.pages[2].Contents = file.make_stream(b"q Q")
        file.save(buffer)
    raw = read(buffer.getvalue())
    assert raw.unreadable_pages == (2,)
    assert raw.findings.blank_pages == (3,)


def test_a_count_that_lies_is_not_believed() -> None:
    raw = read(re.sub(rb"/Count 6", b"/Count 99999", WHOLE))
    assert page_numbers(raw) == EVERY
    with pytest.raises(UnreadableFile, match="endommagé"):
        read(b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 99999>>endobj\ntrailer<</Root 1 0 R>>")


def test_what_is_repaired_is_composed_like_any_other() -> None:
    made = compose(read(re.sub(rb"trailer", b"tr4iler", WHOLE)))
    assert "réversibilité des Prestations" in made.text
    assert len(made.pages) == PAGES
