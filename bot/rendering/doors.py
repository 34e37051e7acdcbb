"""The pathway cut into doors, three a screen, each door once whatever was asked before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from knowledge.orient import MORE
from knowledge.pathway import Contact, Pathway, Step
from knowledge.rules.model import Route

A_SCREEN = 3
"""Doors shown at first, and each time others are asked for."""


@dataclass(frozen=True, slots=True)
class Door:
    """A contact of a step, or the step alone where there is nobody to see but something to do or a number to call."""

    step: Step
    contact: Contact | None
    first: bool
    """The first door of its step: the place for what is said of the step."""


@dataclass(frozen=True, slots=True)
class View:
    """What one screen shows. `numbers`: the place of each contact among all, by service."""

    doors: tuple[Door, ...]
    numbers: Mapping[str, int]
    others: tuple[str, ...]
    """Titles of the steps that are still to be seen."""
    rest: bool
    """There is more to see, or there may be."""

    def steps(self) -> Iterator[tuple[Step, tuple[Door, ...]]]:
        """The doors, step after step."""
        for _, group in groupby(self.doors, key=lambda door: door.step.route):
            listed = tuple(group)
            yield listed[0].step, listed


def view(found: Pathway, routes: Mapping[str, Route], more: int, *, alone: bool = False) -> View:
    """The doors of one screen: `more` is how many times others were asked for.

    `alone`: there is no directory, each step stands for itself.
    """
    doors = tuple(_doors(found, routes, more, alone=alone))
    start, end = A_SCREEN * more, A_SCREEN * (more + 1)
    contacts = [door.contact for door in doors if door.contact]
    shown = doors[start:end]
    seen = {door.step.route for door in doors[:end]}
    return View(
        doors=shown,
        numbers={contact.card.service_id: place for place, contact in enumerate(contacts, 1)},
        others=tuple(dict.fromkeys(door.step.title for door in doors[end:] if door.step.route not in seen)),
        rest=bool(doors[end:]) or any(_full(step, routes, more) for step in found.steps),
    )


def _doors(found: Pathway, routes: Mapping[str, Route], more: int, *, alone: bool) -> Iterator[Door]:
    """First what the rules give, step after step; then, round after round, what more the directory has for each.

    So the doors of a pathway are a beginning of the doors of the same pathway when others are asked for.
    """
    for step in found.steps:
        room = _limit(step, routes)
        for place, contact in enumerate(step.contacts[:room]):
            yield Door(step, contact, first=not place)
        if not step.contacts and (alone or step.calls or step.title not in found.searched):
            yield Door(step, None, first=True)
    for turn in range(more):
        for step in found.steps:
            room = _limit(step, routes) + MORE * turn
            for contact in step.contacts[room : room + MORE]:
                yield Door(step, contact, first=False)


def _limit(step: Step, routes: Mapping[str, Route]) -> int:
    return routes[step.route].limit if step.route in routes else len(step.contacts)


def _full(step: Step, routes: Mapping[str, Route], more: int) -> bool:
    """The directory gave as many as it was asked for: it may have more."""
    searched = step.route in routes and routes[step.route].query is not None
    return searched and len(step.contacts) >= _limit(step, routes) + MORE * more
