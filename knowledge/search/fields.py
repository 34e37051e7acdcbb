"""The fields of a document, as the index numbers them and the reasons name them."""

from enum import IntEnum
from typing import NamedTuple


class Field(IntEnum):
    """Where a word stands. In a name, what says the place (`WHERE`) or the kind of structure (`KIND`) stands apart."""

    NAME = 0
    WHERE = 1
    KIND = 2
    TOWN = 3
    PLACE = 4
    ALIAS = 5
    NETWORK = 6
    SERVICE = 7
    THEME = 8
    TOLD = 9
    MARK = 10


class Told(NamedTuple):
    """How the reasons name a field, and what a word is worth that is found there, from 0 to 1."""

    label: str
    worth: float


FIELDS = (
    Told("nom", 1.0),
    Told("nom", 1.0),
    Told("nom", 1.0),
    Told("commune", 1.0),
    Told("commune", 1.0),
    Told("autre nom", 0.95),
    Told("réseau", 0.9),
    Told("service", 0.9),
    Told("thème", 0.6),
    Told("description", 0.6),
    Told("nature", 1.0),
)
"""What is told of each field, by its number."""

NAMES = frozenset(map(int, (Field.NAME, Field.WHERE, Field.KIND)))
"""The words of a name."""

PLACES = frozenset(map(int, (Field.WHERE, Field.TOWN, Field.PLACE)))
"""The words that say where."""

TOWNS = frozenset(map(int, (Field.WHERE, Field.TOWN)))
"""The words of a commune."""
