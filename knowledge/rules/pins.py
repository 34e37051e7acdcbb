"""Structures and services that rules name: are they in the directory?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from knowledge.rules.mistakes import Mistake
from knowledge.rules.model import Rules
from knowledge.rules.reader import read
from knowledge.rules.source import Where


class Known(Protocol):
    """What is asked of a directory here."""

    def structure(self, id: str) -> object | None: ...

    def service(self, id: str) -> object | None: ...


def missing_pins(path: Path, rules: Rules, directory: Known) -> Iterator[Mistake]:
    """An advice for each id that the directory does not have: such an orientation sends nowhere."""
    source = read(path)
    for where, kind, id, find in _pins(rules, directory):
        if find(id) is None:
            yield source.advice(
                where, f"{kind} « {id} » n'est pas dans l'annuaire", "Vérifiez l'identifiant, ou importez-le."
            )


def _pins(rules: Rules, directory: Known) -> Iterator[tuple[Where, str, str, Callable[[str], object | None]]]:
    for index, id in enumerate(rules.human.structures):
        yield ("humain", "structures", index), "la structure", id, directory.structure
    for route in rules.routes.values():
        for index, id in enumerate(route.structures):
            yield ("orientations", route.id, "structures", index), "la structure", id, directory.structure
        for index, id in enumerate(route.services):
            yield ("orientations", route.id, "services", index), "le service", id, directory.service
