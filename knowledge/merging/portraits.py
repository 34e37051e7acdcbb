"""What is compared of a structure: its name taken apart, its town, its door, its numbers."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.merging.addresses import Address, address
from knowledge.merging.names import Name, name, spelt
from knowledge.places.table import Table

KEPT = 100_000
"""Portraits that are kept in memory at once: some 100 MB."""

_COLUMNS = (
    "rowid, id, source, nom, commune, code_postal, code_insee, adresse, latitude, longitude, telephone, courriel, siret"
)


@dataclass(frozen=True, slots=True)
class Portrait:
    """One structure, ready to be compared. `number` is its row; `town` the INSEE code of its commune of today, an
    arrondissement standing for its city; `place` the name of the town and its département."""

    number: int
    id: str
    source: str
    name: Name
    town: str | None
    place: str | None
    address: Address | None
    point: tuple[float, float] | None
    phone: str | None
    mail: str | None
    siret: str | None


class Portraits:
    """The portraits of a directory, made when they are asked for; a bounded number of them is kept."""

    def __init__(self, connection: sqlite3.Connection, table: Table) -> None:
        self._connection = connection
        self._kept: dict[int, Portrait] = {}
        self._town = lru_cache(maxsize=40_000)(_Towns(table).today)

    def every(self) -> Iterator[Portrait]:
        """All of them, in the order of their rows."""
        for row in self._connection.execute(f"SELECT {_COLUMNS} FROM structures ORDER BY rowid"):  # noqa: S608
            made = self._made(row)
            if len(self._kept) < KEPT:
                self._kept[made.number] = made
            yield made

    def of(self, numbers: Iterable[int]) -> dict[int, Portrait]:
        """Those of some rows; a row that is gone is left out."""
        wanted = set(numbers)
        missing = sorted(number for number in wanted if number not in self._kept)
        if missing:
            if len(self._kept) + len(missing) > KEPT:
                self._kept = {number: self._kept[number] for number in wanted if number in self._kept}
            marks = ", ".join(map(str, missing))
            for row in self._connection.execute(f"SELECT {_COLUMNS} FROM structures WHERE rowid IN ({marks})"):  # noqa: S608
                self._kept[row[0]] = self._made(row)
        return {number: self._kept[number] for number in wanted if number in self._kept}

    def forget(self, numbers: Iterable[int]) -> None:
        """Rows that have changed."""
        for number in numbers:
            self._kept.pop(number, None)

    def _made(self, row: tuple[object, ...]) -> Portrait:
        number, id, source, nom, commune, postcode, insee, street, latitude, longitude, phone, mail, siret = row
        assert isinstance(number, int)
        codes = [str(code) for code in (postcode, insee) if code]
        town = str(commune) if commune else None
        placed = isinstance(latitude, float) and isinstance(longitude, float)
        return Portrait(
            number=number,
            id=str(id),
            source=str(source),
            name=name(str(nom), town, codes),
            town=self._town(str(insee)) if insee else None,
            place=f"{' '.join(_named(town))}@{codes[0][:2]}" if town and codes else None,
            address=address(str(street)) if street else None,
            point=(latitude, longitude) if placed else None,  # type: ignore[arg-type]
            phone=str(phone) if phone else None,
            mail=str(mail).lower() if mail else None,
            siret=str(siret) if siret else None,
        )


class _Towns:
    def __init__(self, table: Table) -> None:
        self._table = table

    def today(self, code: str) -> str:
        """The code of the commune of today, the city for an arrondissement; a code that is unknown, as it is."""
        commune = self._table.commune(code)
        return (commune.parent or commune.code) if commune else code


def _named(town: str) -> list[str]:
    return [word for word in spelt(town) if word != "cedex" and not word[0].isdigit()]
