"""Passages by their words (BM25), over tantivy."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from clausier.domain.documents import DossierId, Passage, PassageId
from clausier.domain.folding import fold
from clausier.domain.questions import Scope
from clausier.domain.text import mend
from clausier.errors import BrokenIndex
from clausier.small_words import SMALL_WORDS

if TYPE_CHECKING:
    import tantivy

RECIPE = f"words 1, tantivy {version('tantivy')}"
"""Names what an index was made with; one made otherwise is made again."""

_HEADINGS_WEIGHT = 0.5  # on top of their place in the text: measured, 1 and more let a title outvote its clauses
_HEAP = 32_000_000  # bytes that tantivy may hold before it writes a segment; it refuses less than 15 million
_LONGEST_WORD = 60  # characters; beyond it is a line of signs, not a word

# "l'indisponibilité" is the word "indisponibilité". The letter alone ("Annexe C") stays a word.
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’ʼ‘](?=\w)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_WORD = r"\d+(?:\.\d+)*|[^\W\d]\w*"  # "99.9" and "14.2" are one word each; "48h" is two


@dataclass(frozen=True, slots=True)
class _Analysis:
    """One way of reading a word, and the fields of the index that are read so."""

    name: str

    @property
    def text(self) -> str:
        return f"text_{self.name}"

    @property
    def headings(self) -> str:
        return f"headings_{self.name}"


# French words by their French stem: accents tell "résilié" from "resilie", so they go after stemming.
# The same words without accents by their English stem: it finds what was typed or scanned without accents, and English.
_FRENCH, _PLAIN = _Analysis("french"), _Analysis("plain")
_ANALYSES = (_FRENCH, _PLAIN)


class TantivyWords:
    """Fits port WordIndex. In memory where no folder is given; one process may write to a folder."""

    def __init__(self, folder: Path | None) -> None:
        import tantivy

        self._schema = _schema()
        with _broken():
            if folder is None:
                self._index = tantivy.Index(self._schema)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(self._schema, path=str(folder))
            for analysis, analyser in _analysers().items():
                self._index.register_tokenizer(analysis.name, analyser)
            self._searcher = self._index.searcher()

    def add(self, dossier: DossierId, passages: Sequence[Passage]) -> None:
        """Whole or not at all: one commit, which a crash leaves undone."""
        with _broken():
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            try:
                for passage in passages:
                    writer.delete_documents_by_term("passage", passage.id)
                    writer.add_document(_document(dossier, passage))
                writer.commit()
            finally:
                writer.wait_merging_threads()  # it also gives back the folder's lock
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(self, texts: Sequence[tuple[str, float]], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        searcher = self._searcher
        with _broken():
            found = searcher.search(self._query(texts, scope), limit, count=False)
            scored = [(PassageId(searcher.doc(address)["passage"][0]), float(score)) for score, address in found.hits]
        return sorted(scored, key=lambda row: (-row[1], row[0]))

    def close(self) -> None:
        """Nothing is held open between calls but read-only files."""

    def _query(self, texts: Sequence[tuple[str, float]], scope: Scope) -> "tantivy.Query":
        from tantivy import Occur, Query

        weights: dict[tuple[str, str], float] = {}
        for text, weight in texts:
            for field, term, share in _terms(text):
                key = (field, term)
                weights[key] = max(weights.get(key, 0.0), weight * share)
        words = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight))
            for (field, term), weight in weights.items()
        ]
        filters = [Query.term_query(self._schema, "dossier", scope.dossier, "basic")]
        if scope.documents:
            filters.append(Query.term_set_query(self._schema, "document", sorted(scope.documents)))
        unscored = [(Occur.Must, Query.const_score_query(condition, 0.0)) for condition in filters]
        return Query.boolean_query([*unscored, (Occur.Must, Query.boolean_query(words))])


@contextmanager
def _broken() -> Iterator[None]:
    """tantivy speaks of damaged and missing files by ValueError and OSError."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise BrokenIndex(str(error)) from error


def _terms(text: str) -> Iterator[tuple[str, str, float]]:
    """The words of a text, in every analysis: field, term, and what the field weighs."""
    prepared = _prepared(text)
    for analysis, analyser in _analysers().items():
        for term in dict.fromkeys(analyser.analyze(prepared)):
            yield analysis.text, term, 1.0
            yield analysis.headings, term, _HEADINGS_WEIGHT


def _prepared(text: str) -> str:
    return _DECIMAL_COMMA.sub(".", _ELISION.sub(" ", normalize("NFKC", text)))


def _document(dossier: DossierId, passage: Passage) -> "tantivy.Document":
    from tantivy import Document

    document = Document(passage=[passage.id], document=[passage.document_id], dossier=[dossier])
    text, headings = _prepared(passage.indexed), _prepared(mend(" › ".join(passage.path)).text)
    for analysis in _ANALYSES:
        document.add_text(analysis.text, text)
        document.add_text(analysis.headings, headings)
    return document


def _schema() -> "tantivy.Schema":
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("document", "dossier"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for analysis in _ANALYSES:
        for name in (analysis.text, analysis.headings):
            builder.add_text_field(name, tokenizer_name=analysis.name, index_option="freq")
    return builder.build()


@lru_cache(maxsize=1)
def _analysers() -> "dict[_Analysis, tantivy.TextAnalyzer]":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    def analyser(*steps: Filter) -> "tantivy.TextAnalyzer":
        builder = TextAnalyzerBuilder(Tokenizer.regex(_WORD))
        for step in (Filter.remove_long(_LONGEST_WORD), Filter.lowercase(), *steps):
            builder = builder.filter(step)
        return builder.build()

    accented = Filter.custom_stopword(sorted(SMALL_WORDS))
    plain = Filter.custom_stopword(sorted({fold(word) for word in SMALL_WORDS}))
    return {
        _FRENCH: analyser(accented, Filter.stemmer("french"), Filter.ascii_fold()),
        _PLAIN: analyser(Filter.ascii_fold(), plain, Filter.stopword("english"), Filter.stemmer("english")),
    }
