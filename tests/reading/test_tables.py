"""Tables drawn on the pages of a PDF: cells found by their rules, rows in one line, and no word lost on the way."""

from collections import Counter
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.platypus import PageBreak, Paragraph, Table, TableStyle

from clausier.adapters.pdfium import PdfiumEngine
from clausier.domain.text import mend
from ingest.layout import lines_of
from ingest.readers.engine import SeenPage
from ingest.readers.tables import rows_by_page
from tests.reading.made import HEIGHT, Sheet, composed, pdf, read
from tests.reading.tables_made import BOLD, PLAIN, drawn, printed, said, under_headers

SERVICE = [
    ["Taux de disponibilité", "Crédit de service"],
    ["Entre 99,00 % et 99,94 %", "10 %"],
    ["Entre 95,00 % et 98,99 %", "25 %"],
    ["Inférieur à 95,00 %", "100 %"],
]


def test_a_ruled_table_becomes_rows_under_their_headers() -> None:
    made = composed(printed(said("Article 5. Crédits"), drawn(SERVICE), said("Article 6. Durée")))
    assert made.text.split("\n\n") == [
        "Article 5. Crédits",
        "\n".join("\t".join(row) for row in SERVICE),
        "Article 6. Durée",
    ]
    assert [row.header for row in made.rows] == [True, False, False, False]
    assert under_headers(made)[0] == [
        ("Taux de disponibilité", "Entre 99,00 % et 99,94 %"),
        ("Crédit de service", "10 %"),
    ]


def test_a_row_has_its_words_on_the_page() -> None:
    made = composed(printed(drawn(SERVICE)))
    row = made.rows[2]
    boxes = [word.box for word in made.pages[0].words if word.span.within(row.span)]
    others = [word.box for word in made.pages[0].words if not word.span.within(row.span)]
    assert len(boxes) == len(SERVICE[2][0].split()) + 2
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    assert bottom - top < 15
    assert all(box.bottom <= top + 1 or box.top >= bottom - 1 for box in others)


def test_the_lines_of_a_cell_are_read_together() -> None:
    cells = [
        ["Niveau", "Engagement"],
        [
            "Sévérité 1",
            Paragraph("Rétablissement du service en quatre heures, vingt-quatre heures sur vingt-quatre", PLAIN),
        ],
        ["Sévérité 2", Paragraph("Rétablissement en huit heures ouvrées à compter de la déclaration", PLAIN)],
    ]
    made = composed(printed(drawn(cells, widths=[80, 130])))
    assert [cell for row in under_headers(made) for _, cell in row] == [
        "Sévérité 1",
        "Rétablissement du service en quatre heures, vingt-quatre heures sur vingt-quatre",
        "Sévérité 2",
        "Rétablissement en huit heures ouvrées à compter de la déclaration",
    ]


def test_a_word_divided_in_a_cell_can_be_joined() -> None:
    cells = [["Engagement", "Taux"], ["Disponi-\nbilité du service", "99,9 %"], ["Sauvegarde", "100 %"]]
    made = composed(printed(drawn(cells)))
    assert mend(made.rows[1].span.of(made.text)).text == "Disponibilité du service 99,9 %"
    assert len(made.rows) == 3


def test_merged_cells_serve_every_row_and_column_that_they_cover() -> None:
    cells = [
        ["Environnement", "Délais", ""],
        ["", "Intervention", "Rétablissement"],
        ["Production", "30 minutes", "4 heures"],
        ["", "2 heures", "8 heures"],
        ["Recette", "1 jour", ""],
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 2), (0, 3)), ("SPAN", (1, 4), (2, 4))]
    made = composed(printed(drawn(cells, *spans)))
    assert [row.header for row in made.rows] == [True, True, False, False, False]
    assert under_headers(made) == [
        [("Environnement", "Production"), ("Intervention", "30 minutes"), ("Rétablissement", "4 heures")],
        [("Environnement", "Production"), ("Intervention", "2 heures"), ("Rétablissement", "8 heures")],
        [("Environnement", "Recette"), ("Intervention", "1 jour"), ("Rétablissement", "1 jour")],
    ]
    below = made.rows[3]
    assert below.cells[0].end < below.span.start  # the cell above, where it stands
    assert below.span.of(made.text) == "2 heures\t8 heures"


