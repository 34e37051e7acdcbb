"""Addresses that must stay secret: which they are, and entries without them."""

from knowledge.secrecy.hidden import HIDDEN, LOCATING, LOCATING_COMPLEMENT, ON_SCREENS, Hidden

__all__ = ["HIDDEN", "LOCATING", "LOCATING_COMPLEMENT", "ON_SCREENS", "Hidden"]
