"""Living notes: what somebody knows today of a service, and until when it holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

NoteKind = Literal["complet", "ferme", "injoignable"]
"""No room, closed for a while, the telephone does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`until` is the last day it holds, and never left out: a note expires by itself. `noted_at` is aware.

    `author` is how the coordinator called who noted it: colleagues read it, residents do not.
    """

    kind: NoteKind
    until: date
    author: str
    noted_at: datetime
