"""The sheets that people leave with: what is said in `content`, how it looks in the Typst templates beside it."""

from knowledge.sheets.maker import SheetMaker

__all__ = ["SheetMaker"]
