"""A place of the national standard « lieux de médiation numérique », in its form of 2022 or in the present one.

Source: schema.data.gouv.fr, LaMednum/standard-mediation-num, versions 0.x (`conditions_acces`, `publics_accueillis`,
`labels_nationaux`) and 1.x (`frais_a_charge`, `publics_specifiquement_adresses`, `dispositif_programmes_nationaux`).
"""

import re
from collections.abc import Iterable
from typing import Any

from knowledge.importers import cleaning
from knowledge.importers.flat import Given
from knowledge.importers.mednum_codes import Codes, Named, codes, key, unknown, values
from knowledge.importers.offering import paragraphs, slugged, street
from knowledge.importers.offering import record as offered
from knowledge.importers.records import Origin, Record, Rejected, Remark

SOURCE = "mediation-numerique"
"""Where a place that names no source comes from."""

FIELDS = frozenset(
    "id pivot nom commune code_postal code_insee adresse complement_adresse latitude longitude typologie telephone "
    "courriel courriels site_web horaires presentation_resume presentation_detail source itinerance structure_parente "
    "date_maj services publics_accueillis publics_specifiquement_adresses prise_en_charge_specifique conditions_acces "
    "conditions_access frais_a_charge labels_nationaux labels_autres dispositif_programmes_nationaux formations_labels "
    "autres_formations_labels modalites_acces modalite_acces modalites_accompagnement accessibilite fiche_acces_libre "
    "prise_rdv cle_ban".split()
)
"""Every field of both forms; the key of the national address base says nothing that the address does not."""

SIGNATURES = (
    frozenset({"id", "nom", "services", "pivot"}),
    frozenset({"id", "nom", "services", "labels_nationaux"}),
    frozenset({"id", "nom", "services", "modalites_accompagnement"}),
    frozenset({"id", "nom", "services", "frais_a_charge"}),
)
"""Fields by which a file is known; each of the last three stands in for `pivot`, which is often left out of JSON."""

_BY_HAND = ("presentation_resume", "presentation_detail")
_TYPES = ("accompagnement", "atelier", "aide-materielle")
_PAGES = re.compile(r"[;|]|,(?=\s*(?:https?:|www\.))")
_LABELS = ("labels_nationaux", "dispositif_programmes_nationaux")
_OTHER_LABELS = ("labels_autres", "formations_labels", "autres_formations_labels")


def record(origin: Origin, given: Given, told: Iterable[Remark] = ()) -> Record | Rejected:
    """The structure of a place, and one service where it says what it offers.

    One service and not one a theme: fees, hours and public are said of the place as a whole. Nobody's name is read.
    """
    remarks = list(told)
    house, service = place(given, remarks)
    return offered(origin, house, [service] if values(given.get("services")) else [], remarks)


