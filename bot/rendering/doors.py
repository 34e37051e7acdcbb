"""The pathway cut into doors, three a screen, each door once whatever was asked before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from knowledge.orient import BEHIND, MORE
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
    again: bool = False
    """The same contact was the door of an earlier step."""


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
    doors = tuple(_marked(_doors(found, routes, more, alone=alone)))
    first = max(A_SCREEN, sum(door.step.when == "order" for door in doors))  # what an agent gave is shown whole
    start, end = (first + A_SCREEN * (more - 1), first + A_SCREEN * more) if more else (0, first)
    contacts = dict.fromkeys(door.contact.card.service_id for door in doors if door.contact)
    seen = {door.step.route for door in doors[:end]}
    return View(
        doors=doors[start:end],
        numbers={service: place for place, service in enumerate(contacts, 1)},
        others=tuple(dict.fromkeys(door.step.title for door in doors[end:] if door.step.route not in seen)),
        rest=bool(doors[end:]) or _has_others(found, routes, more),
    )


def _doors(found: Pathway, routes: Mapping[str, Route], more: int, *, alone: bool) -> Iterator[Door]:
    """First what the rules give, step after step; then, round after round, what more the directory has for each.

    So the doors of a pathway are a beginning of the doors of the same pathway when others are asked for.
    """
    later: list[list[Door]] = []
    for step in found.steps:
        first = _first(step, routes)
        yield from (Door(step, contact, first=not place) for place, contact in enumerate(first))
        if not step.contacts and (alone or step.calls or step.title not in found.searched):
            yield Door(step, None, first=True)
        later.append([Door(step, contact, first=False) for contact in step.contacts if contact not in first])
    for turn in range(more):
        for doors in later:
            yield from doors[MORE * turn : MORE * (turn + 1)]


def _first(step: Step, routes: Mapping[str, Route]) -> tuple[Contact, ...]:
    """The contacts of a step before others are asked for: those that the rule names, and those not much worse than the best."""
    route = routes.get(step.route)
    if route is None or not step.contacts:
        return step.contacts
    best = max(contact.score for contact in step.contacts)
    good = [each for each in step.contacts if _named(each, route) or best - each.score <= BEHIND]
    return tuple(good[: route.limit])


def _named(contact: Contact, route: Route) -> bool:
    return contact.card.service_id in route.services or contact.card.structure_id in route.structures


def _marked(doors: Iterator[Door]) -> Iterator[Door]:
    """The doors, those that were met before marked as such."""
    met: set[str] = set()
    for door in doors:
        service = door.contact.card.service_id if door.contact else ""
        yield replace(door, again=True) if service in met else door
        met |= {service} - {""}


def _has_others(found: Pathway, routes: Mapping[str, Route], more: int) -> bool:
    """Whether the rules have more; what an agent gave counts for the first of their screens."""
    if found.given and not more:
        return bool(found.needs)
    return any(_full(step, routes, more - found.given) for step in found.steps)


def _full(step: Step, routes: Mapping[str, Route], more: int) -> bool:
    """The directory gave as many as it was asked for: it may have more."""
    route = routes.get(step.route)
    return bool(route and route.query and len(step.contacts) >= route.limit + MORE * more)
