"""Which column fills which field: by its title, by what its cells look like, by both; a column is never used twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz

from knowledge.importers.proposing_columns import Column
from knowledge.importers.proposing_shapes import shares
from knowledge.text import fold

ALIKE = 86
"""How alike a title and a known one must be, of 100, to be taken for a slip of it."""

SURE, MOST = 0.9, 0.6
"""Shares of the cells that have a shape: enough where the title says nothing; enough beside a title that agrees."""

STREET_NUMBER = "adresse.numero"
"""Not a field: a column of street numbers, put before the street."""

PERSON = "contact_nom_prenom"
"""The field of somebody's name: never filled by a draft, somebody has to want it."""

_WHOLE = 0.5
"""The share of the addresses that hold their postcode, from which they are taken apart."""

_SEVERAL = frozenset({"description", "thematiques", "publics_precisions", "complement.transports", "conditions_acces"})
"""Fields that more than one column may fill."""

_PROVEN = frozenset(
    {"courriel", "telephone", "siret", "code_postal", "code_insee", "latitude", "longitude", "date_maj"}
)
"""Fields whose cells must look like them, whatever the title: « mail » over addresses of pages is still mostly mails."""

_SHORT = 5
"""Letters of a known title from which a slip in it is still recognised."""

_WITHIN = 88.0
"""How sure a known title among other words is, of 100."""

_SHAPE_OF = {"complement.telephone_direct": "telephone"}
_UNIQUE = 0.98
"""The share of lines that have an identifier of their own, when a column holds identifiers."""

_BY_SHAPE = (
    "courriel",
    "site_web",
    "siret",
    "telephone",
    "code_postal",
    "latitude",
    "longitude",
    "horaires_accueil",
    "commune",
)
_SEEN = 100
"""Values of a column whose shape is looked at."""

_LEAST = 0.3
"""The share under which the cells deny a title."""


@dataclass(slots=True)
class Guess:
    """A field, the columns that fill it, and why in French; `whole` when street, postcode and town are in one cell."""

    field: str
    columns: list[Column]
    why: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    field: str
    column: Column
    why: str


def guesses(columns: Iterable[Column]) -> tuple[list[Guess], list[Column], list[Column]]:
    """The fields that were guessed, the columns of a day of the week, and those that are left."""
    given = list(columns)
    days = [column for column in given if _is_day(column.title)]
    rest = [column for column in given if column not in days]
    shapes = {column.place: shares(column.values[:_SEEN]) for column in rest}
    taken: dict[str, Guess] = {}
    used: set[int] = set()
    candidates = [one for column in rest for one in _candidates(column, shapes[column.place])]
    for one in sorted(candidates, key=lambda one: (-one.score, one.column.place)):
        if one.field == PERSON or one.column.place in used or (one.field in taken and one.field not in _SEVERAL):
            continue
        guess = taken.setdefault(one.field, Guess(one.field, [], one.why))
        guess.columns.append(one.column)
        guess.columns.sort(key=lambda column: column.place)
        used.add(one.column.place)
    _address(taken, rest, shapes, used)
    _named(taken, rest, shapes, used)
    left = [column for column in rest if column.place not in used and column.values]
    return list(taken.values()), days, left


def known_titles() -> frozenset[str]:
    """Every title that people use, folded."""
    return frozenset(_titles())


def is_person(column: Column) -> bool:
    """Whether the title announces somebody's name, and the cells are no page, address or number."""
    if all(name != PERSON for name, _, _ in _by_title(column.title)):
        return False
    shape = shares(column.values[:_SEEN])
    return max((shape[name] for name in _BY_SHAPE), default=0.0) < _LEAST


def tables() -> Mapping[str, Any]:
    """The packaged tables."""
    return _tables()


