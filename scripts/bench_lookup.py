"""Measure one typed line: read, answered, and both, over the demonstration and over any directory given.

`python scripts/bench_lookup.py [ANNUAIRE.db …]`. Medians of many look-ups in one process, on whatever machine this is:
compare the figures of one run with each other. Set OPENBLAS_NUM_THREADS=1 on a machine that does other work: the threads of
the sentence encoder wait for each other.
"""

import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.served import serve
from bot.settings import default_rules
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.lookup import Finder
from knowledge.places import Places
from knowledge.rules import load
from knowledge.search import Search

LINES = (
    "ccas caluire", "nounou 2 ans caluire", "115", "colis sans papiers lyon", "domiciliation ouvert", "pmi pmr",
    "permanence juridique gratuit lyon 3", "aide alimentaire lyon", "cours de francais lyon 8", "mision local rilieux",
    "as caluire", "ft", "restos du coeur", "rue des cerisiers", "hebergement d urgence femmes", "psy gratuit ouvert",
)  # fmt: skip
"""What agents type: names, needs, filters, mistakes, a street."""

ROUNDS = 20


def main() -> None:
    """Print a table of medians and of the slowest in a hundred, in milliseconds; the first round fills the caches."""
    print(f"{'':58}{'median':>10}{'p99':>10}   ms")
    rules, places = load(default_rules()), Places.load()
    for path in (demonstration_directory(), *map(Path, sys.argv[1:])):
        with Directory.open(path) as directory, Search.open(directory) as search:
            finder = serve(rules, places, directory, search).finder
            name = f"{path.stem}, {directory.info.services} services"
            finder.read("bonjour")
            row(f"{name}: first time each", [both for _, _, both in map(timed, [finder] * len(LINES), LINES)])
            again = [timed(finder, line) for line in LINES * ROUNDS]
            row(f"{name}: read", [read for read, _, _ in again])
            row(f"{name}: answered", [found for _, found, _ in again])
            row(f"{name}: both", [both for _, _, both in again])


def timed(finder: Finder, line: str) -> tuple[float, float, float]:
    """Milliseconds to read a line, to answer it, and both."""
    now = datetime.now(UTC)
    start = time.perf_counter()
    lookup = finder.read(line, home="69034")
    between = time.perf_counter()
    finder.find(lookup, now)
    end = time.perf_counter()
    return (between - start) * 1000, (end - between) * 1000, (end - start) * 1000


def row(name: str, times: list[float]) -> None:
    """One line of the table."""
    slowest = sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{name:58}{statistics.median(times):>10.2f}{slowest:>10.2f}")


if __name__ == "__main__":
    main()
