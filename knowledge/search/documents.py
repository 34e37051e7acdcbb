"""What is indexed of a structure and its services: one document a structure, its words sorted by field.

Neither an address, nor the position of a confidential one, nor a field of `AGENTS_ONLY` is ever read here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

from data_inclusion.schema.v1 import ReseauPorteur, Thematique

from knowledge.search.kinds import Kinds
from knowledge.search.nearby import marks_of
from knowledge.search.tokens import tokens

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service: its own words, to tell which service of a structure answers a query best."""

    service_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a structure by field, without repetition inside a field.

    `kind`: those of the name that only say what kind of structure it is; `alias`: other names, and the marks of its
    kinds; `marks`: words that nobody types, those of the descriptions among them.
    """

    structure_id: str
    nom: str
    commune: str | None
    code: str | None
    name: tuple[str, ...]
    kind: tuple[str, ...]
    alias: tuple[str, ...]
    network: tuple[str, ...]
    place: tuple[str, ...]
    services: tuple[str, ...]
    themes: tuple[str, ...]
    marks: tuple[str, ...]
    position: tuple[float, float] | None
    offers: tuple[Offer, ...]

    @property
    def words(self) -> Iterator[str]:
        """Every word by which the structure is found, descriptions left out."""
        return (
            w for field in (self.name, self.alias, self.network, self.place, self.services, self.themes) for w in field
        )


def document(structure: Row, services: Sequence[Row]) -> Document:
    """The document of a row of `structures` with its rows of `services`."""
    rows = (structure, *services)
    name = tokens(structure["nom"])
    aliases = [tokens(alias) for row in rows for alias in _complement(row["complement"]).get("alias", ())]
    networks = json.loads(structure["reseaux_porteurs"] or "[]")
    spots = tuple(_kinds().found_in(name))
    named = {kind.id: kind for kind, _ in spots}
    for read in (*aliases, *(_words(network) for network in networks)):
        named.update((kind.id, kind) for kind, _ in _kinds().found_in(read))
    known_as = (*aliases, *(kind.words for kind in named.values()))
    place = _once(word for text in _places(rows) for word in _words(text))
    position = _position(structure)
    return Document(
        structure_id=structure["id"],
        nom=structure["nom"],
        commune=structure["commune"],
        code=structure["code_insee"],
        name=_once(name),
        kind=_once(word for _, spot in spots for word in name[spot]),
        alias=_once((*(kind.mark for kind in named.values()), *(word for read in known_as for word in read))),
        network=_once(word for network in networks for word in _network_words(network)),
        place=place,
        services=_once(word for text in (*(row["nom"] for row in services), *_held_at(rows)) for word in _words(text)),
        themes=_once(word for row in services for theme in _themes(row) for word in _theme_words(theme)),
        marks=_once(
            (
                *name_marks(name, _words(structure["commune"] or "")),
                *marks_of(structure["code_insee"], position),
                *(told_mark(word) for row in rows for word in _words(row["description"] or "")),
            )
        ),
        position=position,
        offers=tuple(Offer(row["id"], _offer_words(row)) for row in services),
    )


def name_marks(name: Sequence[str], commune: Sequence[str]) -> tuple[str, ...]:
    """The marks of a whole name, in any order, with its commune or without it.

    >>> name_marks(("ccas", "lille"), ("lille",)) == name_marks(("lille", "ccas"), ())
    False
    >>> set(name_marks(("ccas",), ("lille",))) >= set(name_marks(("lille", "ccas"), ()))
    True
    """
    whole, town = frozenset(name), frozenset(commune)
    return _once(_name_mark(words) for words in (whole, whole | town, whole - town) if words)


def told_mark(word: str) -> str:
    """The mark of a word that stands in a description."""
    return f"~{word}"


def _name_mark(words: frozenset[str]) -> str:
    return f"={crc32(' '.join(sorted(words)).encode()):x}"


def _offer_words(service: Row) -> tuple[str, ...]:
    return _once((*_words(service["nom"]), *(word for theme in _themes(service) for word in _theme_words(theme))))


def _themes(service: Row) -> Iterable[str]:
    codes: list[str] = json.loads(service["thematiques"] or "[]")
    return codes


def _places(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield row["commune"] or ""
        complement = _complement(row["complement"])
        if complement.get("adresse_confidentielle"):
            continue
        yield row["code_postal"] or ""
        yield from (place.get("commune") or "" for place in complement.get("lieux", ()))


def _held_at(rows: Iterable[Row]) -> Iterator[str]:
    """The names of the other places where something is held."""
    for row in rows:
        complement = _complement(row["complement"])
        if not complement.get("adresse_confidentielle"):
            yield from (place["nom"] for place in complement.get("lieux", ()))


def _position(row: Row) -> tuple[float, float] | None:
    if (
        row["latitude"] is None
        or row["longitude"] is None
        or _complement(row["complement"]).get("adresse_confidentielle")
    ):
        return None
    return row["latitude"], row["longitude"]


def _complement(text: str | None) -> Mapping[str, Any]:
    return json.loads(text) if text and text != "{}" else {}


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


@cache
def _kinds() -> Kinds:
    return Kinds.load()


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tokens(name)


@cache
def _labels() -> Mapping[str, str]:
    return {item.value: item.label for enumeration in (ReseauPorteur, Thematique) for item in enumeration}


@lru_cache(maxsize=1024)
def _network_words(code: str) -> tuple[str, ...]:
    return _once(tokens(f"{code} {_labels().get(code, '')}"))


@lru_cache(maxsize=1024)
def _theme_words(code: str) -> tuple[str, ...]:
    theme, _, _ = code.partition("--")
    return _once(tokens(f"{theme} {_labels().get(code, code)}"))
