"""Where a location of HSDS is, as data·inclusion says it: French communes and postcodes for French addresses only."""

from collections.abc import Collection
from typing import Any

import phonenumbers

from knowledge.importers import cleaning
from knowledge.importers.hsds.own import own
from knowledge.importers.hsds.told import Object, Told, line, objects, text
from knowledge.text import fold

FRENCH = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC"})
"""ISO 3166-1 codes of France and of its territories that have postcodes and communes of the French lists."""

_NAMES = {"FRANCE": "FR", "FRA": "FR", "USA": "US", "UNITED STATES": "US", "GBR": "GB", "UK": "GB"}
"""Countries as people write them where a code of two letters is expected."""

FIELDS = ("adresse", "complement_adresse", "commune", "code_postal", "code_insee", "latitude", "longitude")


def country(location: Object) -> str | None:
    """The country of a location, as an ISO code of two letters, where its addresses agree on one.

    >>> country({"addresses": [{"country": "fr"}]}), country({"addresses": [{"postal_code": "60601"}]})
    ('FR', None)
    """
    said = {_country(address) for address in objects(location.get("addresses"))} - {None}
    return said.pop() if len(said) == 1 else None


def located(location: Object, known: Collection[str | None], told: Told) -> dict[str, Any]:
    """The fields of place of a location. `known` are names that its own name only repeats.

    A postcode outside of France looks like a French one: it stays in the text of the address, with the town.
    """
    found: dict[str, Any] = {name: location.get(name) for name in ("latitude", "longitude")}
    found["code_insee"] = own(location.get("attributes")).get("code_insee")
    name = line(location.get("name"))
    if name and fold(name) not in {fold(other) for other in known if other}:
        found["complement_adresse"] = name
    addresses = objects(location.get("addresses"))
    places = [address for address in addresses if _kind(address, location) == "physical"]
    told.say("Adresse postale indiquée", *(written(each) for each in addresses if _kind(each, location) == "postal"))
    if not places:
        return {name: value for name, value in found.items() if cleaning.present(value)}
    first, *others = places
    told.say("Autre adresse indiquée", *map(written, others))
    told.say("À l'attention de", line(first.get("attention")))
    if _country(first) in FRENCH:
        found["adresse"] = line(first.get("address_1"))
        found["code_postal"], found["commune"] = first.get("postal_code"), line(first.get("city"))
        second = line(first.get("address_2"))
        found["complement_adresse"] = ", ".join(filter(None, (second, found.get("complement_adresse")))) or None
    else:
        found["adresse"] = written(first)
        told.note(
            "adresse_hors_france",
            f"adresse : {_where(first)}, gardée en toutes lettres, sans commune ni code postal français",
        )
    return {name: value for name, value in found.items() if cleaning.present(value)}


def written(address: Object) -> str | None:
    """An address on one line, its country last."""
    town = " ".join(filter(None, (line(address.get(name)) for name in ("state_province", "postal_code"))))
    parts = (line(address.get("address_1")), line(address.get("address_2")), line(address.get("city")), town)
    return ", ".join(filter(None, (*parts, line(address.get("country"))))) or None


def place(location: Object, name: str, hours: str | None, told: Told) -> dict[str, Any]:
    """Another place where a service is held, for the complement; `name` where it has none."""
    title = line(location.get("name")) or name
    found = located(location, (title,), told)
    if second := found.pop("complement_adresse", None):
        found["adresse"] = ", ".join(filter(None, (found.get("adresse"), second)))
    for field in ("latitude", "longitude"):
        if field in found and (number := cleaning.number(found[field])) is not None:
            found[field] = number
    found |= {"nom": title, "horaires_accueil": hours, "transports": text(location.get("transportation"))}
    return {field: value for field, value in found.items() if value is not None}


def _where(address: Object) -> str:
    code = _country(address)
    return f"elle est en « {code} »" if code else "son pays n'est pas dit"


def _country(address: Object) -> str | None:
    said = (line(address.get("country")) or "").upper()
    code = _NAMES.get(said, said)
    return code if code in phonenumbers.SUPPORTED_REGIONS else None


def _kind(address: Object, location: Object) -> str:
    """What an address is for: an address without a type is what its location is."""
    kinds = (line(address.get("address_type")), line(location.get("location_type")))
    return next((kind for kind in kinds if kind), "physical").lower()
