"""National numbers asked for by what they are for, or by name, without their digits: tests/lookup/numeros.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.lookup.hotlines import calling
from knowledge.lookup.line import Line
from knowledge.lookup.numbers import Numbers
from knowledge.text import words
from tests.samples_lookup import finder
from tests.samples_services import CALUIRE

LINES: list[dict[str, Any]] = yaml.load(
    Path(__file__).parent.joinpath("lookup/numeros.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["dit"])
def test_a_number_is_found_by_what_it_is_for_and_never_for_a_service(line: dict[str, Any]) -> None:
    assert list(finder().read(line["dit"], home=CALUIRE).hotlines) == line["numeros"]


def test_a_number_asked_for_by_its_subject_leaves_the_services_below_it() -> None:
    read = finder().read("numero drogue", home=CALUIRE)
    assert (read.hotlines, read.needs, read.left) == (("0800231313",), ("addictions",), ())
    assert "numero" not in read.name


def test_a_number_that_the_rule_file_has_not_is_never_told() -> None:
    none = Numbers(())
    line = Line.of("numero drogue")
    assert none.meant(line, tuple) == ()
    assert none.named(line) == ((), line)


def test_what_is_known_of_numbers_is_of_numbers_in_the_rule_file() -> None:
    known = calling()
    assert known.names.keys() | known.subjects.keys() <= finder().rules.hotlines.keys()


def test_a_subject_is_one_word_so_that_none_of_its_parts_means_it_alone() -> None:
    subjects = {subject for listed in calling().subjects.values() for subject in listed}
    assert {subject for subject in subjects if len(words(subject)) != 1} == set()
