"""Our own fields, read from an input: what cannot be read is left aside and told, the rest is kept."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from knowledge.errors import HoursError
from knowledge.hours import read
from knowledge.importers import cleaning
from knowledge.importers.pruning import Where, pruned
from knowledge.importers.records import Remark
from knowledge.model import Complement

_WHY = {
    "extra_forbidden": "champ inconnu",
    "missing": "il manque un champ obligatoire",
    "literal_error": "valeur non prévue (oui, partiel ou non)",
    "string_pattern_mismatch": "code inconnu (deux ou trois lettres minuscules)",
    "date_from_datetime_parsing": "date illisible (AAAA-MM-JJ)",
    "date_parsing": "date illisible (AAAA-MM-JJ)",
    "float_parsing": "nombre illisible",
    "bool_parsing": "ni oui ni non",
    "greater_than_equal": "nombre trop petit",
    "less_than_equal": "nombre trop grand",
}
_YES_OR_NO = {"oui": True, "vrai": True, "x": True, "non": False, "faux": False}


def complement(given: object, remarks: list[Remark]) -> Complement:
    """The complement of an entry from an object, or from its JSON as text. What is wrong is added to `remarks`."""
    if isinstance(given, str) and (cleaned := cleaning.text(given)):
        try:
            given = json.loads(cleaned)
        except ValueError:
            remarks.append(
                Remark("complement_invalide", "complement : ce texte n'est pas du JSON, il est laissé de côté")
            )
            return Complement()
    if not isinstance(given, Mapping):
        return Complement()
    values = _cleaned(copy.deepcopy(dict(given)))
    secret = values.get("adresse_confidentielle")
    if isinstance(secret, str):
        values["adresse_confidentielle"] = _YES_OR_NO.get(secret.lower(), secret)

    def tell(where: Where, value: Any, detail: ErrorDetails) -> None:
        field = ".".join(str(step + 1) if isinstance(step, int) else step for step in where)
        why = _WHY.get(detail["type"], "valeur refusée")
        remarks.append(Remark("complement_invalide", f"complement.{field} : {why}, laissé de côté"))
        if where == ("adresse_confidentielle",):
            # What was meant is unknown: an address that may have to stay secret stays secret.
            values["adresse_confidentielle"] = True

    _check_places(values, remarks)
    return pruned(Complement, values, tell) or Complement(
        adresse_confidentielle=bool(values.get("adresse_confidentielle"))
    )


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return cleaning.text(value)
    if isinstance(value, list):
        return [item for item in map(_cleaned, value) if item is not None]
    if isinstance(value, dict):
        return {key: cleaned for key, item in value.items() if (cleaned := _cleaned(item)) is not None}
    return value


def _check_places(values: dict[str, Any], remarks: list[Remark]) -> None:
    """Leave aside the hours of a place that cannot be read with certainty; a place has no other field for their words."""
    places = values.get("lieux")
    for place in places if isinstance(places, list) else []:
        hours = place.get("horaires_accueil") if isinstance(place, dict) else None
        if not isinstance(hours, str):
            continue
        try:
            read(hours)
        except HoursError as error:
            del place["horaires_accueil"]
            remarks.append(Remark("horaires_illisibles", f"complement.lieux : {error} Laissés de côté"))
