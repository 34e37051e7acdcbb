"""Contrast between colours, written `#rrggbb`."""

PAPER = "#ffffff"
TINT = "#e9f2f4"
"""Behind the headings of a sheet: `tint` of the templates."""

ENOUGH = 7.0
"""Contrast of text for who sees badly (WCAG 2.2, criterion 1.4.6, level AAA)."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio).

    >>> round(contrast("#000000", "#ffffff")), round(contrast("#777777", "#ffffff"), 2)
    (21, 4.48)
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(colour: str) -> bool:
    """Whether text of this colour is easily read wherever a sheet prints it."""
    return all(contrast(colour, ground) >= ENOUGH for ground in (PAPER, TINT))


def darkened(colour: str) -> str:
    """The nearest shade of the same colour that is legible; itself when it is.

    >>> darkened("#0b4656"), darkened("#1f8aa5")
    ('#0b4656', '#14586a')
    """
    parts = _parts(colour)
    shades = ("#" + "".join(f"{round(part * share / 1000):02x}" for part in parts) for share in range(1000, -1, -1))
    return next(shade for shade in shades if legible(shade))


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
