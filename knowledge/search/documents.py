"""What is indexed of a structure and its services: one document a structure, its words sorted by field.

Neither an address, nor the position of a confidential one, nor a field of `AGENTS_ONLY` is ever read here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from data_inclusion.schema.v1 import ReseauPorteur, Thematique

from knowledge.search.fields import Field
from knowledge.search.kinds import Kinds
from knowledge.search.tokens import tokens

Row = Mapping[str, Any]

_ARRONDISSEMENT = re.compile(r"(?:751|132|6938)(\d{1,2})")
"""The codes of the arrondissements of Paris (75101 to 75120), Marseille (13201 to 13216) and Lyon (69381 to 69389)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A service: its own words, to tell which services of a structure answer a query best."""

    service_id: str
    nom: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a structure by field, without repetition inside a field.

    `kind`: those of the name that only say what kind of structure it is; `alias`: other names; `marks`: words that
    nobody types, for the kinds it is of; `told`: its descriptions, as they are written.
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
    told: str
    position: tuple[float, float] | None
    offers: tuple[Offer, ...]

    @property
    def fields(self) -> Mapping[str, Field]:
        """Every word by which the structure is found, descriptions left out, with the field where it is worth most."""
        found = dict.fromkeys(self.marks, Field.MARK)
        for words, field in (
            (self.themes, Field.THEME),
            (self.services, Field.SERVICE),
            (self.network, Field.NETWORK),
            (self.alias, Field.ALIAS),
            (self.place, Field.PLACE),
            (_words(self.commune or ""), Field.TOWN),
            (self.name, Field.NAME),
            (self.kind, Field.KIND),
            ({*self.name} & {*self.place}, Field.WHERE),
        ):
            found.update(dict.fromkeys(words, field))
        return found


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
    acronyms = dict(_kinds().written_in(structure["nom"]))
    known_as = (*aliases, *(kind.words for kind in (*named.values(), *acronyms)))
    place = _once(word for text in _places(rows) for word in _words(text))
    position = _position(structure)
    return Document(
        structure_id=structure["id"],
        nom=structure["nom"],
        commune=structure["commune"],
        code=structure["code_insee"],
        name=_once(name),
        kind=_once((*(word for _, spot in spots for word in name[spot]), *acronyms.values())),
        alias=_once(word for read in known_as for word in read),
        network=_once(word for network in networks for word in _network_words(network)),
        place=place,
        services=_once(word for text in (*(row["nom"] for row in services), *_held_at(rows)) for word in _words(text)),
        themes=_once(word for row in services for theme in _themes(row) for word in _theme_words(theme)),
        marks=tuple(kind.mark for kind in named.values()),
        told="\n".join(_once(row["description"] for row in rows if row["description"])),
        position=position,
        offers=tuple(Offer(row["id"], row["nom"], _offer_words(row)) for row in services),
    )


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
        yield _arrondissement(row["code_insee"] or "")
        yield from (place.get("commune") or "" for place in complement.get("lieux", ()))


def _arrondissement(code: str) -> str:
    """« 8e » for an arrondissement of Paris, Lyon or Marseille, by its INSEE code.

    >>> _arrondissement("69388"), _arrondissement("75118"), _arrondissement("69034")
    ('8e', '18e', '')
    """
    found = _ARRONDISSEMENT.fullmatch(code)
    return f"{int(found[1])}e" if found else ""


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
