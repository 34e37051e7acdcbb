"""What is offered while somebody types « @bot … » in a conversation: a few articles, one of which they post there.

Anybody may read what is posted: only what residents see is here, whoever asks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.deeplinks import payload_of
from bot.rendering import notices
from bot.rendering.blocks import Line, bold, line
from bot.rendering.language import Language, dotted
from bot.screen import Span
from knowledge.card import Card
from knowledge.hours import day_words
from knowledge.keys import key_of
from knowledge.reasons import Reason, worded
from knowledge.rules.model import Danger, Hotline, Written
from knowledge.text import fold

MOST = 10
"""Articles of one answer: what a thumb scrolls through."""

TITLED = 4
"""Numbers in the title of the article for a danger."""

_TOLD_ANYWAY = frozenset({"reasons.stale", "reasons.never_verified"})
"""Warnings that say when the record was verified: the date is not said twice."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as residents see it, and what must be known before going there."""

    card: Card
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was found for the line typed so far. `written`: it tells of somebody who cannot speak or hear."""

    text: str
    dangers: tuple[str, ...] = ()
    written: bool = False
    hotlines: tuple[Hotline, ...] = ()
    services: tuple[Shown, ...] = ()
    directory_down: bool = False
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One choice. `id` is told apart among those of an answer, at most 64 bytes; `spans` are what is posted."""

    id: str
    title: str
    description: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Articles:
    """The choices, best first, and the label of the button that opens the private chat."""

    listed: tuple[Article, ...]
    button: str


def articles(to: Language, asked: Asked, link: str) -> Articles:
    """The numbers of a danger first of all, then the numbers that the line names, then services: at most ten.

    `link` is the address of the private chat.
    """
    if not asked.text.strip():
        return Articles((_how(to, link),), _say(to, "open_chat"))
    listed = tuple(_listed(to, asked, link))[:MOST]
    return Articles(listed, _say(to, "open_chat" if listed else "nothing"))


def trouble(to: Language) -> Articles:
    """Who to call, when everything else failed: depends on the rules alone."""
    return Articles((_trouble(to),), _say(to, "open_chat"))


def _listed(to: Language, asked: Asked, link: str) -> Iterator[Article]:
    if asked.dangers:
        yield _danger(to, asked)
    for hotline in asked.hotlines:
        yield _hotline(to, hotline)
    for shown in asked.services:
        yield _service(to, shown, link, demonstration=asked.demonstration)
    if asked.directory_down:
        yield _trouble(to)


def _how(to: Language, link: str) -> Article:
    told = _joined([line(_say(to, "how_text")), line(link)])
    return Article("how", _say(to, "how_title"), _say(to, "how_examples"), told)


def _danger(to: Language, asked: Asked) -> Article:
    """The numbers, each on its own line, then one or two sentences; nothing of what was typed."""
    found = [to.rules.dangers[id] for id in asked.dangers]
    told: list[Danger | Written] = [*([to.rules.written] if asked.written and to.rules.written else []), *found]
    hotlines = to.rules.hotlines_of(dict.fromkeys(number for part in told for number in part.call))
    lines = [notices.number_line(to, hotline) for hotline in hotlines]
    lines += [line(to.translate(text)) for text in dict.fromkeys(part.text for part in told)]
    numbers = dotted(to.number(each.number) for each in hotlines[:TITLED])
    title = to.wording.say("inline.danger_title", numbers=numbers)
    return Article("danger", title, _say(to, "danger_text"), _joined(lines))


def _hotline(to: Language, hotline: Hotline) -> Article:
    remit = to.translate(hotline.remit)
    lines = [notices.number_line(to, hotline), *([line(remit)] if remit else [])]
    title = dotted(part for part in (to.number(hotline.number), to.translate(hotline.name)) if part)
    return Article(f"number-{hotline.number}", title, remit, _joined(lines))


def _service(to: Language, shown: Shown, link: str, *, demonstration: bool) -> Article:
    card = shown.card
    service = "" if fold(card.service) == fold(card.structure) else card.service
    description = dotted(part for part in (service, card.commune) if part)
    lines = tuple(_card_lines(to, shown, link, service, demonstration=demonstration))
    return Article(f"service-{key_of(card.service_id)}", card.structure, description, _joined(lines))


def _card_lines(to: Language, shown: Shown, link: str, service: str, *, demonstration: bool) -> Iterator[Line]:
    """Durable facts: what is posted is read later, so nothing is said of whether the door is open now."""
    card = shown.card
    yield line(bold(to.wording.isolate(card.structure)), f" — {to.wording.isolate(service)}" if service else "")
    if demonstration:
        yield line(to.say("demonstration"))
    yield from notices.reach(to, card)
    if shown.warnings:
        yield line("⚠️ ", to.say("warning", warnings=to.chained([worded(each, to.wording) for each in shown.warnings])))
    if card.verified_on is not None and _TOLD_ANYWAY.isdisjoint(each.id for each in shown.warnings):
        yield line(to.say("verified", day=day_words(card.verified_on, to.wording)))
    yield line(_say(to, "open"), f" {link}?start={payload_of('service', card.service_id)}")


def _trouble(to: Language) -> Article:
    block = notices.trouble(to)
    numbers = to.rules.hotlines_of(to.rules.human.call)
    return Article("trouble", _say(to, "trouble_title"), dotted(map(to.hotline, numbers)), _joined(block.lines))


def _joined(lines: Iterable[Line]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for each in lines:
        spans += [*([Span("\n")] if spans else []), *each]
    return tuple(spans)


def _say(to: Language, name: str) -> str:
    return to.wording.say(f"inline.{name}")
