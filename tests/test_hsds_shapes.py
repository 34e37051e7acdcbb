"""The shapes of HSDS: lists, pages, single objects and tables, of version 3 and 1; and objects of no shape at all."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importers import hsds
from knowledge.importers.records import Record, Rejected
from knowledge.importers.sources import opened
from knowledge.model import Service, Structure
from tests.samples_hsds import HOUSE, LYON, OFFER, WEEK, Object, as_tables, codes, entries, from_json, read, tables

# The shapes of JSON


def test_a_page_a_list_and_one_object_give_the_same(tmp_path: Path) -> None:
    expected = entries(from_json([OFFER], tmp_path))
    assert len(expected) == 2
    assert entries(from_json({"total_items": 1, "empty": False, "contents": [OFFER]}, tmp_path)) == expected
    assert entries(from_json(OFFER, tmp_path)) == expected
    held = {"id": "h1", "location": LYON, "service": OFFER}
    assert entries(from_json([held], tmp_path)).keys() == expected.keys()


def test_an_organisation_with_its_services_inside_gives_a_record_for_each(tmp_path: Path) -> None:
    offered = {name: value for name, value in OFFER.items() if name != "organization"}
    items = from_json(HOUSE | {"services": [offered, offered | {"id": "s2"}]}, tmp_path)
    assert [len(item.entries) for item in items if isinstance(item, Record)] == [1, 1, 1]
    assert set(entries(items)) == {"hsds--o1", "hsds--s1", "hsds--s2"}


def test_other_formats_are_left_to_their_readers(tmp_path: Path) -> None:
    for name, content in {
        "structures.json": [{"id": "a", "nom": "CCAS", "source": "x"}],
        "soliguide.json": [{"lieu_id": 1, "name": "Accueil", "description": "x", "website": "y"}],
        "objet.json": {"structures": [{"id": "a", "nom": "CCAS", "source": "x"}]},
        "vide.json": [],
    }.items():
        path = tmp_path / name
        path.write_text(json.dumps(content), encoding="utf-8")
        with opened([path]) as [source]:
            assert not hsds.recognises(source)
    folder = tables(tmp_path / "dossier", services=[{"id": "a", "nom": "Accueil", "source": "x"}])
    with opened([folder]) as [source]:
        assert not hsds.recognises(source)


# Tables


def test_tables_give_the_same_entries_as_json_by_singular_and_plural_names(tmp_path: Path) -> None:
    expected = entries(from_json([OFFER], tmp_path))
    given = as_tables()
    assert entries(read(tables(tmp_path / "singulier", **given))) == expected
    plural = {
        {"address": "addresses", "accessibility": "accessibility"}.get(name, f"{name}s"): lines
        for name, lines in given.items()
    }
    assert entries(read(tables(tmp_path / "pluriel", **plural))) == expected
    assert (
        entries(from_json({f"{name}.csv": lines for name, lines in plural.items()}, tmp_path, "tabular.json"))
        == expected
    )


def test_records_of_tables_stand_at_their_line_and_add_up(tmp_path: Path) -> None:
    given = as_tables()
    given["service"] += [
        given["service"][0] | {"id": "", "name": "Sans identifiant"},
        given["service"][0] | {"id": "s3"},
    ]
    items = read(tables(tmp_path / "tables", **given))
    assert [(str(item.origin), isinstance(item, Record)) for item in items] == [
        ("organization.csv, ligne 2", True),
        ("service.csv, ligne 2", True),
        ("service.csv, ligne 3", False),
        ("service.csv, ligne 4", True),
    ]


def test_a_shifted_line_is_refused_and_a_shifted_detail_is_told(tmp_path: Path) -> None:
    folder = tables(tmp_path / "tables", **as_tables())
    for name in ("service", "phone"):
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write("x," * 60 + "x\n")
    items = read(folder)
    assert [item.reason for item in items if isinstance(item, Rejected)] == ["colonnes_decalees"]
    assert "lignes_decalees" in {code for item in items if isinstance(item, Record) for code in codes(item)}


def test_a_file_of_the_folder_that_is_not_read_is_told(tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "tables", **as_tables(), funding=[{"id": "f1", "organization_id": "o1", "source": "Ville"}]
    )
    (folder / "datapackage.json").write_text("{}", encoding="utf-8")
    told = [remark.message for item in read(folder) if isinstance(item, Record) for remark in item.remarks]
    assert [message for message in told if "non lus" in message] == [
        "non lus, le dossier est lu par ses tables HSDS : funding.csv"
    ]


def test_tables_of_hsds_1_are_read(tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "tables",
        organizations=[{"id": "1", "name": "Entraide", "description": "Une association", "url": "https://example.org"}],
        services=[
            {
                "id": "2",
                "organization_id": "1",
                "name": "Accueil",
                "description": "On reçoit",
                "fees": "Gratuit pour tous",
            }
        ],
        services_at_location=[{"id": "", "service_id": "2", "location_id": "3"}],
        locations=[
            {"id": "3", "organization_id": "1", "name": "Maison"},
            {"id": "4", "organization_id": "1", "name": "Annexe"},
        ],
        physical_addresses=[
            {
                "id": "5",
                "location_id": "3",
                "address_1": "3 rue des Essais",
                "city": "Lyon",
                "postal_code": "69006",
                "country": "FR",
            }
        ],
        postal_addresses=[{"id": "6", "location_id": "3", "address_1": "BP 12", "city": "Lyon", "country": "FR"}],
        phones=[{"id": "", "service_id": "2", "number": "01 99 00 00 01", "extension": ""}],
        regular_schedules=[
            {"id": "", "location_id": "3", "weekday": "Monday", "opens_at": "9:00", "closes_at": "17:00"},
            {"id": "", "location_id": "3", "weekday": "Sunday", "opens_at": "", "closes_at": ""},
        ],
        eligibility=[{"id": "7", "service_id": "2", "minimum_age": "16", "eligibility": "Jeunes"}],
        services_taxonomy=[{"id": "8", "service_id": "2", "taxonomy_id": "9", "taxonomy_detail": ""}],
        taxonomy=[{"id": "9", "name": "Repas", "vocabulary": "maison"}],
    )
    found = entries(read(folder))
    house, offered = found["hsds--1"], found["hsds--2"]
    assert isinstance(house, Structure)
    assert isinstance(offered, Service)
    assert house.site_web == "https://example.org"
    assert (offered.adresse, offered.code_postal, offered.telephone) == ("3 rue des Essais", "69006", "+33199000001")
    assert (offered.horaires_accueil, offered.frais_precisions) == ("Mo 09:00-17:00", "Gratuit pour tous")
    assert (offered.complement.age_min, offered.publics_precisions) == (16, "Jeunes")
    assert "Thèmes indiqués : Repas" in (offered.description or "")
    assert "Adresse postale indiquée : BP 12, Lyon, FR" in (offered.description or "")


def test_columns_with_the_name_of_their_table_are_read(tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "tables",
        organizations=[
            {"organization_uuid": "a", "organization_name": "Entraide", "organization_description": "Une association"}
        ],
        services=[
            {
                "service_uuid": "b",
                "organization_uuid": "a",
                "organization_name": "Entraide",
                "service_name": "Accueil",
                "service_description": "On reçoit",
                "service_min_age": "60",
                "service_areas": "Un comté; Un autre",
            }
        ],
        locations=[
            {
                "organization_uuid": "a",
                "location_uuid": "c",
                "location_name": "Maison",
                "location_address": "1 rue, Lyon",
            }
        ],
    )
    found = entries(read(folder))
    house, offered = found["hsds--a"], found["hsds--b"]
    assert house.adresse == "1 rue, Lyon"
    assert offered.complement.age_min == 60
    assert "Zone indiquée : Un comté ; Un autre" in (offered.description or "")


def test_memory_does_not_grow_with_the_tables(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        words = "mot " * 250
        folder = tables(
            tmp_path / str(count),
            organization=[{"id": "o1", "name": "Entraide", "description": "Une association"}],
            service=(
                {"id": str(n), "organization_id": "o1", "name": "Accueil", "description": words} for n in range(count)
            ),
            phone=({"id": str(n), "service_id": str(n), "number": "01 99 00 00 01"} for n in range(count)),
        )
        with opened([folder]) as [source]:
            tracemalloc.start()
            try:
                assert sum(1 for _ in hsds.records(source)) == count + 1
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    peak(10)  # what is loaded once
    assert peak(800) < peak(80) + 200_000


# Anything at all

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["MO", "FR", "09:00", "\ud800"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(sorted({*OFFER, *LYON, *WEEK, "number", "uri"})), inside)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(change=st.dictionaries(st.sampled_from(sorted(OFFER)), values, max_size=4), inside=values)
def test_no_object_whatever_stops_an_import(
    change: Object, inside: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    offered = OFFER | change | {"service_at_locations": [inside, {"location": inside, "schedules": inside}]}
    items = from_json([OFFER, offered, OFFER | {"organization": inside}], tmp_path_factory.mktemp("hsds"))
    assert len(items) == 3
