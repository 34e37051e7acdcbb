"""Ordinary words are meant as they are typed: what only looks like them is no answer, or a poor one."""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.model import Service, Structure
from knowledge.search import Search
from tests.test_search.conftest import Builder

POOR = 0.8
"""A look-alike stays under this score."""

DAY = date(2026, 1, 1)
NAMES = {
    "entraide": "Entraide du Marais",
    "bugeat": "Point accueil de Bugeat",
    "secours": "Secours ouvrier français",
    "crf": "CRF Villeurbanne",
    "caf": "Caf du Nord",
    "lyon": "Conciliation Lyon",
}
SERVICES = {
    "entraide-budget": ("entraide", "Point conseil budget"),
    "entraide-cours": ("entraide", "Cours de français"),
    "bugeat-conseil": ("bugeat", "Conseil aux habitants"),
}


@pytest.fixture(scope="module")
def directory(built: Builder) -> Iterator[Search]:
    structures = [Structure(source="test", id=id, nom=nom, date_maj=DAY) for id, nom in NAMES.items()]
    filling = [
        Structure(source="test", id=f"autre-{number}", nom=f"Conciliation {number}", date_maj=DAY)
        for number in range(40)
    ]
    services = [
        Service(source="test", id=id, structure_id=of, nom=nom, date_maj=DAY) for id, (of, nom) in SERVICES.items()
    ]
    with Search.open(built([*structures, *filling], services)) as opened:
        yield opened


@pytest.mark.parametrize("typed", ["point conseil budget", "cours de français", "cours de francais"])
def test_the_name_of_a_service_comes_before_names_that_look_like_it(directory: Search, typed: str) -> None:
    assert directory.query(typed)[0].structure_id == "entraide"


def test_the_service_that_was_named_comes_first(directory: Search) -> None:
    assert directory.query("point conseil budget")[0].service_id == "entraide-budget"


def test_an_acronym_that_the_directory_holds_is_no_other(directory: Search) -> None:
    hits = directory.query("caf villeurbanne")
    assert {hit.structure_id for hit in hits} == {"caf", "crf"}
    assert not any("caf→crf" in reason for hit in hits for reason in hit.why)


def test_a_word_that_nothing_holds_is_no_common_word_that_looks_like_it(directory: Search) -> None:
    assert max(hit.score for hit in directory.query("domiciliation lyon")) < POOR


def test_a_mistyped_word_is_still_found(directory: Search) -> None:
    assert directory.query("entrraide marais")[0].structure_id == "entraide"
    assert directory.query("conciliatoin lyon")[0].structure_id == "lyon"
