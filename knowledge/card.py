"""What may be shown of a service: one card, made for the role of who looks.

Everything that leaves the directory passes here: screens, sheets, exports. A confidential address is in no card; what is
for agents only is in an agent's card.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.directory import Offer
from knowledge.model import Accessibility, Closed, Full, Place
from knowledge.phones import dialled, spoken

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
    """One service of one structure, ready to be shown. `telephone` is as read aloud, `dial` as dialled."""

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
    places: tuple[Place, ...]
    fee: str | None
    fee_details: str | None
    conditions: str | None
    bring: tuple[str, ...]
    ways: tuple[str, ...]
    languages: tuple[str, ...]
    accessibility: Accessibility
    verified_on: date
    verified_by: str | None
    agent: AgentNotes | None


def card(offer: Offer, role: Role = "resident") -> Card:
    """The card of an offer. What the service leaves out is taken from its structure."""
    service, structure = offer.service, offer.structure
    own, house = service.complement, structure.complement
    secret = own.adresse_confidentielle or house.adresse_confidentielle
    here = service if service.adresse or service.commune else structure
    telephone = service.telephone or structure.telephone
    return Card(
        service_id=service.id,
        structure_id=structure.id,
        structure=structure.nom,
        service=service.nom,
        description=service.description or structure.description or "",
        telephone=spoken(telephone) if telephone else None,
        dial=dialled(telephone) if telephone else None,
        email=service.courriel or structure.courriel,
        website=service.lien_mobilisation or structure.site_web,
        address=None if secret else _address(here.adresse, here.complement_adresse, here.code_postal, here.commune),
        commune=None if secret else here.commune,
        latitude=None if secret else here.latitude,
        longitude=None if secret else here.longitude,
        transport=None if secret else own.transports or house.transports,
        confidential=secret,
        hours=service.horaires_accueil or structure.horaires_accueil,
        closures=own.fermetures + house.fermetures,
        full=own.complet or house.complet,
        places=() if secret else own.lieux,
        fee=service.frais,
        fee_details=service.frais_precisions,
        conditions=service.conditions_acces,
        bring=own.documents or house.documents,
        ways=service.modes_mobilisation,
        languages=own.langues or house.langues,
        accessibility=own.accessibilite if own.accessibilite.model_fields_set else house.accessibilite,
        verified_on=own.verifie_le or house.verifie_le or service.date_maj,
        verified_by=own.verifie_par or house.verifie_par,
        agent=_notes(offer) if role == "agent" else None,
    )


def _address(street: str | None, more: str | None, postcode: str | None, commune: str | None) -> str | None:
    town = " ".join(part for part in (postcode, commune) if part)
    return ", ".join(part for part in (street, more, town) if part) or None


def _notes(offer: Offer) -> AgentNotes:
    own, house = offer.service.complement, offer.structure.complement
    return AgentNotes(
        telephone=spoken(direct) if (direct := own.telephone_direct or house.telephone_direct) else None,
        contact=offer.service.contact_nom_prenom,
        expectations=own.attentes_partenaires or house.attentes_partenaires,
        limits=own.limites or house.limites,
        notes=own.notes_agents or house.notes_agents,
    )
