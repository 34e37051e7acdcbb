"""The words and names that every search shares: `mots.yaml` and `sigles.yaml`, read as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from knowledge.text import words

_TEXT_ONLY = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The reader in C, where PyYAML was built with it, is thirty times faster."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words. `empty` say nothing, `asking` belong to a request, `general` are in the name of anybody."""

    empty: frozenset[str]
    asking: frozenset[str]
    general: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The words of `mots.yaml`."""
    read: Any = _read("mots.yaml")
    return Lexicon(
        empty=frozenset(read["vides"]),
        asking=frozenset(read["demande"]),
        general=frozenset(read["generaux"]),
        abbreviations=MappingProxyType({short: words(long) for short, long in read["abreviations"].items()}),
    )


@cache
def names_file() -> tuple[Mapping[str, Any], ...]:
    """The entries of `sigles.yaml`, as they are written."""
    return tuple(_read("sigles.yaml"))


def kind_names() -> tuple[str, ...]:
    """Every name of every kind of structure, as it is written."""
    parts = ("sigles", "aussi", "recherche")
    return tuple(
        name for entry in names_file() for name in (entry["nom"], *(n for part in parts for n in entry.get(part, ())))
    )


def _read(name: str) -> Any:
    text = files("knowledge.search").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, _TEXT_ONLY)  # noqa: S506 (makes text only)
