"""The SQL of a search: what to ask of which table, so that one index holds a criterion and the position together."""

# ruff: noqa: S608 — only names of our own tables and marks are put in the text; values are bound.

import math
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.directory import schema

KM_PER_DEGREE = 111.32
"""Length of a degree of latitude, and of longitude at the equator (WGS 84), in kilometres."""

Query = tuple[str, list[object]]
"""SQL that gives ids of services, and its values."""

_Asked = tuple[str, list[object]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The criteria of one search, and the SQL for them; each query gives ids of services and its values."""

    thematiques: tuple[str, ...]
    reseaux: tuple[str, ...]
    types: tuple[str, ...]

    def near(self, around: tuple[float, float], km: float, limit: int) -> Query:
        """Held within so many kilometres, nearest first. Distances on the plane that touches the place: exact to 1 % at 60 km."""
        latitude, longitude = around
        high = km / KM_PER_DEGREE
        shrink = max(math.cos(math.radians(latitude)), 0.01)
        wide = high / shrink
        table, conditions, values = self._driven()
        sql = f"""
            SELECT service_id, min((latitude - ?) * (latitude - ?) + ? * (longitude - ?) * (longitude - ?)) AS away
            FROM {table} AS p WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?{conditions}
            GROUP BY service_id HAVING away <= ? ORDER BY away, service_id LIMIT ?"""
        measured = (latitude, latitude, shrink**2, longitude, longitude)
        box = (latitude - high, latitude + high, longitude - wide, longitude + wide)
        return sql, [*measured, *box, *values, high**2, limit]

    def unplaced(self, zone: Collection[str], limit: int) -> Query:
        """Held nowhere, but for who lives in this zone; the services of the zone before those of the country."""
        country = sorted({*schema.EVERYWHERE, "a-distance"})
        codes = sorted({*zone, *country})
        table, conditions, values = self._driven()
        sql = f"""
            SELECT p.service_id FROM {table} AS p JOIN unplaced u ON u.service_id = p.service_id
            WHERE p.latitude IS NULL AND u.code IN ({marks(codes)}){conditions}
            GROUP BY p.service_id ORDER BY min(u.code IN ({marks(country)})), p.service_id LIMIT ?"""
        return sql, [*codes, *values, *country, limit]

    def anywhere(self, limit: int) -> Query:
        """Wherever it is held."""
        table, conditions, values = self._driven()
        sql = f"SELECT DISTINCT service_id FROM {table} AS p WHERE 1{conditions} ORDER BY service_id LIMIT ?"
        return sql, [*values, limit]

    def _driven(self) -> tuple[str, str, list[object]]:
        """The table to start from (its index holds one criterion and the position), and what is left to ask."""
        if self.thematiques:
            table, asked = "service_thematiques", _any("thematique", self.thematiques)
            if self.reseaux:
                asked = _both(asked, _exists("service_reseaux", "service_id", "reseau", self.reseaux))
        elif self.reseaux:
            table, asked = "service_reseaux", _any("reseau", self.reseaux)
        else:
            table, asked = "points", ("", [])
        if self.types:
            asked = _both(asked, _exists("services", "id", "type", self.types))
        return table, *asked


def _any(column: str, codes: tuple[str, ...]) -> _Asked:
    return f" AND p.{column} IN ({marks(codes)})", list(codes)


def _exists(table: str, key: str, column: str, codes: tuple[str, ...]) -> _Asked:
    asked = f"x.{key} = p.service_id AND x.{column} IN ({marks(codes)})"
    return f" AND EXISTS (SELECT 1 FROM {table} x WHERE {asked})", list(codes)


def _both(one: _Asked, other: _Asked) -> _Asked:
    return one[0] + other[0], one[1] + other[1]


def marks(values: Collection[object]) -> str:
    """As many question marks as there are values.

    >>> marks(["a", "b"])
    '?, ?'
    """
    return ", ".join("?" * len(values))
