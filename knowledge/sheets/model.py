"""What a pathway sheet is made of: one model, which the PDF, the page, the plain text and the cards to keep all render.

Every text is ready in the language of the person; a part that keeps its own direction stands between U+2068 and U+2069
where the language runs right to left. What is empty is left out by whoever renders.
"""

from typing import TypedDict


class Fact(TypedDict):
    """A label and what it says; a fact in French has `french`, for screen readers."""

    label: str
    lines: list[str]
    french: bool


class ContactBlock(TypedDict):
    """A contact as it is shown."""

    id: str
    """Of the service in the directory; never printed."""
    name: str
    service: str
    why: str
    warnings: list[str]
    telephone: str
    dial: str
    """What a telephone dials, or nothing."""
    instead: str
    """What to do without a telephone."""
    state: str
    """Open or closed at the moment of the sheet, and the next opening."""
    terms: list[str]
    """What it costs, and how to get in touch."""
    written: list[str]
    """Where to write, as shown."""
    email: str
    website: str
    """Where to write, as followed; empty for a confidential address."""
    address: str
    """On one line, for a card to keep; empty for a confidential address."""
    map: str
    """The address of the place on a map; empty where the place is unknown or must stay secret."""
    map_alt: str
    facts: list[Fact]
    extras: list[Fact]
    bring: list[str]
    appointment: str
    """The appointment noted, in words; empty: a line to write it by hand."""
    appointment_at: str
    """The same as ISO 8601, with its offset; empty where none is noted."""
    verified: str


class Number(TypedDict):
    """A telephone number to call, and its remit."""

    number: str
    dial: str
    name: str
    remit: str
    details: list[str]


class StepBlock(TypedDict):
    number: int
    title: str
    advice: str
    calls: list[Number]
    bring: list[str]
    contacts: list[ContactBlock]
    again: list[str]
    """Contacts that an earlier step already shows: name, and which step."""


class Moment(TypedDict):
    heading: str
    steps: list[StepBlock]


class Answer(TypedDict):
    question: str
    answer: str


class Sheet(TypedDict):
    """A whole sheet in one language. Nothing in it but text, numbers and lists: it is JSON as it stands."""

    language: str
    right_to_left: bool
    discreet: bool
    """Nothing in it names a need."""
    roomy: bool
    """There is room for larger letters."""
    guess: int
    """About how high it is on paper, in millimetres."""
    title: str
    made: str
    made_at: str
    """ISO 8601, with its offset."""
    territory: str
    demonstration: str
    demonstration_short: str
    fold: str
    """How to fold it so that nothing shows."""
    labels: dict[str, str]
    needs: str
    words: str
    """The person's own words, only where they asked for them to be printed."""
    understood: list[Answer]
    desk: str
    """A sentence in French to show at the desk; empty for who reads French."""
    desk_meaning: str
    moments: list[Moment]
    not_found: str
    annex: list[ContactBlock]
    emergency: list[Number]
    sender: list[str]
    """The agent who gives the sheet: name, structure, telephone; empty where they are not given."""
    link: str
    link_alt: str
