"""Read a directory: one service, those of a structure, or what can be offered around a place. Read-only, any thread."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.directory import schema
from knowledge.directory.damage import check, corrupt
from knowledge.directory.offers import Entry, Info, Offer, Overlay
from knowledge.directory.queries import Wanted
from knowledge.directory.tables import HOUSE, SERVICE_ID, SERVICES, STRUCTURE_ID, STRUCTURES, Tables
from knowledge.errors import DirectoryCorrupt
from knowledge.model import Service, Structure
from knowledge.secrecy import ON_SCREENS, Hidden

UNPLACED_SHARE = 4
"""Of a full answer, at most one in so many is a service without a place (a national line): the near ones keep theirs."""

CACHE_KB = 4_000
"""Memory for pages that were read: the system keeps those of the file, and more here makes no answer faster, even at
150,000 services."""


class Directory:
    """A directory in service. `Directory.open(path)` makes one; close it, or use it in a `with`.

    An address that must stay secret, and the words that repeat it, are in nothing that it gives but in `entries` and `entry`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        info: Info,
        themes: frozenset[str],
        guarded: frozenset[str] = frozenset(),
    ) -> None:
        """`guarded` are the ids of the structures with an address, theirs or of a service, that must stay secret."""
        self.path = path
        self.info = info
        self._tables = Tables(path, connection)
        self._themes = themes
        self._guarded = guarded
        self._overlay: Overlay | None = None

    def under(self, overlay: Overlay) -> Self:
        """The same directory, read through the same connection, whose offers are as the overlay knows them."""
        directory = copy(self)
        directory._overlay = overlay
        return directory

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the directory at this path.

        Raises DirectoryMissing or DirectoryCorrupt, with a French sentence that names the command to run. A directory
        that is replaced while open goes on serving what it held: open it again to see the new one.
        """
        check(path)
        # A directory is replaced, never written in place: SQLite may do without locks, even on a read-only disk.
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise DirectoryCorrupt(corrupt(path, "il ne s'ouvre pas")) from error
        try:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
            if meta.get("schema") != str(schema.VERSION):
                raise DirectoryCorrupt(corrupt(path, "il vient d'une autre version d'Aiguilleur"))
            info = Info(
                built_at=datetime.fromisoformat(meta["built_at"]),
                demonstration=meta["demonstration"] == "1",
                structures=int(meta["structures"]),
                services=int(meta["services"]),
                sources=tuple(json.loads(meta["sources"])),
            )
            connection.execute(f"{STRUCTURES} LIMIT 1").fetchone()
            connection.execute(f"{SERVICES} LIMIT 1").fetchone()
            themes = frozenset(code for (code,) in connection.execute(_THEMES))
            guarded = frozenset(id for (id,) in connection.execute(schema.GUARDED_STRUCTURES))
        except (sqlite3.Error, KeyError, ValueError) as error:
            connection.close()
            raise DirectoryCorrupt(corrupt(path, "il est abîmé")) from error
        except DirectoryCorrupt:
            connection.close()
            raise
        return cls(path, connection, info, themes, guarded)

    def structure(self, id: str) -> Structure | None:
        """The structure with this id, or the one that stands for it since they were found to be the same."""
        found = self._tables.structure(self._tables.standing("structure", id))
        return self._hidden(found).without(found) if found and found.id in self._guarded else found

    def service(self, id: str) -> Service | None:
        """The service with this id, or the one that stands for it."""
        rows = self._tables.rows(f"{SERVICES} WHERE id = ?", (self._tables.standing("service", id),))
        found = schema.service(rows[0]) if rows else None
        if found is None or found.structure_id not in self._guarded:
            return found
        house = self._tables.structure(found.structure_id)
        return self._hidden(house).without(found) if house else found

    def entry(self, structure_id: str) -> Entry | None:
        """The structure with this very id and its services, what must stay secret with the rest, as `entries` gives them."""
        house = self._tables.structure(structure_id)
        return (house, self._tables.services_of(house.id)) if house else None

    def offer(self, service_id: str) -> Offer | None:
        """The service with this id, or the one that stands for it, and its structure."""
        return next(iter(self._fetched([self._tables.standing("service", service_id)])), None)

    def offers_of(self, structure_id: str) -> tuple[Offer, ...]:
        """The services of a structure, or of the one that stands for it, by name."""
        house = self._tables.standing("structure", structure_id)
        ids = self._tables.rows("SELECT id FROM services WHERE structure_id = ? ORDER BY nom, id", (house,))
        return self._fetched([id for (id,) in ids])

    def these(self, service_ids: Iterable[str]) -> tuple[Offer, ...]:
        """The services with these ids, in this order, but for those that are not there."""
        return self._fetched([*service_ids])

    def service_keyed(self, key: str) -> Offer | None:
        """The service whose id has this key (`knowledge.keys`): what a button or a link carried."""
        return self.offer(key) or next(map(self.offer, self._tables.keyed("services", key)), None)

    def structure_keyed(self, key: str) -> Structure | None:
        """The structure whose id has this key."""
        return self.structure(key) or next(map(self.structure, self._tables.keyed("structures", key)), None)

    def entries(self) -> Iterator[Entry]:
        """Every structure with its services, in the order of their ids, what must stay secret with the rest: whoever writes
        them for somebody chooses what they may have (`knowledge.exporters`). Memory does not grow with the directory."""
        last = ""
        while rows := self._tables.rows(f"{STRUCTURES} WHERE id > ? ORDER BY id LIMIT {_PAGE}", (last,)):
            structures = [schema.structure(row) for row in rows]
            first, last = structures[0].id, structures[-1].id
            within = f"{SERVICES} WHERE structure_id BETWEEN ? AND ? ORDER BY structure_id, id"
            mine: dict[str, list[Service]] = {}
            for row in self._tables.rows(within, (first, last)):
                mine.setdefault(row[HOUSE], []).append(schema.service(row))
            for structure in structures:
                yield structure, tuple(mine.get(structure.id, ()))

    def offers(
        self,
        *,
        thematiques: Collection[str] = (),
        reseaux: Collection[str] = (),
        types: Collection[str] = (),
        around: tuple[float, float] | None = None,
        km: float = 60,
        zone: Collection[str] = (),
        limit: int = 400,
    ) -> tuple[Offer, ...]:
        """The services that fit, nearest first; at most `limit`.

        A service fits when it has any of `thematiques` (a code without `--` is a whole category), and its structure any
        of `reseaux`, and its type is among `types`; what is left empty asks nothing. With `around` (latitude, longitude
        in degrees), it must be held within `km` of it. A service that is held nowhere (a national line, a confidential
        address) fits when its zone of eligibility meets `zone` (codes of commune, EPCI, department) or is the whole
        country, when it is in a commune of `zone`, or when it is reached at a distance; these come last, and up to a
        quarter of the places is kept for them.
        """
        wanted = Wanted(self._codes(thematiques), tuple(reseaux), tuple(types))
        if thematiques and not wanted.thematiques:
            return ()
        if around is None:
            ids = self._tables.ids(*wanted.anywhere(limit))
            return self._fetched(ids)
        unplaced = self._tables.ids(*wanted.unplaced(zone, limit))
        near: list[str] = []
        # Where there is much, what is near fills the answer: no need to measure the whole circle.
        for radius in (km / 8, km):
            near = self._tables.ids(*wanted.near(around, radius, limit))
            if len(near) >= limit:
                break
        kept = max(limit - len(near), min(len(unplaced), limit // UNPLACED_SHARE))
        return self._fetched(near[: limit - min(len(unplaced), kept)] + unplaced[:kept])

    def close(self) -> None:
        """Let the file go. A closed directory answers nothing more."""
        self._tables.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _codes(self, thematiques: Collection[str]) -> tuple[str, ...]:
        whole = tuple(f"{code}--" for code in thematiques if "--" not in code)
        return tuple(code for code in sorted(self._themes) if code in thematiques or code.startswith(whole))

    def _fetched(self, ids: Sequence[str]) -> tuple[Offer, ...]:
        """The offers with these ids, in this order."""
        services = {row[SERVICE_ID]: row for row in self._tables.by_id(SERVICES, ids)}
        houses = {services[id][HOUSE] for id in ids if id in services}
        structures = {
            row[STRUCTURE_ID]: schema.structure(row) for row in self._tables.by_id(STRUCTURES, sorted(houses))
        }
        offers = tuple(
            Offer(schema.service(services[id]), structures[services[id][HOUSE]])
            for id in ids
            if id in services and services[id][HOUSE] in structures
        )
        offers = self._overlay.over(offers) if self._overlay else offers
        return offers if self._guarded.isdisjoint(structures) else self._discreet(offers)

    def _discreet(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The same offers without an address that must stay secret, theirs or of a sibling, and the words that repeat it."""
        houses = {each.structure.id: each.structure for each in offers if each.structure.id in self._guarded}
        hidden = {id: self._hidden(house) for id, house in houses.items()}
        return tuple(
            replace(each, service=by.without(each.service), structure=by.without(each.structure))
            if (by := hidden.get(each.structure.id))
            else each
            for each in offers
        )

    def _hidden(self, house: Structure) -> Hidden:
        return Hidden(house, self._tables.services_of(house.id), fields=ON_SCREENS)


_PAGE = 500
"""Structures read at once by `entries`."""

_THEMES = "SELECT DISTINCT thematique FROM service_thematiques"
