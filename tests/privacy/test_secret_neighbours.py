"""What stands at an address that must stay secret is hidden with it, and the coordinator is told."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.card import card
from knowledge.directory import Directory, describe, replacing
from knowledge.importers.load import load
from knowledge.importers.report import Report
from knowledge.importers.secret_doors import keep_secret
from knowledge.search import Search, index

SECRET = {"complement": {"adresse_confidentielle": True}}
HERE = {
    "adresse": "12 bis, avenue du Général Leclerc", "code_postal": "69300", "commune": "Caluire-et-Cuire",
    "code_insee": "69034",
}  # fmt: skip
ELSEWHERE = {**HERE, "adresse": "3 quai Clemenceau"}
POINT = {"latitude": 45.79531, "longitude": 4.84625}

Import = Callable[..., tuple[Directory, Report]]


def house(id: str = "maison", **fields: Any) -> dict[str, Any]:
    return {"source": "essai", "id": id, "nom": f"La structure {id}", "date_maj": "2026-03-01"} | fields


def offered(id: str, of: str = "maison", **fields: Any) -> dict[str, Any]:
    common = {"source": "essai", "id": id, "structure_id": of, "nom": f"Le service {id}", "date_maj": "2026-03-01"}
    return common | {"description": "Un accueil pour tous."} | fields


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    def build(structures: list[dict[str, Any]], services: list[dict[str, Any]]) -> tuple[Directory, Report]:
        files = tmp_path / "structures.json", tmp_path / "services.json"
        for file, records in zip(files, (structures, services), strict=True):
            file.write_text(json.dumps(records), encoding="utf-8")
        with replacing(tmp_path / "directory.db") as db:
            report = load(files, db)
            index(db)
            describe(db, built_at=datetime.now(UTC), demonstration=False)
        return Directory.open(tmp_path / "directory.db"), report

    return build


@pytest.mark.parametrize(
    "sibling",
    [
        {**HERE},
        {**HERE, "adresse": "12bis av. Gal-Leclerc", "code_insee": None, "code_postal": None},
        {},
        {"adresse": "Au fond de la cour", **POINT},
    ],
    ids=["the same address", "the same in other words", "none but its structure's", "the same position"],
)
def test_a_service_at_the_address_of_a_confidential_one_of_its_structure_is_hidden_too(imported, sibling):
    directory, report = imported(
        [house(**HERE)], [offered("foyer", **HERE, **POINT, **SECRET), offered("accueil", **sibling)]
    )
    found = card(directory.offer("accueil"), "agent")
    assert found.confidential
    assert (found.address, found.commune, found.latitude) == (None, None, None)
    assert directory.offers(around=(45.79531, 4.84625), km=1) == ()
    assert report.secrecy.hidden == ("« Le service accueil » (accueil), de « La structure maison »",)
    assert "Cachés aussi, à la même adresse" in str(report)
    assert "Leclerc" not in str(report)
    assert json.loads("".join(report.text()))["adresses_confidentielles"]["caches_aussi"]


def test_a_service_in_another_street_stays_shown_and_says_nothing_of_the_hidden_one(imported):
    told = "Rendez-vous quai Clemenceau. Le foyer est au 12 bis AVENUE DU GAL LECLERC, soit 45,79531 / 4.84625."
    linked = "https://exemple.fr/plan?q=12+bis+avenue+du+general+leclerc"
    directory, report = imported(
        [house(**HERE, site_web=linked, description=told)],
        [
            offered("foyer", **HERE, **POINT, **SECRET),
            offered("bureau", **ELSEWHERE, description=told, lien_mobilisation=linked, conditions_acces=told),
        ],
    )
    found = card(directory.offer("bureau"), "agent")
    assert found.address == "3 quai Clemenceau, 69300 Caluire-et-Cuire"
    assert found.description == found.conditions == "Rendez-vous quai Clemenceau. Le foyer est au (…), soit (…) / (…)."
    assert found.website is None
    assert not found.confidential
    assert report.secrecy.hidden == ()


@pytest.mark.parametrize(
    ("query", "said"), [("Trévoux", "à Trévoux (01600)"), ("Zanzibarelle", "le 7, ALLEE Zanzibarelle")]
)
def test_nobody_finds_a_secret_place_by_searching_for_it(imported, query, said):
    where = {"adresse": "7 allée Zanzibarelle", "commune": "Trévoux", "code_postal": "01600", "code_insee": "01427"}
    directory, _ = imported(
        [house(**where, description=f"Venez : {said}, 01600 Trévoux", **SECRET)], [offered("foyer", **where)]
    )
    with Search.open(directory) as search:
        assert [hit.structure_id for hit in search.query("La structure maison")] == ["maison"]
        assert {hit.commune for hit in search.query("La structure maison")} == {None}
        assert search.query(query) == ()


def test_other_structures_at_a_secret_address_are_told_and_left_as_they_are(imported):
    directory, report = imported(
        [house(**HERE, **SECRET), house("voisine", **HERE), house("loin", **ELSEWHERE)],
        [offered("foyer"), offered("accueil", "voisine"), offered("ailleurs", "loin")],
    )
    assert card(directory.offer("accueil")).address is not None
    assert report.secrecy.hidden == ()
    assert report.secrecy.doubtful == (
        "« La structure voisine » (voisine) est à la même adresse que « La structure maison » (maison), qui est "
        "confidentielle : elle reste montrée. Si c'est la même maison, marquez-la aussi",
    )


def test_a_confidential_service_without_an_address_hides_nothing_of_its_structure_but_is_told(imported):
    directory, report = imported([house(**HERE)], [offered("foyer", **SECRET), offered("accueil")])
    assert card(directory.offer("accueil")).address is not None
    assert card(directory.offer("foyer")).address is None
    assert report.secrecy.hidden == ()
    assert "marquez aussi la structure" in report.secrecy.doubtful[0]


def test_an_ordinary_import_says_nothing_of_secrets(imported):
    _, report = imported([house(**HERE)], [offered("accueil", **HERE)])
    assert report.secrecy.lines == ()
    assert "confidentiel" not in str(report)
    assert "adresses_confidentielles" not in report.to_json()


def test_hiding_twice_changes_nothing_more(imported):
    directory, _ = imported([house(**HERE)], [offered("foyer", **HERE, **SECRET), offered("accueil", **HERE)])
    before = [*directory.entries()]
    with sqlite3.connect(directory.path) as connection:
        assert keep_secret(connection).hidden == ()
    assert [*Directory.open(directory.path).entries()] == before
