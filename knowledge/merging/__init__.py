"""Duplicates between sources: found with reasons, merged by a rule that the coordinator sees and can undo."""

from knowledge.merging.decisions import Decision, Decisions
from knowledge.merging.merging import merge
from knowledge.merging.report import MergeReport

__all__ = ["Decision", "Decisions", "MergeReport", "merge"]
