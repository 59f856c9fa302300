"""A reply held against what a lawyer answers: what was found, concluded and quoted, and what went wrong first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausier.domain.answers import Citation, Verdict
from clausier.domain.documents import ClauseId, DocumentId, Passage, PassageId
from evals.answers.asking import DEPTH, Reply
from evals.answers.quotes import Rereading
from evals.answers.truth import ReadDocument, Spot
from evals.answers.values import says
from evals.golden.questions import Contract, Question

ANSWERED = "réponse sans verdict"
_FIRST_QUOTES = 2  # that a reader takes in with the conclusion
_SHOWN = 8  # what the deepest of the targets looks at


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation of the contract, and whether it stands where an answer stands."""

    citation: Citation
    article: bool
    page: bool | None  # None where the format has no pages
    exact: bool | None  # letter for letter on its page; None on a scan
    likeness: float | None  # to the text that its scan was made from; None elsewhere
    named: bool | None  # in the article that it names; None where nobody can tell


@dataclass(frozen=True, slots=True)
class Judged:
    """What one reply is worth. Rankings hold each hit's passage, and the article that it may be widened to."""

    question: Question
    contract: Contract  # the first that is asked about
    got: str  # a verdict, or ANSWERED
    conclusion: str
    seconds: float
    spots: tuple[Spot, ...]
    passages: tuple[PassageId, ...]  # the ranking
    articles: tuple[ClauseId, ...]  # the ranking, widened
    cited: tuple[Cited, ...]
    nearest: Cited | None  # shown beside an absence, as no answer
    found_articles: tuple[bool, ...]  # of each gold passage, whether its article is quoted
    found_pages: tuple[bool, ...]
    told: bool | None  # the value, in the conclusion or its first quotations; None where none is asked
    shown: bool | None  # the value, anywhere in what is shown
    denied: bool  # the conclusion tells figures, and not the one asked

    @property
    def expected(self) -> str:
        """The gold verdict, or what stands for it where a value or an explanation is asked."""
        return self.question.verdict or ANSWERED

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return self.expected != "non_trouve"

    @property
    def right_passages(self) -> frozenset[PassageId]:
        return frozenset(one for spot in self.spots for one in spot.passages)

    @property
    def right_articles(self) -> frozenset[ClauseId]:
        return frozenset(one for spot in self.spots for one in spot.articles)

    @property
    def rank(self) -> int | None:
        """Of the first hit whose article answers."""
        return next((rank for rank, one in enumerate(self.articles, 1) if one in self.right_articles), None)

    @property
    def widened(self) -> tuple[ClauseId, ...]:
        """The articles found, each once."""
        return tuple(dict.fromkeys(self.articles))

    @property
    def quoted(self) -> tuple[Cited, ...]:
        """Everything that is shown between quotation marks."""
        return (*self.cited, self.nearest) if self.nearest else self.cited

    @property
    def false_absence(self) -> bool:
        return self.answerable and self.got == "non_trouve"

    @property
    def false_coverage(self) -> bool:
        return not self.answerable and self.got == "oui"


class Judge:
    """Holds replies against the gold of their documents."""

    def __init__(
        self, documents: Mapping[DocumentId, ReadDocument], stems: Mapping[str, DocumentId], rereading: Rereading
    ) -> None:
        self._documents = documents
        self._stems = stems
        self._rereading = rereading

    def __call__(self, reply: Reply, contract: Contract) -> Judged:
        """What the reply is worth."""
        question, finding = reply.question, reply.finding
        spots = tuple(self._documents[self._stems[gold.document]].spot(gold) for gold in question.passages)
        citations = [one.citation for one in finding.evidence]
        cited = [(one.citation, self._article(one.passage)) for one in finding.evidence]
        quotes = [" ".join([one.quote, *(text for _, text in one.cells)]) for one in citations]
        told, shown = _values(question, finding.conclusion, quotes)
        return Judged(
            question=question,
            contract=contract,
            got=finding.verdict.value if isinstance(finding.verdict, Verdict) else ANSWERED,
            conclusion=finding.conclusion,
            seconds=reply.seconds,
            spots=spots,
            passages=tuple(hit.passage.id for hit in reply.hits),
            articles=tuple(self._article(hit.passage) for hit in reply.hits),
            cited=tuple(self._cited(citation, article, spots) for citation, article in cited),
            nearest=self._cited(finding.nearest, None, spots) if finding.nearest else None,
            found_articles=tuple(any(article in spot.articles for _, article in cited) for spot in spots),
            found_pages=tuple(any(_on(citation, spot) for citation in citations) for spot in spots if spot.pages),
            told=told,
            shown=shown,
            denied=bool(question.value) and any(map(str.isdigit, _told_part(finding.conclusion))) and told is False,
        )

    def _article(self, passage: Passage) -> ClauseId:
        return self._documents[passage.document_id].article_of(passage)

    def _cited(self, citation: Citation, article: ClauseId | None, spots: Sequence[Spot]) -> Cited:
        scan = self._rereading.is_scan(citation)
        return Cited(
            citation,
            article=any(article in spot.articles for spot in spots),
            page=any(_on(citation, spot) for spot in spots) if citation.page is not None else None,
            exact=None if scan else self._rereading.exact(citation),
            likeness=self._rereading.likeness(citation) if scan else None,
            named=self._rereading.article(citation),
        )


def _values(question: Question, conclusion: str, quotes: Sequence[str]) -> tuple[bool | None, bool | None]:
    if not question.value:
        return None, None
    said = [says(text, question.value, question.also) for text in (conclusion, *quotes)]
    return any(said[: 1 + _FIRST_QUOTES]), any(said)


def _told_part(conclusion: str) -> str:
    """What a conclusion says after it has said where: numbers of articles and pages are no figures."""
    return conclusion.partition(" : ")[2]


def _on(citation: Citation, spot: Spot) -> bool:
    return citation.document_id == spot.document and citation.page in spot.pages


def fails(judged: Judged) -> bool:
    """Whether a reader would call the answer wrong."""
    return bool(cause(judged))


def cause(judged: Judged) -> str:
    """The first step that went wrong, as far as a rule can tell; "" where the answer is right."""
    if judged.answerable and (lost := _lost(judged)):
        return lost
    if judged.got != judged.expected and judged.question.verdict:
        return _wrong_verdict(judged)
    if judged.false_absence:
        return "verdict : absence à tort" if judged.rank else "recherche"
    if judged.told is False:
        return "valeur : montrée plus bas" if judged.shown else "valeur : non montrée"
    if judged.spots and not any(judged.found_articles):
        return "citations : autre article"
    return ""


def _lost(judged: Judged) -> str:
    """Why what answers never came before the verdict."""
    if not any(spot.found for spot in judged.spots):
        return "lecture : passage absent du texte lu"
    quoted = any(judged.found_articles)
    if judged.rank is None:
        return "" if quoted else f"recherche : absent des {DEPTH} premiers"
    return f"recherche : rang {judged.rank}" if judged.rank > _SHOWN and not quoted else ""


def _wrong_verdict(judged: Judged) -> str:
    if judged.expected == "non_trouve":
        named = {"oui": "couverture fausse", "partiel": "partiel sur un silence", ANSWERED: "réponse sur un silence"}
        return f"verdict : {named[judged.got]}"
    if judged.got == "non_trouve":
        return "verdict : absence à tort"
    if judged.got == ANSWERED:
        return "question : prise pour une demande de valeur ou de sens"
    return f"verdict : {judged.got} pour {judged.expected}"
