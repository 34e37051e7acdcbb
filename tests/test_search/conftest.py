"""A small directory around Lyon, and the real ones where they are at hand, built as an import builds them."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.directory import describe, replacing, row
from knowledge.model import Complement, Place, Service, Structure
from knowledge.search import Search, index

Builder = Callable[[Iterable[Structure], Iterable[Service]], Path]

CALUIRE = {
    "commune": "Caluire-et-Cuire",
    "code_postal": "69300",
    "code_insee": "69034",
    "latitude": 45.796,
    "longitude": 4.846,
}
LYON = {"commune": "Lyon", "code_postal": "69003", "code_insee": "69383", "latitude": 45.76, "longitude": 4.857}
LILLE = {"commune": "Lille", "code_postal": "59000", "code_insee": "59350", "latitude": 50.63, "longitude": 3.06}

STRUCTURES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("ccas", "CCAS de Caluire-et-Cuire", CALUIRE),
    ("ccas-lille", "CCAS de Lille", LILLE),
    ("ml-caluire", "Mission locale de Caluire", {**CALUIRE, "reseaux_porteurs": ("mission-locale",)}),
    ("ml-lille", "Mission locale de Lille", {**LILLE, "reseaux_porteurs": ("mission-locale",)}),
    ("ml", "Mission Locale", LYON),
    ("restos", "Les Restos du Cœur", CALUIRE),
    ("pmi", "Centre de protection maternelle et infantile", CALUIRE),
    ("travail", "Agence France Travail Part-Dieu", {**LYON, "reseaux_porteurs": ("france-travail",)}),
    ("cpam", "Caisse primaire d’assurance maladie du Rhône", LYON),
    ("caf", "Caf du Rhône", LYON),
    ("caf-nord", "Caf du Nord", LILLE),
    ("creche", "Crèche La Marelle", CALUIRE),
    ("cravate", "La Cravate solidaire", LILLE),
    ("reed", "Association REED", CALUIRE),
    ("ludo", "Ludothèque Croc'aux jeux", LYON),
    ("secours", "Secours populaire français", LYON),
    ("hors", "Le Hors-la-rue", {**LYON, "complement": Complement(alias=("La Boussole des jeunes",))}),
    (
        "refuge",
        "L'Escale des femmes",
        {
            **LYON,
            "adresse": "12 rue des Capucines",
            "complement": Complement(
                adresse_confidentielle=True,
                notes_agents="sonner chez Philibert",
                limites="jamais Zanzibar",
                attentes_partenaires="prévenir Barnabé",
                telephone_direct="01 99 00 12 34",
                lieux=(Place(nom="Maison cachée", commune="Vaulx-en-Velin"),),
            ),
        },
    ),
)

SERVICES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("ccas-colis", "ccas", "Colis alimentaire", {}),
    ("ccas-domicile", "ccas", "Portage de repas à domicile", {"description": "Repas livrés par un triporteur."}),
    ("restos-repas", "restos", "Distribution de repas", {"thematiques": ("mobilite--acheter-un-vehicule",)}),
    ("marelle", "creche", "Accueil des enfants de 3 mois à 4 ans", {}),
    ("ludo-bus", "ludo", "Ludobus", {"complement": Complement(lieux=(Place(nom="Bellevue", commune="Fontaines"),))}),
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Builds a directory from entries, and says where it is."""

    def build(structures: Iterable[Structure], services: Iterable[Service]) -> Path:
        path = tmp_path_factory.mktemp("annuaire") / "directory.db"
        with replacing(path) as db:
            db.table("structures").insert_all(map(row, structures), pk="id", replace=True)
            db.table("services").insert_all(map(row, services), pk="id", replace=True)
            index(db)
            describe(db, built_at=datetime.now(UTC), demonstration=False)
        return path

    return build


@pytest.fixture(scope="session")
def small(built: Builder) -> Path:
    """The directory of STRUCTURES and SERVICES."""
    day = date(2026, 1, 1)
    structures = [Structure(source="test", id=id, nom=nom, date_maj=day, **more) for id, nom, more in STRUCTURES]
    services = [
        Service(source="test", id=id, structure_id=of, nom=nom, date_maj=day, **more) for id, of, nom, more in SERVICES
    ]
    return built(structures, services)


@pytest.fixture(scope="session")
def search(small: Path) -> Iterator[Search]:
    """The search of the small directory."""
    with Search.open(small) as opened:
        yield opened


@pytest.fixture(scope="session")
def real(built: Builder) -> Path:
    """France Services, digital help, PMI, CLIC, missions locales… over France: 14,000 structures."""
    folder = Path(__file__).parents[3] / "shared" / "data"
    names = ("data_inclusion_france", "social_france")
    if not all((folder / name / "structures.json").is_file() for name in names):
        pytest.skip("les données réelles ne sont pas à côté du dépôt")
    structures = {entry.id: entry for name in names for entry in _read(folder / name / "structures.json", Structure)}
    services = {entry.id: entry for name in names for entry in _read(folder / name / "services.json", Service)}
    return built(structures.values(), services.values())


def _read(path: Path, model: type[Any]) -> Iterator[Any]:
    known = {field.name for field in fields(model)} - {"date_maj"}
    for record in json.loads(path.read_text(encoding="utf-8")):
        values = {
            name: tuple(value) if isinstance(value, list) else value for name, value in record.items() if name in known
        }
        yield model(date_maj=date.fromisoformat(record["date_maj"][:10]), **values)
