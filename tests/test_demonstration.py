"""The demonstration directory: valid, complete, and safe to show to anybody."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from data_inclusion.schema import v1

from knowledge.hours import read
from knowledge.model import Complement
from knowledge.model.complement import AGENTS_ONLY
from knowledge.places.distance import distance_km
from knowledge.places.table import Table

FOLDER = Path(__file__).parents[1] / "knowledge" / "demonstration"
FILES = ("structures.json", "services.json")
STRUCTURES: list[dict[str, Any]] = json.loads((FOLDER / "structures.json").read_text(encoding="utf-8"))
SERVICES: list[dict[str, Any]] = json.loads((FOLDER / "services.json").read_text(encoding="utf-8"))
ENTRIES = [*STRUCTURES, *SERVICES]

WRITTEN_ON = date(2026, 11, 21)
"""The day on which the territory was described: nothing in it was verified later."""

FICTION = re.compile(r"\+33(19900|26191|35301|46571|53649|63998)\d{4}")
"""What the French regulator keeps for works of fiction (Arcep, numbering plan), in E.164."""

NATIONAL = frozenset({"15", "17", "115", "3230", "3646", "3919", "3949"})
"""Real numbers of national services, which belong in a demonstration too."""

PLACE_FIELDS = ("commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude", "longitude")


class Wanted(NamedTuple):
    """What a need asks of the directory: so many services with one of the themes, and a word where no code says it."""

    themes: tuple[str, ...]
    least: int = 2
    word: str = ""


NEEDS = {
    "garde_enfants": Wanted(("famille--garde-denfants",), 4),
    "parentalite": Wanted(("famille--soutien-a-la-parentalite-et-a-leducation",), 4),
    "scolarite": Wanted(("famille--soutien-a-la-parentalite-et-a-leducation",), word="scolarité"),
    "sante": Wanted(("sante--acces-aux-soins",), 4),
    "sante_mentale": Wanted(("sante--sante-mentale",)),
    "addictions": Wanted(("sante--addictions",)),
    "handicap": Wanted(("sante--constituer-un-dossier-mdph-invalidite",)),
    "logement": Wanted(
        (
            "logement-hebergement--louer-un-logement",
            "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement",
            "logement-hebergement--reduire-les-impayes-de-loyer",
        ),
        4,
    ),
    "hebergement_urgence": Wanted(("logement-hebergement--rechercher-une-solution-dhebergement-temporaire",), 4),
    "alimentation": Wanted(("equipement-et-alimentation--alimentation",), 4),
    "aide_financiere": Wanted(("difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere",)),
    "aide_materielle": Wanted(
        ("equipement-et-alimentation--habillement", "equipement-et-alimentation--electromenager")
    ),
    "violences": Wanted(("famille--surmonter-conflits-separation-violence",)),
    "emploi": Wanted(("trouver-un-emploi--repondre-a-des-offres-demploi",), 4),
    "formation": Wanted(("se-former--trouver-sa-formation", "se-former--monter-son-dossier-de-formation")),
    "droits": Wanted(
        (
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
        )
    ),
    "francais": Wanted(("lecture-ecriture-calcul--maitriser-le-francais",)),
    "numerique": Wanted(
        ("numerique--acceder-a-des-services-en-ligne", "numerique--maitriser-les-fondamentaux-du-numerique")
    ),
    "mobilite": Wanted(
        ("mobilite--etre-accompagne-dans-son-parcours-mobilite", "mobilite--entretenir-reparer-son-vehicule")
    ),
    "personnes_agees": Wanted(("famille--prise-en-charge-personne-dependante",)),
    "lien_social": Wanted(("remobilisation--lien-social",)),
}


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text under a value, with the path that leads to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, under in value.items():
            yield from texts(under, f"{path}.{key}")
    elif isinstance(value, list):
        for under in value:
            yield from texts(under, path)


def complement(entry: dict[str, Any]) -> dict[str, Any]:
    return dict(entry.get("complement", {}))


def all_texts(*fields: str) -> list[tuple[str, str]]:
    """Id of the entry and text, for each of these fields wherever it is written."""
    return [(entry["id"], text) for entry in ENTRIES for path, text in texts(entry) if path.split(".")[-1] in fields]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_entry_follows_the_standard_to_the_letter(entry: dict[str, Any]) -> None:
    model = v1.Service if "structure_id" in entry else v1.Structure
    fields = {key: value for key, value in entry.items() if key != "complement"}
    assert not fields.keys() - model.model_fields.keys()
    model.model_validate(fields, context={"ignore_warnings": False})


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_a_complement_has_only_fields_that_we_know(entry: dict[str, Any]) -> None:
    Complement.model_validate(complement(entry))


def test_there_are_thirty_to_sixty_services() -> None:
    assert 30 <= len(SERVICES) <= 60


def test_ids_are_unique_readable_and_linked() -> None:
    ids = [entry["id"] for entry in ENTRIES]
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    assert [id for id in ids if not re.fullmatch(r"demo(--[a-z0-9]+(-[a-z0-9]+)*){1,2}", id)] == []
    structures = {structure["id"] for structure in STRUCTURES}
    offered = {service["structure_id"] for service in SERVICES}
    assert offered == structures
    assert all(service["id"].startswith(f"{service['structure_id']}--") for service in SERVICES)
    assert {entry["source"] for entry in ENTRIES} == {"demonstration"}


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_finds_enough_services(need: str) -> None:
    wanted = NEEDS[need]
    found = [
        service["id"]
        for service in SERVICES
        if set(wanted.themes) & set(service["thematiques"]) and wanted.word in service["nom"]
    ]
    assert len(found) >= wanted.least


def test_a_telephone_is_of_fiction_or_national() -> None:
    fields = all_texts("telephone", "telephone_direct")
    assert len(fields) > len(ENTRIES)
    assert [field for field in fields if not FICTION.fullmatch(field[1]) and field[1] not in NATIONAL] == []


@pytest.mark.parametrize("name", FILES)
def test_no_other_number_hides_in_a_text(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    long = re.findall(r"(?<![\d.])(?:\+|00|0)[1-9](?:[ .-]?\d){7,14}(?!\d)", text)
    assert long
    assert [number for number in long if not FICTION.fullmatch(number)] == []


def test_a_number_said_in_a_sentence_is_national() -> None:
    sentences = " ".join(entry["description"] + entry.get("conditions_acces", "") for entry in ENTRIES)
    said = set(re.findall(r"(?:\bau|\b[Ll]e) (\d{2,4})\b", sentences))
    assert {"15", "17", "115", "3919"} <= said <= NATIONAL


def test_addresses_on_the_internet_are_reserved_for_examples() -> None:
    for entry in ENTRIES:
        for path, text in texts(entry):
            if "://" in text:
                assert text.startswith("https://www.example.org/demonstration/"), (entry["id"], path)
            if "@" in text:
                assert re.fullmatch(r"[a-z.]+@example\.org", text), (entry["id"], path)


def test_nobody_is_named() -> None:
    assert [service["id"] for service in SERVICES if "contact_nom_prenom" in service] == []
    assert [text for _, text in texts(ENTRIES) if re.search(r"\b(Mme|Mlle|M\.) ", text)] == []


@pytest.mark.parametrize(("id", "hours"), all_texts("horaires_accueil"))
def test_hours_can_be_read(id: str, hours: str) -> None:
    assert read(hours).text == hours


def test_a_confidential_address_is_nowhere() -> None:
    secret = [structure for structure in STRUCTURES if complement(structure).get("adresse_confidentielle")]
    assert len(secret) == 1
    offered = [service for service in SERVICES if service["structure_id"] == secret[0]["id"]]
    assert offered
    for entry in (*secret, *offered):
        assert complement(entry)["adresse_confidentielle"] is True
        assert not {*PLACE_FIELDS, "site_web", "accessibilite_lieu", "courriel"} & entry.keys()
        assert not {"lieux", "transports"} & complement(entry).keys()
        assert FICTION.fullmatch(entry["telephone"])
        said = " ".join(text for _, text in texts(entry))
        assert not re.search(r"\b(rue|avenue|quai|chemin|montée|quartier|Caluire|Lyon|69\d{3})\b", said)


def test_a_position_is_in_its_commune() -> None:
    table = Table.packaged()
    places = [*ENTRIES, *(place for entry in ENTRIES for place in complement(entry).get("lieux", []))]
    for place in places:
        if "code_insee" not in place:
            continue
        commune = table.commune(place["code_insee"])
        assert commune is not None
        assert commune.nom.startswith(place["commune"])
        assert place["code_postal"] in commune.codes_postaux
        assert commune.latitude is not None
        assert commune.longitude is not None
        away = distance_km((place["latitude"], place["longitude"]), (commune.latitude, commune.longitude))
        assert away < 2.5, place


def test_neighbours_make_an_annex() -> None:
    beyond = Counter(service["code_insee"] for service in SERVICES if service.get("code_insee", "69034") != "69034")
    assert len(beyond) >= 5
    assert 8 <= sum(beyond.values()) <= 12


def test_a_description_is_plain_and_long_enough() -> None:
    for entry in ENTRIES:
        text = entry["description"]
        assert 60 <= len(text) <= 320, entry["id"]
        assert not re.search(r"[*_`#<>|\[\]\n\r]|https?:", text), entry["id"]
        assert text == " ".join(text.split()), entry["id"]
        assert text.endswith((".", "?", "!")), entry["id"]


def test_what_a_resident_reads_has_no_acronym_alone() -> None:
    read_by_residents = ("nom", "description", "conditions_acces", "publics_precisions", "frais_precisions")
    for service in SERVICES:
        for field in read_by_residents:
            text = re.sub(r"\([A-Z]+\)", "", service.get(field, ""))
            assert set(re.findall(r"\b[A-Z]{2,}\b", text)) <= {"CV", "CP"}, (service["id"], field)


def test_dates_are_in_the_past_and_some_are_old() -> None:
    verified = [date.fromisoformat(complement(entry)["verifie_le"]) for entry in ENTRIES]
    assert all(complement(entry)["verifie_par"] for entry in ENTRIES)
    assert all(date(2025, 1, 1) <= day <= WRITTEN_ON for day in verified)
    assert 1 <= sum((WRITTEN_ON - day).days > 365 for day in verified) <= 6


def test_every_case_that_the_program_must_handle_is_there() -> None:
    services = [{**complement(service), **service} for service in SERVICES]
    zones = [service.get("zone_eligibilite") for service in services]
    for zone in (None, ["69034"], ["200046977"], ["69"], ["france"]):
        assert zones.count(zone) >= 3, zone
    assert {service["frais"] for service in services} == {"gratuit", "payant"}
    assert {service["type"] for service in services} == {member.value for member in v1.TypeService}
    assert [service for service in services if service.get("mobilisable_par") == ["professionnels"]]
    for field in ("complet", "age_min", "age_max", "documents", "lieux", *sorted(AGENTS_ONLY)):
        assert [service for service in services if field in service], field
    structures = [{**complement(structure), **structure} for structure in STRUCTURES]
    for field in ("fermetures", "langues", "transports", "telephone_direct", "alias", "reseaux_porteurs"):
        assert [structure for structure in structures if field in structure], field
    for field in ("horaires_accueil", "telephone", "courriel"):
        assert [structure for structure in structures if field not in structure], field
    known = {kind for structure in structures for kind in structure.get("accessibilite", {})}
    assert {"moteur", "visuel", "auditif", "mental"} <= known


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_written_as_json_writes_it(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
