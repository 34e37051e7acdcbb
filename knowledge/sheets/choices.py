"""What a person, or the agent beside them, wishes of a pathway sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.liaison import Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Nothing chosen: the sheet in one language, discreet where the pathway is."""

    bilingual: bool = False
    """A second face in French, for who receives the person."""
    discreet: bool | None = None
    """Without anything that names a need; None: as the pathway asks."""
    words: str = field(default="", repr=False)
    """The person's own words, which they asked to have printed. They are kept nowhere else."""
    sender: Sender | None = None
    appointments: Mapping[str, datetime] = field(default_factory=dict, repr=False)
    """Service → the moment noted, aware."""
    link: str | None = None
    """The address of the chat, printed as a QR code."""


AS_IT_COMES = Choices()
