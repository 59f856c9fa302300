"""What is quoted is the document's own words, whole sentences, on one page."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clausier.answering.quoting import LONGEST_QUOTE, cite, quoted, sentences
from clausier.domain.documents import ClauseId, DocumentId, Page, Passage, PassageId
from clausier.domain.text import Span
from tests.builders import reading

LONG = "\n".join(
    f"{n}. Le Prestataire tient à jour le registre numéro {n} des incidents de la période." for n in range(1, 30)
)


def passage(text: str, start: int = 0, pages: tuple[int, int] = (1, 1)) -> Passage:
    span = Span(start, start + len(text))
    return Passage(PassageId("d#1"), DocumentId("d"), ClauseId("d/c1"), ("Article 1",), "1", span, pages, text)


@given(st.text(alphabet="aé A.;:!?\n-–1)(M", max_size=200))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_abbreviations_and_numbers_do_not_end_a_sentence() -> None:
    text = "L’art. 12 s’applique à M. Durand. La société S.A. Exemple paie 1 500 € (cf. p. 3). Fin du texte."
    assert [span.of(text) for span in sentences(text)] == [
        "L’art. 12 s’applique à M. Durand.",
        "La société S.A. Exemple paie 1 500 € (cf. p. 3).",
        "Fin du texte.",
    ]


def test_the_items_of_a_list_are_sentences() -> None:
    text = "Le Prestataire fournit :\n- les données du Client ;\n- la documentation à jour."
    assert [span.of(text) for span in sentences(text)] == [
        "Le Prestataire fournit :",
        "- les données du Client ;",
        "- la documentation à jour.",
    ]


def test_a_number_repeated_in_brackets_on_the_next_line_opens_no_item() -> None:
    text = "Payable sous trente\n(30) jours. Il remet :\n(1) les plans ;\n(2) les sources ;\na) le reste."
    assert [span.of(text) for span in sentences(text)] == [
        "Payable sous trente\n(30) jours.",
        "Il remet :",
        "(1) les plans ;",
        "(2) les sources ;",
        "a) le reste.",
    ]


def test_a_short_passage_is_quoted_whole() -> None:
    one = passage("  12.3 Le Client paie. Le Prestataire encaisse.\n", start=40)
    assert quoted(one, lambda _: 0.0).of(" " * 40 + one.text) == "12.3 Le Client paie. Le Prestataire encaisse."


def test_of_a_long_passage_the_best_sentence_is_quoted_with_what_fits_around() -> None:
    span = quoted(passage(LONG), lambda sentence: float("numéro 17 " in sentence))
    assert "registre numéro 17 " in span.of(LONG)
    assert len(span) <= LONGEST_QUOTE


def test_a_quotation_over_two_pages_is_cut_at_the_page() -> None:
    document = reading().document
    text = "Le Prestataire remet les données au Client dans un format ouvert et documenté."
    pages = [Page(4, "4", Span(0, 30)), Page(5, "5", Span(30, len(text)))]
    citation = cite(document, passage(text, pages=(4, 5)), Span(0, len(text)), pages)
    assert citation.page == 5
    assert citation.quote == text[30:].strip()
    assert citation.span.of(text) == citation.quote
