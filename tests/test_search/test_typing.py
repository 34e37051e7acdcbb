"""What is found while a person types."""

import pytest

from knowledge.places import Commune
from knowledge.search import Search

LILLE = Commune("59350", "Lille", ("59000",), "59", "32", None, 236_000, 50.63, 3.06, None)

FIRST = {
    "mission locale cal": "ml-caluire",
    "mission locale li": "ml-lille",
    "mission loc lil": "ml-lille",
    "crèche la mar": "creche",
    "cravate sol": "cravate",
    "ludo": "ludo",
    "secours pop": "secours",
    "mision locale lil": "ml-lille",
    "cravatte": "cravate",
    "ccas 590": "ccas-lille",
    "p.m.i": "pmi",
    "pmi ": "pmi",
}


@pytest.mark.parametrize(("typed", "expected"), FIRST.items())
def test_the_last_word_is_a_beginning(search: Search, typed: str, expected: str) -> None:
    assert search.typing(typed)[0].structure_id == expected


def test_one_letter_is_answered(search: Search) -> None:
    for letter in "cmlrs":
        hits = search.typing(letter)
        assert hits, letter
        assert all(any("→" in reason for reason in hit.why) for hit in hits)


def test_a_word_followed_by_a_space_is_whole(search: Search) -> None:
    assert search.typing("mission loca")[0].why == ("nom: mission", "nom: loca→locale")
    assert search.typing("ccas ") == search.query("ccas")


def test_the_right_structure_stays_once_it_is_first(search: Search) -> None:
    """Each further letter keeps it first, down to the whole name."""
    for name, expected in (
        ("la cravate solidaire", "cravate"),
        ("secours populaire", "secours"),
        ("ludotheque", "ludo"),
    ):
        first = [search.typing(name[:end])[:1] for end in range(1, len(name) + 1)]
        found = [bool(hits) and hits[0].structure_id == expected for hits in first]
        assert found[-1]
        assert all(found[found.index(True) :]), (name, found)


def test_an_answer_does_not_depend_on_what_was_typed_before(search: Search) -> None:
    alone = search.typing("mission loc")
    for text in ("m", "ccas lille", "zzzz", "secours"):
        search.typing(text)
    assert search.typing("mission loc") == alone


def test_what_is_near_comes_first_while_typing(search: Search) -> None:
    assert search.typing("mission l", commune=LILLE)[0].structure_id == "ml-lille"
    assert search.typing("cc", commune=LILLE)[0].structure_id == "ccas-lille"


def test_nothing_is_found_for_nothing(search: Search) -> None:
    for typed in ("", " ", "?!", "😀", "qsdfghjklm"):
        assert search.typing(typed) == (), typed


def test_a_small_word_before_says_nothing(search: Search) -> None:
    assert [hit.structure_id for hit in search.typing("la crav")] == [hit.structure_id for hit in search.typing("crav")]
    assert search.typing("les rest")[0].structure_id == "restos"


def test_a_beginning_of_something_is_taken_for_nothing_else(search: Search) -> None:
    hits = search.typing("lille cra")
    assert hits[0].structure_id == "cravate"
    assert not any(reason.startswith("nom: cra→") and "crav" not in reason for hit in hits for reason in hit.why)


def test_a_word_that_only_a_description_holds_is_found_while_typing(search: Search) -> None:
    assert search.typing("triporteur")[0].structure_id == "ccas"
