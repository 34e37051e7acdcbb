"""What the pathway sheet says, every string ready, in the language of the person."""

from knowledge.sheets.pathway.content import pathway_content

__all__ = ["pathway_content"]
