"""The common lexicon that ships: enough of everything in every language, nothing of anybody; and how its files are read."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import LexiconError
from knowledge.learned.encoder import version
from knowledge.learned.features import BUCKETS
from knowledge.learned.lessons import digest
from knowledge.learned.model import FILE, SAFE, Learned
from knowledge.lexicon import load, load_from
from knowledge.lexicon.entries import OUT_OF_SCOPE
from knowledge.lexicon.reading import HOME
from knowledge.matching import FILLERS
from knowledge.phones import dialled
from knowledge.rules import load as load_rules
from knowledge.rules.model import WRITTEN
from knowledge.spelling import Spelling
from knowledge.text import words

RULES = load_rules(Path(__file__).parent.parent / "orientation_rules.yaml")
LEXICON = load(whole=True)

LANGUAGES = ("fr", "en", "ar", "es", "pt", "tr", "ru", "uk")
LEAST = dict.fromkeys(LANGUAGES, 15) | {"fr": 40}
"""Phrases of a need under which its language is hardly known."""

FICTION = re.compile(r"\+33(19900|26191|35301|46571|53649|63998)\d{4}")
"""Numbers that Arcep keeps for works of fiction."""

NUMBER = re.compile(r"(?<!\d)(?:(?:\+|00)[1-9](?:[ .\-/\u00a0\u202f]?\d){7,}|0(?:[ .\-/\u00a0\u202f]?\d){8,}|\d{9,})")
"""What can be dialled, however it is grouped; a year and a mileage side by side cannot."""

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of what is not seen: controls, directions, separators, unassigned."""


def lines() -> Iterator[tuple[str, str]]:
    """Every line of every file with its place; cut at line feeds only, so that other control characters show."""
    for path in sorted(HOME.rglob("*.txt")):
        for number, line in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1):
            yield f"{path.relative_to(HOME).as_posix()}, line {number}", line


def labels(words_of: str) -> set[str]:
    with np.load(FILE, allow_pickle=False) as file:
        return {str(label) for label in file[f"{words_of}_words_classes"]}


