"""Open Referral HSDS written: what others find in it, what nobody finds, and a file that is whole or is not there."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.exporters.audience import for_audience
from knowledge.importers.records import Rejected
from knowledge.model import Closed, Complement, Service, Structure
from tests.samples_hsds import FORMATS, exported, read

both = pytest.mark.parametrize("ending", FORMATS)

DAY = date(2026, 3, 1)
HOUSE = Structure(
    source="demo",
    id="demo--1",
    nom="Entraide des Essais",
    date_maj=DAY,
    description="Une association.",
    adresse="3 rue des Essais",
    commune="Lyon",
    code_postal="69006",
    code_insee="69386",
    telephone="+33199000001",
    horaires_accueil="Mo-Fr 09:00-12:00",
    site_web="https://example.org/crèche",
)
OFFER = Service(
    source="demo",
    id="demo--1--accueil",
    structure_id="demo--1",
    nom="Accueil",
    date_maj=DAY,
    description="On reçoit.",
    thematiques=("sante--acces-aux-soins",),
    horaires_accueil="Mo-We 14:00-17:00; We[1] off; PH off",
    zone_eligibilite=("69", "69386", "france"),
)


# What others read


def first(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["services"][0]
    return found


def test_others_find_names_numbers_addresses_and_hours_where_hsds_has_them(tmp_path: Path) -> None:
    found = first(exported([(HOUSE, (OFFER,))], ".json", tmp_path))
    house = found["organization"]
    assert (house["name"], house["website"]) == ("Entraide des Essais", "https://example.org/cr%C3%A8che")
    assert [phone["number"] for phone in house["phones"]] == ["+33199000001"]
    [address] = house["locations"][0]["addresses"]
    assert (address["address_1"], address["city"], address["state_province"]) == ("3 rue des Essais", "Lyon", "Rhône")
    [schedule] = house["locations"][0]["schedules"]
    assert (schedule["byday"], schedule["opens_at"], schedule["closes_at"]) == (
        "MO,TU,WE,TH,FR",
        "09:00:00",
        "12:00:00",
    )
    assert found["service_at_locations"][0]["location"]["id"] == house["locations"][0]["id"]
    assert {area["uri"] for area in found["service_areas"]} == {
        "http://id.insee.fr/geo/departement/69",
        "http://id.insee.fr/geo/commune/69386",
        "http://id.insee.fr/geo/pays/france",
    }
    assert found["schedules"][0]["description"] == OFFER.horaires_accueil
    themes = [one["taxonomy_term"] for one in found["attributes"] if one["link_type"] == "data-inclusion:thematiques"]
    assert [(term["code"], term["name"]) for term in themes] == [("sante--acces-aux-soins", "Accès aux soins")]


def test_a_door_that_is_shut_for_a_time_says_so_to_those_who_read_no_attribute(tmp_path: Path) -> None:
    shut = Complement(fermetures=(Closed(debut=date(2026, 8, 1), fin=date(2026, 8, 15), motif="congés"),))
    path = exported([(HOUSE, (replace(OFFER, complement=shut),))], ".json", tmp_path)
    assert first(path)["alert"] == "Fermé du 2026-08-01 au 2026-08-15 (congés)"


def test_a_service_at_a_distance_is_held_nowhere(tmp_path: Path) -> None:
    afar = replace(OFFER, modes_accueil=("a-distance",))
    assert "service_at_locations" not in first(exported([(HOUSE, (afar,))], ".json", tmp_path))


def test_the_ids_are_the_same_at_each_export(tmp_path: Path) -> None:
    before = exported([(HOUSE, (OFFER,))], ".json", tmp_path).read_bytes()
    assert exported([(HOUSE, (OFFER,))], ".json", tmp_path).read_bytes() == before


# What nobody may read


@both
def test_nothing_secret_is_in_a_public_file(ending: str, tmp_path: Path) -> None:
    secret = Complement(adresse_confidentielle=True, notes_agents="Sonner deux fois", telephone_direct="+33199009999")
    hidden = (
        replace(HOUSE, complement=secret),
        (replace(OFFER, zone_eligibilite=(), contact_nom_prenom="Camille Essai"),),
    )
    path = exported([for_audience(*hidden, "public")], ending, tmp_path)
    content = path.read_bytes()
    if ending == ".zip":
        with zipfile.ZipFile(path) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    for word in ("rue des Essais", "69006", "69386", "Lyon", "Sonner", "33199009999", "Camille"):
        assert word.encode() not in content


@both
def test_a_private_file_is_for_its_owner_alone(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"annuaire{ending}"
    FORMATS[ending]([(HOUSE, (OFFER,))], target, private=True)
    assert target.stat().st_mode & 0o077 == 0


# Whole or not at all


@both
def test_an_export_that_fails_leaves_the_file_that_was_there(ending: str, tmp_path: Path) -> None:
    path = exported([(HOUSE, ())], ending, tmp_path)
    before = path.read_bytes()

    def failing() -> Iterator[tuple[Structure, tuple[Service, ...]]]:
        yield HOUSE, (OFFER,)
        raise RuntimeError("the directory is damaged")

    with pytest.raises(RuntimeError):
        exported(failing(), ending, tmp_path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_refused_record_would_be_seen(tmp_path: Path) -> None:
    path = exported([(HOUSE, (OFFER,))], ".json", tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"active"', '"defunct"'), encoding="utf-8")
    assert [item.reason for item in read(path) if isinstance(item, Rejected)] == ["service_arrete"]
