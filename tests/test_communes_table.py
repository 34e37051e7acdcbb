"""The packaged table of communes: complete, right, small, and close to another table made elsewhere."""

import csv
import gzip
import statistics
from importlib.resources import files
from pathlib import Path

import pytest

from knowledge.places import Places, distance_km
from knowledge.places.table import Table

CHECK = Path(__file__).resolve().parents[2] / "shared" / "data" / "communes_check.csv"


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.packaged()


@pytest.fixture(scope="module")
def check() -> dict[str, dict[str, str]]:
    if not CHECK.exists():
        pytest.skip("the table to compare with is not beside this repository")
    with CHECK.open(encoding="utf-8", newline="") as file:
        return {row["code_insee"]: row for row in csv.DictReader(file)}


def test_the_packaged_file_stays_under_a_megabyte_and_has_no_date_in_it() -> None:
    data = files("knowledge.places").joinpath("communes.tsv.gz").read_bytes()
    assert len(data) < 1_000_000
    assert data[4:8] == b"\0\0\0\0", "the time in the header of a gzip file changes its bytes at every build"


def test_rows_are_sorted_by_code_and_have_eight_cells() -> None:
    text = gzip.decompress(files("knowledge.places").joinpath("communes.tsv.gz").read_bytes()).decode()
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    assert {len(row) for row in rows} == {8}
    codes = [row[0] for row in rows]
    assert codes == sorted(set(codes))


def test_every_row_makes_a_commune_of_a_known_departement(table: Table) -> None:
    for code in table:
        commune = table.commune(code)
        assert commune is not None
        assert commune.code == code
        assert commune.nom
        assert commune.departement in table.departements
        assert (commune.latitude is None) == (commune.longitude is None)


def test_the_three_divided_communes_have_all_their_arrondissements(table: Table) -> None:
    assert {code: len(districts) for code, districts in table.arrondissements.items()} == {
        "13055": 16,
        "69123": 9,
        "75056": 20,
    }
    for districts in table.arrondissements.values():
        for code in districts:
            district = table.commune(code)
            assert district is not None
            assert district.position is not None
            assert not district.approximate


def test_codes_names_and_postcodes_are_those_of_the_other_table(table: Table, check: dict[str, dict[str, str]]) -> None:
    assert set(table) == set(check)
    different = []
    for code, row in check.items():
        commune = table.commune(code)
        assert commune is not None
        if commune.nom != row["nom"] or set(commune.codes_postaux) != set(
            row["codes_postaux"].replace(";", " ").split()
        ):
            different.append((commune, row))
    assert different == []


def test_populations_are_those_of_the_other_table(table: Table, check: dict[str, dict[str, str]]) -> None:
    given = {code: int(row["population"]) for code, row in check.items() if row["population"]}
    assert len(given) > 35_000
    assert {code: table.populations[code] for code in given} == given


def test_no_town_is_put_at_the_place_of_a_homonym(table: Table, check: dict[str, dict[str, str]]) -> None:
    """A town is not the middle of its commune: far from it only where communes are vast, or where that middle is not known."""
    far = []
    for code, row in check.items():
        commune = table.commune(code)
        if code < "97" and row["origine_coord"] == "centroide" and commune and commune.position:
            away = distance_km(commune.position, (float(row["latitude"]), float(row["longitude"])))
            if not commune.approximate and away > 12:
                far.append((round(away), commune.nom))
    assert far == [(15, "Arles")], "the largest commune of metropolitan France"


def test_every_commune_lies_in_a_region_that_has_a_name(table: Table) -> None:
    assert {region for _, region in table.departements.values()} == table.regions.keys()
    assert len([code for code in table.regions if len(code) == 2]) == 18


def test_no_two_communes_have_the_same_label() -> None:
    places = Places.load()
    labels = [places.label(code) for code in Table.packaged()]
    assert len(set(labels)) == len(labels)


def test_most_people_live_in_a_commune_placed_by_its_town(table: Table) -> None:
    communes = [commune for code in table if (commune := table.commune(code)) and not commune.parent]
    people = sum(commune.population for commune in communes)
    by_town = [commune for commune in communes if commune.position and not commune.approximate]
    placed = [commune for commune in communes if commune.position]
    print(f"\nby town {len(by_town)}, placed {len(placed)} of {len(communes)}")
    assert sum(commune.population for commune in by_town) / people > 0.90
    assert sum(commune.population for commune in placed) / people > 0.99
    assert len(placed) / len(communes) > 0.98


def test_positions_agree_with_the_other_table(table: Table, check: dict[str, dict[str, str]]) -> None:
    errors: dict[bool, list[float]] = {False: [], True: []}
    for code, row in check.items():
        commune = table.commune(code)
        if commune and commune.position and row["latitude"]:
            there = (float(row["latitude"]), float(row["longitude"]))
            errors[commune.approximate].append(distance_km(commune.position, there))
    for approximate, found in errors.items():
        percentiles = statistics.quantiles(found, n=100)
        print(
            f"\n{approximate=}: {len(found)}, median {percentiles[49]:.2f} km, 99th percentile {percentiles[98]:.1f} km"
        )
    town, amid = (statistics.quantiles(errors[approximate], n=100) for approximate in (False, True))
    assert town[49] < 1
    assert town[98] < 5
    assert amid[49] < 7
    assert amid[98] < 25


def test_a_former_code_leads_to_the_commune_of_today() -> None:
    places = Places.load()
    annecy_le_vieux = places.commune("74011")
    assert annecy_le_vieux is not None
    assert annecy_le_vieux.nom == "Annecy"
