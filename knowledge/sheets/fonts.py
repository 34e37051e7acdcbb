"""The fonts of the sheets: where their packages keep them, and which characters they can draw."""

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

_PACKAGES = ("fontpkg_noto_sans", "fontpkg_almarai", "fontpkg_noto_sans_arabic")


@cache
def font_folders() -> tuple[Path, ...]:
    """The folders of the font files, one a family."""
    return tuple(Path(str(files(package).joinpath("files"))) for package in _PACKAGES)


@cache
def covered() -> tuple[frozenset[int], ...]:
    """For each family, the code points that its upright font has a glyph for."""
    return tuple(
        frozenset().union(
            *(_code_points(file.read_bytes()) for file in folder.glob("*.ttf") if "Italic" not in file.name)
        )
        for folder in font_folders()
    )


def _code_points(font: bytes) -> set[int]:
    """The code points of a TrueType file, from its table `cmap` (OpenType specification, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = {font[at : at + 4]: struct.unpack_from(">L", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap: int = directory[b"cmap"]
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    found: set[int] = set()
    for number in range(count):
        (offset,) = struct.unpack_from(">L", font, cmap + 4 + 8 * number + 4)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if kind == 4:
            found |= _segments(font, cmap + offset)
        elif kind == 12:
            found |= _groups(font, cmap + offset)
    return found


def _segments(font: bytes, at: int) -> set[int]:
    (length,) = struct.unpack_from(">H", font, at + 6)  # twice the number of segments
    ends = struct.unpack_from(f">{length // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{length // 2}H", font, at + 16 + length)
    return {code for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1) if code != 0xFFFF}


def _groups(font: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">L", font, at + 12)
    groups = (struct.unpack_from(">LLL", font, at + 16 + 12 * number) for number in range(count))
    return {code for start, end, _ in groups for code in range(start, end + 1)}
