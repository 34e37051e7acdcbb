"""One record as it came, made into a structure or a service that can be trusted.

The package `data-inclusion-schema` says what is valid. What is optional and not valid is left aside, and said: a service
with a wrong address of mail is still a service. What nobody could be sent to is refused: no id, no name.

Two rules hold throughout: nothing is guessed, and nothing is lost without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data_inclusion.schema import v1
from pydantic_core import ErrorDetails

from knowledge.errors import HoursError
from knowledge.hours import from_french, read
from knowledge.importers import cleaning, contacts, values
from knowledge.importers.complement import complement
from knowledge.importers.markup import plain
from knowledge.importers.pruning import Where, pruned
from knowledge.importers.records import Refused, Remark
from knowledge.importers.values import quoted
from knowledge.model import Service, Structure

UNKNOWN_DAY = date(2000, 1, 1)
"""The day of update of a record that gives none, or one that cannot be: the oldest that the standard admits, so that it
passes for stale and never for fresh. Neither the day of the file nor today says anything of the record."""

LONGEST_NAME, LONGEST_DESCRIPTION = 150, 10_000
"""Limits of the standard, in characters."""

HOURS_SAID = "Horaires indiqués : "
"""What introduces, in a description, opening hours that could not be read with certainty."""

STRUCTURE_FIELDS = frozenset(v1.Structure.model_fields)
SERVICE_FIELDS = frozenset(v1.Service.model_fields)

_APART = frozenset({"id", "nom", "source", "date_maj", "horaires_accueil", "telephone", "courriel", "structure_id"})
"""Fields that are not read by themselves."""


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
        if (id := self.id) is None:
            raise Refused("id_absent", "il n'a pas d'identifiant (id)")
        self.values["id"] = id
        self.values["nom"] = self._name()
        self.values["source"] = self._source()
        self.values["date_maj"] = self._day()
        for name, given in self.given.items():
            if given is not None and name in self.fields and name not in _APART:
                found = values.value(name, given, self.note)
                if found is not None:
                    self.values[name] = found
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
            name = plain(self.values["nom"])
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
            self.note(f"{where[0]}_invalide", f"{where[0]} : {quoted(value)} n'est pas valide, laissé de côté")

        if pruned(model, self.values, tell) is None:
            raise Refused("illisible", "rien n'a pu être lu", self.id)
        found = {name: value for name, value in self.values.items() if value is not None}
        found |= {name: tuple(sorted(set(found[name]))) for name in values.LISTS & found.keys()}
        if (ours := self.given.get("complement")) is not None:
            found["complement"] = complement(ours, self.remarks)
        return found

    def note(self, code: str, message: str) -> None:
        self.remarks.append(Remark(code, message))

    def _name(self) -> str:
        name = cleaning.line(values.value("nom", self.given.get("nom"), self.note))
        if name is None:
            cause = self.remarks[0].message if self.remarks else "il n'a pas de nom"
            raise Refused("nom_absent", cause, self.id)
        if len(name) < 3:
            raise Refused("nom_trop_court", f"son nom a moins de 3 caractères ({quoted(name)})", self.id)
        if len(name) > LONGEST_NAME:
            self.note("nom_raccourci", f"nom raccourci à {LONGEST_NAME} caractères : {quoted(name)}")
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
                "date_impossible", f"date_maj : {quoted(given)} est dans le futur ou avant 2000, tenue pour inconnue"
            )
        elif cleaning.text(given) is None:
            self.note("date_absente", "date_maj absente, tenue pour inconnue")
        else:
            self.note("date_illisible", f"date_maj : {quoted(given)} ne se lit pas, tenue pour inconnue")
        return UNKNOWN_DAY

    def _phone(self) -> None:
        given = self.given.get("telephone")
        if (written := cleaning.line(given)) is None:
            if cleaning.present(given):
                self.note("telephone_invalide", "telephone : ce n'est pas un texte, laissé de côté")
            return
        number = contacts.phone(written, self.values.get("code_postal") or self.values.get("code_insee"))
        if number is None:
            self.note("telephone_invalide", f"telephone : {quoted(written)} n'est pas un numéro, laissé de côté")
            return
        if contacts.several(written):
            self.note("telephone_premier", f"telephone : seul le premier numéro de {quoted(written)} est gardé")
        self.values["telephone"] = number

    def _mail(self) -> None:
        """An address of mail, where it was written: in its own field, or in that of the page."""
        given = cleaning.line(self.given.get("courriel"))
        page = cleaning.line(self.given.get("site_web")) if "site_web" in self.fields else None
        if page and "site_web" not in self.values and contacts.mail(page):
            self.note("courriel_dans_site_web", f"site_web : {quoted(page)} est un courriel, rangé à sa place")
            given = given or page
        if given is None:
            return
        if address := contacts.mail(given):
            if len(address) < len(given.removeprefix("mailto:")):
                self.note("courriel_premier", f"courriel : seule la première adresse de {quoted(given)} est gardée")
            self.values["courriel"] = address
        elif contacts.looks_like_page(given) and "site_web" in self.fields and "site_web" not in self.values:
            self.note("page_dans_courriel", f"courriel : {quoted(given)} est une page, rangée dans site_web")
            self.values["site_web"] = contacts.page(given)
        else:
            self.note(
                "courriel_invalide", f"courriel : {quoted(given)} n'est pas une adresse de courriel, laissé de côté"
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
        """Hours in words are converted where that is certain; those that are not are no hours: their words are kept."""
        given = cleaning.text(self.given.get("horaires_accueil"))
        if given is None:
            return
        try:
            read(given)
            self.values["horaires_accueil"] = given
        except HoursError as error:
            bare = plain(given)
            if converted := from_french(given):
                self.values["horaires_accueil"] = converted
                told = f"horaires_accueil : {quoted(bare)} est devenu « {converted} »"
                self.note("horaires_convertis", told)
                return
            self.hours_said = bare
            self.note(
                "horaires_illisibles",
                f"horaires_accueil : {cleaning.line(str(error))} Gardés en clair dans la description",
            )
