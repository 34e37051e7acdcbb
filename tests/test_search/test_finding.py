"""What is typed, and what is found first."""

import sqlite3
from pathlib import Path

import pytest

from knowledge.directory import Directory
from knowledge.errors import DirectoryCorrupt, DirectoryMissing
from knowledge.places import Commune
from knowledge.search import Search

CALUIRE = Commune("69034", "Caluire-et-Cuire", ("69300",), "69", "84", None, 43_000, 45.795, 4.845, None)
LILLE = Commune("59350", "Lille", ("59000",), "59", "32", None, 236_000, 50.63, 3.06, None)

FIRST = {
    # as they are
    "CCAS de Caluire-et-Cuire": "ccas",
    "les restos du coeur": "restos",
    # typing mistakes
    "ccas caluir": "ccas",
    "ccsa caluire": "ccas",
    "mision local caluir": "ml-caluire",
    "misson locael lille": "ml-lille",
    "resots du ceour": "restos",
    "cravatte soldaire": "cravate",
    # accents, case, punctuation
    "CRECHE LA MARELLE !!": "creche",
    "creche-marelle": "creche",
    # the sound
    "kreche la marel": "creche",
    "sekour popuaire": "secours",
    "lé resto du keur": "restos",
    # truncated words
    "crech marel": "creche",
    "secou popul": "secours",
    # lost vowels
    "mssn lcl lille": "ml-lille",
    "crvt solidaire": "cravate",
    # any order
    "lille locale mission": "ml-lille",
    "caluire ccas": "ccas",
    # glued and split words
    "missionlocale lille": "ml-lille",
    "ccasdecaluire": "ccas",
    "missionlocle lille": "ml-lille",
    "res tos du coeur": "restos",
    "ccas69300": "ccas",
    # acronyms and long forms, both ways
    "pmi": "pmi",
    "p.m.i. de caluire": "pmi",
    "centre communal d'action sociale caluire": "ccas",
    "caisse d'allocations familiales rhone": "caf",
    "cpam": "cpam",
    # former names, everyday names
    "pole emploi": "travail",
    "anpe": "travail",
    "la secu": "cpam",
    "sécu lyon": "cpam",
    # aliases of the directory
    "boussole des jeunes": "hors",
    # place names, postcodes
    "mission locale 59000": "ml-lille",
    "ccas de st caluire": "ccas",
    # services, other places, themes, descriptions
    "portage repas": "ccas",
    "ludobus fontaines": "ludo",
    "acheter un véhicule": "restos",
    "triporteur": "ccas",
    # the words of a request
    "bonjour je cherche le numéro de la mission locale de lille svp": "ml-lille",
}


@pytest.mark.parametrize(("typed", "expected"), FIRST.items())
def test_what_is_typed_finds_the_right_structure_first(search: Search, typed: str, expected: str) -> None:
    hits = search.query(typed)
    assert hits, typed
    assert hits[0].structure_id == expected, hits[:3]


def test_a_hit_says_which_words_matched_and_in_which_field(search: Search) -> None:
    assert search.query("ccas caluir")[0].why == ("nom: ccas", "nom: caluir→caluire")
    assert search.query("pole enploi")[0].why == ("autre nom: pole", "autre nom: enploi→emploi")
    assert search.query("triporteur")[0].why == ("description: triporteur",)


def test_a_hit_shows_the_name_and_the_commune_as_they_are_written(search: Search) -> None:
    (hit, *_) = search.query("restos du coeur")
    assert (hit.nom, hit.commune) == ("Les Restos du Cœur", "Caluire-et-Cuire")


def test_the_services_of_a_structure_make_one_hit_with_the_one_that_answers_best(search: Search) -> None:
    hits = search.query("colis ccas caluire")
    assert [hit.structure_id for hit in hits].count("ccas") == 1
    assert hits[0].service_id == "ccas-colis"
    assert search.query("portage de repas")[0].service_id == "ccas-domicile"


