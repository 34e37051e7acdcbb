"""The sheet of one structure: its services by theme, under the headings of the *Répertoire*."""

from knowledge.sheets.structure.content import structure_content
from knowledge.sheets.structure.house import House, house_for
from knowledge.sheets.structure.maker import StructureSheetMaker
from knowledge.sheets.structure.text import structure_text

__all__ = ["House", "StructureSheetMaker", "house_for", "structure_content", "structure_text"]
