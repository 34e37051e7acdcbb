"""Who asks for what, and the service that may fit."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from knowledge.directory import Offer
from knowledge.hours import Closure, Opening, opening
from knowledge.places import Commune, distance_km
from knowledge.rules.model import Query
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Profile:
    """What the answers tell of the person; ages in years, from and to, both included."""

    publics: frozenset[str] = frozenset()
    ages: tuple[tuple[float, float], ...] = ()
    disability: str | None = None
    without_car: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One search for one person, at one moment. `zone`: every code of eligibility that a resident of `commune` has."""

    query: Query
    profile: Profile
    commune: Commune | None
    zone: frozenset[str]
    home: frozenset[str]
    """The communes whose services are at home for the person; the others come in the annex."""
    language: str
    at: datetime
    timezone: str

    @property
    def position(self) -> tuple[float, float] | None:
        """Where the person lives: the point of the commune, never more precise."""
        here = self.commune
        if here is None or here.latitude is None or here.longitude is None:
            return None
        return here.latitude, here.longitude

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.query.words, *self.profile.words)


@dataclass(frozen=True)
class Candidate:
    """A service measured against a wish; what several criteria need is worked out once."""

    offer: Offer
    wish: Wish

    @cached_property
    def distance_km(self) -> float | None:
        """To the nearest place where the service is held; None where either place is unknown."""
        here = self.wish.position
        if here is None:
            return None
        return min((distance_km(here, point) for point in self._points), default=None)

    @cached_property
    def opening(self) -> Opening:
        closures = [
            Closure(closed.debut, closed.fin)
            for closed in (*self.offer.service.complement.fermetures, *self.offer.structure.complement.fermetures)
        ]
        hours = self.offer.service.horaires_accueil or self.offer.structure.horaires_accueil
        return opening(hours, self.wish.at, closures, timezone=self.wish.timezone)

    @cached_property
    def communes(self) -> frozenset[str]:
        """INSEE codes of the places where it is held; none where it is reached at a distance or unknown."""
        own = self.offer.service.code_insee or self.offer.structure.code_insee
        codes = (own, *(place.code_insee for place in self.offer.service.complement.lieux))
        return frozenset(code for code in codes if code)

    @cached_property
    def name(self) -> str:
        return fold(f"{self.offer.service.nom} {self.offer.structure.nom}")

    @cached_property
    def description(self) -> str:
        return fold(self.offer.service.description or "")

    @property
    def zone(self) -> frozenset[str]:
        """The service's zone of eligibility; empty where it is not known."""
        return frozenset(self.offer.service.zone_eligibilite)

    @property
    def covers(self) -> bool:
        """Whether the person's place of residence is known to be eligible."""
        return not self.zone.isdisjoint(self.wish.zone)

    @property
    def at_home(self) -> bool:
        """Held where the person lives, or eligible from there, or at a distance: the first list; otherwise the annex."""
        if not self.communes or "a-distance" in self.offer.service.modes_accueil:
            return True
        return self.covers or not self.communes.isdisjoint(self.wish.home)

    @property
    def _points(self) -> tuple[tuple[float, float], ...]:
        service, structure = self.offer.service, self.offer.structure
        here = service if service.latitude is not None else structure
        found = [(here.latitude, here.longitude)]
        found += [(place.latitude, place.longitude) for place in service.complement.lieux]
        return tuple((lat, lon) for lat, lon in found if lat is not None and lon is not None)
