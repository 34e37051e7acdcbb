"""Our search as an engine of the comparison, and what it costs to serve: opening, memory, each letter typed.

    PYTHONPATH=. python -m scripts.bench_search.ours DIRECTORY

opens a directory as a serving process does, and prints as JSON how long that took and how much memory it holds. Run by
`serving` in a process of its own: nothing is warm in it but the files that the system keeps.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.directory import Directory
from knowledge.places import Places
from knowledge.search import Search
from scripts.bench_search.asking import Query
from scripts.bench_search.engine import WANTED, Engine
from scripts.bench_search.figures import timed

LETTERS_OF = 100
"""Queries that are typed letter by letter."""

PROCESSES = 5
"""Fresh processes of which the opening is timed; the middle one counts."""


class Ours:
    """The search of the directory."""

    name = "Aiguilleur"
    slow = False

    def __init__(self, search: Search) -> None:
        self._search = search

    def found(self, text: str) -> list[str]:
        return [hit.structure_id for hit in self._search.query(text, limit=WANTED)]


@contextmanager
def ours(path: Path) -> Iterator[Engine]:
    """Our search on a directory."""
    with Search.open(path) as search:
        yield Ours(search)


def letters(path: Path, queries: Sequence[Query]) -> list[float]:
    """Milliseconds of each letter after the first of a hundred queries, answered as it is typed."""
    with Search.open(path) as search:
        texts = [query.text for query in queries[:LETTERS_OF]]
        states = [text[:length] for text in texts for length in range(2, len(text) + 1)]
        for state in states[:LETTERS_OF]:
            search.typing(state)
        gc.collect()
        return [timed(lambda state=state: search.typing(state)) for state in states]  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Serving:
    """Milliseconds to open a directory and its search; megabytes of the process before, once open, after the queries."""

    opening: float
    before: float
    opened: float
    served: float


def serving(path: Path, queries: Sequence[Query]) -> Serving:
    """A fresh process that opens the directory, its search and the communes, and answers queries with their offers."""
    command = [sys.executable, "-m", "scripts.bench_search.ours", str(path)]
    asked = "\n".join(query.text for query in queries)
    told = [
        subprocess.run(command, check=True, input=asked, stdout=subprocess.PIPE, text=True).stdout
        for _ in range(PROCESSES)
    ]
    return sorted((Serving(**json.loads(one)) for one in told), key=lambda one: one.opening)[PROCESSES // 2]


def _served(path: Path) -> Serving:
    before = _resident()
    begun = time.perf_counter()
    with Directory.open(path) as directory, Search.open(directory) as search:
        opening = (time.perf_counter() - begun) * 1000
        places = Places.load()
        places.found("caluir")
        search.query("mission locale")
        opened = _resident()
        for line in sys.stdin:
            for hit in search.query(line):
                directory.offers_of(hit.structure_id)
        return Serving(opening, before, opened, _resident())


def _resident() -> float:
    """Megabytes of memory that this process holds now, pages of files that it reads included."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(_served(Path(sys.argv[1])))))
