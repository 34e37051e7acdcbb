"""Open Referral HSDS written: valid by what HSDS publishes, and an import gives back the same entries."""

import json
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.exporters.hsds.terms import CODES
from knowledge.importers import checking
from knowledge.importers.records import Record, Refused
from knowledge.model import Service, Structure
from tests.hsds_published import mistakes, validator
from tests.samples_hsds import FORMATS, Entries, exported, read

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
real = pytest.mark.skipif(not SHARED.is_dir(), reason="the real inputs are not on this machine")
both = pytest.mark.parametrize("ending", FORMATS)


def imported(path: Path) -> Entries:
    houses: dict[str, Structure] = {}
    offered: dict[str, dict[str, Service]] = {}
    for item in read(path):
        assert isinstance(item, Record), item
        for entry in item.entries:
            if isinstance(entry, Service):
                assert offered.setdefault(entry.structure_id, {}).setdefault(entry.id, entry) is entry
            else:
                houses[entry.id] = entry
    return [(houses[id], tuple(found for _, found in sorted(offered.get(id, {}).items()))) for id in sorted(houses)]


def in_order(entries: Entries) -> Entries:
    by_id = sorted(entries, key=lambda entry: entry[0].id)
    return [(house, tuple(sorted(mine, key=lambda each: each.id))) for house, mine in by_id]


def wrong(path: Path) -> list[str]:
    """What the published schema says of an export."""
    if path.suffix == ".zip":
        return list(islice(mistakes(path), 5))
    content = json.loads(path.read_text(encoding="utf-8"))
    kinds = (("services", "service"), ("organizations", "organization"))
    found = (
        str(error.message)
        for name, kind in kinds
        for each in content[name]
        for error in validator(kind).iter_errors(each)
    )
    return list(islice(found, 5))


@pytest.fixture(scope="module")
def demonstration() -> Entries:
    with Directory.open(demonstration_directory()) as directory:
        return list(directory.entries())


# Valid, and the same when read again


@both
def test_the_demonstration_is_valid_and_comes_back_the_same(
    ending: str, demonstration: Entries, tmp_path: Path
) -> None:
    path = exported(demonstration, ending, tmp_path)
    assert wrong(path) == []
    assert imported(path) == in_order(demonstration)


@real
@both
def test_a_real_directory_is_valid_and_comes_back_the_same(ending: str, tmp_path: Path) -> None:
    folder = SHARED / "data_inclusion_lille"
    houses = [taken(checking.structure, each) for each in json.loads((folder / "structures.json").read_text())]
    offers = [taken(checking.service, each) for each in json.loads((folder / "services.json").read_text())]
    entries = [
        (house, tuple(each for each in offers if each and each.structure_id == house.id)) for house in houses if house
    ]
    assert sum(len(mine) for _, mine in entries) > 500
    path = exported(entries, ending, tmp_path)
    assert wrong(path) == []
    assert imported(path) == in_order(entries)


def taken(check: Callable[[dict[str, Any]], Any], values: dict[str, Any]) -> Any:
    try:
        return check(values)[0]
    except Refused:
        return None


