"""A look-up as plain JSON, and what of it may be kept: ids, never what was typed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knowledge.lookup.model import FILTERS, Lookup
from knowledge.lookup.vocabulary import vocabulary


def kept(lookup: Lookup) -> Lookup:
    """The look-up to save: without any word that was typed.

    A name that surely means a structure of the directory stays as the id of that structure; the words of any other name are
    gone, with what nothing took. Needs, answers, publics, commune, moments, filters and numbers are ids already.

    >>> kept(Lookup(name="ccas", structures=("demo--ccas",), left=("dupont",))) == Lookup(structures=("demo--ccas",))
    True
    """
    return replace(lookup, name="", left=())


def nothing_left(lookup: Lookup) -> bool:
    """Whether there is nothing to look up: no structure, need, public, number, nor word."""
    asked = (lookup.name, lookup.structures, lookup.needs, lookup.publics, lookup.answers, lookup.hotlines, lookup.left)
    return not any(asked)


def to_json(lookup: Lookup) -> dict[str, Any]:
    """A look-up as values that JSON writes; what is empty is left out."""
    told: dict[str, Any] = {
        "name": lookup.name,
        "structures": list(lookup.structures),
        "needs": list(lookup.needs),
        "answers": dict(lookup.answers),
        "publics": list(lookup.publics),
        "commune": lookup.commune,
        "home": lookup.home,
        "filters": list(lookup.filters),
        "moments": list(lookup.moments),
        "hotlines": list(lookup.hotlines),
        "left": list(lookup.left),
    }
    return {key: value for key, value in told.items() if value}


def from_json(told: Mapping[str, Any]) -> Lookup:
    """The look-up of `to_json`. What was written by another version is read as far as it can be: the rest is left out.

    >>> from_json(to_json(Lookup(name="ccas", filters=("pmr",)))) == Lookup(name="ccas", filters=("pmr",))
    True
    """
    answers = told.get("answers")
    asked = _texts(told.get("filters"))
    return Lookup(
        name=_text(told.get("name")) or "",
        structures=_texts(told.get("structures")),
        needs=_texts(told.get("needs")),
        answers={str(key): str(value) for key, value in answers.items()} if isinstance(answers, Mapping) else {},
        publics=_texts(told.get("publics")),
        commune=_text(told.get("commune")),
        home=_text(told.get("home")),
        filters=tuple(each for each in FILTERS if each in asked),
        moments=tuple(each for each in _texts(told.get("moments")) if each in vocabulary().times),
        hotlines=_texts(told.get("hotlines")),
        left=_texts(told.get("left")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()
