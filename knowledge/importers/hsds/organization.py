"""An organisation of HSDS as a structure.

A structure is an organisation in a place: an organisation with one location stands there; of one with several, nobody
says which is its own, and its services carry their places.
"""

from dataclasses import dataclass, field
from typing import Any

from knowledge.importers import cleaning
from knowledge.importers.hsds import own, phones, place, schedules
from knowledge.importers.hsds.languages import codes
from knowledge.importers.hsds.told import Object, Told, line, objects, text
from knowledge.importers.records import Refused

SOURCE = "hsds"

READ = frozenset(
    {"id", "name", "alternate_name", "description", "email", "website", "phones", "contacts", "locations", "attributes"}
    | {"organization_identifiers", "services"}
)
"""Fields of an organisation that are read."""


@dataclass(slots=True)
class Mapped:
    """A record in the fields of data·inclusion v1, and what was told on the way."""

    given: dict[str, Any]
    told: Told = field(default_factory=Told)


def identifier(given: Object) -> str | None:
    """The id of the structure: the one that it had with us, else its own with the name of the format before it."""
    for one in objects(given.get("organization_identifiers")):
        if one.get("identifier_type") == own.IDENTIFIER:
            return line(one.get("identifier"))
    id = line(given.get("id"))
    return f"{SOURCE}--{id}" if id else None


def country(given: Object) -> str | None:
    """The country of an organisation, where its locations agree on one; our own export is French."""
    if is_ours(given):
        return "FR"
    found = {place.country(one) for one in objects(given.get("locations"))} - {None}
    return found.pop() if len(found) == 1 else None


def is_ours(given: Object) -> bool:
    """Whether our own export wrote an organisation."""
    return any(one.get("identifier_type") == own.IDENTIFIER for one in objects(given.get("organization_identifiers")))


def only_location(given: Object) -> Object:
    """The one location of an organisation; empty when it has none or several."""
    locations = objects(given.get("locations"))
    return locations[0] if len(locations) == 1 else {}


def structure(given: Object) -> Mapped:
    """The structure of an organisation. Raises Refused for one without an id."""
    id = identifier(given)
    if id is None:
        raise Refused("id_absent", "l'organisation n'a pas d'identifiant (id)")
    told, mine = Told(), own.own(given.get("attributes"))
    here = only_location(given)
    name, other = line(given.get("name")), line(given.get("alternate_name"))
    found: dict[str, Any] = {
        "source": SOURCE,
        "id": id,
        "nom": name,
        "courriel": given.get("email") or _of_contacts(given, "email"),
        "site_web": given.get("website"),
        "siret": _siret(given),
        "horaires_accueil": None if "horaires_accueil" in mine else hours(objects(here.get("schedules")), told),
        "telephone": phones.telephone(_numbers(given, here), country(given), told),
    }
    if here:
        found |= place.located(here, (name, other), told)
        found["accessibilite_lieu"] = _page(here)
        told.say("Sur place", text(here.get("description")))
    elif several := len(objects(given.get("locations"))):
        told.note("lieux_multiples", f"l'organisation a {several} lieux : ils ne sont repris que par ses services")
    found["complement"] = complement(here, other, told)
    terms(given, told)
    found["description"] = told.described(text(given.get("description")))
    own.lay(mine, found)
    return Mapped({key: value for key, value in found.items() if value is not None}, told)


def complement(here: Object, other: str | None, told: Told) -> dict[str, Any]:
    """The complement of what is held at a location, and known under another name."""
    found: dict[str, Any] = {
        "transports": text(here.get("transportation")),
        "langues": list(codes(objects(here.get("languages")), told)),
        "alias": [other] if other else [],
    }
    access = [
        sentence
        for one in objects(here.get("accessibility"))
        for name in ("description", "details")
        if (sentence := text(one.get(name)))
    ]
    if access:
        found["accessibilite"] = {"precisions": "\n".join(dict.fromkeys(access))}
    return {name: value for name, value in found.items() if value}


def hours(given: tuple[Object, ...], told: Told) -> str | None:
    """The opening_hours value of these schedules; what cannot be said so goes to the words."""
    value, words = schedules.hours(given)
    told.say("Horaires indiqués", words)
    if value is None and words:
        told.note(
            "horaires_illisibles", f"horaires_accueil : « {cleaning.shortened(words, 60)} », gardé en toutes lettres"
        )
    return value


def terms(given: Object, told: Told) -> None:
    """Keep the taxonomy terms of other sources in words: only our own export has the codes of data·inclusion."""
    names = []
    for one in objects(given.get("attributes")):
        if not own.is_own(one):
            term = one.get("taxonomy_term")
            known = line(term.get("name")) if isinstance(term, dict) else None
            names.append(known or line(one.get("label")) or line(one.get("value")))
    told.say("Thèmes indiqués", *names)


def _numbers(given: Object, here: Object) -> list[Object]:
    numbers = [*objects(given.get("phones")), *objects(here.get("phones"))]
    return numbers or [phone for one in objects(given.get("contacts")) for phone in objects(one.get("phones"))]


def _of_contacts(given: Object, name: str) -> object:
    return next((one[name] for one in objects(given.get("contacts")) if cleaning.present(one.get(name))), None)


def _siret(given: Object) -> str | None:
    for one in objects(given.get("organization_identifiers")):
        if (line(one.get("identifier_type")) or "").upper() == "SIRET":
            return line(one.get("identifier"))
    return None


def _page(here: Object) -> object:
    return next((one["url"] for one in objects(here.get("accessibility")) if cleaning.present(one.get("url"))), None)
