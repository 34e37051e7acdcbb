"""The zones of eligibility: those that a resident falls under, and those that publishers write in words."""

import pytest

from knowledge.places import Places
from knowledge.places.table import Table

PLACES = Places.load()
CALUIRE, PARIS, BASTIA = "69034", "75056", "2B033"
AUVERGNE_RHONE_ALPES = ("01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74")


@pytest.mark.parametrize(
    "text",
    ["Auvergne-Rhône-Alpes", "région Auvergne Rhone Alpes", "AURA", "reg-84", "region-84", "R84", "Région 84",
     "toute la région Auvergne-Rhône-Alpes"],
)  # fmt: skip
def test_a_region_is_written_as_its_departements(text: str) -> None:
    assert PLACES.zone_codes(text) == AUVERGNE_RHONE_ALPES


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Île-de-France", ("75", "77", "78", "91", "92", "93", "94", "95")),
        ("PACA", ("04", "05", "06", "13", "83", "84")),
        ("Provence-Alpes-Côte d'Azur", ("04", "05", "06", "13", "83", "84")),
        ("Corse", ("2A", "2B")),
        ("La Réunion", ("974",)),
        ("reg-04", ("974",)),
        ("département du Rhône", ("69",)),
        ("Côtes-d'Armor", ("22",)),
        ("Paris", ("75",)),
        ("France", ("france",)),
        ("toute la France", ("france",)),
        ("national", ("france",)),
    ],
)
def test_other_zones_that_are_named_have_their_codes(text: str, codes: tuple[str, ...]) -> None:
    assert PLACES.zone_codes(text) == codes


@pytest.mark.parametrize("text", ["11", "84", "69034", "200046977", "", " ", "reg-99", "Rhône-Alpes", "partout", "🙂"])
def test_a_bare_code_and_what_is_not_known_give_none(text: str) -> None:
    assert PLACES.zone_codes(text) == ()


def test_a_resident_falls_under_the_zone_of_their_region_and_of_no_other() -> None:
    regions = {code: set(PLACES.zone_codes(f"reg-{code}")) for code in Table.packaged().regions}
    for commune, region in ((CALUIRE, "84"), (PARIS, "11"), (BASTIA, "94"), ("97411", "04")):
        under = [code for code, codes in regions.items() if codes & PLACES.zone(commune)]
        assert under == [region]


def test_two_digits_are_a_departement_never_a_region() -> None:
    assert "11" not in PLACES.zone(PARIS), "11 is the Aude, and the region of Paris"
    assert "84" not in PLACES.zone(CALUIRE), "84 is the Vaucluse, and the region of Caluire"


def test_the_zones_of_each_commune_are_codes_of_the_standard() -> None:
    table = Table.packaged()
    for code in table:
        zone = PLACES.zone(code)
        assert {code, "france", "99100"} < zone
        assert not zone & set(table.regions) - set(table.departements)


def test_regions_are_named_and_unknown_codes_are_shown_as_they_are() -> None:
    assert PLACES.region_name("84") == "Auvergne-Rhône-Alpes"
    assert PLACES.region_name("00") == "00"
