"""Running heads, feet and page numbers are set aside; what a clause says never is."""

from collections.abc import Callable

import pytest

from tests.reading.made import CLAUSES, LEFT, Sheet, bodies, composed, pdf

Draw = Callable[[Sheet], None]


def page(number: int, head: str, foot: str, first: str = "", *, y: float = 110) -> Draw:
    """A page with a head, a foot and some clauses that no other page has."""

    def draw(sheet: Sheet) -> None:
        if head:
            sheet.write(LEFT, 40, head)
        texts = [f"{number}.{at} {text}" for at, text in enumerate(CLAUSES[number % 4 :], 1)]
        sheet.lines([first, *texts] if first else texts, y=y)
        if foot:
            sheet.write(LEFT, 805, foot)

    return draw


def test_heads_and_feet_that_come_back_are_set_aside() -> None:
    pages = [page(n, "Contrat-cadre d’infogérance", f"Paraphes : AB – CD        Page {n}/5") for n in range(1, 6)]
    made = composed(pdf(*pages))
    assert "Contrat-cadre" not in made.text
    assert "Paraphes" not in made.text
    for number, found in enumerate(made.pages, 1):
        assert found.furniture.startswith("Contrat-cadre d’infogérance")
        assert f"Page {number}/5" in found.furniture
    assert [text.split()[0] for text in bodies(made)] == [f"{n}.1" for n in range(1, 6)]


@pytest.mark.parametrize("foot", ["Page 1 sur 1", "1/1", "- 1 -", "1", "p. 1"])
def test_one_page_only_gives_up_its_number(foot: str) -> None:
    made = composed(pdf(page(1, "CONTRAT DE PRESTATION", foot)))
    assert made.pages[0].furniture == foot
    assert "CONTRAT DE PRESTATION" in made.text


@pytest.mark.parametrize("foot", ["Fait à Paris le 3 mars 2026", "30", "Signature du Client", "99,9 %"])
def test_one_page_keeps_all_else(foot: str) -> None:
    made = composed(pdf(page(1, "", foot)))
    assert foot in made.text
    assert made.pages[0].furniture == ""


def test_two_pages_share_a_head_at_their_edge() -> None:
    made = composed(pdf(page(1, "Avenant n° 2", "Page 1"), page(2, "Avenant n° 2", "Page 2")))
    assert [found.furniture for found in made.pages][1] == "Avenant n° 2\nPage 2"


def test_a_sentence_repeated_in_the_body_stays() -> None:
    repeated = "Le Prestataire en informe le Client sans délai et par écrit."
    made = composed(pdf(*[page(n, "Contrat", f"{n}", first=repeated, y=220) for n in range(1, 5)]))
    assert made.text.count(repeated) == 4


def test_numbered_titles_at_the_top_of_pages_are_not_heads() -> None:
    made = composed(pdf(*[page(n, f"Article {n}", "") for n in range(1, 6)]))
    assert [text.split("\n")[0] for text in bodies(made)] == [f"Article {n}" for n in range(1, 6)]


def test_figures_that_do_not_count_pages_are_not_furniture() -> None:
    made = composed(pdf(*[page(n, "", f"{amount} euros") for n, amount in enumerate((900, 150, 1200, 40), 1)]))
    assert all(f"{amount} euros" in made.text for amount in (900, 150, 1200, 40))


def test_the_only_title_of_an_annex_is_kept_once() -> None:
    pages = [page(n, "Annexe 3 – Niveaux de service", "") for n in range(1, 5)]
    made = composed(pdf(*pages))
    assert made.text.count("Annexe 3 – Niveaux de service") == 1
    assert made.text.startswith("Annexe 3")


def test_a_foot_that_names_the_document_and_counts_its_pages_goes_from_every_page() -> None:
    made = composed(pdf(*[page(n, "", f"Avenant n° 1 au contrat n° 2023-114 – Page {n}/2") for n in (1, 2)]))
    assert "Avenant" not in made.text
    assert all("Avenant n° 1" in each.furniture for each in made.pages)


