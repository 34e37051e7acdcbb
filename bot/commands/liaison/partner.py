"""The service that a liaison sheet goes to: by its id; a name gets suggestions, and nobody is chosen by a guess."""

from collections.abc import Iterator
from itertools import islice

import click

from knowledge.card import Card, card
from knowledge.directory import Directory, Offer
from knowledge.errors import DirectoryError
from knowledge.search import Search
from knowledge.sheets.plain import plain

LIKELY = 5
"""Services proposed."""


def partner(text: str, entries: Directory) -> Card:
    """The card of a service, as any resident may see it: the sheet passes through many hands.

    `text` is the id of a service, or of a structure that has only one. Raises click.UsageError, with what was perhaps meant.
    """
    wanted = text.strip()
    if (offer := entries.offer(wanted)) is not None:
        return card(offer)
    offers = entries.offers_of(wanted)
    if len(offers) == 1:
        return card(offers[0])
    if offers:
        raise click.UsageError("Cette structure a plusieurs services. Lequel ?\n" + "\n".join(map(_line, offers)))
    found = list(islice(_likely(wanted, entries), LIKELY))
    if not found:
        raise click.UsageError(
            "Ce service n'est pas dans l'annuaire. « aiguilleur chercher » le trouve par son nom et donne son identifiant."
        )
    raise click.UsageError(
        "Ce n'est pas l'identifiant d'un service. Vouliez-vous dire :\n" + "\n".join(map(_line, found))
    )


def expected(service_id: str, entries: Directory) -> str:
    """What the partner expects of who sends somebody, for the agent alone; nothing where it is not known."""
    offer = entries.offer(service_id)
    notes = card(offer, "agent").agent if offer else None
    return plain(notes.expectations or "") if notes else ""


def _likely(text: str, entries: Directory) -> Iterator[Offer]:
    """The services of the likeliest structures, those that answer by their own name first."""
    try:
        with Search.open(entries) as search:
            hits = search.query(text, limit=LIKELY)
    except DirectoryError:
        return
    for hit in hits:
        offers = {offer.service.id: offer for offer in entries.offers_of(hit.structure_id)}
        named = [offers[service.id] for service in hit.services if service.id in offers]
        yield from named or offers.values()


def _line(offer: Offer) -> str:
    return f"  {offer.service.id}  –  {plain(offer.structure.nom, 80)}, {plain(offer.service.nom, 80)}"
