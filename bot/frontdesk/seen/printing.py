"""What was printed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A sheet. `others`: there is a version for professionals, which this account may print too."""

    key: str
    name: str
    pdf: bytes = field(repr=False)
    others: bool


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """No sheet: the service is gone, or the sheet could not be made; `private`: it is not this account's to read."""

    private: bool = False
    gone: bool = False
