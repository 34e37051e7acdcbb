"""What can be answered about a pathway that goes from one chat to another."""

from dataclasses import dataclass

from bot.conversation.sheet_replies import Orient


@dataclass(frozen=True, slots=True)
class GivenLeft:
    """Needs or answers are others now: what follows is a new orientation, not what the agent gave."""


@dataclass(frozen=True, slots=True)
class AskShow:
    """Show this pathway to an agent? What they will see, for how long. `live`: the code is on the screen already."""

    live: bool = False


@dataclass(frozen=True, slots=True)
class ShowCode:
    """The code that opens this pathway, once, to an agent."""

    orient: Orient


@dataclass(frozen=True, slots=True)
class CodeWithdrawn:
    """No code of this person opens anything any more."""


HandingReply = GivenLeft | AskShow | ShowCode | CodeWithdrawn
