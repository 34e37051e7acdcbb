"""A screen as lines of text: buttons are numbered."""

from collections.abc import Iterator, Sequence

from bot.screen import Button, ContactCard, Document, Message, Part, Screen, Venue


def text_of(screen: Screen) -> str:
    """The texts of a screen, without its buttons."""
    return "\n\n".join(part.text.strip() for part in screen.messages)


def buttons_of(screen: Screen) -> tuple[Button, ...]:
    """Every button of a screen, in the order of their numbers."""
    return tuple(button for message in screen.messages for row in message.buttons for button in row)


def lines_of(screen: Screen, *, style: "Style") -> Iterator[str]:
    """The screen as lines, buttons numbered from 1 in their rows."""
    number = 1
    for index, part in enumerate(screen.parts):
        if index:
            yield ""
        yield from _lines(part, style)
        if isinstance(part, Message):
            for row in part.buttons:
                yield "  ".join(style.button(number + place, button) for place, button in enumerate(row))
                number += len(row)


def _lines(part: Part, style: "Style") -> Sequence[str]:
    match part:
        case Message():
            return style.text(part).strip("\n").split("\n")
        case Venue(title, address):
            return [f"[carte] {title}, {address}"]
        case ContactCard(name, dial):
            return [f"[numéro] {name} : {dial}"]
        case Document(name):
            return [f"[document] {name}"]


class Style:
    """Plain text: for a pipe, a test, a terminal without colours."""

    def text(self, message: Message) -> str:
        return message.text

    def button(self, number: int, button: Button) -> str:
        return f"[{number}] {button.label}"


class Colours(Style):
    """Bold text and dim numbers (ECMA-48)."""

    def text(self, message: Message) -> str:
        return "".join(f"\033[1m{span.text}\033[0m" if span.bold else span.text for span in message.spans)

    def button(self, number: int, button: Button) -> str:
        return f"\033[2m[{number}]\033[0m {button.label}"
