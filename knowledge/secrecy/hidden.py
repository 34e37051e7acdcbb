"""A structure and its services without the addresses that must stay secret: their fields, and the words that repeat them."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeVar

from knowledge.model import Complement, Place, Service, Structure
from knowledge.secrecy.repeating import repeating
from knowledge.text import fold

Entry = TypeVar("Entry", Structure, Service)

LOCATING = frozenset(
    {"commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude", "latitude"}
    | {"siret", "lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"}
)
"""Fields that say where an entry is, or lead to who says it."""

ON_SCREENS = LOCATING - {"site_web", "lien_mobilisation"}
"""The same, for what is looked at and not copied: how to reach whoever hides is shown, unless it repeats the address."""

LOCATING_COMPLEMENT = frozenset({"transports", "lieux"})
"""The same, of the complement; what is said of its accessibility in words as well."""

HIDDEN = "(…)"
"""What stands where a text repeated a confidential address: no longer than the shortest address, so no limit is passed."""

_SAID = ("nom", "description", "horaires_accueil")
_SAID_BY_SERVICE = (
    "frais_precisions", "publics_precisions", "conditions_acces", "mobilisation_precisions", "contact_nom_prenom",
)  # fmt: skip
_SHORTEST = 5
"""Characters of the shortest description of a service (data·inclusion v1)."""


class Hidden:
    """The places of a structure and its services that must stay secret.

    A place is secret where the entry says so, where its structure does, where it is the same as that of a sibling that does,
    and that of a structure all of whose services say so. All services of the structure are needed to tell.
    """

    def __init__(
        self, structure: Structure, services: tuple[Service, ...], *, fields: Collection[str] = LOCATING
    ) -> None:
        """`fields` are those that an entry at a secret place is shown without."""
        secret = [each for each in services if each.complement.adresse_confidentielle]
        self._fields = fields
        self._all = structure.complement.adresse_confidentielle
        self._house = self._all or (bool(services) and len(secret) == len(services))
        entries: list[Structure | Service] = [*services] if self._all else [*secret]
        if self._house:
            entries.append(structure)
        places: list[Structure | Service | Place] = [*entries]
        places += (place for each in entries for place in each.complement.lieux)
        self._streets = {(fold(each.adresse), fold(each.commune or "")) for each in places if each.adresse}
        self._points = {(each.latitude, each.longitude) for each in places if each.latitude is not None}
        self._told = repeating(places)

    def without(self, entry: Entry) -> Entry:
        """The entry without what is secret of it; itself where there is nothing."""
        if not (self._house or self._streets or self._points or entry.complement.adresse_confidentielle):
            return entry
        changes: dict[str, Any] = {}
        if self._secret(entry):
            changes = {name: None for name in self._fields if getattr(entry, name, None) is not None}
            complement = _without(entry.complement, LOCATING_COMPLEMENT)
            if complement.accessibilite.precisions is not None:
                kept = complement.accessibilite.model_dump(exclude_unset=True, exclude={"precisions"})
                complement = _changed(complement, {"accessibilite": kept})
        else:
            places = tuple(place for place in entry.complement.lieux if not self._same(place))
            complement = entry.complement
            if places != complement.lieux:
                complement = _changed(complement, {"lieux": places})
        if self._told:
            changes |= _unsaid(entry, self._told)
            complement = _unsaid_complement(complement, self._told)
        if complement is not entry.complement:
            changes["complement"] = complement
        return replace(entry, **changes) if changes else entry

    def _secret(self, entry: Structure | Service) -> bool:
        flagged = self._all or entry.complement.adresse_confidentielle
        return flagged or (self._house and isinstance(entry, Structure)) or self._same(entry)

    def _same(self, place: Structure | Service | Place) -> bool:
        if place.latitude is not None and (place.latitude, place.longitude) in self._points:
            return True
        if not place.adresse:
            return False
        street, town = fold(place.adresse), fold(place.commune or "")
        return any(street == other and (not town or not of or town == of) for other, of in self._streets)


def _unsaid(entry: Structure | Service, told: re.Pattern[str]) -> dict[str, Any]:
    """What changes in the texts of an entry when the words that repeat a secret address are left out."""
    found: dict[str, Any] = {}
    for name in (*_SAID, *(_SAID_BY_SERVICE if isinstance(entry, Service) else ())):
        text = getattr(entry, name)
        if text and (kept := told.sub(HIDDEN, text)) != text:
            found[name] = kept
    if isinstance(entry, Service) and len(found.get("description", entry.description) or "") < _SHORTEST:
        found["description"] = f"{found.get('nom', entry.nom)} {HIDDEN}"
    pages = (name for name in LOCATING if isinstance(page := getattr(entry, name, None), str) and told.search(page))
    return found | dict.fromkeys(pages)


def _unsaid_complement(complement: Complement, told: re.Pattern[str]) -> Complement:
    """The complement without the words of its texts that repeat a confidential address."""
    values = complement.model_dump(exclude_unset=True)
    kept = _unsaid_values(values, told)
    return complement if kept == values else Complement.model_validate(kept)


def _unsaid_values(value: Any, told: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return told.sub(HIDDEN, value)
    if isinstance(value, list | tuple):
        return tuple(_unsaid_values(item, told) for item in value)
    if isinstance(value, dict):
        return {name: _unsaid_values(item, told) for name, item in value.items()}
    return value


def _without(complement: Complement, names: frozenset[str]) -> Complement:
    if not any(getattr(complement, name) for name in names):
        return complement
    return Complement.model_validate(complement.model_dump(exclude_unset=True, exclude=set(names)))


def _changed(complement: Complement, values: dict[str, Any]) -> Complement:
    return Complement.model_validate(complement.model_dump(exclude_unset=True) | values)
