"""What can be answered: ids, never text. The renderer gives them words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.conversation.courtesy_replies import Agreed as Agreed
from bot.conversation.courtesy_replies import Calm as Calm
from bot.conversation.courtesy_replies import CourtesyReply
from bot.conversation.courtesy_replies import Goodbye as Goodbye
from bot.conversation.courtesy_replies import Hello as Hello
from bot.conversation.courtesy_replies import Thanks as Thanks
from bot.conversation.courtesy_replies import Unsure as Unsure
from bot.conversation.handing_replies import HandingReply
from bot.conversation.reporting_replies import NumberReported as NumberReported
from bot.conversation.sheet_replies import AppointmentNoted as AppointmentNoted
from bot.conversation.sheet_replies import AppointmentRemoved as AppointmentRemoved
from bot.conversation.sheet_replies import AskAppointment as AskAppointment
from bot.conversation.sheet_replies import AskWords as AskWords
from bot.conversation.sheet_replies import ConfirmAppointment as ConfirmAppointment
from bot.conversation.sheet_replies import GiveSheet as GiveSheet
from bot.conversation.sheet_replies import MomentUnknown as MomentUnknown
from bot.conversation.sheet_replies import NoAppointment as NoAppointment
from bot.conversation.sheet_replies import Orient as Orient
from bot.conversation.sheet_replies import SheetForm as SheetForm
from bot.conversation.sheet_replies import SheetForms as SheetForms


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who speaks, what it can do; the menu follows."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The headings of the menu. `waiting`: something else waits, and one tap goes back to it."""

    waiting: bool = False


@dataclass(frozen=True, slots=True)
class PickNeed:
    """Which of these needs?"""

    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PickEvent:
    """What has changed in your life?"""


@dataclass(frozen=True, slots=True)
class Tick:
    """The needs that a life event often brings, those ticked among them. `missing`: none is, and one is needed to go on."""

    event: str
    needs: tuple[str, ...]
    ticked: tuple[str, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class MoreToTick:
    """The list of a life event, one tap away."""

    event: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Dangers, the gravest first, and the needs that could be added to the conversation because of them.

    `written`: the person can neither speak nor hear, so the numbers that are written to come first.
    """

    dangers: tuple[str, ...]
    needs: tuple[str, ...] = ()
    written: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message told: needs, answers to questions, structures named, the language wished for at the desk."""

    needs: tuple[str, ...]
    answers: Mapping[str, str]
    structures: tuple[str, ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. `left` counts it and all that may follow; `at_most`: some of them depend on the answers to come.

    `noted`: something is noted already, and can be corrected.
    """

    question: str
    left: int
    at_most: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True)
class PickPlace:
    """« X, c'est bien ça ? » for one commune, « laquelle ? » for several."""

    question: str
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer was noted, or changed, outside its question."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class AlsoMeant:
    """Needs that a message may speak of, beside what was noted: one tap adds them."""

    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """The button belongs to a question that is over; what waits is shown again after this."""


@dataclass(frozen=True, slots=True)
class Onward:
    """The pathway is on the screen already: what can be done with it."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """The sheet, or other results, were asked for before there are any."""


@dataclass(frozen=True, slots=True)
class ShowService:
    """One contact of the pathway in full: card, map, number. `key` is what its button carried."""

    key: str
    orient: Orient


@dataclass(frozen=True, slots=True)
class ShowStructures:
    """Structures by id, with what they do."""

    structures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShowLinked:
    """What a link led to: all that a structure does, or one of its services. `key` is what the link carried."""

    kind: Literal["structure", "service"]
    key: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Needs and answers, each of which can be changed."""

    needs: tuple[str, ...]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The second time in a row a human is offered. `likely`: needs that may have been meant."""

    offer_human: bool
    likely: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """What was asked is not for a social service. The second time in a row a human is offered."""

    offer_human: bool


@dataclass(frozen=True, slots=True)
class PlaceUnknown:
    """No commune was recognised in the answer."""

    offer_human: bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A photograph, a voice message, signs without a word: cannot be read."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be said and done."""


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody to call."""


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """The numbers for every danger."""


@dataclass(frozen=True, slots=True)
class PickLanguage:
    """Which language?"""


@dataclass(frozen=True, slots=True)
class LanguageChanged:
    """The language follows what the person writes; one tap goes back to the one `before`."""

    language: str
    before: str


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything that was kept is deleted."""


Reply = (
    Welcome
    | Menu
    | PickNeed
    | PickEvent
    | Tick
    | MoreToTick
    | Alert
    | Understood
    | Ask
    | PickPlace
    | Changed
    | AlsoMeant
    | Stale
    | Orient
    | Onward
    | GiveSheet
    | SheetForms
    | AskWords
    | AskAppointment
    | ConfirmAppointment
    | AppointmentNoted
    | AppointmentRemoved
    | NoAppointment
    | NumberReported
    | MomentUnknown
    | NotYet
    | ShowService
    | ShowStructures
    | ShowLinked
    | Summary
    | NotUnderstood
    | OutOfScope
    | PlaceUnknown
    | Unreadable
    | Help
    | Human
    | EmergencyNumbers
    | PickLanguage
    | LanguageChanged
    | Erased
    | CourtesyReply
    | HandingReply
)
