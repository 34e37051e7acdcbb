"""Write a territory: as a directory with its index, with what its names are made of; or as files to import."""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, astuple, fields
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from knowledge.directory import derive, describe, replacing, row
from knowledge.model import Service, Structure
from knowledge.places import Places
from knowledge.search import index
from scripts.bench_search.entries import Made, Target

BATCH = 2_000
"""Structures written at once."""

BUILT = datetime(2026, 11, 2, tzinfo=UTC)


def write_directory(entries: Iterable[Made], path: Path) -> Path:
    """A directory without its search index, and beside it the targets, in a table of the same name (`.tsv`)."""
    places = Places.load()

    def centre(code: str) -> tuple[float, float] | None:
        commune = places.commune(code)
        return commune.position if commune else None

    with replacing(path) as db, targets_of(path).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(field.name for field in fields(Target))
        for batch in _batches(entries):
            db.table("structures").insert_all(map(row, (one.structure for one in batch)), batch_size=500)
            db.table("services").insert_all(
                map(row, chain.from_iterable(one.services for one in batch)), batch_size=500
            )
            table.writerows(astuple(one.target) for one in batch)
        derive(db, centre)
        describe(db, built_at=BUILT, demonstration=False)
    return path


def reindex(path: Path) -> Path:
    """Make the search index of a directory, in place of the one that it has: a directory of the bench serves nobody."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = memory")
        connection.execute("pragma synchronous = off")
        index(Database(connection))
        connection.commit()
    return path


def targets_of(path: Path) -> Path:
    """Where the targets of a directory stand."""
    return path.with_suffix(".tsv")


def read_targets(path: Path) -> list[Target]:
    """The targets of a directory that `write_directory` wrote."""
    with targets_of(path).open(encoding="utf-8", newline="") as file:
        return [Target(**line) for line in csv.DictReader(file, delimiter="\t")]


def write_json(entries: Iterable[Made], folder: Path) -> Path:
    """`structures.json` and `services.json` of data·inclusion v1, written as they come; the folder that holds them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "structures.json").open("w", encoding="utf-8") as structures,
        (folder / "services.json").open("w", encoding="utf-8") as services,
    ):
        for number, made in enumerate(entries):
            _append(structures, made.structure, first=number == 0)
            for rank, service in enumerate(made.services):
                _append(services, service, first=number == rank == 0)
        structures.write("\n]\n")
        services.write("\n]\n")
    return folder


def _append(file: Any, entry: Structure | Service, *, first: bool) -> None:
    given = {name: value for name, value in asdict(entry).items() if value not in (None, ()) and name != "complement"}
    if entry.complement.model_fields_set:
        given["complement"] = entry.complement.model_dump(mode="json", exclude_unset=True)
    file.write("[\n" if first else ",\n")
    json.dump(given, file, ensure_ascii=False, default=str)


def _batches(entries: Iterable[Made]) -> Iterator[list[Made]]:
    waiting = iter(entries)
    while batch := list(islice(waiting, BATCH)):
        yield batch
