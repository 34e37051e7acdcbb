"""A screen as lines of text: buttons are numbered."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.screen import Button, ContactCard, Document, Message, Part, Screen, Venue


def text_of(screen: Screen) -> str:
    """The texts of a screen, without its buttons."""
    return "\n\n".join(part.text.strip() for part in screen.messages)


def buttons_of(screen: Screen) -> tuple[Button, ...]:
    """Every button of a screen, in the order of their numbers: 1 is the first answer to what waits.

    What waits is in the last message that has buttons; those of the messages above it, an alert, come after.
    """
    return tuple(button for message in _numbered(screen) for row in message.buttons for button in row)


def lines_of(screen: Screen, *, style: "Style", saved: Mapping[str, Path] | None = None) -> Iterator[str]:
    """The screen as lines. `saved`: where each document was written, by its name."""
    first: dict[int, int] = {}
    number = 1
    for message in _numbered(screen):
        first[id(message)] = number
        number += sum(len(row) for row in message.buttons)
    for index, part in enumerate(screen.parts):
        if index:
            yield ""
        yield from _lines(part, style, saved or {})
        if isinstance(part, Message):
            number = first[id(part)]
            for row in part.buttons:
                yield "  ".join(style.button(number + place, button) for place, button in enumerate(row))
                number += len(row)


def _numbered(screen: Screen) -> Sequence[Message]:
    """The messages in the order in which their buttons are numbered."""
    with_buttons = [message for message in screen.messages if message.buttons]
    others = [message for message in screen.messages if not message.buttons]
    return [*with_buttons[-1:], *with_buttons[:-1], *others]


def _lines(part: Part, style: "Style", saved: Mapping[str, Path]) -> Sequence[str]:
    match part:
        case Message():
            return style.text(part).strip("\n").split("\n")
        case Venue(title, address):
            return [f"[carte] {title}, {address}"]
        case ContactCard(name, dial):
            return [f"[numéro] {name} : {dial}"]
        case Document(name, _, caption):
            return [f"[document] {caption}", *([f"→ {saved[name]}"] if name in saved else [])]


class Style:
    """Plain text: for a pipe, a test, a terminal without colours."""

    def text(self, message: Message) -> str:
        """The text of a message."""
        return message.text

    def button(self, number: int, button: Button) -> str:
        """A button with the number to type."""
        return f"[{number}] {button.label}"


class Colours(Style):
    """Bold text and dim numbers (ECMA-48)."""

    def text(self, message: Message) -> str:
        return "".join(f"\033[1m{span.text}\033[0m" if span.bold else span.text for span in message.spans)

    def button(self, number: int, button: Button) -> str:
        return f"\033[2m[{number}]\033[0m {button.label}"
