"""What a person is shown, before a channel gives it its form: spans, buttons, a place, a contact, a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is `asked:option`, at most 64 bytes of UTF-8 (the limit of Telegram); `wide` asks for a row of its own."""

    label: str
    data: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """Some lines of text, then rows of buttons. `asks_place`: the person may share a position as an answer."""

    spans: tuple[Span, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    asks_place: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to show on a map."""

    title: str
    address: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A number that a telephone can call or keep."""

    name: str
    dial: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep, in memory only."""

    name: str
    content: bytes
    caption: str


Part = Message | Venue | ContactCard | Document


@dataclass(frozen=True, slots=True)
class Screen:
    """The answer to one event: its parts in order. `erased`: what the channel still shows of the chat should go too.

    `desk`: the role of who is answered, where they work here; the buttons of their earlier messages stay, a list is gone through.
    """

    parts: tuple[Part, ...]
    language: str
    right_to_left: bool = False
    erased: bool = False
    desk: str = ""

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(part for part in self.parts if isinstance(part, Message))
