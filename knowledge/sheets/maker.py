"""Make a sheet: content to data, data to a PDF."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from knowledge.errors import SheetError
from knowledge.pathway import Pathway
from knowledge.rules.model import Look
from knowledge.sheets.choices import AS_IT_COMES, Choices
from knowledge.sheets.codes import qr_code
from knowledge.sheets.model import Sheet
from knowledge.sheets.packing import packed
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.ready import ready
from knowledge.sheets.typesetting import Typesetter
from knowledge.wording import SOURCE, Wording

PLAIN = Look()

_drawn = lru_cache(maxsize=512)(qr_code)
"""Places and the chat come back from sheet to sheet, and a code takes 3 ms to draw. Their addresses tell of nobody."""


class SheetMaker:
    """Makes sheets, one at a time; safe to share between threads. The first is slower: it reads the fonts."""

    def __init__(self, typesetter: Typesetter | None = None) -> None:
        """`typesetter`: one that is shared with other sheets, so that the fonts are read once."""
        self._typesetter = typesetter or Typesetter()

    @property
    def typesetter(self) -> Typesetter:
        """What sets the pages: other sheets of the same process share it, so that the fonts are read once."""
        return self._typesetter

    def pathway(
        self, pathway: Pathway, wording: Wording, choices: Choices = AS_IT_COMES, *, look: Look = PLAIN
    ) -> bytes:
        """The pathway sheet: a PDF/UA-1 document, the same bytes for the same pathway and choices.

        Bilingual, it has a second face in French with the same steps, for who receives the person; a sheet in French has one
        face only. Raises SheetError with its cause.
        """
        faces = [wording]
        if choices.bilingual and wording.language != SOURCE:
            faces.append(Wording.load(SOURCE))
        try:
            data = {"sheets": [_data(pathway_content(pathway, each, choices)) for each in faces]}
        except (LookupError, ValueError) as error:
            raise SheetError("the content of the sheet could not be worded") from error
        return packed(self._typesetter.pdf("pathway", data, pathway.made_at, look))


def _data(content: Sheet) -> dict[str, Any]:
    """A face, with the images of its codes."""
    data: dict[str, Any] = ready(content, "rtl" if content["right_to_left"] else "ltr")
    for block in _blocks(data):
        block["map_code"] = _drawn(block["map"], error="l") if block["map"] else ""
    data["code"] = _code(content["link"]) if content["link"] else ""
    return data


def _code(link: str) -> str:
    """A link that carries a code (`?start=…`) opens something: its image is not kept."""
    return qr_code(link) if "?" in link else _drawn(link)


def _blocks(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for moment in data["moments"]:
        for step in moment["steps"]:
            yield from step["contacts"]
    yield from data["annex"]
