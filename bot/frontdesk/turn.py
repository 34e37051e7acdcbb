"""What a step gives."""

from dataclasses import dataclass, replace

from bot.frontdesk.replies import Reply
from bot.frontdesk.work import Work


@dataclass(frozen=True, slots=True)
class Turn:
    """The work that follows, and what is answered."""

    work: Work
    replies: tuple[Reply, ...]

    def after(self, *before: Reply) -> "Turn":
        """The same turn with replies before its own."""
        return replace(self, replies=(*before, *self.replies))
