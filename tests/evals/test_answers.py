"""The measures of answers: what counts as found, said, quoted and right."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausier.domain.answers import Citation, Source
from clausier.domain.documents import (
    Clause,
    ClauseId,
    Document,
    DocumentId,
    DossierId,
    Kind,
    Page,
    Passage,
    PassageId,
    Reading,
    ReadingReport,
    Role,
)
from clausier.domain.text import Span
from evals.answers.documents import File, files, layout_of
from evals.answers.figures import figures
from evals.answers.judging import ANSWERED, Judged, cause
from evals.answers.quotes import Rereading
from evals.answers.rivals import holds
from evals.answers.said import failure_lines
from evals.answers.truth import ReadDocument, Spot, squeezed
from evals.answers.values import says
from evals.golden.questions import GoldPassage, Question, load

GOLDEN = load()
AUBRELOT = GOLDEN.by_stem["aubrelot_contrat"]
TEXT = """Article 1 Durée
1.1 Six mois, à compter du 1er mars.
1.2 Le préavis est de deux mois.
Article 2 Prix
Six mois d’avance."""


@pytest.mark.parametrize(
    ("text", "value", "also"),
    [
        ("un préavis de six (6) mois", "six (6) mois", ()),
        ("un préavis de 6 mois", "six (6) mois", ()),
        ("un préavis de six mois", "six (6) mois", ()),
        ("un montant de 1\u202f180\u00a0€ par mois", "mille cent quatre-vingts euros (1 180 €)", ("1 180 €",)),
        ("1180 euros", "1 180 €", ()),
        ("soit 99,85\u00a0%", "99,85 %", ()),
        ("£7,000,000 in aggregate", "seven million pounds (£7,000,000)", ("7 000 000 £",)),
        ("huit mois, à compter de", "eight (8) months", ("huit mois",)),
        ("8 months", "huit (8) mois", ()),
        ("sous 4 h", "quatre (4) heures", ()),
    ],
)
def test_a_value_is_known_in_each_of_its_spellings(text: str, value: str, also: tuple[str, ...]) -> None:
    assert says(text, value, also)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16 mois", "six (6) mois"),
        ("6 jours", "six (6) mois"),
        ("99,5 %", "9,5 %"),
        ("2 000 000 €", "2 000 €"),
        ("12 500 €", "500 €"),
        ("10,5 %", "10 %"),
        ("", "six (6) mois"),
    ],
)
def test_another_value_is_not_taken_for_it(text: str, value: str) -> None:
    assert not says(text, value)


def test_letters_are_squeezed_and_know_where_they_came_from() -> None:
    letters, origins = squeezed("L’été – 9 €")
    assert letters == "lete9"
    assert origins == [0, 2, 3, 4, 8]


@pytest.fixture
def read() -> ReadDocument:
    name = DocumentId("d")

    def clause(number: str, role: Role, words: tuple[str, str], parent: str = "") -> Clause:
        span = Span(TEXT.index(words[0]), TEXT.index(words[1]) + len(words[1]))
        return Clause(ClauseId(number), name, role, number, "", span, ClauseId(parent) if parent else None)

    clauses = (
        clause("1", Role.ARTICLE, ("Article 1", "deux mois.")),
        clause("1.1", Role.ITEM, ("1.1", "mars."), "1"),
        clause("1.2", Role.ITEM, ("1.2", "deux mois."), "1"),
        clause("2", Role.ARTICLE, ("Article 2", "d’avance.")),
    )
    passages = tuple(
        Passage(PassageId(f"p{one.number}"), name, one.id, (), one.number, one.span, (1, 1), one.span.of(TEXT))
        for one in clauses[1:]
    )
    document = Document(
        name, DossierId("x"), "t", "f.pdf", Kind.CONTRACT, "", True, datetime.now(UTC), ReadingReport(2, 2, 3, True)
    )
    cut = TEXT.index("Article 2")
    pages = (Page(1, "", Span(0, cut)), Page(2, "", Span(cut, len(TEXT))))
    return ReadDocument(Reading(document, TEXT, pages, clauses, passages))


def gold(article: str, quote: str) -> GoldPassage:
    return GoldPassage(document="d", article=article, quote=quote)


def test_a_gold_passage_is_found_in_its_own_article_where_others_say_the_same(read: ReadDocument) -> None:
    first, second = read.spot(gold("1.1", "six mois")), read.spot(gold("2", "SIX MOIS"))
    assert [set(map(str, one)) for one in (first.passages, first.articles, first.pages)] == [{"p1.1"}, {"1"}, {"1"}]
    assert [set(map(str, one)) for one in (second.passages, second.articles, second.pages)] == [{"p2"}, {"2"}, {"2"}]


def test_a_gold_passage_is_found_in_spite_of_a_misread_letter_and_not_where_it_is_not(read: ReadDocument) -> None:
    assert read.spot(gold("9", "Le préavls est de deux mois")).articles == {"1"}
    lost = read.spot(gold("9", "La facture est payable à réception, sans escompte"))
    assert not lost.found
    assert not lost.articles


def question(**given: object) -> Question:
    usual = {"id": "q", "question": "?", "kind": "coverage", "documents": ("aubrelot_contrat",), "verdict": "oui"}
    return Question(**{**usual, **given})  # type: ignore[arg-type]


def spot(article: str, *, found: bool = True) -> Spot:
    names = {article} if found else set()
    return Spot(
        gold=gold(article, "x"),
        document="d",
        spans=(),
        passages=frozenset(map(PassageId, names)),
        articles=frozenset(map(ClauseId, names)),
        pages=frozenset(),
    )


RIGHT = Judged(
    question=question(),
    contract=AUBRELOT,
    got="oui",
    conclusion="",
    seconds=0.1,
    spots=(spot("3"),),
    passages=tuple(PassageId(str(at)) for at in range(1, 13)),
    articles=tuple(ClauseId(str(at)) for at in range(1, 13)),
    cited=(),
    nearest=None,
    found_articles=(True,),
    found_pages=(),
    told=None,
    shown=None,
    denied=False,
)
SILENT = replace(RIGHT, question=question(verdict="non_trouve"), got="non_trouve", spots=(), found_articles=())


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        (RIGHT, ""),
        (SILENT, ""),
        (replace(RIGHT, got="non_trouve", found_articles=(False,)), "verdict : absence à tort"),
        (replace(RIGHT, spots=(spot("3", found=False),)), "lecture : passage absent du texte lu"),
        (replace(RIGHT, spots=(spot("99"),), found_articles=(False,)), "recherche : absent des 24 premiers"),
        (replace(RIGHT, spots=(spot("11"),), found_articles=(False,)), "recherche : rang 11"),
        (replace(RIGHT, found_articles=(False,)), "citations : autre article"),
        (replace(RIGHT, got="partiel"), "verdict : partiel pour oui"),
        (replace(RIGHT, got=ANSWERED), "question : prise pour une demande de valeur ou de sens"),
        (replace(SILENT, got="oui"), "verdict : couverture fausse"),
        (replace(SILENT, got="partiel"), "verdict : partiel sur un silence"),
        (
            replace(RIGHT, question=question(verdict="", value="6 mois"), got=ANSWERED, told=False, shown=True),
            "valeur : montrée plus bas",
        ),
    ],
)
def test_the_cause_is_the_first_step_that_went_wrong(judged: Judged, why: str) -> None:
    assert cause(judged) == why


def test_figures_count_what_they_are_named_for() -> None:
    judged = [
        RIGHT,
        replace(RIGHT, got="non_trouve"),
        SILENT,
        replace(SILENT, got="oui"),
        replace(RIGHT, spots=(spot("9"),)),
    ]
    found = {one.measure: one.estimate for one in figures("essai", judged) if one.set == "essai"}
    assert found["rappel du passage @4"].units == 3
    assert found["rappel du passage @4"].value == pytest.approx(2 / 3)
    assert found["rappel du passage @8"].value == pytest.approx(2 / 3)
    assert found["MRR"].value == pytest.approx((1 / 3 + 1 / 3 + 1 / 9) / 3)
    assert (found["verdicts justes"].value, found["verdicts justes"].units) == (0.6, 5)
    assert (found["fausse couverture"].value, found["fausse couverture"].units) == (0.5, 2)
    assert found["fausse absence"].value == pytest.approx(1 / 3)
    assert "valeurs justes" not in found


def test_a_comparison_is_found_in_each_of_its_contracts() -> None:
    both = replace(
        RIGHT, question=question(kind="comparison"), spots=(spot("3"), spot("99")), found_articles=(True, False)
    )
    found = {one.measure: one.estimate.value for one in figures("essai", [both])}
    assert found["rappel du passage @4"] == 0.5


def test_a_failure_is_told_with_what_was_expected() -> None:
    lines = "\n".join(failure_lines([replace(SILENT, got="oui"), RIGHT]))
    assert "couverture fausse" in lines
    assert "attendu : non_trouve" in lines
    assert lines.count("attendu") == 1


def test_files_are_built_in_their_layout_and_amendments_come_last() -> None:
    chosen = [
        one for one in GOLDEN.contracts if one.stem in ("orvaine_avenant_1", "orvaine_contrat", "nacrelis_abonnement")
    ]
    built = files([chosen[-1], *chosen[:-1]])
    assert [file.name for file in built if file.amends] == ["orvaine_avenant_1.pdf"]
    assert built[-1].amends == "orvaine_contrat"
    assert {Path(file.name).suffix for file in built} == {".pdf", ".docx"}
    assert {layout_of(GOLDEN.by_stem[stem]) for stem in ("combelle_contrat", "vauxelin_conditions")} == {
        "numérisé",
        "PDF, deux colonnes",
    }


@pytest.fixture
def rereading(tmp_path: Path) -> tuple[Rereading, File]:
    file = files([AUBRELOT])[0]
    return Rereading([file], tmp_path), file


def cited(file: File, quote: str, page: int, article: str = "6") -> Citation:
    return Citation(
        DocumentId("d"), "t", file.name, page, article, quote, Span(0, len(quote)), PassageId("p"), Source.CONTRACT
    )


def test_quotations_are_read_again(rereading: tuple[Rereading, File]) -> None:
    again, file = rereading
    price = next(one for one in GOLDEN.questions if one.id == "aubrelot-21").passages[0].quote
    pages = [page for page in (1, 2) if again.exact(cited(file, price, page))]
    assert len(pages) == 1
    assert not again.exact(cited(file, price.replace("mois", "an"), pages[0]))
    assert again.article(cited(file, price, pages[0])) is True
    assert again.article(cited(file, price, pages[0], "3")) is False
    assert again.article(cited(file, price, pages[0], "Annexe")) is None
    assert again.likeness(cited(file, price, pages[0])) == 1.0
    assert not again.is_scan(cited(file, price, pages[0]))


def test_a_chunk_holds_a_passage_that_it_cuts_in_two() -> None:
    assert holds("abcdef", "def", "ghi")
    assert not holds("abcde", "def", "ghi")
