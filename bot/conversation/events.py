"""What a person can do, whatever the channel. None of it prints what was typed, or a code."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Started:
    """The chat is opened, or started again."""


@dataclass(frozen=True, slots=True)
class Said:
    """Free text, as it was typed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Chose:
    """A button: what it belonged to (a question, the menu, a gesture) and its option. Ids only, never labels; of a command of
    the front desk, its name and the words after it."""

    asked: str
    option: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Located:
    """A position that was shared, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that cannot be read: a photograph, a voice message, a sticker."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link to this chat was followed; `payload` is what it opens (`bot.deeplinks`)."""

    payload: str = field(repr=False)


Event = Started | Said | Chose | Located | Sent | Linked
