"""Measure the search beside other engines: the same structures, the same queries, one run.

    PYTHONPATH=. python -m scripts.bench_search [--sizes 500,10000,150000] [--cache FOLDER] [--import] [--million]

Quality: the share of queries whose right structure comes first, and among five (see `asking` for what is right), over
typical mistakes and over a second noise that nobody tunes on. Time: median and the slowest in a hundred, in milliseconds,
over both. Our search is asked a thousand queries of each; the others fewer, as the table tells, always the same ones.
Directories are kept in the cache and only indexed anew. `--import` also imports 150,000 services from JSON, and
`--million` a million.
"""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from scripts.bench_search.asking import Query, Territory
from scripts.bench_search.engine import Engine, Missing, documents
from scripts.bench_search.figures import Figures, Times, figures, times
from scripts.bench_search.floor import floor
from scripts.bench_search.importing import imported
from scripts.bench_search.ours import letters, ours, serving
from scripts.bench_search.rivals import RIVALS
from scripts.bench_search.territory import territory
from scripts.bench_search.typical import typical
from scripts.bench_search.unseen import unseen
from scripts.bench_search.writing import read_targets, reindex, write_directory

SIZES = (500, 10_000, 150_000)
QUERIES, OF_RIVALS, OF_SLOW = 1000, 200, 100
"""Queries of each noise for our search, for another engine, for one that compares everything."""

LARGE = 100_000
"""Services from which the cost of serving is told."""


def main() -> None:
    """Print the tables."""
    given = _arguments()
    medians: dict[int, Times] = {}
    with ExitStack() as stack:
        cache = given.cache or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-search-")))
        cache.mkdir(parents=True, exist_ok=True)
        for services in given.sizes:
            medians[services] = compared(services, cache, rivals=not given.alone, queries=given.queries)
        if len(medians) > 1:
            *_, (small, before), (large, after) = sorted(medians.items())
            print(f"\nFrom {small:,} to {large:,} services the median grows {after.median / before.median:.1f} times.")
        for services in [150_000] * given.imports + [1_000_000] * given.million:
            took = imported(services, cache)
            print(
                f"\nImport of {took.services:,} services, index included: {took.seconds:.0f} s "
                f"({took.processor:.0f} s of processor), {took.megabytes:.0f} MB at the most."
            )


def compared(services: int, cache: Path, *, rivals: bool, queries: int = QUERIES) -> Times:
    """Print one size; the times of our search."""
    path = cache / f"territory-{services}.db"
    if not path.exists():
        write_directory(territory(services), path)
    reindex(path)
    targets = Territory(read_targets(path))
    noises = (typical(targets, queries), unseen(targets, queries))
    print(f"\n{services:,} services, {len(targets.targets):,} structures: right first / among five")
    print(f"| {'engine':44} | queries | typical mistakes | unseen noise     | median / p99 ms |")
    print(f"| {'-' * 44} | ------- | ---------------- | ---------------- | --------------- |")
    with ours(path) as engine:
        told = _row(engine, noises)
    if rivals:
        _rivals(path, cache, noises)
    print(f"Ours, first, by mistake: {', '.join(f'{name} {share:.1%}' for name, share in told[0].by_mistake.items())}.")
    if services >= LARGE:
        _costs(path, noises[0])
    return _times(told)


def _row(engine: Engine, noises: Sequence[Sequence[Query]]) -> list[Figures]:
    told = [figures(engine, queries) for queries in noises]
    asked = sum(one.queries for one in told)
    print(f"| {engine.name:44} | {asked:>7} | {told[0]!s:>16} | {told[1]!s:>16} | {_times(told)!s:>15} |", flush=True)
    return told


def _times(told: Sequence[Figures]) -> Times:
    return times([took for one in told for took in one.times])


def _rivals(path: Path, cache: Path, noises: Sequence[Sequence[Query]]) -> None:
    searched = documents(path)
    left_out: list[str] = []
    for opened in RIVALS:
        try:
            with opened(searched, cache) as engine:
                asked = OF_SLOW if engine.slow and len(searched) > LARGE / 10 else OF_RIVALS
                _row(engine, [queries[:asked] for queries in noises])
        except Missing as missing:
            left_out.append(str(missing))
    for reason in left_out:
        print(f"Left out: {reason}.")
    one, two = floor(searched)
    print(f"Floor, FTS5 without ranking: one exact term {one.median:.3f} ms, two common terms {two.median:.2f} ms.")


def _costs(path: Path, queries: Sequence[Query]) -> None:
    cost = serving(path, queries)
    typed = times(letters(path, queries))
    print(f"Opening, in a fresh process: {cost.opening / 1000:.2f} s.")
    print(
        f"Memory of a serving process: {cost.opened:.0f} MB open, {cost.served:.0f} MB after {len(queries)} queries, "
        f"of which {cost.before:.0f} MB are Python and the modules."
    )
    print(f"As you type, each letter: median {typed.median:.2f} ms, p99 {typed.p99:.1f}, slowest {typed.slowest:.1f}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts.bench_search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], default=list(SIZES))
    parser.add_argument("--queries", type=int, default=QUERIES, help="for our search, of each noise")
    parser.add_argument("--cache", type=Path, help="where directories are kept; a temporary folder otherwise")
    parser.add_argument("--alone", action="store_true", help="without other engines")
    parser.add_argument("--import", dest="imports", action="store_true", help="import 150,000 services")
    parser.add_argument("--million", action="store_true", help="import a million services")
    return parser.parse_args()


if __name__ == "__main__":
    main()