SIGNS = "abeé Z09  '\"=+-@;,|:/.\n\r\t<>&*_[]()#\\{}’…😀"
texts = st.text(SIGNS, max_size=20) | st.sampled_from(["=1+1", "null", "C:\\new", "a\\nb", "01", "data-inclusion:id"])
days = st.dates(date(2000, 1, 1), date(2026, 1, 1)).map(date.isoformat)
degrees = st.floats(-90, 90)
hours = st.sampled_from(
    [
        "Mo-We,Sa 09:00-12:00,14:00-24:00",
        "Mo-Fr 09:00-12:00; We off",
        "Mo-Fr 09:00-12:00; PH off",
        "Mo[2],Fr[-1] 09:00-12:00",
        "Mo-Su 22:00-06:00",
        '"sur rendez-vous"',
        "24/7",
        "Jul Mo 09:00+",
    ]
)
places = st.fixed_dictionaries(
    {"nom": texts},
    optional={
        "adresse": texts,
        "commune": texts,
        "code_postal": st.just("69006"),
        "latitude": degrees,
        "horaires_accueil": hours,
    },
)
complements = st.fixed_dictionaries(
    {},
    optional={
        "transports": texts,
        "langues": st.lists(st.sampled_from(["fr", "ar", "lsf", "eng", "zz"]), max_size=3),
        "documents": st.lists(texts, max_size=3),
        "age_min": st.floats(0, 130),
        "age_max": st.integers(0, 130),
        "accessibilite": st.fixed_dictionaries(
            {}, optional={"moteur": st.sampled_from(["oui", "non"]), "precisions": texts}
        ),
        "adresse_confidentielle": st.booleans(),
        "lieux": st.lists(places, max_size=3),
        "fermetures": st.lists(st.fixed_dictionaries({}, optional={"debut": days, "motif": texts}), max_size=2),
        "complet": st.fixed_dictionaries({"note_du": days, "auteur": texts}, optional={"jusquau": days}),
        "verifie_le": days,
        "alias": st.lists(texts, max_size=2),
        "telephone_direct": texts,
        "notes_agents": texts,
    },
)
towns: dict[str, st.SearchStrategy[Any]] = {
    "commune": st.sampled_from(["Lyon", "Saint-Denis"]),
    "code_postal": st.sampled_from(["69006", "97400"]),
    "code_insee": st.sampled_from(["69386", "97411"]),
    "adresse": texts,
    "complement_adresse": texts,
    "latitude": degrees,
    "longitude": degrees,
}
common: dict[str, st.SearchStrategy[Any]] = (
    towns
    | {
        "telephone": st.sampled_from(["+33199000001", "3919", "115", "+262262901234", "+41223334455"]),
        "courriel": st.just("accueil@example.org"),
        "lien_source": st.just("https://example.org/a?b=c&d=%20e"),
        "horaires_accueil": hours,
        "complement": complements,
        "frais_precisions": texts,
        "publics_precisions": texts,
        "conditions_acces": texts,
        "mobilisation_precisions": texts,
        "contact_nom_prenom": texts,
        "lien_mobilisation": st.just("https://example.org/crèche"),
        "zone_eligibilite": st.lists(
            st.sampled_from(["01", "2A", "974", "69034", "200046977", "france", "99100"]), max_size=3
        ),
        "volume_horaire_hebdomadaire": st.floats(0, 60),
        "nombre_semaines": st.integers(1, 52),
        "siret": st.just("00012345600017"),
        "site_web": st.just("http://example.org"),
        "accessibilite_lieu": st.just("http://example.org/acces"),
    }
    | {name: st.lists(st.sampled_from([each.value for each in codes]), max_size=3) for name, codes in CODES.items()}
)
values = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["demo", "Réseau d'à côté"]),
        "date_maj": days,
        "nom": texts.map(lambda text: f"La maison {text}"),
        "description": texts.map(lambda text: f"{text} un lieu"),
    },
    optional=common,
)


def settled(check: Callable[[dict[str, Any]], Any], given: dict[str, Any]) -> Any:
    """The entry that the checks make of these values, unless they would change it again: nothing can bring that back."""
    entry = taken(check, given)
    if entry is None:
        return None
    again = {name: getattr(entry, name) for name in entry.__dataclass_fields__}
    again["complement"] = entry.complement.model_dump(mode="json", exclude_unset=True)
    return entry if taken(check, again) == entry else None


@st.composite
def directories(draw: st.DrawFn) -> Entries:
    """Entries as an import leaves them: what comes out of its own checks."""
    found: Entries = []
    for number in range(draw(st.integers(1, 2))):
        house = settled(checking.structure, draw(values) | {"id": f"demo--{number}"})
        if house is None:
            continue
        within = {"structure_id": house.id}
        given = [draw(values) | within | {"id": f"{house.id}--{rank}"} for rank in range(draw(st.integers(0, 2)))]
        found.append((house, tuple(each for each in (settled(checking.service, one) for one in given) if each)))
    return found


@both
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=directories())
def test_whatever_is_written_is_valid_and_comes_back_the_same(ending: str, entries: Entries, tmp_path: Path) -> None:
    path = exported(entries, ending, tmp_path)
    assert wrong(path) == []
    if entries:
        assert imported(path) == entries


@both
def test_an_empty_directory_makes_a_valid_file(ending: str, tmp_path: Path) -> None:
    assert wrong(exported([], ending, tmp_path)) == []


@real
@pytest.mark.parametrize("name", ["service_full", "organization_full", "service_at_location_full"])
def test_the_official_examples_are_valid_by_the_facts_that_judge_us(name: str) -> None:
    given = json.loads((SHARED / "hsds3_examples" / f"{name}.json").read_text())
    services = given.pop("services", [])
    if offered := given.pop("service", None):
        services = [offered]
    kind = name.removesuffix("_full")
    assert [error.message for error in validator(kind).iter_errors(given)] == []
    assert [error.message for each in services for error in validator("service").iter_errors(each)] == []