# What it holds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_is_said_in_enough_phrases(language: str) -> None:
    counted = {need: len(LEXICON.needs[need].phrases.get(language, ())) for need in (*RULES.needs, OUT_OF_SCOPE)}
    assert {need: count for need, count in counted.items() if count < LEAST[language]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_danger_is_said_in_every_language(language: str) -> None:
    assert [id for id in RULES.dangers if not LEXICON.dangers[id].phrases.get(language)] == []
    assert LEXICON.dangers[WRITTEN].expressions.get(language)
    assert LEXICON.innocents.get(language)
    assert LEXICON.abbreviations.get(language)


def test_it_speaks_of_the_needs_and_the_dangers_of_the_rules_and_of_no_other() -> None:
    assert set(LEXICON.needs) == {*RULES.needs, OUT_OF_SCOPE}
    assert set(LEXICON.dangers) == {*RULES.dangers, WRITTEN}


def test_no_phrase_is_written_twice_for_the_same_need_or_danger() -> None:
    twice = [
        (id, language, phrase)
        for id, entry in (*LEXICON.needs.items(), *LEXICON.dangers.items())
        for part in (entry.phrases, entry.expressions, entry.exceptions)
        for language, listed in part.items()
        for phrase in {phrase for phrase in listed if listed.count(phrase) > 1}
    ]
    assert twice == []


def test_what_sounds_like_a_danger_and_is_none_names_a_need_of_the_rules_or_none() -> None:
    known = {*RULES.needs, OUT_OF_SCOPE}
    assert [
        (language, need, phrase)
        for language, pairs in LEXICON.innocents.items()
        for need, phrase in pairs
        if need not in known
    ] == []


def test_no_phrase_is_both_a_danger_and_innocent() -> None:
    for language, pairs in LEXICON.innocents.items():
        feared = {phrase for entry in LEXICON.dangers.values() for phrase in entry.phrases.get(language, ())}
        assert feared.isdisjoint(phrase for _, phrase in pairs), language


def test_every_expression_has_words_that_tell_something() -> None:
    """A single ordinary word would be found in nearly every message; a rule file with one is refused too."""
    for entry in (*LEXICON.needs.values(), *LEXICON.dangers.values()):
        for listed in entry.expressions.values():
            for expression in listed:
                folded = words(expression)
                assert folded, expression
                assert len(folded) > 1 or (folded[0] not in FILLERS and len(folded[0]) > 1), expression


@pytest.mark.parametrize("language", sorted(LEXICON.abbreviations))
def test_every_abbreviation_can_be_spelt_out(language: str) -> None:
    table = LEXICON.abbreviations[language]
    spelling = Spelling(LEXICON.abbreviations)
    assert [
        typed for typed, meant in table.items() if spelling.spelt(typed, language).changed != ((typed, meant),)
    ] == []


# Nothing of anybody, nothing hidden


def test_its_files_are_composed_utf_8_without_a_hidden_character() -> None:
    assert [place for place, line in lines() if not unicodedata.is_normalized("NFC", line)] == []
    assert [place for place, line in lines() if any(unicodedata.category(sign) in HIDDEN for sign in line)] == []


def test_its_files_hold_no_address_and_no_telephone_number_of_anybody() -> None:
    national = {dialled(number) for number in RULES.hotlines}
    assert [place for place, line in lines() if re.search(r"\w@\w|https?://|www\.", line)] == []
    numbers = [(place, dialled(found)) for place, line in lines() for found in NUMBER.findall(line)]
    assert [place for place, number in numbers if number not in national and not FICTION.fullmatch(number)] == []


def test_a_bracket_opens_a_section_and_nothing_else() -> None:
    opening = {"[phrases]", "[expressions]", "[sauf]"}
    assert [place for place, line in lines() if ("[" in line or "]" in line) and line not in opening] == []


# What was learned from it


def test_what_was_learned_was_learned_from_this_lexicon() -> None:
    leads = {id: danger.need for id, danger in RULES.dangers.items() if danger.need is not None}
    with np.load(FILE, allow_pickle=False) as file:
        learned = str(file["digest"])
    assert learned == digest(LEXICON, leads), "the lexicon or the rules have changed since: run « make lexique »"


def test_what_was_learned_tells_the_needs_and_the_dangers_of_the_rules() -> None:
    assert labels("needs") == {*RULES.needs, OUT_OF_SCOPE}
    assert labels("dangers") == {*RULES.dangers, SAFE}
    assert set(Learned.load(None).needs) == labels("needs")


def test_what_was_learned_has_a_weight_for_everything_that_is_looked_at() -> None:
    with np.load(FILE, allow_pickle=False) as file:
        rows = {name: file[f"{name}_words_weights"].shape[0] for name in ("needs", "dangers")}
    assert rows == dict.fromkeys(("needs", "dangers"), BUCKETS), "features.py has changed since: run « make lexique »"


@pytest.mark.skipif(not version(), reason="the sentence encoder is not installed")
def test_what_was_learned_was_learned_over_this_encoder() -> None:
    with np.load(FILE, allow_pickle=False) as file:
        assert str(file["encoder"]) == version(), "the encoder has changed since: run « make lexique »"


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04"], ids=["empty", "text", "cut"])
def test_learned_weights_that_cannot_be_read_are_told_with_the_way_to_make_them(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "learned.npz"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match="« make lexique » le refait"):
        Learned.load(None, path)
    with pytest.raises(LexiconError):
        Learned.load(None, tmp_path / "absent.npz")


def test_learned_weights_cut_short_are_told(tmp_path: Path) -> None:
    path = tmp_path / "learned.npz"
    whole = FILE.read_bytes()
    for kept in (len(whole) // 2, len(whole) - 100):
        path.write_bytes(whole[:kept])
        with pytest.raises(LexiconError, match="make lexique"):
            Learned.load(None, path)


def test_learned_weights_of_other_features_are_told_before_a_message_comes(tmp_path: Path) -> None:
    path = tmp_path / "learned.npz"
    with np.load(FILE, allow_pickle=False) as file:
        parts = {name: file[name] for name in file.files}
    parts["needs_words_weights"] = parts["needs_words_weights"][: BUCKETS // 2]
    np.savez(path, **parts)
    with pytest.raises(LexiconError, match="make lexique"):
        Learned.load(None, path)


# How files are read


def write(home: Path, name: str, content: str | bytes) -> Path:
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_small_lexicon_is_read_by_language_and_section(tmp_path: Path) -> None:
    write(
        tmp_path,
        "fr/logement.txt",
        "# titre\n  mon loyer  \n\n[expressions]\nhlm\n# note\n« bail »\n[sauf]\nbail à ferme\n",
    )
    write(tmp_path, "en/logement.txt", "[expressions]\nmy rent\n[phrases]\nI cannot pay\n")
    write(tmp_path, "fr/urgences/suicide.txt", "je veux mourir\n")
    write(tmp_path, "fr/urgences/innocents.txt", "hors_sujet: il a dit : je meurs\n")
    write(tmp_path, "fr/abreviations.txt", "bb = bébé\n")
    write(tmp_path, "lisez-moi/logement.txt", "[rien]\n")
    read = load_from(tmp_path)
    need = read.needs["logement"]
    assert need.phrases == {"fr": ("mon loyer",), "en": ("I cannot pay",)}
    assert need.expressions == {"fr": ("hlm", "« bail »"), "en": ("my rent",)}
    assert need.exceptions == {"fr": ("bail à ferme",)}
    assert sorted(need.lessons()) == [
        ("en", "I cannot pay"), ("en", "my rent"), ("fr", "bail"), ("fr", "hlm"), ("fr", "mon loyer"),
    ]  # fmt: skip
    assert read.dangers["suicide"].phrases == {"fr": ("je veux mourir",)}
    assert read.innocents == {"fr": (("hors_sujet", "il a dit : je meurs"),)}
    assert read.abbreviations == {"fr": {"bb": "bébé"}}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "fr/logement.txt",
            "mon loyer\n\n# note\n[phrase]\nbail\n",
            "fr/logement.txt, ligne 4 : la section [phrase] n'existe pas : phrases, expressions, sauf.",
        ),
        (
            "fr/urgences/suicide.txt",
            "[]\n",
            "urgences/suicide.txt, ligne 1 : la section [] n'existe pas : phrases, expressions, sauf.",
        ),
        (
            "fr/abreviations.txt",
            "bb = bébé\nqt\n",
            "fr/abreviations.txt, ligne 2 : un « = » est attendu, avec quelque chose de chaque côté.",
        ),
        (
            "fr/abreviations.txt",
            "bb =\n",
            "fr/abreviations.txt, ligne 1 : un « = » est attendu, avec quelque chose de chaque côté.",
        ),
        (
            "fr/urgences/innocents.txt",
            "# note\n: cette série me tue\n",
            "urgences/innocents.txt, ligne 2 : un « : » est attendu, avec quelque chose de chaque côté.",
        ),
        (
            "fr/urgences/innocents.txt",
            "cette série me tue\n",
            "urgences/innocents.txt, ligne 1 : un « : » est attendu, avec quelque chose de chaque côté.",
        ),
        (
            "fr/logement.txt",
            "crèche\n".encode("latin-1"),
            "fr/logement.txt, ligne 1 : ce fichier ne peut pas être lu comme du texte UTF-8.",
        ),
    ],
)
def test_a_broken_file_is_told_with_its_name_and_its_line(
    name: str, content: str | bytes, told: str, tmp_path: Path
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(LexiconError) as caught:
        load_from(tmp_path)
    assert str(caught.value) == told
    assert caught.value.path == path


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fr" / "logement.txt").mkdir(parents=True)
    with pytest.raises(LexiconError, match=r"fr/logement\.txt, ligne 1"):
        load_from(tmp_path)
