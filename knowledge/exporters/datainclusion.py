"""data·inclusion v1, as its open data are released: a zip of the structures and of the services, in JSON or in CSV.

A record has the fields of the standard, and one more, `complement`, where we know what the standard has no field for:
other readers pass over it, ours reads it. Source: package `data-inclusion-schema`, models `v1.Structure` and `v1.Service`.
"""

import csv
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import fields
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP64_LIMIT

from knowledge.exporters.undated import UndatedZip
from knowledge.exporters.writing import aside, replacing_file
from knowledge.model import Service, Structure

NAME = "data·inclusion v1 (JSON)"
NAME_CSV = "data·inclusion v1 (CSV)"

STRUCTURE_FIELDS = tuple(field.name for field in fields(Structure))
SERVICE_FIELDS = tuple(field.name for field in fields(Service))


def record(entry: Structure | Service) -> dict[str, Any]:
    """An entry as a record of the standard, without what it leaves out: days in ISO 8601, codes in lists.

    What is optional in the standard is absent rather than null: one of its lists may not be empty.
    """
    names = SERVICE_FIELDS if isinstance(entry, Service) else STRUCTURE_FIELDS
    values = {name: value for name in names if (value := getattr(entry, name)) is not None and value != ()}
    values["date_maj"] = entry.date_maj.isoformat()
    values |= {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
    complement = values.pop("complement").model_dump(mode="json", exclude_defaults=True)
    return values | ({"complement": complement} if complement else {})


def export(entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, private: bool = False) -> None:
    """Write `structures.json` and `services.json`, each a list, in a zip file. Raises ExportError."""
    _export(entries, target, private, _JsonList, "json")


def export_csv(
    entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, private: bool = False
) -> None:
    """The same with `structures.csv` and `services.csv`: lists and `complement` in JSON in their cells. Raises ExportError.

    These are for programs: cells are as they are, and a spreadsheet may read some as numbers or formulas.
    """
    _export(entries, target, private, _Table, "csv")


class _JsonList:
    """Records as a JSON list, one a line."""

    def __init__(self, file: IO[bytes], names: tuple[str, ...]) -> None:
        self._file = file
        self._before = b"[\n"

    def add(self, values: dict[str, Any]) -> None:
        self._file.write(self._before + json.dumps(values, ensure_ascii=False).encode())
        self._before = b",\n"

    def close(self) -> None:
        self._file.write(b"[]\n" if self._before == b"[\n" else b"\n]\n")


class _Table:
    """Records as the lines of a CSV."""

    def __init__(self, file: IO[bytes], names: tuple[str, ...]) -> None:
        self._text = TextIOWrapper(file, "utf-8", newline="")
        self._writer = csv.DictWriter(self._text, names, lineterminator="\r\n")
        self._writer.writeheader()

    def add(self, values: dict[str, Any]) -> None:
        self._writer.writerow({name: _in_cell(value) for name, value in values.items()})

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


def _in_cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _export(
    entries: Iterable[tuple[Structure, tuple[Service, ...]]],
    target: Path,
    private: bool,
    form: type[_JsonList] | type[_Table],
    ending: str,
) -> None:
    with ExitStack() as open_files:
        file = open_files.enter_context(replacing_file(target, private=private))
        # A zip file takes one member at a time: both wait on the disk, not in memory.
        parts = {name: open_files.enter_context(aside(target)) for name in ("structures", "services")}
        structures, services = form(parts["structures"], STRUCTURE_FIELDS), form(parts["services"], SERVICE_FIELDS)
        for structure, offered in entries:
            structures.add(record(structure))
            for service in offered:
                services.add(record(service))
        structures.close()
        services.close()
        archive = open_files.enter_context(UndatedZip(file))
        for name, part in parts.items():
            large = part.seek(0, os.SEEK_END) >= ZIP64_LIMIT
            part.seek(0)
            with archive.open(f"{name}.{ending}", "w", force_zip64=large) as packed:
                shutil.copyfileobj(part, packed)
