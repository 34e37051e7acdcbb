"""Make the sheet of a structure: content to data, data to a PDF."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from knowledge.errors import SheetError
from knowledge.rules.model import Look
from knowledge.sheets.codes import qr_code
from knowledge.sheets.ready import VERBATIM, ready
from knowledge.sheets.structure.model import StructureSheet
from knowledge.sheets.typesetting import Typesetter

PLAIN = Look()

_VERBATIM = VERBATIM | {"svg"}


class StructureSheetMaker:
    """Makes sheets of structures, one at a time; safe to share between threads. The first is slower: it reads the fonts."""

    def __init__(self, typesetter: Typesetter | None = None) -> None:
        """`typesetter`: one that is shared with other sheets, so that the fonts are read once."""
        self._typesetter = typesetter or Typesetter()

    def pdf(self, content: StructureSheet, *, look: Look = PLAIN) -> bytes:
        """The sheet as a PDF/UA-1 document, the same bytes for the same content. Raises SheetError with its cause."""
        try:
            data = ready(_drawn(content), "rtl" if content["right_to_left"] else "ltr", _VERBATIM)
            made_at = datetime.fromisoformat(content["made_at"])
        except (LookupError, ValueError) as error:
            raise SheetError("the content of the sheet could not be made ready") from error
        return self._typesetter.pdf("structure", data, made_at, look)


def _drawn(content: StructureSheet) -> dict[str, Any]:
    groups = [{**group, "services": [_coded(service) for service in group["services"]]} for group in content["groups"]]
    return {**_coded(content), "groups": groups}


def _coded(block: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the code of its map, drawn."""
    return {**block, "svg": qr_code(block["map"]) if block["map"] else ""}
