"""Who asks for what, and the service that may fit."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.hours import Closure, Opening, opening, timezone_of
from knowledge.model import Place
from knowledge.places import Commune, Places, distance_km
from knowledge.ranking.speech import Speech
from knowledge.rules.model import Query
from knowledge.text import words

COUNTRY = frozenset({"france", "99100"})
"""How data·inclusion v1 writes a service open to all of France: the word, and the code of the country."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the answers tell of the person; ages in years, from and to, both included."""

    publics: frozenset[str] = frozenset()
    ages: tuple[tuple[float, float], ...] = ()
    for_child: bool = False
    """The ages are those of a child, and the person who asks is an adult."""
    disability: str | None = None
    without_car: bool = False
    words: tuple[str, ...] = ()
    """What the person looks for, in the words of the answers chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One search for one person, at one moment."""

    query: Query
    profile: Profile
    title: str = ""
    """What the step is about, as the rules word it in French."""
    here: Commune | None
    """Where to look: where the person lives, else the heart of the territory."""
    resident: bool
    """Whether the person is known to live `here`."""
    zone: frozenset[str]
    """Every code of eligibility that a resident of `here` falls under."""
    home: frozenset[str]
    """The communes whose services are at home for the person; the others come in the annex."""
    places: Places
    language: str
    at: datetime
    timezone: str
    urgent: bool = False
    """To be done today: a door that opens tomorrow is of less use."""
    professional: bool = False
    """Asked by an agent, who may use what residents may not use alone."""

    @property
    def day(self) -> date:
        """Today, where the doors are."""
        return self.at.astimezone(ZoneInfo(self.timezone)).date()


@dataclass(frozen=True)
class Candidate:
    """A service measured against a wish; what several criteria need is worked out once."""

    offer: Offer
    wish: Wish

    @cached_property
    def door(self) -> Door:
        return Door(self.offer)

    @cached_property
    def speech(self) -> Speech:
        return Speech(self.offer)

    @cached_property
    def distance_km(self) -> float | None:
        """From the centre of `here` to the nearest place where the service is held, when both positions are known."""
        here = self.wish.here
        if here is None or here.position is None or here.approximate:
            return None
        return min((distance_km(here.position, point) for point in self.door.points), default=None)

    @cached_property
    def nearest_place(self) -> Place | None:
        """The other place where the service is held, when it is nearer than its own address."""
        here, own = self.wish.here, self.door.point
        if here is None or here.position is None or here.approximate or own is None:
            return None
        away = distance_km(here.position, own)
        for place in self.door.places:
            if place.latitude is not None and place.longitude is not None:
                point = (place.latitude, place.longitude)
                if distance_km(here.position, point) == self.distance_km and self.distance_km < away:
                    return place
        return None

    @cached_property
    def roughly_km(self) -> float | None:
        """The same, a place whose position is not known being taken for the centre of its commune."""
        here = self.wish.here.position if self.wish.here else None
        if here is None:
            return None
        centres = (commune.position for code in self.door.communes if (commune := self.wish.places.commune(code)))
        points = self.door.points or tuple(centre for centre in centres if centre)
        return min((distance_km(here, point) for point in points), default=None)

    @cached_property
    def opening(self) -> Opening:
        """Open or closed now; the clock and the public holidays are those of the département where it is held."""
        closures = [Closure(closed.debut, closed.fin) for closed in self.door.closures]
        town = self.door.code_insee or (self.wish.here.code if self.wish.here else None)
        own = _departement(self.door.code_insee)
        zone = timezone_of(own) if own else self.wish.timezone
        return opening(self.door.hours, self.wish.at, closures, timezone=zone, departement=_departement(town))

    @property
    def reopens_today(self) -> bool:
        again = self.opening.reopens
        return again is not None and again.date() == self.wish.at.astimezone(again.tzinfo).date()

    @property
    def shut(self) -> bool:
        """Closed today for a time: works, holidays."""
        day = self.wish.day
        return any((shut.debut or day) <= day <= (shut.fin or day) for shut in self.door.closures)

    @property
    def zone(self) -> frozenset[str]:
        """The service's zone of eligibility; empty where it is not known."""
        return frozenset(self.offer.service.zone_eligibilite)

    @property
    def covers(self) -> bool:
        """Whether who lives `here` is known to be eligible."""
        return not self.zone.isdisjoint(self.wish.zone)

    @property
    def remote(self) -> bool:
        return "a-distance" in self.offer.service.modes_accueil

    @property
    def at_home(self) -> bool:
        """Held where the person lives, or eligible from there, or at a distance: the first list; otherwise the annex."""
        return self.covers or self.remote or not self.door.communes or any(map(self._is_home, self.door.communes))

    @property
    def elsewhere(self) -> bool:
        """Known to be for the residents of other communes.

        A CCAS whose zone is not given acts for who lives in its commune (Code de l'action sociale et des familles, L123-5).
        """
        if self.wish.here is None:
            return False
        if self.zone:
            return not self.covers
        house = self.offer.structure
        alone = "ccas-cias" in house.reseaux_porteurs and _INTERCOMMUNAL.isdisjoint(words(house.nom))
        return alone and not self.at_home

    @property
    def fits_age(self) -> bool:
        """False when every age of the person lies outside what the service takes.

        A service for adults is no misfit for who asks about a child: it is for the parent.
        """
        taken, ages = self.door.ages, self.wish.profile.ages
        if taken is None or not ages or (self.wish.profile.for_child and taken[0] >= ADULT):
            return True
        return any(first <= taken[1] and last >= taken[0] for first, last in ages)

    @property
    def for_professionals(self) -> bool:
        """Whether only a professional may ask for it."""
        return self.offer.service.mobilisable_par == ("professionnels",)

    def _is_home(self, code: str) -> bool:
        commune = self.wish.places.commune(code)
        return code in self.wish.home or (commune is not None and commune.parent in self.wish.home)


_INTERCOMMUNAL = frozenset({"cias", "intercommunal"})

ADULT = 16
"""Years from which services for adults take people: end of compulsory schooling (Code de l'éducation, L131-1)."""


def _departement(code_insee: str | None) -> str | None:
    """The first two characters of an INSEE code, overseas the first three.

    >>> _departement("67482"), _departement("97411"), _departement("2A004")
    ('67', '974', '2A')
    """
    if code_insee is None:
        return None
    return code_insee[:3] if code_insee.startswith(("97", "98")) else code_insee[:2]
