"""The columns of our own table for partners: how each is written for people, and how it is read back.

A cell is written as people write it wherever that reads back to the same value, and exactly as it is otherwise, so that
nothing is lost. An export writes with `Column.cell`; the reader of the same table reads with `Column.value`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Literal

from babel import Locale
from data_inclusion.schema import v1

from knowledge.hours import schedule_words
from knowledge.importers import cleaning, contacts, own_headings
from knowledge.model import Service, Structure
from knowledge.phones import spoken
from knowledge.text import fold
from knowledge.wording import Wording

Whose = Literal["structure", "service"]
Kind = Literal["text", "number", "day"]
Cell = str | float | int | None
"""A day is a text in ISO 8601, in a column of kind « day »."""

BETWEEN = " ; "
"""What stands between the values of one cell."""

_NUMBERS = frozenset(
    {"latitude", "longitude", "volume_horaire_hebdomadaire", "nombre_semaines"}
    | {"complement.age_min", "complement.age_max"}
)
_DAYS = frozenset({"date_maj", "complement.verifie_le"})
_LABELLED: Mapping[str, Any] = {
    "type": v1.TypeService,
    "frais": v1.Frais,
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "reseaux_porteurs": v1.ReseauPorteur,
}
_LISTS = (_LABELLED.keys() - {"type", "frais"}) | {
    "zone_eligibilite", "complement.langues", "complement.documents", "complement.alias",
}  # fmt: skip
_NESTED = frozenset({"complement.lieux", "complement.fermetures", "complement.complet"})
_ZONES = (
    (re.compile(r"99\d{3}"), "pays"),
    (re.compile(r"\w{5}"), "commune"),
    (re.compile(r"\d{9}"), "EPCI"),
    (re.compile(r"\w{2,3}"), "département"),
)
"""What a code of the standard designates, by its form. The word keeps the zero of « 01 » in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field of the structure or of the service that it holds, and its kind.

    `shown`: it says in words what another column holds.
    """

    heading: str
    whose: Whose
    field: str
    kind: Kind = "text"
    shown: bool = False

    def cell(self, entry: Structure | Service) -> Cell:
        """What is written for this entry; None for nothing."""
        value = _getter(self.field)(entry)
        if value is None or value == () or value is False:
            return None
        if self.shown:
            return hours_said(value)
        if isinstance(value, date):
            return value.isoformat()
        if self.field == "telephone":
            return _telephone(value, entry.code_postal or entry.code_insee)
        if self.kind == "number":
            return int(value) if float(value).is_integer() else float(value)
        if value is True:
            return "oui"
        words = _words(self.field, value)
        return words if _read(self.field, words) == _plain(value) else _exact(value)

    def value(self, cell: object) -> Any:
        """What is read in a cell, as `knowledge.importers.checking` expects it."""
        if self.kind == "day":
            day = cleaning.day(cell)
            return day.isoformat() if day else cell
        if self.kind == "number":
            number = cleaning.number(cell)
            return cell if number is None else number
        if isinstance(cell, str):
            return _read(self.field, cell)
        return cleaning.text(cell)


@cache
def _getter(field: str) -> Callable[[object], Any]:
    return attrgetter(field)


@lru_cache(maxsize=4096)
def _telephone(number: str, postcode: str | None) -> str:
    said = spoken(number)
    return said if contacts.phone(said, postcode) == number else number


@lru_cache(maxsize=16384)
def hours_said(hours: str | None) -> str | None:
    """Opening hours in French words, a line each.

    >>> hours_said("Mo-Fr 09:00-12:00; PH off")
    'lundi au vendredi : 9 h – 12 h\\nfermé les jours fériés'
    """
    return "\n".join(schedule_words(hours, _french())) or None


def _words(field: str, value: Any) -> str:
    if isinstance(value, str):
        return f"{value[:3]} {value[3:6]} {value[6:9]} {value[9:]}" if field == "siret" else _label(field, value)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return BETWEEN.join(_label(field, item) for item in value)
    return _exact(value)


def _read(field: str, cell: str) -> Any:
    if field == "siret":
        return cell.replace(" ", "")
    if field in _LISTS:
        found = _json(cell) if cell.startswith("[") else None
        parts = (part.strip() for part in re.split(r"[;\n]", cell))
        return found if isinstance(found, list) else [_code(field, part) for part in parts if part]
    if field in _NESTED:
        return _json(cell)
    return _code(field, cell) if field in _LABELLED else cell


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.model_dump(mode="json", exclude_unset=True) if hasattr(value, "model_dump") else value


def _exact(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)


def _json(cell: str) -> Any:
    """What a cell holds in JSON; its text when it is none, for the checks to tell."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def _label(field: str, code: str) -> str:
    """What a code is called.

    >>> _label("zone_eligibilite", "01"), _label("frais", "gratuit"), _label("complement.langues", "ar")
    ('département 01', 'Gratuit', 'arabe')
    """
    if field == "zone_eligibilite":
        return next((f"{word} {code}" for form, word in _ZONES if form.fullmatch(code)), code)
    return _labels(field).get(code, code)


def _code(field: str, text: str) -> str:
    """The code of what is called so; the text as it is when it is no label.

    >>> _code("zone_eligibilite", "Département 01"), _code("frais", "gratuit"), _code("complement.langues", "Arabe")
    ('01', 'gratuit', 'ar')
    """
    if field == "zone_eligibilite":
        word, _, code = text.rpartition(" ")
        return code if fold(word) in _ZONE_WORDS else text
    return _codes(field).get(fold(text), text)


_ZONE_WORDS = frozenset(fold(word) for _, word in _ZONES)


@cache
def _labels(field: str) -> Mapping[str, str]:
    """What each code is called."""
    if field == "complement.langues":
        names = {str(code): str(name) for code, name in Locale("fr").languages.items()}
        return {code: name for code, name in names.items() if len(code) < 4} | {"lsf": "langue des signes"}
    return {item.value: item.label for item in _LABELLED.get(field, ())}


@cache
def _codes(field: str) -> Mapping[str, str]:
    return {fold(label): code for code, label in _labels(field).items()}


@cache
def _french() -> Wording:
    return Wording.load("fr")


def _column(heading: str, whose: Whose, field: str) -> Column:
    return Column(heading, whose, field, "number" if field in _NUMBERS else "day" if field in _DAYS else "text")


def _columns() -> Iterator[Column]:
    yield _column(own_headings.STRUCTURE_NAME, "structure", "nom")
    yield _column(own_headings.SERVICE_NAME, "service", "nom")
    yield from (_column(heading, "service", field) for field, heading in own_headings.SERVICE.items())
    yield from _common("service", "")
    yield from (_column(heading, "structure", field) for field, heading in own_headings.STRUCTURE.items())
    yield from _common("structure", own_headings.OF_STRUCTURE)


def _common(whose: Whose, end: str) -> Iterator[Column]:
    for field, heading in own_headings.COMMON.items():
        if field == "horaires_accueil":
            yield Column(own_headings.HOURS_SAID + end, whose, field, shown=True)
        yield _column(heading + end, whose, field)


COLUMNS = tuple(_columns())
"""Every column, in the order of the table."""
