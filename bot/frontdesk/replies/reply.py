"""What all replies are."""


class Reply:
    """Something to do or to show. Each is a frozen dataclass of its room."""

    __slots__ = ()
