"""Make a booklet: content to data, data to a PDF."""

from datetime import datetime

from knowledge.errors import SheetError
from knowledge.rules.model import Look
from knowledge.sheets.booklet.model import Booklet
from knowledge.sheets.ready import VERBATIM, ready
from knowledge.sheets.typesetting import Typesetter

PLAIN = Look()

_VERBATIM = VERBATIM | {"anchor"}


class BookletMaker:
    """Makes booklets, one at a time; safe to share between threads."""

    def __init__(self, typesetter: Typesetter | None = None) -> None:
        """`typesetter`: one that is shared with other sheets, so that the fonts are read once."""
        self._typesetter = typesetter or Typesetter()

    def pdf(self, content: Booklet, *, look: Look = PLAIN) -> bytes:
        """The booklet as a PDF/UA-1 document, the same bytes for the same content. Raises SheetError with its cause."""
        try:
            data = ready(dict(content), "rtl" if content["right_to_left"] else "ltr", _VERBATIM)
            made_at = datetime.fromisoformat(content["made_at"])
        except (LookupError, ValueError) as error:
            raise SheetError("the content of the booklet could not be made ready") from error
        return self._typesetter.pdf("booklet", data, made_at, look)
