"""Everything that comes out, as text: whatever form it has, a mark in it is found."""

import logging
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bot.screen import ContactCard, Document, Message, Part, Screen, Venue

_SIGNED = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e]")
_FOLDED = re.compile(r"\r?\n[ \t]")
"""A line of a card or a calendar that was folded (RFC 6350, 3.2; RFC 5545, 3.1)."""


def said(part: Part) -> Iterator[tuple[str, str]]:
    """What one part of a screen holds: its kind, its text."""
    match part:
        case Message():
            yield "message", part.text
            for row in part.buttons:
                yield from (("button", f"{button.label} {button.data}") for button in row)
        case Venue():
            yield "venue", f"{part.title} {part.address} {part.latitude} {part.longitude}"
        case ContactCard():
            yield "contact", f"{part.name} {part.dial}"
        case Document():
            yield f"document {part.name}", f"{part.name} {part.caption} {written(part.name, part.content)}"


def shown(screen: Screen) -> Iterator[tuple[str, str]]:
    """What a screen holds, part by part."""
    for part in screen.parts:
        yield from said(part)


def written(name: str, content: bytes) -> str:
    """Every text of a file: of a PDF its pages and what it says of itself; of an archive its files, of the others their bytes."""
    if content.startswith(b"%PDF"):
        return plain(_of_pdf(content))
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            content = b"\n".join(archive.read(each) for each in archive.namelist())
    text = content.decode("utf-8", errors="replace")
    return plain(_FOLDED.sub("", text) if Path(name).suffix in (".vcf", ".ics") else text)


def plain(text: str) -> str:
    """A text without what is not seen, and without the hyphen of a word that was cut at the end of a line.

    >>> plain("l'ave-\\nnue")
    "l'avenue"
    """
    return re.sub(r"(?<=\w)[-‐]\n(?=\w)", "", _SIGNED.sub("", text))


def _of_pdf(content: bytes) -> str:
    pdf = PdfReader(BytesIO(content))
    told = [page.extract_text() for page in pdf.pages]
    links = (note.get_object() for page in pdf.pages for note in page.get("/Annots", ()))
    xmp = pdf.xmp_metadata.stream.get_data().decode("utf-8", errors="replace") if pdf.xmp_metadata else ""
    return "\n".join([*told, *(str(link) for link in links), str(pdf.metadata), xmp])


class Journal(logging.Handler):
    """Every record of our loggers, as it would be written, with what it was made of."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(f"{self.format(record)} {record.msg!r} {record.args!r} {record.exc_info!r}")

    @property
    def text(self) -> str:
        return "\n".join(self.written)


SEALED = re.compile(rb"gAAAAA[\w=-]{60,}")
"""A Fernet token: its first bytes are a version and the high bytes of a moment (the specification of Fernet)."""


def on_the_disk(folder: Path) -> str:
    """Every byte of every file of a folder, as text in two encodings, without what is sealed: a chance of letters is no leak."""
    content = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    content = SEALED.sub(b"", content)
    return content.decode("utf-8", errors="replace") + content.decode("utf-16-le", errors="replace")
