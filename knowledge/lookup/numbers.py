"""Numbers to call that a line names: « 115 », « 39 19 », « samu social »."""

from collections.abc import Iterable

from knowledge.lookup.line import Line
from knowledge.lookup.vocabulary import Terms
from knowledge.rules.model import Hotline
from knowledge.text import fold

SHORTEST = 3
"""Digits from which a number in a line is a number to call; « 15 » and « 17 » are, where they stand alone."""

LONGEST = 5
"""Groups of digits in which a number may be typed: « 08 00 05 95 95 »."""

UNITS = frozenset({"an", "ans", "mois", "semaine", "semaines", "jour", "jours", "euro", "euros", "rue", "e", "km", "h"})
"""What makes of a number before it something else than one to call."""


class Numbers:
    """The numbers of a rule file, ready to be recognised."""

    def __init__(self, hotlines: Iterable[Hotline]) -> None:
        listed = list(hotlines)
        self._numbers = frozenset(hotline.number for hotline in listed)
        self._names = Terms({hotline.number: [hotline.name] for hotline in listed if fold(hotline.name)})

    def typed(self, line: Line) -> tuple[tuple[str, ...], Line]:
        """The numbers that are typed, and the line without them."""
        found: list[str] = []
        for run in line.runs(LONGEST):
            digits = "".join(line.words[at] for at in run)
            after = line.words[run.stop] if run.stop < len(line.words) else ""
            alone = len(line.telling) == len(run)
            fits = digits in self._numbers and after not in UNITS and (len(digits) >= SHORTEST or alone)
            if fits and line.taken.isdisjoint(run):
                found.append(digits)
                line = line.take(run)
        return tuple(reversed(found)), line

    def named(self, line: Line) -> tuple[tuple[str, ...], Line]:
        """The numbers that are called by their names, and the line without these; a name of one word must stand alone."""
        alone = len(line.telling) == 1
        terms = [term for term in self._names.find(line.open) if alone or len(term.places) > 1]
        return tuple(term.key for term in terms), line.take(at for term in terms for at in term.places)
