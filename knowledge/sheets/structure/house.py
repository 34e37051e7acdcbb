"""A structure and its services as one role may have them, each as a card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from knowledge.card import Card, Role, card
from knowledge.directory import Offer
from knowledge.exporters.audience import Audience, for_audience
from knowledge.model import Complement, Service, Structure
from knowledge.notes import Note

_AUDIENCES: dict[Role, Audience] = {"resident": "public", "agent": "agents"}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A structure, its own card, its services, and their cards in the same order. Nothing secret is in any of them."""

    structure: Structure
    card: Card
    offers: tuple[Offer, ...]
    cards: tuple[Card, ...]

    def keeping(self, wanted: Callable[[Offer], bool]) -> "House":
        """The same structure with only the services that are wanted."""
        kept = [place for place, offer in enumerate(self.offers) if wanted(offer)]
        return replace(self, offers=tuple(self.offers[at] for at in kept), cards=tuple(self.cards[at] for at in kept))


def house_for(
    structure: Structure,
    services: tuple[Service, ...],
    role: Role = "resident",
    notes: Mapping[str, tuple[Note, ...]] = MappingProxyType({}),
) -> House:
    """A structure with all its services, as this role may have them on paper; `notes` are those of each service, by its id.

    Paper is copied like a file: what a file leaves out (`knowledge.exporters.audience`) is left out here too, the words of a
    text that repeat a confidential address as well. All services are needed for that; choose among them afterwards.
    """
    structure, services = for_audience(structure, services, _AUDIENCES[role])
    offers = tuple(Offer(service, structure, notes.get(service.id, ())) for service in services)
    cards = tuple(card(offer, role) for offer in offers)
    secret = bool(cards) and all(each.confidential for each in cards)
    return House(
        structure=structure,
        card=card(replace(_itself(structure, secret), notes=_shared(offers)), role),
        offers=offers,
        cards=cards,
    )


def _shared(offers: tuple[Offer, ...]) -> tuple[Note, ...]:
    """What was noted of the structure, and so of each of its services."""
    return tuple(dict.fromkeys(note for offer in offers for note in offer.notes if note.whole))


def _itself(structure: Structure, secret: bool) -> Offer:
    """The structure as a service that says nothing of its own: its card is then the structure's."""
    nothing = Service(
        source=structure.source,
        id=structure.id,
        structure_id=structure.id,
        nom=structure.nom,
        date_maj=structure.date_maj,
        complement=Complement(adresse_confidentielle=secret),
    )
    return Offer(nothing, structure)
