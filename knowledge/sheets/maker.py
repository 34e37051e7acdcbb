"""Make a sheet: content to JSON, JSON to the Typst template, PDF out. No network, and no file but the template and fonts."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

from knowledge.errors import SheetError
from knowledge.pathway import Pathway
from knowledge.sheets.content import pathway_content
from knowledge.sheets.directions import Direction, directed
from knowledge.sheets.fonts import covered, font_folders
from knowledge.sheets.plain import held, printable
from knowledge.wording import Wording


class SheetMaker:
    """Makes sheets, one at a time; safe to share between threads. The first is slower: it reads the fonts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None

    def pathway(self, pathway: Pathway, wording: Wording, *, link: str | None = None) -> bytes:
        """The pathway sheet: a PDF/UA-1 document, the same bytes for the same pathway.

        `link` is the address of the chat, printed as a QR code. Raises SheetError with its cause.
        """
        try:
            content = pathway_content(pathway, wording, link=link)
            data = {
                **_ready(content, "rtl" if wording.right_to_left else "ltr"),
                "code": _qr_code(link) if link else "",
            }
        except (LookupError, ValueError) as error:
            raise SheetError("the content of the sheet could not be worded") from error
        return self._compile(data, pathway.made_at)

    def _compile(self, data: Mapping[str, Any], made_at: datetime) -> bytes:
        try:
            with self._lock:
                self._compiler = self._compiler or _compiler()
                pdf = self._compiler.compile(
                    format="pdf",
                    sys_inputs={"data": json.dumps(data)},
                    pdf_standards="ua-1",
                    timestamp=made_at.astimezone(UTC).replace(microsecond=0),  # what Typst takes
                )
        except (RuntimeError, OSError) as error:  # TypstError is a RuntimeError
            raise SheetError("the sheet could not be typeset") from error
        if not isinstance(pdf, bytes):
            raise SheetError("the typesetter gave no document")
        return pdf


def _compiler() -> typst.Compiler:
    template = Path(str(files("knowledge.sheets").joinpath("pathway.typ")))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    return typst.Compiler(template, root=template.parent, font_paths=fonts)


def _ready(value: Any, around: Direction) -> Any:
    """Every text of a content as the template takes it: drawable, its directions as a tree."""
    if isinstance(value, str):
        return directed(held(printable(value, covered())), around)
    if isinstance(value, list):
        return [_ready(each, around) for each in value]
    if isinstance(value, dict):
        return {name: each if name in _VERBATIM else _ready(each, around) for name, each in value.items()}
    return value


_VERBATIM = frozenset({"language", "dial", "link"})
"""Not printed as they are: codes, numbers to dial, addresses to follow."""


def _qr_code(link: str) -> str:
    """The link as an SVG image."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0, scale=4)
    return drawn.getvalue().decode()
