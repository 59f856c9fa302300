"""The reading order of pages: lines, columns, tables, what is drawn out of turn."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from clausier.domain.text import Box
from ingest.layout import lines_of
from ingest.readers.engine import SeenWord
from tests.reading.made import CLAUSES, LEADING, LEFT, TOP, Sheet, composed, pdf, read

NARROW = (
    "Le Prestataire assure la réversibilité",
    "des Prestations pendant une durée de",
    "six mois à compter de la date de fin",
    "du Contrat, quelle qu’en soit la cause",
    "et remet au Client toutes ses données",
    "dans un format ouvert et documenté.",
    "Le Client reste seul propriétaire de",
    "ses données pendant toute la durée",
    "du Contrat et même après son terme.",
    "Le Prestataire les efface ensuite.",
)
OTHER = (
    "La disponibilité mensuelle du service",
    "est d’au moins 99,9 % du temps, hors",
    "maintenance planifiée, mesurée par",
    "l’outil de supervision, auquel le Client",
    "a accès en lecture. Chaque heure",
    "entamée donne lieu à une pénalité de",
    "deux pour cent de la redevance due",
    "dans la limite de quinze pour cent de",
    "la redevance annuelle hors taxes du",
    "service, et sans autre indemnité.",
)
RIGHT = 310.0


def lines(data: bytes) -> list[str]:
    return [line.text for page in read(data).pages for line in page.lines]


def in_columns(sheet: Sheet) -> None:
    sheet.lines(NARROW, LEFT)
    sheet.lines(OTHER, RIGHT)


def across_columns(sheet: Sheet) -> None:
    for at, (one, other) in enumerate(zip(NARROW, OTHER, strict=True)):
        sheet.write(LEFT, TOP + at * LEADING, one)
        sheet.write(RIGHT, TOP + at * LEADING, other)


def test_two_columns_are_read_one_after_the_other() -> None:
    assert lines(pdf(in_columns)) == [*NARROW, *OTHER]


def test_two_columns_drawn_line_by_line_are_read_the_same() -> None:
    assert lines(pdf(across_columns)) == [*NARROW, *OTHER]


def test_a_title_over_both_columns_stands_before_them() -> None:
    title = "ANNEXE 2 : CONVENTION DE SERVICES ET NIVEAUX DE DISPONIBILITÉ DES APPLICATIONS"

    def draw(sheet: Sheet) -> None:
        sheet.write(LEFT, TOP - 30, title)
        across_columns(sheet)

    assert lines(pdf(draw)) == [title, *NARROW, *OTHER]


def test_a_line_between_columns_parts_them() -> None:
    middle = "Les stipulations qui suivent s’appliquent aux seules Prestations d’hébergement souscrites."

    def draw(sheet: Sheet) -> None:
        across_columns(sheet)
        sheet.write(LEFT, TOP + 11 * LEADING, middle)
        for at, (one, other) in enumerate(zip(OTHER, NARROW, strict=True)):
            sheet.write(LEFT, TOP + (13 + at) * LEADING, one)
            sheet.write(RIGHT, TOP + (13 + at) * LEADING, other)

    assert lines(pdf(draw)) == [*NARROW, *OTHER, middle, *OTHER, *NARROW]


def test_a_table_is_read_row_by_row() -> None:
    rows = [(f"Service {number}", f"{99 + number / 10:.1f} %", f"{number} h", "mensuelle") for number in range(1, 10)]

    def draw(sheet: Sheet) -> None:
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(LEFT + 110 * column, TOP + at * 18, cell)

    assert lines(pdf(draw)) == [" ".join(row) for row in rows]


def test_the_lines_of_a_cell_stay_together() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(["Engagement de", "disponibilité"], LEFT)
        sheet.lines(["99,9 % par mois civil,", "hors maintenance"], 250)
        sheet.lines(["Engagement de", "rétablissement"], LEFT, TOP + 50)
        sheet.lines(["quatre heures ouvrées", "par incident"], 250, TOP + 50)

    assert lines(pdf(draw)) == [
        *("Engagement de", "disponibilité", "99,9 % par mois civil,", "hors maintenance"),
        *("Engagement de", "rétablissement", "quatre heures ouvrées", "par incident"),
    ]


def test_the_lines_of_a_table_of_contents_keep_their_page_number() -> None:
    entries = [f"ARTICLE {number} {'.' * 60} {number + 2}" for number in range(1, 8)]

    def draw(sheet: Sheet) -> None:
        for at, entry in enumerate(entries):
            title, number = entry.rsplit(" ", 1)
            sheet.write(LEFT, TOP + at * LEADING, title)
            sheet.write(500, TOP + at * LEADING, number)

    assert lines(pdf(draw)) == entries


def test_justified_lines_stay_whole() -> None:
    def draw(sheet: Sheet) -> None:
        for at, text in enumerate(("Le Client paie le prix.", *CLAUSES[:8])):
            sheet.justified(text, LEFT, TOP + at * LEADING, 450)

    assert lines(pdf(draw)) == ["Le Client paie le prix.", *CLAUSES[:8]]


def test_numbers_drawn_after_their_lines_come_before_them() -> None:
    def draw(sheet: Sheet) -> None:
        for at, text in enumerate(CLAUSES[:5]):
            sheet.write(LEFT + 30, TOP + at * 40, text)
        for at in range(5):
            sheet.write(LEFT, TOP + at * 40, f"12.{at + 1}")

    assert lines(pdf(draw)) == [f"12.{at + 1} {text}" for at, text in enumerate(CLAUSES[:5])]


def test_head_and_foot_are_read_in_their_place_whenever_they_are_drawn() -> None:
    def foot_first(sheet: Sheet) -> None:
        sheet.write(LEFT, 800, "Convention de services, version 2")
        sheet.write(500, 800, "confidentiel")
        sheet.lines(["Définitions", *CLAUSES, "Fin."])
        sheet.write(LEFT, 40, "Contrat-cadre d’infogérance entre les Parties soussignées")

    read_as = lines(pdf(foot_first))
    assert read_as[0].startswith("Contrat-cadre")
    assert read_as[1:-1] == ["Définitions", *CLAUSES, "Fin."]
    assert read_as[-1] == "Convention de services, version 2 confidentiel"


def test_a_page_number_drawn_first_under_a_short_column_does_not_pull_it_up() -> None:
    short = [*OTHER[:3], "Fin."]

    def draw(sheet: Sheet) -> None:
        sheet.write(515, 800, "Page 2")
        sheet.lines([*NARROW, *OTHER, *NARROW])
        for at, line in enumerate(short):
            sheet.write(RIGHT, TOP + at * LEADING, line)

    assert lines(pdf(draw)) == [*NARROW, *OTHER, *NARROW, *short, "Page 2"]


@given(st.integers(1, len(OTHER) - 1), st.sampled_from([LEFT, 280.0, 320.0, 515.0]), st.sampled_from([16, 24, 60]))
def test_a_foot_drawn_first_never_pulls_a_short_column_into_another(rows: int, x: float, gap: int) -> None:
    full = [*NARROW, *OTHER, *NARROW]

    def draw(sheet: Sheet) -> None:
        sheet.write(LEFT, 40, "Contrat-cadre")
        sheet.write(x, TOP + (len(full) - 1) * LEADING + gap, "Page 2")
        sheet.lines(full)
        for at, line in enumerate(OTHER[:rows]):
            sheet.write(RIGHT, TOP + at * LEADING, line)

    assert lines(pdf(draw)) == ["Contrat-cadre", *full, *OTHER[:rows], "Page 2"]


def test_the_last_line_of_a_first_column_is_no_foot() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(["Pour le Client", "Nom", "Qualité", "Date", "Signature"])
        for at, line in enumerate(["Pour le Prestataire", "Nom", "Qualité", "Date"]):
            sheet.write(RIGHT, TOP + at * LEADING, line)

    assert lines(pdf(draw))[4:6] == ["Signature", "Pour le Prestataire"]


def test_a_page_drawn_in_no_order_is_read_from_its_places() -> None:
    words = [(x, y, word) for y, line in enumerate(CLAUSES) for x, word in enumerate(line.split())]
    Random(7).shuffle(words)

    def draw(sheet: Sheet) -> None:
        for x, y, word in words:
            before = " ".join(CLAUSES[y].split()[:x])
            start = sheet.canvas.stringWidth(before + " " * bool(x), "Helvetica", 11)
            sheet.write(LEFT + start, TOP + y * LEADING, word)

    assert lines(pdf(draw)) == list(CLAUSES)


def test_space_and_indent_begin_paragraphs() -> None:
    def draw(sheet: Sheet) -> None:
        after = sheet.lines(CLAUSES[:3])
        after = sheet.lines(CLAUSES[3:5], y=after + 10)
        sheet.write(LEFT + 20, after, CLAUSES[5])
        sheet.lines(CLAUSES[6:], y=after + LEADING)

    paragraphs = composed(pdf(draw)).text.split("\n\n")
    assert paragraphs == ["\n".join(CLAUSES[:3]), "\n".join(CLAUSES[3:5]), "\n".join(CLAUSES[5:])]


def test_list_items_and_titles_begin_paragraphs() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.font("Helvetica-Bold")
        sheet.write(LEFT, TOP, "12. Réversibilité")
        sheet.font("Helvetica")
        sheet.lines([CLAUSES[0], "a) les données ;", "b) la documentation ;", "• les licences."], y=TOP + LEADING)

    starts = [line.text for line in read(pdf(draw)).pages[0].lines if line.starts_paragraph]
    assert starts == ["12. Réversibilité", CLAUSES[0], "a) les données ;", "b) la documentation ;", "• les licences."]


places = st.floats(0, 600, width=32)
some_words = st.lists(
    st.builds(
        lambda text, x, y, size, turned: SeenWord(
            text, Box(x, y, x + 5 * len(text), y + size), y + size, size, False, " ", turned
        ),
        st.text("abcdéàç’ﬁ-0123456789", min_size=1, max_size=8),
        places,
        places,
        st.sampled_from([7.0, 9.0, 11.0, 18.0]),
        st.booleans(),
    ),
    max_size=40,
)


@given(some_words)
def test_no_word_is_lost_or_doubled_wherever_words_stand(words: list[SeenWord]) -> None:
    made = lines_of(words)
    assert sorted(word.text for line in made for word in line.words) == sorted(word.text for word in words)
    for line in made:
        assert line.text.split() == [word.text for word in line.words]
