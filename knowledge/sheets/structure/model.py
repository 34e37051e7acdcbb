"""What the sheet of a structure is made of. Every text is ready in the language of the sheet; what is empty is left out."""

from typing import TypedDict


class Line(TypedDict):
    """A line of text; one in French has `french`, for screen readers."""

    text: str
    french: bool


class Heading(TypedDict):
    """A heading of the *Répertoire*, and what stands under it."""

    label: str
    lines: list[Line]


class ServiceBlock(TypedDict):
    """One service, with what differs from its structure."""

    id: str
    name: str
    themes: list[str]
    warnings: list[str]
    telephone: str
    dial: str
    headings: list[Heading]
    bring: list[str]
    agents: list[Heading]
    map: str
    map_alt: str
    verified: str


class Group(TypedDict):
    """The services of one theme."""

    heading: str
    services: list[ServiceBlock]


class StructureSheet(TypedDict):
    """A whole sheet in one language. It is JSON as it stands."""

    id: str
    language: str
    right_to_left: bool
    for_agents: bool
    title: str
    name: str
    theme: str
    """The theme that was asked for; empty: all of them."""
    made: str
    made_at: str
    demonstration: str
    demonstration_short: str
    labels: dict[str, str]
    warnings: list[str]
    telephone: str
    dial: str
    instead: str
    """What to do without a telephone."""
    headings: list[Heading]
    agents: list[Heading]
    groups: list[Group]
    no_service: str
    map: str
    map_alt: str
    verified: str
    source: str
