"""What a booklet is made of. Every text is ready in the language of the booklet; what is empty is left out."""

from typing import TypedDict

from knowledge.sheets.model import Number
from knowledge.sheets.structure.model import Heading


class ServiceLine(TypedDict):
    """One service of an entry, with what differs from its structure."""

    id: str
    name: str
    """Empty where the structure has the same."""
    warnings: list[str]
    telephone: str
    dial: str
    headings: list[Heading]
    agents: list[Heading]
    verified: str
    long: bool
    """It may go on overleaf."""


class Entry(TypedDict):
    """A structure in full."""

    id: str
    anchor: str
    name: str
    warnings: list[str]
    telephone: str
    dial: str
    instead: str
    headings: list[Heading]
    """What for, where, when; the first has no label."""
    agents: list[Heading]
    services: list[ServiceLine]
    verified: str
    long: bool


class Elsewhere(TypedDict):
    """A structure that stands in full under another need."""

    name: str
    services: str
    telephone: str
    anchor: str


class Section(TypedDict):
    """A need, or a theme where no need asks for what stands in it."""

    anchor: str
    heading: str
    entries: list[Entry]
    elsewhere: list[Elsewhere]


class Part(TypedDict):
    """A heading of the menu and its needs."""

    anchor: str
    heading: str
    sections: list[Section]


class Name(TypedDict):
    """A name of the index, and the entry that it leads to."""

    name: str
    anchor: str


class Letter(TypedDict):
    letter: str
    names: list[Name]


class Booklet(TypedDict):
    """A whole booklet in one language. It is JSON as it stands."""

    language: str
    right_to_left: bool
    large: bool
    for_agents: bool
    title: str
    subtitle: str
    territory: str
    made: str
    made_at: str
    counted: str
    selected: list[str]
    demonstration: str
    demonstration_short: str
    labels: dict[str, str]
    emergency: list[Number]
    parts: list[Part]
    index: list[Letter]
