"""Other engines on the same structures, each as good as we could set it up. Each is optional but the first two."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from scripts.bench_search.engine import Document, Engine
from scripts.bench_search.rivals import brute_force, node, postgres, sqlite, with_tantivy

Opener = Callable[[list[Document], Path], AbstractContextManager[Engine]]

RIVALS: tuple[Opener, ...] = (
    sqlite.words,
    sqlite.trigrams,
    brute_force.token_ratio,
    with_tantivy.fuzzy,
    postgres.trigrams,
    node.minisearch,
    node.flexsearch,
)
"""Each opens an engine on documents, with a folder of the cache for what it installs; it raises `Missing` where it cannot."""


__all__ = ["RIVALS", "Opener"]
