"""The booklet: a directory, or a part of it, to print: by need, each structure once in full, the names at the end."""

from knowledge.sheets.booklet.content import Around, booklet_content
from knowledge.sheets.booklet.maker import BookletMaker
from knowledge.sheets.booklet.model import Booklet
from knowledge.sheets.booklet.selection import Selection, Wanted
from knowledge.sheets.booklet.troubles import BookletEmpty, BookletTooLong

__all__ = [
    "Around", "Booklet", "BookletEmpty", "BookletMaker", "BookletTooLong", "Selection", "Wanted", "booklet_content",
]  # fmt: skip
