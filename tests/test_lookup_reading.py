"""What is read of one typed line: tests/lookup/lues.yaml, and what holds of any line."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.lookup import FILTERS, Lookup, Part, said, without
from knowledge.lookup.vocabulary import vocabulary
from tests.samples_lookup import finder
from tests.samples_services import CALUIRE, places

LINES: list[dict[str, Any]] = yaml.load(
    Path(__file__).parent.joinpath("lookup/lues.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
FIELDS = {
    "commune": "commune", "nom": "name", "structures": "structures", "besoins": "needs", "reponses": "answers",
    "publics": "publics", "filtres": "filters", "numeros": "hotlines", "reste": "left",
}  # fmt: skip

WORDS = st.sampled_from(
    "ccas caluire lyon 8 115 39 19 ouvert gratuit sans papiers pmr nounou 2 ans femmes ml as dom restos du coeur "
    "zzyzx l d' 69300 8e ici ' \u0000 \ud83d é ﷺ ٣٩١٩".split(" ")
)


def understood(lookup: Lookup, field: str) -> Any:
    value = getattr(lookup, FIELDS[field])
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["dit"])
def test_each_part_of_a_line_is_read(line: dict[str, Any]) -> None:
    lookup = finder().read(line["dit"], home=CALUIRE)
    for field in line.keys() - {"dit"}:
        read, wanted = understood(lookup, field), line[field]
        if wanted == "rien":
            assert not read, field
        elif field == "besoins":
            assert read[: len(wanted)] == wanted
        elif field == "reponses":
            assert wanted.items() <= read.items()
        else:
            assert read == wanted, field


def test_without_a_home_nowhere_is_only_what_is_said() -> None:
    assert finder().read("pmi").commune is None
    assert finder().read("pmi", home="69266").home == "69266"


def test_here_is_the_commune_of_the_agent() -> None:
    assert finder().read("caf ici", home="69266").commune == "69266"


@settings(deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=60))
def test_whatever_is_typed_something_is_understood_and_nothing_raised(text: str) -> None:
    lookup = finder().read(text, home=CALUIRE)
    assert set(lookup.filters) <= set(FILTERS)
    parts = said(lookup, finder().rules, places())
    assert all(part.label for part in parts)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join))
def test_what_was_understood_is_read_the_same_from_its_own_words(text: str) -> None:
    lookup = finder().read(text, home=CALUIRE)
    place = "" if lookup.commune is None else lookup.commune
    again = finder().read(" ".join((*lookup.hotlines, *map(_words, lookup.filters), place)), home=CALUIRE)
    assert set(again.hotlines) >= {each for each in lookup.hotlines if len(each) > 2}
    assert again.filters == lookup.filters


@settings(deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_a_part_that_is_taken_away_is_told_no_more(text: str) -> None:
    lookup = finder().read(text, home=CALUIRE)
    for part in said(lookup, finder().rules, places()):
        left: tuple[Part, ...] = said(without(lookup, part), finder().rules, places())
        assert (part.kind, part.id) not in {(each.kind, each.id) for each in left}


def test_every_abbreviation_says_where_it_comes_from() -> None:
    text = Path(__file__).parents[1].joinpath("knowledge/lookup/abbreviations.yaml").read_text(encoding="utf-8")
    listed: dict[str, dict[str, str]] = yaml.load(text, yaml.BaseLoader)
    assert all(entry.keys() == {"dit", "source"} and entry["source"] for entry in listed.values())
    assert len(listed) == len(vocabulary().abbreviations), "deux clés se lisent pareil"


def test_the_words_of_publics_are_those_of_the_standard() -> None:
    from data_inclusion.schema.v1 import Public

    known = {public.value for public in Public}
    text = Path(__file__).parents[1].joinpath("knowledge/lookup/words.yaml").read_text(encoding="utf-8")
    assert known.issuperset(yaml.load(text, yaml.BaseLoader)["publics"])


def _words(filter: str) -> str:
    return vocabulary().labels[filter]  # type: ignore[index]
