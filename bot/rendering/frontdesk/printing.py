"""A sheet to print, and what is said before the version for professionals."""

from collections.abc import Iterator

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.printing import AskForColleagues, PrintForColleagues, PrintSheet
from bot.frontdesk.seen.looking import Shown
from bot.frontdesk.seen.printing import NotPrinted, Printed
from bot.rendering.blocks import Block, Line, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button, Document


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case PrintSheet(), Printed() as printed:
            return iter((_printed(to, printed, to.say("printing.public")),))
        case PrintForColleagues(), Printed() as printed:
            return iter((_printed(to, printed, to.say("printing.private")),))
        case AskForColleagues(key), _:
            return iter((_asked(to, key),))
        case ((PrintSheet() | PrintForColleagues()), NotPrinted() as failed):
            told = "gone" if failed.gone else "not_yours" if failed.private else "failed"
            return iter((Block((line("⚠️ ", to.say(f"printing.{told}")),), alone=True),))
        case _:
            return None


def card_button(to: Saying, shown: Shown) -> Button | None:
    """Of a card: the sheet for the public."""
    return Button(to.say("printing.button"), f"imprimer:{shown.key}")


def _printed(to: Saying, printed: Printed, caption: str) -> Block:
    sheet = Document(printed.name, printed.pdf, caption)
    if not printed.others:
        return Block((), alone=True, extra=(sheet,))
    button = Button(to.say("printing.for_colleagues"), f"imprimer_pro:{printed.key}", wide=True)
    lines: tuple[Line, ...] = (line(to.say("printing.made")),)
    return Block(lines, ((button,),), alone=True, extra=(sheet,))


def _asked(to: Saying, key: str) -> Block:
    options = (Button(to.say("printing.yes"), f"imprimer_oui:{key}"), Button(to.say("printing.no"), f"voir:{key}"))
    return Block((line("🔐 ", to.say("printing.ask")),), rows(options), alone=True)
