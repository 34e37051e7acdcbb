"""Find structures and services by name, acronym, network, theme or commune, whatever the spelling."""

from knowledge.search.hits import Hit
from knowledge.search.indexing import index
from knowledge.search.search import Search

__all__ = ["Hit", "Search", "index"]
