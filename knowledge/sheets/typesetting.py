"""From data to a PDF: Typst, our templates or a territory's own. No network, and no file but the templates and the fonts."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from knowledge.errors import SheetError, TemplateError
from knowledge.rules.model import Look
from knowledge.rules.pictures import Unusable
from knowledge.sheets.diagnosis import diagnosed, sources_in
from knowledge.sheets.fonts import font_folders
from knowledge.sheets.logos import logo_drawing
from knowledge.sheets.ready import ready

log = logging.getLogger(__name__)

MENDED_LOGO = "Enregistrez-le comme « SVG simple », ou en PNG."


class Typesetter:
    """Typesets one document at a time; safe to share between threads. The first is slower: it reads the fonts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._fonts: typst.Fonts | None = None
        self._compilers: dict[Path, typst.Compiler] = {}
        self._told: set[str] = set()

    def pdf(self, template: str, data: Mapping[str, Any], made_at: datetime, look: Look) -> bytes:
        """A PDF/UA-1 document (ISO 14289-1): the same bytes for the same data, look and moment.

        `template` is the name of a template without `.typ`; `data` is JSON, made `ready`. Where a territory's own template
        fails, ours takes its place, then ours without the logo, and the log says why, once: somebody waits for this sheet.
        Raises SheetError with its cause.
        """
        failed: list[SheetError] = []
        for each in _plainer_and_plainer(look):
            try:
                pdf = self.typeset(template, data, made_at, each)
            except SheetError as error:
                failed.append(error)
            else:
                self._tell(failed)
                return pdf
        raise failed[-1]

    def typeset(self, template: str, data: Mapping[str, Any], made_at: datetime, look: Look) -> bytes:
        """The same with this look and no other. Raises TemplateError where the territory's own template fails."""
        path = _template(template, look)
        own = look.templates is not None and path.parent == look.templates
        try:
            inputs = {
                "data": json.dumps({**data, "look": look_data(look)}),
                "logo": logo_drawing(look.logo) if look.logo else "",
            }
            with self._lock:
                pdf = self._compiler(path).compile(
                    format="pdf",
                    sys_inputs=inputs,
                    pdf_standards="ua-1",
                    timestamp=made_at.astimezone(UTC).replace(microsecond=0),  # what Typst takes
                )
        except Unusable as error:
            raise TemplateError(f"le logo ne sert pas : {error.cause}. {error.fix}") from error
        except typst.TypstError as error:
            if own:
                raise TemplateError(diagnosed(error), diagnosed(error, sources_in(path.parent))) from error
            raise SheetError("the sheet could not be typeset") from error
        except (RuntimeError, OSError) as error:
            raise SheetError("the sheet could not be typeset") from error
        if not isinstance(pdf, bytes):
            raise SheetError("the typesetter gave no document")
        return pdf

    def _compiler(self, path: Path) -> typst.Compiler:
        if path not in self._compilers:
            self._fonts = self._fonts or typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders())
            )
            self._compilers[path] = typst.Compiler(path, root=path.parent, font_paths=self._fonts)
        return self._compilers[path]

    def _tell(self, failed: list[SheetError]) -> None:
        """What was worked around, without a word of a sheet; of a template of ours, only the logo can be at fault."""
        for error in failed:
            told = error.logged if isinstance(error, TemplateError) else f"le logo ne s'imprime pas. {MENDED_LOGO}"
            with self._lock:
                new = told not in self._told
                self._told.add(told)
            if new:
                log.error("Fiches : %s En attendant, le modèle d'origine, ou la fiche sans logo, prend sa place.", told)


def templates_folder() -> Path:
    """The folder of our own templates."""
    return Path(str(files("knowledge.sheets").joinpath("templates")))


def _template(name: str, look: Look) -> Path:
    """The territory's own where there is one, else ours."""
    own = look.templates / f"{name}.typ" if look.templates else None
    return own if own and own.is_file() else templates_folder() / f"{name}.typ"


def _plainer_and_plainer(look: Look) -> Iterator[Look]:
    """The look, then what is left of it."""
    yield look
    if look.templates:
        yield replace(look, templates=None)
    if look.logo:
        yield replace(look, templates=None, logo=None)


def look_data(look: Look) -> dict[str, Any]:
    """What a template finds under `data.look`."""
    return {
        "accent": look.accent,
        "alert": look.alert,
        "footer": ready(look.footer, "ltr"),
        "logo_alt": ready(look.logo.alt, "ltr") if look.logo else "",
    }
