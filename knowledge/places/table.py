"""The packaged table of communes, read in a few hundredths of a second: a line is taken apart when it is asked for."""

import gzip
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from knowledge.places.commune import Commune


class OtherName(NamedTuple):
    """A name that a place had or has in another script, and the code that it had; either may be empty."""

    code: str
    nom: str


class Table:
    """Every commune by its code; see SOURCES.md for where the rows come from."""

    def __init__(self, communes: str, departements: str, regions: str) -> None:
        self._lines = {line[:5]: line for line in communes.splitlines()[1:]}
        rows = (line.split("\t") for line in departements.splitlines()[1:])
        self.departements = {code: (nom, region) for code, nom, region in rows}
        self.regions = dict(line.split("\t") for line in regions.splitlines()[1:])
        self._commune = lru_cache(maxsize=4096)(self._parsed)

    @classmethod
    def packaged(cls) -> "Table":
        folder = files("knowledge.places")
        communes = gzip.decompress(folder.joinpath("communes.tsv.gz").read_bytes()).decode()
        departements, regions = (
            folder.joinpath(name).read_text(encoding="utf-8") for name in ("departements.tsv", "regions.tsv")
        )
        return cls(communes, departements, regions)

    def __contains__(self, code: str) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def commune(self, code: str) -> Commune | None:
        """The commune of a code of today, or the one that took in the commune of a former code."""
        if code not in self._lines:
            code = self._former.get(code, "")
        return self._commune(code) if code else None

    def groupings(self, code: str) -> tuple[str, ...]:
        """SIREN of the intercommunality, then of the établissement public territorial (around Paris)."""
        return tuple(self._cells(code)[3].split())

    def named(self) -> Iterator[tuple[str, str]]:
        """Code and name of each commune and arrondissement."""
        return ((code, line.split("\t", 2)[1]) for code, line in self._lines.items())

    def positions(self) -> Iterator[tuple[str, float, float, bool]]:
        """Code, latitude, longitude, and whether they are approximate, of each commune that has a position."""
        for code, line in self._lines.items():
            latitude, _, longitude = line.split("\t", 6)[5].partition(" ")
            if longitude:
                yield code, float(latitude.removeprefix("~")), float(longitude), latitude.startswith("~")

    @cached_property
    def populations(self) -> dict[str, int]:
        return {code: int(line.split("\t", 5)[4]) for code, line in self._lines.items()}

    @cached_property
    def arrondissements(self) -> dict[str, tuple[str, ...]]:
        """The arrondissements of Paris, Lyon and Marseille by the code of the commune."""
        found: dict[str, tuple[str, ...]] = {}
        for code, line in self._lines.items():
            if parent := line.split("\t", 7)[6]:
                found[parent] = (*found.get(parent, ()), code)
        return found

    @cached_property
    def by_postcode(self) -> dict[str, tuple[str, ...]]:
        """Codes by postcode, most populated first; an arrondissement stands for the commune that it is part of."""
        found: dict[str, list[str]] = {}
        for code, line in self._lines.items():
            if code not in self.arrondissements:
                for postcode in line.split("\t", 3)[2].split():
                    found.setdefault(postcode, []).append(code)
        return {
            postcode: tuple(sorted(codes, key=lambda code: -self.populations[code]))
            for postcode, codes in found.items()
        }

    @cached_property
    def other_names(self) -> tuple[tuple[str, OtherName], ...]:
        """Code of today, and a former name, a former code, or a name in another script."""
        return tuple(
            (code, OtherName(*other.split(":", 1)))
            for code, line in self._lines.items()
            if (others := line.rsplit("\t", 1)[1])
            for other in others.split("|")
        )

    @cached_property
    def _former(self) -> dict[str, str]:
        return {other.code: code for code, other in self.other_names if other.code and other.code not in self._lines}

    def _cells(self, code: str) -> list[str]:
        return self._lines[code].split("\t")

    def _parsed(self, code: str) -> Commune:
        _, nom, postcodes, groupings, population, position, parent, _ = self._cells(code)
        departement = departement_of(code)
        latitude, _, longitude = position.removeprefix("~").partition(" ")
        return Commune(
            code=code,
            nom=nom,
            codes_postaux=tuple(postcodes.split()),
            departement=departement,
            region=self.departements[departement][1],
            epci=next(iter(groupings.split()), None),
            population=int(population),
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            parent=parent or None,
            approximate=position.startswith("~"),
        )


def departement_of(code: str) -> str:
    """The département that an INSEE commune code begins with; three characters overseas.

    The official code gives 69 to the whole of the old Rhône; « 69D » and « 69M », which some publishers use for the
    département and the Métropole de Lyon, do not appear in the source, and eligibility zones use 69.

    >>> departement_of("69034"), departement_of("2A004"), departement_of("97411")
    ('69', '2A', '974')
    """
    return code[:3] if code[:2] in ("97", "98") else code[:2]
