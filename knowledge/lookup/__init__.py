"""One typed line, read as a look-up and answered from the directory: what an agent uses during an appointment."""

from knowledge.lookup.finder import Finder
from knowledge.lookup.model import FILTERS, Filter, Finding, Findings, Lookup

__all__ = ["FILTERS", "Filter", "Finder", "Finding", "Findings", "Lookup"]
