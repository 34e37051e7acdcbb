"""A pathway as JSON."""

from typing import Any

from knowledge.pathway import Contact, Pathway, Step
from knowledge.reasons import worded
from knowledge.wording import Wording


def as_dict(pathway: Pathway, wording: Wording) -> dict[str, Any]:
    """A pathway in the shape that other tools rely on."""
    return {
        "besoins": list(pathway.needs),
        "commune": pathway.commune,
        "territoire": pathway.territory,
        "demonstration": pathway.demonstration,
        "etapes": [_step(step, wording) for step in pathway.steps],
        "annexe": [_contact(contact, wording) for contact in pathway.annex],
        "sans_reponse": list(pathway.searched),
        "urgences": [hotline.number for hotline in pathway.hotlines],
        "fait_le": pathway.made_at.isoformat(),
    }


def _step(step: Step, wording: Wording) -> dict[str, Any]:
    return {
        "orientation": step.route,
        "besoins": list(step.needs),
        "quand": step.when,
        "titre": wording.translate(step.title),
        "conseil": wording.translate(step.advice),
        "appeler": [{"numero": each.number, "nom": each.name, "role": each.remit} for each in step.calls],
        "apporter": [wording.translate(each) for each in step.bring],
        "contacts": [_contact(contact, wording) for contact in step.contacts],
    }


def _contact(contact: Contact, wording: Wording) -> dict[str, Any]:
    card = contact.card
    return {
        "service_id": card.service_id,
        "structure_id": card.structure_id,
        "nom": card.structure,
        "service": card.service,
        "telephone": card.telephone,
        "adresse": card.address,
        "distance_km": None if contact.distance_km is None else round(contact.distance_km, 1),
        "ouverture": contact.opening.state,
        "score": contact.score,
        "detail": dict(contact.detail),
        "pourquoi": [worded(each, wording) for each in contact.reasons],
        "attention": [worded(each, wording) for each in contact.warnings],
        "verifie_le": card.verified_on.isoformat() if card.verified_on else None,
    }
