"""The opener of pathways: a code continues, in this chat, a pathway that began in another."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.events import Chose
from bot.conversation.handing import begun
from bot.deeplinks import Kind
from bot.entrance import Opening, Refused
from bot.frontdesk.work import Received, Work
from bot.handing import SHOWN_FOR, Handovers, NotOpened
from bot.people import People
from bot.store.works import Works
from knowledge.handed import Handed

GO_ON = Chose("geste", "continuer")
SEE = Chose("recu", "voir")


@dataclass(frozen=True, slots=True)
class Receiving:
    """Residents open what agents gave; whoever has an account, what residents show."""

    handovers: Handovers
    people: People
    works: Works

    @property
    def kind(self) -> Kind:
        return "pathway"

    def open(self, code: str, person: str, now: datetime) -> Opening | Refused:
        """The pathway of this code; for an agent who tries the chat as residents have it, as a resident's. Raises StateError."""
        if self.people.account(person) is not None:
            work = self.works.load(person, now) or Work()
            if not work.as_resident:
                return self._shown(code, person, work, now)
        handed = self.handovers.open("given", code, person, now)
        if isinstance(handed, Handed):
            return Opening((("handing.received", {}), ("handing.received_kept", {})), begun(handed), GO_ON)
        if handed == "yours" and (kept := self.handovers.kept(person, now)):
            return Opening((("handing.received", {}),), begun(kept), GO_ON)
        return _refused(handed, yours=GO_ON)

    def _shown(self, code: str, person: str, work: Work, now: datetime) -> Opening | Refused:
        """To an agent, beside what they have in hand, for as long as the code would have lasted."""
        handed = self.handovers.open("shown", code, person, now)
        if not isinstance(handed, Handed):
            return _refused(handed, yours=SEE)
        self.works.save(person, replace(work.free, received=Received(handed, now + SHOWN_FOR)), now)
        return Opening((), event=SEE)


def _refused(why: NotOpened, *, yours: Chose) -> Opening | Refused:
    match why:
        case "unknown":
            return "unknown"
        case "yours":
            return Opening((("handing.yours", {}),), event=yours)
        case _:
            return Opening(((f"handing.code_{why}", {}),))
