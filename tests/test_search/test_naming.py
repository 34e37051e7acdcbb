"""Does a message name a structure?"""

import pytest

from knowledge.search import Search

NAMED = {
    "la CAF": "caf",
    "ce dossier me tue, la caf répond plus": "caf",
    "mission local": "ml",
    "je vais à la mision locale de lille": "ml-lille",
    "restos du ceour": "restos",
    "pole enploi me radie": "travail",
    "la sécu me rembourse pas": "cpam",
    "secour populaire": "secours",
    "le numéro de la cravate solidaire": "cravate",
    "association reed": "reed",
    "la marelle": "creche",
    "ccas caluir": "ccas",
    "c'est quoi la boussole des jeunes": None,  # an alias finds; it does not name, it may be any words
}

GENERAL = (
    "aide",
    "emploi",
    "logement",
    "maison",
    "service",
    "centre",
    "une aide",
    "le service",
    "accueil",
    "la mairie",
)

SENTENCES = (
    "je cherche une maison à louer",
    "j'ai plus de travail",
    "bonjour",
    "mdr trop drole",
    "je suis à la mairie",
    "les enfants jouent à la marelle dans la cour",
    "j'ai besoin d'aide pour le logement",
    "un secours financier",
    "je dors dehors",
    "я не маю де спати",
    "",
)


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_a_message_that_names_a_structure(search: Search, text: str, expected: str | None) -> None:
    hits = search.names_in(text)
    assert (hits[0].structure_id if hits else None) == expected, hits


@pytest.mark.parametrize("text", GENERAL + SENTENCES)
def test_a_message_that_names_nobody(search: Search, text: str) -> None:
    assert search.names_in(text) == ()


def test_a_naming_says_how_sure_it_is_and_with_which_words(search: Search) -> None:
    exact, mistyped = search.names_in("la caf")[0], search.names_in("secour populair")[0]
    assert exact.score == 1
    assert 0.85 < mistyped.score < 1
    assert mistyped.why == ("nom: secour→secours", "nom: populair→populaire")


def test_the_nearest_of_several_comes_first(search: Search) -> None:
    assert search.names_in("la caf", near=(50.63, 3.06))[0].structure_id == "caf-nord"
    assert search.names_in("la caf", near=(45.76, 4.85))[0].structure_id == "caf"


def test_two_structures_may_be_named_at_once(search: Search) -> None:
    named = {hit.structure_id for hit in search.names_in("pole emploi ou la caf ?")}
    assert {"travail", "caf"} <= named
