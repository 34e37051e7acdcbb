"""A pathway built at the desk."""

from dataclasses import dataclass, field
from typing import Literal

from bot.frontdesk.replies.reply import Reply

LineOutcome = Literal["line_added", "line_known", "line_long", "full", "words_kept", "words_long", "place_unknown"]


@dataclass(frozen=True, slots=True)
class AddToDraft(Reply):
    """One service more in the draft. `key` is what its button carried."""

    key: str


@dataclass(frozen=True, slots=True)
class NoCard(Reply):
    """« + » was typed, and no card is on the screen."""


@dataclass(frozen=True, slots=True)
class Typed(Reply):
    """What became of a line, of the person's words, or of their commune, that were typed."""

    outcome: LineOutcome


@dataclass(frozen=True, slots=True)
class ShowDraft(Reply):
    """The draft: its entries in order, what can be done with each, until when it is kept."""


@dataclass(frozen=True, slots=True)
class AskLine(Reply):
    """Which line?"""


@dataclass(frozen=True, slots=True)
class AskPersonWords(Reply):
    """Which words of the person are printed?"""


@dataclass(frozen=True, slots=True)
class AskPersonPlace(Reply):
    """In which commune does the person live?"""


@dataclass(frozen=True, slots=True)
class AskEmpty(Reply):
    """Empty the draft? `count` entries go."""

    count: int


@dataclass(frozen=True, slots=True)
class Emptied(Reply):
    """The draft is empty."""


@dataclass(frozen=True, slots=True)
class Nothing(Reply):
    """To preview or to give: there is nothing in the draft."""


@dataclass(frozen=True, slots=True)
class Preview(Reply):
    """What the sheet would say, as text."""


@dataclass(frozen=True, slots=True)
class GivePaper(Reply):
    """The sheet."""


@dataclass(frozen=True, slots=True)
class GiveCode(Reply):
    """A code that continues the pathway in the person's own chat. `paper`: printed on the sheet too."""

    paper: bool = False


@dataclass(frozen=True, slots=True)
class TakeBack(Reply):
    """A code that was given opens nothing any more; it is never printed."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShowReceived(Reply):
    """The pathway that a person shows with their code."""


@dataclass(frozen=True, slots=True)
class ReceivedOver(Reply):
    """What the person showed is not here any more: its time is over."""
