"""The many ways of writing where one lives: understood, asked back, or passed over; never taken wrongly in silence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from knowledge.places import Places
from knowledge.places.table import Table

PLACES = Places.load()
WRITINGS = Path(__file__).parent / "places" / "ecritures.yaml"


@dataclass(frozen=True, slots=True)
class Writing:
    text: str
    near: tuple[str, ...]
    taken: str | None = None
    """The label of the commune that is understood without asking."""
    asked: frozenset[str] = frozenset()
    """Labels that are offered, among others."""


def writings() -> Iterator[Writing]:
    # Every scalar stays text: a postcode is no number.
    for block in yaml.load(WRITINGS.read_text(encoding="utf-8"), yaml.BaseLoader):
        near = tuple(block["autour"])
        for label, texts in block["prise"].items():
            yield from (Writing(text, near, taken=label) for text in texts)
        for label, texts in block["demandee"].items():
            yield from (Writing(text, near, asked=frozenset({label})) for text in texts)
        for text, labels in block.get("parmi", {}).items():
            yield Writing(text, near, asked=frozenset(labels))
        yield from (Writing(text, near) for text in block["aucune"])


EVERY = tuple(writings())


@pytest.fixture(scope="module")
def codes() -> dict[str, str]:
    return {PLACES.label(code): code for code in Table.packaged()}


def test_there_are_more_than_120_ways_and_each_expected_commune_exists(codes: dict[str, str]) -> None:
    named = {label for each in EVERY for label in (each.taken, *each.asked, *each.near) if label}
    assert len(EVERY) >= 120
    assert named <= codes.keys()


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.text)
def test_each_way_of_writing_is_understood_asked_about_or_passed_over(each: Writing, codes: dict[str, str]) -> None:
    found = PLACES.found(each.text, near=[codes[label] for label in each.near])
    offered = [PLACES.label(commune.code) for commune in found.communes]
    if each.taken:
        assert (offered[:1], found.sure) == ([each.taken], True)
    else:
        assert each.asked <= set(offered)
        assert not found.sure
        assert bool(offered) == bool(each.asked)


def test_no_commune_is_taken_wrongly_in_silence(codes: dict[str, str]) -> None:
    figures: Counter[str] = Counter()
    for each in EVERY:
        found = PLACES.found(each.text, near=[codes[label] for label in each.near])
        offered = [PLACES.label(commune.code) for commune in found.communes]
        right = each.taken or (min(each.asked) if len(each.asked) == 1 else None)
        figures["wrong in silence"] += found.sure and offered[0] != each.taken
        figures["right first"] += right is not None and offered[:1] == [right]
        figures["right, asked back"] += right is not None and offered[:1] == [right] and not found.sure
        figures["with one right answer"] += right is not None
    print(f"\n{len(EVERY)} ways: {dict(figures)}")
    assert figures["wrong in silence"] == 0
    assert figures["right first"] / figures["with one right answer"] >= 0.97
