"""Help; the chat as residents have it; all forgotten."""

from collections.abc import Iterator

from bot.frontdesk.guiding import BACK
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.guiding import AsResident, Forgotten, Help
from bot.frontdesk.seen.guiding import Erasing, Examples
from bot.rendering.blocks import Block, bold, line, rows
from bot.rendering.frontdesk.menu import commands_of
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case Help(), Examples(lines):
            return iter((_help(to, lines),))
        case AsResident(), _:
            return iter((_as_resident(to),))
        case Forgotten(), Erasing(done):
            told = "guiding.forgotten" if done else "guiding.not_forgotten"
            return iter((Block((line(to.say(told)),), alone=True),))
        case _:
            return None


def _help(to: Saying, examples: tuple[str, ...]) -> Block:
    """What can be typed, then the commands."""
    lines = [line(bold(to.say("guiding.type")))]
    lines += [line(f"« {example} »") for example in examples]
    lines += [line(to.say("guiding.filters")), line(to.say("guiding.numbers"))]
    lines += [line(to.say("guiding.words")), line(bold(to.say("guiding.commands")))]
    lines += [line(f"/{name} — {to.say(f'guiding.command_{name}')}") for name in commands_of(to.account.role)]
    return Block(tuple(lines), alone=True)


def _as_resident(to: Saying) -> Block:
    """The way back is a button, and a command."""
    buttons = rows(
        (
            Button(to.say("guiding.button_begin"), "geste:recommencer"),
            Button(to.say("guiding.button_back"), f"geste:{BACK}"),
        )
    )
    return Block((line(to.say("guiding.as_resident")),), buttons, alone=True)
