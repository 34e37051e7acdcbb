"""Look-ups over the demonstration, and over directories made for a test."""

from functools import cache
from pathlib import Path

from knowledge.directory import Directory
from knowledge.lookup import Finder
from knowledge.search import Search
from tests.conftest import serving
from tests.samples_services import places


@cache
def finder() -> Finder:
    """Over the demonstration territory."""
    served = serving().now()
    return Finder(served.rules, served.world.understanding, served.orienter.places, served.directory, served.search)


def finder_of(path: Path) -> Finder:
    """Over a directory of the test, with the rules and the understanding of the demonstration."""
    known = finder()
    directory = Directory.open(path)
    return Finder(known.rules, known.understanding, places(), directory, Search.open(directory))
