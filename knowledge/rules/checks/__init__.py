"""What the shape alone cannot tell: references, orders, endings. Small checks, each yielding what it finds.

A check never fails: the file may have any shape, and what is not there is not checked.
"""

from collections.abc import Callable, Iterator

from knowledge.rules.checks import (
    abbreviations,
    answers,
    asking,
    branches,
    events,
    menu,
    phrases,
    routes,
    sheets,
    territory,
)
from knowledge.rules.mistakes import Mistake
from knowledge.rules.passage import Passage
from knowledge.rules.source import Source

Check = Callable[[Passage], Iterator[Mistake]]

MISTAKES: tuple[Check, ...] = (
    *territory.MISTAKES,
    *menu.MISTAKES,
    *answers.MISTAKES,
    *asking.MISTAKES,
    *branches.MISTAKES,
    *routes.MISTAKES,
    *phrases.MISTAKES,
    *events.MISTAKES,
    *abbreviations.MISTAKES,
    *sheets.MISTAKES,
)

ADVICE: tuple[Check, ...] = (
    *territory.ADVICE,
    *answers.ADVICE,
    *asking.ADVICE,
    *routes.ADVICE,
    *phrases.ADVICE,
    *events.ADVICE,
    *sheets.ADVICE,
)


def check(source: Source) -> tuple[Mistake, ...]:
    """Every mistake, check after check."""
    return _all(MISTAKES, source)


def advise(source: Source) -> tuple[Mistake, ...]:
    """Every advice about a file without mistake."""
    return _all(ADVICE, source)


def _all(checks: tuple[Check, ...], source: Source) -> tuple[Mistake, ...]:
    return tuple(mistake for each in checks for mistake in each(Passage.whole(source)))
