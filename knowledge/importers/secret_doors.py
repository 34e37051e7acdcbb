"""Addresses that must stay secret, held against those that stand beside them, once all is read and merged.

A service may be at the very door that another service of its structure hides: it is hidden too, and the coordinator is
told. Another structure at that door is not ours to hide: the coordinator is told of it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.directory import row, schema
from knowledge.merging.addresses import Address, address
from knowledge.model import Place, Service, Structure
from knowledge.text import fold

SHOWN = 5
"""Sentences of each kind that the text of the report shows."""

DECIMALS = 4
"""Of a position: some ten metres, one door."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyReport:
    """What was hidden, and what the coordinator should look at: French sentences, with no address in them."""

    hidden: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON holds it."""
        return {"caches_aussi": list(self.hidden), "a_verifier": list(self.doubtful)}

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of the report; nothing where there was nothing to say."""
        return (
            *_some("Cachés aussi, à la même adresse qu'un service confidentiel de leur structure", self.hidden),
            *_some("Adresses confidentielles à vérifier", self.doubtful),
        )

    def __str__(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Door:
    """Where something is held, as far as is known: an INSEE code, the folded name of a town, a street, a position."""

    code: str
    town: str
    street: Address | str | None
    point: Point | None

    @classmethod
    def at(
        cls, street: str | None, code: str | None, town: str | None, latitude: float | None, longitude: float | None
    ) -> "Door":
        """The door of an address, as the fields of an entry have it."""
        point = (
            None if latitude is None or longitude is None else (round(latitude, DECIMALS), round(longitude, DECIMALS))
        )
        return cls(code or "", fold(town or ""), address(street) or fold(street or "") or None, point)

    @classmethod
    def of(cls, place: Structure | Service | Place) -> "Door":
        return cls.at(place.adresse, place.code_insee, place.commune, place.latitude, place.longitude)

    @property
    def known(self) -> bool:
        return self.street is not None or self.point is not None

    def same(self, other: "Door") -> bool:
        """Whether both are one door: one position, or one address in one town where both are known."""
        if self.point is not None and self.point == other.point:
            return True
        return self.street is not None and self.street == other.street and self._same_town(other)

    def _same_town(self, other: "Door") -> bool:
        if self.code and other.code:
            return self.code == other.code
        return not self.town or not other.town or self.town == other.town


def keep_secret(connection: sqlite3.Connection) -> SecrecyReport:
    """Mark as confidential every service at the address of a confidential one of its structure, in a directory that is being
    built, after the last row of `structures` and `services` and before `derive`.

    What a service leaves out of its address is its structure's. Structures at the address of another's secret are only told.
    Doing it twice changes nothing.
    """
    houses = dict(_guarded(connection))
    hidden: list[str] = []
    doubtful: list[str] = []
    secret: dict[str, list[Door]] = {}
    for structure, services in houses.values():
        if structure.complement.adresse_confidentielle:
            secret[structure.id] = [*_doors(structure), *(door for each in services for door in _doors(each))]
            continue
        ours = [each for each in services if each.complement.adresse_confidentielle]
        secret[structure.id] = doors = [door for each in ours for door in _doors(each)]
        others = [each for each in services if not each.complement.adresse_confidentielle]
        for each in others:
            held = Door.of(each) if Door.of(each).known else Door.of(structure)
            if any(held.same(door) for door in doors):
                _mark(connection, each)
                hidden.append(f"« {each.nom} » ({each.id}), de « {structure.nom} »")
        if others and Door.of(structure).known and any(not Door.of(each).known for each in ours):
            doubtful.append(
                f"« {structure.nom} » ({structure.id}) a un service confidentiel sans adresse : si elle est celle de la "
                "structure, marquez aussi la structure, dont l'adresse reste montrée"
            )
    doubtful += _neighbours(connection, {id: doors for id, doors in secret.items() if doors}, houses)
    return SecrecyReport(hidden=tuple(hidden), doubtful=tuple(doubtful))


House = tuple[Structure, tuple[Service, ...]]


def _guarded(connection: sqlite3.Connection) -> Iterator[tuple[str, House]]:
    """The structures with something to hide, and all their services, by id."""
    ids = [id for (id,) in connection.execute(schema.GUARDED_STRUCTURES)]
    if not ids:
        return
    connection.execute("CREATE TEMP TABLE guarded (id TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO guarded VALUES (?)", ((id,) for id in ids))
    offered: defaultdict[str, list[Service]] = defaultdict(list)
    for service in map(schema.service, connection.execute(f"{_SERVICES} WHERE structure_id IN guarded ORDER BY id")):
        offered[service.structure_id].append(service)
    houses = [*map(schema.structure, connection.execute(f"{_STRUCTURES} WHERE id IN guarded ORDER BY id"))]
    connection.execute("DROP TABLE guarded")
    yield from ((house.id, (house, tuple(offered[house.id]))) for house in houses)


def _doors(entry: Structure | Service) -> Iterator[Door]:
    yield from (door for place in (entry, *entry.complement.lieux) if (door := Door.of(place)).known)


def _mark(connection: sqlite3.Connection, service: Service) -> None:
    complement = service.complement.model_copy(update={"adresse_confidentielle": True})
    values = row(service) | {"complement": complement.model_dump_json(exclude_unset=True)}
    connection.execute("UPDATE services SET complement = :complement WHERE id = :id", values)


def _neighbours(
    connection: sqlite3.Connection, secret: Mapping[str, list[Door]], houses: Mapping[str, House]
) -> Iterator[str]:
    """A sentence for each other structure with something at an address that must stay secret."""
    streets = [door for doors in secret.values() for door in doors if door.street is not None]
    towns = {name for door in streets for name in (door.code, door.town) if name}
    points = {door.point for doors in secret.values() for door in doors if door.point is not None}
    told: set[tuple[str, str]] = set()
    for id, name, door in _shown(connection, towns, points):
        for other, doors in secret.items():
            if other == id or (id, other) in told or not any(door.same(each) for each in doors):
                continue
            told.add((id, other))
            yield (
                f"« {name} » ({id}) est à la même adresse que « {houses[other][0].nom} » ({other}), qui est confidentielle : "
                "elle reste montrée. Si c'est la même maison, marquez-la aussi"
            )


def _shown(connection: sqlite3.Connection, towns: set[str], points: set[Point]) -> Iterator[tuple[str, str, Door]]:
    """The id and the name of structures, with each place of theirs, in these towns or at these positions, that is no secret."""

    def near(code: str | None, town: str | None, latitude: float | None, longitude: float | None) -> bool:
        return (
            code in towns or fold(town or "") in towns or Door.at(None, None, None, latitude, longitude).point in points
        )

    if towns or points:
        connection.create_function("near_secret", 4, near, deterministic=True)
        for id, name, *place in connection.execute(_NEAR):
            yield id, name, Door.at(*place)


def _some(title: str, sentences: tuple[str, ...]) -> Iterator[str]:
    if not sentences:
        return
    yield f"{title} : {len(sentences)}."
    yield from (f"      {sentence}" for sentence in sentences[:SHOWN])
    if len(sentences) > SHOWN:
        yield f"      … et {len(sentences) - SHOWN} de plus"


# ruff: noqa: S608 — only names of our own tables and columns are put in the text.
_STRUCTURES = f"SELECT {', '.join(schema.STRUCTURE_FIELDS)} FROM structures"
_SERVICES = f"SELECT {', '.join(schema.SERVICE_FIELDS)} FROM services"
_NEAR = f"""
    SELECT id, nom, adresse, code_insee, commune, latitude, longitude FROM structures
    WHERE NOT {schema.GUARDED} AND near_secret(code_insee, commune, latitude, longitude)
    UNION ALL
    SELECT o.id, o.nom, s.adresse, s.code_insee, s.commune, s.latitude, s.longitude
    FROM (SELECT * FROM services WHERE NOT {schema.GUARDED}) s
    JOIN structures o ON o.id = s.structure_id AND NOT instr(o.complement, '"adresse_confidentielle":true')
    WHERE near_secret(s.code_insee, s.commune, s.latitude, s.longitude)
    ORDER BY 1"""
