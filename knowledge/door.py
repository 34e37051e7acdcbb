"""A service as somebody meets it: what it leaves out is its structure's, and a place that must stay secret is in no answer."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.directory import Offer
from knowledge.importers.checking import UNKNOWN_DAY
from knowledge.model import Accessibility, Closed, Full, Place, Service, Structure
from knowledge.notes import Note, longest
from knowledge.text import fold

OLDEST = 130.0
"""The age, in years, of a service that says no upper one."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True)
class Door:
    """An offer, with the rule of the complement applied: « what a service leaves out is its structure's »."""

    offer: Offer

    @cached_property
    def secret(self) -> bool:
        """Whether the service or its structure hides its address: then no address, place, position or transport is given."""
        return (
            self.offer.service.complement.adresse_confidentielle
            or self.offer.structure.complement.adresse_confidentielle
        )

    @property
    def address(self) -> str | None:
        """Street, postcode and town on one line."""
        if self.secret:
            return None
        service, house = self.offer.service, self.offer.structure
        street = house if self._housed and not service.adresse else service
        postcode = service.code_postal or (house.code_postal if self._housed else None)
        town = " ".join(part for part in (postcode, self.commune) if part)
        return ", ".join(part for part in (street.adresse, street.complement_adresse, town) if part) or None

    @property
    def commune(self) -> str | None:
        if self.secret:
            return None
        return self.offer.service.commune or (self.offer.structure.commune if self._housed else None)

    @property
    def code_insee(self) -> str | None:
        """Of the address; other places have their own."""
        if self.secret:
            return None
        return self.offer.service.code_insee or (self.offer.structure.code_insee if self._housed else None)

    @property
    def point(self) -> Point | None:
        """Where the address lies. The position of the structure is not that of a service at another address."""
        if self.secret:
            return None
        found = _point(self.offer.service)
        return _point(self.offer.structure) if found is None and self._housed else found

    @property
    def places(self) -> tuple[Place, ...]:
        """The other places where it is held."""
        if self.secret:
            return ()
        return self.offer.service.complement.lieux or self.offer.structure.complement.lieux

    @property
    def points(self) -> tuple[Point, ...]:
        """Every place where it is held and whose position is known."""
        return tuple(point for point in (self.point, *map(_point, self.places)) if point)

    @cached_property
    def communes(self) -> frozenset[str]:
        """INSEE codes of every place where it is held."""
        return frozenset(code for code in (self.code_insee, *(place.code_insee for place in self.places)) if code)

    @property
    def transport(self) -> str | None:
        if self.secret:
            return None
        house = self.offer.structure.complement.transports if self._housed else None
        return self.offer.service.complement.transports or house

    @property
    def telephone(self) -> str | None:
        return self.offer.service.telephone or self.offer.structure.telephone

    @property
    def hours(self) -> str | None:
        return self.offer.service.horaires_accueil or self.offer.structure.horaires_accueil

    def notes(self, day: date) -> tuple[Note, ...]:
        """What was noted since the directory was built, and holds on this day."""
        return tuple(note for note in self.offer.notes if note.holds(day))

    @property
    def closures(self) -> tuple[Closed, ...]:
        """Of the directory, then those that were noted since."""
        noted = (Closed(fin=note.until) for note in self.offer.notes if note.kind == "ferme")
        return (*self.offer.service.complement.fermetures, *self.offer.structure.complement.fermetures, *noted)

    def full(self, day: date) -> Full | None:
        """What says that there is no room on this day: a note, whose author it never names; else the directory."""
        if note := longest(self.notes(day), "complet"):
            return Full(jusquau=note.until, note_du=note.noted_at.date(), auteur="")
        said = (self.offer.service.complement.complet, self.offer.structure.complement.complet)
        return next((each for each in said if each and (each.jusquau is None or each.jusquau >= day)), None)

    def unanswered(self, day: date) -> Note | None:
        """The note that says that the telephone does not answer."""
        return longest(self.notes(day), "injoignable")

    @property
    def ages(self) -> tuple[float, float] | None:
        """From and to, both included, in years; None when it says nothing of age."""
        own, house = self.offer.service.complement, self.offer.structure.complement
        said = own if own.age_min is not None or own.age_max is not None else house
        if said.age_min is None and said.age_max is None:
            return None
        return said.age_min or 0.0, OLDEST if said.age_max is None else said.age_max

    @property
    def languages(self) -> tuple[str, ...]:
        return self.offer.service.complement.langues or self.offer.structure.complement.langues

    @property
    def documents(self) -> tuple[str, ...]:
        return self.offer.service.complement.documents or self.offer.structure.complement.documents

    @cached_property
    def accessibility(self) -> Accessibility:
        """Disability by disability: what is said of the service, else of the structure."""
        own, house = self.offer.service.complement.accessibilite, self.offer.structure.complement.accessibilite
        return Accessibility(
            moteur=own.moteur or house.moteur,
            visuel=own.visuel or house.visuel,
            auditif=own.auditif or house.auditif,
            mental=own.mental or house.mental,
            precisions=own.precisions or house.precisions,
        )

    @property
    def verified_on(self) -> date | None:
        """The day somebody last verified it, else the day of its last change; None when neither is known."""
        own, house = self.offer.service.complement, self.offer.structure.complement
        if verified := own.verifie_le or house.verifie_le:
            return verified
        changed = self.offer.service.date_maj
        return None if changed == UNKNOWN_DAY else changed

    @property
    def verified_by(self) -> str | None:
        own, house = self.offer.service.complement, self.offer.structure.complement
        return own.verifie_par if own.verifie_le else house.verifie_par if house.verifie_le else None

    @cached_property
    def _housed(self) -> bool:
        """Whether the service is held at its structure's address, as far as is known."""
        service, house = self.offer.service, self.offer.structure
        if service.code_insee and house.code_insee:
            return service.code_insee == house.code_insee and _alike(service.adresse, house.adresse)
        return _alike(service.commune, house.commune) and _alike(service.adresse, house.adresse)


def _alike(one: str | None, other: str | None) -> bool:
    return not one or not other or fold(one) == fold(other)


def _point(place: Service | Structure | Place) -> Point | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)
