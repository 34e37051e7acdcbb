"""One value of a record as it came, made into what the standard holds, or None; what was changed is told.

Nothing is guessed, and nothing is lost without a word.
"""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Protocol

from data_inclusion.schema import v1

from knowledge.importers import cleaning, contacts
from knowledge.importers.markup import plain
from knowledge.places.table import Table
from knowledge.places.zones import COUNTRY, Zones

_NOTED = 60
"""Characters of a value that a remark quotes."""

_CODES: dict[str, type[Enum] | None] = {
    "type": v1.TypeService,
    "frais": v1.Frais,
    "reseaux_porteurs": v1.ReseauPorteur,
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "zone_eligibilite": None,
}
LISTS = frozenset(_CODES.keys() - {"type", "frais"})
"""Fields with several codes; those of places are checked later, by their form."""

_KNOWN = {name: frozenset(item.value for item in codes) for name, codes in _CODES.items() if codes}
_INSEE = re.compile(r"^(\d{2}|2[AB])\d{3}$")
_FORMULA = re.compile(r"^=[\w(+\-@]")


class Note(Protocol):
    """Told of what was set right or left aside: a code, and a sentence in French."""

    def __call__(self, code: str, message: str, /) -> None: ...


def value(name: str, given: object, note: Note) -> object:
    """The value of a field of data·inclusion v1 as it was given; None where nothing can be kept of it."""
    found = _READERS.get(name, _line)(name, given, note)
    if not isinstance(found, str):
        return found
    if found.startswith("=") and _FORMULA.match(found):
        note("formule_ecartee", f"{name} : {quoted(given)} est une formule de tableur, laissée de côté")
        return None
    if "\ufffd" in found:
        note("texte_abime", f"{name} : des lettres ont été perdues avant l'export ({quoted(found)})")
    return found


def quoted(given: object) -> str:
    """A value as a remark shows it: on one line, cut when it is long.

    >>> quoted("Accueil\\n de jour")
    '« Accueil de jour »'
    """
    return f"« {cleaning.shortened(cleaning.line(given) or '', _NOTED)} »"


def _line(name: str, given: object, note: Note) -> str | None:
    found = cleaning.line(given)
    if found is not None and "&" in found:
        return cleaning.line(plain(found))
    if found is None:
        _wrong(name, given, note)
    return found


def _paragraphs(name: str, given: object, note: Note) -> str | None:
    found = cleaning.text(given)
    if found is None:
        _wrong(name, given, note)
        return None
    if (bare := plain(found)) != found:
        note("mise_en_forme_retiree", f"{name} : la mise en forme (HTML, Markdown) est retirée, les mots sont gardés")
    return bare or None


def _number(name: str, given: object, note: Note) -> float | None:
    found = cleaning.number(given)
    if found is None:
        _wrong(name, given, note)
    return found


def _whole(name: str, given: object, note: Note) -> int | None:
    found = cleaning.whole(given)
    if found is None:
        _wrong(name, given, note)
    return found


def _several(name: str, given: object, note: Note) -> list[str] | None:
    kept = _known(name, given, note)
    if name == "publics" and len(kept) > 1 and "tous-publics" in kept:
        kept.remove("tous-publics")
        note("tous_publics_melange", "publics : « tous-publics » ne va pas avec d'autres, les autres sont gardés")
    return kept or None


def _zone(name: str, given: object, note: Note) -> list[str] | None:
    """Codes of places; the name of a region or of a département becomes its codes."""
    found: list[str] = []
    for code in _known(name, given, note):
        if named := () if code[:1].isdigit() or code == COUNTRY else _zones().codes(code):
            note("zone_reconnue", f"zone_eligibilite : {quoted(code)} est devenu {', '.join(named)}")
        found += named or (code,)
    return list(dict.fromkeys(found)) or None


@cache
def _zones() -> Zones:
    table = Table.packaged()
    return Zones(table.departements, table.regions)


def _choice(name: str, given: object, note: Note) -> str | None:
    found = _known(name, given, note)
    if len(found) > 1:
        note("plusieurs_codes", f"{name} : une seule valeur est possible, « {found[0]} » est gardée")
    return found[0] if found else None


def _known(name: str, given: object, note: Note) -> list[str]:
    """The codes that the standard knows."""
    kept, unknown = _sorted_out(name, cleaning.codes(given))
    for code in unknown:
        note("code_inconnu", f"{name} : le code {quoted(code)} n'existe pas, laissé de côté")
    return list(kept)


@lru_cache(maxsize=4096)
def _sorted_out(name: str, codes: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of a field that can be kept, and those that the standard does not know."""
    if (known := _KNOWN.get(name)) is None:
        return tuple(dict.fromkeys("france" if code.lower() == "france" else code for code in codes)), ()
    kept = dict.fromkeys(code.lower() for code in codes if code.lower() in known)
    return tuple(kept), tuple(code for code in codes if code.lower() not in known)


def _digits(length: int) -> "Callable[[str, object, Note], str | None]":
    def read(name: str, given: object, note: Note) -> str | None:
        code = cleaning.digits(given, length)
        if code is None or (name == "code_insee" and not _INSEE.match(code)):
            _wrong(name, given, note)
            return None
        if code != given and code != (cleaning.line(given) or "").replace(" ", ""):
            note("zero_retabli", f"{name} : le zéro du début de « {code} » a été rétabli")
        return code

    return read


def _page(name: str, given: object, note: Note) -> str | None:
    found = cleaning.line(given)
    if found is None:
        return None
    page = contacts.page(found)
    if page is None and not (name == "site_web" and contacts.mail(found)):
        note(f"{name}_invalide", f"{name} : {quoted(found)} n'est pas une adresse de page, laissé de côté")
    return page


def _wrong(name: str, given: object, note: Note) -> None:
    if cleaning.present(given):
        note(f"{name}_invalide", f"{name} : {quoted(given)} n'est pas valide, laissé de côté")


_READERS: Mapping[str, Callable[[str, object, Note], object]] = {
    **dict.fromkeys(LISTS, _several),
    **dict.fromkeys(("type", "frais"), _choice),
    **dict.fromkeys(("latitude", "longitude", "volume_horaire_hebdomadaire"), _number),
    **dict.fromkeys(("lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"), _page),
    **dict.fromkeys(("description", "frais_precisions", "publics_precisions"), _paragraphs),
    **dict.fromkeys(("conditions_acces", "mobilisation_precisions"), _paragraphs),
    "zone_eligibilite": _zone,
    "nombre_semaines": _whole,
    "code_postal": _digits(5),
    "code_insee": _digits(5),
    "siret": _digits(14),
}
