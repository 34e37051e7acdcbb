"""Buttons as Telegram draws them."""

from collections.abc import Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.screen import Button
from knowledge.wording import Wording


def inline(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The keyboard under a message; a wide button has a row of its own. None where there is no button."""
    drawn = [[_button(button) for button in part] for row in rows for part in _parts(row)]
    return InlineKeyboardMarkup(drawn) if drawn else None


def place(wording: Wording) -> ReplyKeyboardMarkup:
    """The button that sends a position. It goes after one use, and never exists on a computer."""
    button = KeyboardButton(wording.say("telegram.share_place_button"), request_location=True)
    return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)


def _parts(row: tuple[Button, ...]) -> Iterator[tuple[Button, ...]]:
    narrow: list[Button] = []
    for button in row:
        if button.wide:
            if narrow:
                yield tuple(narrow)
                narrow = []
            yield (button,)
        else:
            narrow.append(button)
    if narrow:
        yield tuple(narrow)


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.data)
