"""How well and how fast an engine answers."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scripts.bench_search.asking import Query
from scripts.bench_search.engine import WANTED, Engine

WARM = 20
"""Queries asked before any is timed."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, of many calls."""

    median: float
    p99: float
    slowest: float

    def __str__(self) -> str:
        return f"{_short(self.median)} / {_short(self.p99)}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of so many queries, the share with a right structure first and among five; how long each took, in milliseconds; the
    share with a right structure first of those with each mistake."""

    queries: int
    first: float
    five: float
    times: list[float]
    by_mistake: dict[str, float]

    def __str__(self) -> str:
        return f"{self.first:.1%} / {self.five:.1%}"


def _short(milliseconds: float) -> str:
    """Two digits that mean something.

    >>> _short(0.0712), _short(1.26), _short(33.4), _short(271.2)
    ('0.07', '1.3', '33', '271')
    """
    return f"{milliseconds:.{2 if milliseconds < 1 else 1 if milliseconds < 10 else 0}f}"


def times(milliseconds: Sequence[float]) -> Times:
    """Median, the slowest in a hundred, and the slowest."""
    ordered = sorted(milliseconds)
    return Times(statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], ordered[-1])


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def figures(engine: Engine, queries: Sequence[Query]) -> Figures:
    """Ask an engine every query."""
    for query in queries[:WARM]:
        engine.found(query.text)
    gc.collect()
    first = five = 0
    milliseconds: list[float] = []
    by: dict[str, list[bool]] = {}
    for query in queries:
        begun = time.perf_counter()
        found = engine.found(query.text)[:WANTED]
        milliseconds.append((time.perf_counter() - begun) * 1000)
        at_once = bool(found) and found[0] in query.right
        first += at_once
        five += any(id in query.right for id in found)
        by.setdefault(query.mistake, []).append(at_once)
    by_mistake = {mistake: sum(said) / len(said) for mistake, said in sorted(by.items())}
    return Figures(len(queries), first / len(queries), five / len(queries), milliseconds, by_mistake)
