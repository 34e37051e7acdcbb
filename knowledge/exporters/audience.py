"""What each audience may have of an entry: the rule that every file follows, whatever its format.

The same as on the screens (`knowledge.card`): no field for agents reaches the public, and a confidential address reaches
nobody. A file goes further than a screen, because it is copied and crossed with others: what leads to the address
elsewhere (a page, a SIRET, which a public register locates) and the words of a text that repeat it are left out too.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, TypeVar

from knowledge.model import Complement, Place, Service, Structure
from knowledge.model.complement import AGENTS_ONLY
from knowledge.text import fold

Audience = Literal["public", "agents", "complet"]
"""`public`: what residents see; `agents`: and what agents see; `complet`: everything, the coordinator's own copy."""

Entry = TypeVar("Entry", Structure, Service)

LOCATING = frozenset(
    {"commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude", "latitude"}
    | {"siret", "lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"}
)
"""Fields that say where an entry is, or lead to who says it."""

LOCATING_COMPLEMENT = frozenset({"transports", "lieux"})
"""The same, of the complement; what is said of its accessibility in words as well."""

PUBLIC_LEFT_OUT = AGENTS_ONLY | {"verifie_par"}
"""Fields of the complement that no resident's screen shows; `verifie_par` names a person, as `contact_nom_prenom` does."""

HIDDEN = "(…)"
"""What stands where a text repeated a confidential address: no longer than the shortest address, so no limit is passed."""

_SAID = ("nom", "description", "horaires_accueil")
_SAID_BY_SERVICE = (
    "frais_precisions", "publics_precisions", "conditions_acces", "mobilisation_precisions", "contact_nom_prenom",
)  # fmt: skip
_SHORTEST = 5
"""Characters of the shortest description of a service (data·inclusion v1)."""


def for_audience(
    structure: Structure, services: tuple[Service, ...], audience: Audience
) -> tuple[Structure, tuple[Service, ...]]:
    """A structure and its services as this audience may have them; the ids and the number of services do not change.

    A place is confidential where the entry says so, where its structure does, where it is the same as that of a sibling
    that does, and that of a structure all of whose services say so. What is already allowed is given back as it is.
    """
    if audience == "complet":
        return structure, services
    hidden = _Hidden(structure, services)
    structure, services = hidden.without(structure), tuple(map(hidden.without, services))
    if audience == "agents":
        return structure, services
    return _public(structure), tuple(map(_public, services))


class _Hidden:
    """The places of a structure and its services that must stay secret."""

    def __init__(self, structure: Structure, services: tuple[Service, ...]) -> None:
        secret = [each for each in services if each.complement.adresse_confidentielle]
        self._all = structure.complement.adresse_confidentielle
        self._house = self._all or (bool(services) and len(secret) == len(services))
        entries: list[Structure | Service] = [*services] if self._all else [*secret]
        if self._house:
            entries.append(structure)
        places: list[Structure | Service | Place] = [*entries]
        places += (place for each in entries for place in each.complement.lieux)
        self._streets = {(fold(each.adresse), fold(each.commune or "")) for each in places if each.adresse}
        self._points = {(each.latitude, each.longitude) for each in places if each.latitude is not None}
        self._told = _pattern(each.adresse for each in places if each.adresse)

    def without(self, entry: Entry) -> Entry:
        """The entry without what is secret of it."""
        if not (self._house or self._streets or self._points or entry.complement.adresse_confidentielle):
            return entry
        changes: dict[str, Any] = {}
        if self._secret(entry):
            changes = {name: None for name in LOCATING if getattr(entry, name, None) is not None}
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
            changes |= self._unsaid(entry, self._told)
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

    def _unsaid(self, entry: Structure | Service, told: re.Pattern[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in (*_SAID, *(_SAID_BY_SERVICE if isinstance(entry, Service) else ())):
            text = getattr(entry, name)
            if text and (kept := told.sub(HIDDEN, text)) != text:
                found[name] = kept
        if isinstance(entry, Service) and len(found.get("description", entry.description) or "") < _SHORTEST:
            found["description"] = f"{found.get('nom', entry.nom)} {HIDDEN}"
        pages = (name for name in LOCATING if isinstance(page := getattr(entry, name, None), str) and told.search(page))
        return found | dict.fromkeys(pages)


def _pattern(addresses: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these addresses in a text, whatever its capitals and punctuation. One word alone is no address.

    >>> _pattern(["12, rue des Lilas"]).sub("(…)", "Accueil au 12 RUE DES LILAS, sur rendez-vous.")
    'Accueil au (…), sur rendez-vous.'
    """
    spelled = {words for text in addresses if len(words := tuple(re.findall(r"\w+", text))) > 1}
    if not spelled:
        return None
    longest_first = sorted(spelled, key=lambda words: (-len(words), words))
    choices = (r"[\W_]+".join(map(re.escape, words)) for words in longest_first)
    return re.compile(rf"\b(?:{'|'.join(choices)})\b", re.IGNORECASE)


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


def _public(entry: Entry) -> Entry:
    changes: dict[str, Any] = {}
    complement = _without(entry.complement, PUBLIC_LEFT_OUT)
    if complement is not entry.complement:
        changes["complement"] = complement
    if isinstance(entry, Service) and entry.contact_nom_prenom is not None:
        changes["contact_nom_prenom"] = None
    return replace(entry, **changes) if changes else entry


def _without(complement: Complement, names: frozenset[str]) -> Complement:
    if not any(getattr(complement, name) for name in names):
        return complement
    return Complement.model_validate(complement.model_dump(exclude_unset=True, exclude=set(names)))


def _changed(complement: Complement, values: dict[str, Any]) -> Complement:
    return Complement.model_validate(complement.model_dump(exclude_unset=True) | values)
