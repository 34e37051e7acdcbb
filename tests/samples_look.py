"""Images made by hand, for the logo of a territory."""

import struct
import zlib
from base64 import b64decode
from random import Random

JPG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////"
    "////////wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AJR//9k="
)
"""16 × 8 points, grey."""

SVG = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40" style="fill:url(#b)">
<defs><linearGradient id="b"><stop stop-color="#0b4656"/></linearGradient><path id="p" d="M0 0h60v40H0z"/></defs>
<use xlink:href="#p" fill="url(#b)"/><circle cx="100" cy="20" r="18" fill="#7a1d10"/></svg>
"""


def png(width: int = 60, height: int = 20, *, noisy: bool = False) -> bytes:
    """A grey image; its size is as large as one likes to say, its bytes stay few. Noise has a byte for each point."""
    rows = (b"\0" + b"\x60" * width) * height if width * height < 10**6 else b""
    if noisy:
        rows = b"".join(b"\0" + Random(row).randbytes(width) for row in range(height))
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
