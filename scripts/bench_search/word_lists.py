"""The word lists and tables that the territory is made of. All invented, or ordinary words."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of structure.

    `weight` is how often it is drawn in a commune of at least `inhabitants`. `apart` says how two of them are told
    apart: `commune` and `departement` have one each; `quarter`, `person` and `invented` bear another name each;
    `antenna` is one of a network, named after its commune, and a second one there after its quarter.
    """

    key: str
    weight: float
    inhabitants: int
    apart: str
    network: str
    acronym: str
    nom: str
    offers: tuple[str, ...]


class OfferKind(NamedTuple):
    """What a structure may offer: one of several names, its codes, and a sentence that describes it."""

    names: tuple[str, ...]
    type: str
    thematique: str
    sentence: str


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list, parted by spaces."""
    return tuple(_text(f"{name}.txt").split())


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list."""
    return tuple(_text(f"{name}.txt").splitlines())


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of structure."""
    rows = (line.split("\t") for line in _text("kinds.tsv").splitlines()[1:])
    return tuple(
        Kind(key, float(weight), int(inhabitants), apart, network, acronym, nom, tuple(offers.split(",")))
        for key, weight, inhabitants, apart, network, acronym, nom, offers in rows
    )


@cache
def offer_kinds() -> dict[str, OfferKind]:
    """Every kind of service by its key."""
    rows = (line.split("\t") for line in _text("offers.tsv").splitlines()[1:])
    return {key: OfferKind(tuple(names.split("|")), type, theme, said) for key, names, type, theme, said in rows}


def _text(name: str) -> str:
    return files("scripts.bench_search").joinpath("lists", name).read_text(encoding="utf-8")
