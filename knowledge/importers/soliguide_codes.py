"""The categories and publics of Soliguide and what each is in data·inclusion: the tables of `soliguide.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.importers import cleaning

UNCONDITIONAL, PREFERENTIAL = 0, 1
"""Values of `publics.accueil`: everybody, some before others; 2 is for some only."""

OLDEST = 99
"""The age that stands for no upper limit."""

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Category:
    """The name of a service, its kind where known, its themes where sure."""

    nom: str
    type: str | None
    thematiques: tuple[str, ...]


def words() -> Mapping[str, str]:
    """The words that stand around what Soliguide says."""
    found: Mapping[str, str] = _tables()["mots"]
    return found


def category(name: object, number: object) -> Category | None:
    """The category of a service, by its name, or by the number that older documents give."""
    tables = _tables()
    name, number = (one if isinstance(one, str | int) else None for one in (name, number))
    found = tables["categories"].get(name) or tables["categories"].get(tables["anciennes"].get(number))
    return Category(found[0], found[1] or None, tuple(found[2:])) if found else None


def publics(given: Given) -> dict[str, Any]:
    """Codes, words and ages of who is received.

    A list that holds all its values reserves nothing. Those that come first, in a place that receives everybody, are said
    and have no code: a code would close the door to the others.
    """
    tables, mode = _tables(), given.get("accueil")
    text = cleaning.text(given.get("description"))
    if mode == UNCONDITIONAL:
        return {"publics": ["tous-publics"], "publics_precisions": text}
    codes: list[str] = []
    said: list[str] = []
    for name, table in tables["publics"].items():
        held = [one for one in _list(given.get(name)) if one in table["mots"]]
        if held and not set(held) >= set(table["tous"]):
            said.append(", ".join(table["mots"][one] for one in held))
            # Some who have a code, beside some who have none: the code alone would leave the others out.
            found = [table["codes"].get(one) for one in held]
            codes += [code for code in found if code] if all(found) else []
    low, high = _ages(given)
    said += filter(None, [_ages_said(low, high)])
    before = words()["de_preference" if mode == PREFERENTIAL else "reserve"]
    precise = "\n".join(filter(None, [f"{before}{' ; '.join(said)}." if said else None, text]))
    if mode == PREFERENTIAL:
        return {"publics_precisions": precise or None}
    return {"publics": codes, "publics_precisions": precise or None, "age_min": low, "age_max": high}


def _ages(given: Given) -> tuple[float | None, float | None]:
    ages = given.get("age")
    low, high = (ages.get("min"), ages.get("max")) if isinstance(ages, Mapping) else (None, None)
    return (
        low if isinstance(low, int | float) and low > 0 else None,
        high if isinstance(high, int | float) and 0 < high < OLDEST else None,
    )


def _ages_said(low: float | None, high: float | None) -> str | None:
    if low is None and high is None:
        return None
    form = "ages" if low is not None and high is not None else "a_partir" if low is not None else "jusqua"
    return words()[form].format(debut=low, fin=high)


def _list(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


@cache
def _tables() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(
        files("knowledge.importers").joinpath("soliguide.yaml").read_text(encoding="utf-8")
    )
    return read
