"""A service of HSDS, with the places where it is held, as a service."""

from collections.abc import Collection
from typing import Any

from knowledge.importers import cleaning
from knowledge.importers.hsds import own, phones, place, zones
from knowledge.importers.hsds.languages import codes
from knowledge.importers.hsds.organization import (
    SOURCE,
    Mapped,
    complement,
    country,
    hours,
    identifier,
    is_ours,
    only_location,
    terms,
)
from knowledge.importers.hsds.told import Object, Told, line, objects, one, sentences, text
from knowledge.importers.records import Refused

READ = frozenset(
    {"id", "name", "alternate_name", "description", "url", "email", "status", "interpretation_services"}
    | {"application_process", "fees_description", "fees", "wait_time", "accreditations", "licenses", "alert"}
    | {"eligibility_description", "minimum_age", "maximum_age", "assured_date", "last_modified", "phones", "schedules"}
    | {"service_areas", "service_area_names", "service_at_locations", "languages", "organization", "organization_id"}
    | {"organization_name", "cost_options", "program", "program_id", "program_name", "required_documents", "contacts"}
    | {"attributes", "eligibility", "additional_information"}
)
"""Fields of a service that are read."""

_GONE = frozenset({"inactive", "defunct"})
_IN_WORDS = (
    ("Interprétariat indiqué", "interpretation_services"),
    ("Délai indiqué", "wait_time"),
    ("Agréments indiqués", "accreditations"),
    ("Autorisations indiquées", "licenses"),
    ("Précisions indiquées", "additional_information"),
)


def service(given: Object) -> Mapped:
    """The service of an object of HSDS.

    Raises Refused for one without an id or an organisation, or that its source says is no longer offered.
    """
    mine = own.own(given.get("attributes"))
    id = mine.get("id") or line(given.get("id"))
    if id is None:
        raise Refused("id_absent", "le service n'a pas d'identifiant (id)")
    status = (line(given.get("status")) or "active").lower()
    if status in _GONE:
        raise Refused("service_arrete", f"sa source dit qu'il n'est plus proposé (status : {status})", str(id))
    told = Told()
    house = one(given.get("organization"))
    found = _fields(given, house, told) | {
        "source": SOURCE,
        "id": id if "id" in mine else f"{SOURCE}--{id}",
        "structure_id": _house(given, house, str(id)),
        "date_maj": given.get("last_modified"),
    }
    _places(given, house, mine, found, told)
    if status == "temporarily closed":
        found["complement"]["fermetures"] = [{"motif": text(given.get("alert")) or "fermé pour le moment"}]
    elif not mine.keys() & {"complement.fermetures", "complement.complet"}:
        told.say("À savoir", text(given.get("alert")))
    terms(given, told)
    found["description"] = told.described(text(given.get("description")))
    own.lay(mine, found)
    return Mapped({key: value for key, value in found.items() if value is not None}, told)


def _house(given: Object, house: Object, id: str) -> str:
    if found := identifier(house):
        return found
    if named := line(given.get("organization_id")):
        return f"{SOURCE}--{named}"
    raise Refused("structure_absente", "il ne dit pas quelle organisation le propose (organization)", id)


def _fields(given: Object, house: Object, told: Told) -> dict[str, Any]:
    """What does not depend on where the service is held."""
    for label, name in _IN_WORDS:
        told.say(label, text(given.get(name)))
    told.say("Programme indiqué", line(one(given.get("program")).get("name")), line(given.get("program_name")))
    contact = next(iter(objects(given.get("contacts"))), {})
    rules = [given, *objects(given.get("eligibility"))]
    return {
        "nom": line(given.get("name")),
        "courriel": given.get("email") or contact.get("email"),
        "lien_mobilisation": given.get("url"),
        "contact_nom_prenom": line(contact.get("name")),
        "mobilisation_precisions": text(given.get("application_process")),
        "frais_precisions": "\n".join([*_fees(given), *_costs(given)]) or None,
        "publics_precisions": "\n".join(found for rule in rules for found in sentences(rule, "eligibility_description"))
        or None,
        "zone_eligibilite": zones.codes(given, told),
        "complement": {
            name: value
            for name, value in {
                "age_min": _age(rules, "minimum_age"),
                "age_max": _age(rules, "maximum_age"),
                "documents": list(_documents(given)),
                "verifie_le": line(given.get("assured_date")),
                "langues": list(codes(objects(given.get("languages")), told)),
            }.items()
            if cleaning.present(value)
        },
    }


