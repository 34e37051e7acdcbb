"""Soliguide's documents: a place, its services by category, its hours as numbers, who it is for.

Source of the form: Soliguide's open source, `packages/common`. What is a draft, offline, closed for good, or for professionals
only is refused: it was not published.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import phonenumbers

from knowledge.importers import cleaning
from knowledge.importers.flat import names
from knowledge.importers.json_records import objects
from knowledge.importers.offering import paragraphs, street
from knowledge.importers.offering import record as offered
from knowledge.importers.records import Origin, Record, Rejected, Remark
from knowledge.importers.soliguide_codes import Given, category, publics, words
from knowledge.importers.soliguide_hours import closure, in_words, local_day, opening
from knowledge.importers.sources import Source

NAME = "Soliguide"

SOURCE = "soliguide"

PAGE = "https://soliguide.fr/fr/fiche/{}"
"""The public page of a place."""

_NOT_PUBLIC = {"DRAFT": "un brouillon", "OFFLINE": "hors ligne"}
_SIGNATURE = frozenset({"lieu_id", "services_all", "newhours"})
_ANOTHER = frozenset({"lieu_id", "seo_url", "entity", "position"})


def recognises(source: Source) -> bool:
    """Whether the first document is a place of Soliguide."""
    if source.kind not in ("json", "jsonl"):
        return False
    found = names(source)
    return found >= _SIGNATURE or found >= _ANOTHER


def records(source: Source) -> Iterator[Record | Rejected]:
    """A structure and its services for each place that is public. Raises InputError when the file cannot be read on."""
    for number, given in enumerate(objects(source), 1):
        origin = Origin(source.name, "enregistrement", number)
        yield _refused(origin, given) or _record(origin, given)


def _refused(origin: Origin, given: Given) -> Rejected | None:
    id, status = _id(given), cleaning.line(given.get("status", "ONLINE")) or "inconnu"
    if status == "PERMANENTLY_CLOSED":
        return Rejected(origin, "ferme_definitivement", "ce lieu est fermé définitivement", id)
    if status != "ONLINE":
        what = _NOT_PUBLIC.get(status, f"dans l'état « {status} »")
        return Rejected(origin, "non_public", f"ce lieu est {what}, il n'est pas publié", id)
    if given.get("visibility", "ALL") != "ALL":
        return Rejected(origin, "non_public", "ce lieu n'est montré qu'aux professionnels", id)
    return None


def _id(given: Given) -> str | None:
    number = cleaning.line(given.get("lieu_id"))
    return number and f"{SOURCE}--{number}"


def _record(origin: Origin, given: Given) -> Record | Rejected:
    remarks: list[Remark] = []
    entity, position, now = _part(given, "entity"), _part(given, "position"), _part(given, "tempInfos")
    zone, stops = position.get("timeZone"), _list(given.get("parcours"))
    first, others = _phones(entity)
    hours = _hours(given.get("newhours"), now, remarks)
    page = cleaning.line(given.get("seo_url"))
    house = {
        "id": _id(given),
        "source": SOURCE,
        "nom": given.get("name"),
        "date_maj": local_day(given.get("updatedAt"), zone) or local_day(given.get("createdAt"), zone),
        "lien_source": page and PAGE.format(page),
        **_where(position, moving=bool(stops)),
        "telephone": first,
        "courriel": entity.get("mail"),
        "site_web": next((entity[name] for name in ("website", "facebook", "instagram") if entity.get(name)), None),
        "horaires_accueil": hours,
        "description": paragraphs(
            given.get("description"),
            *_now(now),
            _said("horaires", _part(given, "newhours").get("description")),
            *others,
        ),
        "complement": {
            "langues": _list(given.get("languages")),
            "fermetures": [shut] if (shut := closure(now.get("closure"), zone)) else [],
            "lieux": [_stop(stop, remarks) for stop in stops if isinstance(stop, Mapping)],
            "accessibilite": _wheelchair(_part(given, "modalities")),
        },
    }
    services = [
        _service(given, service, place, house, remarks)
        for place, service in enumerate(_list(given.get("services_all")), 1)
        if isinstance(service, Mapping)
    ]
    return offered(origin, house, services, remarks)


def _service(
    given: Given, service: Given, place: int, house: Mapping[str, Any], remarks: list[Remark]
) -> dict[str, Any]:
    zone = _part(given, "position").get("timeZone")
    terms = _part(service if service.get("differentModalities") else given, "modalities")
    found = category(service.get("category"), service.get("categorie"))
    if found is None:
        code = service.get("category") or service.get("categorie")
        remarks.append(Remark("valeur_sans_correspondance", f"category : « {code} » n'est pas une catégorie connue"))
    own, full = cleaning.line(service.get("name")), _part(service, "saturated")
    who = publics(_part(service if service.get("differentPublics") else given, "publics"))
    hours = _own_hours(service, house["horaires_accueil"])
    name = found.nom if found else None
    note = cleaning.text(full.get("precision"))
    shut = closure(service.get("close"), zone)
    return {
        "id": cleaning.line(service.get("serviceObjectId")) or str(place),
        "nom": " : ".join(dict.fromkeys(filter(None, (name, own)))) or house["nom"],
        "date_maj": local_day(service.get("updatedAt"), zone) or house["date_maj"],
        "lien_source": house["lien_source"],
        "type": found.type if found else None,
        "thematiques": list(found.thematiques) if found else [],
        "description": paragraphs(
            service.get("description"),
            _said("horaires", _part(service, "hours").get("description")) if service.get("differentHours") else None,
            words()["itinerant"] if house["complement"]["lieux"] else None,
            f"{words()['affluence']}{note}" if note else None,
        ),
        "horaires_accueil": hours,
        "modes_accueil": ["en-presentiel"],
        "publics": who.get("publics"),
        "publics_precisions": who.get("publics_precisions"),
        **_terms(terms, _part(given, "stepsDone"), bool(house["telephone"])),
        "complement": {
            "age_min": who.get("age_min"),
            "age_max": who.get("age_max"),
            "fermetures": [shut] if shut else [],
            "accessibilite": _wheelchair(terms),
            "complet": _full(full, service, house),
        },
    }


def _terms(terms: Given, done: Given, phone: bool) -> dict[str, Any]:
    """How one comes in. Nothing to pay is a fact only where an editor went through the conditions and ticked no price."""
    said = words()
    ticked = {name for name in ("appointment", "inscription", "orientation") if _part(terms, name).get("checked")}
    price = _part(terms, "price")
    conditions = [said["inconditionnel"]] if terms.get("inconditionnel") else []
    for name in ("appointment", "inscription", "orientation"):
        if name in ticked:
            precise = cleaning.text(_part(terms, name).get("precisions"))
            conditions.append(f"{said[name]} : {precise}" if precise else f"{said[name]}.")
    if _part(terms, "animal").get("checked"):
        conditions.append(said["animal"])
    if other := cleaning.text(terms.get("other")):
        conditions.append(other)
    by = ["professionnels"] if "orientation" in ticked else []
    ways = (
        ["se-presenter"] if terms.get("inconditionnel") and not ticked else ["telephoner"] if ticked and phone else []
    )
    return {
        "conditions_acces": "\n".join(conditions) or None,
        "frais": "payant" if price.get("checked") else "gratuit" if done.get("conditions") else None,
        "frais_precisions": cleaning.text(price.get("precisions")),
        "modes_mobilisation": ways,
        "mobilisable_par": by or ["usagers"],
    }


def _where(position: Given, moving: bool = False) -> dict[str, Any]:
    """The address; of a service that moves, only the commune where its round begins: nobody is received there all week."""
    postcode = position.get("postalCode") or position.get("codePostal")
    town = position.get("city") or position.get("ville")
    code = cleaning.line(position.get("cityCode"))
    place = {"code_postal": postcode, "commune": town, "code_insee": code if code != cleaning.line(postcode) else None}
    if moving:
        return place
    point = _part(position, "location").get("coordinates")
    longitude, latitude = point if isinstance(point, list) and len(point) == 2 else (None, None)
    return place | {
        "adresse": street(position.get("address") or position.get("adresse"), postcode, town),
        "complement_adresse": position.get("additionalInformation") or position.get("complementAdresse"),
        "latitude": latitude,
        "longitude": longitude,
    }


def _stop(given: Given, remarks: list[Remark]) -> dict[str, Any]:
    where = _where(_part(given, "position"))
    hours = opening(given.get("hours"))
    told = None if hours else in_words(given.get("hours"))
    if told:
        remarks.append(
            Remark("horaires_illisibles", f"parcours : « {told} » ne se lit pas avec certitude, laissé de côté")
        )
    where.pop("complement_adresse")
    name = cleaning.line(given.get("description")) or where["adresse"] or where["commune"]
    return {"nom": name, **where, "horaires_accueil": hours}


def _hours(given: object, now: Given, remarks: list[Remark]) -> str | None:
    """Those of the week; while other ones hold with no end in sight, these. What is not sure goes to the checking as words."""
    other = _part(now, "hours")
    if other.get("actif") and not other.get("dateFin") and (temporary := opening(other.get("hours"))):
        remarks.append(Remark("horaires_temporaires", "les horaires temporaires en cours, sans date de fin, sont pris"))
        return temporary
    return opening(given) or in_words(given)


def _own_hours(service: Given, usual: str | None) -> str | None:
    if not service.get("differentHours"):
        return usual
    return opening(service.get("hours")) or in_words(service.get("hours"))


def _now(now: Given) -> list[str | None]:
    """What is said for a while only: a message, other hours up to a day."""
    message, other = _part(now, "message"), _part(now, "hours")
    said = None
    if message.get("actif"):
        said = " ".join(filter(None, (cleaning.text(message.get(part)) for part in ("name", "description"))))
    hours = in_words(other.get("hours")) if other.get("actif") and other.get("dateFin") else None
    until = f" ({local_day(other.get('dateFin'))})" if hours else ""
    return [_said("message", said), f"{words()['temporaires']}{hours}{until}" if hours else None]


def _full(full: Given, service: Given, house: Mapping[str, Any]) -> dict[str, Any] | None:
    if full.get("status") != "HIGH":
        return None
    return {"note_du": local_day(service.get("updatedAt")) or house["date_maj"], "auteur": words()["auteur"]}


def _phones(entity: Given) -> tuple[str | None, list[str]]:
    """The first number, then the others in words."""
    found = [phone for phone in _list(entity.get("phones")) if isinstance(phone, Mapping) and phone.get("phoneNumber")]
    others = [
        f"{words()['numero']}{' '.join(filter(None, (cleaning.line(phone.get('label')), str(phone['phoneNumber']))))}"
        for phone in found[1:]
    ]
    return (_number(found[0]) if found else None), others


def _number(phone: Given) -> str:
    """A number in international form when it is that of another country; short numbers as they are."""
    number, country = str(phone["phoneNumber"]), str(phone.get("countryCode") or "fr").upper()
    if phone.get("isSpecialPhoneNumber") or country == "FR":
        return number
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _wheelchair(terms: Given) -> dict[str, str]:
    return {"moteur": "oui"} if _part(terms, "pmr").get("checked") else {}


def _said(name: str, text: object) -> str | None:
    given = cleaning.text(text)
    return f"{words()[name]}{given}" if given else None


def _part(given: Given, name: str) -> Given:
    found = given.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
