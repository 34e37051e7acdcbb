"""Replies of the front desk → a screen, in French: the tool of those who receive."""

from bot.rendering.frontdesk.screens import FrontDesk

__all__ = ["FrontDesk"]