def _places(given: Object, house: Object, mine: Collection[str], found: dict[str, Any], told: Told) -> None:
    """Where, when and under which number: at the first location; the further ones are other places of the service.

    A service held at the only location of its organisation takes its place from it, as everywhere in the directory.
    """
    name, other = line(given.get("name")), line(given.get("alternate_name"))
    first, *further = objects(given.get("service_at_locations")) or ({},)
    here, home = one(first.get("location")), only_location(house)
    housed = bool(here) and here.get("id") == home.get("id") and (bool(here.get("id")) or here == home)
    own_place = {} if housed else here
    if own_place:
        known = (name, other, line(house.get("name")), line(house.get("alternate_name")))
        found |= place.located(own_place, known, told)
        told.say("Sur place", text(own_place.get("description")))
    told.say("Sur place", text(first.get("description")))
    open_at = objects(given.get("schedules")) or objects(first.get("schedules")) or objects(own_place.get("schedules"))
    found["horaires_accueil"] = None if "horaires_accueil" in mine else hours(open_at, told)
    numbers = [*objects(given.get("phones")), *objects(first.get("phones")), *objects(own_place.get("phones"))]
    contacts = [*objects(given.get("contacts")), *objects(first.get("contacts"))]
    numbers = numbers or [phone for contact in contacts for phone in objects(contact.get("phones"))]
    found["telephone"] = phones.telephone(numbers, _country(given, house, here), told)
    held = complement(own_place, other, told)
    if languages := dict.fromkeys([*found["complement"].get("langues", ()), *held.pop("langues", ())]):
        found["complement"]["langues"] = list(languages)
    found["complement"] |= held
    if further and "complement.lieux" not in mine:
        found["complement"]["lieux"] = [_further(held, name or "", told) for held in further]


def _further(held: Object, name: str, told: Told) -> dict[str, Any]:
    location = one(held.get("location"))
    value = hours(objects(held.get("schedules")) or objects(location.get("schedules")), told)
    told.say("Sur place", text(held.get("description")))
    numbers = (line(phone.get("number")) for each in (held, location) for phone in objects(each.get("phones")))
    told.say("Autre téléphone indiqué", *numbers)
    return place.place(location, name, value, told)


def _country(given: Object, house: Object, here: Object) -> str | None:
    if is_ours(house):
        return "FR"
    return place.country(here) or country(house)


def _age(rules: list[Object], name: str) -> float | None:
    """The age that the rules agree on; several that do not are not one age."""
    found = {age for rule in rules if (age := cleaning.number(rule.get(name))) is not None}
    return found.pop() if len(found) == 1 else None


def _fees(given: Object) -> list[str]:
    return list(dict.fromkeys(sentences(given, "fees_description", "fees")))


def _costs(given: Object) -> list[str]:
    found = []
    for each in objects(given.get("cost_options")):
        amount = " ".join(filter(None, (line(each.get("amount")), (line(each.get("currency")) or "").upper())))
        price = ", ".join(filter(None, (amount, line(each.get("amount_description")))))
        first, last = line(each.get("valid_from")), line(each.get("valid_to"))
        days = " ".join(filter(None, (f"depuis {first}" if first else "", f"jusqu'au {last}" if last else "")))
        said = " : ".join(filter(None, (line(each.get("option")), price)))
        found.append(f"{said} ({days})" if days else said)
    return [each for each in found if each]


def _documents(given: Object) -> list[str]:
    found = (
        " ".join(filter(None, (text(each.get("document")), line(each.get("uri")))))
        for each in objects(given.get("required_documents"))
    )
    return list(dict.fromkeys(filter(None, found)))
