"""tantivy: each word within one or two mistakes, as a whole word or a beginning; the best hundred ordered by rapidfuzz."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from knowledge.text import fold
from scripts.bench_search.engine import WANTED, Document, Engine, Missing

FETCHED = 100
"""Documents that are ordered again."""


class Tantivy:
    """Fuzzy terms, then the token ratio of rapidfuzz."""

    name = "tantivy, fuzzy terms, ordered by rapidfuzz"
    slow = False

    def __init__(self, tantivy: Any, documents: list[Document]) -> None:
        self._tantivy, self._documents = tantivy, documents
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("row", stored=True)
        builder.add_text_field("text", tokenizer_name="default")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(heap_size=100_000_000, num_threads=1)
        for row, one in enumerate(documents):
            writer.add_document(tantivy.Document(row=row, text=one.text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def found(self, text: str) -> list[str]:
        read = fold(text)
        query = self._tantivy.Query.boolean_query(
            [(self._tantivy.Occur.Should, self._word(word)) for word in read.split()]
        )
        hits = self._searcher.search(query, FETCHED).hits
        rows = [self._searcher.doc(address)["row"][0] for _, address in hits]
        best = sorted(rows, key=lambda row: -self._likeness(read, self._documents[row].text))
        return [self._documents[row].id for row in best[:WANTED]]

    def _word(self, word: str) -> Any:
        """The word itself weighs most, then one mistake, then two in a long word, then a beginning."""
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        ways = [query.boost_query(query.term_query(self._schema, "text", word), 3.0)]
        if len(word) > 2:
            ways.append(query.fuzzy_term_query(self._schema, "text", word, distance=1 if len(word) < 7 else 2))
            ways.append(query.fuzzy_term_query(self._schema, "text", word, distance=0, prefix=True))
        return query.boolean_query([(should, way) for way in ways])

    @staticmethod
    def _likeness(read: str, text: str) -> float:
        return fuzz.token_ratio(read, text)


@contextmanager
def fuzzy(documents: list[Document], cache: Path) -> Iterator[Engine]:
    try:
        import tantivy
    except ImportError as error:
        raise Missing("tantivy is not installed: pip install tantivy") from error
    yield Tantivy(tantivy, documents)
