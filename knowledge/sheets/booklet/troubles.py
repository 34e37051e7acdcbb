"""Why there is no booklet."""

from knowledge.errors import SheetError


class BookletEmpty(SheetError):
    """Nothing was left to print."""


class BookletTooLong(SheetError):
    """More services than a booklet is made of."""
