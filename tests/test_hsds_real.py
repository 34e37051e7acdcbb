"""Real files of Open Referral HSDS: every record is taken or refused, and none is lost on the way."""

from collections import Counter
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

from knowledge.importers import hsds
from knowledge.importers.records import Record, Rejected
from knowledge.importers.sources import opened
from knowledge.model import Service, Structure

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real inputs are not on this machine")

Item = Record | Rejected


def read(path: Path) -> list[Item]:
    with opened([path]) as sources:
        return [item for source in sources if hsds.recognises(source) for item in hsds.records(source)]


def entries(items: list[Item], kind: type[Any]) -> dict[str, Any]:
    return {
        each.id: each for item in items if isinstance(item, Record) for each in item.entries if isinstance(each, kind)
    }


@pytest.fixture(scope="module")
def large() -> list[Item]:
    return read(SHARED / "hsds3_large")


@pytest.fixture(scope="module")
def nested() -> list[Item]:
    return read(SHARED / "hsds3_large" / "services.json")


def test_the_tables_of_a_large_directory_are_read_whole(large: list[Item]) -> None:
    assert len(large) == 1074 + 4089
    assert (len(entries(large, Structure)), len(entries(large, Service))) == (1074, 4089)


def test_services_without_their_organisation_are_refused_in_both_forms(large: list[Item], nested: list[Item]) -> None:
    houses = entries(large, Structure)
    orphans = [each for each in entries(large, Service).values() if each.structure_id not in houses]
    assert len(orphans) == 447  # the import refuses them: structure_inconnue
    refused = Counter(item.reason for item in nested if isinstance(item, Rejected))
    assert (len(nested), refused) == (4089, {"structure_absente": 447})


def test_tables_and_json_of_one_directory_say_the_same_of_a_service(large: list[Item], nested: list[Item]) -> None:
    by_tables, by_json = entries(large, Service), entries(nested, Service)
    assert len(by_json) == 4089 - 447
    for name in (
        "nom",
        "horaires_accueil",
        "structure_id",
        "mobilisation_precisions",
        "lien_mobilisation",
    ):
        assert [id for id, each in by_json.items() if getattr(each, name) != getattr(by_tables[id], name)] == []


def test_json_that_does_not_say_a_country_gives_a_number_in_words(large: list[Item], nested: list[Item]) -> None:
    by_tables = entries(large, Service)
    others = [each for each in entries(nested, Service).values() if each.telephone != by_tables[each.id].telephone]
    assert len(others) == 26  # their place has no address, and their organisation comes without its places
    assert all(each.telephone is None and "Autre téléphone indiqué" in each.description for each in others)


def test_nothing_american_is_taken_for_french(large: list[Item], nested: list[Item]) -> None:
    for each in [
        *entries(large, Service).values(),
        *entries(large, Structure).values(),
        *entries(nested, Service).values(),
    ]:
        assert (each.code_postal, each.code_insee, each.commune) == (None, None, None)
        if each.telephone:
            assert phonenumbers.parse(each.telephone).country_code == 1


def test_a_record_without_a_number_has_none(large: list[Item]) -> None:
    silent = [each for each in entries(large, Service).values() if not each.telephone]
    in_words = [each for each in silent if "Autre téléphone indiqué" in (each.description or "")]
    assert len(silent) - len(in_words) == 22


def test_no_text_shows_a_line_break_as_two_signs(large: list[Item]) -> None:
    assert [each.id for each in entries(large, Service).values() if "\\n" in (each.description or "")] == []


def test_hours_are_those_of_the_schedules_or_stay_in_words(large: list[Item]) -> None:
    services = entries(large, Service).values()
    sure = sum(each.horaires_accueil is not None for each in services)
    doubtful = sum(
        each.horaires_accueil is None and "Horaires indiqués" in (each.description or "") for each in services
    )
    assert sure + doubtful == 2597  # services that have schedules
    assert sure > 2100


@pytest.mark.parametrize(
    ("folder", "organizations", "services", "refused"),
    [("hsds1/florida", 20, 135, {}), ("hsds1/ilao", 33, 430, {"id_absent": 1}), ("hsds3_examples/csv", 1, 1, {})],
)
def test_smaller_directories_are_read_whole(
    folder: str, organizations: int, services: int, refused: dict[str, int]
) -> None:
    items = read(SHARED / folder)
    assert len(items) == organizations + services
    assert Counter(item.reason for item in items if isinstance(item, Rejected)) == refused
    assert len(entries(items, Structure)) == organizations
    assert len(entries(items, Service)) == services - sum(refused.values())


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("service_full", 1, 0),
        ("service_list", 1, 0),
        ("organization_full", 2, 0),
        ("organization_list", 1, 0),
        ("service_at_location_full", 1, 0),
        ("service_at_location_list", 1, 0),
        ("tabular", 2, 0),
        ("location", 0, 1),
        ("taxonomy_term", 0, 1),
        ("taxonomy_term_list", 0, 1),
    ],
)
def test_every_official_example_is_taken_or_refused(name: str, taken: int, refused: int) -> None:
    items = read(SHARED / "hsds3_examples" / f"{name}.json")
    assert sum(isinstance(item, Record) for item in items) == taken
    assert sum(isinstance(item, Rejected) for item in items) == refused
