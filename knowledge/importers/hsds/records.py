"""The records of files of HSDS, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.importers import checking
from knowledge.importers.hsds import names, organization, service, shapes
from knowledge.importers.hsds.related import Related
from knowledge.importers.hsds.told import Object, objects, one
from knowledge.importers.json_records import objects as json_objects
from knowledge.importers.records import Origin, Record, Refused, Rejected, Remark
from knowledge.importers.sources import Source
from knowledge.importers.tables import shifted, table
from knowledge.model import Service, Structure

Item = Record | Rejected
Cells = Mapping[str, object]
Lines = Iterator[tuple[Origin, Cells]]

_READ = {"organization": organization.READ, "service": service.READ}
_SHIFTED = "colonnes_decalees"
"""The one field of a line of which nobody knows which cell is too many."""

_DESCRIBING = frozenset({"datapackage", "package", "schema"})
"""Files of a folder that describe its tables and hold no data."""


def records(source: Source) -> Iterator[Item]:
    """The organisations and services of a file or a folder. Raises InputError when it cannot be read on."""
    reader = _Reader()
    if source.kind == "tables":
        yield from _tables(_members(source, reader), reader)
        return
    match shapes.shape(source):
        case "tables":
            yield from _tables(_lists(source), reader)
        case "single":
            yield from reader.spread(Origin(source.name, "enregistrement", 1), shapes.small(source))
        case "objects":
            for number, given in enumerate(json_objects(source), 1):
                yield from reader.spread(Origin(source.name, "enregistrement", number), given)


@dataclass(slots=True)
class _Reader:
    """Makes records of objects. What is said once a file is kept here."""

    aside: list[Remark] = field(default_factory=list)
    """Remarks on the file, told with its first record."""
    _fields: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)
    _last: tuple[object, Structure] | None = None

    def spread(self, origin: Origin, given: Object) -> Iterator[Item]:
        """The records of one object: a service, or an organisation and the services that it holds."""
        match shapes.entity(given):
            case "service_at_location":
                held = {name: value for name, value in given.items() if name != "service"}
                yield self.service(origin, {**one(given["service"]), "service_at_locations": [held]})
            case "organization":
                yield self.organization(origin, given)
                for offered in objects(given.get("services")):
                    yield self.service(origin, {**offered, "organization": given}, housed=True)
            case "other":
                message = "ce n'est ni une organisation ni un service (un lieu ou un thème seul)"
                yield Rejected(origin, "hors_sujet", message, str(given.get("id") or "") or None)
            case _:
                yield self.service(origin, given)

    def organization(self, origin: Origin, given: Object) -> Item:
        """The record of an organisation."""
        try:
            entry, remarks = self._structure(given)
        except Refused as refused:
            return Rejected(origin, refused.reason, str(refused), refused.id)
        return Record(origin, (entry,), self._remarks("organization", given, remarks))

    def service(self, origin: Origin, given: Object, *, housed: bool = False) -> Item:
        """The record of a service, with its organisation where it comes inside and no record of its own is made of it."""
        house = one(given.get("organization"))
        entries: list[Structure | Service] = []
        remarks: tuple[Remark, ...] = ()
        try:
            mapped = service.service(given)
            if house and not housed:
                entry, remarks = self._structure(house)
                entries.append(entry)
                remarks = self._remarks("organization", house, remarks)
            offered, more = checking.service(mapped.given)
        except Refused as refused:
            return Rejected(origin, refused.reason, str(refused), refused.id)
        told = (*remarks, *mapped.told.remarks, *more)
        return Record(origin, (*entries, offered), self._remarks("service", given, told))

    def _structure(self, given: Object) -> tuple[Structure, tuple[Remark, ...]]:
        """The structure of an organisation; its remarks the first time only, because every service repeats it."""
        if self._last and self._last[0] == given:
            return self._last[1], ()
        mapped = organization.structure(given)
        entry, remarks = checking.structure(mapped.given)
        self._last = (given, entry)
        first = entry.id not in self._told
        self._told.add(entry.id)
        return entry, (*mapped.told.remarks, *remarks) if first else ()

    def _remarks(self, kind: str, given: Object, told: Iterable[Remark]) -> tuple[Remark, ...]:
        """The remarks of a record, and once a file those on the file and on fields that nothing here holds."""
        new = {name for name in given.keys() - _READ[kind] if given[name] not in (None, "", [], {})}
        new = {f"{kind}.{name}" for name in new} - self._fields
        self._fields |= new
        once, self.aside = self.aside, []
        ignored = (
            Remark("champ_ignore", f"« {name} » de HSDS n'a pas de place ici, laissé de côté") for name in sorted(new)
        )
        return (*told, *once, *ignored)


def _tables(files: Iterable[tuple[str, Lines]], reader: _Reader) -> Iterator[Item]:
    """The records of related tables: the organisations, then the services with all that belongs to them."""
    with Related() as related:
        for stem, lines in files:
            related.add(stem, lines)
        related.close_intake()
        for origin, given in related.objects("organization"):
            yield shifted(origin) if _SHIFTED in given else reader.organization(origin, given)
        for origin, given in related.objects("service"):
            yield shifted(origin) if _SHIFTED in given else reader.service(origin, given, housed=True)


def _members(source: Source, reader: _Reader) -> Iterator[tuple[str, Lines]]:
    """The tables of a folder."""
    unread = []
    for stem, member in source.members.items():
        kind = names.table(stem)
        if kind is not None and member.kind in ("csv", "xlsx"):
            yield stem, _lines(member, kind, reader)
        elif stem not in _DESCRIBING:
            unread.append(member.name)
    if unread:
        reader.aside.append(
            Remark("fichier_ignore", f"non lus, le dossier est lu par ses tables HSDS : {', '.join(sorted(unread))}")
        )


def _lines(member: Source, kind: str, reader: _Reader) -> Lines:
    """The lines of a table. One with too many cells is refused when it is a record of its own, and told otherwise."""
    lost = 0
    with table(member) as opened:
        for found in opened.lines:
            if not found.shifted:
                cells = dict(zip(opened.header, found.cells, strict=False))
            elif kind in _READ:
                cells = {_SHIFTED: True}
            else:
                lost += 1
                continue
            yield Origin(member.name, "ligne", found.number), cells
    if lost:
        message = f"{member.name} : {lost} lignes ont plus de cellules que de colonnes, elles n'ont pas été lues"
        reader.aside.append(Remark("lignes_decalees", message))


def _lists(source: Source) -> Iterator[tuple[str, Lines]]:
    """The tables of one JSON object."""
    for name, lines in shapes.small(source).items():
        stem = name.removesuffix(".csv").lower()
        origins = (
            (Origin(f"{source.name}, {name}", "enregistrement", number), line)
            for number, line in enumerate(objects(lines), 1)
        )
        yield stem, origins
