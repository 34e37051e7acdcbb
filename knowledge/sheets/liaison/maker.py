"""Make a liaison sheet: what an agent wrote, to a PDF or to plain text."""

from typing import Any

from knowledge.errors import ConsentError, SheetError
from knowledge.liaison import Liaison
from knowledge.rules.model import Look
from knowledge.sheets.codes import qr_code
from knowledge.sheets.liaison.content import liaison_content
from knowledge.sheets.liaison.model import LiaisonSheet
from knowledge.sheets.liaison.text import as_text
from knowledge.sheets.ready import VERBATIM, ready
from knowledge.sheets.typesetting import Typesetter
from knowledge.wording import SOURCE, Wording

PLAIN = Look()


class LiaisonSheets:
    """Makes liaison sheets; safe to share between threads. Keeps nothing of what it prints."""

    def __init__(self, typesetter: Typesetter | None = None) -> None:
        """`typesetter`: one that is shared with other sheets, so that the fonts are read once."""
        self._typesetter = typesetter or Typesetter()

    def pdf(self, liaison: Liaison, *, look: Look = PLAIN) -> bytes:
        """One page, PDF/UA-1, the same bytes for the same liaison.

        Raises ConsentError for an identity without consent, SheetError with its cause for anything else.
        """
        try:
            data = {"sheet": _data(liaison_content(liaison, Wording.load(SOURCE)))}
        except ConsentError:
            raise
        except (LookupError, ValueError) as error:
            raise SheetError("the content of the liaison sheet could not be worded") from error
        return self._typesetter.pdf("liaison", data, liaison.made_at, look)

    def text(self, liaison: Liaison) -> str:
        """The same sheet as plain text. Raises ConsentError for an identity without consent."""
        return as_text(liaison_content(liaison, Wording.load(SOURCE)))


def _data(content: LiaisonSheet) -> dict[str, Any]:
    slip = content["slip"]
    verbatim = VERBATIM - {"code"}  # which is letters here, not an image
    return {
        **ready({**content, "slip": None}, "ltr", verbatim),
        "image": qr_code(content["link"]) if content["link"] else "",
        "slip": ready(slip, "rtl" if slip["right_to_left"] else "ltr", verbatim) if slip else None,
    }
