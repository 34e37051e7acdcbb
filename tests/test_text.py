"""Texts folded so that they compare equal, stems, short keys."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.keys import key_of
from knowledge.stems import Stems
from knowledge.text import LONGEST, fold, words

any_text = st.text(st.characters(exclude_categories=[]), max_size=60)


@given(any_text)
def test_any_text_folds_and_folding_twice_changes_nothing(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert tuple(folded.split()) == words(text)
    assert folded == folded.lower()


@given(any_text, any_text)
def test_spaces_and_punctuation_only_part_words(one, other):
    assert fold(f"{one} … {other}") == fold(f"{one}\n,{other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Hébergement", "l'hebergement"),
        ("ŒUVRE", "oeuvre"),
        ("ﬁn de mois", "FIN  DE MOIS"),
        ("Cafe\u0301", "café"),
        ("lo\u00adge\u200bment", "logement"),
        ("مَأْوًى", "مأوى"),
        ("مـــأوى", "مأوى"),
        ("ℌ𝕖𝓁𝓅", "help"),
        ("３９１９", "3919"),
        ("③", "3"),
        ("İstanbul", "istanbul"),
        ("Çocuk", "cocuk"),
    ],
)
def test_what_people_write_in_several_ways_is_one(one, other):
    assert fold(one) == fold(other)


def test_letters_of_other_scripts_stay_different():
    assert fold("أنا") != fold("انا")
    assert fold("їжа") != fold("іжа")
    assert fold("йод") == "йод"


def test_only_the_beginning_of_an_endless_text_is_read():
    assert len(fold("a " * 10_000)) <= LONGEST
    assert len(fold("\ufdfa" * LONGEST)) <= LONGEST


def test_stems_join_the_forms_of_a_word_in_three_scripts():
    stems = Stems()
    assert stems.of("logements") == stems.of("logement")
    assert stems.of("البيت") == stems.of("بيت")
    assert stems.of("работаю") == stems.of("работает")
    assert stems.of("loto") == "loto"


def test_stems_are_shared_between_threads():
    stems, wrong = Stems(), []
    expected = {word: Stems().of(word) for word in ("logements", "administratives", "البيت", "работаю")}

    def stem() -> None:
        wrong.extend(word for _ in range(500) for word in expected if stems.of(word) != expected[word])

    threads = [threading.Thread(target=stem) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@given(st.text(max_size=80))
def test_a_key_fits_in_a_button_and_is_its_own_key(id):
    key = key_of(id)
    assert len(key.encode(errors="surrogatepass")) <= 40
    assert ":" in key or key == key_of(id)
    assert key == id or key.startswith("~")


@given(st.sets(st.text(max_size=60), max_size=20))
def test_no_two_ids_have_the_same_key(ids):
    assert len(set(map(key_of, ids))) == len(ids)