def _candidates(column: Column, shape: Mapping[str, float]) -> Iterable[_Candidate]:
    if not column.values:
        return
    for field_name, score, title in _by_title(column.title):
        seen = shape.get(_SHAPE_OF.get(field_name, field_name), 0.0)
        if (field_name in _PROVEN and seen < _LEAST) or (field_name == "id" and not _identifies(column)):
            continue
        if field_name == "adresse" and not (seen >= _LEAST or shape["adresse_entiere"] >= _LEAST):
            score -= 30
        why = f"titre « {column.title} »" + (
            "" if score >= 100 or title == fold(column.title) else f", proche de « {title} »"
        )
        if seen >= MOST:
            why += f" ; {round(100 * seen)} % des cellules en ont la forme"
        yield _Candidate(score + 20 * seen, field_name, column, why)
    for field_name in _BY_SHAPE:
        if (seen := shape[field_name]) >= SURE and len(column.values) >= 2:
            why = f"{round(100 * seen)} % des cellules en ont la forme"
            yield _Candidate(60 + 20 * seen - _BY_SHAPE.index(field_name), field_name, column, why)


def _by_title(title: str) -> Iterable[tuple[str, float, str]]:
    """Fields that a title may mean, each with how sure, of 100, and the known title.

    A known one as it is; one that a slip or two separate from it; one whose words are all there, among others.
    """
    folded, known = fold(title), _titles()
    if not folded:
        return
    if folded in known:
        yield known[folded], 100.0, folded
        return
    given = set(folded.split())
    for one, name in known.items():
        words = set(one.split())
        if len(one) >= _SHORT and (score := fuzz.ratio(folded, one)) >= ALIKE:
            yield name, score, one
        elif len(one) >= _SHORT - 1 and words <= given:
            yield name, _WITHIN - 4 * (len(given) - len(words)) + 2 * len(words), one


def _address(
    taken: dict[str, Guess], columns: Iterable[Column], shapes: Mapping[int, Mapping[str, float]], used: set[int]
) -> None:
    """The address, by its look where no title says it; and whether postcode and town are in it."""
    if "adresse" not in taken:
        free = [column for column in columns if column.place not in used and column.values]
        if best := max(
            free, key=lambda one: shapes[one.place]["adresse"] + shapes[one.place]["adresse_entiere"], default=None
        ):
            seen = max(shapes[best.place]["adresse"], shapes[best.place]["adresse_entiere"])
            if seen >= MOST:
                taken["adresse"] = Guess("adresse", [best], f"{round(100 * seen)} % des cellules en ont la forme")
                used.add(best.place)
    number = taken.pop(STREET_NUMBER, None)
    if number and (guess := taken.get("adresse")):
        guess.columns = [*number.columns, *guess.columns]
    elif number:
        used.discard(number.columns[0].place)
    if (guess := taken.get("adresse")) and "code_postal" not in taken:
        guess.whole = shapes[guess.columns[-1].place]["adresse_entiere"] >= _WHOLE


def _named(
    taken: dict[str, Guess], columns: Iterable[Column], shapes: Mapping[int, Mapping[str, float]], used: set[int]
) -> None:
    """The name, without which nothing can be imported: for want of a title, the first column of short texts that vary."""
    if "nom" in taken:
        return
    free = [column for column in columns if column.place not in used and column.filled >= 0.8]
    varied = [one for one in free if len(set(one.values)) >= 0.7 * len(one.values) and shapes[one.place]["texte"] < 0.3]
    if not varied and "nom_service" in taken:
        moved = taken.pop("nom_service")
        taken["nom"] = Guess("nom", moved.columns, f"{moved.why} ; aucune autre colonne ne porte de nom")
    elif varied:
        taken["nom"] = Guess("nom", [varied[0]], "première colonne de textes courts et tous différents : à vérifier")
        used.add(varied[0].place)


def _identifies(column: Column) -> bool:
    return column.filled >= _UNIQUE and len(set(column.values)) == len(column.values)


def _is_day(title: str) -> bool:
    return any(word in _tables()["jours"] for word in fold(title).split())


@cache
def _titles() -> dict[str, str]:
    return {fold(title): name for name, titles in _tables()["titres"].items() for title in titles}


@cache
def _tables() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(
        files("knowledge.importers").joinpath("proposing.yaml").read_text(encoding="utf-8")
    )
    return read