def place(given: Given, remarks: list[Remark]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the structure, and those of its service, of a record with the fields of the standard."""
    tables = codes()
    house = _house(given, tables, remarks)
    return house, _service(given, house, tables, remarks)


def _house(given: Given, tables: Codes, remarks: list[Remark]) -> dict[str, Any]:
    words = tables.words
    source = slugged(cleaning.line(given.get("source"))) or SOURCE
    id = cleaning.line(given.get("id"))
    labels = [value for name in _LABELS for value in values(given.get(name))]
    networks, others = _networks(labels, values(given.get("typologie")), tables)
    others += [value for name in _OTHER_LABELS for value in values(given.get(name))]
    parent = cleaning.line(given.get("structure_parente"))
    return {
        **{name: given.get(name) for name in ("nom", "commune", "code_postal", "code_insee")},
        "adresse": street(given.get("adresse"), given.get("code_postal"), given.get("commune")),
        **{name: given.get(name) for name in ("complement_adresse", "latitude", "longitude", "telephone", "date_maj")},
        "id": id and f"{source}--{id}",
        "source": source,
        "siret": _siret(given.get("pivot"), remarks),
        "courriel": given.get("courriels") or given.get("courriel"),
        "site_web": _first_page(given.get("site_web"), remarks),
        "accessibilite_lieu": given.get("fiche_acces_libre") or given.get("accessibilite"),
        "horaires_accueil": given.get("horaires"),
        "reseaux_porteurs": networks,
        "description": paragraphs(
            *_presentation(given),
            parent and f"{words['porteur']}{parent}.",
            f"{words['reseau']}{', '.join(dict.fromkeys(others))}." if others else None,
            words["itinerant"] if _moves(given) else None,
        ),
        "complement": _needs(given, tables, remarks),
    }


def _service(given: Given, house: dict[str, Any], tables: Codes, remarks: list[Remark]) -> dict[str, Any]:
    words = tables.words
    listed = values(given.get("services"))
    named = Named()
    for value in listed:
        if offer := tables.services.get(key(value)):
            named.take(offer)
        else:
            remarks.append(unknown("services", value))
    ways = values(given.get("modalites_accompagnement"))
    entries = tables.found("accompagnement", ways, remarks)
    kinds = {entry["type"] for entry in entries}
    doors = tables.found("acces", values(given.get("modalites_acces") or given.get("modalite_acces")), remarks)
    closed = any("sans_public" in door for door in doors)
    places = {entry["modes_accueil"] for entry in entries} or {"en-presentiel"}
    appointment = _first_page(given.get("prise_rdv"), remarks)
    moves = [door["modes_mobilisation"] for door in doors if "modes_mobilisation" in door]
    return {
        "id": words["id"],
        "nom": ": ".join(filter(None, (f"{words['nom']} " if named.words else words["nom"], ", ".join(named.words)))),
        "description": paragraphs(
            f"{words['propose']}{_listed(listed)}." if listed else None,
            f"{words['accompagnement']}{_listed(said)}." if (said := _ways(ways, tables)) else None,
            words["itinerant"] if _moves(given) else None,
        ),
        "type": next((kind for kind in _TYPES if kind in kinds), None),
        "thematiques": named.thematiques,
        "modes_accueil": sorted(places - {"en-presentiel"} if closed else places),
        "conditions_acces": words["sans_public"] if closed else None,
        "modes_mobilisation": [*moves, *(["utiliser-lien-mobilisation"] if appointment else [])],
        "mobilisable_par": [door["mobilisable_par"] for door in doors if "mobilisable_par" in door],
        "lien_mobilisation": appointment,
        "horaires_accueil": house["horaires_accueil"],
        **_fees(given, tables, remarks),
        **_publics(given, tables, remarks),
    }


def _fees(given: Given, tables: Codes, remarks: list[Remark]) -> dict[str, Any]:
    listed = values(given.get("frais_a_charge") or given.get("conditions_acces") or given.get("conditions_access"))
    found = set(tables.found("frais", listed, remarks))
    # Free for some and paid by others has no code: only the words are true of both.
    sure = next(iter(found)) if len(found) == 1 else None
    return {"frais": sure or None, "frais_precisions": None if sure == "gratuit" else "\n".join(listed) or None}


def _publics(given: Given, tables: Codes, remarks: list[Remark]) -> dict[str, Any]:
    """Without any, the present form means everybody, as its text says; that of 2022 says nothing.

    A public that the place can also receive (a disability, a language) does not reserve it for them: see `_needs`.
    """
    if "publics_specifiquement_adresses" in given:
        listed = values(given["publics_specifiquement_adresses"])
        return {"publics": tables.found("publics", listed, remarks) if listed else ["tous-publics"]}
    listed = tuple(
        value for value in values(given.get("publics_accueillis")) if key(value) not in tables.tables["besoins"]
    )
    keys = set(map(key, listed))
    if keys >= tables.everybody:
        return {"publics": ["tous-publics"]}
    if keys & tables.adults:
        return {"publics_precisions": ", ".join(listed)}
    return {"publics": tables.found("publics", listed, remarks)}


def _needs(given: Given, tables: Codes, remarks: list[Remark]) -> dict[str, Any]:
    known = tables.tables["besoins"]
    stated = values(given.get("prise_en_charge_specifique"))
    found = tables.found("besoins", stated, remarks)
    found += [known[key(value)] for value in values(given.get("publics_accueillis")) if key(value) in known]
    languages = [entry["langue"] for entry in found if "langue" in entry]
    access = {entry["accessibilite"]: "oui" for entry in found if "accessibilite" in entry}
    if stated:
        access["precisions"] = f"{tables.words['besoins']}{', '.join(stated)}."
    return {"langues": ["fr", *languages] if languages else [], "accessibilite": access}


def _networks(labels: Iterable[str], kinds: Iterable[str], tables: Codes) -> tuple[list[str], list[str]]:
    """Codes of networks, and the labels that have none; a kind of structure that is no network is not said again."""
    known = tables.tables["reseaux"]
    labels = list(labels)
    found = [code for value in [*labels, *kinds] if (code := known.get(key(value)))]
    return list(dict.fromkeys(found)), [label for label in labels if not known.get(key(label))]


def _siret(given: object, remarks: list[Remark]) -> str | None:
    """The number of an establishment; fourteen zeros stand for none, and a number of association is not one."""
    pivot = (cleaning.line(given) or "").replace(" ", "")
    if not pivot.strip("0"):
        return None
    if not pivot.isdigit():
        remarks.append(Remark("pivot_sans_siret", f"pivot : « {pivot} » n'est pas un SIRET, laissé de côté"))
        return None
    return pivot


def _first_page(given: object, remarks: list[Remark]) -> str | None:
    pages = [page for part in _PAGES.split(cleaning.text(given) or "") if (page := cleaning.line(part))]
    if len(pages) > 1:
        remarks.append(Remark("page_premiere", f"site_web : seule la première de {len(pages)} adresses est gardée"))
    return pages[0] if pages else None


def _presentation(given: Given) -> list[str | None]:
    """The short text and the long one; once when one begins the other."""
    short, long = (cleaning.text(given.get(name)) for name in _BY_HAND)
    return [long] if short and long and long.startswith(short.rstrip(" .…")) else [short, long]


def _moves(given: Given) -> bool:
    return "itinerant" in map(key, values(given.get("itinerance")))


def _ways(given: Iterable[str], tables: Codes) -> list[str]:
    """How one is helped, said to the person; a way that is not known, in its own words."""
    known = tables.tables["accompagnement"]
    said = (known[key(value)]["dire"] if key(value) in known else value for value in given)
    return list(dict.fromkeys(said))


def _listed(parts: Iterable[str]) -> str:
    """Values as the middle of a sentence.

    >>> _listed(["Se présenter", "Téléphoner"])
    'se présenter, téléphoner'
    """
    return ", ".join(part[:1].lower() + part[1:] for part in map(str.strip, parts))
