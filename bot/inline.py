"""What answers while somebody types « @bot … » in any conversation: public facts, for whoever asks.

Nothing is kept: no session, no account, not a word of what was typed.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain, zip_longest

from bot.mishaps import described
from bot.rendering.inline import MOST, Articles, Asked, Shown, articles, trouble
from bot.rendering.language import Language
from bot.served import Served, Serving
from knowledge.card import card
from knowledge.directory import Offer
from knowledge.ranking import Candidate, Profile, Wish
from knowledge.reasons import Reason, warnings
from knowledge.wishes import NOTHING
from knowledge.wording import SOURCE, Wording

log = logging.getLogger(__name__)

ALARMS = 2
"""Dangers that are told, as in a conversation."""

_NOT_KNOWN_HERE = "reasons.zone_unknown"
"""A warning about where the person lives, which nobody asked here."""


class Inline:
    """Answers lines as they are typed. `clock` gives an aware moment."""

    def __init__(self, serving: Serving, clock: Callable[[], datetime]) -> None:
        self._serving, self._clock = serving, clock

    @property
    def several_languages(self) -> bool:
        """Whether an answer may be in another language than that of the next person who types the same."""
        return len(self._serving.now().rules.territory.languages) > 1

    async def answer(self, text: str, *, language: str | None, link: str) -> Articles:
        """The articles for a line typed so far, in the language of who types it, if it is served.

        `link` is the address of the private chat. Whatever fails, there is somebody to call.
        """
        return await asyncio.to_thread(self._answer, text, language, link)

    def _answer(self, text: str, language: str | None, link: str) -> Articles:
        served = self._serving.now()
        to = _language(served, language)
        try:
            return articles(to, self._asked(served, text, to.wording.language), link)
        except Exception as error:
            log.error("Une recherche dans une autre conversation a échoué : %s", described(error))
            return trouble(to)

    def _asked(self, served: Served, text: str, language: str) -> Asked:
        """Dangers first, which need no directory; where the directory fails, the numbers of the rules."""
        if not text.strip():
            return Asked(text=text)
        understanding = served.world.understanding
        alarms = tuple(alarm.danger for alarm in understanding.alarms(text)[:ALARMS])
        written = bool(alarms) and understanding.written(text)
        try:
            return self._found(served, text, language, alarms, written)
        except Exception as error:
            log.error("L'annuaire n'a pas pu répondre : %s", described(error))
            return self._found(served.alone(), text, language, alarms, written)

    def _found(self, served: Served, text: str, language: str, alarms: tuple[str, ...], written: bool) -> Asked:
        now = self._clock()
        findings = served.finder.find(served.finder.read(text), now, limit=MOST)
        offers = _alternately((each.offer for each in findings.services), _begun(served, text))
        return Asked(
            text=text,
            dangers=alarms,
            written=written,
            hotlines=findings.hotlines,
            services=tuple(_shown(served, offer, language, now) for offer in _once(offers)),
            directory_down=served.directory is None,
            demonstration=served.rules.territory.demonstration
            or bool(served.directory and served.directory.info.demonstration),
        )


def _begun(served: Served, text: str) -> Iterator[Offer]:
    """The best service of each structure that the line, whose last word may be a beginning, looks for."""
    if served.directory is None or served.search is None:
        return
    for hit in served.search.typing(text, limit=MOST):
        offer = served.directory.offer(hit.service_id) if hit.service_id else None
        yield from (offer,) if offer else served.directory.offers_of(hit.structure_id)[:1]


def _alternately(one: Iterable[Offer], other: Iterable[Offer]) -> list[Offer]:
    """Whether the line is whole or its last word is only begun, the right one is then among the first."""
    return [offer for offer in chain.from_iterable(zip_longest(one, other)) if offer is not None]


def _once(offers: Iterable[Offer]) -> list[Offer]:
    return list({offer.service.id: offer for offer in offers}.values())[:MOST]


def _shown(served: Served, offer: Offer, language: str, now: datetime) -> Shown:
    """The card as residents see it, whoever asks: what is posted is read by anybody."""
    rules = served.rules
    wish = Wish(
        query=NOTHING,
        profile=Profile(),
        here=None,
        resident=False,
        zone=frozenset(),
        home=frozenset(rules.territory.communes),
        places=served.finder.places,
        language=language,
        at=now,
        timezone=rules.territory.timezone,
    )
    return Shown(card(offer, "resident"), tuple(_told(warnings(Candidate(offer, wish)))))


def _told(found: Iterable[Reason]) -> Iterator[Reason]:
    return (each for each in found if each.id != _NOT_KNOWN_HERE)


def _language(served: Served, language: str | None) -> Language:
    code = (language or SOURCE).split("-")[0].lower()
    known = code if code in served.rules.territory.languages else SOURCE
    return Language(Wording.load(known), served.rules, served.finder.places)
