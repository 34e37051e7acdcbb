"""Three national files at once, as a coordinator would load them: what becomes one, and that nothing is lost."""

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from knowledge.directory import row, schema
from knowledge.importers import checking
from knowledge.importers.records import Refused
from knowledge.merging import MergeReport, merge
from knowledge.model import Service, Structure
from knowledge.text import fold
from tests.merging import services, structures, table

DATA = Path(__file__).parents[2] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real files is not beside the repository")

LISTED = {"nom": "lib_fs", "adresse": "adresse", "code_insee": "insee_com", "code_postal": "code_postal", "commune": "lib_com",
          "latitude": "latitude", "longitude": "longitude", "courriel": "mail", "telephone": "telephone"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    report: MergeReport
    before: dict[str, Structure]
    services_before: dict[str, Service]
    db: Database


def given() -> Iterator[Structure | Service]:
    for path, check in (
        ("data_inclusion_france/structures.json", checking.structure),
        ("data_inclusion_france/services.json", checking.service),
        ("social_france/structures.json", checking.structure),
    ):
        for record in json.loads((DATA / path).read_text(encoding="utf-8")):
            yield from taken(check, record)
    with (DATA / "france_services_2022.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            record = {field: line[column] for field, column in LISTED.items()}
            yield from taken(
                checking.structure,
                record | {"id": f"liste--{line['id_fs']}", "source": "liste", "date_maj": "2022-03-01"},
            )


def taken(check: Any, record: Mapping[str, Any]) -> Iterator[Structure | Service]:
    try:
        yield check(record)[0]
    except Refused:
        return


@pytest.fixture(scope="module")
def loaded() -> Iterator[Loaded]:
    connection = sqlite3.connect(":memory:")
    db = Database(connection)
    schema.create(db)
    entries = list(given())
    for name, kind in (("structures", Structure), ("services", Service)):
        db.table(name).insert_all((row(each) for each in entries if isinstance(each, kind)), ignore=True)
    before, services_before = structures(db), services(db)
    yield Loaded(merge(db, table=table()), before, services_before, db)
    connection.close()


def test_what_three_files_tell_is_told_once_and_nothing_is_lost(loaded: Loaded) -> None:
    report = loaded.report
    assert 0.18 < 1 - report.structures / report.structures_before < 0.24
    gone = {id for (id,) in loaded.db.execute("SELECT id FROM absorbed").fetchall()}
    assert (
        structures(loaded.db).keys() | services(loaded.db).keys() | gone
        == loaded.before.keys() | loaded.services_before.keys()
    )


def test_nearly_every_house_of_the_national_list_meets_its_twin(loaded: Loaded) -> None:
    """Two publications of one list: same name and same commune, once in each."""
    found: defaultdict[tuple[str, str | None], list[Structure]] = defaultdict(list)
    for each in loaded.before.values():
        if each.source in ("france-services", "liste"):
            found[fold(each.nom), each.code_insee].append(each)
    twins = [pair for pair in found.values() if sorted(each.source for each in pair) == ["france-services", "liste"]]
    into = dict(loaded.db.execute("SELECT id, into_id FROM absorbed").fetchall())
    merged = sum(into.get(one.id, one.id) == into.get(other.id, other.id) for one, other in twins)
    assert len(twins) > 2000
    assert merged / len(twins) > 0.97


def test_no_merge_joins_two_structures_that_are_far_apart(loaded: Loaded) -> None:
    after = structures(loaded.db)
    sizes: Counter[str] = Counter()
    for id, into in loaded.db.execute("SELECT id, into_id FROM absorbed WHERE kind = 'structure'").fetchall():
        one, other = loaded.before[id], after[into]
        sizes[into] += 1
        # The first two figures are the département: a commune that was merged away has another code, never another one.
        assert not one.code_insee or not other.code_insee or one.code_insee[:2] == other.code_insee[:2]
        if one.latitude and other.latitude and one.longitude and other.longitude:
            assert abs(one.latitude - other.latitude) < 0.1
            assert abs(one.longitude - other.longitude) < 0.1
    assert max(sizes.values()) <= 6


def test_a_directory_made_of_the_result_in_another_order_is_the_same(loaded: Loaded) -> None:
    houses, offers = structures(loaded.db), services(loaded.db)
    connection = sqlite3.connect(":memory:")
    try:
        db = Database(connection)
        schema.create(db)
        db.table("structures").insert_all(row(each) for each in reversed(houses.values()))
        db.table("services").insert_all(row(each) for each in reversed(offers.values()))
        report = merge(db, table=table())
        assert (structures(db), services(db)) == (houses, offers)
        assert report.doubtful == loaded.report.doubtful
    finally:
        connection.close()
