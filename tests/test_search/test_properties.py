"""Whatever is typed, the search answers or finds nothing: it never fails."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.phonetics import skeleton, sound
from knowledge.search import Search
from knowledge.search.tokens import tokens

WORDS = ("ccas", "AND", "OR", "NOT", "NEAR(", '"', "*", "مأوى", "місто", "😀", "a" * 300, "ſ", "ß", "ﬁ")
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet='"*():^-+{}~#@=NEAROT\x00\n ', max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join),
)


@given(HOSTILE)
@example("caluire " * 1_250)
@example("x" * 10_000)
@example("de " * 3_000)
@example('") OR ("')
@example("ccas' --")
@example("\ud800")
@settings(max_examples=150, deadline=None)
def test_any_text_is_searched_without_an_error(search: Search, text: str) -> None:
    for hit in (*search.query(text), *search.names_in(text)):
        assert 0 <= hit.score <= 1
        assert hit.why


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_a_text_is_read_the_same_twice(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text) or any(len(word) == 1 for word in tokens(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_word_has_a_sound_and_a_skeleton_no_longer_than_itself(word: str) -> None:
    assert len(skeleton(word)) <= len(word)
    assert len(sound(word)) <= len(word) + word.count("x") + word.count("oi") + word.count("oy")