def test_shaded_headers_and_shaded_words_are_no_cells_of_their_own() -> None:
    cells = [[Paragraph("Priorité", BOLD), Paragraph("Délai", BOLD)], ["P1", "1 h"], ["P2", "4 h"]]
    grounds = [("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey), ("BACKGROUND", (0, 2), (0, 2), colors.lightblue)]
    made = composed(printed(drawn(cells, *grounds)))
    assert under_headers(made) == [[("Priorité", "P1"), ("Délai", "1 h")], [("Priorité", "P2"), ("Délai", "4 h")]]


def test_a_table_goes_on_over_the_page_under_the_same_headers() -> None:
    body = [[f"Prestation {number}", f"{number * 10} €"] for number in range(1, 91)]
    for again in (0, 1):
        made = composed(printed(said("Prix"), drawn([["Prestation", "Prix unitaire"], *body], again=again)))
        assert len(made.pages) > 1
        rows = under_headers(made)
        assert [[cell for _, cell in row] for row in rows] == body
        assert {tuple(name for name, _ in row) for row in rows} == {("Prestation", "Prix unitaire")}
        assert sum(row.header for row in made.rows) == (len(made.pages) if again else 1)
        assert "\n\n" not in made.text.partition("Prestation 1\t")[2]


def test_a_table_after_a_paragraph_of_the_next_page_is_another_one() -> None:
    one, other = (
        drawn([["Priorité", "GTI"], ["P1", "1 h"], ["P2", "2 h"]]),
        drawn([["Demande", "4 h"], ["Question", "8 h"]]),
    )
    made = composed(printed(one, PageBreak(), said("Pour les demandes de service :"), other))
    assert under_headers(made)[-1] == [("", "Question"), ("", "8 h")]


def test_columns_named_anew_on_the_next_page_are_another_table() -> None:
    bold = [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]
    one = drawn([["Priorité", "Délai"], ["P1", "1 h"], ["P2", "2 h"]], *bold, widths=[100, 100])
    other = drawn([["Profil", "Tarif"], ["Expert", "900 €"], ["Technicien", "400 €"]], *bold, widths=[100, 100])
    made = composed(printed(one, PageBreak(), other))
    assert under_headers(made)[-1] == [("Profil", "Technicien"), ("Tarif", "400 €")]


def test_rules_between_rows_are_enough() -> None:
    cells = [
        ["Profil", "Tarif journalier", "Délai"],
        ["Technicien de support", "400 €", "2 jours"],
        ["Expert", "980 €", "10 jours"],
    ]
    between = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)]
    table = Table(cells, style=TableStyle(between))
    made = composed(printed(said("Article 1. Prix"), table, said("Article 2. Durée")))
    assert under_headers(made)[1] == [("Profil", "Expert"), ("Tarif journalier", "980 €"), ("Délai", "10 jours")]


def test_a_page_between_two_rules_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        for y in (60, 780, 800):
            sheet.canvas.line(72, HEIGHT - y, 520, HEIGHT - y)
        sheet.lines(["Entre les filets, le texte de l’article court", "sur toute la largeur de la page."], y=100)
        sheet.write(72, 790, "Page")
        sheet.write(480, 790, "1")

    assert composed(pdf(draw)).rows == ()


def test_text_in_boxes_stays_text() -> None:
    prose = (
        "Le Prestataire assure la réversibilité des prestations pendant six mois à compter de la fin du contrat. " * 4
    )
    beside = [[Paragraph(f"Article {n}. {prose}", PLAIN), Paragraph(f"Article {n}. {prose}", PLAIN)] for n in (1, 2)]
    framed = [[Paragraph(f"Article 3. {prose}", PLAIN)], [Paragraph(prose, PLAIN)]]
    signed = [["Pour le Client :", "Pour le Prestataire :"], ["Nom :", "Nom :"], ["Date :", "Date :"]]
    named = [
        ["Pour le Client", "Pour le Prestataire"],
        ["H. Castel, présidente", "T. Lembert, gérant"],
        ["17 mai", "18 mai"],
    ]
    numbered = [["1.1", Paragraph(prose, PLAIN)], ["1.2", Paragraph(prose, PLAIN)]]
    for cells in (beside, framed, signed, named, numbered):
        made = composed(printed(drawn(cells)))
        assert made.rows == ()
        assert "\t" not in made.text


