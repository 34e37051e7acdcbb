"""The form of an answer: what was typed, and the outcome that it says or what is missing."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from bot.liaison.appointments import AppointmentError, chosen
from knowledge.liaison import REFUSALS, Appointed, Arrived, Outcome, Refused

LONGEST = 40
"""Characters kept of one field."""

_ISO = {"jour": re.compile(r"\d{4}-\d\d-\d\d"), "heure": re.compile(r"\d\d:\d\d(:\d\d)?")}


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as they were typed."""

    choix: str = ""
    jour: str = ""
    heure: str = ""
    motif: str = ""

    @classmethod
    def of(cls, fields: dict[str, str]) -> Self:
        return cls(*(fields.get(name, "").strip()[:LONGEST] for name in ("choix", "jour", "heure", "motif")))

    def kind(self, name: str) -> str:
        """The type of a date or time field: plain text where the browser would throw away what was typed."""
        value = str(getattr(self, name))
        return ("date" if name == "jour" else "time") if not value or _ISO[name].fullmatch(value) else "text"

    def outcome(self, made_at: datetime, now: datetime, language: str) -> "Outcome | Mistakes":
        """What the partner answers, or what to mend; `now` is in the time of the territory."""
        match self.choix:
            case "venu":
                return Arrived()
            case "non":
                return Refused(self.motif) if self.motif in REFUSALS else Mistakes({"motif": "reason_missing"})
            case "rendez-vous":
                if missing := self._missing():
                    return Mistakes(missing)
                try:
                    return Appointed(chosen(self.jour, self.heure, made_at, now, language))
                except AppointmentError as error:
                    return Mistakes({"heure" if error.doubt == "time_wrong" else "jour": error.doubt})
        return Mistakes({"choice": "choice_missing"})

    def _missing(self) -> dict[str, str]:
        """What an appointment lacks: both at once, so that nobody is sent back twice."""
        needed = {"jour": "day_missing", "heure": "time_missing"}
        return {name: sentence for name, sentence in needed.items() if not getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The sentence of `reply` for each field that is to be mended."""

    found: dict[str, str] = field(default_factory=dict)
