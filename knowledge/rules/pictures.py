"""A logo read from its file: what kind of image it is, and why it cannot be printed."""

import re
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.parsers import expat

Kind = Literal["svg", "png", "jpg"]

LARGEST = 500_000
"""Bytes of a logo: it goes into every sheet, and sheets are sent to telephones."""

WIDEST = 5000
"""Pixels of a side: a small file may unfold into an image that fills the memory."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPG = b"\xff\xd8\xff"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG after which its size is written (ITU-T T.81, table B.1)."""

_ELSEWHERE = re.compile(r"""url\(\s*["']?(?!\s*#)|@import""", re.IGNORECASE)
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|jpg)[;,])", re.IGNORECASE)


class Unusable(ValueError):
    """An image that cannot be printed: the cause and the likely fix, in French."""

    def __init__(self, cause: str, fix: str) -> None:
        super().__init__(cause)
        self.cause, self.fix = cause, fix


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` are pixels; 0 for a drawing, which has no pixels."""

    content: bytes
    kind: Kind
    width: int
    height: int


def picture(path: Path) -> Picture:
    """The image in a file. Raises Unusable."""
    try:
        if not path.is_file():
            raise Unusable("ce fichier n'existe pas", "Écrivez son chemin à partir du dossier des règles.")
        if (size := path.stat().st_size) > LARGEST:
            fix = f"{LARGEST // 1000} ko au plus, car chaque fiche le contient : réduisez-le, ou prenez un SVG."
            raise Unusable(f"ce fichier est trop lourd ({size / 1000:.0f} ko)", fix)
        return pictured(path.read_bytes())
    except (OSError, ValueError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable("ce fichier ne se lit pas", "Vérifiez le chemin et les droits.") from error


def pictured(content: bytes) -> Picture:
    """An image from its bytes. Raises Unusable."""
    if content.startswith(_PNG):
        return _sized(content, "png", _png_size(content))
    if content.startswith(_JPG):
        return _sized(content, "jpg", _jpg_size(content))
    if b"<svg" in content or b":svg" in content:
        _look_for_danger(content)
        return Picture(content, "svg", 0, 0)
    raise Unusable("ce n'est pas une image SVG, PNG ou JPEG", "Enregistrez le logo dans l'un de ces formats.")


def holds_words(content: bytes) -> bool:
    """Whether a drawing writes words, which would be printed in the letters of the sheet and not in its own."""
    return "text" in _Drawing.read(content).elements


def _sized(content: bytes, kind: Kind, size: tuple[int, int]) -> Picture:
    if not 0 < min(size) <= max(size) <= WIDEST:
        fix = f"{WIDEST} points de côté au plus ; 600 suffisent."
        raise Unusable(f"cette image a {size[0]} × {size[1]} points", fix)
    return Picture(content, kind, *size)


def _broken() -> Unusable:
    return Unusable("cette image est abîmée ou incomplète", "Enregistrez-la de nouveau.")


def _png_size(content: bytes) -> tuple[int, int]:
    """Read chunk after chunk to the last, each with its checksum (W3C PNG, section 5): a part that is missing is seen."""
    at, size = len(_PNG), (0, 0)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">L", content, at)
        name, end = content[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(content) or zlib.crc32(content[at + 4 : end]) != struct.unpack_from(">L", content, end)[0]:
            break
        if name == b"IHDR" and length >= 8:
            size = struct.unpack_from(">LL", content, at + 8)
        if name == b"IEND":
            return size
        at = end + 4
    raise _broken()


def _jpg_size(content: bytes) -> tuple[int, int]:
    if b"\xff\xd9" not in content[-64:]:
        raise _broken()
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _SIZES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 1 if marker == 0xFF else 2 + int(struct.unpack_from(">H", content, at + 2)[0])
    raise _broken()


def _look_for_danger(content: bytes) -> None:
    drawing = _Drawing.read(content)
    plain = "Enregistrez-le comme « SVG simple »."
    if drawing.root != "svg":
        raise Unusable("ce n'est pas un dessin SVG", "Enregistrez le logo en SVG, PNG ou JPEG.")
    if drawing.active:
        raise Unusable(f"ce dessin contient du programme ({drawing.active})", plain)
    if drawing.elsewhere:
        raise Unusable(
            f"ce dessin va chercher autre chose ailleurs ({drawing.elsewhere})", f"Intégrez tout au dessin. {plain}"
        )


@dataclass(slots=True)
class _Drawing:
    """What an SVG holds, read once without following anything."""

    root: str = ""
    elements: set[str] = field(default_factory=set)
    active: str = ""
    elsewhere: str = ""

    @classmethod
    def read(cls, content: bytes) -> "_Drawing":
        """Raises Unusable where the text is not XML, or not UTF-8 as the typesetter wants it."""
        found = cls()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = found._element
        parser.CharacterDataHandler = found._words
        parser.ProcessingInstructionHandler = found._instruction
        parser.EntityDeclHandler = found._entity
        try:
            content.decode("utf-8")
            parser.Parse(content, True)
        except UnicodeDecodeError as error:
            raise Unusable("ce dessin n'est pas enregistré en UTF-8", "Enregistrez-le comme « SVG simple ».") from error
        except expat.ExpatError as error:
            raise _broken() from error
        return found

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self.root = self.root or local
        self.elements.add(local)
        if local in ("script", "foreignObject"):
            self.active = self.active or f"« {local} »"
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)

    def _attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.active = self.active or f"« {name} »"
        if (name == "href" and not _INSIDE.match(value)) or _ELSEWHERE.search(value):
            self.elsewhere = self.elsewhere or f"« {value[:40]} »"

    def _words(self, words: str) -> None:
        if leads := _ELSEWHERE.search(words):
            self.elsewhere = self.elsewhere or f"« {words[leads.start() :][:40]} »"

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.elsewhere = self.elsewhere or f"« {target} »"

    def _entity(self, name: str, *_: object) -> None:
        self.elsewhere = self.elsewhere or f"« {name} »"
