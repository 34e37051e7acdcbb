"""What can be answered about the pathway, its sheet and its appointments: ids, and the words to print for one turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SheetForm = Literal["fiche", "deux_langues", "mots", "texte", "page", "contacts", "agenda"]
"""What a sheet is given as: a PDF, one with a face in French, one with the person's own words, messages, a page, cards to
keep, a calendar."""


@dataclass(frozen=True, slots=True)
class Orient:
    """The pathway for these needs and answers.

    `more`: how many times more results were asked for; `spoken`: the language wished for at the desk, or nothing.
    """

    needs: tuple[str, ...]
    answers: Mapping[str, str]
    more: int = 0
    spoken: str = ""
    appointments: Mapping[str, str] = field(default_factory=dict)
    """Moments noted, by the key of their contact."""
    given: tuple[str, ...] = ()
    """The services that an agent chose, in their order, "" for a line by hand: this pathway, and none of the rules."""


@dataclass(frozen=True, slots=True)
class GiveSheet:
    """The pathway sheet in one of its forms. `orient`: the pathway that it prints.

    `discreet`: without anything that names a need; None: as the pathway asks. `words` are the person's own: they are in no
    state, and this reply never prints them.
    """

    orient: Orient
    form: SheetForm = "fiche"
    discreet: bool | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SheetForms:
    """Under a sheet: what else it can be given as. `noted`: an appointment is on it."""

    given: SheetForm
    noted: bool = False


@dataclass(frozen=True, slots=True)
class AskWords:
    """Which sentence to print on the sheet? `whole`: the sheet would be discreet, and one with words is not."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class AskAppointment:
    """When is the appointment with this contact of the pathway? `day`: it is known already (ISO 8601), the hour is not."""

    key: str
    orient: Orient
    day: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmAppointment:
    """« Jeudi 26 novembre à 14 h 30, c'est bien ça ? »"""

    moment: str


@dataclass(frozen=True, slots=True)
class AppointmentNoted:
    """The moment is noted for this contact."""

    key: str
    moment: str


@dataclass(frozen=True, slots=True)
class AppointmentRemoved:
    """Nothing is noted any more for this contact."""

    key: str


@dataclass(frozen=True, slots=True)
class NoAppointment:
    """The calendar was asked for, and no appointment is noted."""


@dataclass(frozen=True, slots=True)
class MomentUnknown:
    """No moment to come was recognised in the answer; `again`: not the first time."""

    again: bool = False
