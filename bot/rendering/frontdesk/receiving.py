"""The pathway that a person shows: what they need, what they answered, whom they were given; to be taken over or left."""

from collections.abc import Iterator

from bot.frontdesk.seen.drafting import DraftSeen
from bot.rendering.blocks import Block, Line, bold, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.rendering.language import Language
from bot.screen import Button
from knowledge.hours.calendar_words import time_words
from knowledge.rules.model import UNKNOWN


def received(to: Saying, seen: DraftSeen, entries: tuple[Line, ...]) -> Iterator[Block]:
    """All that the person agreed to show, until when, and what can be done with it."""
    if to.work.received is None:
        return
    handed = to.work.received.handed
    french = Language(to.wording, to.rules, to.places)
    lines = [line("🤝 ", bold(to.say("drafting.received", len(entries))))]
    if needs := [to.rules.needs[need].label for need in handed.needs if need in to.rules.needs]:
        lines.append(line(to.say("drafting.needs", needs=", ".join(needs))))
    lines += [
        french.fact(question, answer)
        for question, answer in handed.answers.items()
        if question in to.rules.questions and answer != UNKNOWN
    ]
    lines.append(line(to.say("drafting.language", language=french.tongue(handed.language))))
    lines += [line(), *entries, line()]
    if seen.until is not None:
        lines.append(line(to.say("drafting.received_until", hour=time_words(seen.until.time(), to.wording))))
    ways = (("replace", "place"), ("join", "suite")) if to.work.draft.entries else (("take", "place"),)
    buttons = rows(
        Button(to.say(f"drafting.button_{name}"), f"recu:{data}") for name, data in (*ways, ("close", "fermer"))
    )
    yield Block(tuple(lines), buttons, alone=True)
