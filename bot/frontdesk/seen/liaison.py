"""What was done with a liaison sheet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

WhyNot = Literal["gone", "nowhere", "consent", "state", "sheet"]
"""The service is gone; no desk is kept here; an identity without consent; the desk or the sheet failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """Who receives. `expects` is what they ask of who sends, where the account may read it."""

    structure: str
    service: str
    expects: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The sheet, and what the person carries. `until` is the last day of the code."""

    name: str
    pdf: bytes = field(repr=False)
    code: str = field(repr=False)
    link: str | None = field(repr=False)
    until: date


@dataclass(frozen=True, slots=True)
class NotMade:
    """No sheet, and no code either; what was typed is still there but for an identity without consent."""

    why: WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Where a sheet is. `answers` are in words, the one that holds first; `noted`: one was just added."""

    code: str = field(repr=False)
    structure: str
    made: str
    urgency: str
    until: str
    answers: tuple[str, ...]
    noted: bool = False


@dataclass(frozen=True, slots=True)
class NotFollowed:
    """Why a code opens nothing, or an answer cannot be noted, in French; `again`: the answer is still waited for."""

    told: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class TooMany:
    """Too many wrong codes: wait."""
