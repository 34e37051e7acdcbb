"""The common lexicon: how people say each need and each danger, in eight languages; it ships with the program.

A file per language and need, plain text, one phrase a line. What the coordinator writes in the rule file comes on top.
"""

from knowledge.lexicon.entries import Entry, Lexicon
from knowledge.lexicon.reading import load, load_from

__all__ = ["Entry", "Lexicon", "load", "load_from"]
