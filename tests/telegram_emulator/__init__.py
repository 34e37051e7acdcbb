"""Telegram's Bot API on this machine, for the tests and for trying the bot by hand without a token.

It answers as Telegram does, refusals included, to a real program that talks HTTP to it; people are simulated.
"""

from tests.telegram_emulator.people import Person
from tests.telegram_emulator.server import Telegram

__all__ = ["Person", "Telegram"]
