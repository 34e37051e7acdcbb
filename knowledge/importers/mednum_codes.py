"""The values of « lieux de médiation numérique » and what each is in data·inclusion: the tables of `mednum.yaml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.importers import cleaning
from knowledge.importers.records import Remark
from knowledge.text import fold

_BETWEEN = re.compile(r"[;|\n]")
_COMMA = re.compile(r",(?![^(]*\))")


def values(given: object) -> tuple[str, ...]:
    """The values of one cell: the standard puts `;` between them, its own examples `|`, its form of 2022 commas.

    >>> values("Se présenter;Téléphoner"), values("Gratuit sous condition : des critères (âge, revenus),Payant")
    (('Se présenter', 'Téléphoner'), ('Gratuit sous condition : des critères (âge, revenus)', 'Payant'))
    >>> values('{EPN,"Promeneur du net"}'), values(["Jeunes"]), values(None)
    (('EPN', 'Promeneur du net'), ('Jeunes',), ())
    """
    if isinstance(given, list | tuple):
        parts = [str(part) for part in given]
    else:
        text = (cleaning.text(given) or "").strip("{}")
        parts = (_BETWEEN if _BETWEEN.search(text) else _COMMA).split(text)
    found = (line.strip(' "') for part in parts if (line := cleaning.line(part)))
    return tuple(dict.fromkeys(filter(None, found)))


def key(value: str) -> str:
    """What a value is compared by: its folded words up to the colon that introduces its explanation.

    >>> key("Gratuit : Je peux accéder gratuitement au lieu et à ses services")
    'gratuit'
    """
    return fold(value.split(" : ")[0].split(": ")[0])


@dataclass(frozen=True, slots=True)
class Offer:
    """What one of the services of the standard is: words for the name of the whole, and themes."""

    nom: str
    thematiques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """The tables, by folded value."""

    words: Mapping[str, str]
    services: Mapping[str, Offer]
    tables: Mapping[str, Mapping[str, Any]]
    everybody: frozenset[str]
    adults: frozenset[str]
    phrases: tuple[tuple[str, str], ...]
    """Folded words of a free text, and the service of the standard that they name."""

    def found(self, table: str, given: Iterable[str], remarks: list[Remark]) -> list[Any]:
        """What these values are in one table; each that it does not hold is told."""
        known = self.tables[table]
        found = []
        for value in given:
            if (code := known.get(key(value))) is not None:
                found.append(code)
            else:
                remarks.append(unknown(table, value))
        return found


@dataclass(slots=True)
class Named:
    """Words of the name of a service, and its themes, gathered from what it offers."""

    words: list[str] = field(default_factory=list)
    thematiques: list[str] = field(default_factory=list)

    def take(self, offer: Offer) -> None:
        if offer.nom not in self.words:
            self.words.append(offer.nom)
        self.thematiques += offer.thematiques


def unknown(field: str, value: str) -> Remark:
    """A value that no table holds: its words are kept, it has no code."""
    return Remark("valeur_sans_correspondance", f"{field} : « {value} » n'a pas de code, gardé en clair")


@cache
def codes() -> Codes:
    """The packaged tables."""
    read: Any = yaml.safe_load(files("knowledge.importers").joinpath("mednum.yaml").read_text(encoding="utf-8"))
    offers = {
        key(word): Offer(entry["nom"], tuple(entry["thematiques"]))
        for entry in read["services"]
        for word in entry["mots"]
    }
    tables = {
        name: {key(value): code for value, code in read[name].items()}
        for name in ("frais", "publics", "besoins", "acces", "accompagnement", "reseaux", "oui", "lieux", "types")
    }
    everybody, adults = (frozenset(map(key, read[name])) for name in ("tous_publics", "adultes"))
    phrases = tuple((fold(word), entry["service"]) for entry in read["annonces"] for word in entry["mots"])
    return Codes(read["service"], offers, tables, everybody, adults, phrases)
