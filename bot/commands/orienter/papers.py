"""The sheet of a pathway in the forms that were asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from knowledge.errors import SheetError
from knowledge.liaison import Sender
from knowledge.pathway import Pathway
from knowledge.phones import dialled
from knowledge.rules.model import Look
from knowledge.sheets import Choices, SheetMaker
from knowledge.sheets.forms import as_page, as_text, as_vcards
from knowledge.sheets.model import Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.wording import SOURCE, Wording

LONGEST_LINK = 300
"""Characters of an address that a code on paper can hold and a telephone still reads (ISO/IEC 18004, version 14 at level M)."""


@dataclass(frozen=True, slots=True)
class Papers:
    """One sheet, and where each of its forms is to be written."""

    pathway: Pathway
    wording: Wording
    choices: Choices
    look: Look
    pdf: Path | None = None
    html: Path | None = None
    vcf: Path | None = None

    def written(self) -> Iterator[tuple[str, Path, bytes]]:
        """What each file is, where it goes, and what is in it. Raises click.ClickException with a French sentence."""
        if self.pdf is not None:
            yield "Fiche écrite", self.pdf, self._printed()
        if self.html is not None:
            yield "Page écrite", self.html, as_page(self._faces(), self.look).encode()
        if self.vcf is not None:
            yield "Contacts écrits", self.vcf, as_vcards(self._faces()[0])

    def text(self) -> str:
        """The sheet as text, one face after the other."""
        return "\n".join(map(as_text, self._faces())).rstrip()

    def _faces(self) -> list[Sheet]:
        french = [Wording.load(SOURCE)] if self.choices.bilingual else []
        return [pathway_content(self.pathway, wording, self.choices) for wording in (self.wording, *french)]

    def _printed(self) -> bytes:
        try:
            return SheetMaker().pathway(self.pathway, self.wording, self.choices, look=self.look)
        except SheetError as error:
            cause = type(error.__cause__ or error).__name__
            raise click.ClickException(
                f"La fiche n'a pas pu être faite ({cause}) ; le parcours se lit sans --pdf."
            ) from error


def agent(_: click.Context, __: click.Parameter, typed: str | None) -> Sender | None:
    """Who gives the sheet: « NOM, STRUCTURE, TÉLÉPHONE », the last two if one wishes. Raises click.UsageError."""
    if typed is None:
        return None
    parts = [part.strip() for part in typed.split(",")]
    if len(parts) > 3 or not parts[0]:
        raise click.UsageError("--agent : écrivez « NOM, STRUCTURE, TÉLÉPHONE », avec deux virgules au plus.")
    name, structure, telephone = (*parts, "", "")[:3]
    if telephone and not dialled(telephone):
        raise click.UsageError(f"--agent : « {telephone} » n'est pas un numéro de téléphone. Il vient en troisième.")
    return Sender(name=name, structure=structure, telephone=telephone)


def link(_: click.Context, __: click.Parameter, typed: str | None) -> str | None:
    """An address that a telephone can follow. Raises click.UsageError."""
    if typed is not None and (not typed.startswith(("https://", "http://")) or len(typed) > LONGEST_LINK):
        raise click.UsageError(
            f"--lien : une adresse commence par https:// et tient en {LONGEST_LINK} caractères. Reçu : « {typed[:80]} »."
        )
    return typed
