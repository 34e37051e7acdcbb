"""QR codes."""

from io import BytesIO

import segno


def qr_png(text: str) -> bytes:
    """The same as a PNG image, with the quiet zone that a telephone needs (ISO/IEC 18004: four modules)."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", border=4, scale=12)
    return drawn.getvalue()


def qr_code(text: str, *, error: str = "m") -> str:
    """A text, mostly an address, as an SVG image without border. Raises ValueError for one that is too long.

    `error` is the level of correction of ISO/IEC 18004: `l`, `m`, `q` or `h`. Nothing is kept: the address of a liaison is
    the code that a person carries.
    """
    drawn = BytesIO()
    segno.make(text, error=error, micro=False, boost_error=False).save(
        drawn, kind="svg", xmldecl=False, border=0, scale=4
    )
    return drawn.getvalue().decode()
