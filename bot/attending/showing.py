"""Services as the account may see them now: what every room shows of a service comes from here."""

from collections.abc import Iterable, Iterator

from bot.amending import VERIFIED, field_words
from bot.attending.remembering import favourites
from bot.attending.tools import Tools
from bot.deeplinks import payload_of
from bot.frontdesk.seen.looking import Amended, Listed, Shown
from bot.people import sees
from knowledge.card import card
from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.exporters.audience import Audience, for_audience
from knowledge.hours import Opening
from knowledge.keys import key_of
from knowledge.lookup import Filter
from knowledge.ranking import Candidate, Profile
from knowledge.wishes import Wishes

_ARRONDISSEMENT = " Arrondissement"


def shown(
    tools: Tools,
    offer: Offer,
    *,
    opening: Opening | None = None,
    missed: tuple[Filter, ...] = (),
    far: float | None = None,
    whole: bool = False,
) -> Shown:
    """A service with all that its card needs. Raises DirectoryError when the directory is damaged."""
    role = sees(tools.account, offer.structure.id)
    around = tuple(each.service for each in siblings(tools, offer))
    audience: Audience = "agents" if role == "agent" else "public"
    structure, services = for_audience(offer.structure, (offer.service, *around), audience)
    key, made = key_of(offer.service.id), card(offer, role)
    return Shown(
        card=made,
        offer=Offer(services[0], structure, made.notes),
        key=key,
        opening=opening or opening_of(tools, offer),
        now=tools.now,
        others=len(around),
        missed=missed,
        far=far,
        favourite=offer.service.id in favourites(tools),
        whole=whole,
        amended=tuple(_amended(tools, offer)) if role == "agent" else (),
        link=f"{tools.link}?start={payload_of('service', offer.service.id)}" if tools.link else None,
    )


def _amended(tools: Tools, offer: Offer) -> Iterator[Amended]:
    """What its structure said of it, the latest first."""
    for each in tools.amendments.told(offer) if tools.amendments else ():
        if each.field != VERIFIED:
            yield Amended(field_words(each.field), each.at.astimezone(tools.now.tzinfo).date())


def siblings(tools: Tools, offer: Offer) -> tuple[Offer, ...]:
    """The other services of its structure, by name."""
    directory = tools.served.directory
    around = directory.offers_of(offer.structure.id) if directory else ()
    return tuple(each for each in around if each.service.id != offer.service.id)


def listed(tools: Tools, offers: Iterable[Offer], *, above: str = "") -> tuple[Listed, ...]:
    """Services of a list, in its order; `above` is the id of the structure whose card is above it."""
    return tuple(_listed(tools, tuple(offers), above))


def _listed(tools: Tools, offers: tuple[Offer, ...], above: str) -> Iterator[Listed]:
    houses = [above, *(each.structure.id for each in offers)]
    for offer in offers:
        yield Listed(
            id=offer.service.id,
            key=key_of(offer.service.id),
            structure=offer.structure.nom,
            service=offer.service.nom,
            commune=_commune(tools, offer),
            opening=opening_of(tools, offer),
            again=houses.count(offer.structure.id) > 1,
        )


def _commune(tools: Tools, offer: Offer) -> str:
    """The commune or the arrondissement of its door; nothing where it is secret, or where there is none."""
    door = Door(offer)
    found = tools.served.finder.places.commune(door.code_insee) if door.code_insee else None
    return (found.nom if found else door.commune or "").removesuffix(_ARRONDISSEMENT)


def opening_of(tools: Tools, offer: Offer) -> Opening:
    """Open or closed at the moment of the turn."""
    served = tools.served
    wishes = Wishes(served.rules, served.finder.places, {}, tools.now, "fr", "agent")
    route = next(iter(served.rules.routes.values()))
    return Candidate(offer, wishes.wish(route, Profile())).opening