def test_a_head_that_repeats_a_title_of_the_body_goes() -> None:
    title = "Annexe 3 – Niveaux de service"
    pages = [page(n, title, "", first=title if n == 1 else "", y=220) for n in range(1, 5)]
    made = composed(pdf(*pages))
    assert made.text.count(title) == 1
    assert made.pages[0].furniture == title


def test_a_word_cut_across_two_pages_reads_on() -> None:
    def first(sheet: Sheet) -> None:
        sheet.write(LEFT, 40, "Contrat")
        sheet.lines([*CLAUSES, "Le Prestataire prépare la réver-"])
        sheet.write(LEFT, 805, "Page 1/2")

    def second(sheet: Sheet) -> None:
        sheet.write(LEFT, 40, "Contrat")
        sheet.lines(["sibilité six mois avant le terme.", *CLAUSES[:4]])
        sheet.write(LEFT, 805, "Page 2/2")

    assert "réver-\nsibilité six mois" in composed(pdf(first, second)).text


def test_pages_with_nothing_but_numbers_keep_them() -> None:
    made = composed(pdf(*[lambda sheet, n=n: sheet.write(300, 805, str(n)) for n in range(1, 4)]))
    assert made.text.split() == ["1", "2", "3"]


def test_a_head_in_which_letters_were_misread_goes_with_the_others() -> None:
    head = "Polyclinique de la Combelle – Hébergement de santé"
    pages = [page(n, head if n != 4 else head.replace("santé", "sate"), f"Page {n}") for n in range(1, 6)]
    made = composed(pdf(*pages))
    assert "Polyclinique" not in made.text
    other = [page(n, head if n != 4 else "Le Prestataire conserve une copie de chaque page", "") for n in range(1, 6)]
    assert "Le Prestataire conserve une copie de chaque page" in composed(pdf(*other)).text


SMALL = "Document confidentiel, diffusion restreinte"


def only_page(head: str, size: float = 8.0, *, at: float = 40, first: float = 70, foot: str = "") -> str:
    """What is set aside of a document's only page, whose head may be of another size than its text."""

    def draw(sheet: Sheet) -> None:
        sheet.font("Helvetica", size)
        sheet.write(LEFT, at, head)
        sheet.write(LEFT, 805, foot)
        sheet.font("Helvetica")
        sheet.lines(["AVENANT DE PROLONGATION", *CLAUSES], y=first)

    made = composed(pdf(draw))
    assert "\n".join(CLAUSES) in made.text
    assert (head in made.text) is (head not in made.pages[0].furniture)
    return made.pages[0].furniture


def test_a_small_head_over_the_only_page_is_set_aside() -> None:
    assert only_page(SMALL) == SMALL


@pytest.mark.parametrize("head", ["Contrat n° 2024-118", "Montants en milliers d’euros, TVA 20 %", "Annexe financière"])
def test_a_head_that_may_say_what_nothing_else_does_is_kept(head: str) -> None:
    assert only_page(head) == ""


def test_the_only_page_keeps_a_head_of_its_texts_size_or_close_to_the_text_or_further_down() -> None:
    assert only_page(SMALL, 11.0) == ""
    assert only_page(SMALL, first=58) == ""
    assert only_page(SMALL, at=120, first=150) == ""


def test_small_print_at_the_foot_of_the_only_page_is_kept() -> None:
    assert only_page("CONTRAT", 8.0, foot="* Hors jours fériés et périodes de maintenance.") == "CONTRAT"


def test_the_first_page_of_several_keeps_a_head_that_no_other_has() -> None:
    def first(sheet: Sheet) -> None:
        sheet.font("Helvetica", 8)
        sheet.write(LEFT, 40, SMALL)
        sheet.font("Helvetica")
        sheet.lines(CLAUSES)

    assert SMALL in composed(pdf(first, page(2, "", ""), page(3, "", ""))).text
