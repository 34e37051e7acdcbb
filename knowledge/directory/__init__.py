"""The directory: directory.db, built by an import, replaced in one move, read-only when it serves."""

from knowledge.directory.building import replacing
from knowledge.directory.offers import Info, Offer
from knowledge.directory.reading import Directory
from knowledge.directory.schema import derive, describe, row

__all__ = ["Directory", "Info", "Offer", "derive", "describe", "replacing", "row"]
