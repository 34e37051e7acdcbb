"""One typed line, read as a look-up and answered from the directory: what an agent uses during an appointment."""

from knowledge.lookup.editing import (
    Part,
    said,
    with_answer,
    with_commune,
    with_filter,
    with_name,
    with_need,
    with_public,
    without,
)
from knowledge.lookup.finder import Finder
from knowledge.lookup.model import FILTERS, Filter, Finding, Findings, Lookup
from knowledge.lookup.saving import from_json, kept, nothing_left, to_json

__all__ = [
    "FILTERS",
    "Filter",
    "Finder",
    "Finding",
    "Findings",
    "Lookup",
    "Part",
    "from_json",
    "kept",
    "nothing_left",
    "said",
    "to_json",
    "with_answer",
    "with_commune",
    "with_filter",
    "with_name",
    "with_need",
    "with_public",
    "without",
]
