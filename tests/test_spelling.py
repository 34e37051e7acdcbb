"""What is typed in haste is spelt out: whole words only, in the language of the message, and nothing else moves."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.lexicon import load
from knowledge.spelling import Spelling, Spelt
from knowledge.text import LONGEST

MARK = "\ue000"
"""A private character, in every meaning below and in no message: what was put in can be told from what was there."""

MARKED = Spelling({"fr": {"g": f"{MARK}j'ai", "pa": f"{MARK}pas", "mé": f"{MARK}mais", "c'koi": f"{MARK}c'est quoi"}})

TYPED = st.one_of(
    st.text(st.characters(exclude_characters=MARK), max_size=200),
    st.lists(
        st.sampled_from(["g", "PA", "pa", "mé", "me", "c'koi", "'", "’", "_", " ", ",", "\u0301", "é", "9", "😀"])
    ).map("".join),
)


def composed(text: str) -> str:
    """Accents written apart are the same text."""
    return unicodedata.normalize("NFC", text)


def undone(spelt: Spelt) -> list[tuple[str, str, str]]:
    """What stands before each change, what was typed there, what stands after."""
    pieces = []
    before, rest = "", spelt.text
    for typed, meant in spelt.changed:
        left, found, rest = rest.partition(meant)
        assert found
        before += left
        pieces.append((before, typed, rest))
        before += typed
    return pieces


@given(TYPED)
@example("")
@example("\ud800 g pa")
@example("g " * LONGEST)
def test_only_what_was_changed_has_changed(text: str) -> None:
    spelt = MARKED.spelt(text, "fr")
    pieces = undone(spelt)
    whole = pieces[-1][0] + pieces[-1][1] + pieces[-1][2] if pieces else spelt.text
    assert composed(whole) == composed(text[:LONGEST])


@given(TYPED)
@example("_g g_")
@example("pap")
@example(unicodedata.normalize("NFD", "pâ pa"))
def test_only_whole_words_are_changed(text: str) -> None:
    for before, _, after in undone(MARKED.spelt(text, "fr")):
        assert not before[-1:].isalnum()
        assert not after[:1].isalnum()
        assert not "\u0300" <= after[:1] <= "\u036f", "an accent belongs to the letter that it follows"


@given(TYPED, st.text(max_size=4).filter(lambda language: language != "fr"))
def test_a_language_without_a_table_changes_nothing(text: str, language: str) -> None:
    spelt = MARKED.spelt(text, language)
    assert spelt.changed == ()
    assert composed(spelt.text) == composed(text[:LONGEST])


@given(st.text(max_size=200), st.sampled_from(sorted(load().abbreviations)))
def test_any_text_is_spelt_out_in_any_language_without_an_error(text: str, language: str) -> None:
    spelt = Spelling(load().abbreviations).spelt(text, language)
    assert all(composed(typed) in composed(text) for typed, _ in spelt.changed)
    assert spelt.changed or composed(spelt.text) == composed(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("g pa mangé", "j'ai pas mangé"),
        ("G PA mangé", "j'ai pas mangé"),
        ("pa, pa ! (pa)", "pas, pas ! (pas)"),
        ("mé me", "mais me"),
        ("papa gagne", "papa gagne"),
        ("pa's", "pa's"),
        ("9g", "9g"),
    ],
)
def test_capitals_do_not_count_and_accents_do(typed: str, meant: str) -> None:
    table = Spelling({"fr": {"g": "j'ai", "pa": "pas", "Mé": "mais"}})
    assert table.spelt(typed, "fr").text == meant


def test_accents_written_apart_are_the_same_accents() -> None:
    """Some keyboards and files write é as e and an accent."""
    table = Spelling({"fr": {"mé": "mais", "pa": "pas"}})
    assert table.spelt(unicodedata.normalize("NFD", "mé"), "fr").text == "mais"
    assert table.spelt(unicodedata.normalize("NFD", "pâ"), "fr").changed == ()


def test_both_apostrophes_are_one() -> None:
    """Telephones type the curved one."""
    table = Spelling({"fr": {"c'koi": "c'est quoi"}})
    assert table.spelt("c'koi", "fr").text == table.spelt("c’koi", "fr").text == "c'est quoi"


def test_what_was_spelt_out_is_told_as_typed_in_order() -> None:
    spelt = Spelling({"fr": {"g": "j'ai", "pa": "pas"}}).spelt("Pa vrai, G pa", "fr")
    assert spelt.changed == (("Pa", "pas"), ("G", "j'ai"), ("pa", "pas"))


def test_a_meaning_is_not_spelt_out_again() -> None:
    assert Spelling({"fr": {"a": "b", "b": "a"}}).spelt("a b", "fr").text == "b a"


def test_a_message_is_read_up_to_a_limit() -> None:
    assert len(Spelling({}).spelt("x" * 10_000, "fr").text) == LONGEST