def test_the_only_service_of_a_structure_comes_with_it_and_none_of_several_that_do_not_answer(search: Search) -> None:
    assert search.query("la marelle")[0].service_id == "marelle"
    assert search.query("ccas caluire")[0].service_id is None
    assert search.query("reed")[0].service_id is None


def test_scores_go_down_from_one_and_never_below_zero(search: Search) -> None:
    hits = search.query("mission locale lille", limit=50)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert scores[0] > 0.95


def test_no_more_hits_than_asked(search: Search) -> None:
    assert len(search.query("mission locale", limit=2)) == 2


def test_what_is_near_comes_first_when_the_name_is_the_same(search: Search) -> None:
    assert search.query("mission locale", commune=LILLE)[0].structure_id == "ml-lille"
    assert search.query("mission locale", commune=CALUIRE)[0].structure_id == "ml-caluire"
    assert search.query("ccas", near=(50.6, 3.0))[0].structure_id == "ccas-lille"


def test_what_is_near_never_hides_a_far_structure_that_was_named(search: Search) -> None:
    assert search.query("mission locale lille", commune=CALUIRE)[0].structure_id == "ml-lille"
    assert search.query("la cravate solidaire", commune=CALUIRE)[0].structure_id == "cravate"


def test_a_hit_says_how_far_it_is(search: Search) -> None:
    assert "distance: 4.1 km" in search.query("cpam", near=(45.796, 4.846))[0].why


def test_a_commune_without_a_position_still_favours_its_own_structures(search: Search) -> None:
    lost = Commune("59350", "Lille", ("59000",), "59", "32", None, 236_000, None, None, None)
    assert search.query("ccas", commune=lost)[0].structure_id == "ccas-lille"


def test_nothing_is_found_for_what_looks_like_nothing(search: Search) -> None:
    for typed in ("", "   ", "?!…", "qsdfghjklm", "😀😀", "الاسم", "x"):
        assert search.query(typed) == (), typed


@pytest.mark.parametrize(
    "secret", ["Capucines", "Philibert", "Zanzibar", "Barnabé", "cachée", "Vaulx-en-Velin", "01 99 00 12 34"]
)
def test_no_confidential_address_and_no_word_for_agents_is_ever_indexed(
    search: Search, small: Path, secret: str
) -> None:
    assert all(hit.structure_id != "refuge" for hit in search.query(secret))
    with sqlite3.connect(small) as connection:
        kept = [
            connection.execute(f"select * from search_{table}").fetchall()
            for table in ("entries", "offers", "forms", "told_data")
        ]
    connection.close()
    assert secret.lower().split("-")[0] not in str(kept).lower()


def test_a_confidential_structure_is_found_by_name_without_its_position(search: Search) -> None:
    (hit, *_) = search.query("escale des femmes", near=(45.76, 4.857))
    assert hit.structure_id == "refuge"
    assert not any(reason.startswith("distance") for reason in hit.why)


def test_the_search_opens_from_a_directory_in_service(small: Path) -> None:
    with Directory.open(small) as directory, Search.open(directory) as search:
        assert search.query("pmi")[0].structure_id == "pmi"


def test_a_missing_directory_is_told(tmp_path: Path) -> None:
    with pytest.raises(DirectoryMissing, match="aiguilleur importer"):
        Search.open(tmp_path / "rien.db")


def test_a_directory_without_its_search_tables_is_told(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    path.write_bytes(small.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("drop table search_postings")
    connection.close()
    with pytest.raises(DirectoryCorrupt, match="index de recherche"):
        Search.open(path)


def test_an_index_of_another_version_is_told(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    path.write_bytes(small.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("update search_forms set version = 0")
    connection.close()
    with pytest.raises(DirectoryCorrupt, match="index de recherche"):
        Search.open(path)


def test_an_empty_directory_answers_nothing(built, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with Search.open(built([], [])) as search:
        assert search.query("ccas") == ()
        assert search.names_in("la caf") == ()
