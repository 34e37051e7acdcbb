"""A look-up changed part by part, and put through JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from knowledge.lookup import (
    FILTERS,
    Lookup,
    Part,
    from_json,
    kept,
    nothing_left,
    said,
    to_json,
    with_answer,
    with_commune,
    with_filter,
    with_name,
    with_need,
    with_public,
    without,
)
from tests.samples_lookup import finder
from tests.samples_services import CALUIRE, places

TEXT = st.text(max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
FULL = Lookup(
    name="ccas",
    structures=("demo--ccas",),
    needs=("alimentation",),
    answers={"age_enfant": "moins_3", "commune": CALUIRE},
    publics=("femmes",),
    commune=CALUIRE,
    filters=("ouvert",),
    hotlines=("115",),
    left=("zzyzx",),
)

LOOKUPS = st.builds(
    Lookup,
    name=TEXT,
    structures=TEXTS,
    needs=TEXTS,
    answers=st.dictionaries(TEXT, TEXT, max_size=3),
    publics=TEXTS,
    commune=st.none() | TEXT.filter(bool),
    home=st.none() | TEXT.filter(bool),
    filters=st.sets(st.sampled_from(FILTERS)).map(lambda chosen: tuple(each for each in FILTERS if each in chosen)),
    hotlines=TEXTS,
    left=TEXTS,
)


@given(LOOKUPS)
def test_a_look_up_survives_json(lookup: Lookup) -> None:
    assert from_json(json.loads(json.dumps(to_json(lookup)))) == lookup


@given(st.dictionaries(st.sampled_from([*to_json(FULL), "home", "other"]), st.none() | st.integers() | st.lists(TEXT)))
def test_a_look_up_of_another_version_is_read_as_far_as_it_can_be(told: dict[str, object]) -> None:
    assert isinstance(from_json(told), Lookup)


@given(LOOKUPS)
def test_what_is_kept_has_no_word_that_was_typed(lookup: Lookup) -> None:
    saved = kept(lookup)
    assert saved.name == ""
    assert saved.left == ()
    assert (saved.structures, saved.needs, saved.filters) == (lookup.structures, lookup.needs, lookup.filters)


def test_every_part_is_told_in_french_with_what_takes_it_away() -> None:
    parts = said(FULL, finder().rules, places())
    assert [part.label for part in parts] == [
        "115 Samu social",
        "« ccas »",
        finder().rules.needs["alimentation"].label,
        finder().rules.questions["age_enfant"].options["moins_3"].label,
        "Caluire-et-Cuire (69)",
        "Femmes",
        "Caluire-et-Cuire (69)",
        "ouvert maintenant",
        "« zzyzx »",
    ]
    bare = FULL
    for part in parts:
        bare = without(bare, part)
    assert bare == Lookup()
    assert nothing_left(bare)


def test_a_structure_whose_name_was_not_kept_is_told_all_the_same() -> None:
    part = said(Lookup(structures=("demo--ccas",)), finder().rules, places())[0]
    assert part == Part("name", "", "cette structure")
    assert without(Lookup(structures=("demo--ccas",)), part) == Lookup()


def test_a_part_that_is_not_there_changes_nothing() -> None:
    for kind in ("hotline", "need", "answer", "public", "commune", "filter", "left"):
        assert without(FULL, Part(kind, "absent", "")) == FULL  # type: ignore[arg-type]


def test_what_the_rules_no_longer_know_is_not_told() -> None:
    gone = Lookup(needs=("gone",), answers={"gone": "oui", "age_enfant": "gone"})
    assert said(gone, finder().rules, places()) == ()


def test_each_part_can_be_set() -> None:
    assert with_filter(with_filter(Lookup(), "pmr"), "ouvert").filters == ("ouvert", "pmr")
    assert with_filter(FULL, "ouvert").filters == ()
    assert with_commune(FULL, None).commune is None
    assert with_need(FULL, "droits").needs == ("droits", "alimentation")
    assert with_need(with_need(FULL, "droits"), "alimentation").needs == ("alimentation", "droits")
    assert with_public(FULL, "jeunes").publics == ("femmes", "jeunes")
    assert with_public(FULL, "femmes").publics == ()
    assert with_answer(FULL, "age_enfant", "de_3_a_5").answers["age_enfant"] == "de_3_a_5"
    assert with_name(FULL, "pmi").structures == ()
