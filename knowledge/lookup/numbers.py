"""Numbers to call that a line names: « 115 », « 39 19 », « samu social », « numero drogue »."""

from collections.abc import Callable, Iterable, Sequence

from knowledge.lookup.hotlines import Calling, Subject, calling, heard
from knowledge.lookup.line import Line
from knowledge.lookup.vocabulary import Terms, vocabulary
from knowledge.matching import FILLERS
from knowledge.rules.model import Hotline

SHORTEST = 3
"""Digits from which a number in a line is a number to call; « 15 » and « 17 » are, where they stand alone."""

LONGEST = 5
"""Groups of digits in which a number may be typed: « 08 00 05 95 95 »."""

UNITS = frozenset({"an", "ans", "mois", "semaine", "semaines", "jour", "jours", "euro", "euros", "rue", "e", "km", "h"})
"""What makes of a number before it something else than one to call."""

ASKED, PERHAPS = 0.5, 0.75
"""How much of what a line tells a number must be for: where a number is asked for, and where a service may be meant."""

ALIKE = 2
"""Numbers that are equally for it, at most."""

Spelt = Callable[[Sequence[str]], Sequence[str]]
"""Words with their abbreviations spelt out."""


class Numbers:
    """The numbers of a rule file, ready to be recognised."""

    def __init__(self, hotlines: Iterable[Hotline]) -> None:
        listed = list(hotlines)
        self._calling: Calling = calling()
        self._numbers = frozenset(hotline.number for hotline in listed)
        self._subjects = tuple(Subject.of(hotline, self._calling) for hotline in listed)
        self._names = Terms({each.number: map(" ".join, each.names) for each in self._subjects})

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
        """The numbers that are called by their names, and the line without these.

        A name of one word must stand alone, or with words that only ask for a number: « numero caf ».
        """
        telling = [at for at, word in enumerate(line.open) if word is not None and word not in FILLERS]
        found: dict[str, None] = {}
        for term in self._names.find(tuple(heard(line.words[at]) for at in telling)):
            places = [telling[at] for at in term.places]
            if len(places) > 1 or self._asks(line, places[0]):
                found[term.key] = None
                line = line.take(places)
        return tuple(found), line

    def meant(self, line: Line, spelt: Spelt) -> tuple[str, ...]:
        """The numbers that are asked for by what they are for; none where a place or a person is meant.

        « numero drogue », « ecoute enfance danger ». Where the line does not surely ask for a number (« tel »), nearly all that
        it tells must be what the number is for.
        """
        words = frozenset(line.left)
        asked = not words.isdisjoint(self._calling.asking)
        if not asked and words.isdisjoint(self._calling.perhaps):
            return ()
        telling = [word for word in spelt(self._telling(line.left)) if word not in FILLERS]
        if not telling or not self._calling.places.isdisjoint(telling):
            return ()
        scores = {each.number: each.worth(telling) for each in self._subjects}
        best = max(scores.values(), default=0.0)
        if best < (ASKED if asked else PERHAPS):
            return ()
        return tuple(number for number, score in scores.items() if score == best)[:ALIKE]

    def asked(self, line: Line) -> list[int]:
        """The places of the words that ask for a number and nothing else."""
        return [at for at, word in enumerate(line.open) if word in self._calling.asking | self._calling.perhaps]

    def _asks(self, line: Line, but: int) -> bool:
        """Whether all words but one only ask for a number."""
        asking = self._calling.asking | self._calling.perhaps | vocabulary().asking | FILLERS
        return all(word is None or at == but or word in asking for at, word in enumerate(line.open))

    def _telling(self, typed: Iterable[str]) -> tuple[str, ...]:
        asking = self._calling.asking | self._calling.perhaps
        idle = FILLERS | vocabulary().asking | asking | self._calling.neutral
        return tuple(word for word in typed if word not in idle)
