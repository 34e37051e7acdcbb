"""What a liaison sheet is made of: strings ready, which the PDF and the plain text render.

All of it is in French, between professionals, but for the slip that the person keeps, which is in their language.
"""

from typing import TypedDict


class Party(TypedDict):
    """Who sends, or who receives. What is empty is left out."""

    name: str
    structure: str
    service: str
    telephone: str
    dial: str
    """What a telephone dials, or nothing."""
    address: str
    """Empty for a confidential address; `notice` says so."""
    notice: str


class Line(TypedDict):
    label: str
    text: str


class AnswerSlip(TypedDict):
    """What the partner ticks and gives back: the code, and nothing of the person."""

    title: str
    arrived: str
    appointed: str
    at: str
    refused: str
    reasons: list[str]
    """The eleven, in their order; the last is « autre », with room to write."""
    ways: list[str]
    """How to give the answer, the quickest first."""


class PersonSlip(TypedDict):
    """What the person carries, in their language: never why."""

    language: str
    right_to_left: bool
    title: str
    to: str
    name: str
    """Of the structure: that of the service may tell why."""
    telephone: str
    dial: str
    address: str
    notice: str
    code_label: str
    code: str
    use: str
    appointment: str
    consent: list[str]


class LiaisonSheet(TypedDict):
    """A whole sheet. Nothing in it but text and lists: it is JSON as it stands."""

    title: str
    made: str
    made_at: str
    """ISO 8601, with its offset."""
    territory: str
    demonstration: str
    urgency: str
    urgent: bool
    labels: dict[str, str]
    sender: Party
    receiver: Party
    request: str
    situation: str
    done: str
    contact: str
    consent: str
    person: list[Line]
    """Who is sent; empty without their consent."""
    code: str
    link: str
    link_alt: str
    answer: AnswerSlip
    notice: list[str]
    slip: PersonSlip | None
