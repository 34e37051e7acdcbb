"""Each reply to its block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.conversation import replies as r
from bot.rendering import notices, questions, results
from bot.rendering.blocks import Block, line, parts
from bot.rendering.language import Language
from bot.screen import Document, Screen
from knowledge.card import Card
from knowledge.pathway import Contact, Pathway
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Found:
    """What the assistant looked up for the replies of one turn; empty where nothing was asked or nothing is there."""

    pathway: Pathway | None = None
    contact: Contact | None = None
    sheet: bytes | None = None
    structures: tuple[tuple[Card, ...], ...] = ()
    humans: tuple[Card, ...] = ()
    directory_down: bool = False
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes screens of replies, in any language of the territory."""

    rules: Rules
    places: Places

    def screen(self, replies: Iterable[r.Reply], found: Found, language: str) -> Screen:
        """The screen for the replies of one turn, in order."""
        to = self._language(language)
        told = tuple(replies)
        blocks = [block for reply in told for block in self._blocks(to, reply, found)]
        return Screen(
            parts=parts(blocks),
            language=to.wording.language,
            right_to_left=to.wording.right_to_left,
            erased=any(isinstance(reply, r.Erased) for reply in told),
        )

    def trouble(self, language: str) -> Screen:
        """The screen when everything else failed: depends on the rules alone."""
        to = self._language(language)
        return Screen(parts([notices.trouble(to)]), to.wording.language, to.wording.right_to_left)

    def _language(self, language: str) -> Language:
        return Language(Wording.load(language), self.rules, self.places)

    def _blocks(self, to: Language, reply: r.Reply, found: Found) -> Iterator[Block]:
        match reply:
            case r.Menu():
                yield questions.menu(to)
            case r.PickNeed(needs):
                yield questions.pick_need(to, needs)
            case r.Ask(question, left):
                yield questions.ask(to, question, left)
            case r.PickPlace(question, communes):
                yield questions.pick_place(to, question, communes)
            case r.Summary(needs, answers):
                yield questions.summary(to, needs, answers)
            case r.LanguageChanged():
                yield questions.language_changed(to)
            case r.PickLanguage():
                yield questions.pick_language(to)
            case r.Alert(dangers, needs):
                yield notices.alert(to, dangers, needs)
            case r.Understood(needs, answers, _):
                names = tuple(cards[0].structure for cards in found.structures if cards)
                yield notices.understood(to, needs, answers, names)
            case r.Changed(question, option):
                yield Block((line(to.say("noted", answer=to.answer(question, option))),))
            case r.Orient(_, _, more):
                yield from self._oriented(to, found, more)
            case r.ShowService():
                yield from self._contact(to, found)
            case r.ShowStructures():
                yield from self._structures(to, found)
            case r.GiveSheet():
                yield self._sheet(to, found)
            case _:
                yield from self._notice(to, reply, found)

    def _notice(self, to: Language, reply: r.Reply, found: Found) -> Iterator[Block]:
        match reply:
            case r.Welcome():
                yield notices.welcome(to)
            case r.NotUnderstood(offer_human):
                yield notices.notice(to, "not_understood")
                if offer_human:
                    yield notices.human(to, found.humans, offered=True)
            case r.PlaceUnknown(offer_human):
                yield notices.notice(to, "place_unknown")
                if offer_human:
                    yield notices.human(to, found.humans, offered=True)
            case r.Help():
                yield notices.notice(to, "help", "help_more", "help_privacy")
            case r.Human():
                yield notices.human(to, found.humans)
            case r.EmergencyNumbers():
                yield notices.emergency_numbers(to)
            case _:
                yield notices.notice(to, _SENTENCES[type(reply)])

    def _oriented(self, to: Language, found: Found, more: int) -> Iterator[Block]:
        if found.directory_down:
            yield notices.notice(to, "directory_down")
        if found.pathway is not None:
            yield results.pathway(to, found.pathway, more)

    def _contact(self, to: Language, found: Found) -> Iterator[Block]:
        if found.contact is not None and found.pathway is not None:
            yield results.contact_parts(to, found.contact, found.pathway)
        else:
            yield notices.notice(to, "stale")
            yield from self._oriented(to, found, 0)

    def _structures(self, to: Language, found: Found) -> Iterator[Block]:
        shown = [cards for cards in found.structures if cards]
        for cards in shown:
            yield notices.structure(to, cards, found.demonstration)
        if not shown:
            yield notices.notice(to, "directory_down")
            yield notices.human(to, found.humans, offered=True)

    def _sheet(self, to: Language, found: Found) -> Block:
        if found.sheet is None:
            return notices.notice(to, "sheet_trouble")
        document = Document(f"{to.say('sheet_name')}.pdf", found.sheet, to.say("sheet_caption"))
        return Block((), alone=True, extra=(document,))


_SENTENCES: dict[type[r.Reply], str] = {
    r.Stale: "stale",
    r.Unreadable: "unreadable",
    r.Hello: "hello",
    r.Thanks: "thanks",
    r.Goodbye: "goodbye",
    r.Erased: "erased",
}
