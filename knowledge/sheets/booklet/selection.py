"""Which services a booklet holds: those of a commune, of a theme, for a public, or all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from knowledge.card import Role
from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.model import Service, Structure
from knowledge.places import Places
from knowledge.sheets.booklet.troubles import BookletTooLong
from knowledge.sheets.structure import House, house_for
from knowledge.sheets.structure.themes import of_theme

_COUNTRY = frozenset({"france", "99100"})
EVERYBODY = "tous-publics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to keep; each criterion given must hold. Nothing given: the whole directory."""

    communes: frozenset[str] = frozenset()
    """INSEE codes of one commune: its own and those of its arrondissements."""
    zone: frozenset[str] = frozenset()
    """Every code of eligibility that its residents fall under (`Places.zone`)."""
    theme: str = ""
    """A theme of data·inclusion v1, or a whole category."""
    public: str = ""

    @classmethod
    def of(cls, places: Places, commune: str, *, theme: str = "", public: str = "") -> "Wanted":
        """What serves the residents of a commune, by its INSEE code."""
        communes = frozenset({commune, *places.arrondissements(commune)})
        zone = frozenset(code for each in communes for code in places.zone(each))
        return cls(communes=communes, zone=zone, theme=theme, public=public)

    def serves(self, offer: Offer) -> bool:
        """Whether a service is of use to a resident of the commune.

        It is when it is held there, or when its zone of eligibility names the commune or what it is a part of. A service for the
        whole country is, when it is reached at a distance or is held nowhere: a door at the other end of France is not.
        """
        if not self.communes:
            return True
        door = Door(offer)
        if not self.communes.isdisjoint(door.communes):
            return True
        zone = frozenset(offer.service.zone_eligibilite)
        if not (zone - _COUNTRY).isdisjoint(self.zone - _COUNTRY):
            return True
        remote = "a-distance" in offer.service.modes_accueil or not door.communes
        return remote and not zone.isdisjoint(_COUNTRY)

    def suits(self, offer: Offer) -> bool:
        """Whether a service is of the theme and for the public."""
        service = offer.service
        if self.theme and not any(of_theme(theme, self.theme) for theme in service.thematiques):
            return False
        return not self.public or not {self.public, EVERYBODY}.isdisjoint(service.publics)

    def keeps_empty(self, house: House) -> bool:
        """Whether a structure without any service is kept: only where no service is asked for."""
        if house.offers or self.theme or self.public:
            return False
        return not self.communes or house.structure.code_insee in self.communes


@dataclass(slots=True)
class Selection:
    """The structures to print with the services that are wanted, as a role may have them; read once.

    What is secret is left out before anything is chosen: that a structure stands in the booklet of a commune tells nothing of
    an address that must stay secret. `tell` hears how many structures were looked at.
    """

    entries: Iterable[tuple[Structure, tuple[Service, ...]]]
    wanted: Wanted = Wanted()
    role: Role = "resident"
    tell: Callable[[int], None] | None = None
    unplaced: int = 0
    """Services left out of the booklet of a commune, neither their place nor their zone being known; right when all is read."""

    def __iter__(self) -> Iterator[House]:
        for number, (structure, services) in enumerate(self.entries, 1):
            house = house_for(structure, services, self.role)
            if self.tell:
                self.tell(number)
            if house.offers:
                house = house.keeping(self._keeps)
                if house.offers:
                    yield house
            elif self.wanted.keeps_empty(house):
                yield house

    def _keeps(self, offer: Offer) -> bool:
        if not self.wanted.suits(offer):
            return False
        if self.wanted.serves(offer):
            return True
        self.unplaced += not (Door(offer).communes or offer.service.zone_eligibilite)
        return False


def within(houses: Iterable[House], most: int) -> Iterator[House]:
    """The same structures. Raises BookletTooLong as soon as they have more than `most` services, before they fill the memory."""
    count = 0
    for house in houses:
        count += max(1, len(house.cards))
        if count > most:
            raise BookletTooLong(f"more than {most} services")
        yield house
