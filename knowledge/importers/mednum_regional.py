"""Places of digital help as two regions publish them, each in columns of its own, made into places of the national standard.

What a column says by « oui » or in free text becomes the values of the standard where it leaves no doubt; the words are kept
in the description in any case. Names of persons are not read.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.importers import cleaning
from knowledge.importers.flat import Given
from knowledge.importers.mednum_codes import codes, key, values
from knowledge.importers.mednum_standard import place
from knowledge.importers.offering import made_id, paragraphs
from knowledge.importers.offering import record as offered
from knowledge.importers.records import Origin, Record, Rejected, Remark
from knowledge.importers.repairing import restored
from knowledge.text import fold

HUB_LO, PACA = "hub-lo", "mednum-paca"
"""The sources of the two regions."""

_SLASHED = re.compile(r"^(\d{4})/(\d{2})/(\d{2})")
_DAY = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|jour)s?\b")
_TIME = re.compile(r"\d\s?[hH:]")
_POSTCODES = ("c_postcode", "adresse_code_postal")
_NOTHING = frozenset({"", "-", "--", "#n/d"})
_EVERYBODY = frozenset({"tous publics", "tout public", "tout", "tous public", "tous"})
_HUB_LO_FIELDS = frozenset(
    "gid c_gid c_nom c_adresse c_postcode c_city c_telephone c_mobile c_courriel c_site_web c_acces_pmr "
    "c_materiel_info c_materiel_info_detail c_formation c_formation_detail c_accompagnement_personnel "
    "c_accompagnement_personnel_detail c_accompagnement_teletravail c_horaire_ouverture c_lat_coor1 c_long_coor1 "
    "c__edit_datemaj c_jours_semaine c_categories_espace c_raison_sociale c_varchar_public_cible".split()
)
_PACA_FIELDS = frozenset(
    "nom structure_porteuse description siret type_lieu adresse_numero adresse_rue adresse_code_postal "
    "adresse_code_insee adresse_commune latitude longitude itinerant contact_telephone contact_telephone_details "
    "contact_email contact_web contact_facebook horaires_ouverture_brut horaires_ouverture_osm public_cible "
    "modalites_accompagnement modalites_acces tarifs services labels horaires_grand_public "
    "materiels_disponibles".split()
)
_NAMING = ("nom", "adresse_numero", "adresse_rue", "adresse_code_postal", "adresse_commune")
"""What names a place, as it came: a letter found again later must not change an identifier."""

_COLUMNS = {key(name): name for name in _HUB_LO_FIELDS}


@dataclass(frozen=True, slots=True)
class Described:
    """A record in the words of the standard, and what the standard has no field for."""

    standard: dict[str, Any]
    offers: str | None = None
    """What is on offer, in the region's own words: there is a service even where no value of the standard fits."""
    public: str | None = None
    terms: str | None = None
    fees: str | None = None
    wheelchair: str | None = None
    direct: str | None = None
    """A telephone number for agents only."""


@dataclass(frozen=True, slots=True)
class Region:
    """One region's columns: by which a file is known, which are read, and what a record is in the standard."""

    signature: frozenset[str]
    fields: frozenset[str]
    described: Callable[[Given, list[Remark]], Described]

    def record(self, origin: Origin, given: Given, told: Iterable[Remark] = ()) -> Record | Rejected:
        """The structure and its service; a line that a broken text has moved aside is refused."""
        if _displaced(given):
            return Rejected(
                origin, "colonnes_decalees", "rien ne dit où elle se trouve : un texte coupé en deux a décalé la ligne"
            )
        remarks = list(told)
        found = self.described(given, remarks)
        house, service = place({name: value for name, value in found.standard.items() if value}, remarks)
        house["complement"]["accessibilite"] |= {"moteur": found.wheelchair}
        house["complement"]["telephone_direct"] = found.direct
        service["description"] = paragraphs(service["description"], found.offers)
        service["publics_precisions"] = found.public
        service["conditions_acces"] = found.terms
        service["frais_precisions"] = found.fees
        offers = service["description"] or found.standard.get("modalites_accompagnement")
        return offered(origin, house, [service] if offers else [], remarks)


def _hub_lo(given: Given, remarks: list[Remark]) -> Described:
    """A mobile number may be a mediator's own: it goes to agents only."""
    text = {name: _said(value) for name, value in given.items()}
    tables = codes()
    yes = [entry for name, entry in tables.tables["oui"].items() if fold(text.get(_COLUMNS[name]) or "") == "oui"]
    kinds = values(given.get("c_categories_espace"))
    company, public = text.get("c_raison_sociale"), text.get("c_varchar_public_cible")
    everybody = fold(public or "") in _EVERYBODY
    services = [entry["services"] for entry in yes if "services" in entry]
    services += _by_kind(kinds)
    standard = {
        "id": text.get("gid"),
        "source": HUB_LO,
        "nom": text.get("c_nom"),
        "adresse": text.get("c_adresse"),
        "code_postal": given.get("c_postcode"),
        "commune": text.get("c_city"),
        "telephone": text.get("c_telephone"),
        "courriel": text.get("c_courriel"),
        "site_web": text.get("c_site_web"),
        "latitude": given.get("c_lat_coor1"),
        "longitude": given.get("c_long_coor1"),
        "date_maj": _SLASHED.sub(r"\1-\2-\3", text.get("c__edit_datemaj") or ""),
        "horaires": _hours(text.get("c_horaire_ouverture"), values(given.get("c_jours_semaine"))),
        "structure_parente": company if fold(company or "") != fold(text.get("c_nom") or "") else None,
        "services": services,
        "modalites_accompagnement": [way for entry in yes if (way := entry.get("modalites_accompagnement"))],
        "typologie": kinds,
        "presentation_detail": _kind(kinds),
        "publics_accueillis": ["Tous publics"] if everybody else None,
    }
    return Described(
        standard,
        offers=paragraphs(
            text.get("c_formation_detail"),
            text.get("c_accompagnement_personnel_detail"),
            _told(tables.words["materiel"], text.get("c_materiel_info_detail")),
            text.get("c_accompagnement_teletravail"),
        ),
        public=None if everybody else public,
        wheelchair=text.get("c_acces_pmr"),
        direct=text.get("c_mobile"),
    )


