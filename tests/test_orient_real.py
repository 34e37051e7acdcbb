"""Real directories, Lille and the whole country: sound pathways, and no crash."""

from pathlib import Path

import pytest

from knowledge.directory import Directory, describe, replacing
from knowledge.importers.load import load as load_sources
from knowledge.orient import Orienter
from knowledge.rules import load, loads
from tests.pathways import all_pathways
from tests.samples_services import FOOD, LILLE, MARSEILLE, MONDAY, places, rules_text

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"


def imported(folder: str, path: Path) -> Directory:
    sources = [DATA / folder / name for name in ("structures.json", "services.json")]
    if not all(source.is_file() for source in sources):
        pytest.skip(f"needs the real files of {folder}, which are not part of the repository")
    with replacing(path) as database:
        load_sources(sources, database)
        describe(database, built_at=MONDAY, demonstration=False)
    return Directory.open(path)


@pytest.fixture(scope="module", params=["data_inclusion_lille", "social_france"])
def lille(request, tmp_path_factory) -> Orienter:
    directory = imported(request.param, tmp_path_factory.mktemp("real") / "directory.db")
    return Orienter(loads(rules_text(LILLE)), places(), directory)


@pytest.mark.parametrize("commune", [LILLE, "59512", "59009", MARSEILLE, None])
def test_a_real_directory_gives_sound_pathways(lille, commune):
    for pathway in all_pathways(lille, commune):
        for step in pathway.steps:
            assert len({contact.card.service_id for contact in step.contacts}) == len(step.contacts)
            for contact in step.contacts:
                assert 0 <= contact.score <= 1
                assert contact.distance_km is None or contact.distance_km <= lille.rules.territory.radius_km + 1
        assert len(pathway.annex) <= 4


def test_a_resident_of_lille_eats_in_lille(lille):
    found = lille.pathway(("alimentation",), {"quand": "plus_tard", "commune": LILLE}, MONDAY)
    parcels = next(step for step in found.steps if step.route == "colis").contacts
    assert parcels
    for contact in parcels:
        service = lille.directory.service(contact.card.service_id)
        assert FOOD in service.thematiques
        assert service.code_insee == LILLE


def test_the_whole_rule_file_serves_a_real_directory(lille):
    rules = load(ROOT / "orientation_rules.yaml").speaking(("fr",))
    whole = Orienter(rules, places(), lille.directory)
    assert len(all_pathways(whole, LILLE)) > 100
