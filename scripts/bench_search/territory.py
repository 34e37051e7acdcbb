"""A territory that nobody lives in: real communes, real kinds of structure, invented names. The same from the same seed.

    PYTHONPATH=. python -m scripts.bench_search.territory 150000 FOLDER [--json]

writes FOLDER/territory-150000.db, a directory with its search index, and FOLDER/territory-150000.tsv, what its names are
made of (see `entries.Target`). Where the directory is already there, only its search index is made anew. With `--json`
instead, the folder FOLDER/territory-150000 with structures.json and services.json, data·inclusion v1, to measure an
import. Any size up to a million services; memory does not grow with it.

The area is as large as France would be for so many services: some 450 inhabitants a service, around Grenoble, up to the
whole country at 150,000 (beyond, the country is served more densely).
"""

import argparse
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from knowledge.places.commune import Commune
from knowledge.places.distance import distance_km
from knowledge.places.table import Table
from scripts.bench_search.entries import Made, Town, made
from scripts.bench_search.naming import Names
from scripts.bench_search.titles import proper, title
from scripts.bench_search.word_lists import Kind, kinds
from scripts.bench_search.writing import reindex, write_directory, write_json

SEED = 20261121
CENTRE = (45.188, 5.725)
INHABITANTS = 450
"""Inhabitants a service: 68 million for 150,000."""

SERVICES_EACH = 2.23
"""Services a structure, in the mean of what `made` draws; only decides how many structures a commune is given."""

OWN = frozenset({"commune", "departement"})
"""Kinds of which a commune, or a département, has one only."""

_TRIES = 8


def territory(services: int, seed: int = SEED) -> Iterator[Made]:
    """Structures with their services, exactly as many services as asked for."""
    chance = random.Random(f"{seed}-{services}")  # noqa: S311
    towns = _area(services)
    seats = _seats(towns)
    inhabitants = sum(town.commune.population for town in towns)
    left, number, first = services, 0, True
    while left:
        chance.shuffle(towns)
        for neighbour, town in pairwise([towns[-1], *towns]):
            share = town.commune.population / inhabitants * services / SERVICES_EACH * 1.05
            for kind, told_apart in _kinds(town, share, town.commune.code in seats, chance, first=first):
                number += 1
                named = title(kind, told_apart, town.nom if told_apart else town.said, town.departement, chance)
                entry = made(kind, named, town, neighbour.nom, number, chance)
                entry = Made(entry.structure, entry.services[:left], entry.target)
                left -= len(entry.services)
                yield entry
                if not left:
                    return
        first = False


def _area(services: int) -> list[Town]:
    """The communes nearest to the centre, as many as their inhabitants need."""
    table = Table.packaged()
    far = {code: distance_km(CENTRE, (latitude, longitude)) for code, latitude, longitude, _ in table.positions()}
    area: list[Town] = []
    needed = services * INHABITANTS
    for code in sorted(table, key=lambda code: (far.get(code, 1e6), code)):
        commune = table.commune(code)
        if commune is None or not commune.population or code in table.arrondissements:
            continue
        area.append(_town(commune, table))
        needed -= commune.population
        if needed <= 0:
            break
    return area


def _town(commune: Commune, table: Table) -> Town:
    parent = table.commune(commune.parent) if commune.parent else None
    departement = table.departements[commune.departement][0]
    if parent is None:
        return Town(commune, commune.nom, commune.nom, departement)
    return Town(commune, parent.nom, commune.nom.removesuffix(" Arrondissement"), departement)


def _seats(towns: list[Town]) -> frozenset[str]:
    """The most populated commune of each département: there stands what a département has one of."""
    largest: dict[str, Town] = {}
    for town in towns:
        other = largest.setdefault(town.departement, town)
        if town.commune.population > other.commune.population:
            largest[town.departement] = town
    return frozenset(town.commune.code for town in largest.values())


def _kinds(town: Town, share: float, seat: bool, chance: random.Random, *, first: bool) -> Iterator[tuple[Kind, str]]:
    """The structures of a town: kinds, and what tells each from the others of its kind there."""
    names = Names(chance)
    possible = [
        kind
        for kind in kinds()
        if kind.inhabitants <= town.commune.population
        and (first or kind.apart not in OWN)
        and (seat or kind.apart != "departement")
    ]
    weights = [kind.weight for kind in possible]
    taken: set[tuple[str, str]] = set()
    for _ in range(int(share + chance.random()) if possible else 0):
        for kind in chance.choices(possible, weights, k=_TRIES):
            told_apart = proper(kind, (kind.key, "") in taken, names)
            if (kind.key, told_apart) not in taken:
                taken.add((kind.key, told_apart))
                yield kind, told_apart
                break


def main() -> None:
    """Write a territory, as a directory or as files to import."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("services", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="files of data·inclusion v1 rather than a directory")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    path = given.folder / f"territory-{given.services}.db"
    if given.json:
        print(write_json(territory(given.services, given.seed), path.with_suffix("")))
        return
    if not path.exists():
        write_directory(territory(given.services, given.seed), path)
    print(reindex(path))


if __name__ == "__main__":
    main()