def _paca(given: Given, remarks: list[Remark]) -> Described:
    """The file lost every letter that is not ASCII: they are found again where there is no doubt, and that is told."""
    text = {name: _mended(name, value, remarks) for name, value in given.items() if name in _PACA_FIELDS}
    words = codes().words
    kind, announced, name = text.get("type_lieu"), text.get("services"), text.get("nom")
    where = [text.get(f"adresse_{part}") for part in ("numero", "rue", "code_postal", "commune")]
    hours = [text.get(f"horaires_{part}") for part in ("grand_public", "ouverture_osm", "ouverture_brut")]
    parent, labels = text.get("structure_porteuse"), values(text.get("labels"))
    standard = {
        "id": made_id(PACA, *(given.get(one) for one in _NAMING)).removeprefix(f"{PACA}--"),
        "source": PACA,
        "nom": name,
        "adresse": " ".join(filter(None, where[:2])),
        "code_postal": where[2],
        "code_insee": text.get("adresse_code_insee"),
        "commune": where[3],
        "pivot": text.get("siret"),
        "telephone": text.get("contact_telephone") or text.get("contact_telephone_details"),
        "courriel": text.get("contact_email"),
        "site_web": text.get("contact_web") or text.get("contact_facebook"),
        "latitude": text.get("latitude"),
        "longitude": text.get("longitude"),
        "horaires": next(filter(None, hours), None),
        "structure_parente": parent if fold(parent or "") != fold(name or "") else None,
        "itinerance": ["Itinérant"] if fold(text.get("itinerant") or "") == "oui" else None,
        "services": [*_announced(announced), *_by_kind([kind or "", *labels])],
        "dispositif_programmes_nationaux": labels,
        "typologie": [kind] if kind else None,
        "presentation_detail": paragraphs(_kind([kind or ""]), text.get("description")),
    }
    return Described(
        standard,
        offers=paragraphs(
            _told(words["annonce"], announced),
            _told(words["materiel"], text.get("materiels_disponibles")),
            text.get("modalites_accompagnement"),
        ),
        public=text.get("public_cible"),
        terms=text.get("modalites_acces"),
        fees=text.get("tarifs"),
    )


def _hours(text: str | None, days: Sequence[str]) -> str | None:
    """Hours in words, with the days that a column of their own gives where the words name none.

    >>> _hours("9h-12h / 14h-17h", ["Lundi", "Mardi"]), _hours("le lundi de 9h à 12h", ["Lundi"])
    ('Lundi, Mardi : 9h-12h / 14h-17h', 'le lundi de 9h à 12h')
    """
    if not text or not days or _DAY.search(fold(text)) or not _TIME.search(text):
        return text
    return f"{', '.join(days)} : {text}"


def _kind(kinds: Iterable[str]) -> str | None:
    tables = codes()
    said = ", ".join(filter(None, (tables.tables["types"].get(key(kind), kind) for kind in kinds)))
    return _told(tables.words["type"], said)


def _by_kind(kinds: Iterable[str]) -> list[str]:
    """What a kind of place offers by definition."""
    known = codes().tables["lieux"]
    return [known[key(kind)] for kind in kinds if key(kind) in known]


def _announced(text: str | None) -> list[str]:
    """The services of the standard that a free text names without doubt; a place that names others still has a service.

    >>> _announced("Ateliers numériques, démarches administratives en ligne")
    ['Aide aux démarches administratives', 'Maîtrise des outils numériques du quotidien']
    """
    plain = f" {fold(text or '')} "
    return [service for phrase, service in codes().phrases if f" {phrase} " in plain]


def _displaced(given: Given) -> bool:
    """Both files say where each place is: without a postcode made of digits, the columns are not where they should be."""
    postcode = next((cleaning.line(given[name]) for name in _POSTCODES if name in given), None) or ""
    return not postcode.replace(" ", "").isdigit()


def _mended(name: str, value: object, remarks: list[Remark]) -> str | None:
    if (given := _said(value)) is None:
        return None
    if (found := restored(given)) != given:
        remarks.append(Remark("lettres_retablies", f"{name} : « {given} » lu « {found} »"))
    return found


def _said(value: object) -> str | None:
    text = cleaning.text(value)
    return None if text is None or text.lower() in _NOTHING else text


def _told(before: str, text: str | None) -> str | None:
    return f"{before}{text.rstrip('.')}." if text else None


REGIONS = (
    Region(frozenset({"c_nom", "c_lat_coor1", "c_long_coor1"}), _HUB_LO_FIELDS, _hub_lo),
    Region(
        frozenset({"nom", "type_lieu", "adresse_rue", "adresse_code_postal", "adresse_commune"}), _PACA_FIELDS, _paca
    ),
)
"""Centre-Val de Loire (Hub-Lo) and Provence-Alpes-Côte d'Azur."""
