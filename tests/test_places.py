"""Finding the commune that somebody means, in the words of residents, and finding none where none is meant."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places import Commune, Found, Places, distance_km

CALUIRE, RILLIEUX, VILLEURBANNE, LYON, LYON_3 = "69034", "69286", "69266", "69123", "69383"
AROUND_CALUIRE = (CALUIRE, RILLIEUX, VILLEURBANNE, LYON)
PLACES = Places.load()

NO_PLACE = """
🙂 | 🏠👶 | ? | ... | azertyuiop | qsdfgh | aaaaaaaaaaaa | bonjour | bonsoir | salut | slt | bjr | merci | mersi |
merci beaucoup | ok | d'accord | oui | non | nn | ouais | je ne sais pas | je sais pas trop | jsp | aucune idée |
pourquoi ? | quoi | partout | nulle part | chez moi | ici | en france | retour | passer | menu | stop |
pas envie de le dire | c'est où ? | au revoir | je veux une nounou | une nounou | creche | crèche pour septembre |
il me frappe | il est rentré il me frappe | mon mari me tape | j'ai faim | je suis à la rue | je dors dehors |
je dor dehor | je suis enceinte | je suis seule avec deux enfants | j'ai 2 enfants | j'ai 12000 euros de dettes |
15000 euros | j'ai perdu mon travail | argent | job | travail | logement | papiers | un lit | besoin d'un lit |
du lait | cours de français | nourriture | mal aux dents | au secours | à l'aide | aide moi | je veux mourir |
medecin | je cherche un médecin | la caf | mon dossier est en cours | il a cassé la porte | je suis à bout |
parler à quelqu'un | à pied | en bus | le 115 | 0612345678 | 06 39 98 12 34 | 99999 | hello | help me please |
thank you | i need food | my name is john | شكرا | ليس لدي ما آكله اليوم | نعم | спасибо | marie |
je m'appelle marie | monsieur martin
"""
UNREADABLE = ("", " ", "a" * 10_000, "mot " * 2_500)


def codes(found: Found) -> list[str]:
    return [commune.code for commune in found.communes]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Caluire-et-Cuire", CALUIRE),
        ("caluire et cuire", CALUIRE),
        ("CALUIRE ET CUIRE", CALUIRE),
        ("caluire cuire", CALUIRE),
        ("Caluire", CALUIRE),
        ("69300", CALUIRE),
        ("69 300", CALUIRE),
        ("69300 Caluire", CALUIRE),
        ("69034", CALUIRE),
        ("Caluire-et-Cuire (69)", CALUIRE),
        ("Rillieux", RILLIEUX),
        ("j'habite à caluire", CALUIRE),
        ("c'est pour ma sœur à Rillieux", RILLIEUX),
        ("je suis sur villeurbanne depuis 2 ans", VILLEURBANNE),
        ("la ville de Villeurbanne", VILLEURBANNE),
        ("bonjour, à Villeurbanne svp", VILLEURBANNE),
        ("I live in Lyon", LYON),
        ("ليون", LYON),
        ("أسكن في فيلوربان", VILLEURBANNE),
        ("lyon 3 enfants", LYON),
        ("je suis à Lyon avec 3 enfants", LYON),
        ("Lyon 3", LYON_3),
        ("Lyon 3e", LYON_3),
        ("Lyon 3e (69)", LYON_3),
        ("lyon 3ème arrondissement", LYON_3),
        ("lyon 03", LYON_3),
        ("dans le 3e à Lyon", LYON_3),
        ("3e arrondissement de Lyon", LYON_3),
        ("69003", LYON_3),
        ("st genis laval", "69204"),
        ("Ste Foy lès Lyon", "69202"),
        ("Villefranche s/ Saône", "69264"),
        ("mulatiere", "69142"),
        ("la tour du pin", "38509"),
        ("Pierre-Bénite", "69149"),
    ],
)
def test_a_name_or_code_written_right_is_taken_without_asking(text: str, code: str) -> None:
    found = PLACES.found(text, near=AROUND_CALUIRE)
    assert codes(found)[:1] == [code]
    assert found.sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("caluir", CALUIRE),
        ("calluire", CALUIRE),
        ("kaluire", CALUIRE),
        ("j habite a caluir", CALUIRE),
        ("vileurbane", VILLEURBANNE),
        ("vilurbanne", VILLEURBANNE),
        ("j'habite à vileurbane avec mes enfants", VILLEURBANNE),
        ("riyeux", RILLIEUX),
        ("rilleux", RILLIEUX),
        ("rillieuxlapape", RILLIEUX),
        ("vaux en velin", "69256"),
        ("venisieux", "69259"),
        ("decine", "69275"),
        ("ccas caluir", CALUIRE),
        ("eculy", "69081"),
        ("brond", "69029"),
    ],
)
def test_a_name_misspelt_is_found_in_the_neighbourhood_and_asked_about(text: str, code: str) -> None:
    found = PLACES.found(text, near=AROUND_CALUIRE)
    assert codes(found) == [code]
    assert not found.sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Brest", "29019"),
        ("marseille", "13055"),
        ("j'habite à Tours", "37261"),
        ("le havre", "76351"),
        ("au havre", "76351"),
        ("Saint-Denis (974)", "97411"),
        ("saint denis 93", "93066"),
        ("2A004", "2A004"),
        ("marseille 13e", "13213"),
        ("Paris", "75056"),
        ("fort de france", "97209"),
    ],
)
def test_an_exact_name_far_from_the_territory_is_still_found(text: str, code: str) -> None:
    found = PLACES.found(text, near=AROUND_CALUIRE)
    assert codes(found)[0] == code
    assert found.sure


@pytest.mark.parametrize("text", [*(text.strip() for text in NO_PLACE.split("|")), *UNREADABLE])
@pytest.mark.parametrize(
    "near", [(), AROUND_CALUIRE, ("59350",), ("12202",)], ids=["nowhere", "lyon", "lille", "rodez"]
)
def test_what_names_no_place_gives_none(text: str, near: Collection[str]) -> None:
    assert PLACES.found(text, near=near) == Found((), sure=False)


def test_homonyms_are_offered_when_nothing_settles_them() -> None:
    found = PLACES.found("Saint-Denis")
    assert not found.sure
    assert codes(found)[:2] == ["97411", "93066"], "the most populated first"
    assert len(found.communes) == 4


def test_homonyms_are_settled_by_the_territory() -> None:
    assert codes(PLACES.found("Saint-Denis", near=["93066"]))[0] == "93066"
    assert PLACES.found("Saint-Denis", near=["93066"]).sure
    near_la_reunion = PLACES.found("saint denis", near=["97418"])
    assert (codes(near_la_reunion)[0], near_la_reunion.sure) == ("97411", True)


def test_a_postcode_shared_by_communes_offers_them_most_populated_first() -> None:
    found = PLACES.found("38510")
    people = [commune.population for commune in found.communes]
    assert len(people) == 4
    assert people == sorted(people, reverse=True)
    assert not found.sure


def test_a_name_beside_a_shared_postcode_picks_among_its_communes() -> None:
    found = PLACES.found("01000 Saint-Denis-lès-Bourg")
    assert (codes(found), found.sure) == (["01344"], True)


def test_a_first_part_shared_by_neighbours_offers_them_before_any_far_away() -> None:
    found = PLACES.found("st cyr", near=AROUND_CALUIRE)
    assert codes(found)[0] == "69191"
    assert not found.sure


def test_a_former_name_leads_to_the_commune_of_today_and_is_asked_about() -> None:
    found = PLACES.found("Bellegarde-sur-Valserine")
    assert [commune.nom for commune in found.communes] == ["Valserhône"]
    assert not found.sure


@pytest.mark.parametrize(
    "text", ["je suis née à Villeurbanne", "à côté de Villeurbanne", "près de Villeurbanne", "Lyon ou Villeurbanne"]
)
def test_a_place_that_may_not_be_home_is_never_taken_without_asking(text: str) -> None:
    found = PLACES.found(text, near=AROUND_CALUIRE)
    assert VILLEURBANNE in codes(found)
    assert not found.sure


def test_unknown_codes_in_the_territory_change_nothing() -> None:
    assert codes(PLACES.found("caluir", near=["00000", "", CALUIRE])) == [CALUIRE]


def test_every_commune_of_more_than_2000_inhabitants_is_found_by_its_own_name() -> None:
    missed = [
        PLACES.label(commune.code)
        for commune in communes_over(2_000)
        if commune.code not in codes(PLACES.found(commune.nom, near=[commune.code]))
    ]
    assert missed == []


def test_every_commune_of_more_than_10000_inhabitants_is_found_surely_by_its_label() -> None:
    unsure = [
        PLACES.label(commune.code)
        for commune in communes_over(10_000)
        if codes(found := PLACES.found(PLACES.label(commune.code)))[:1] != [commune.code] or not found.sure
    ]
    assert unsure == []


def communes_over(people: int) -> list[Commune]:
    every = (PLACES.commune(f"{number:05}") for number in range(99_000))
    corsica = (PLACES.commune(f"2{letter}{number:03}") for letter in "AB" for number in range(1_000))
    return list(
        {commune.code: commune for commune in (*every, *corsica) if commune and commune.population > people}.values()
    )


@given(st.text(max_size=400))
def test_any_text_gives_at_most_four_communes_and_no_error(text: str) -> None:
    found = PLACES.found(text, near=AROUND_CALUIRE)
    assert len(found.communes) <= 4
    assert len(set(codes(found))) == len(found.communes)
    assert found.communes or not found.sure


PIECES = "à|j'habite|lyon|3e|69003|st|caluir|de|(69)|2a|arrondissement|je suis|la|12000 euros".split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_pieces_of_real_answers_in_any_order_give_at_most_four_communes_and_no_error(text: str) -> None:
    assert len(PLACES.found(text, near=AROUND_CALUIRE).communes) <= 4


def test_a_resident_falls_under_the_zones_of_the_commune_and_of_all_that_contains_it() -> None:
    assert PLACES.zone(CALUIRE) == {CALUIRE, "200046977", "69", "france", "99100"}
    assert PLACES.zone(LYON_3) == {LYON_3, LYON, "200046977", "69", "france", "99100"}
    assert PLACES.zone("97411") >= {"97411", "974"}
    assert PLACES.zone("93066") >= {"200054781", "200057867"}, "the Métropole du Grand Paris and Plaine Commune"
    assert PLACES.zone("00000") == frozenset()


def test_a_shared_position_gives_the_nearest_town() -> None:
    def nearest(latitude: float, longitude: float) -> str | None:
        commune = PLACES.nearest(latitude, longitude)
        return commune.code if commune else None

    assert nearest(45.795, 4.847) == CALUIRE
    assert nearest(45.7612, 4.8518) == LYON_3
    assert nearest(48.39, -4.49) == "29019"
    assert nearest(-20.88, 55.45) == "97411"
    assert nearest(0.0, 0.0) is None
    assert nearest(46.5, -6.0) is None, "at sea"
    assert nearest(90.0, 180.0) is None
    assert nearest(120.0, 4.8) is None
    assert nearest(float("nan"), 4.8) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_nearest_commune_is_never_farther_than_30_km(latitude: float, longitude: float) -> None:
    commune = PLACES.nearest(latitude, longitude)
    if commune is not None:
        assert commune.position is not None
        assert distance_km(commune.position, (latitude, longitude)) <= 30


def test_labels_and_departements_are_named_and_unknown_codes_are_shown_as_they_are() -> None:
    assert PLACES.label(CALUIRE) == "Caluire-et-Cuire (69)"
    assert PLACES.label("00000") == "00000"
    assert PLACES.departement_name("2A") == "Corse-du-Sud"
    assert PLACES.departement_name("974") == "La Réunion"
    assert PLACES.departement_name("00") == "00"


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
def test_distance_is_symmetric_and_at_most_half_way_round_the_earth(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert 0 <= distance_km(a, b) <= 20_016
    assert distance_km(a, a) == 0


def test_distances_are_those_of_the_map() -> None:
    assert distance_km((48.8566, 2.3522), (45.7640, 4.8357)) == pytest.approx(391.5, abs=1)


def test_no_real_phrase_about_a_need_is_taken_surely_for_a_small_commune() -> None:
    phrases = Path(__file__).resolve().parents[2] / "shared" / "data" / "phrases" / "dev.jsonl"
    if not phrases.exists():
        pytest.skip("the phrases are not beside this repository")
    texts = [json.loads(line)["text"] for line in phrases.read_text(encoding="utf-8").splitlines()]
    taken = [PLACES.found(text, near=AROUND_CALUIRE) for text in texts]
    assert not [found for found in taken if found.sure and found.communes[0].population < 20_000]
    assert sum(bool(found.communes) for found in taken) / len(taken) < 0.03