def test_an_article_in_a_frame_is_seen_as_one() -> None:
    text = "Le Prestataire exploite le système d’information du Client et en rend compte chaque mois."
    made = composed(printed(drawn([[Paragraph(f"ARTICLE 1 – OBJET<br/>{text}", PLAIN)]])))
    assert any(line.text.startswith("ARTICLE 1 – OBJET") for line in made.lines)


def test_a_running_head_set_in_a_table_is_no_part_of_the_text() -> None:
    head = [["Contrat d’infogérance", "Version 2"], ["Confidentiel", "Référence C-12"]]
    parts = []
    for number in range(1, 6):
        body = f"Article {number}. Le Prestataire exécute la prestation numéro {number} avec soin."
        parts += [drawn(head, widths=[200, 200]), said(body), PageBreak()]
    made = composed(printed(*parts))
    assert "Confidentiel" not in made.text
    assert made.rows == ()
    assert "Confidentiel" in made.pages[0].furniture


def test_a_drawing_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        canvas = sheet.canvas
        for at in range(400):
            canvas.line(50, 100 + at, 500, 100 + at)
            canvas.line(50 + at, 100, 50 + at, 600)
        canvas.drawString(60, 700, "Plan du centre de données")

    raw = read(pdf(draw))
    assert [line.text for line in raw.pages[0].lines] == ["Plan du centre de données"]


words = st.text("abcdefgé0123456789%€", min_size=1, max_size=9)
texts = st.lists(words, max_size=4).map(" ".join)
grids = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.lists(texts, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(grids, min_size=1, max_size=3), st.booleans(), st.integers(0, 3))
def test_no_word_is_lost_or_doubled(tables: list[list[list[str]]], framed: bool, merged: int) -> None:
    parts = []
    for number, cells in enumerate(tables):
        style = [("SPAN", (0, 0), (min(merged, len(cells[0]) - 1), 0))] if merged else []
        visible = [
            ["" if merged and row == 0 and 0 < at <= merged else text for at, text in enumerate(line)]
            for row, line in enumerate(cells)
        ]
        inner = drawn(visible, *style)
        parts += [said(f"Avant {number}"), drawn([[inner, "à côté"]]) if framed else inner, said(f"Après {number}")]
    pages = list(PdfiumEngine().pages(printed(*parts)))
    for page, rows in zip(pages, rows_by_page(pages), strict=True):
        lines = lines_of(page.words, rows)
        assert Counter(word.text for line in lines for word in line.words) == Counter(word.text for word in page.words)
        for line in lines:
            assert line.text.split() == " ".join(word.text for word in line.words).split()


def test_pages_without_rules_are_left_as_they_are() -> None:
    page = next(iter(PdfiumEngine().pages(printed(said("Le contrat dure trois ans.")))))
    assert isinstance(page, SeenPage)
    assert rows_by_page([page]) == [()]


def test_rules_are_seen_wherever_the_page_is_turned_or_cropped() -> None:
    writer = PdfWriter()
    page = PdfReader(BytesIO(printed(drawn(SERVICE)))).pages[0]
    page.rotate(90)
    writer.add_page(page)
    buffer = BytesIO()
    writer.write(buffer)
    turned = next(iter(PdfiumEngine().pages(buffer.getvalue())))
    assert turned.rules
    assert all(0 <= rule.box.left <= turned.width and 0 <= rule.box.top <= turned.height for rule in turned.rules)


def test_tables_of_other_columns_under_one_another_are_told_apart() -> None:
    facts = [
        ["Référence du document", "C-12 du prestataire"],
        ["Classification", "Diffusion limitée"],
        ["Validé par", "A. Martin"],
    ]
    history = [["Version", "Date", "Action"], ["1.0", "09/01/2026", "Rédaction"], ["1.1", "17/04/2026", "Relecture"]]
    between = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)]
    one = Table(facts, colWidths=[200, 200], style=TableStyle(between))
    other = Table(history, colWidths=[100, 130, 170], style=TableStyle(between))
    made = composed(printed(one, said("Suivi des modifications"), other))
    assert under_headers(made)[0] == [("", "Référence du document"), ("", "C-12 du prestataire")]
    assert under_headers(made)[-1] == [("Version", "1.1"), ("Date", "17/04/2026"), ("Action", "Relecture")]
