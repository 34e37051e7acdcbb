"""The queue in the chat, for coordinators: the same as `aiguilleur signalements`."""

from bot.frontdesk.replies.signals import AcceptSignal, DropSignal, GiveCorrections, ListSignals
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Work
from bot.frontdesk.world import World


def listed(world: World, work: Work, _: str) -> Turn:
    """« /signalements »; who does not coordinate is told so."""
    return Turn(work.free, (ListSignals(),))


def decided(world: World, work: Work, option: str) -> Turn | None:
    """`oui.12`, `non.12`, then what is left; `tableau` gives the corrections."""
    if world.account.role != "coordinator":
        return None
    what, _, number = option.partition(".")
    if what == "tableau":
        return Turn(work.free, (GiveCorrections(),))
    if what not in ("oui", "non") or not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    done = AcceptSignal(int(number)) if what == "oui" else DropSignal(int(number))
    return Turn(work.free, (done, ListSignals()))


ROOM = Room(taps={"signal": decided}, commands={"signalements": listed})
