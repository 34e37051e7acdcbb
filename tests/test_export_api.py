"""The public JSON file: it follows its own schema, says what it is, and can be used as it stands."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from knowledge.demonstration import demonstration_directory
from knowledge.exporters.api import About, export, schema_of
from knowledge.exporters.api_model import DIALECT, json_schema
from knowledge.exporters.audience import PUBLIC_LEFT_OUT
from tests.test_export import ABOUT, BUILT, FULL, FULL_HOUSE, FULL_SERVICE, SHARED, Entries, held, imported


def published(entries: Entries, folder: Path, about: About = ABOUT) -> dict[str, Any]:
    export(iter(entries), folder / "annuaire.json", about=about)
    found: dict[str, Any] = json.loads((folder / "annuaire.json").read_text(encoding="utf-8"))
    return found


def validator(path: Path) -> Draft202012Validator:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("source", ["full", "demonstration", "data_inclusion_lille"])
def test_the_file_follows_the_schema_beside_it(tmp_path: Path, source: str) -> None:
    if source == "full":
        entries = FULL
    elif source == "demonstration":
        entries = held(demonstration_directory())
    elif SHARED.is_dir():
        entries = imported(SHARED / source, tmp_path / "directory.db")[0]
    else:
        pytest.skip("the real inputs are not on this machine")
    found = published(entries, tmp_path)
    assert found["$schema"] == "annuaire.schema.json"
    validator(tmp_path / found["$schema"]).validate(found)
    assert found["counts"] == {
        "structures": len(found["structures"]),
        "services": sum(len(structure["services"]) for structure in found["structures"]),
    }


@pytest.mark.parametrize(
    "damage",
    [
        lambda found: found.pop("api_version"),
        lambda found: found["structures"][0].pop("id"),
        lambda found: found["structures"][0].update(nom=3),
        lambda found: found["structures"][0].update(inconnu="x"),
        lambda found: found["structures"][0]["services"][0]["thematiques"][0].pop("libelle"),
        lambda found: found["structures"][0]["services"][0]["complement"].update(notes_agents="x"),
        lambda found: found["structures"][0]["services"][0].update(contact_nom_prenom="x"),
    ],
)
def test_the_schema_refuses_what_is_not_promised(tmp_path: Path, damage: Any) -> None:
    found = published(FULL, tmp_path)
    damage(found)
    with pytest.raises(ValidationError):
        validator(schema_of(tmp_path / "annuaire.json")).validate(found)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    found = published(FULL, tmp_path)
    assert list(found) == ["$schema", "api_version", "generated_at", "licence", "source", "structures", "counts"]
    assert (found["api_version"], found["generated_at"], found["licence"], found["source"]) == (
        "1.0",
        "2026-11-21T09:30:00+00:00",
        "Licence Ouverte 2.0",
        {"logiciel": "Aiguilleur", "producteurs": ["demo"]},
    )
    assert published(FULL, tmp_path, About(built_at=BUILT))["licence"] is None


def test_a_service_is_ready_to_be_shown(tmp_path: Path) -> None:
    house = replace(FULL_HOUSE, courriel="accueil+ccas@example.org")
    (structure,) = published([(house, (FULL_SERVICE,))], tmp_path)["structures"]
    (service,) = structure["services"]
    assert service["thematiques"] == [{"code": "equipement-et-alimentation--alimentation", "libelle": "Alimentation"}]
    assert service["horaires"] == {
        "osm": "Mo-Fr 09:00-12:00; PH off",
        "texte": ["lundi au vendredi : 9 h – 12 h", "fermé les jours fériés"],
    }
    assert (structure["telephone"], structure["telephone_affiche"]) == ("+33199001234", "01 99 00 12 34")
    assert structure["liens"] == {
        "appeler": "tel:+33199001234",
        "ecrire": "mailto:accueil%2Bccas@example.org",
        "carte": "https://www.openstreetmap.org/?mlat=46.0&mlon=-1.5#map=18/46.0/-1.5",
    }


def test_what_is_unknown_is_absent(tmp_path: Path) -> None:
    entries: Entries = [(replace(FULL_HOUSE, telephone=None, latitude=None, longitude=None, siret=None), ())]
    (structure,) = published(entries, tmp_path)["structures"]
    assert structure.keys() == {"id", "source", "nom", "date_maj", "commune", "code_postal", "services"}


def test_the_schema_names_its_dialect_and_nothing_that_is_not_public() -> None:
    schema = json_schema()
    assert schema["$schema"] == DIALECT
    text = json.dumps(schema)
    assert [name for name in (*PUBLIC_LEFT_OUT, "contact_nom_prenom") if f'"{name}"' in text] == []
