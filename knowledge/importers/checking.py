"""One record as it came, made into a structure or a service that can be trusted.

The package `data-inclusion-schema` says what is valid. What is optional and not valid is left aside, and said: a service
with a wrong address of mail is still a service. What nobody could be sent to is refused: no id, no name.

Two rules hold throughout: nothing is guessed, and nothing is lost without a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from data_inclusion.schema import v1
from pydantic_core import ErrorDetails

from knowledge.errors import HoursError
from knowledge.hours import read
from knowledge.importers import cleaning, contacts
from knowledge.importers.complement import complement
from knowledge.importers.pruning import Where, pruned
from knowledge.importers.records import Refused, Remark
from knowledge.model import Service, Structure

UNKNOWN_DAY = date(2000, 1, 1)
"""The day of update of a record that gives none, or one that cannot be: the oldest that the standard admits, so that it
passes for stale and never for fresh. Neither the day of the file nor today says anything of the record."""

LONGEST_NAME, LONGEST_DESCRIPTION = 150, 10_000
"""Limits of the standard, in characters."""

HOURS_SAID = "Horaires indiqués : "
"""What introduces, in a description, opening hours that could not be read with certainty."""

_NOTED = 60
"""Characters of a value that a remark quotes."""

_SEVERAL_LINES = frozenset(
    {"description", "frais_precisions", "publics_precisions", "conditions_acces", "mobilisation_precisions"}
)
_NUMBERS = frozenset({"latitude", "longitude", "volume_horaire_hebdomadaire"})
_PAGES = frozenset({"lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"})
_CHOICES: dict[str, type[Enum]] = {"type": v1.TypeService, "frais": v1.Frais}
_CODES = {"code_postal": 5, "code_insee": 5, "siret": 14}
_LISTS: dict[str, type[Enum] | None] = {
    "reseaux_porteurs": v1.ReseauPorteur,
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "zone_eligibilite": None,
}
_KNOWN = {name: frozenset(item.value for item in codes) for name, codes in (_LISTS | _CHOICES).items() if codes}
_INSEE = re.compile(r"^(\d{2}|2[AB])\d{3}$")
STRUCTURE_FIELDS = frozenset(v1.Structure.model_fields)
SERVICE_FIELDS = frozenset(v1.Service.model_fields)


def structure(given: Mapping[str, object]) -> tuple[Structure, tuple[Remark, ...]]:
    """The structure of a record with the field names of data·inclusion v1, and what was set right or left aside.

    Raises Refused when it cannot be taken.
    """
    draft = _Draft(given, STRUCTURE_FIELDS)
    draft.fill()
    draft.describe()
    return Structure(**draft.checked(v1.Structure)), tuple(draft.remarks)


def service(given: Mapping[str, object]) -> tuple[Service, tuple[Remark, ...]]:
    """The service of a record with the field names of data·inclusion v1, and what was set right or left aside.

    Raises Refused when it cannot be taken.
    """
    draft = _Draft(given, SERVICE_FIELDS)
    draft.fill()
    house = cleaning.line(given.get("structure_id"))
    if house is None:
        raise Refused("structure_absente", "il ne dit pas de quelle structure il dépend (structure_id)", draft.id)
    draft.values["structure_id"] = house
    draft.describe(needed=True)
    return Service(**draft.checked(v1.Service)), tuple(draft.remarks)


@dataclass(slots=True)
class _Draft:
    """The values of one record, while they are put in order."""

    given: Mapping[str, object]
    fields: frozenset[str]
    values: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    hours_said: str | None = None

    @property
    def id(self) -> str | None:
        return cleaning.line(self.given.get("id"))

    def fill(self) -> None:
        """Everything but what only a service has to have."""
        if self.id is None:
            raise Refused("id_absent", "il n'a pas d'identifiant (id)")
        self.values["id"] = self.id
        self.values["nom"] = self._name()
        self.values["source"] = self._source()
        self.values["date_maj"] = self._day()
        for name in sorted(self.fields & self.given.keys()):
            if name not in self.values and self.given[name] is not None:
                self._field(name, self.given[name])
        self._phone()
        self._mail()
        self._position()
        self._hours()

    def describe(self, needed: bool = False) -> None:
        """The description, with the words of the hours that could not be read.

        A service needs one of 5 characters: its name is one, for want of better.
        """
        description = self.values.pop("description", None)
        if needed and len(description or "") < 5:
            self.note("description_absente", "description absente, remplacée par le nom")
            name = self.values["nom"]
            description = "\n\n".join(filter(None, (name if len(name) >= 5 else f"Service : {name}", description)))
        hours = f"{HOURS_SAID}{self.hours_said}" if self.hours_said else None
        description = "\n\n".join(filter(None, (description, hours)))
        if len(description) > LONGEST_DESCRIPTION:
            self.note("description_raccourcie", f"description raccourcie à {LONGEST_DESCRIPTION} caractères")
        if description:
            self.values["description"] = cleaning.shortened(description, LONGEST_DESCRIPTION)

    def checked(self, model: type[v1.Structure] | type[v1.Service]) -> dict[str, Any]:
        """The values for our dataclass, once the package finds nothing more to say."""

        def tell(where: Where, value: object, detail: ErrorDetails) -> None:
            self.note(f"{where[0]}_invalide", f"{where[0]} : {_quoted(value)} n'est pas valide, laissé de côté")

        if pruned(model, self.values, tell) is None:
            raise Refused("illisible", "rien n'a pu être lu", self.id)
        values = {name: value for name, value in self.values.items() if value is not None}
        values |= {name: tuple(sorted(set(values[name]))) for name in _LISTS if name in values}
        values["complement"] = complement(self.given.get("complement"), self.remarks)
        return values

    def note(self, code: str, message: str) -> None:
        self.remarks.append(Remark(code, message))

    def _name(self) -> str:
        name = cleaning.line(self.given.get("nom"))
        if name is None:
            raise Refused("nom_absent", "il n'a pas de nom", self.id)
        if len(name) < 3:
            raise Refused("nom_trop_court", f"son nom a moins de 3 caractères ({_quoted(name)})", self.id)
        if len(name) > LONGEST_NAME:
            self.note("nom_raccourci", f"nom raccourci à {LONGEST_NAME} caractères : {_quoted(name)}")
        return cleaning.shortened(name, LONGEST_NAME)

    def _source(self) -> str:
        if source := cleaning.line(self.given.get("source")):
            return source
        self.note("source_absente", "source absente, reprise du début de l'identifiant")
        return str(self.values["id"]).split("--")[0]

    def _day(self) -> date:
        given = self.given.get("date_maj")
        day = cleaning.day(given)
        if day is not None and UNKNOWN_DAY <= day <= date.today():  # noqa: DTZ011 — as the package itself compares
            return day
        if day is not None:
            self.note(
                "date_impossible", f"date_maj : {_quoted(given)} est dans le futur ou avant 2000, tenue pour inconnue"
            )
        elif cleaning.text(given) is None:
            self.note("date_absente", "date_maj absente, tenue pour inconnue")
        else:
            self.note("date_illisible", f"date_maj : {_quoted(given)} ne se lit pas, tenue pour inconnue")
        return UNKNOWN_DAY

    def _field(self, name: str, given: object) -> None:
        if name in _LISTS:
            self._list(name, given)
            return
        value: object
        if name in _NUMBERS:
            value = cleaning.number(given)
        elif name == "nombre_semaines":
            value = cleaning.whole(given)
        elif name in _CHOICES:
            value = self._choice(name, given)
        elif name in _CODES:
            value = self._digits(name, given)
        elif name in _PAGES:
            value = self._page(name, given)
        else:
            value = cleaning.text(given) if name in _SEVERAL_LINES else cleaning.line(given)
        if value is None and cleaning.present(given) and name not in _PAGES | _CHOICES.keys():
            self.note(f"{name}_invalide", f"{name} : {_quoted(given)} n'est pas valide, laissé de côté")
        if isinstance(value, str) and "\ufffd" in value:
            self.note("texte_abime", f"{name} : des lettres ont été perdues avant l'export ({_quoted(value)})")
        if value is not None:
            self.values[name] = value

    def _list(self, name: str, given: object) -> None:
        kept = self._known(name, given)
        if name == "publics" and len(kept) > 1 and "tous-publics" in kept:
            kept.remove("tous-publics")
            self.note(
                "tous_publics_melange", "publics : « tous-publics » ne va pas avec d'autres, les autres sont gardés"
            )
        if kept:
            self.values[name] = kept

    def _choice(self, name: str, given: object) -> str | None:
        found = self._known(name, given)
        if len(found) > 1:
            self.note("plusieurs_codes", f"{name} : une seule valeur est possible, « {found[0]} » est gardée")
        return found[0] if found else None

    def _known(self, name: str, given: object) -> list[str]:
        """The codes that the standard knows; those of places are checked later, by their form."""
        known = _KNOWN.get(name)
        found = []
        for code in cleaning.codes(given):
            if known is None or code.lower() in known:
                found.append(code.lower() if known is not None or code.lower() == "france" else code)
            else:
                self.note("code_inconnu", f"{name} : le code {_quoted(code)} n'existe pas, laissé de côté")
        return list(dict.fromkeys(found))

    def _digits(self, name: str, given: object) -> str | None:
        code = cleaning.digits(given, _CODES[name])
        if name == "code_insee" and code and not _INSEE.match(code):
            return None
        if code is not None and code != (cleaning.line(given) or "").replace(" ", ""):
            self.note("zero_retabli", f"{name} : le zéro du début de « {code} » a été rétabli")
        return code

    def _page(self, name: str, given: object) -> str | None:
        value = cleaning.line(given)
        if value is None:
            return None
        page = contacts.page(value)
        if page is None and name == "site_web" and contacts.mail(value):
            self.values.setdefault("courriel", value)
            self.note("courriel_dans_site_web", f"site_web : {_quoted(value)} est un courriel, rangé à sa place")
        elif page is None:
            self.note(f"{name}_invalide", f"{name} : {_quoted(value)} n'est pas une adresse de page, laissé de côté")
        return page

    def _phone(self) -> None:
        given = self.values.pop("telephone", None)
        if given is None:
            return
        number = contacts.phone(given, self.values.get("code_postal") or self.values.get("code_insee"))
        if number is None:
            self.note("telephone_invalide", f"telephone : {_quoted(given)} n'est pas un numéro, laissé de côté")
            return
        if contacts.several(given):
            self.note("telephone_premier", f"telephone : seul le premier numéro de {_quoted(given)} est gardé")
        self.values["telephone"] = number

    def _mail(self) -> None:
        given = self.values.pop("courriel", None)
        if given is None:
            return
        if address := contacts.mail(given):
            if len(address) < len(given.removeprefix("mailto:")):
                self.note("courriel_premier", f"courriel : seule la première adresse de {_quoted(given)} est gardée")
            self.values["courriel"] = address
        elif contacts.looks_like_page(given) and "site_web" in self.fields and "site_web" not in self.values:
            self.note("page_dans_courriel", f"courriel : {_quoted(given)} est une page, rangée dans site_web")
            self.values["site_web"] = contacts.page(given)
        else:
            self.note(
                "courriel_invalide", f"courriel : {_quoted(given)} n'est pas une adresse de courriel, laissé de côté"
            )

    def _position(self) -> None:
        latitude, longitude = self.values.pop("latitude", None), self.values.pop("longitude", None)
        if latitude is None and longitude is None:
            return
        if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.note(
                "position_invalide", "latitude et longitude : la position n'est pas sur la Terre, laissée de côté"
            )
        elif latitude == longitude == 0:
            self.note("position_nulle", "latitude et longitude : 0 et 0 ne sont pas une position, laissées de côté")
        else:
            self.values["latitude"], self.values["longitude"] = latitude, longitude

    def _hours(self) -> None:
        """Hours that cannot be read with certainty are no hours: their words go to the description."""
        given = cleaning.text(self.given.get("horaires_accueil"))
        if given is None:
            return
        try:
            read(given)
            self.values["horaires_accueil"] = given
        except HoursError as error:
            self.values.pop("horaires_accueil", None)
            self.hours_said = given
            self.note(
                "horaires_illisibles",
                f"horaires_accueil : {cleaning.line(str(error))} Gardés en clair dans la description",
            )


def _quoted(value: object) -> str:
    return f"« {cleaning.shortened(cleaning.line(value) or '', _NOTED)} »"
