"""Each reply to its block."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.conversation import handing_replies as h
from bot.conversation import replies as r
from bot.rendering import appointments, checklist, contact, handing, notices, papers, questions, reported, results
from bot.rendering.blocks import Block, parts, rows
from bot.rendering.language import Language
from bot.rendering.papers import Paper
from bot.screen import Button, Screen
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
    paper: Paper | None = None
    structures: tuple[tuple[Card, ...], ...] = ()
    humans: tuple[Card, ...] = ()
    code: str = ""
    """Of a pathway that its person shows; empty where it could not be made."""
    in_time: bool = True
    """Nobody had opened what was taken back."""
    link: str | None = None
    """The address of this chat."""
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
            case r.Menu(waiting):
                yield replace(questions.menu(to, waiting=waiting), aside=checklist.menu_button(to))
            case r.PickNeed(needs):
                yield questions.pick_need(to, needs)
            case r.Ask():
                yield questions.ask(to, reply)
            case r.PickEvent():
                yield checklist.pick_event(to)
            case r.Tick():
                yield checklist.tick(to, reply)
            case r.MoreToTick(event):
                yield checklist.more_to_tick(to, event)
            case r.PickPlace(question, communes):
                yield questions.pick_place(to, question, communes)
            case r.Summary(needs, answers):
                yield questions.summary(to, needs, answers)
            case r.LanguageChanged(_, before):
                if changed := questions.language_changed(to, before):
                    yield changed
            case r.PickLanguage():
                yield questions.pick_language(to)
            case r.Alert(dangers, needs, written):
                yield notices.alert(to, dangers, needs, written=written)
            case r.Understood():
                if reply.needs or reply.answers or reply.spoken:
                    yield notices.understood(to, reply, found.structures)
            case r.Changed(question, option):
                yield Block((to.fact(question, option),))
            case r.AlsoMeant(needs):
                yield _offered(to, "also_meant", needs)
            case r.Onward():
                yield questions.onward(to)
            case _:
                yield from self._looked_up(to, reply, found)

    def _looked_up(self, to: Language, reply: r.Reply, found: Found) -> Iterator[Block]:
        match reply:
            case r.Orient():
                yield from self._oriented(to, found, reply)
            case r.ShowService(_, orient):
                yield from self._contact(to, found, orient)
            case r.ShowStructures() | r.ShowLinked():
                yield from self._structures(to, found)
            case r.GiveSheet():
                yield from papers.given(to, found.paper) if found.paper else (notices.notice(to, "sheet_trouble"),)
            case r.SheetForms():
                yield papers.forms(to, reply, found.paper) if found.paper else questions.onward(to)
            case r.NumberReported():
                yield from reported.instead(to, found.contact, found.pathway, found.humans)
            case r.AskAppointment():
                yield appointments.ask(to, reply, found.contact.card if found.contact else None)
            case r.Human():
                yield notices.human(to, found.humans)
            case _:
                yield from self._noted(to, reply, found)

    def _noted(self, to: Language, reply: r.Reply, found: Found) -> Iterator[Block]:
        match reply:
            case r.AskWords(whole):
                yield questions.ask_words(to, whole=whole)
            case r.ConfirmAppointment(moment):
                yield appointments.confirm(to, moment)
            case r.AppointmentNoted():
                yield appointments.noted(to, reply)
            case r.MomentUnknown():
                yield appointments.unknown(to, reply)
            case h.GivenLeft() | h.AskShow() | h.ShowCode() | h.CodeWithdrawn():
                yield handing.block(to, reply, found.code, found.link, in_time=found.in_time)
            case _:
                yield from self._notice(to, reply, found)

    def _notice(self, to: Language, reply: r.Reply, found: Found) -> Iterator[Block]:
        match reply:
            case r.Welcome():
                yield notices.welcome(to)
            case r.NotUnderstood(offer_human, likely):
                yield _offered(to, "not_understood", likely)
                if offer_human:
                    yield notices.human(to, found.humans, offered=True)
            case r.OutOfScope(offer_human):
                yield notices.notice(to, "out_of_scope")
                if offer_human:
                    yield notices.human(to, found.humans, offered=True)
            case r.PlaceUnknown(offer_human):
                yield notices.notice(to, "place_unknown")
                if offer_human:
                    yield notices.human(to, found.humans, offered=True)
            case r.Help():
                yield notices.notice(to, "help", "help_more", "help_privacy")
            case r.EmergencyNumbers():
                yield notices.emergency_numbers(to)
            case r.Goodbye(waiting):
                yield questions.goodbye(to, waiting=waiting)
            case _:
                yield notices.notice(to, _SENTENCES[type(reply)])

    def _oriented(self, to: Language, found: Found, reply: r.Orient) -> Iterator[Block]:
        if found.directory_down:
            yield notices.notice(to, "directory_down")
        if found.pathway is not None:
            yield results.pathway(to, found.pathway, reply, directory_down=found.directory_down)

    def _contact(self, to: Language, found: Found, orient: r.Orient) -> Iterator[Block]:
        if found.contact is not None and found.pathway is not None:
            yield contact.in_full(to, found.contact, found.pathway, orient.appointments)
            yield questions.onward(to)
        else:
            yield notices.notice(to, "stale")
            yield from self._oriented(to, found, orient)

    def _structures(self, to: Language, found: Found) -> Iterator[Block]:
        shown = [cards for cards in found.structures if cards]
        for cards in shown:
            yield notices.structure(to, cards, demonstration=found.demonstration, alone=len(shown) == 1)
        if not shown:
            yield notices.notice(to, "directory_down" if found.directory_down else "structure_gone")
            yield notices.human(to, found.humans, offered=True)


def _offered(to: Language, sentence: str, needs: tuple[str, ...]) -> Block:
    """A sentence, and needs that may have been meant, one tap away."""
    buttons = rows(Button(to.need_button(need), f"besoin:{need}") for need in needs)
    return Block(notices.notice(to, sentence).lines, aside=buttons)


_SENTENCES: dict[type[r.Reply], str] = {
    r.Stale: "stale",
    r.NotYet: "not_yet",
    r.Unreadable: "unreadable",
    r.Hello: "hello",
    r.Thanks: "thanks",
    r.Agreed: "agreed",
    r.Unsure: "unsure",
    r.Calm: "calm",
    r.Erased: "erased",
    r.NoAppointment: "no_appointment",
    r.AppointmentRemoved: "appointment_removed",
}
