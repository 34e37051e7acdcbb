"""Where a commune is, and its code when a postcode and a name leave no doubt."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from knowledge.model import Service, Structure
from knowledge.places.table import Table
from knowledge.text import fold

Entry = TypeVar("Entry", Structure, Service)

_BESIDE = re.compile(r"\b(\d+(er?|eme)?|arrondissement|cedex)\b")
_SAINT = re.compile(r"\b(s)(te?)\b")


class Communes:
    """The communes of France, as an import needs them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._code = lru_cache(maxsize=16384)(self._found)

    def centre(self, code: str) -> tuple[float, float] | None:
        """Latitude and longitude of the town with this INSEE code, where known."""
        commune = self._table.commune(code)
        return commune.position if commune else None

    def located(self, entry: Entry) -> Entry:
        """The entry with the INSEE code of its commune, when it has none and its address leaves no doubt.

        Directories kept by hand have no such code, and it is by commune that a resident is eligible.
        """
        if entry.code_insee or not entry.code_postal or not entry.commune:
            return entry
        code = self._code(entry.code_postal, entry.commune)
        return replace(entry, code_insee=code) if code else entry

    def _found(self, postcode: str, name: str) -> str | None:
        codes = [code for code in self._table.by_postcode.get(postcode, ()) if _plain(name) in self._names(code)]
        return codes[0] if len(codes) == 1 else None

    def _names(self, code: str) -> set[str]:
        """The name of a commune, and for an arrondissement that of its commune."""
        commune = self._table.commune(code)
        parent = self._table.commune(commune.parent) if commune and commune.parent else None
        return {_plain(place.nom) for place in (commune, parent) if place}


def _plain(name: str) -> str:
    """A name of commune without what varies from a directory to the next.

    >>> _plain("ST-MARTIN Cedex 2"), _plain("Lyon 3e Arrondissement"), _plain("Ste-Foy-lès-Lyon")
    ('saint martin', 'lyon', 'sainte foy les lyon')
    """
    spelled = _SAINT.sub(lambda found: f"sain{found[2]}", fold(name))
    return " ".join(_BESIDE.sub(" ", spelled).split())
