"""A PDF made smaller without a change to what it says: its small objects go together into compressed streams.

A tagged document has hundreds of them, and Typst writes each in clear: two fifths of a sheet. ISO 32000-1, 7.5.7 and 7.5.8.
"""

import re
import zlib
from itertools import pairwise

_TRAILER = re.compile(rb"\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*", re.S)
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\s*endobj\s*", re.S)
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
"""Bytes of an entry of a cross-reference table."""


def packed(pdf: bytes) -> bytes:
    """The same document, smaller; the same bytes for the same document. One of another shape than Typst's comes back as it is."""
    end = pdf.rfind(b"trailer")
    trailer = _TRAILER.fullmatch(pdf, end + len(b"trailer")) if end >= 0 else None
    table = _TABLE.match(pdf, int(trailer[2])) if trailer else None
    if trailer is None or table is None:
        return pdf
    places = sorted(filter(None, (_offset(pdf, table.end() + number * _ENTRY) for number in range(1, int(table[1])))))
    found = []
    for at, following in pairwise([*places, table.start()]):
        whole = _OBJECT.fullmatch(pdf, at, following)
        if whole is None:
            return pdf
        found.append((int(whole[1]), whole[2], pdf[at:following]))
    return _written(pdf[: places[0]], found, int(table[1]), trailer[1])


def _offset(pdf: bytes, at: int) -> int:
    """Where an object starts; 0 for one that is not in use."""
    entry = pdf[at : at + _ENTRY]
    return int(entry[:10]) if entry[17:18] == b"n" else 0


def _written(head: bytes, found: list[tuple[int, bytes, bytes]], size: int, trailer: bytes) -> bytes:
    together, crossed = size, size + 1
    small = [(number, body) for number, body, _ in found if not body.endswith(b"endstream")]
    entries = {number: (2, together, index) for index, (number, _) in enumerate(small)}
    pieces, length = [head], len(head)
    index = b" ".join(b"%d %d" % pair for pair in _starts(small))
    inside = index + b"\n" + b" ".join(body for _, body in small)
    joined = _stream(together, b"/Type/ObjStm/N %d/First %d" % (len(small), len(index) + 1), inside)
    for number, whole in [
        *((number, whole) for number, body, whole in found if body.endswith(b"endstream")),
        (together, joined),
    ]:
        entries[number] = (1, length, 0)
        pieces.append(whole)
        length += len(whole)
    entries[crossed] = (1, length, 0)
    rows = b"".join(_row(*entries.get(number, (0, 0, 0))) for number in range(crossed + 1))
    kept = re.sub(rb"/Size \d+", b"", trailer, count=1)
    pieces.append(_stream(crossed, b"/Type/XRef/Size %d/W[1 4 2]" % (crossed + 1) + kept, rows))
    return b"".join([*pieces, b"startxref\n%d\n%%%%EOF\n" % length])


def _starts(small: list[tuple[int, bytes]]) -> list[tuple[int, int]]:
    """The number of each object, and where it starts among the others."""
    starts, at = [], 0
    for number, body in small:
        starts.append((number, at))
        at += len(body) + 1
    return starts


def _row(kind: int, where: int, index: int) -> bytes:
    return kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")


def _stream(number: int, told: bytes, content: bytes) -> bytes:
    deflated = zlib.compress(content, 9)
    return b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n\n" % (
        number,
        told,
        len(deflated),
        deflated,
    )
