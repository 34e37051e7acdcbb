"""What a directory gives: services with the structures that offer them, as they are known at this moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.model import Service, Structure
from knowledge.notes import Note

Entry = tuple[Structure, tuple[Service, ...]]
"""A structure and its services."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A service and the structure that offers it, and what is noted of it at this moment."""

    service: Service
    structure: Structure
    notes: tuple[Note, ...] = ()


class Overlay(Protocol):
    """What is known of offers since the directory was built: notes that expire, corrections that wait for the next import."""

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The same offers, in the same order, as they are now. Never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What a directory says of itself. `built_at` is an aware moment; `sources` are the ids of the producers."""

    built_at: datetime
    demonstration: bool
    structures: int
    services: int
    sources: tuple[str, ...]
