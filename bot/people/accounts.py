"""Who is somebody for us: a role, for a structure. A resident has no account."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Role = Literal["agent", "partner", "coordinator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who was invited. `name` is what the coordinator called them: colleagues read it beside a note.

    `structure_id` is the structure they work for, in the directory; a coordinator may have none. `number` is what the list of
    accesses names it by; 0 where there is no such list.
    """

    role: Role
    name: str = field(repr=False)
    structure_id: str | None = None
    since: datetime
    number: int = 0


class People(Protocol):
    """Where accounts are kept. A person is the opaque key of a channel."""

    def account(self, person: str) -> Account | None:
        """The account of a person; None for a resident, and for whom it was taken back. Raises StateError."""
