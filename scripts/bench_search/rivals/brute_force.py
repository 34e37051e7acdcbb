"""rapidfuzz against every structure: the text and « name commune » by their tokens, the best of its scorers here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.text import fold
from scripts.bench_search.engine import WANTED, Document, Engine


class BruteForce:
    """Everything compared with everything."""

    name = "rapidfuzz, brute force (token ratio)"
    slow = True

    def __init__(self, documents: list[Document]) -> None:
        self._ids = [one.id for one in documents]
        self._texts = [one.text for one in documents]

    def found(self, text: str) -> list[str]:
        best = process.extract(fold(text), self._texts, scorer=fuzz.token_ratio, limit=WANTED)
        return [self._ids[at] for _, _, at in best]


@contextmanager
def token_ratio(documents: list[Document], cache: Path) -> Iterator[Engine]:
    yield BruteForce(documents)
