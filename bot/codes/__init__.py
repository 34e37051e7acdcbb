"""Codes that people carry, whatever they open: how they are made and typed, what keys their digests, how guesses are stopped."""

from bot.codes.attempts import Attempts
from bot.codes.code import new_code, shown, typed
from bot.codes.errors import CodeError, MistypedCode

__all__ = ["Attempts", "CodeError", "MistypedCode", "new_code", "shown", "typed"]
