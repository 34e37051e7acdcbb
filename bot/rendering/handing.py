"""A pathway that goes from one chat to another, told to its person."""

from collections.abc import Iterator

from bot.codes import shown
from bot.conversation.handing_replies import AskShow, CodeWithdrawn, GivenLeft, HandingReply, ShowCode
from bot.deeplinks import payload_of
from bot.rendering.blocks import Block, Line, bold, line
from bot.rendering.language import Language
from bot.screen import Button, Document
from knowledge.pathway import Pathway
from knowledge.sheets.codes import qr_png


def block(to: Language, reply: HandingReply, code: str, link: str | None, *, in_time: bool) -> Block:
    """What becomes of it. `code` of what is shown, empty where none could be made; `in_time`: nobody had opened it."""
    match reply:
        case GivenLeft():
            return Block((line(_say(to, "left")),))
        case AskShow(live=True):
            return Block((line(_say(to, "live")),), (_withdraw(to),))
        case AskShow():
            lines = [
                line(bold(_say(to, "ask"))),
                *(line(_say(to, name)) for name in ("ask_seen", "ask_long", "ask_taken")),
            ]
            yes = Button(f"✅ {_say(to, 'yes')}", "montrer:oui")
            return Block(tuple(lines), ((yes, Button(f"✖️ {_say(to, 'no')}", "montrer:non")),), alone=True)
        case ShowCode():
            return _code(to, code, link) if code else Block((line(_say(to, "trouble")),))
        case CodeWithdrawn():
            return Block((line(_say(to, "withdrawn" if in_time else "withdrawn_late")),))


def gone(to: Language, found: Pathway) -> Iterator[Line]:
    """Contacts that an agent gave and that left the directory since."""
    if named := [to.wording.isolate(name) for name in found.gone if name]:
        yield line("⚠️ ", to.wording.say("handing.gone", names=to.listed(named)))
    if unnamed := sum(not name for name in found.gone):
        yield line("⚠️ ", to.wording.say("handing.gone_unnamed", unnamed))


def _code(to: Language, code: str, link: str | None) -> Block:
    """The code alone on its line, in bold, then as an image that a telephone reads."""
    lines = (
        line(_say(to, "code")),
        line(),
        line("🔑 ", bold(to.wording.isolate(shown(code)))),
        line(),
        line(_say(to, "code_until")),
    )
    image = qr_png(f"{link}?start={payload_of('pathway', code)}") if link else b""
    extra = (Document(f"{_say(to, 'file')}.png", image, _say(to, "image")),) if image else ()
    return Block(lines, (_withdraw(to),), alone=True, extra=extra)


def _withdraw(to: Language) -> tuple[Button, ...]:
    return (Button(f"✖️ {_say(to, 'withdraw')}", "montrer:annuler"),)


def _say(to: Language, name: str) -> str:
    return to.wording.say(f"handing.{name}")
