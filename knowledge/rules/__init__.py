"""The coordinator's file: read as text with line numbers, checked whole, then immutable."""

from knowledge.rules.loader import advice, load, loads
from knowledge.rules.mistakes import Mistake

__all__ = ["Mistake", "advice", "load", "loads"]
