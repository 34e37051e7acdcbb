"""Phrases are found word by word, in order, give or take a letter; and never where they are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching import Exceptions, Phrasebook, slack, taken_away

STRICT = Phrasebook(
    [
        ("dehors", "dors dehors"),
        ("faim", "faim"),
        ("rue", "« à la rue »"),
        ("garde", "nounou"),
        ("loyer", "payer loyer"),
        ("travail", "perdu mon travail"),
        ("tuer", "tuer"),
        ("logement", "بيت للإيجار"),
    ]
)
LOOSE = Phrasebook([("frappe", "me frappe"), ("peur", "peur de lui"), ("piece", "il est dans la maison")], loose=True)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("bonsoir je dor dehor", ["dehors"]),
        ("DORS DEHORS", ["dehors"]),
        ("je dors très mal dehors", ["dehors"]),
        ("je dors mal, il fait froid et il pleut dehors", []),
        ("dehors je dors", []),
        ("j'ai faim", ["faim"]),
        ("j'ai fait une demande", []),
        ("c'est la fin du mois", []),
        ("je suis à la rue", ["rue"]),
        ("je suis à la mairie, rue Nationale", []),
        ("à côté de la rue", []),
        ("je cherche des nounous", ["garde"]),
        ("jarrive plu a payer mon loyé", ["loyer"]),
        ("jai perdu mon travaille", ["travail"]),
        ("البيت للايجار", ["logement"]),
        ("", []),
        ("🙂", []),
    ],
)
def test_a_phrase_is_found_with_its_mistakes_and_only_there(text: str, keys: list[str]) -> None:
    assert [found.key for found in STRICT.find(text)] == keys


def test_what_was_found_says_which_words_told_it() -> None:
    (found,) = STRICT.find("bonsoir je dor dehor")
    assert found.pairs == (("dors", "dor"), ("dehors", "dehor"))
    assert found.places == (2, 3)


def test_ordinary_words_are_not_bent_into_others() -> None:
    assert not LOOSE.find("c'est pour lui")
    assert not LOOSE.find("pour mon fils")
    assert LOOSE.find("j'ai peure de lui")


def test_a_danger_keeps_the_pronoun_and_bends_it() -> None:
    assert LOOSE.find("mon mari ma frapé hier")
    assert LOOSE.find("il m'a frappée")
    assert not LOOSE.find("je frappe à toutes les portes")


def test_a_sentence_of_small_words_is_not_reduced_to_one_of_them() -> None:
    assert LOOSE.find("il est dans la maison")
    assert not LOOSE.find("une maison de retraite")


def test_half_a_phrase_is_not_the_phrase() -> None:
    assert not STRICT.find("mon loyer")


def test_an_exception_takes_away_only_what_it_covers() -> None:
    exceptions = Exceptions({"tuer": ["ça me tuer"]})
    typed = "ca me tuer".split()
    (innocent,) = STRICT.find(typed)
    assert taken_away(innocent, exceptions.covered(typed))
    typed = "il veut me tuer".split()
    (danger,) = STRICT.find(typed)
    assert not taken_away(danger, exceptions.covered(typed))


@pytest.mark.parametrize(("word", "letters"), [("la", 0), ("dors", 1), ("dehors", 1), ("hebergement", 2)])
def test_a_long_word_bends_more_than_a_short_one(word: str, letters: int) -> None:
    assert slack(word) == letters
    assert slack(word, alone=True) <= letters


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    for book in (STRICT, LOOSE):
        for found in book.find(text):
            assert found.places == tuple(sorted(found.places))


@given(st.sampled_from(["faim ", "dors ", "je ", "xkcdz "]), st.integers(min_value=1, max_value=3000))
@settings(max_examples=30, deadline=None)
def test_a_word_said_a_thousand_times_is_found_no_more_often_than_it_is_said(word: str, times: int) -> None:
    assert len(STRICT.find(word * times)) <= times


def test_a_word_glued_to_the_next_is_read_apart_in_dangers() -> None:
    book = Phrasebook([("dehors", "dors dehors"), ("vivre", "لا أريد أن أعيش")], loose=True)
    assert book.find("jdor dehor")
    assert book.find("تعبت ولا أريد أن أعيش")
    assert not Phrasebook([("dehors", "dors dehors")]).find("jdor dehor")
