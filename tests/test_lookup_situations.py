"""Situations told without the word of a service: tests/lookup/situations.yaml."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.lookup.situations import situations, spoken_as
from knowledge.lookup.vocabulary import read_words
from knowledge.text import words
from tests.samples_lookup import finder
from tests.samples_services import CALUIRE

TUESDAY = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
LINES: list[dict[str, Any]] = yaml.load(
    Path(__file__).parent.joinpath("lookup/situations.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["dit"])
def test_a_situation_leads_to_the_service_for_it(line: dict[str, Any]) -> None:
    found = finder().find(finder().read(line["dit"], home=CALUIRE), TUESDAY)
    assert found.services[0].offer.structure.id == line["premier"]


def test_little_words_and_two_others_may_stand_between_those_of_a_situation() -> None:
    assert [each.typed for each in situations(words("vire hier soir par ses parents"))] == [("vire", "parents")]
    assert situations(words("vire hier soir tres tard par ses parents")) == ()


def test_a_situation_for_which_the_directory_has_no_word_changes_nothing() -> None:
    typed = ("perdu", "boulot")
    assert spoken_as(typed, ("rien",), typed, lambda word: False) == (typed, ("rien",))


def test_words_that_tell_a_situation_together_are_not_looked_for_one_by_one() -> None:
    name, left = spoken_as(("voiture",), ("dort",), ("dort", "voiture"), lambda word: True)
    assert "voiture" not in name
    assert left == ()


def test_a_single_word_that_the_directory_has_is_looked_for_too() -> None:
    name, _ = spoken_as(("huissier",), (), ("huissier",), lambda word: True)
    assert name[0] == "huissier"
    assert len(name) > 1


def test_a_structure_that_is_named_is_no_situation() -> None:
    assert finder().read("restos du coeur", home=CALUIRE).name == "restos coeur"


def test_each_phrase_of_a_situation_is_written_once() -> None:
    phrases = [tuple(words(phrase)) for entry in read_words("situations.yaml") for phrase in entry["dit"]]
    assert sorted(phrases) == sorted(set(phrases))
