"""Codes and postcodes held against the official list of communes; the code added where an address leaves no doubt."""

import re
from dataclasses import replace
from functools import lru_cache

from knowledge.importers.records import Remark
from knowledge.model import Service, Structure
from knowledge.places.table import Table, departement_of
from knowledge.text import fold

Judged = tuple[str | None, tuple[Remark, ...]]
"""The INSEE code to keep, and what there is to say."""

_BESIDE = re.compile(r"\b(\d+(er?|eme)?|arrondissement|cedex)\b")
_SAINT = re.compile(r"\b(s)(te?)\b")


class Communes:
    """The communes of France, as an import needs them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._judged = lru_cache(maxsize=1 << 16)(self._judge)

    def centre(self, code: str) -> tuple[float, float] | None:
        """Latitude and longitude of the town with this INSEE code, where known."""
        commune = self.table.commune(code)
        return commune.position if commune else None

    def placed(self, entry: Structure | Service, remarks: list[Remark]) -> Structure | Service:
        """The entry with a true INSEE code, or none; what was changed, or looks wrong, is added to `remarks`.

        Directories kept by hand have no such code, and it is by commune that a resident is eligible.
        """
        code, told = self._judged(entry.code_insee, entry.code_postal, entry.commune)
        remarks += told
        return entry if code == entry.code_insee else replace(entry, code_insee=code)

    def _judge(self, code: str | None, postcode: str | None, name: str | None) -> Judged:
        kept, told = self._code(code)
        if postcode and postcode not in self.table.by_postcode:
            told += (
                Remark(
                    "code_postal_inconnu",
                    f"code_postal : « {postcode} » n'est celui d'aucune commune (un cedex ?), gardé tel quel",
                ),
            )
        if kept is None and postcode and name and (found := self._found(postcode, name)):
            told += (Remark("code_insee_ajoute", f"code_insee : {found} ajouté, d'après « {postcode} {name} »"),)
            return found, told
        if kept and postcode and self._elsewhere(kept, postcode):
            told += (
                Remark(
                    "commune_incoherente",
                    f"code_insee {kept} et code_postal {postcode} : ils ne sont pas du même département, "
                    "gardés tels quels",
                ),
            )
        return kept, told

    def _code(self, code: str | None) -> Judged:
        if code is None or code in self.table:
            return code, ()
        if today := self.table.commune(code):
            told = f"code_insee : « {code} » n'existe plus, remplacé par {today.code} ({today.nom})"
            return today.code, (Remark("code_insee_ancien", told),)
        told = f"code_insee : « {code} » n'est celui d'aucune commune, laissé de côté"
        return None, (Remark("code_insee_inconnu", told),)

    def _elsewhere(self, code: str, postcode: str) -> bool:
        """Whether no commune of a postcode is in the département of a code."""
        there = {departement_of(one) for one in self.table.by_postcode.get(postcode, ())}
        return bool(there) and departement_of(code) not in there

    def _found(self, postcode: str, name: str) -> str | None:
        codes = [code for code in self.table.by_postcode.get(postcode, ()) if _plain(name) in self._names(code)]
        return codes[0] if len(codes) == 1 else None

    def _names(self, code: str) -> set[str]:
        """The name of a commune, and for an arrondissement that of its commune."""
        commune = self.table.commune(code)
        parent = self.table.commune(commune.parent) if commune and commune.parent else None
        return {_plain(place.nom) for place in (commune, parent) if place}


def _plain(name: str) -> str:
    """A name of commune without what varies from a directory to the next.

    >>> _plain("ST-MARTIN Cedex 2"), _plain("Lyon 3e Arrondissement"), _plain("Ste-Foy-lès-Lyon")
    ('saint martin', 'lyon', 'sainte foy les lyon')
    """
    spelled = _SAINT.sub(lambda found: f"sain{found[2]}", fold(name))
    return " ".join(_BESIDE.sub(" ", spelled).split())
