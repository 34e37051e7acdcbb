"""Read our own public JSON file back: a structure a record, with its services inside."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.importers import checking
from knowledge.importers.json_records import objects
from knowledge.importers.records import Origin, Record, Refused, Rejected
from knowledge.importers.sources import Source, reading

NAME = "fichier JSON public d'Aiguilleur"

_HEAD = re.compile(r'\s*\{\s*("\$schema"\s*:\s*"[^"]*"\s*,\s*)?"api_version"\s*:')
_LONGEST_HEAD = 4096


def recognises(source: Source) -> bool:
    """Whether a JSON file begins as ours does."""
    if source.kind != "json":
        return False
    with reading(source.path, source.shown), source.path.open(encoding=source.encoding, errors="replace") as file:
        return bool(_HEAD.match(file.read(_LONGEST_HEAD)))


def records(source: Source) -> Iterator[Record | Rejected]:
    """A structure, then each of its services, all counted at the rank of their structure in the file.

    Raises InputError when the file cannot be read on.
    """
    for number, given in enumerate(objects(source), 1):
        origin = Origin(source.name, "enregistrement", number)
        yield _item(origin, given)
        services = given.get("services")
        for service in services if isinstance(services, list) else ():
            if isinstance(service, dict):
                yield _item(origin, {**service, "structure_id": given.get("id")})


def _item(origin: Origin, given: Mapping[str, Any]) -> Record | Rejected:
    values = {name: _plain(value) for name, value in given.items()}
    hours = given.get("horaires")
    values["horaires_accueil"] = hours.get("osm") if isinstance(hours, dict) else None
    try:
        entry, remarks = (checking.service if "structure_id" in given else checking.structure)(values)
    except Refused as refused:
        return Rejected(origin, refused.reason, str(refused), refused.id)
    return Record(origin, (entry,), remarks)


def _plain(value: Any) -> Any:
    """A labelled code as its code; the rest as it is."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value["code"] if isinstance(value, dict) and value.keys() == {"code", "libelle"} else value
