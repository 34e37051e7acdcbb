"""A message is cut into the things it says, and no word is lost or moved on the way."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.segments import MOST, SHORTEST, segments, sentences
from knowledge.text import words

PIECES = [
    "loyer",
    "en retard",
    "merci",
    ".",
    "! ",
    "? ",
    "\n",
    ", ",
    "، ",
    ";",
    " et ",
    " et puis ",
    " mais ",
    " and ",
    " و ",
    " та ",
    " ",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))

MANY = " ".join(f"phrase numéro {number}." for number in range(MOST + 3))


@pytest.mark.parametrize("cut", [segments, sentences])
@given(text=TEXTS)
@example(text="")
@example(text=" \n ")
@example(text="\ud800, x")
@example(text=MANY)
@example(text=f"{MANY} Merci.")
def test_the_words_of_the_parts_are_those_of_the_message_in_order(cut, text: str) -> None:
    parts = cut(text)
    found = tuple(word for part in parts for word in words(part))
    said = words(text)
    assert found == said[: len(found)]
    assert len(parts) <= MOST
    assert found == said or len(parts) == MOST


@pytest.mark.parametrize("cut", [segments, sentences])
@given(text=TEXTS)
def test_a_part_among_others_says_something(cut, text: str) -> None:
    parts = cut(text)
    assert all(part.strip() == part and part for part in parts)
    assert len(parts) < 2 or all(len(words(part)) >= SHORTEST for part in parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("J'ai perdu mon travail et je ne peux plus payer", ("J'ai perdu mon travail", "et je ne peux plus payer")),
        ("j'ai faim. mon fils est malade", ("j'ai faim.", "mon fils est malade")),
        ("plus de logement\nplus de travail", ("plus de logement", "plus de travail")),
        ("je cherche un emploi, une nounou aussi", ("je cherche un emploi", "une nounou aussi")),
        ("I lost my job and I need food", ("I lost my job", "and I need food")),
        ("busco trabajo y también necesito comida", ("busco trabajo", "y también necesito comida")),
        ("procuro emprego mas não tenho casa", ("procuro emprego", "mas não tenho casa")),
        ("iş arıyorum ama evim yok", ("iş arıyorum", "ama evim yok")),
        ("ищу работу но негде жить", ("ищу работу", "но негде жить")),
        ("шукаю роботу але ніде жити", ("шукаю роботу", "але ніде жити")),
        ("أبحث عن عمل، ليس عندي سكن", ("أبحث عن عمل", "ليس عندي سكن")),
        ("أبحث عن عمل وكذلك عن سكن", ("أبحث عن عمل", "وكذلك عن سكن")),
    ],
)
def test_another_thing_is_another_part_in_every_language(text: str, parts: tuple[str, ...]) -> None:
    assert segments(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "je cherche un logement",
        "bonjour. besoin d'un logement",
        "au 3,5 km de la gare",
        "mon dossier etudiant",
        "merci",
        "papiers et courrier",
    ],
)
def test_one_thing_is_one_part(text: str) -> None:
    assert len(segments(text)) == 1


def test_a_sentence_is_not_cut_where_another_thing_is_added() -> None:
    text = "il crie et il me frappe. j'ai peur de lui"
    assert sentences(text) == ("il crie et il me frappe.", "j'ai peur de lui")
    assert len(segments(text)) == 3


def test_what_comes_after_the_last_part_is_left_out_whole() -> None:
    assert segments(f"{MANY} Merci.") == segments(MANY)
    assert sentences(f"{MANY} Merci.") == sentences(MANY)
