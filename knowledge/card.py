"""What may be shown of a service: one card, made for the role of who looks.

Everything that leaves the directory passes here: screens, sheets, exports. A confidential address is in no card; what is
for agents only is in an agent's card, and so is who noted something.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.model import Accessibility, Closed, Full, Place
from knowledge.notes import Note, longest
from knowledge.phones import dialled, spoken
from knowledge.secrecy import ON_SCREENS, Hidden

Role = Literal["resident", "agent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentNotes:
    """What the network knows, for agents only."""

    telephone: str | None
    contact: str | None
    expectations: str | None
    limits: str | None
    notes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One service of one structure, ready to be shown. `telephone` is as read aloud, `dial` as dialled.

    `closures` and `full` are what the directory says; `notes` what was noted since: no room, closed, no answer. A note that
    there is no room takes the place of `full`.
    """

    service_id: str
    structure_id: str
    structure: str
    service: str
    description: str
    telephone: str | None
    dial: str | None
    email: str | None
    website: str | None
    address: str | None
    commune: str | None
    latitude: float | None
    longitude: float | None
    transport: str | None
    confidential: bool
    hours: str | None
    closures: tuple[Closed, ...]
    full: Full | None
    notes: tuple[Note, ...] = ()
    """Without their author, but in an agent's card."""
    places: tuple[Place, ...]
    fee: str | None
    fee_details: str | None
    conditions: str | None
    bring: tuple[str, ...]
    ways: tuple[str, ...]
    languages: tuple[str, ...]
    accessibility: Accessibility
    verified_on: date | None
    """None: nobody knows."""
    verified_by: str | None
    agent: AgentNotes | None


def card(offer: Offer, role: Role = "resident") -> Card:
    """The card of an offer. What the service leaves out is taken from its structure; words that repeat a confidential
    address are left out, as they are of a file."""
    if Door(offer).secret:  # the directory leaves it out already; an offer that comes from elsewhere does not
        hidden = Hidden(offer.structure, (offer.service,), fields=ON_SCREENS)
        offer = replace(offer, service=hidden.without(offer.service), structure=hidden.without(offer.structure))
    service, structure, door = offer.service, offer.structure, Door(offer)
    latitude, longitude = door.point or (None, None)
    return Card(
        service_id=service.id,
        structure_id=structure.id,
        structure=structure.nom,
        service=service.nom,
        description=service.description or structure.description or "",
        telephone=spoken(door.telephone) if door.telephone else None,
        dial=(dialled(door.telephone) or None) if door.telephone else None,
        email=service.courriel or structure.courriel,
        website=service.lien_mobilisation or structure.site_web,
        address=door.address,
        commune=door.commune,
        latitude=latitude,
        longitude=longitude,
        transport=door.transport,
        confidential=door.secret,
        hours=door.hours,
        closures=(*service.complement.fermetures, *structure.complement.fermetures),
        full=None if longest(offer.notes, "complet") else service.complement.complet or structure.complement.complet,
        notes=offer.notes if role == "agent" else tuple(note.unsigned for note in offer.notes),
        places=door.places,
        fee=service.frais,
        fee_details=service.frais_precisions,
        conditions=service.conditions_acces,
        bring=door.documents,
        ways=service.modes_mobilisation,
        languages=door.languages,
        accessibility=door.accessibility,
        verified_on=door.verified_on,
        verified_by=door.verified_by,
        agent=_notes(offer) if role == "agent" else None,
    )


def _notes(offer: Offer) -> AgentNotes:
    own, house = offer.service.complement, offer.structure.complement
    return AgentNotes(
        telephone=spoken(direct) if (direct := own.telephone_direct or house.telephone_direct) else None,
        contact=offer.service.contact_nom_prenom,
        expectations=own.attentes_partenaires or house.attentes_partenaires,
        limits=own.limites or house.limites,
        notes=own.notes_agents or house.notes_agents,
    )
