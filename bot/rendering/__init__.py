"""Replies → a screen, in the language of the person. What is said is in the wording; how it is laid out is here."""

from bot.rendering.papers import Paper
from bot.rendering.renderer import Found, Renderer

__all__ = ["Found", "Paper", "Renderer"]
